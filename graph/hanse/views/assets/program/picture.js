// The drawing as it stands in the window, as plain shapes: what is saved as SVG or PNG, and printed.

const CORNERS = {
  square: [[-0.92, -0.92], [0.92, -0.92], [0.92, 0.92], [-0.92, 0.92]],
  diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  hexagon: [[1.06, 0], [0.53, 0.92], [-0.53, 0.92], [-1.06, 0], [-0.53, -0.92], [0.53, -0.92]],
  triangle: [[0, -1.32], [1.14, 0.66], [-1.14, 0.66]],
  triangleDown: [[0, 1.32], [1.14, -0.66], [-1.14, -0.66]],
  star: Array.from({ length: 10 }, (_, k) => [Math.sin((k * Math.PI) / 5) * (k % 2 ? 0.55 : 1.28), -Math.cos((k * Math.PI) / 5) * (k % 2 ? 0.55 : 1.28)]),
};
const FOOT = 26; // the room of a line of the legend

const pathOf = ({ form, x, y, r }) => `M${CORNERS[form].map(([dx, dy]) => `${(x + dx * r).toFixed(1)} ${(y + dy * r).toFixed(1)}`).join("L")}Z`;

function pictureOf() {
  const [wide, high] = [wideNow(), highNow()];
  const base = { wide, high, paper: ink("--paper"), ink: ink("--ink"), quiet: ink("--quiet"), land: null, ties: [], marks: [], names: [] };
  return { ...base, ...(overview() ? pictureOfOverview(wide, high) : pictureOfThings(wide, high)), title: document.title, legend: legend(wide) };
}

function pictureOfOverview(wide, high) {
  const { discs, names } = overviewIn(wide, high);
  return {
    ties: overviewTies().map(({ one, other, width: thick }) => ({ x1: discs[one].x, y1: discs[one].y, x2: discs[other].x, y2: discs[other].y, colour: mixed(ink("--line"), 0.5), width: thick })),
    marks: discs.map((disc, k) => ({ form: "dot", ...disc, fill: mixed(hue(communities[k].number), 0.45), stroke: hue(communities[k].number), alpha: 1 })),
    names,
  };
}

function pictureOfThings(wide, high) {
  const seen = frame(), sizes = radius();
  const [dark, plain] = [ink("--ink"), ink("--line")];
  const spot = (i) => [at.x[i] * seen.scale + seen.left, at.y[i] * seen.scale + seen.top];
  const inside = (x, y) => x > -30 && y > -30 && x < wide + 30 && y < high + 30;
  const strokes = listed().filter((e) => !near || onIt(e)).reverse().map((e) => {
    const [[x1, y1], [x2, y2]] = [spot(edges.one[e]), spot(edges.other[e])];
    const strong = edges.strong[e] || onIt(e);
    return { x1, y1, x2, y2, colour: mixed(strong ? dark : plain, strong ? 0.85 : 0.5), width: thickness(e) * Math.min(1, Math.max(renderer.swell(seen.scale), 0.3)) };
  });
  const marks = [...cast.things].reverse().filter((i) => !hiddenNow(i)).map((i) => {
    const [x, y] = spot(i);
    return { form: kindOf(i).shape, x, y, r: sizes[i] * renderer.swell(seen.scale), fill: fill(i), stroke: dark, alpha: near && !near.has(i) ? DIM : shown[i] === 1 ? 0.4 : 1 };
  }).filter(({ x, y }) => inside(x, y));
  return { ties: strokes, marks, names: namesInView(seen, wide, high), land: onMap() ? { ...seen, by: seen.scale * scale(), fill: ink("--land"), stroke: ink("--coast") } : null };
}

// Signs and words of the legend, in lines that fit.
function legend(wide) {
  const present = kinds.filter((_, k) => nodes.kind.some((kind, i) => kind === k && shown[i] && inScope(i)));
  const entries = overview() || state.colour === "community"
    ? communities.slice(0, COLOURED).filter(({ number }) => state.scope <= 0 || number === state.scope).map(({ number, name }) => ({ form: "dot", fill: hue(number), text: short(name, 30) }))
    : present.map((kind) => ({ form: kind.shape, fill: kind[tone()], text: kind.plural }));
  let [x, row] = [14, 0];
  return entries.map((entry) => {
    const needs = width(entry.text, `12px ${LETTERS}`) + 36;
    if (x + needs > wide) [x, row] = [14, row + 1];
    const placed = { ...entry, x, row };
    x += needs;
    return placed;
  });
}

const footOf = ({ legend: entries }) => FOOT * (2 + entries.reduce((most, { row }) => Math.max(most, row), 0));

