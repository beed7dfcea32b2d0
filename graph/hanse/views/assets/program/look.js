// Colours and sizes: by kind or community, by ties or a measure, in a light or a dark page.

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let paper = ""; // on paper a page is light
const tone = () => paper || state.tone || (system.matches ? "dark" : "light");

// Each community has a colour of its own, as many as can be told apart; the rest are grey, and all are told by their names too.
const COLOURED = scene.colours.light.length - 1;
const hue = (community) => scene.colours[tone()][community <= COLOURED ? community : 0];

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
