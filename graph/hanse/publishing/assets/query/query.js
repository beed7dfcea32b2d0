// The page that asks the graph in the browser: the questions, the editor, and what comes back.

import { bind, iri, literal, mentioned, ordered, trouble } from "./sparql.js";
import { csv, make, save, table } from "./results.js";

const at = (id) => document.getElementById(id);
const [choice, help, fields, editor, lines, run, stop, limit, depth, status, bar, problem, results, saving] = [
  "question", "help", "parameters", "query", "lines", "run", "stop", "limit", "depth", "status", "progress", "problem", "results", "saving",
].map(at);
const settings = await (await fetch("settings.json")).json();
const questions = Object.fromEntries(settings.questions.map((one) => [one.name, one]));

// ---- the worker ----

let worker;
let loaded;
let turn = 0;
let settle = () => {};
const waiting = new Map();

function begin() {
  if (loaded) return loaded;
  worker = new Worker("worker.js", { type: "module" });
  loaded = new Promise((done, fail) => {
    settle = fail;
    worker.addEventListener("error", () => fail(new Error("the browser could not start the query engine")));
    worker.addEventListener("message", ({ data }) => {
      if (data.heard !== undefined) progress(data.heard);
      else if (data.ready !== undefined) done(data.ready);
      else if (data.failed !== undefined) fail(new Error(data.failed));
      else {
        waiting.get(data.id)?.(data);
        waiting.delete(data.id);
      }
    });
  });
  loaded.catch(() => {});
  worker.postMessage({ load: { files: settings.files[depth.value], prefixes: settings.prefixes } });
  return loaded;
}

function end(reason) {
  worker?.terminate();
  worker = loaded = undefined;
  settle(new Error(reason));
  for (const answer of waiting.values()) answer({ failed: reason });
  waiting.clear();
  bar.hidden = true;
}

const ask = (what, content) =>
  new Promise((done) => {
    const id = ++turn;
    waiting.set(id, done);
    worker.postMessage({ [what]: { id, ...content } });
  });

function progress(share) {
  bar.hidden = share >= 1;
  bar.value = share;
  say(share < 1 ? `Loading the graph: ${Math.round(100 * share)} %` : "Indexing the graph …");
}

const say = (text) => (status.textContent = text);

// ---- parameters ----

const TYPES = {
  integer: (text) => [/^[+-]?\d+$/.test(text) ? literal(text, "integer") : wrong(text, "no whole number")],
  year: (text) => [/^\d{4}$/.test(text) ? literal(text, "integer") : wrong(text, "no year; give four digits, such as 2019")],
  number: (text) => [/^-?\d+(\.\d+)?$/.test(text) ? literal(text, "decimal") : wrong(text, "no number; give one such as 0.9")],
  text: (text) => [literal(text)],
  iri: (text) => [iri(text)],
  name: called,
  country: (text) => called(text, { kinds: ["Country"] }),
};

function wrong(text, why) {
  throw new Error(`${text} is ${why}`);
}

