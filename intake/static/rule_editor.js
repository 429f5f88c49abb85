/* Beside a rule file: it saves what is typed, says what is wrong while one types, and
   explains the word at the cursor. The page works without it; with an editor that was
   built (`make editor`) the text stands in that, and all else is the same. */

const SECOND = 1000;
const PAUSE = 2 * SECOND;    // after the last key, before it is saved
const LOOK = 10 * SECOND;    // how often it tries again
const SOON = 0.5 * SECOND;   // after the last key, before it is looked through
const CALM = 2 * SECOND;     // before it is said aloud what was found
const LARGEST = 60_000;      // what a browser still sends while the page is being left

const $ = (id) => document.getElementById(id);
const form = $("editing"), box = $("text"), line = $("kept"), said = $("said");
const { save: saveAt, problems: problemsAt, name, place } = form.dataset;

const make = (tag, more, ...inside) => {
  const made = Object.assign(document.createElement(tag), more);
  made.append(...inside);
  return made;
};

/* The text: in the box of the page, or in the editor that takes its place */

const plain = {
  focus: () => box.focus(),
  goTo(number, column) {
    const lines = box.value.split("\n"), at = Math.min(Math.max(number, 1), lines.length);
    const start = lines.slice(0, at - 1).reduce((sum, each) => sum + each.length + 1, 0);
    const caret = start + Math.min(column ? column - 1 : lines[at - 1].search(/\S|$/), lines[at - 1].length);
    box.focus();
    box.setSelectionRange(caret, caret);
    box.scrollTop = box.scrollHeight * ((at - 5) / lines.length);
  },
  cursor() {
    const before = box.value.slice(0, box.selectionStart), number = before.split("\n").length;
    return { number, column: before.length - before.lastIndexOf("\n") - 1, line: box.value.split("\n")[number - 1] };
  },
  show: () => {},
};
let editor = plain;

/* Saving */

let kept = box.defaultValue;  // as the server has it
let state = "";               // the word in the page's data for what became of it
let sending = false, leaving = false, stopped = !saveAt, timer;

const open = () => !stopped && !leaving && box.value !== kept;

const tell = (now, words = line.dataset[now] ?? "") => {
  const time = new Date().toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  line.textContent = words.replace("{time}", time);
  line.classList.toggle("error", Boolean(words) && now !== "kept");
  if (now !== state) said.textContent = line.textContent;
  state = now;
};

const fields = (text) => {
  const body = new URLSearchParams(new FormData(form));
  body.set("text", text);
  return body;
};

// The words for an answer that is not what was asked for.
const REFUSED = { 401: "ended", 413: "large" };

const send = async (text, more, again) => {
  const answer = await fetch(saveAt, { method: "POST", body: fields(text), ...more });
  const came = await answer.json().catch(() => ({}));
  if (answer.ok) {
    form.elements.base.value = came.base;
    box.defaultValue = kept = text;
    return tell("kept");
  }
  if (came.csrf_token && !again) {  // signed in again, in another tab
    form.elements.csrf_token.value = came.csrf_token;
    return send(text, more, true);
  }
  if (came.overtaken) stopped = true;
  const now = REFUSED[answer.status] ?? (answer.status === 429 || answer.status >= 500 ? "failed" : "refused");
  tell(now, line.dataset[now] ?? `Not saved: ${came.words ?? "the server did not take it."}`);
  return came.overtaken;
};

/* True where somebody else's text stands there now. */
const save = async (more) => {
  clearTimeout(timer);
  if (!open() || sending) return false;
  sending = true;
  try {
    return await send(box.value, more);
  } catch {
    if (!leaving) tell("away");
  } finally {
    sending = false;
  }
};

const soon = () => {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
};

const submit = async (event) => {
  if (stopped) return (leaving = true);  // both texts come to stand side by side
  event.preventDefault();
  while (sending) await new Promise((done) => setTimeout(done, 50));
  if (box.value === kept) return tell("kept");
  if (await save()) form.requestSubmit();
};

/* What is wrong, and what the rules say */

let looking = false, again = false, later, calm, summary;

const lead = (each, words) => {
  const link = make("a", { href: "#text" }, words);
  link.dataset.line = each.line;
  if (each.column) link.dataset.column = each.column;
  return link;
};

const listed = (problems, id, kind, title) => {
  if (!problems.length) return "";
  const items = problems.map((each) => make("li", {},
    make("p", {}, make("strong", {}, lead(each, `${name}, line ${each.line}`), ":"), ` ${each.words} `, make("code", {}, each.code)),
    each.excerpt ? make("pre", { tabIndex: 0 }, make("code", {}, each.excerpt.join("\n"))) : ""));
  const section = make("section", { id, className: kind }, make("h2", { id: `${id}-title` }, title), make("ol", {}, ...items));
  section.setAttribute("aria-labelledby", `${id}-title`);
  return section;
};

const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

const show = ({ problems, elsewhere, told, definitions }) => {
  const errors = problems.filter((each) => each.severity === "error");
  const warnings = problems.filter((each) => each.severity !== "error");
  $("found").replaceChildren(
    listed(errors, "problems", "errors", `${count(errors.length, "problem")} to solve before this can be published`),
    listed(warnings, "warnings", "notice", `${count(warnings.length, "warning")}: worth a look, and no hindrance to publishing`),
    elsewhere ? make("p", { className: "notice" }, `With this text ${count(elsewhere, "problem")} in other files: the version’s page has them all.`) : "");
  $("told").replaceChildren(...told.flatMap((each) => [make("h3", {}, lead(each, each.title)), make("p", {}, each.words)]));
  if (!told.length) $("told").append(make("p", {}, "Nothing here can be read as a rule yet."));
  editor.show(problems);
  defined = definitions;
  explain();
  const first = errors[0] ?? warnings[0];
  aloud(errors.length ? `${count(errors.length, "problem")}. Line ${first.line}: ${first.words}` : "No problem.");
};

