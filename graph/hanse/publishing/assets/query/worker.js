// Holds the graph and answers queries, beside the page, which stays at hand and may end it.

import init, { Store } from "./oxigraph.js";
import { fold } from "./names.js";

const FORMATS = { nt: "application/n-triples", nq: "application/n-quads" };
const CHUNK = 4_000_000; // characters that are loaded at once
const NAMES = `SELECT ?iri ?kind ?as ?name {
  VALUES ?as { rdfs:label skos:prefLabel skos:altLabel skos:notation dcterms:title dcterms:identifier }
  ?iri a ?kind ; ?as ?name
}`;
let store;
let prologue = "";
let index;

const tell = (message) => postMessage(message);

// The text of a file, unpacked, piece by piece; some servers have unpacked it already.
async function* pieces(url, heard) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${new URL(url, location).pathname}: the server answers ${answer.status}`);
  const reader = answer.body.getReader();
  let { value = new Uint8Array(), done } = await reader.read();
  const packed = value[0] === 0x1f && value[1] === 0x8b;
  const counted = new ReadableStream({
    async pull(controller) {
      if (value?.length) {
        heard(value.length);
        controller.enqueue(value);
      }
      if (done) return controller.close();
      ({ value, done } = await reader.read());
    },
  });
  const plain = packed ? counted.pipeThrough(new DecompressionStream("gzip")) : counted;
  const text = plain.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await text.read(); !part.done; part = await text.read()) yield part.value;
}

async function load({ files, prefixes }) {
  prologue = Object.entries(prefixes).map(([name, start]) => `PREFIX ${name}: <${start}> `).join("") + "\n";
  await init({ module_or_path: await (await fetch("oxigraph.wasm")).arrayBuffer() });
  store = new Store();
  const whole = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let heard = 0;
  for (const { url, format } of files) {
    const options = { format: FORMATS[format], no_transaction: true, lenient: true };
    let held = "";
    for await (const text of pieces(url, (bytes) => tell({ heard: Math.min(1, (heard += bytes) / whole) }))) {
      held += text;
      if (held.length < CHUNK) continue;
      const end = held.lastIndexOf("\n") + 1;
      store.load(held.slice(0, end), options);
      held = held.slice(end);
    }
    store.load(held, options);
  }
  tell({ ready: store.size });
}

function ask({ id, asked, written }) {
  const started = performance.now();
  try {
    const graph = /^(CONSTRUCT|DESCRIBE)$/.test(form(written));
    const answer = store.query(prologue + asked, { results_format: graph ? "ttl" : "json" });
    tell({ id, answer, graph, seconds: (performance.now() - started) / 1000 });
  } catch (error) {
    tell({ id, error: plain(String(error), asked, written) });
  }
}

// The message on the query as it was written, without what was put in for parameters.
function plain(message, asked, written) {
  if (asked === written || !message.includes("error at")) return message;
  try {
    store.query(prologue + written);
  } catch (error) {
    return String(error);
  }
  return message;
}

const form = (sparql) =>
  (sparql.replace(/<[^<>\s]*>|#[^\n\r]*/g, " ").match(/\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i)?.[0] ?? "").toUpperCase();

// ---- names ----

const local = (kind) => kind.replace(/^.*[#/]/, "").replace(/^Concept$/, "Theme");

function names() {
  if (index) return index;
  index = new Map();
  const { bindings } = JSON.parse(store.query(prologue + NAMES, { results_format: "json" })).results;
  for (const { iri, kind, as, name } of bindings) {
    const key = fold(name.value);
    if (!index.has(key)) index.set(key, []);
    index.get(key).push({ iri: iri.value, kind: local(kind.value), name: name.value, best: as.value.endsWith("#label") });
  }
  return index;
}

const fits = (kinds) => (one) => !kinds.length || kinds.includes(one.kind);

function find({ id, name, kinds }) {
  const found = [...new Set((names().get(fold(name)) ?? []).filter(fits(kinds)).map(({ iri }) => iri))].sort();
  const near = [];
  if (!found.length)
    for (const [key, all] of names())
      if (near.length < 4 && fold(name) && key.includes(fold(name)) && all.some(fits(kinds))) near.push(all.find(fits(kinds)).name);
  tell({ id, found, near });
}

function list({ id, kinds }) {
  const found = new Set();
  for (const all of names().values()) for (const one of all) if (one.best && fits(kinds)(one)) found.add(one.name);
  tell({ id, names: [...found].sort((one, other) => one.localeCompare(other)).slice(0, 2000) });
}

addEventListener("message", async ({ data }) => {
  try {
    if (data.load) await load(data.load);
    else if (data.ask) ask(data.ask);
    else if (data.find) find(data.find);
    else if (data.list) list(data.list);
  } catch (error) {
    tell({ failed: String(error?.message ?? error) });
  }
});
