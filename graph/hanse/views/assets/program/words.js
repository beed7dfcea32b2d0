// Words, elements and numbers. Whatever comes from documents is set as text.

const byId = (id) => document.getElementById(id);

function fold(text) {
  const letters = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h" };
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[łøđðþßæœıħ]/g, (c) => letters[c])
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") made.className = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

const button = (text, onclick, more = {}) => element("button", { type: "button", onclick, ...more }, text);

// Only the web, and texts beside this page, are linked: a "javascript:" address stays text.
function link(address, text, relative = false) {
  if (!/^https?:\/\//i.test(address) && !relative) return text;
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

const linked = (text) => text.split(/(https?:\/\/[^\s|"<>]+)/i).map((part, i) => (i % 2 ? link(part, part) : part)).filter(Boolean);

const digits = new Intl.NumberFormat("en");
const figures = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const tell = (value) => (Number.isInteger(value) ? digits : figures).format(value);
const plural = (count, one, many = `${one}s`) => `${tell(count)} ${count === 1 ? one : many}`;
const collator = new Intl.Collator();
const inOrder = (a, b) => collator.compare(a, b);
const short = (text, longest) => {
  const letters = [...text];
  return letters.length > longest ? letters.slice(0, longest - 1).join("").trimEnd() + "…" : text;
};
const quoted = (name) => `'${name.replace(/'/g, "'\\''")}'`; // for a shell

// Runs once in the next frame, however often it is asked for.
function eventually(work) {
  let asked = 0;
  return () => { asked = asked || requestAnimationFrame(() => { asked = 0; work(); }); };
}
