// Communities as discs, to open on where all things at once would be a tangle. Each is a button.

const SVG = "http://www.w3.org/2000/svg";

function shape(tag, properties, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Where discs and names are in a room so wide and high: near where their things are, none over another.
function overviewIn(wide, high) {
  const discs = apart(communities.map(({ x, y, radius: r }, i) => ({ i, r: Math.max(r, 1), ...(turned ? { x: -y, y: x } : { x, y }) })), wide / high);
  const reach = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y, r } of discs) {
    reach.left = Math.min(reach.left, x - r); reach.right = Math.max(reach.right, x + r);
    reach.top = Math.min(reach.top, y - r); reach.bottom = Math.max(reach.bottom, y + r);
  }
  const by = Math.min((wide - 28) / (reach.right - reach.left), (high - 28) / (reach.bottom - reach.top));
  const placed = discs.map(({ i, x, y, r }) => ({
    i, x: wide / 2 + (x - (reach.left + reach.right) / 2) * by, y: high / 2 + (y - (reach.top + reach.bottom) / 2) * by, r: Math.max(r * by, 7),
  }));
  return { discs: placed, names: overviewNames(placed, wide, high) };
}

// Pushes discs off each other, and draws them towards the middle, towards the shape of the room.
function apart(discs, aspect) {
  const [x0, y0] = ["x", "y"].map((side) => discs.reduce((sum, disc) => sum + disc[side], 0) / discs.length);
  for (let round = 0; round < 150; round += 1) {
    const pull = round < 100 ? 0.02 : 0;
    for (const disc of discs) { disc.x -= (disc.x - x0) * pull; disc.y -= (disc.y - y0) * pull * aspect; }
    for (const one of discs) {
      for (const other of discs) {
        if (other.i <= one.i) continue;
        const [dx, dy] = [other.x - one.x || 0.1, other.y - one.y];
        const away = Math.hypot(dx, dy), need = (one.r + other.r) * 1.12;
        if (away >= need) continue;
        const push = (need - away) / away;
        const share = other.r / (one.r + other.r);
        one.x -= dx * push * share; one.y -= dy * push * share;
        other.x += dx * push * (1 - share); other.y += dy * push * (1 - share);
      }
    }
  }
  return discs;
}

// The names of its best-tied members and its size, inside each disc, as far as there is room.
function overviewNames(discs, wide, high) {
  const letters = wide < 500 ? 11 : 12.5;
  const matching = matches();
  return discs.flatMap(({ x, y, r }, k) => {
    const { name, size: all } = communities[k];
    const count = filtered() ? `${tell(matching[k])} of ${tell(all)}` : tell(all);
    const most = Math.min(Math.floor((1.5 * r) / (letters * 1.25)) - 1, 3);
    const rows = [...name.split(", ").slice(0, Math.max(most, 0)), count];
    return rows.map((text, n) => {
      const font = `${n === 0 && most > 0 ? "bold " : ""}${letters}px ${LETTERS}`;
      const down = (n - (rows.length - 1) / 2) * letters * 1.25;
      const said = n === rows.length - 1 ? text : fitted(text, 1.9 * Math.sqrt(Math.max(r * r - (Math.abs(down) + letters / 2) ** 2, 0)), font);
      return { text: said, bold: font.startsWith("bold"), x: x - width(said, font) / 2, y: y + down - letters * 0.6, font };
    });
  }).filter(({ text }) => text);
}

function fitted(text, across, font) {
  let [cut, letters] = [text, [...text].length];
  while (letters > 2 && width(cut, font) > across) { letters -= 1; cut = short(text, letters); }
  return letters > 2 ? cut : "";
}

// How many things of each community are asked for.
function matches() {
  const count = communities.map(() => 0);
  for (let i = 0; i < size; i += 1) if (shown[i] === 2 && nodes.community[i]) count[nodes.community[i] - 1] += 1;
  return count;
}

// The strongest ties between communities: few enough to follow.
function overviewTies() {
  const few = [...bundles].sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]).slice(0, communities.length * 2);
  const most = few.length ? few[0][2] : 1;
  return few.map(([one, other, weight]) => ({ one: one - 1, other: other - 1, width: 0.8 + 6 * (weight / most) }));
}

function drawOverview() {
  const [wide, high] = [wideNow(), highNow()];
  const { discs, names } = overviewIn(wide, high);
  const matching = matches();
  const picture = byId("overview");
  const focused = document.activeElement?.dataset?.community;
  picture.setAttribute("viewBox", `0 0 ${wide} ${high}`);
  const strokes = overviewTies().map(({ one, other, width: thick }) => shape("line", { x1: discs[one].x, y1: discs[one].y, x2: discs[other].x, y2: discs[other].y, "stroke-width": thick.toFixed(1) }));
  const order = discs.map((_, k) => k);
  const buttons = order.map((k) => {
    const { name, number, size: all } = communities[k];
    const label = `Open the community of ${name}: ${filtered() ? `${matching[k]} of ${plural(all, "thing")} match` : plural(all, "thing")}`;
    const disc = shape("circle", { cx: discs[k].x, cy: discs[k].y, r: discs[k].r, fill: mixed(hue(number), matching[k] ? 0.45 : 0.08), stroke: hue(number) });
    const made = shape("g", { role: "button", tabindex: "0", "aria-label": label, "data-community": number, class: matching[k] ? "disc" : "disc none" }, shape("title", {}, label), disc);
    made.addEventListener("click", () => openCommunity(number));
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { openCommunity(number); room.focus(); event.preventDefault(); }
    });
    return made;
  });
  const texts = names.map(({ text, x, y, font }) => shape("text", { x, y, style: `font: ${font}`, "dominant-baseline": "hanging" }, text));
  picture.replaceChildren(shape("g", { class: "bundles" }, ...strokes), ...buttons, shape("g", { class: "names", "aria-hidden": "true" }, ...texts));
  if (focused) picture.querySelector(`[data-community="${focused}"]`)?.focus();
  report();
}

const openCommunity = (number) => change({ scope: number, node: -1, edge: -1, path: [] }, { fit: true });

// The line that says which part is shown, and the way to the others.
function tellScope() {
  const line = byId("scope");
  line.hidden = !overviewed && state.scope < 1;
  if (line.hidden) return;
  const back = overviewed ? button("Back to communities", () => change({ scope: 0, node: -1, edge: -1, path: [] }, { fit: true }), { id: "back" })
    : button("Back to all things", () => change({ scope: -1 }, { fit: true }), { id: "back" });
  const whole = button(`Show all ${tell(size)} things`, () => change({ scope: -1 }, { fit: true }), { id: "whole" });
  if (state.scope === 0 && onMap()) line.replaceChildren(element("span", {}, `The ${tell(nodes.spot.filter(Boolean).length)} of ${plural(size, "thing")} that have a place on the map.`));
  else if (state.scope === 0) {
    const said = `${plural(communities.length, "community", "communities")} of ${plural(size, "thing")} that are tied more among themselves: choose one to open it.`;
    line.replaceChildren(element("span", {}, said), " ", whole);
  } else if (state.scope > 0) {
    line.replaceChildren(back, " ", element("span", {}, "Community of ", element("b", {}, nameOfCommunity(state.scope)), `, ${plural(communities[state.scope - 1].size, "thing")}`));
  } else line.replaceChildren(back, " ", element("span", {}, `All ${tell(size)} things at once.`));
}
