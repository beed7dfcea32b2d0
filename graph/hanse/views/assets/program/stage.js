// The drawing: which things and lines are in it, where they are, how they look, and their names over them.
// A renderer draws them: vis-network small graphs, sigma large ones. Both take and tell the same (renderer-*.js).

const MANY = { network: 3000, map: 400 }; // lines beyond which only the strongest are drawn
const DIM = 0.13;
const room = byId("graph");
const seenSize = { wide: 0, high: 0 }; // of the room, also while something else is in its place
const wideNow = () => { seenSize.wide = room.clientWidth || seenSize.wide; return seenSize.wide; };
const highNow = () => { seenSize.high = room.clientHeight || seenSize.high; return seenSize.high; };
const narrow = () => innerWidth < 760;
const turned = narrow() && byId("stage").clientHeight > byId("stage").clientWidth; // a phone upright
const at = { x: new Float32Array(size), y: new Float32Array(size) }; // where each thing is drawn now
const cast = { scope: null, things: [], ties: [], listed: [] }; // in the renderer; listed: lines drawn
let renderer = null;
let near = null; // what is chosen and what it is tied to
let left = 0; // lines that are not drawn because there are too many

const onMap = () => state.view === "map";
const overview = () => state.scope === 0 && state.view === "network";
const hiddenNow = (i) => !shown[i] || (onMap() && !nodes.spot[i]);

// ---- places ----

const places = {
  network: () => (turned ? { x: nodes.y.map((y) => -y), y: nodes.x } : { x: nodes.x, y: nodes.y }),
  map: onLand,
};
const known = {};
const place = (view) => { known[view] = known[view] || places[view](); return known[view]; };

// Things of one place stand around it as seeds do in a sunflower.
function onLand() {
  const spread = scale();
  const many = new Map(), x = new Array(size).fill(0), y = new Array(size).fill(0);
  for (const i of importance) {
    if (!nodes.spot[i]) continue;
    const [left, top] = nodes.spot[i];
    const before = many.get(left * 65536 + top) || 0;
    many.set(left * 65536 + top, before + 1);
    const [angle, away] = [before * 2.39996, 9 * Math.sqrt(before)];
    x[i] = left * spread + away * Math.cos(angle);
    y[i] = top * spread + away * Math.sin(angle);
  }
  return { x, y };
}

// Pixels of the drawing by pixel of the map: the more things, the more room.
const scale = () => (size > 300 ? 3.2 : 1.8);

let moving = 0;

const ROOM = 2000; // pixels of the drawing that a thing and its name need

// Where things go. A community alone has more room than among the others.
function goalOf(view) {
  const goal = place(view);
  if (view === "map" || !cast.scope || cast.things.length < 2) return goal;
  const [x, y] = [goal.x, goal.y].map((side) => {
    const mean = cast.things.reduce((sum, i) => sum + side[i], 0) / cast.things.length;
    return { mean, spread: Math.sqrt(cast.things.reduce((sum, i) => sum + (side[i] - mean) ** 2, 0) / cast.things.length) };
  });
  const area = Math.max(4 * Math.PI * x.spread * y.spread, 1); // of a disc so spread
  const by = Math.min(4, Math.max(1, Math.sqrt((ROOM * cast.things.length) / area)));
  const away = (side, { mean }) => { const moved = new Float32Array(size); for (const i of cast.things) moved[i] = (side[i] - mean) * by; return moved; };
  return { x: away(goal.x, x), y: away(goal.y, y) };
}

function put(goal, from = at, share = 1) {
  for (const i of cast.things) {
    at.x[i] = from.x[i] + (goal.x[i] - from.x[i]) * share;
    at.y[i] = from.y[i] + (goal.y[i] - from.y[i]) * share;
  }
}

// Moves things to where the view has them, and the camera with them.
function settle(view) {
  cancelAnimationFrame(moving);
  const goal = goalOf(view);
  const from = { x: at.x.slice(), y: at.y.slice() };
  const start = renderer.camera();
  put(goal);
  const goalCamera = cameraFor(extent(cast.things));
  paint();
  if (still.matches || cast.things.length > 2000) { renderer.move(goalCamera); return; }
  overTime(600, (share) => {
    put(goal, from, share);
    renderer.place(at);
    renderer.move(Object.fromEntries(["x", "y", "scale"].map((part) => [part, start[part] + (goalCamera[part] - start[part]) * share])));
  });
}

