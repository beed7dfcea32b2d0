// Names are drawn at the size of the page's text whatever the zoom, the important first, none over another.

const widths = new Map();
const ruler = document.createElement("canvas").getContext("2d");
const LETTERS = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

function width(text, font) {
  const key = font + text;
  if (!widths.has(key)) { ruler.font = font; widths.set(key, ruler.measureText(text).width); }
  return widths.get(key);
}

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// Boxes by the cells they lie in, so that only near ones are compared.
function shelf(cell = 64) {
  const cells = new Map();
  const each = (box, visit) => {
    for (let x = Math.floor(box.left / cell); x <= box.right / cell; x += 1) {
      for (let y = Math.floor(box.top / cell); y <= box.bottom / cell; y += 1) if (visit(x * 65536 + y)) return true;
    }
    return false;
  };
  return {
    put: (box) => each(box, (key) => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(box); }),
    hits: (box, but = () => false) => each(box, (key) => (cells.get(key) || []).some((other) => !but(other) && meet(box, other))),
    under: (box) => {
      const found = new Set();
      each(box, (key) => { for (const other of cells.get(key) || []) if (meet(box, other)) found.add(other); });
      return found.size;
    },
  };
}

const box = ({ x, y, r, i }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r, i });

// Where names go: below, above, beside, or at a corner of what they name. Discs are { i, x, y, r, text, bold, always,
// over }, the important first: one with `always` gets its name in any case, one with `over` may, where there is no room,
// hide lesser things, as few as can be; the others hide nothing.
function lettered(discs, solid, wide, high, size) {
  const taken = shelf(), things = shelf(), placed = [];
  solid.forEach((disc, rank) => things.put({ ...box(disc), rank }));
  discs.forEach((disc, rank) => {
    const font = `${disc.bold ? "bold " : ""}${size}px ${LETTERS}`;
    const { text, x, y, r } = disc;
    const [across, down] = [width(text, font), size * 1.2];
    const [left, right, above, below] = [x - r - across, x + r, y - r - down + 3, y + r - 3];
    const places = [
      [x - across / 2, y + r + 2], [x - across / 2, y - r - 2 - down], [right + 4, y - down / 2], [left - 4, y - down / 2],
      [right, above], [right, below], [left, above], [left, below],
    ];
    const boxes = places.map(([left, top]) => ({ left, top, right: left + across, bottom: top + down }));
    const inside = (it) => it.left > 2 && it.right < wide - 2 && it.top > 0 && it.bottom < high;
    const free = (it) => inside(it) && !taken.hits(it);
    const hiding = boxes.filter((it) => disc.over && free(it) && !things.hits(it, (other) => other.i === disc.i || other.rank > rank));
    const at = boxes.find((it) => free(it) && !things.hits(it, (other) => other.i === disc.i))
      || hiding.reduce((best, it) => (best && things.under(best) <= things.under(it) ? best : it), null)
      || (disc.always && (boxes.find(inside) || boxes[0]));
    if (!at) return;
    taken.put(at);
    placed.push({ text, bold: disc.bold, x: at.left, y: at.top, font });
  });
  return placed;
}

function writeNames(context, names, ink, paper) {
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = paper;
  context.fillStyle = ink;
  for (const name of names) {
    context.font = name.font;
    context.strokeText(name.text, name.x, name.y);
    context.fillText(name.text, name.x, name.y);
  }
}
