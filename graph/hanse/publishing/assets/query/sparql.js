// The text of a query: its tokens, parameters bound as terms, and where an error is; as hanse.queries.sparql does it.

// SPARQL 1.1, section 19.8; looser where a looser reading can't change what is a word, a variable or a brace.
const TOKEN = new RegExp(
  [
    "(?<comment>#[^\\n\\r]*)",
    "(?<iri><[^<>\"{}|^`\\\\\\x00-\\x20]*>)",
    "(?<string>\"{3}(?:\"{0,2}(?:[^\"\\\\]|\\\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\\\]|\\\\.))*'{3}" +
      "|\"(?:[^\"\\\\\\n\\r]|\\\\.)*\"|'(?:[^'\\\\\\n\\r]|\\\\.)*')",
    "(?<variable>[?$][\\p{L}\\p{N}_]+)",
    "(?<name>[\\p{L}\\p{N}_.-]*:(?:[\\p{L}\\p{N}_.:%-]|\\\\.)*)",
    "(?<word>[\\p{L}\\p{N}_]+)",
    "(?<open>\\{)|(?<close>\\})",
    "(?<space>\\s+)",
    "(?<other>.)",
  ].join("|"),
  "gsu",
);

export function tokens(sparql) {
  const found = [];
  for (const match of sparql.matchAll(TOKEN)) {
    const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    if (kind !== "space" && kind !== "comment") found.push({ kind, text: match[0], start: match.index });
  }
  return found;
}

// The group graph patterns of a query; templates and the braces around a sub-select are none.
function groups(sparql) {
  const found = [];
  const stack = [];
  let before = "";
  for (const { kind, text, start } of tokens(sparql)) {
    const top = stack.at(-1);
    if (top && !top.first) top.first = text.toUpperCase();
    if (kind === "open") {
      stack.push({ start: start + 1, template: before === "CONSTRUCT", first: "", mentions: new Set() });
      found.push(stack.at(-1));
    } else if (kind === "close") stack.pop();
    else if (kind === "variable" && top) top.mentions.add(text.slice(1));
    before = text.toUpperCase();
  }
  return found.filter(({ template, first }) => !template && first !== "SELECT");
}

// The query with each group that names a parameter joined with a VALUES block of its terms, on the same line.
export function bind(sparql, values) {
  let last = 0;
  const parts = [];
  for (const { start, mentions } of groups(sparql)) {
    parts.push(sparql.slice(last, start));
    for (const name of [...mentions].sort())
      if (values[name]) parts.push(` VALUES ?${name} { ${values[name].join(" ")} } `);
    last = start;
  }
  return parts.join("") + sparql.slice(last);
}

export function mentioned(sparql) {
  return new Set(tokens(sparql).filter(({ kind }) => kind === "variable").map(({ text }) => text.slice(1)));
}

// The columns of an answer: as SELECT names them; after SELECT *, as the query first names each.
export function ordered(columns, sparql) {
  const written = tokens(sparql);
  const starred = written.some(({ text }, place) => text.toUpperCase() === "SELECT" && written[place + 1]?.text === "*");
  if (!starred) return columns;
  const first = (name) => {
    const place = written.findIndex(({ kind, text }) => kind === "variable" && text.slice(1) === name);
    return place < 0 ? written.length : place;
  };
  return [...columns].sort((one, other) => first(one) - first(other));
}

export const literal = (text, type) =>
  `"${text.replace(/["\\\n\r]/g, (c) => ({ '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r" })[c])}"` +
  (type ? `^^<http://www.w3.org/2001/XMLSchema#${type}>` : "");

export function iri(text) {
  const bare = text.replace(/^<|>$/g, "");
  if (!/^[a-z][a-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*$/i.test(bare)) throw new Error(`not an IRI: ${text}`);
  return `<${bare}>`;
}

// What the store says of a query that it can't read: a plain reason, and line and column, counted from 1, if it has them.
// A line of prefixes stood before it.
export function trouble(message, sparql, prefixes) {
  const unknown = /Prefix not found/.test(message) && prefixOf(sparql, prefixes);
  if (unknown) {
    const name = unknown.text.split(":")[0];
    return { reason: `unknown prefix ${name}:; known are ${Object.keys(prefixes).join(", ")}`, ...place(sparql, unknown.start) };
  }
  const found = /error at (\d+):(\d+): expected ([^]*)/.exec(message);
  if (!found) return { reason: message.replace(/^Error: /, "") };
  const plain = {
    "The SELECT contains a variable that is unbound": "SELECT names a variable that is neither grouped nor aggregated",
    "The SELECT overrides an existing variable": "AS names a variable that the pattern already has",
    "IRI parsing failed": "not an IRI",
  };
  const known = Object.keys(plain).find((raw) => found[3].includes(raw));
  const [line, column] = [Math.max(1, Number(found[1]) - 1), Number(found[2])];
  return { reason: known ? plain[known] : "not understood from here on", line, column };
}

function prefixOf(sparql, prefixes) {
  const declared = [...sparql.matchAll(/\bprefix\s+([\w.-]*):/gi)].map((match) => match[1]);
  const known = new Set([...Object.keys(prefixes), ...declared, "_"]);
  return tokens(sparql).find(({ kind, text }) => kind === "name" && !known.has(text.split(":")[0]));
}

function place(sparql, start) {
  const before = sparql.slice(0, start);
  return { line: before.split("\n").length, column: start - before.lastIndexOf("\n") };
}