function toCanvas(picture, ratio, canvas = document.createElement("canvas")) {
  canvas.width = picture.wide * ratio;
  canvas.height = (picture.high + footOf(picture)) * ratio;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.fillStyle = picture.paper;
  pen.fillRect(0, 0, picture.wide, picture.high + footOf(picture));
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, picture.wide, picture.high);
  pen.clip();
  if (picture.land) { pen.save(); drawLand(pen, picture.land); pen.restore(); }
  for (const { x1, y1, x2, y2, colour, width: thick } of picture.ties) {
    pen.strokeStyle = colour;
    pen.lineWidth = thick;
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }
  for (const mark of picture.marks) sign(pen, mark, picture.ink);
  writeNames(pen, picture.names, picture.ink, picture.paper);
  pen.restore();
  pen.textBaseline = "middle";
  pen.fillStyle = picture.ink;
  pen.font = `bold 13px ${LETTERS}`;
  pen.fillText(short(picture.title, 110), 14, picture.high + FOOT / 2);
  pen.font = `12px ${LETTERS}`;
  for (const { form, fill: face, text, x, row } of picture.legend) {
    const y = picture.high + FOOT * (1.5 + row);
    sign(pen, { form, x: x + 6, y, r: 5.5, fill: face, stroke: picture.ink, alpha: 1 });
    pen.fillStyle = picture.ink;
    pen.fillText(text, x + 17, y);
  }
  return canvas;
}

function sign(pen, mark, edge) {
  pen.globalAlpha = mark.alpha;
  pen.fillStyle = mark.fill;
  pen.strokeStyle = mark.stroke || edge;
  pen.lineWidth = 0.8;
  const outline = mark.form === "dot" ? new Path2D() : new Path2D(pathOf(mark));
  if (mark.form === "dot") outline.arc(mark.x, mark.y, mark.r, 0, 2 * Math.PI);
  pen.fill(outline);
  if (mark.r > 2.5) pen.stroke(outline);
  pen.globalAlpha = 1;
}

function toSvg(picture) {
  const tall = picture.high + footOf(picture);
  const round = (value) => Number(value.toFixed(1));
  const drawMark = ({ form, x, y, r, fill: face, stroke, alpha }) => {
    const look = { fill: face, stroke, "stroke-width": 0.8, ...(alpha < 1 ? { opacity: alpha } : {}) };
    return form === "dot" ? shape("circle", { cx: round(x), cy: round(y), r: round(r), ...look }) : shape("path", { d: pathOf({ form, x, y, r }), ...look });
  };
  const made = shape("svg", { viewBox: `0 0 ${picture.wide} ${tall}`, width: picture.wide, height: tall, "font-family": LETTERS.replace(/"/g, "'") },
    shape("title", {}, picture.title), shape("rect", { width: picture.wide, height: tall, fill: picture.paper }));
  if (picture.land) {
    const { left: x, top: y, by, fill: face, stroke } = picture.land;
    made.append(shape("g", { transform: `translate(${round(x)} ${round(y)}) scale(${by})`, fill: face, stroke, "stroke-width": 1 / by }, ...scene.outline.map((d) => shape("path", { d }))));
  }
  made.append(shape("g", {}, ...picture.ties.map(({ x1, y1, x2, y2, colour, width: thick }) => shape("line", {
    x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2), stroke: colour, "stroke-width": round(thick),
  }))));
  made.append(shape("g", {}, ...picture.marks.map(drawMark)));
  const halo = { stroke: picture.paper, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke", fill: picture.ink };
  made.append(shape("g", halo, ...picture.names.map(({ text, x, y, bold, font }) => {
    const letters = parseFloat(font.replace("bold ", ""));
    return shape("text", { x: round(x), y: round(y + letters * 0.9), "font-size": letters, ...(bold ? { "font-weight": "bold" } : {}) }, text);
  })));
  made.append(shape("rect", { y: picture.high, width: picture.wide, height: tall - picture.high, fill: picture.paper }));
  made.append(shape("text", { x: 14, y: picture.high + FOOT / 2 + 4, "font-size": 13, "font-weight": "bold", fill: picture.ink }, short(picture.title, 110)));
  for (const { form, fill: face, text, x, row } of picture.legend) {
    const y = picture.high + FOOT * (1.5 + row);
    made.append(drawMark({ form, x: x + 6, y, r: 5.5, fill: face, stroke: picture.ink, alpha: 1 }), shape("text", { x: x + 17, y: y + 4, "font-size": 12, fill: picture.ink }, text));
  }
  return new XMLSerializer().serializeToString(made);
}
