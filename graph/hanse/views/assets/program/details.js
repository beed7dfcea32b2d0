// What is said of what is chosen: facts, quotes, sources, and the ways onward.

const panel = byId("details");
const NEIGHBOURS = 60;
const toNode = (i, text = nodes.name[i]) => button(text, () => choose({ node: i }, { approach: true }), { class: "plain" });
const toLine = (e, text) => button(text, () => choose({ edge: e }, { approach: true }), { class: "plain quiet" });
const end = (i, text) => (i >= 0 ? toNode(i, text) : /^https?:\/\//.test(text) ? link(text, text) : text);
const kindMark = (i) => element("span", { class: "kind", style: `--kind: var(--${kindOf(i).name})` }, kindOf(i).label);
const close = () => button("×", () => choose({}), { class: "close", "aria-label": "Close details" });
const quiet = (text) => element("p", { class: "quiet" }, text);
const labelOf = (e) => scene.labels[edges.label[e]];

function describe() {
  panel.classList.toggle("chosen", chosen());
  const said = state.path.length ? aboutPath() : state.node >= 0 ? aboutNode(state.node) : state.edge >= 0 ? aboutEdge(state.edge) : aboutAll();
  panel.replaceChildren(...said.filter(Boolean));
  panel.scrollTop = 0;
  if (!evidence && chosen()) readEvidence().then(describe);
}

function aboutAll() {
  const said = [element("h2", {}, "Look around")];
  if (overview()) {
    said.push(quiet("Each disc is a community: things that are tied more among themselves than chance would have it. Lines are the strongest ties between them."),
      element("h3", {}, "Communities"),
      element("ul", { class: "list" }, ...communities.slice(0, 40).map(({ number, name, size: all }) => element("li", {},
        button(name, () => openCommunity(number), { class: "plain" }), " ", element("span", { class: "kind", style: `--kind: ${hue(number)}` }, plural(all, "thing"))))));
    if (communities.length > 40) said.push(quiet(`and ${tell(communities.length - 40)} smaller ones`));
    return said;
  }
  const top = importance.filter((i) => shown[i] === 2 && inScope(i)).slice(0, 12);
  said.push(element("p", {}, "Choose a thing or a line to see what is said of it, each statement with the sentence that says it."),
    quiet("Drag to move, scroll or pinch to zoom, / to search, Esc to let go. On the keyboard: arrows, + and −, 0 for the whole."),
    element("h3", {}, "Most tied"), element("ul", { class: "list" }, ...top.map((i) => element("li", {}, toNode(i), " ", kindMark(i)))));
  return said;
}

function aboutNode(i) {
  return [
    close(), element("h2", {}, nodes.name[i]), kindMark(i),
    nodes.also[i].length ? quiet("Also: " + nodes.also[i].join(", ")) : null,
    element("p", { class: "actions" }, button("Path from here …", () => walkFrom(i)), " ", communityOf(i)),
    measured(i),
    nextTo(i),
    ...factsOf(evidence?.node[i], nodes.facts[i], i, nodes.name[i]),
    nodes.page?.[i] ? element("p", {}, link(nodes.page[i], "All that is known of it", true)) : null,
    /^https?:\/\//.test(nodes.iri[i]) ? element("p", { class: "source" }, nodes.iri[i]) : null,
  ];
}

function nextTo(i) {
  const list = [...neighbours(i)].sort((a, b) => edges.weight[b[1]] - edges.weight[a[1]] || inOrder(nodes.name[a[0]], nodes.name[b[0]]));
  if (!list.length) return null;
  const items = list.slice(0, NEIGHBOURS).map(([other, e]) => element("li", {}, toNode(other), " ", toLine(e, labelOf(e) || "why"),
    inScope(other) ? "" : element("span", { class: "quiet" }, " · in another community")));
  const beyond = list.length - items.length;
  return folded(`Neighbours (${list.length})`, items.length <= 8, element("ul", { class: "list" }, ...items),
    beyond > 0 ? quiet(`and ${beyond} more: see the table of ties`) : null);
}

function communityOf(i) {
  const number = nodes.community[i];
  if (!grouped || !number || state.scope === number) return "";
  return button("Open its community", () => change({ scope: number, view: state.view === "table" && drawable ? "network" : state.view }, { approach: true }));
}

function measured(i) {
  if (!measures.length) return null;
  const rows = measures.map(({ label, reading }, k) => [element("dt", { title: reading }, label), element("dd", {}, tell(nodes.measures[k][i]))]);
  if (yearsOf(i).length) rows.push([element("dt", {}, "Years"), element("dd", {}, yearsOf(i).join(", "))]);
  return element("dl", {}, ...rows.flat());
}

const folded = (title, open, ...inside) => element("details", open ? { open: "" } : {}, element("summary", {}, title), ...inside.filter(Boolean));

function aboutEdge(e) {
  const [one, other] = [edges.one[e], edges.other[e]];
  return [
    close(), element("h2", {}, toNode(one), " – ", toNode(other)), labelOf(e) ? quiet(labelOf(e)) : null,
    yearsOfLine(e).length ? quiet("Years: " + yearsOfLine(e).join(", ")) : null,
    ...factsOf(evidence?.edge[e], edges.facts[e], -1, nodes.name[one]),
  ];
}

function aboutPath() {
  const way = state.path;
  const steps = way.slice(1).flatMap((i, k) => {
    const e = lineBetween(way[k], i);
    const said = (evidence?.edge[e] || []).slice(0, 2).map((fact) => statement(fact, -1));
    return [element("li", {}, toNode(way[k]), " – ", toNode(i), " ", toLine(e, labelOf(e) || "why"), ...said)];
  });
  return [
    close(), element("h2", {}, `From ${nodes.name[way[0]]} to ${nodes.name[way[way.length - 1]]}`),
    quiet(`The shortest way along what is shown: ${plural(way.length - 1, "step")}. Programmes, themes and countries, which nearly all things share, are not passed through.`),
    element("ol", { class: "steps" }, ...steps),
  ];
}

// Statements as far as this page has them, and how to get the others.
function factsOf(list, all, seenFrom, name) {
  const head = element("h3", {}, plural(all, "statement"));
  if (!list) return [head, quiet(all ? "Reading …" : "")];
  const missing = all - list.length;
  return [head, ...list.map((fact) => statement(fact, seenFrom)),
    missing > 0 ? element("p", { class: "quiet" }, `${list.length ? "and " : ""}${tell(missing)} more that this page has no room for: `, element("code", {}, `hanse explain ${quoted(name)}`)) : null];
}

function statement(number, seenFrom) {
  const fact = evidence.facts[number];
  const name = (i, text) => (i >= 0 ? nodes.name[i] : text);
  const inverse = fact.o === seenFrom && fact.s !== seenFrom && seenFrom >= 0;
  const [subject, object] = [end(fact.s, name(fact.s, fact.subject)), end(fact.o, name(fact.o, fact.object))];
  const [says, back] = evidence.phrases[fact.says];
  const said = inverse ? [object, ` ${back} `, subject] : [subject, ` ${says} `, object];
  if (seenFrom >= 0) said[0] = "";
  const quotes = fact.quotes.map((quote) => quotation(evidence.quotes[quote]));
  const more = quotes.length - 1 + fact.more;
  return element("div", { class: "fact" }, element("p", {}, ...said.filter(Boolean)), ...quotes.slice(0, 1),
    quotes.length > 1 ? folded(plural(more, "more place says so", "more places say so"), false, ...quotes.slice(1)) : null,
    quotes.length ? null : element("p", { class: "source" }, "No quote: taken from data, not from a text."));
}

function quotation(quote) {
  const source = evidence.sources[quote.d];
  const words = element("blockquote", {}, quote.prefix, element("mark", {}, ...linked(quote.exact)), quote.suffix);
  const from = element("p", { class: "source" });
  if (source) {
    const name = source.title || source.id;
    from.append(source.address ? link(source.address, name) : name);
    if (source.text) from.append(" · ", link(source.text, "text", true));
  }
  if (quote.where) from.append(` · ${quote.where}`);
  if (quote.confidence !== null) from.append(" · ", element("span", { class: "sure", style: `--share: ${quote.confidence}`, "aria-hidden": "true" }), ` confidence ${quote.confidence.toFixed(2)}`);
  if (quote.by) from.title = quote.by;
  return element("div", {}, words, from);
}
