// Search by name, in any script, with or without accents. One box finds a thing; two find the ends of a path.

let index = null; // made when it is first asked
const FOUND = 12;

function rank(name, asked) {
  const at = name.indexOf(asked);
  if (at < 0) return 9;
  if (at === 0) return name === asked ? 0 : 1;
  return (" " + name).includes(" " + asked) ? 2 : 3;
}

function found(asked) {
  index = index || { names: nodes.name.map(fold), others: nodes.also.map((names) => names.map(fold)), elsewhere: absent.map(fold) };
  const hits = [];
  for (const i of importance) {
    let best = rank(index.names[i], asked);
    for (const name of index.others[i]) best = Math.min(best, rank(name, asked) + 0.5);
    if (best < 9) hits.push([best, i]);
  }
  return hits.sort((a, b) => a[0] - b[0]).slice(0, FOUND).map(([, i]) => i);
}

function foundElsewhere(asked, most) {
  const hits = [];
  index.elsewhere.forEach((name, i) => { const level = rank(name, asked); if (level < 9) hits.push([level, i]); });
  return hits.sort((a, b) => a[0] - b[0]).slice(0, most).map(([, i]) => absent[i]);
}

// A box with a list of results below it, by the ARIA pattern of that name.
function combobox(input, list, take, letGo = () => {}) {
  let active = -1;

  function look() {
    const asked = fold(input.value);
    const hits = asked ? found(asked) : [];
    const items = hits.map((i) => {
      const kind = kindOf(i);
      const item = element("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false" }, nodes.name[i] + " ", element("small", {}, kind.label));
      item.dataset.node = i;
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); pick(i); });
      return item;
    });
    const silent = (text, why = "") => element("li", { class: "absent", role: "option", "aria-disabled": "true", "aria-selected": "false" }, text, why && element("small", {}, why));
    if (asked && hits.length < 6) {
      items.push(...foundElsewhere(asked, 6 - hits.length).map((name) => silent(`${name} `, `in the graph, not drawn here: hanse view --around ${quoted(name)}`)));
    }
    if (asked && !items.length) items.push(silent("Nothing by that name"));
    list.replaceChildren(...items);
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(hits.length ? 0 : -1);
  }

  function mark(position) {
    const options = [...list.querySelectorAll("li:not(.absent)")];
    active = options.length ? (position + options.length) % options.length : -1;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function hush() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function pick(i) {
    hush();
    input.value = nodes.name[i];
    take(i);
  }

  input.addEventListener("input", look);
  input.addEventListener("focus", () => { if (input.value) input.select(); });
  input.addEventListener("blur", hush);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) look();
      else mark(active + (event.key === "ArrowDown" ? 1 : -1));
      event.preventDefault();
    } else if (event.key === "Enter") {
      const option = list.querySelector("[aria-selected=true]");
      if (!list.hidden && option) pick(Number(option.dataset.node));
      event.preventDefault();
    } else if (event.key === "Escape") {
      input.value = "";
      hush();
      letGo();
      event.stopPropagation();
      event.preventDefault();
    }
  });
}

function setUpSearch() {
  const input = byId("search");
  combobox(input, byId("search-results"), (i) => {
    if (state.view === "table" && drawable) change({ view: "network" });
    choose({ node: i }, { approach: true });
  }, () => { input.blur(); choose({}); });
}
