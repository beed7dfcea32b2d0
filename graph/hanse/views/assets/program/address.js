// The address of the page after "#": all that the reader has chosen, so that a link or a reload shows the same.

function written() {
  const said = new URLSearchParams();
  if (state.node >= 0) said.append("node", nodes.iri[state.node]);
  if (state.edge >= 0) [edges.one[state.edge], edges.other[state.edge]].forEach((i) => said.append("tie", nodes.iri[i]));
  if (state.path.length) [state.path[0], state.path[state.path.length - 1]].forEach((i) => said.append("path", nodes.iri[i]));
  if (state.kinds) said.append("kinds", state.kinds.join(" "));
  for (const name of [...Object.keys(FIELDS), "sure", "from", "to", "scope", "view", "rows", "colour", "measure", "tone"]) {
    if (state[name] !== START[name]) said.append(name, state[name]);
  }
  return said.toString();
}

const remember = eventually(() => {
  if (!/^(file|https?):$/.test(location.protocol)) return;
  const [said, bare] = [written(), location.href.split("#")[0]];
  if (said === location.hash.slice(1)) return;
  try { history.replaceState(null, "", said ? `${bare}#${said}` : bare); } catch { /* a page inside another may have no address of its own */ }
});

// What an address asks for, as far as this page has it. An address that is a thing's alone chooses it.
function asked(hash) {
  const text = hash.replace(/^#/, "");
  const said = text.includes("=") ? new URLSearchParams(text) : new URLSearchParams({ node: decoded(text) });
  const things = (name) => said.getAll(name).map((iri) => numberOf.get(iri) ?? -1);
  const among = (name, allowed) => (allowed.includes(said.get(name)) ? said.get(name) : START[name]);
  const number = (name, least, most) => {
    const value = Number(said.get(name) ?? NaN);
    return value >= least && value <= most ? value : START[name];
  };
  const both = (name) => { const found = things(name); return found.length === 2 && found.every((i) => i >= 0) ? found : null; };
  const listed = said.has("kinds") ? said.get("kinds").split(" ").filter((name) => kinds.some((kind) => kind.name === name)) : null;
  const patch = {
    kinds: listed, sure: number("sure", 0, 1),
    ...period(Number(said.get("from")), Number(said.get("to"))),
    scope: grouped ? Math.round(number("scope", overviewed ? 0 : -1, communities.length)) : START.scope,
    view: among("view", ["table", ...(drawable ? ["network"] : []), ...(drawable && mapped ? ["map"] : [])]), rows: among("rows", ["things", "ties"]),
    colour: among("colour", ["kind", ...(grouped ? ["community"] : [])]), measure: among("measure", measures.map(({ name }) => name)),
    tone: among("tone", ["light", "dark"]),
  };
  if (overviewed && said.get("scope") === "-1") patch.scope = -1;
  for (const field of Object.keys(FIELDS)) patch[field] = among(field, values[field]);
  const [tie, path] = [both("tie"), both("path")];
  return {
    patch, path,
    choice: { node: things("node")[0] ?? -1, edge: tie ? lineBetween(...tie) : -1 },
  };
}

// Years that there are.
function period(from, to) {
  const [first, last] = [years[0], years[years.length - 1]];
  return {
    from: from >= first && from <= last ? years.find((year) => year >= from) : START.from,
    to: to >= first && to <= last ? years.findLast((year) => year <= to) : START.to,
  };
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return ""; }
}

// Shows what the address asks for.
function follow() {
  const { patch, path, choice } = asked(location.hash);
  change({ ...START, ...patch }, { fit: true });
  if (path) walk(...path);
  else if (choice.node >= 0 || choice.edge >= 0) choose(choice, { approach: true });
}

watchers.push(remember);
addEventListener("hashchange", () => { if (location.hash.replace(/^#/, "") !== written()) follow(); });