// What changed is said once nobody has typed for a while.
const aloud = (words) => {
  clearTimeout(calm);
  summary ??= words;  // as the page was opened
  calm = setTimeout(() => {
    if (summary !== words) $("found-said").textContent = words;
    summary = words;
  }, CALM);
};

/* One question at a time: to look through all rules keeps the server busy for a while. */
const look = async () => {
  if (looking) return (again = true);
  looking = true;
  again = false;
  try {
    const answer = await fetch(problemsAt, { method: "POST", body: fields(box.value) });
    if (answer.ok && !again) show(await answer.json());
  } catch { /* it is looked through again with the next key */ }
  looking = false;
  if (again) look();
};

/* The word at the cursor */

let defined = {}, meanings = new Map(), schema;

const answers = (value) => value.enum
  ? value.enum.map((each, at) => `${each} (${value.enumDescriptions[at]})`).join(", ")
  : `a number${"minimum" in value ? ` from ${value.minimum}` : ""}${"maximum" in value ? ` to ${value.maximum}` : ""}`;

const learn = (properties, more = () => "") => {
  for (const [word, { description, enum: words, enumDescriptions }] of Object.entries(properties)) {
    if (description) meanings.set(word, description + more(word));
    words?.forEach((each, at) => enumDescriptions && meanings.set(each, enumDescriptions[at]));
  }
};

const study = (found) => {
  const { rule, condition, example, ...others } = (schema = found).definitions;
  learn(example.properties);
  for (const each of rule.allOf) learn({ flag: each.then?.properties?.flag ?? {} });
  for (const each of Object.values(others)) learn(each.then?.properties ?? {});
  learn(rule.properties);
  learn(found.properties);
  learn(condition.properties, (word) => others[`value:${word}`] ? ` – ${answers(others[`value:${word}`])}` : "");
};

const at = () => {
  const { line, column } = editor.cursor();
  const start = line.slice(0, column).match(/[\w-]*$/)[0], end = line.slice(column).match(/^[\w-]*/)[0];
  const key = line.slice(0, column - start.length).match(/([\w-]+):[^:{}]*$/)?.[1];
  return { word: start + end, key };
};

const valueOf = (key, word) => {
  const value = schema?.definitions[`value:${key}`], place = value?.enum?.indexOf(word) ?? -1;
  return place < 0 ? undefined : value.enumDescriptions[place];
};

const definitionAt = () => {
  const { word } = at();
  return Object.hasOwn(defined, word) ? { word, ...defined[word] } : undefined;
};

const explain = () => {
  const shown = $("explained"), { word, key } = at(), where = definitionAt();
  const words = where ? "" : valueOf(key, word) ?? meanings.get(word);
  if (!where && !words) return shown.replaceChildren("Put the cursor on a word to have it explained.");
  const link = where && make("a", { href: address(where) }, `defined in ${where.path}, line ${where.line}`);
  if (link && where.path === name) link.dataset.line = where.line;
  shown.replaceChildren(make("code", {}, word), " ", link ?? words);
};

const address = ({ path, line }) => `${place.replace("NAME", encodeURIComponent(path))}?line=${line}#text`;

const jump = async () => {
  const where = definitionAt();
  if (!where) return false;
  if (where.path === name) editor.goTo(where.line);
  else if (!(await save())) location.assign(address(where));
  return true;
};

/* When */

box.addEventListener("input", () => {
  leaving = false;
  if (!stopped) soon();
  clearTimeout(later);
  later = setTimeout(look, SOON);
});
document.addEventListener("selectionchange", () => document.activeElement === box && explain());
form.addEventListener("submit", submit);
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href$="#text"]');
  if (!link || (link.pathname !== location.pathname && link.host)) return;
  event.preventDefault();
  if (link.dataset.line) editor.goTo(Number(link.dataset.line), Number(link.dataset.column ?? 0));
  else editor.focus();
});
$("text").labels[0]?.addEventListener("click", () => editor.focus());
addEventListener("online", () => save());
addEventListener("visibilitychange", () => save());
addEventListener("pagehide", () => save({ keepalive: box.value.length < LARGEST }));
addEventListener("beforeunload", (event) => {
  const lost = !leaving && box.value !== kept && (stopped || sending || ["away", "failed", "refused", "ended", "large"].includes(state) || box.value.length >= LARGEST);
  if (lost) event.preventDefault();
  save({ keepalive: box.value.length < LARGEST });
});
setInterval(() => state !== "refused" && save(), LOOK);

const begin = async () => {
  const { bundle, nonce, schema: at } = form.dataset;
  const found = await fetch(at).then((answer) => answer.json(), () => undefined);
  if (found) study(found);
  $("explained").hidden = false;
  if (bundle) {
    const { mount } = await import(bundle);
    editor = mount({ box, nonce, schema: found, explain, jump, definitions: () => defined, read: () => (said.textContent = $("explained").textContent) });
    $("keys").hidden = false;
  }
  const to = Number(new URLSearchParams(location.search).get("line"));
  if (to) editor.goTo(to);
  explain();
  look();
};
begin();
