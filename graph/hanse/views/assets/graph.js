"use strict";
// Draws the scene of this page and answers search, filter and clicks. Whatever comes from documents is set as text.
(() => {
  const scene = JSON.parse(document.getElementById("scene").textContent);
  const { nodes: things, edges: ties, facts, quotes, sources, absent } = scene;
  const kinds = Object.fromEntries(scene.kinds.map((kind) => [kind.name, kind]));
  const lines = scene.drawing.edges;
  const byId = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const ends = lines.map((line) => [Number(line.from.slice(1)), Number(line.to.slice(1))]);
  const neighbours = things.map(() => new Map());
  ends.forEach(([one, other], i) => {
    neighbours[one].set(other, i);
    neighbours[other].set(one, i);
  });

  // ---- words ----

  function fold(text) {
    const letters = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h" };
    return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[łøđðþßæœıħ]/g, (c) => letters[c])
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function element(tag, properties = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "class") made.className = value;
      else if (name === "onclick") made.addEventListener("click", value);
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  // Only the web, and texts beside this page, are linked: a "javascript:" address stays text.
  function link(address, text, relative = false) {
    const web = /^https?:\/\//i.test(address);
    if (!web && !relative) return text;
    return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
  }

  const linked = (text) => text.split(/(https?:\/\/[^\s|"<>]+)/i).map((part, i) => (i % 2 ? link(part, part) : part)).filter(Boolean);

  const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

  // ---- drawing ----

  const portrait = () => innerWidth < 760 && byId("stage").clientHeight > byId("stage").clientWidth;
  const turned = portrait();
  const points = scene.drawing.nodes.map(({ x, y }) => (turned ? { x: -y, y: x } : { x, y }));
  const radius = scene.drawing.nodes.map((node) => node.size);
  const dataNodes = new vis.DataSet(scene.drawing.nodes.map((node, i) => ({ ...node, ...points[i], label: undefined })));
  const dataEdges = new vis.DataSet(lines.map((line) => ({ ...line })));
  const network = new vis.Network(byId("graph"), { nodes: dataNodes, edges: dataEdges }, scene.drawing.options);
  const canvas = byId("graph").querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "The graph; the same things stand in the table, and the search finds them by name");

  const state = { node: -1, edge: -1, hover: -1, kinds: new Set(Object.keys(kinds)), choice: {} };
  let shown = things.map(() => 2); // 2: asked for, 1: tied to what is asked for, 0: hidden

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function paint() {
    const tone = dark.matches ? "dark" : "light";
    const ink = dark.matches ? "#dfe5ea" : "#30363d";
    const near = state.node >= 0 ? new Set([state.node, ...neighbours[state.node].keys()])
      : state.edge >= 0 ? new Set(ends[state.edge]) : null;
    dataNodes.update(things.map((thing, i) => {
      const fill = kinds[thing.kind][tone];
      const face = { background: fill, border: ink };
      return {
        id: `n${i}`, hidden: shown[i] === 0, opacity: near ? (near.has(i) ? 1 : 0.13) : shown[i] === 1 ? 0.4 : 1,
        borderWidth: i === state.node ? 3.5 : 0.8, color: { ...face, highlight: face, hover: face },
      };
    }));
    const plain = colour("--line");
    dataEdges.update(lines.map((line, i) => {
      const [one, other] = ends[i];
      const on = i === state.edge || one === state.node || other === state.node;
      const rest = line.strong ? 0.85 : 0.5;
      return {
        id: line.id, hidden: !shown[one] || !shown[other] || (shown[one] === 1 && shown[other] === 1),
        color: { color: on || line.strong ? ink : plain, highlight: ink, hover: ink, opacity: near ? (on ? 0.9 : 0.07) : rest, inherit: false },
      };
    }));
    tell();
  }

  function tell() {
    const count = shown.filter((level) => level === 2).length;
    const all = count === things.length;
    byId("status").textContent = all ? plural(count, "thing", "things") + ", " + plural(lines.length, "tie", "ties")
      : `${count} of ${things.length} things match`;
  }

  // Names are drawn at the size of the page's text whatever the zoom, the important first, none over another.
  const important = things.map((_, i) => i).sort((a, b) => radius[b] - radius[a] || a - b);
  const widths = new Map();

  function order() {
    const first = [state.node, state.hover, ...(state.edge >= 0 ? ends[state.edge] : [])].filter((i) => i >= 0);
    const focus = state.node >= 0 ? state.node : state.hover;
    const near = focus >= 0 ? important.filter((i) => neighbours[focus].has(i)) : [];
    const rest = state.node >= 0 || state.edge >= 0 ? [] : important.filter((i) => shown[i] === 2);
    return [...new Set([...first, ...near, ...rest])].filter((i) => shown[i]);
  }

  network.on("afterDrawing", (context) => {
    const scale = network.getScale();
    const ratio = context.getTransform().a / scale;
    const { clientWidth: wide, clientHeight: high } = canvas;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = colour("--paper");
    context.fillStyle = colour("--ink");
    const size = wide < 500 ? 11 : 12.5;
    const font = `${size}px system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif`;
    const taken = [];
    const spots = network.getPositions();
    const discs = important.filter((i) => shown[i] && spots[`n${i}`]).map((i) => {
      const at = network.canvasToDOM(spots[`n${i}`]);
      return { i, x: at.x, y: at.y, r: radius[i] * scale };
    }).filter(({ x, y }) => x > -20 && y > -20 && x < wide + 20 && y < high + 20);
    const placed = new Map(discs.map((disc) => [disc.i, disc]));
    const named = order();
    const chosen = state.node >= 0 || state.edge >= 0;
    const solid = chosen ? discs.filter((disc) => named.includes(disc.i)) : discs;
    const free = (box, own, strict) => box.left > 2 && box.right < wide - 2 && !taken.some((other) => hit(box, other))
      && !(strict && solid.slice(0, strict).some((d) => d.i !== own && hit(box, { left: d.x - d.r, right: d.x + d.r, top: d.y - d.r, bottom: d.y + d.r })));
    for (const i of named) {
      const disc = placed.get(i);
      if (!disc) continue;
      const first = i === state.node || i === state.hover;
      context.font = first ? `bold ${font}` : font;
      const text = short(things[i].name, first ? 60 : 26);
      const key = context.font + text;
      if (!widths.has(key)) widths.set(key, context.measureText(text).width);
      // A name hides nothing; only the most important may, where there is no room, hide lesser things.
      const at = (strict, always) => spot(disc, widths.get(key), size * 1.15, (it) => free(it, i, strict), always);
      const rank = solid.indexOf(disc);
      const box = first ? at(0, true) : at(solid.length, false) || (rank < 25 ? at(rank, false) : null);
      if (!box) continue;
      taken.push(box);
      context.strokeText(text, box.left, box.top);
      context.fillText(text, box.left, box.top);
    }
    context.restore();
  });

  const hit = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const short = (text, longest) => ([...text].length > longest ? [...text].slice(0, longest - 1).join("").trimEnd() + "…" : text);

  function spot({ x, y, r }, width, height, free, always) {
    const corners = [[x - width / 2, y + r + 2], [x - width / 2, y - r - 2 - height], [x + r + 4, y - height / 2], [x - r - 4 - width, y - height / 2]];
    const boxes = corners.map(([left, top]) => ({ left, top, right: left + width, bottom: top + height }));
    return boxes.find(free) || (always ? boxes.find((box) => box.left > 0 && box.right < canvas.clientWidth) || boxes[0] : null);
  }

  // ---- choosing ----

  function choose({ node = -1, edge = -1 }, { focus = false } = {}) {
    Object.assign(state, { node, edge, hover: -1 });
    if (node >= 0 && shown[node] === 0) reset(false);
    network.unselectAll();
    paint();
    describe();
    if (node >= 0 && focus) approach(node);
    remember();
  }

  // Moves only where the thing or what it is tied to is out of sight, or too small to see.
  function approach(node) {
    const spots = network.getPositions();
    const seen = (i) => {
      const { x, y } = network.canvasToDOM(spots[`n${i}`]);
      return x > 20 && y > 20 && x < canvas.clientWidth - 20 && y < canvas.clientHeight - 20;
    };
    const near = [node, ...neighbours[node].keys()];
    if (innerWidth >= 760 && network.getScale() > 0.6 && near.every(seen)) return;
    const animation = still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
    if (innerWidth < 760) { // the details cover the lower half
      const up = { x: 0, y: -canvas.clientHeight / 5 };
      network.focus(`n${node}`, { scale: Math.max(network.getScale(), 0.7), offset: up, animation });
      return;
    }
    network.fit({ nodes: near.map((i) => `n${i}`), maxZoomLevel: 1.1, minZoomLevel: 0.6, animation });
  }

  function remember() {
    if (!/^(file|https?):$/.test(location.protocol)) return;
    const hash = state.node >= 0 ? "#" + encodeURIComponent(things[state.node].iri) : "#";
    try { history.replaceState(null, "", hash); } catch { /* a page inside another may have no address of its own */ }
  }

  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) choose({ node: Number(nodes[0].slice(1)) });
    else if (edges.length) choose({ edge: Number(edges[0].slice(1)) });
    else if (state.node >= 0 || state.edge >= 0) choose({});
  });
  network.on("hoverNode", ({ node }) => hover(Number(node.slice(1))));
  network.on("blurNode", () => hover(-1));
  network.on("hoverEdge", () => { canvas.style.cursor = "pointer"; });
  network.on("blurEdge", () => { canvas.style.cursor = ""; });

  function hover(i) {
    state.hover = i;
    canvas.style.cursor = i >= 0 ? "pointer" : "";
    byId("graph").title = i >= 0 ? things[i].name : "";
    network.redraw();
  }

  // ---- details ----

  const panel = byId("details");
  const toNode = (i, text) => element("button", { type: "button", class: "plain", onclick: () => choose({ node: i }, { focus: true }) }, text);
  const end = (i, text) => (i >= 0 ? toNode(i, text) : /^https?:\/\//.test(text) ? link(text, text) : text);
  const kindOf = (thing) => element("span", { class: "kind", style: `--kind: var(--${thing.kind})` }, kinds[thing.kind].label);

  function describe() {
    const chosen = state.node >= 0 || state.edge >= 0;
    panel.classList.toggle("chosen", chosen);
    panel.replaceChildren(...(state.node >= 0 ? aboutNode(state.node) : state.edge >= 0 ? aboutEdge(state.edge) : aboutAll()));
    panel.scrollTop = 0;
  }

  const close = () => element("button", { type: "button", class: "close", "aria-label": "Close details", onclick: () => choose({}) }, "×");

  function aboutAll() {
    const top = important.slice(0, 12);
    return [
      element("h2", {}, "Look around"),
      element("p", {}, "Choose a thing or a line to see what is said of it, each statement with the sentence that says it."),
      element("p", { class: "quiet" }, "Drag to move, scroll or pinch to zoom, / to search, Esc to let go."),
      element("h3", {}, "Most tied"),
      element("ul", { class: "list" }, ...top.map((i) => element("li", {}, toNode(i, things[i].name), " ", kindOf(things[i])))),
    ];
  }

  function aboutNode(i) {
    const thing = things[i];
    const tied = [...neighbours[i].entries()].sort((a, b) => ties[b[1]].weight - ties[a[1]].weight || things[a[0]].name.localeCompare(things[b[0]].name));
    const list = tied.map(([other, edge]) => element("li", {}, toNode(other, things[other].name), " ",
      element("button", { type: "button", class: "plain quiet", onclick: () => choose({ edge }) }, ties[edge].label || "why")));
    return [
      close(), element("h2", {}, thing.name), kindOf(thing),
      thing.also.length ? element("p", { class: "quiet" }, "Also: " + thing.also.join(", ")) : null,
      list.length ? folded("Neighbours in the drawing", list) : null,
      element("h3", {}, plural(thing.facts.length + thing.more, "statement", "statements")),
      ...thing.facts.map((fact) => statement(fact, i)),
      thing.more ? element("p", { class: "quiet" }, `and ${thing.more} more: ask “hanse explain”`) : null,
      /^https?:\/\//.test(thing.iri) ? element("p", { class: "source" }, thing.iri) : null,
    ].filter(Boolean);
  }

  function folded(title, items) {
    const open = items.length <= 8 ? { open: "" } : {};
    return element("details", open, element("summary", {}, element("h3", { style: "display:inline" }, `${title} (${items.length})`)), element("ul", { class: "list" }, ...items));
  }

  function aboutEdge(i) {
    const [one, other] = ends[i];
    return [
      close(), element("h2", {}, toNode(one, things[one].name), " – ", toNode(other, things[other].name)),
      ties[i].label ? element("p", { class: "quiet" }, ties[i].label) : null,
      element("h3", {}, plural(ties[i].facts.length, "statement", "statements")),
      ...ties[i].facts.map((fact) => statement(fact, -1)),
    ].filter(Boolean);
  }

  function statement(number, seenFrom) {
    const fact = facts[number];
    const inverse = fact.o === seenFrom && fact.s !== seenFrom && seenFrom >= 0;
    const said = inverse ? [end(fact.o, fact.object), ` ${fact.inverse} `, end(fact.s, fact.subject)]
      : [end(fact.s, fact.subject), ` ${fact.says} `, end(fact.o, fact.object)];
    if (seenFrom >= 0) said[0] = "";
    const places = fact.quotes.map((quote) => quotation(quotes[quote]));
    return element("div", { class: "fact" }, element("p", {}, ...said.filter(Boolean)),
      ...(places.length > 1 ? [places[0], element("details", {}, element("summary", {}, plural(places.length - 1 + fact.more, "more place says so", "more places say so")), ...places.slice(1))] : places),
      places.length ? null : element("p", { class: "source" }, "No quote: taken from data, not from a text."));
  }

  function quotation(quote) {
    const source = sources[quote.d];
    const made = element("blockquote", {}, quote.prefix, element("mark", {}, ...linked(quote.exact)), quote.suffix);
    const from = element("p", { class: "source" });
    if (source) {
      const name = source.title || source.id;
      from.append(source.address ? link(source.address, name) : name);
      if (source.text) from.append(" · ", link(source.text, "text", true));
    }
    if (quote.where) from.append(` · ${quote.where}`);
    if (quote.confidence !== null) {
      from.append(" · ", element("meter", { min: 0, max: 1, value: quote.confidence, "aria-hidden": "true" }), ` confidence ${quote.confidence.toFixed(2)}`);
    }
    if (quote.by) from.title = quote.by;
    return element("div", {}, made, from);
  }

  // ---- filter ----

  const fields = { country: "Country", programme: "Programme", theme: "Theme" };

  function build() {
    for (const [field, title] of Object.entries(fields)) {
      const counts = new Map();
      things.forEach((thing) => thing[field].forEach((value) => counts.set(value, (counts.get(value) || 0) + 1)));
      if (counts.size < 2) continue;
      const options = [...counts].sort((a, b) => a[0].localeCompare(b[0])).map(([value, count]) => element("option", { value }, `${value} (${count})`));
      const select = element("select", { name: field }, element("option", { value: "" }, "any"), ...options);
      select.addEventListener("change", () => { state.choice[field] = select.value; filter(); });
      byId("choices").append(element("label", {}, title, select));
    }
    const said = ["Thicker: more statements or shared networks."];
    if (lines.some((line) => line.strong)) said.push("Bold: lead partner.");
    byId("lines").textContent = "Lines. " + said.join(" ");
  }

  function filter() {
    const asked = Object.entries(state.choice).filter(([, value]) => value);
    const match = things.map((thing) => state.kinds.has(thing.kind) && asked.every(([field, value]) => thing[field].includes(value)));
    shown = things.map((thing, i) => (match[i] ? 2
      : asked.length && state.kinds.has(thing.kind) && [...neighbours[i].keys()].some((other) => match[other]) ? 1 : 0));
    if (state.node >= 0 && !shown[state.node]) Object.assign(state, { node: -1, edge: -1 });
    if (state.edge >= 0 && ends[state.edge].some((i) => !shown[i])) state.edge = -1;
    paint();
    describe();
    if (!byId("table").hidden) tabulate();
  }

  function reset(again = true) {
    state.kinds = new Set(Object.keys(kinds));
    state.choice = {};
    document.querySelectorAll("input[name=kind]").forEach((box) => { box.checked = true; });
    document.querySelectorAll("#choices select").forEach((select) => { select.value = ""; });
    shown = things.map(() => 2);
    if (again) { choose({}); if (!byId("table").hidden) tabulate(); network.fit(); }
  }

  document.querySelectorAll("input[name=kind]").forEach((box) => box.addEventListener("change", () => {
    if (box.checked) state.kinds.add(box.value); else state.kinds.delete(box.value);
    filter();
  }));
  byId("reset").addEventListener("click", () => reset());

  // ---- search ----

  const search = byId("search");
  const results = byId("results");
  const index = things.map((thing) => [thing.name, ...thing.also].map(fold));
  const elsewhere = absent.map(fold);
  let active = -1;

  function rank(names, asked) {
    let best = 9;
    names.forEach((name, i) => {
      const level = name === asked ? 0 : name.startsWith(asked) ? 1 : (" " + name).includes(" " + asked) ? 2 : name.includes(asked) ? 3 : 9;
      best = Math.min(best, level + (i ? 0.5 : 0));
    });
    return best;
  }

  function find() {
    const asked = fold(search.value);
    const hits = asked ? important.map((i) => [rank(index[i], asked), i]).filter(([level]) => level < 9).sort((a, b) => a[0] - b[0]).slice(0, 12) : [];
    const items = hits.map(([, i]) => {
      const item = element("li", { role: "option", id: `result-${i}`, "aria-selected": "false" }, things[i].name + " ", element("small", {}, kinds[things[i].kind].label));
      item.dataset.node = i;
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(i); });
      return item;
    });
    if (asked && hits.length < 6) {
      elsewhere.map((name, i) => [rank([name], asked), i]).filter(([level]) => level < 9).sort((a, b) => a[0] - b[0]).slice(0, 6 - hits.length)
        .forEach(([, i]) => items.push(element("li", { class: "absent", role: "option", "aria-disabled": "true" }, absent[i] + " ", element("small", {}, "in the graph, not drawn here: hanse view --around NAME"))));
    }
    if (asked && !items.length) items.push(element("li", { class: "absent", role: "option", "aria-disabled": "true" }, "Nothing by that name"));
    results.replaceChildren(...items);
    results.hidden = !items.length;
    search.setAttribute("aria-expanded", String(!results.hidden));
    mark(hits.length ? 0 : -1);
  }

  function mark(position) {
    const options = [...results.querySelectorAll("li:not(.absent)")];
    active = options.length ? (position + options.length) % options.length : -1;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) {
      search.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    } else search.removeAttribute("aria-activedescendant");
  }

  function take(i) {
    hush();
    search.value = things[i].name;
    if (!byId("table").hidden) swap();
    choose({ node: i }, { focus: true });
  }

  function hush() {
    results.hidden = true;
    search.setAttribute("aria-expanded", "false");
  }

  search.addEventListener("input", find);
  search.addEventListener("focus", () => { if (search.value) { search.select(); } });
  search.addEventListener("blur", hush);
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (results.hidden) find();
      else mark(active + (event.key === "ArrowDown" ? 1 : -1));
      event.preventDefault();
    } else if (event.key === "Enter") {
      const option = results.querySelector("[aria-selected=true]");
      if (!results.hidden && option) take(Number(option.dataset.node));
    } else if (event.key === "Escape") {
      search.value = "";
      hush();
      search.blur();
      choose({});
      event.stopPropagation();
      event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName) && document.activeElement.type !== "checkbox";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { search.focus(); event.preventDefault(); }
    if (event.key === "Escape") choose({});
  });

  // ---- table ----

  const columns = [
    ["Name", (i) => things[i].name, (i) => toNode(i, things[i].name)],
    ["Kind", (i) => kinds[things[i].kind].label],
    ["Country", (i) => things[i].country.join(", ")],
    ["Programme", (i) => things[i].programme.join(", ")],
    ["Ties", (i) => neighbours[i].size],
    ["Statements", (i) => things[i].facts.length + things[i].more],
  ];
  const sorting = { column: 4, down: true };

  function tabulate() {
    const used = columns.filter(([, value]) => things.some((_, i) => value(i) !== ""));
    const value = columns[sorting.column][1];
    const rows = things.map((_, i) => i).filter((i) => shown[i] === 2).sort((a, b) => {
      const [one, other] = [value(a), value(b)];
      const way = typeof one === "number" ? one - other : one.localeCompare(other);
      return (sorting.down ? -way : way) || things[a].name.localeCompare(things[b].name);
    });
    const heads = used.map((column) => {
      const number = columns.indexOf(column);
      const sorted = number === sorting.column ? (sorting.down ? "descending" : "ascending") : "none";
      const sort = () => {
        Object.assign(sorting, { column: number, down: number === sorting.column ? !sorting.down : number > 3 });
        tabulate();
        byId("table").querySelectorAll("th button")[used.indexOf(column)].focus();
      };
      const arrow = { ascending: " ▲", descending: " ▼", none: "" }[sorted];
      return element("th", { scope: "col", "aria-sort": sorted }, element("button", { type: "button", onclick: sort }, column[0] + arrow));
    });
    const body = rows.map((i) => element("tr", {}, ...used.map(([, text, cell]) => {
      const content = text(i);
      return element("td", typeof content === "number" ? { class: "number" } : {}, cell ? cell(i) : String(content));
    })));
    byId("table").replaceChildren(element("table", {}, element("caption", { class: "quiet" }, plural(rows.length, "thing", "things")),
      element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...body)));
  }

  function swap() {
    const toTable = byId("table").hidden;
    byId("table").hidden = !toTable;
    byId("stage").hidden = toTable;
    byId("swap").textContent = toTable ? "Drawing" : "Table";
    byId("swap").setAttribute("aria-pressed", String(toTable));
    if (toTable) tabulate(); else { network.setSize("100%", "100%"); network.redraw(); }
  }

  byId("swap").addEventListener("click", swap);

  // ---- frame ----

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: still.matches ? false : { duration: 150, easingFunction: "linear" } });
  byId("in").addEventListener("click", () => zoom(1.4));
  byId("out").addEventListener("click", () => zoom(1 / 1.4));
  byId("fit").addEventListener("click", () => network.fit({ animation: !still.matches }));
  dark.addEventListener("change", paint);
  addEventListener("resize", () => { network.setSize("100%", "100%"); if (state.node < 0 && state.edge < 0) network.fit(); else network.redraw(); });
  if (innerWidth < 760) byId("filters").removeAttribute("open");

  build();
  paint();
  describe();
  network.fit();
  let wanted = -1;
  try { wanted = things.findIndex((thing) => thing.iri === decodeURIComponent(location.hash.slice(1))); } catch { /* no such thing */ }
  if (wanted >= 0) choose({ node: wanted }, { focus: true });
  document.documentElement.dataset.ready = "yes";
})();
