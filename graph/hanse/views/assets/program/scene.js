// The data of this page: columns rather than objects, so that large graphs open quickly.

async function unpack(id) {
  const island = byId(id);
  if (island.type === "application/json") return JSON.parse(island.textContent);
  const packed = Uint8Array.from(atob(island.textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

const scene = await unpack("scene");
const { kinds, measures, communities, bundles, values, periods, absent } = scene;
const { nodes, edges } = scene;
const size = nodes.name.length;
const lines = edges.one.length;
const large = size > scene.most;
const numberOf = new Map(nodes.iri.map((iri, i) => [iri, i]));
const importance = nodes.name.map((_, i) => i).sort((a, b) => nodes.radius[b] - nodes.radius[a] || a - b);

// What is said of things is needed only when one is chosen.
let evidence = null;
const evidenceRead = unpack("evidence").then((read) => { evidence = read; });
if (!large) await evidenceRead;

// The neighbours of a node are tied.to[from[i]] … tied.to[from[i + 1] - 1], by the lines in tied.by.
const tied = (() => {
  const from = new Uint32Array(size + 1);
  for (let e = 0; e < lines; e += 1) { from[edges.one[e] + 1] += 1; from[edges.other[e] + 1] += 1; }
  for (let i = 0; i < size; i += 1) from[i + 1] += from[i];
  const next = from.slice(), to = new Uint32Array(2 * lines), by = new Uint32Array(2 * lines);
  for (let e = 0; e < lines; e += 1) {
    for (const [one, other] of [[edges.one[e], edges.other[e]], [edges.other[e], edges.one[e]]]) {
      to[next[one]] = other;
      by[next[one]] = e;
      next[one] += 1;
    }
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
