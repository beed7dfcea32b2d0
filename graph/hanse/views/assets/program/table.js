// The same things and ties as a table, to sort: the equal of the drawing for those who prefer or need one.

const ROWS = 200;

// A list as far as a row has room; all of it stands in the details and in files.
const brief = (list) => (list.length > 4 ? `${list.slice(0, 3).join(", ")} and ${list.length - 3} more` : list.join(", "));
const span = (list) => (list.length > 3 ? `${list[0]}–${list[list.length - 1]}` : list.join(", "));

// Title, value, what a row shows of it if not the value, and what a high one means.
const COLUMNS = {
  things: [
    ["Name", (i) => nodes.name[i], toNode],
    ["Kind", (i) => kindOf(i).label],
    ...Object.entries(FIELDS).map(([field, title]) => [title, (i) => told(field, i).join(", "), (i) => brief(told(field, i))]),
    ["Years", (i) => yearsOf(i).join(", "), (i) => span(yearsOf(i))],
    ...(grouped ? [["Community", (i) => nodes.community[i]]] : []),
    ["Ties", ties],
    ["Statements", (i) => nodes.facts[i]],
    ...measures.map(({ label, reading }, k) => [label, (i) => nodes.measures[k][i], null, reading])
      .filter(([, value]) => importance.some((i) => value(i) !== ties(i))),
  ],
  ties: [
    ["From", (e) => nodes.name[edges.one[e]], (e) => toNode(edges.one[e])],
    ["To", (e) => nodes.name[edges.other[e]], (e) => toNode(edges.other[e])],
    ["What", (e) => labelOf(e), (e) => toLine(e, labelOf(e) || "why")],
    ["Years", (e) => yearsOfLine(e).join(", "), (e) => span(yearsOfLine(e))],
    ["Weight", (e) => edges.weight[e]],
    ["Confidence", (e) => edges.confidence[e] ?? ""],
    ["Statements", (e) => edges.facts[e]],
  ],
};
const sorting = { things: { title: "Ties", down: true }, ties: { title: "Weight", down: true } };
let page = 0;

// What a table or a file lists: what is asked for.
function listedThings() {
  return importance.filter((i) => shown[i] === 2 && inScope(i));
}

function listedTies() {
  const listed = [];
  for (let e = 0; e < lines; e += 1) if (drawn[e]) listed.push(e);
  return listed;
}

function columnsOf(rows, list) {
  return COLUMNS[rows].filter(([, value], k) => k < 2 || list.some((row) => value(row) !== ""));
}

function sorted(rows, list) {
  const { title, down } = sorting[rows];
  const value = COLUMNS[rows].find(([name]) => name === title)[1];
  const first = COLUMNS[rows][0][1];
  const keys = new Map(list.map((row) => [row, value(row)]));
  return [...list].sort((a, b) => {
    const [one, other] = [keys.get(a), keys.get(b)];
    const way = typeof one === "number" && typeof other === "number" ? one - other : inOrder(String(one), String(other));
    return (down ? -way : way) || inOrder(first(a), first(b)) || a - b;
  });
}

function head(rows, columns) {
  return columns.map(([title, value, , reading], k) => {
    const on = sorting[rows].title === title;
    const order = on ? (sorting[rows].down ? "descending" : "ascending") : "none";
    const sort = () => {
      const number = typeof value(rows === "things" ? 0 : Math.min(0, lines - 1)) === "number";
      sorting[rows] = { title, down: on ? !sorting[rows].down : number };
      page = 0;
      tabulate();
      byId("table").querySelectorAll("th button")[k].focus();
    };
    const arrow = { ascending: " ▲", descending: " ▼", none: "" }[order];
    return element("th", { scope: "col", "aria-sort": order }, button(title + arrow, sort, reading ? { title: reading } : {}));
  });
}

function cells(columns, row) {
  return columns.map(([, value, cell], k) => {
    const content = value(row);
    const number = typeof content === "number";
    const inside = cell ? cell(row) : number ? tell(content) : content;
    return k === 0 ? element("th", { scope: "row" }, inside) : element("td", number ? { class: "number" } : {}, inside);
  });
}

function tableOf(rows, { from = 0, most = ROWS } = {}) {
  const list = rows === "things" ? listedThings() : listedTies();
  const columns = columnsOf(rows, list);
  const part = sorted(rows, list).slice(from, from + most);
  const what = rows === "things" ? plural(list.length, "thing") : plural(list.length, "tie");
  const here = list.length > part.length ? `${what}, ${tell(from + 1)}–${tell(from + part.length)} of them here` : what;
  const body = part.map((row) => element("tr", {}, ...cells(columns, row)));
  return { list, made: element("table", {}, element("caption", { class: "quiet" }, here), element("thead", {}, element("tr", {}, ...head(rows, columns))), element("tbody", {}, ...body)) };
}

function tabulate() {
  const rows = state.rows;
  const choices = element("div", { class: "tabs", role: "group", "aria-label": "Rows" }, ...["things", "ties"].map((name) => button(name === "things" ? "Things" : "Ties",
    () => { page = 0; change({ rows: name }); byId("table").querySelector(`[data-rows=${name}]`).focus(); }, { "data-rows": name, "aria-pressed": String(rows === name) })));
  const { list, made } = tableOf(rows, { from: page * ROWS });
  const last = Math.max(0, Math.ceil(list.length / ROWS) - 1);
  const turn = (by, name) => {
    page = Math.min(Math.max(page + by, 0), last);
    tabulate();
    byId("table").scrollTop = 0;
    (byId("table").querySelector(`[data-turn=${name}]:not([disabled])`) || byId("table")).focus();
  };
  const pages = last ? element("nav", { class: "tabs", "aria-label": "Pages of the table" },
    button("Previous", () => turn(-1, "back"), { "data-turn": "back", ...(page ? {} : { disabled: "" }) }), element("span", { class: "quiet" }, `Page ${page + 1} of ${last + 1}`),
    button("Next", () => turn(1, "on"), { "data-turn": "on", ...(page < last ? {} : { disabled: "" }) })) : null;
  byId("table").replaceChildren(...[choices, pages, made].filter(Boolean));
}
