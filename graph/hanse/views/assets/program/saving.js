// Files from the page: the drawing as PNG and SVG, what is shown as CSV; and the page on paper.

const PRINTED = 400; // rows of a table on paper

function save(name, parts, type) {
  const address = URL.createObjectURL(parts instanceof Blob ? parts : new Blob([parts], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const fileName = (ending) => `${fold(document.title).replace(/ /g, "-").slice(0, 60) || "graph"}${ending}`;

// A cell that a spreadsheet would take for a formula is marked as text.
function cell(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

// What is shown; where something is chosen, that and what it is tied to.
function csv(rows) {
  const whole = rows === "things" ? listedThings() : listedTies();
  const kept = !near ? whole : whole.filter((row) => (rows === "things" ? near.has(row) : onIt(row)));
  const columns = COLUMNS[rows];
  const address = rows === "things" ? [["IRI", (i) => nodes.iri[i]]] : [["IRI of from", (e) => nodes.iri[edges.one[e]]], ["IRI of to", (e) => nodes.iri[edges.other[e]]]];
  const all = [...columns, ...address];
  const body = sorted(rows, kept).map((row) => all.map(([, value]) => cell(value(row))).join(","));
  return "\ufeff" + [all.map(([title]) => cell(title)).join(","), ...body, ""].join("\r\n");
}

const ensureDrawing = () => { if (state.view === "table") change({ view: "network" }); };

function setUpSaving() {
  const menu = byId("save");
  const item = (id, work) => byId(id).addEventListener("click", () => { menu.open = false; work(); menu.querySelector("summary").focus(); });
  item("png", () => { ensureDrawing(); toCanvas(pictureOf(), 2).toBlob((blob) => save(fileName(".png"), blob), "image/png"); });
  item("svg", () => { ensureDrawing(); save(fileName(".svg"), toSvg(pictureOf()), "image/svg+xml"); });
  item("csv-things", () => save(fileName("-things.csv"), csv("things"), "text/csv"));
  item("csv-ties", () => save(fileName("-ties.csv"), csv("ties"), "text/csv"));
  item("print", () => window.print());
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", offPaper);
  matchMedia("print").addEventListener("change", ({ matches }) => (matches ? toPaper() : offPaper()));
}

// On paper: light, the drawing as an image, then the table.
function toPaper() {
  if (paper) return;
  paper = "light";
  applyTone();
  if (state.view !== "table") { paint(); toCanvas(pictureOf(), 2, byId("paper")); }
  byId("paper").hidden = state.view === "table";
  byId("sheet").replaceChildren(tableOf(state.rows, { most: PRINTED }).made);
}

function offPaper() {
  if (!paper) return;
  paper = "";
  applyTone();
  byId("sheet").replaceChildren();
  if (state.view !== "table") paint();
}