function overTime(length, step) {
  const start = performance.now();
  const frame = (now) => {
    const share = Math.min(1, Math.max(0, now - start) / length);
    step(share * share * (3 - 2 * share));
    if (share < 1) moving = requestAnimationFrame(frame);
  };
  moving = requestAnimationFrame(frame);
}

// ---- what is drawn ----

function recast() {
  const scope = Math.max(state.scope, 0);
  if (renderer && cast.scope === scope) return false;
  cast.scope = scope;
  const within = (i) => !scope || nodes.community[i] === scope;
  cast.things = importance.filter(within);
  cast.ties = [];
  for (let e = 0; e < lines; e += 1) if (within(edges.one[e]) && within(edges.other[e])) cast.ties.push(e);
  cast.ties.sort((a, b) => edges.strong[b] - edges.strong[a] || edges.weight[b] - edges.weight[a] || a - b);
  put(goalOf(onMap() ? "map" : "network"));
  if (!renderer) renderer = raise(room, { choose: (found) => choose(found), hover, frame: letter });
  renderer.load(cast);
  return true;
}

// The lines to draw: those shown, the strongest of too many, and those of what is chosen.
function listed() {
  const open = cast.ties.filter((e) => drawn[e] && !hiddenNow(edges.one[e]) && !hiddenNow(edges.other[e]));
  const most = MANY[onMap() ? "map" : "network"];
  left = Math.max(0, open.length - most);
  return left ? open.filter((e, rank) => rank < most || onIt(e)) : open;
}

const step = new Set();

function onIt(e) {
  const [one, other] = [edges.one[e], edges.other[e]];
  return e === state.edge || one === state.node || other === state.node || step.has(e);
}

function nearby() {
  step.clear();
  state.path.slice(1).forEach((i, k) => step.add(lineBetween(state.path[k], i)));
  if (state.path.length) return new Set(state.path);
  if (state.edge >= 0) return new Set([edges.one[state.edge], edges.other[state.edge]]);
  return state.node >= 0 ? new Set([state.node, ...[...neighbours(state.node)].filter(([, e]) => drawn[e]).map(([other]) => other)]) : null;
}

// ---- how it looks ----

function paint() {
  near = nearby();
  if (overview()) return drawOverview();
  cast.listed = listed();
  const sizes = radius();
  const [dark, plain] = [ink("--ink"), ink("--line")];
  const crowd = cast.listed.length > 1200 ? 0.32 : 0.5;
  renderer.paint({
    ink: dark, near: near !== null,
    thing: (i) => ({
      hidden: hiddenNow(i), fill: fill(i), radius: sizes[i], ring: i === state.node || state.path.includes(i),
      alpha: near ? (near.has(i) ? 1 : DIM) : shown[i] === 1 ? 0.4 : 1,
    }),
    tie: (e) => {
      const on = onIt(e), strong = edges.strong[e];
      const same = state.colour === "community" && nodes.community[edges.one[e]] === nodes.community[edges.other[e]];
      const colour = on || strong ? dark : same ? fill(edges.one[e]) : plain;
      return { colour, share: near ? (on ? 0.9 : 0.07) : strong ? 0.8 : crowd, first: on || strong, width: thickness(e) + (on && near ? 1 : 0), on };
    },
  });
  return report();
}

const heaviest = edges.weight.reduce((most, weight) => Math.max(most, weight), 1);

// Of few statements each counts; of hundreds their share.
function thickness(e) {
  const weight = edges.weight[e];
  const wide = heaviest > 16 ? 0.8 + 4.2 * (weight / heaviest) ** 0.7 : 1 + Math.log2(Math.max(weight, 1)) * 1.1;
  return wide + (edges.strong[e] ? 0.8 : 0);
}

