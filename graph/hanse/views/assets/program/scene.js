// The data of this page: columns rather than objects, so that large graphs open quickly.

async function unpack(id) {
  const island = byId(id);
  if (island.type === "application/json") return JSON.parse(island.textContent);
  const stream = new Blob([bytes(island.textContent)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

function bytes(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text), made = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) made[i] = letters.charCodeAt(i);
  return made;
}

// The library that draws stands after this program, and is read while the data are unpacked.
const parsed = new Promise((done) => { addEventListener("DOMContentLoaded", done); });
const [scene] = await Promise.all([unpack("scene"), parsed]);
const { kinds, measures, communities, bundles, values, periods, absent } = scene;
const { nodes, edges } = scene;
const size = nodes.name.length;
const lines = edges.one.length;
const large = size > scene.most;
const numberOf = new Map(nodes.iri.map((iri, i) => [iri, i]));
const importance = nodes.name.map((_, i) => i).sort((a, b) => nodes.radius[b] - nodes.radius[a] || a - b);

// What is said of things is needed only when one is chosen: it is read when all else is done.
let evidence = null;
let reading = null;
const readEvidence = () => { reading = reading || unpack("evidence").then((read) => { evidence = read; }); return reading; };

// The neighbours of a node are tied.to[from[i]] … tied.to[from[i + 1] - 1], by the lines in tied.by.
const tied = (() => {
  const from = new Uint32Array(size + 1);
  for (let e = 0; e < lines; e += 1) { from[edges.one[e] + 1] += 1; from[edges.other[e] + 1] += 1; }
  for (let i = 0; i < size; i += 1) from[i + 1] += from[i];
  const next = from.slice(), to = new Uint32Array(2 * lines), by = new Uint32Array(2 * lines);
  const put = (one, other, e) => {
    to[next[one]] = other;
    by[next[one]] = e;
    next[one] += 1;
  };
  for (let e = 0; e < lines; e += 1) {
    put(edges.one[e], edges.other[e], e);
    put(edges.other[e], edges.one[e], e);
  }
  return { from, to, by };
})();

function* neighbours(i) {
  for (let k = tied.from[i]; k < tied.from[i + 1]; k += 1) yield [tied.to[k], tied.by[k]];
}

const ties = (i) => tied.from[i + 1] - tied.from[i];

function lineBetween(one, other) {
  for (const [end, e] of neighbours(one)) if (end === other) return e;
  return -1;
}

const kindOf = (i) => kinds[nodes.kind[i]];
const told = (field, i) => nodes[field][i].map((value) => values[field][value]);
const yearsOf = (i) => periods[nodes.years[i]];
const yearsOfLine = (e) => periods[edges.years[e]];
const years = [...new Set(periods.flat())].sort((a, b) => a - b);
const nameOfCommunity = (number) => (number ? communities[number - 1].name : "no community");

// Columns that only some pages have.
const mapped = scene.outline.length > 0 && nodes.spot.some(Boolean);
const grouped = communities.length > 1;
const drawable = !large || ["webgl2", "webgl"].some((kind) => document.createElement("canvas").getContext(kind));
const uniform = new Set(nodes.kind).size === 1; // of one kind alone
const overviewed = scene.overview === "communities" && grouped;
