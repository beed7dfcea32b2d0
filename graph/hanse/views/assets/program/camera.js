// Moving about in the drawing: by buttons, keys, and to what is chosen.

const MARGIN = { x: 46, y: 34 };

function extent(things) {
  const sizes = radius();
  const reach = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const i of things) {
    if (hiddenNow(i)) continue;
    reach.left = Math.min(reach.left, at.x[i] - sizes[i]);
    reach.right = Math.max(reach.right, at.x[i] + sizes[i]);
    reach.top = Math.min(reach.top, at.y[i] - sizes[i]);
    reach.bottom = Math.max(reach.bottom, at.y[i] + sizes[i]);
  }
  return reach.left < Infinity ? reach : { left: -300, right: 300, top: -200, bottom: 200 };
}

function cameraFor(reach, { most = size > 40 ? 1.2 : 1.9, high = highNow() } = {}) {
  const wide = wideNow();
  const zoom = Math.min((wide - 2 * MARGIN.x) / Math.max(reach.right - reach.left, 1), (high - 2 * MARGIN.y) / Math.max(reach.bottom - reach.top, 1), most);
  return { x: (reach.left + reach.right) / 2, y: (reach.top + reach.bottom) / 2 + (highNow() - high) / 2 / zoom, scale: zoom };
}

function travel(goal, animated = true) {
  if (!animated || still.matches) return renderer.move(goal);
  const start = renderer.camera();
  const ratio = Math.log(goal.scale / start.scale);
  cancelAnimationFrame(moving);
  return overTime(300, (share) => renderer.move({
    x: start.x + (goal.x - start.x) * share, y: start.y + (goal.y - start.y) * share, scale: start.scale * Math.exp(ratio * share),
  }));
}

const fit = (animated = true) => travel(cameraFor(extent(cast.things)), animated);

function zoom(factor) {
  const now = renderer.camera();
  travel({ ...now, scale: Math.min(Math.max(now.scale * factor, 0.005), 12) });
}

function pan(x, y) {
  const now = renderer.camera();
  renderer.move({ ...now, x: now.x + x / now.scale, y: now.y + y / now.scale });
}

// Moves only where what is chosen or what it is tied to is out of sight, or small.
function approach() {
  if (!near || overview()) return;
  const things = [...near].filter((i) => !hiddenNow(i) && (!cast.scope || nodes.community[i] === cast.scope));
  const seen = frame();
  const half = narrow() ? highNow() * 0.55 : highNow(); // the details cover the lower part of a phone
  const inside = things.every((i) => {
    const [x, y] = [at.x[i] * seen.scale + seen.left, at.y[i] * seen.scale + seen.top];
    return x > 20 && y > 20 && x < wideNow() - 20 && y < half - 20;
  });
  const centre = state.node >= 0 && narrow() ? [state.node] : things;
  const whole = cameraFor(extent(cast.things)).scale;
  const goal = cameraFor(extent(centre), { most: onMap() ? Math.min(whole * 2.5, 1.5) : 1.1, high: half });
  if (!inside || seen.scale < 0.6 || goal.scale > seen.scale * 1.5) travel(goal);
}

function setUpCamera() {
  byId("in").addEventListener("click", () => zoom(1.4));
  byId("out").addEventListener("click", () => zoom(1 / 1.4));
  byId("fit").addEventListener("click", () => fit());
  room.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || overview()) return;
    const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
    const keys = { "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => fit() };
    if (steps[event.key]) pan(...steps[event.key]);
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  });
  addEventListener("resize", eventually(() => {
    if (!room.clientWidth) return;
    if (overview()) drawOverview();
    else if (renderer && state.view !== "table") { renderer.resize(); if (!chosen()) fit(false); }
  }));
}