async function called(text, { kinds }) {
  if (/^<?https?:\/\//.test(text)) return [iri(text)];
  const { found, near } = await ask("find", { name: text, kinds });
  if (!found.length) throw new Error(`nothing in the graph is called “${text}”${near.length ? `; near it: ${near.join(", ")}` : ""}`);
  return found.map(iri);
}

async function values(sparql) {
  const question = questions[choice.value];
  const found = {};
  for (const parameter of question?.parameters ?? []) {
    if (!mentioned(sparql).has(parameter.name)) continue;
    const field = at(`p-${parameter.name}`);
    const text = field.value.trim() || parameter.default;
    if (!text && parameter.required) {
      field.focus();
      throw new Error(`${parameter.name} is missing: ${parameter.description}`);
    }
    if (text) found[parameter.name] = await TYPES[parameter.type](text, parameter);
  }
  return found;
}

function show(question) {
  help.textContent = question?.help ?? "";
  fields.replaceChildren(
    ...(question?.parameters ?? []).map((one) => {
      const id = `p-${one.name}`;
      const input = make("input", { id, name: one.name, placeholder: one.example, autocomplete: "off", spellcheck: "false", list: `${id}-list` });
      if (one.type === "name" || one.type === "country") input.addEventListener("focus", () => suggest(one), { once: true });
      const label = make("label", { for: id }, one.name, make("small", {}, ` ${one.description}${one.required ? "" : " (may be left out)"}`));
      return make("div", {}, label, input, make("datalist", { id: `${id}-list` }));
    }),
  );
}

async function suggest({ name, type, kinds }) {
  await begin();
  const { names } = await ask("list", { kinds: type === "country" ? ["Country"] : kinds });
  at(`p-${name}-list`)?.replaceChildren(...(names ?? []).map((value) => make("option", { value })));
}

// ---- asking ----

let busy = false;

async function answer() {
  if (busy) return;
  busy = run.disabled = true;
  stop.disabled = false;
  problem.hidden = true;
  results.replaceChildren();
  saving.replaceChildren();
  const sparql = editor.value;
  remember();
  try {
    if (!sparql.trim()) throw new Error("the query is empty; choose a question, or write one");
    say("Loading the graph …");
    await begin();
    say("Asking …");
    const most = Number(limit.value);
    const timer = most && setTimeout(() => end(`stopped after ${most} seconds; ask for less, or allow more time`), 1000 * most);
    try {
      const asked = bind(sparql, await values(sparql));
      draw(await ask("ask", { asked, written: sparql }), sparql);
    } finally {
      clearTimeout(timer);
    }
  } catch (error) {
    fail({ reason: error.message }, sparql);
  }
  busy = run.disabled = false;
  stop.disabled = true;
}

function draw({ answer: text, graph, seconds, error, failed }, sparql) {
  if (failed) return fail({ reason: failed }, sparql);
  if (error) return fail(trouble(error, sparql, settings.prefixes), sparql);
  const took = `${seconds < 0.1 ? "less than 0.1" : seconds.toFixed(1)} s`;
  if (graph) {
    const shown = text.length > 200_000 ? `${text.slice(0, 200_000)}\n… the file has all` : text;
    results.append(make("pre", { tabindex: "0" }, shown || "nothing"));
    offer("Turtle", () => save(text, "answer.ttl", "text/turtle"));
    return say(`Answered in ${took}.`);
  }
  const { head, boolean, results: rows } = JSON.parse(text);
  if (boolean !== undefined) {
    results.append(make("p", { class: "verdict" }, boolean ? "Yes" : "No"));
    return say(`Answered in ${took}.`);
  }
  const columns = ordered(head.vars, sparql);
  say(`${rows.bindings.length.toLocaleString("en")} ${rows.bindings.length === 1 ? "row" : "rows"} in ${took}.`);
  results.append(...table(columns, rows.bindings, settings));
  offer("CSV", () => save(csv(columns, rows.bindings), "answer.csv", "text/csv"));
  offer("JSON", () => save(text, "answer.json", "application/sparql-results+json"));
}

function offer(label, act) {
  const made = make("button", { type: "button" }, label);
  made.addEventListener("click", act);
  saving.append(saving.childElementCount ? "" : "Save as ", made);
}

function fail({ reason, line, column }, sparql) {
  bar.hidden = true;
  say("");
  const text = line ? sparql.split("\n")[line - 1] ?? "" : "";
  const from = Math.max(0, (column ?? 1) - 61);
  const caret = line ? `\n  ${text.slice(from, from + 110).replaceAll("\t", " ")}\n  ${" ".repeat((column ?? 1) - 1 - from)}^` : "";
  problem.textContent = `${line ? `line ${line}, column ${column}: ` : ""}${reason}${caret}`;
  problem.hidden = false;
  if (line) mark(line, column);
}

// The caret of the editor goes where the trouble is.
function mark(line, column) {
  const start = editor.value.split("\n").slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  editor.focus();
  editor.setSelectionRange(start, Math.min(start + 1, editor.value.length));
}

// ---- editor and address ----

function number() {
  const count = editor.value.split("\n").length;
  lines.textContent = Array.from({ length: count }, (_, place) => place + 1).join("\n");
  editor.rows = Math.min(30, Math.max(8, count + 1));
  lines.scrollTop = editor.scrollTop;
}

function choose(name) {
  const question = questions[name];
  choice.value = question ? name : "";
  show(question);
  if (question) editor.value = question.sparql;
  number();
}

// What is asked, in the address, to be shared.
function remember() {
  const said = new URLSearchParams();
  const question = questions[choice.value];
  if (question) said.set("question", question.name);
  if (editor.value !== question?.sparql) said.set("query", editor.value);
  for (const input of fields.querySelectorAll("input")) if (input.value) said.set(`p.${input.name}`, input.value);
  said.set("run", "1");
  history.replaceState(null, "", `#${said}`);
}

function recall() {
  const said = new URLSearchParams(location.hash.slice(1));
  if (said.has("question") || said.has("query")) {
    choose(said.get("question") ?? "");
    if (said.has("query")) editor.value = said.get("query");
    for (const input of fields.querySelectorAll("input")) input.value = said.get(`p.${input.name}`) ?? "";
    number();
    if (said.has("run")) answer();
  } else if (!editor.value) {
    choose(settings.first);
  }
}

const megabytes = (files) => (files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1);
for (const [name, label] of [["graph", "all, with the evidence"], ["facts", "facts alone"]])
  depth.append(make("option", { value: name }, `${label} (${megabytes(settings.files[name])} MB)`));
depth.value = settings.depth;
for (const one of settings.questions) choice.append(make("option", { value: one.name }, one.title));

choice.addEventListener("change", () => choose(choice.value));
depth.addEventListener("change", () => end("the other form of the graph was chosen"));
editor.addEventListener("input", number);
editor.addEventListener("scroll", () => (lines.scrollTop = editor.scrollTop));
at("form").addEventListener("submit", (event) => (event.preventDefault(), answer()));
at("form").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) (event.preventDefault(), answer());
});
addEventListener("keydown", (event) => event.key === "Escape" && busy && end("stopped"));
stop.addEventListener("click", () => end("stopped"));
addEventListener("hashchange", recall);
recall();
document.documentElement.dataset.told = "yes";
