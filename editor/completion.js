/* What may be written at the cursor of a rule file, by the JSON Schema of rule files. */

const KEY = /^(\s*)((?:- )*)([\w-]+):\s*(.*)$/;
const IN_VALUE = /([\w-]+):\s+(?:\[(?:[^\]{}]*[\s,])?)?([\w-]*)$/;
const IN_KEY = /(?:^\s*(?:- )*|[{[,]\s*)([\w-]*)$/;
const IN_REASON = /"[^"]*\{(\w*)$/;
// No flow of YAML that a person writes goes back further.
const FURTHEST = 60;

/* The keys around a place, the outermost first: rules, when, all, site. `lines` are
   those up to the cursor, the last one cut there. */
export const pathTo = (lines) => {
  const { keys, number, column } = opened(lines);
  let edge = column;
  for (let at = number; at >= 0; at--) {
    const found = KEY.exec(lines[at]);
    if (!found) continue;
    const [, before, dashes, key, rest] = found, start = before.length + dashes.length;
    if (start < edge && at < number && (!rest || rest.startsWith("#"))) {
      keys.unshift(key);
      edge = start;
    }
    if (dashes && start <= edge) edge = before.length + 1;
  }
  return keys;
};

/* The keys before braces and brackets that are still open, and where the block is in
   which the outermost stands. */
const opened = (lines) => {
  const keys = [];
  let closed = 0, number = lines.length - 1, first = number;
  for (; number >= 0 && number > lines.length - FURTHEST; number--) {
    const line = lines[number];
    if (number < lines.length - 1 && (!line.trim() || /^\s*- id:/.test(line))) break;
    for (let at = line.length - 1; at >= 0; at--) {
      if ("}]".includes(line[at])) closed++;
      else if ("{[".includes(line[at]) && closed) closed--;
      else if ("{[".includes(line[at])) {
        const key = line.slice(0, at).match(/([\w-]+):\s*$/)?.[1];
        if (key) keys.unshift(key);
        first = number;
      }
    }
  }
  const [, before, dashes] = lines[first].match(/^(\s*)((?:- )*)/);
  return { keys, number: first, column: before.length + dashes.length };
};

/* Whatever may stand where this schema is: references, choices and lists opened. */
const expanded = (schema, nodes) => {
  const all = [], waiting = [...nodes];
  while (waiting.length) {
    const node = waiting.pop();
    if (!node || typeof node !== "object" || all.includes(node)) continue;
    all.push(node);
    const { $ref, anyOf = [], then, items } = node;
    waiting.push($ref && schema.definitions[$ref.split("/").pop()], ...anyOf, then, items);
  }
  return all;
};

const below = (schema, nodes, key) => expanded(schema, nodes).flatMap((node) => {
  if (node.properties && Object.hasOwn(node.properties, key)) return [node.properties[key]];
  return typeof node.additionalProperties === "object" ? [node.additionalProperties] : [];
});

const words = ({ enum: all = [], enumDescriptions = [] }) =>
  all.map((label, at) => ({ label: String(label), detail: enumDescriptions[at] }));

const properties = (node, apply) => Object.entries(node.properties ?? {}).flatMap(([label, each]) =>
  each === false ? [] : [{ label, detail: each.description, apply: apply(label) }]);

/* The flags of the rule's kind; of every kind while it has none. */
const flags = (schema, rule) => {
  const kind = rule.match(/^\s*(?:- )?kind:\s*(\w+)/m)?.[1];
  const all = schema.definitions.rule.allOf.filter((each) => each.then?.properties?.flag);
  const ofKind = all.filter((each) => each.if.properties.kind.const === kind);
  return (ofKind.length ? ofKind : all).flatMap((each) => words(each.then.properties.flag));
};

const unique = (options) => [...new Map(options.map((each) => [each.label, each])).values()];

/* The options for a text and a place in it, and where the word begins that they replace. */
export const optionsAt = (schema, definitions, text, pos) => {
  const lines = text.slice(0, pos).split("\n"), line = lines.at(-1);
  const reason = IN_REASON.exec(line);
  if (reason) {
    const facts = Object.entries(schema.definitions.condition.properties).filter(([name]) => `value:${name}` in schema.definitions);
    return { from: pos - reason[1].length, options: facts.map(([label, { description: detail }]) => ({ label, detail, apply: `${label}}` })) };
  }
  const value = IN_VALUE.exec(line), key = value ? null : IN_KEY.exec(line);
  if (!value && !key) return null;
  const from = pos - (value ? value[2] : key[1]).length, path = pathTo(lines);
  if (value && path.at(-1) !== value[1]) path.push(value[1]);
  const last = path.at(-1);
  if (value && last === "flag") {
    const rest = text.slice(pos).split(/^\s*- id:/m)[0], start = text.slice(0, pos).search(/- id:(?![\s\S]*- id:)/);
    return { from, options: flags(schema, text.slice(Math.max(start, 0), pos) + rest) };
  }
  if (value && last === "holds") {
    const all = Object.entries(definitions());
    return { from, options: all.map(([label, { path: file }]) => ({ label, detail: file })) };
  }
  const nodes = expanded(schema, path.reduce((found, each) => below(schema, found, each), [schema]));
  const inList = value?.[0].includes("[");
  const compared = (name) => (value ? `{ ${name}: ` : `${name}: `);
  return { from, options: unique([...nodes.flatMap(words), ...(inList ? [] : nodes.flatMap((node) => properties(node, compared)))]) };
};

export const completions = (schema, definitions) => (context) => {
  const found = optionsAt(schema, definitions, context.state.doc.toString(), context.pos);
  if (!found?.options.length || (!context.explicit && found.from === context.pos)) return null;
  return { ...found, validFor: /^[\w-]*$/ };
};
