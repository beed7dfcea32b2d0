// The shortest way from one thing to another along the lines that are shown.

// Breadth first; of equally short ways the one whose last steps are strongest. What nearly all things share (themes,
// programmes, countries) joins no two things. Null where there is none.
function shortest(start, goal) {
  const came = new Int32Array(size).fill(-1), strength = new Float64Array(size);
  const level = new Int32Array(size).fill(-1);
  level[start] = 0;
  let front = [start];
  while (front.length && level[goal] < 0) {
    const next = [];
    for (const i of front) {
      if (i !== start && kindOf(i).context) continue;
      for (const [other, e] of neighbours(i)) {
        if (!drawn[e] || !shown[other]) continue;
        if (level[other] < 0) { level[other] = level[i] + 1; next.push(other); }
        if (level[other] === level[i] + 1 && edges.weight[e] > strength[other]) { strength[other] = edges.weight[e]; came[other] = i; }
      }
    }
    front = next;
  }
  if (level[goal] < 0) return null;
  const way = [goal];
  while (way[0] !== start) way.unshift(came[way[0]]);
  return way;
}

const ends = { from: -1, to: -1 }; // asked for in the boxes

function walk(start, goal) {
  Object.assign(ends, { from: start, to: goal });
  nameEnds();
  if (start === goal) return noWay(`${nodes.name[start]} is both ends.`);
  if (overviewed && state.scope >= 0) change({ scope: -1 });
  const way = shown[start] && shown[goal] ? shortest(start, goal) : null;
  if (!way) return noWay("No way between them along what is shown." + (filtered() ? " Without the filters there may be one." : ""));
  byId("way").textContent = plural(way.length - 1, "step");
  change({ node: -1, edge: -1, path: way }, { approach: true });
  return true;
}

function noWay(why) {
  change({ node: -1, edge: -1, path: [] });
  byId("way").textContent = why;
  return false;
}

function nameEnds() {
  for (const end of ["from", "to"]) byId(`path-${end}`).value = ends[end] >= 0 ? nodes.name[ends[end]] : "";
}

// Opens the boxes with one end filled in.
function walkFrom(i) {
  Object.assign(ends, { from: i, to: -1 });
  nameEnds();
  byId("filters").open = true;
  byId("path").open = true;
  byId("way").textContent = "";
  byId("path-to").focus();
}

function setUpPath() {
  for (const end of ["from", "to"]) {
    combobox(byId(`path-${end}`), byId(`path-${end}-results`), (i) => {
      ends[end] = i;
      if (ends.from >= 0 && ends.to >= 0) walk(ends.from, ends.to);
      else byId(`path-${end === "from" ? "to" : "from"}`).focus();
    });
  }
  byId("unpath").addEventListener("click", () => {
    Object.assign(ends, { from: -1, to: -1 });
    nameEnds();
    byId("way").textContent = "";
    change({ path: [] });
  });
  watchers.push((changed) => {
    if (changed.has("path") && state.path.length) byId("path").open = true;
    if (!state.path.length && changed.has("path") && chosen()) byId("way").textContent = "";
  });
}
