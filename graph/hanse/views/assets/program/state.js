// What the reader has chosen, and what of the graph is therefore shown. An address holds all of it.

const START = {
  node: -1, edge: -1, path: [], // chosen
  kinds: null, country: "", programme: "", theme: "", sure: 0, from: 0, to: 0, // asked for; no kinds: all
  scope: overviewed ? 0 : -1, // the community that is open; 0: all of them as discs; -1: every thing
  view: "network", rows: "things", colour: uniform && grouped ? "community" : "kind", measure: "", tone: "",
};
const FILTERS = ["kinds", "country", "programme", "theme", "sure", "from", "to"];
const FIELDS = { country: "Country", programme: "Programme", theme: "Theme" };
const state = { ...START, hover: -1 };

// Of each thing: 2 asked for, 1 tied to what is asked for, 0 hidden. Of each line: whether it is drawn.
let shown = new Uint8Array(size).fill(2);
let drawn = new Uint8Array(lines).fill(1);

const filtered = () => FILTERS.some((name) => state[name] !== START[name]);
const chosen = () => state.node >= 0 || state.edge >= 0 || state.path.length > 0;

function inTime() {
  if (!state.from && !state.to) return null;
  const [from, to] = [state.from || -Infinity, state.to || Infinity];
  return periods.map((period) => period.some((year) => year >= from && year <= to));
}

// Lines that are sure enough and of the time asked for. What has no year stays where what it is tied to does.
function siftLines(period) {
  const kept = new Uint8Array(lines);
  for (let e = 0; e < lines; e += 1) {
    const sure = edges.confidence[e];
    kept[e] = (sure === null || sure >= state.sure) && (!period || !yearsOfLine(e).length || period[edges.years[e]]) ? 1 : 0;
  }
  return kept;
}

function siftTime(period, kept) {
  const there = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) there[i] = yearsOf(i).length && period[nodes.years[i]] ? 1 : 0;
  for (let i = 0; i < size; i += 1) {
    if (yearsOf(i).length) continue;
    for (const [other, e] of neighbours(i)) {
      if (kept[e] && (yearsOfLine(e).length || there[other] === 1)) { there[i] = 2; break; }
    }
  }
  return there;
}

function sift() {
  const period = inTime();
  const kept = siftLines(period);
  const there = period && siftTime(period, kept);
  const wanted = Object.keys(FIELDS).filter((field) => state[field]).map((field) => [nodes[field], values[field].indexOf(state[field])]);
  const kind = state.kinds && kinds.map(({ name }) => state.kinds.includes(name));
  const alone = (i) => {
    if (state.sure === 0 || !ties(i)) return false;
    for (const [, e] of neighbours(i)) if (kept[e]) return false;
    return true;
  };
  const may = new Uint8Array(size), level = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) {
    may[i] = (!kind || kind[nodes.kind[i]]) && (!there || there[i]) && !alone(i) && inScope(i) ? 1 : 0;
    if (may[i] && wanted.every(([column, value]) => column[i].includes(value))) level[i] = 2;
  }
  if (wanted.length) {
    for (let e = 0; e < lines; e += 1) {
      const [one, other] = [edges.one[e], edges.other[e]];
      if (!kept[e]) continue;
      if (level[one] === 2 && !level[other] && may[other]) level[other] = 1;
      if (level[other] === 2 && !level[one] && may[one]) level[one] = 1;
    }
  }
  for (let e = 0; e < lines; e += 1) {
    const [one, other] = [level[edges.one[e]], level[edges.other[e]]];
    kept[e] = kept[e] && one && other && one + other > 2 ? 1 : 0;
  }
  [shown, drawn] = [level, kept];
}

const inScope = (i) => state.scope <= 0 || nodes.community[i] === state.scope;

// Changes what is chosen or asked for, and shows it. What is chosen never stays out of sight.
const watchers = [];

function change(patch, how = {}) {
  if (state.path.length && !("path" in patch) && ("node" in patch || "edge" in patch)) patch.path = [];
  const before = { ...state };
  Object.assign(state, patch);
  const changed = new Set(Object.keys(patch).filter((name) => before[name] !== state[name]));
  if (changed.has("scope") || FILTERS.some((name) => changed.has(name))) sift();
  if (lost() && how.bring) {
    FILTERS.forEach((name) => { state[name] = START[name]; changed.add(name); });
    sift();
  } else if (lost()) {
    Object.assign(state, { node: -1, edge: -1, path: [] });
    changed.add("node");
  }
  watchers.forEach((watch) => watch(changed, how));
}

// Whether what is chosen is hidden by what is asked for.
const lost = () => (state.node >= 0 && !shown[state.node]) || (state.edge >= 0 && !drawn[state.edge]) || state.path.some((i) => !shown[i]);

// Chooses a thing or a line, lets go of filters that would hide it, and opens its community.
function choose({ node = -1, edge = -1 }, how = {}) {
  const wanted = node >= 0 ? [node] : edge >= 0 ? [edges.one[edge], edges.other[edge]] : [];
  const patch = { node, edge, path: [], hover: -1 };
  if (wanted.length && overviewed && state.scope >= 0) {
    const [home, ...others] = new Set(wanted.map((i) => nodes.community[i]));
    patch.scope = home && !others.length ? home : -1;
  }
  if (state.view === "map" && wanted.some((i) => !nodes.spot[i])) patch.view = "network";
  change(patch, { ...how, bring: true });
}

const reset = () => change({ ...START, view: state.view, rows: state.rows, colour: state.colour, measure: state.measure, tone: state.tone }, { fit: true });
