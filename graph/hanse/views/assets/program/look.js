// Colours and sizes: by kind or community, by ties or a measure, in a light or a dark page.

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let paper = ""; // on paper a page is light
const tone = () => paper || state.tone || (system.matches ? "dark" : "light");

// Of Tol (2021), "muted", told apart with any colour vision. Twice as many communities have a colour, the second half
// fainter; those beyond are grey, and all are told by their names too.
const HUES = {
  light: ["#cc6677", "#332288", "#b09a1c", "#117733", "#3b9fc4", "#882255", "#2f9484", "#7f7f26", "#aa4499"],
  dark: ["#e08a98", "#8f84e0", "#ddcc77", "#4fb06e", "#88ccee", "#d273a0", "#5cc4b2", "#bcbc4a", "#d086c4"],
};
const GREY = { light: "#868e96", dark: "#8b949e" };
const COLOURED = 2 * HUES.light.length;

const dyes = { light: [], dark: [] };

function hue(community) {
  const now = tone(), hues = HUES[now], made = dyes[now];
  if (!community || community > COLOURED) return GREY[now];
  made[community] = made[community] || (community <= hues.length ? hues[community - 1] : mixed(hues[community - 1 - hues.length], 0.55));
  return made[community];
}

// A colour laid over the paper: what is faint stays faint however many lines cross.
function mixed(colour, share) {
  const [top, paper] = [channels(colour), channels(ink("--paper"))];
  return "#" + top.map((value, i) => Math.round(value * share + paper[i] * (1 - share)).toString(16).padStart(2, "0")).join("");
}
const fill = (i) => (state.colour === "community" ? hue(nodes.community[i]) : kindOf(i)[tone()]);

const probe = byId("probe");
const inks = new Map();

// A colour of the style sheet as the browser resolves it.
function ink(name) {
  const key = tone() + name;
  if (!inks.has(key)) {
    probe.style.color = `var(${name})`;
    inks.set(key, getComputedStyle(probe).color);
  }
  return inks.get(key);
}

const channels = (colour) => (colour.startsWith("#") ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) : colour.match(/[\d.]+/g).slice(0, 3).map(Number));

const radii = new Map();

// The radius of each thing: as placed by its ties, or by area by the measure that is asked for.
function radius() {
  const at = measures.findIndex(({ name }) => name === state.measure);
  if (!radii.has(at)) {
    const column = at < 0 ? null : nodes.measures[at];
    const most = column && column.reduce((a, b) => Math.max(a, b), 0);
    radii.set(at, column ? column.map((value) => 4.5 + (most > 0 ? 14.5 * Math.sqrt(Math.max(value, 0) / most) : 0)) : nodes.radius);
  }
  return radii.get(at);
}

function applyTone() {
  root.dataset.tone = paper || state.tone;
  byId("tone").textContent = tone() === "dark" ? "Light" : "Dark";
}

function setUpLook() {
  byId("tone").addEventListener("click", () => change({ tone: tone() === "dark" ? "light" : "dark" }));
  system.addEventListener("change", () => change({ tone: state.tone }, { repaint: true }));
  watchers.push((changed, how) => { if (changed.has("tone") || how.repaint) applyTone(); });
  applyTone();
}
