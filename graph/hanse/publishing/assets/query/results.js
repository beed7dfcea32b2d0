// Answers as tables, and as files.

const SHOWN = 200; // rows that are drawn at once

// An element with attributes, and text or elements in it: text is never read as markup.
export function make(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

export function compact(iri, prefixes) {
  for (const [name, start] of Object.entries(prefixes))
    if (iri.startsWith(start) && /^[\p{L}\p{N}_-]+$/u.test(iri.slice(start.length))) return `${name}:${iri.slice(start.length)}`;
  return iri;
}

// The page of this site on a thing, or the thing's own address; nothing where a link would not be safe.
export function address(iri, { base, ontology, themes }) {
  if (iri.startsWith(ontology)) return `../ontology/#${iri.slice(ontology.length)}`;
  if (iri.startsWith(themes)) return `../themes/${iri.slice(themes.length)}/`;
  const [page, mark, rest] = iri.startsWith(base) ? iri.slice(base.length).split(/(#)(.*)/s) : [];
  if (/^(id|graph)\//.test(page ?? "")) return `../${page}/${mark ?? ""}${rest ?? ""}`;
  return /^https?:\/\//.test(iri) ? iri : "";
}

function cell(term, settings) {
  if (!term) return "";
  if (term.type === "uri") {
    const href = address(term.value, settings);
    const short = compact(term.value, settings.prefixes);
    const text = short.startsWith(settings.base) ? short.slice(settings.base.length) : short;
    if (!href) return text;
    return make("a", { href, title: term.value, ...(href.startsWith("../") ? {} : { rel: "noopener noreferrer" }) }, text);
  }
  const made = make("span", term["xml:lang"] ? { lang: term["xml:lang"] } : {}, term.value ?? JSON.stringify(term));
  return made;
}

const NUMBERS = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;

export function table(columns, bindings, settings) {
  const numeric = (name) => bindings.every((row) => !row[name] || NUMBERS.test(row[name].datatype ?? ""));
  const right = new Set(columns.filter((name) => bindings.some((row) => row[name]) && numeric(name)));
  const mark = (name) => (right.has(name) ? { class: "count" } : {});
  const body = make("tbody");
  const more = (from) => {
    for (const row of bindings.slice(from, from + SHOWN))
      body.append(make("tr", {}, ...columns.map((name) => make("td", mark(name), cell(row[name], settings)))));
    return from + SHOWN;
  };
  let next = more(0);
  const head = make("tr", {}, ...columns.map((name) => make("th", { scope: "col", ...mark(name) }, name)));
  const made = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Answer" }, make("table", {}, make("thead", {}, head), body));
  const rest = make("button", { type: "button" });
  const told = () => {
    rest.textContent = `Show ${Math.min(SHOWN, bindings.length - next)} more of ${(bindings.length - next).toLocaleString("en")}`;
    rest.hidden = next >= bindings.length;
  };
  rest.addEventListener("click", () => ((next = more(next)), told()));
  told();
  return [made, rest];
}

// RFC 4180: IRIs without brackets, literals without type or language.
export function csv(columns, bindings) {
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns, ...bindings.map((row) => columns.map((name) => row[name]?.value ?? ""))];
  return lines.map((line) => line.map(quoted).join(",") + "\r\n").join("");
}

export function save(text, name, type) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
