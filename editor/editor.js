/* The editor of rule files, in the place of the page's box: CodeMirror, and what it must
   know of our rule language. What is saved, checked and explained, the page's own script
   does (intake/static/rule_editor.js). */

import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completions } from "./completion.js";

/* The page's own colours, by day and by night. No picture: the page's policy has none. */
const look = EditorView.theme({
  "&": { color: "var(--ink)", background: "var(--page)", border: "1.5px solid var(--line)", borderRadius: "var(--round)", blockSize: "min(40rem, 75vh)", marginBlockEnd: "1rem" },
  "&.cm-focused": { outline: "3px solid var(--focus-ink)", boxShadow: "0 0 0 6px var(--focus)" },
  ".cm-scroller": { font: ".95rem/1.5 ui-monospace, \"Cascadia Mono\", Consolas, monospace", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--muted)", background: "var(--panel)", borderInlineEnd: "1px solid var(--rule)" },
  ".cm-activeLine, .cm-activeLineGutter": { background: "var(--panel)" },
  ".cm-panels, .cm-tooltip": { color: "var(--ink)", background: "var(--page)", border: "1px solid var(--line)" },
  ".cm-panel button": { color: "var(--link)", background: "none", inlineSize: "auto", minBlockSize: "1.5rem" },
  ".cm-panel input, .cm-panel input[type=checkbox]": { inlineSize: "auto", minBlockSize: "1.5rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--brand-ink)", background: "var(--brand)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "inherit" },
  ".cm-lintRange": { backgroundImage: "none", textDecoration: "underline wavy var(--error)", textUnderlineOffset: ".2em" },
  ".cm-lintRange-warning": { textDecorationColor: "var(--amber)" },
  ".cm-lint-marker": { content: "normal", inlineSize: "1.2em", blockSize: "auto", fontWeight: "700", textAlign: "center" },
  ".cm-lint-marker-error": { content: "normal", color: "var(--error)" },
  ".cm-lint-marker-error::before": { content: "'✗'" },
  ".cm-lint-marker-warning": { content: "normal" },
  ".cm-lint-marker-warning::before": { content: "'!'" },
  ".cm-diagnostic": { borderInlineStart: "5px solid var(--error)", whiteSpace: "normal", maxInlineSize: "32rem" },
  ".cm-diagnostic-warning": { borderInlineStartColor: "var(--amber)" },
  ".cm-searchMatch, .cm-selectionMatch": { background: "var(--notice)", outline: "1px solid var(--line)" },
});

const colours = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: "var(--link)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: tags.string, color: "var(--ink)" },
  { tag: tags.invalid, color: "var(--error)" },
]);

const word = /^[\w-]+/;

const placed = (doc, { line: number, column, severity, words }) => {
  const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
  const from = Math.min(line.from + Math.max(column - 1, 0), line.to);
  const length = doc.sliceString(from, line.to).match(word)?.[0].length ?? 1;
  return { from, to: Math.min(from + length, line.to), severity, message: words };
};

const keys = ({ explain, jump, read }) => [
  Prec.highest(keymap.of([
    { key: "F12", run: () => (jump(), true) },
    { key: "Mod-i", run: () => (explain(), read(), true) },
  ])),
  // No Tab among them: it leaves the editor.
  keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  EditorView.domEventHandlers({
    mousedown(event, view) {
      const at = event.ctrlKey || event.metaKey ? view.posAtCoords({ x: event.clientX, y: event.clientY }) : null;
      if (at === null) return false;
      view.dispatch({ selection: { anchor: at } });
      event.preventDefault();
      jump();
      return true;
    },
  }),
];

/* Puts the editor in the place of the box; the box has its text at all times.

   `schema` is the JSON Schema of a rule file, `definitions()` what “holds” may name. */
export const mount = (page) => {
  const { box, nonce, schema, explain, definitions } = page;
  const follow = EditorView.updateListener.of((update) => {
    if (update.docChanged) {
      box.value = update.state.doc.toString();
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (update.docChanged || update.selectionSet) explain();
  });
  const view = new EditorView({
    doc: box.value,
    extensions: [
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({ "aria-label": box.labels[0]?.textContent ?? "Rules", "aria-describedby": "keys", tabindex: "0", autocapitalize: "off", spellcheck: "false" }),
      EditorState.tabSize.of(2),
      indentUnit.of("  "),
      lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), highlightSpecialChars(),
      history(), search({ top: true }), yaml(), indentOnInput(), syntaxHighlighting(colours), lintGutter(),
      autocompletion({ override: schema ? [completions(schema, definitions)] : [], icons: false }),
      keys(page), follow, look,
    ],
  });
  box.before(view.dom);
  box.hidden = true;
  return {
    focus: () => view.focus(),
    goTo(number, column) {
      const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
      const anchor = Math.min(line.from + (column ? column - 1 : line.text.search(/\S|$/)), line.to);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
    },
    cursor() {
      const head = view.state.selection.main.head, line = view.state.doc.lineAt(head);
      return { number: line.number, column: head - line.from, line: line.text };
    },
    show: (problems) => view.dispatch(setDiagnostics(view.state, problems.map((each) => placed(view.state.doc, each)))),
  };
};
