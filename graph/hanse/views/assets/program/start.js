// Puts it all together.

const VIEWS = ["network", "map", "table"];
const buttonOf = (view) => byId(view === "table" ? "table-view" : view);

function arrange() {
  const table = state.view === "table";
  byId("table").hidden = !table;
  byId("stage").hidden = table;
  VIEWS.forEach((view) => buttonOf(view).setAttribute("aria-pressed", String(state.view === view)));
  byId("overview").toggleAttribute("hidden", !overview());
  for (const id of ["land", "names", "zoom"]) byId(id).hidden = overview();
  room.classList.toggle("covered", overview());
  room.tabIndex = overview() ? -1 : 0;
  tellScope();
}

// Shows what has changed.
function show(changed, how) {
  arrange();
  if (state.view === "table") {
    near = nearby();
    page = ["rows", "scope", ...FILTERS].some((name) => changed.has(name)) ? 0 : page;
    tabulate();
    report();
  } else if (overview()) paint();
  else draw(changed, how);
  describe();
}

function draw(changed, how) {
  const anew = recast();
  if (changed.has("view") || anew) renderer.resize();
  const moved = !anew && (changed.has("view") && state.view !== lately);
  if (moved) settle(onMap() ? "map" : "network");
  else paint();
  if (anew) fit(false);
  else if (how.fit && !moved) fit();
  lately = state.view;
  if (how.approach) approach();
  letter();
}

let lately = state.view;

function setUpKeys() {
  document.addEventListener("keydown", (event) => {
    const active = document.activeElement;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(active.tagName) && active.type !== "checkbox";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { byId("search").focus(); event.preventDefault(); }
    if (event.key === "Escape") {
      if (byId("save").open) { byId("save").open = false; byId("save").querySelector("summary").focus(); } else choose({});
    }
  });
}

for (const view of VIEWS) buttonOf(view).addEventListener("click", () => change({ view }));
byId("map").hidden = !mapped;
setUpLook();
setUpControls();
setUpSearch();
setUpPath();
setUpTime();
setUpCamera();
setUpSaving();
setUpKeys();
watchers.push(show);
if (!drawable) {
  START.view = "table";
  for (const id of ["network", "map", "png", "svg"]) byId(id).disabled = true;
  byId("blind").hidden = false;
}
sift();
follow();
document.documentElement.dataset.ready = "yes";
await readEvidence();
document.documentElement.dataset.told = "yes";