function report() {
  let count = 0;
  for (let i = 0; i < size; i += 1) if (shown[i] === 2 && inScope(i)) count += 1;
  const said = [filtered() ? `${tell(count)} of ${plural(size, "thing")} match` : state.scope > 0
    ? `${plural(count, "thing")} of this community` : `${plural(size, "thing")}, ${plural(lines, "tie")}`];
  if (state.view !== "table") {
    const nowhere = onMap() ? cast.things.filter((i) => shown[i] === 2 && !nodes.spot[i]).length : 0;
    if (nowhere) said.push(`${tell(nowhere)} without a place on the map`);
    if (left) said.push(`the ${tell(MANY[onMap() ? "map" : "network"])} strongest ties are drawn`);
  }
  byId("status").textContent = said.join(" · ");
}

// ---- names and land ----

const context = (id) => {
  const canvas = byId(id), ratio = devicePixelRatio || 1;
  const [wide, high] = [wideNow(), highNow()];
  if (canvas.width !== Math.round(wide * ratio) || canvas.height !== Math.round(high * ratio)) {
    canvas.width = Math.round(wide * ratio);
    canvas.height = Math.round(high * ratio);
  }
  const made = canvas.getContext("2d");
  made.setTransform(ratio, 0, 0, ratio, 0, 0);
  made.clearRect(0, 0, wide, high);
  return made;
};

// From the drawing's pixels to the window's.
function frame() {
  const camera = renderer.camera();
  return { scale: camera.scale, left: wideNow() / 2 - camera.x * camera.scale, top: highNow() / 2 - camera.y * camera.scale };
}

function discsInView({ scale: by, left: x0, top: y0 }, wide, high) {
  const sizes = radius(), found = [];
  for (const i of cast.things) {
    if (hiddenNow(i)) continue;
    const disc = { i, x: at.x[i] * by + x0, y: at.y[i] * by + y0, r: sizes[i] * renderer.swell(by) };
    if (disc.x > -20 && disc.y > -20 && disc.x < wide + 20 && disc.y < high + 20) found.push(disc);
    if (found.length > 2500) break;
  }
  return found;
}

function namesInView(seen, wide, high) {
  const letters = wide < 500 ? 11 : 12.5;
  const discs = discsInView(seen, wide, high);
  const first = [state.node, state.hover, ...state.path, ...(state.edge >= 0 ? [edges.one[state.edge], edges.other[state.edge]] : [])];
  const rankOf = (i) => (first.includes(i) ? 0 : near?.has(i) || (!near && state.hover >= 0 && lineBetween(state.hover, i) >= 0) ? 1 : 2);
  const solid = near ? discs.filter(({ i }) => near.has(i)) : discs;
  const named = discs.filter(({ i }) => (near ? near.has(i) || i === state.hover : shown[i] === 2)).slice(0, 700)
    .sort((a, b) => rankOf(a.i) - rankOf(b.i))
    .map((disc, k) => {
      const bold = first.includes(disc.i);
      return { ...disc, bold, always: bold, over: k < 12, text: short(nodes.name[disc.i], bold ? 60 : 26) };
    });
  return lettered(named, solid, wide, high, letters);
}

function letter() {
  if (!renderer || overview()) return;
  const seen = frame();
  drawLand(context("land"), seen);
  const [wide, high] = [wideNow(), highNow()];
  writeNames(context("names"), namesInView(seen, wide, high), ink("--ink"), ink("--paper"));
}

const coast = scene.outline.map((path) => new Path2D(path));

function drawLand(pen, seen) {
  if (!onMap()) return;
  pen.translate(seen.left, seen.top);
  pen.scale(seen.scale * scale(), seen.scale * scale());
  pen.fillStyle = ink("--land");
  pen.strokeStyle = ink("--coast");
  pen.lineWidth = 1 / (seen.scale * scale());
  for (const path of coast) { pen.fill(path); pen.stroke(path); }
}

function hover(i) {
  if (i === state.hover) return;
  state.hover = i;
  room.style.cursor = i >= 0 ? "pointer" : "";
  room.title = i >= 0 ? nodes.name[i] : "";
  letter();
}
