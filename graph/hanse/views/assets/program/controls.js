// The legend and what can be asked for: kinds, countries, programmes, themes, a period, a confidence; colours and sizes.

function option(value, text) { return element("option", { value }, text); }

function buildChoices() {
  for (const [field, title] of Object.entries(FIELDS)) {
    const counts = values[field].map(() => 0);
    nodes[field].forEach((list) => list.forEach((value) => { counts[value] += 1; }));
    if (counts.length < 2) continue;
    const sorted = values[field].map((value, k) => [value, counts[k]]).sort((a, b) => inOrder(a[0], b[0]));
    const select = element("select", { name: field }, option("", "any"), ...sorted.map(([value, count]) => option(value, `${value} (${count})`)));
    select.addEventListener("change", () => change({ [field]: select.value }));
    byId("choices").append(element("label", {}, title, select));
  }
}

function buildPeriod() {
  if (years.length < 2) return;
  for (const [name, title] of [["from", "From year"], ["to", "To year"]]) {
    const select = element("select", { name }, option(0, "any"), ...years.map((year) => option(year, year)));
    select.addEventListener("change", () => {
      const wanted = { from: state.from, to: state.to, [name]: Number(select.value) };
      const crossed = wanted.from && wanted.to && wanted.from > wanted.to;
      change(crossed ? { from: wanted[name], to: wanted[name] } : wanted);
    });
    byId("period").append(element("label", {}, title, select));
  }
  byId("period").hidden = false;
}

function buildSure() {
  const known = edges.confidence.filter((value) => value !== null);
  if (!known.length || Math.min(...bounds(known)) === Math.max(...bounds(known))) return;
  const box = element("input", { type: "range", name: "sure", min: 0, max: 1, step: 0.05, value: 0 });
  box.addEventListener("input", () => change({ sure: Number(box.value) }));
  byId("sure").append(element("label", {}, element("span", {}, "Confidence at least ", element("output", {}, "0.00")), box));
  byId("sure").hidden = false;
}

const bounds = (list) => list.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);

function buildLook() {
  if (grouped) {
    const select = element("select", { name: "colour" }, option("kind", "kind"), option("community", "community"));
    select.addEventListener("change", () => change({ colour: select.value }));
    byId("look").append(element("label", {}, "Colour by", select));
  }
  if (measures.length) {
    const select = element("select", { name: "measure", "aria-describedby": "reading" }, option("", "as placed"), ...measures.map(({ name, label }) => option(name, label)));
    select.addEventListener("change", () => change({ measure: select.value }));
    byId("look").append(element("label", {}, "Size by", select), element("p", { id: "reading", class: "quiet" }));
  }
  byId("look").hidden = !grouped && !measures.length;
}

// Which colour is which community: those with a colour of their own.
function legendOfCommunities() {
  const list = byId("communities");
  list.hidden = !grouped || state.colour !== "community";
  if (list.hidden) return;
  const own = communities.slice(0, COLOURED);
  const items = own.map(({ number, name, size: all }) => element("li", {}, element("span", { class: "swatch", style: `--kind: ${hue(number)}` }),
    button(name, () => openCommunity(number), { class: "plain" }), element("output", {}, tell(all))));
  if (communities.length > own.length) items.push(element("li", {}, element("span", { class: "swatch", style: `--kind: ${hue(0)}` }), `${communities.length - own.length} smaller ones`));
  list.replaceChildren(...items);
}

const boxes = () => document.querySelectorAll("input[name=kind]");

// What stands in the controls is what has been chosen, wherever it was chosen.
function reflect() {
  boxes().forEach((box) => { box.checked = !state.kinds || state.kinds.includes(box.value); });
  for (const name of [...Object.keys(FIELDS), "from", "to", "colour", "measure"]) {
    const select = document.querySelector(`#filters select[name=${name}]`);
    if (select) select.value = state[name] || (name === "from" || name === "to" ? "0" : "");
  }
  const sure = document.querySelector("input[name=sure]");
  if (sure) {
    sure.value = state.sure;
    byId("sure").querySelector("output").textContent = state.sure.toFixed(2);
  }
  const reading = byId("reading");
  if (reading) reading.textContent = measures.find(({ name }) => name === state.measure)?.reading || "";
  legendOfCommunities();
}

function setUpControls() {
  boxes().forEach((box) => box.addEventListener("change", () => {
    const kept = [...boxes()].filter(({ checked }) => checked).map(({ value }) => value);
    change({ kinds: kept.length === boxes().length ? null : kept });
  }));
  buildChoices();
  buildPeriod();
  buildSure();
  buildLook();
  const said = ["Thicker: more statements or shared networks."];
  if (edges.strong.some(Boolean)) said.push("Bold: lead partner.");
  byId("lines").textContent = "Lines. " + said.join(" ");
  byId("reset").addEventListener("click", reset);
  if (narrow()) byId("filters").open = false;
  watchers.push(reflect);
}
