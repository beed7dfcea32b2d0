"use strict";
// Finds things by their names: without regard to case and accents, in any order of words, by their beginnings.
(() => {
  const MOST = 12, MOST_ON_PAGE = 300;
  const LETTERS = { "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŀ": "l" };
  const fold = (text) => text.toLowerCase().replace(/[łøđðþßæœıħŀ]/g, (c) => LETTERS[c])
    .normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const cache = new Map();
  const read = (address) => {
    if (!cache.has(address)) {
      cache.set(address, fetch(address).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []));
    }
    return cache.get(address);
  };
  const folded = new WeakMap();
  const namesOf = (entry) => {
    if (!folded.has(entry)) folded.set(entry, [entry[0], ...entry[3]].map(fold));
    return folded.get(entry);
  };

  async function entriesFor(words, root) {
    const index = await read(root + "search.json");
    if (!index.letters) return { index, entries: index.entries || [] };
    const longest = words.reduce((a, b) => ([...b].length > [...a].length ? b : a));
    const letters = [...longest].slice(0, index.letters);
    const part = letters.map((c) => c.codePointAt(0).toString(16)).join("-");
    return { index, entries: letters.length < index.letters ? [] : await read(`${root}search/${part}.json`) };
  }

  // 0 is best: the name itself, its beginning, the beginnings of its words, those of another name, any part.
  function rank(entry, text, words) {
    let best = 9;
    namesOf(entry).forEach((name, i) => {
      const parts = name.split(" ");
      const found = name === text ? 0 : name.startsWith(text) ? 1
        : words.every((word) => parts.some((part) => part.startsWith(word))) ? 2
        : words.every((word) => name.includes(word)) ? 4 : 9;
      best = Math.min(best, found + (i && found < 4 ? 0.5 : 0));
    });
    return best;
  }

  async function find(query, root) {
    const text = fold(query), words = text.split(" ").filter(Boolean);
    if (!words.length) return { index: {}, found: [] };
    const { index, entries } = await entriesFor(words, root);
    const found = entries.map((entry) => [rank(entry, text, words), entry]).filter(([place]) => place < 9)
      .sort((a, b) => a[0] - b[0] || a[1][1] - b[1][1] || a[1][0].length - b[1][0].length || (a[1][0] < b[1][0] ? -1 : 1));
    return { index, found: found.map(([, entry]) => entry) };
  }

  function element(name, attributes, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  }

  const link = (entry, index, root) => element("a", { href: root + entry[2], tabindex: "-1" },
    element("span", {}, entry[0]), " ", element("small", {}, index.kinds[entry[1]] || ""));

  function attach(form, number) {
    const input = form.querySelector("input"), root = form.dataset.root || "./";
    const list = element("ul", { class: "hits", role: "listbox", id: `hits${number}`, "aria-label": "Found" });
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    form.append(list);
    let chosen = -1, asked = 0;
    const choose = (i) => {
      chosen = i;
      [...list.children].forEach((one, k) => one.setAttribute("aria-selected", String(k === i)));
      if (i >= 0) {
        input.setAttribute("aria-activedescendant", list.children[i].id);
        list.children[i].scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    const close = () => { list.replaceChildren(); choose(-1); input.setAttribute("aria-expanded", "false"); };
    input.addEventListener("focus", () => read(root + "search.json"), { once: true });
    input.addEventListener("input", async () => {
      const turn = ++asked;
      const { index, found } = await find(input.value, root);
      if (turn !== asked) return;
      list.replaceChildren(...found.slice(0, MOST).map((entry, i) =>
        element("li", { role: "option", id: `hit${number}-${i}`, "aria-selected": "false" }, link(entry, index, root))));
      if (!found.length && fold(input.value)) list.append(element("li", { class: "none" }, "Nothing is called that."));
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-expanded", String(list.children.length > 0));
    });
    input.addEventListener("keydown", (event) => {
      const count = list.querySelectorAll("[role=option]").length;
      if (event.key === "Escape" && list.children.length) { event.preventDefault(); close(); }  // and keep what was typed
      else if (event.key === "ArrowDown" && count) { event.preventDefault(); choose((chosen + 1) % count); }
      else if (event.key === "ArrowUp" && count) { event.preventDefault(); choose((chosen + count - 1) % count); }
      else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        list.children[chosen].querySelector("a").click();
      }
    });
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) setTimeout(close, 150); });
  }

  async function results() {
    const place = document.getElementById("results");
    const query = new URLSearchParams(location.search).get("q") || "";
    if (!place || !query) return;
    const form = document.querySelector("form.find"), root = form.dataset.root || "./";
    form.querySelector("input").value = query;
    const { index, found } = await find(query, root);
    document.getElementById("count").textContent = found.length === 1 ? "1 thing" : `${found.length.toLocaleString("en")} things`
      + (found.length > MOST_ON_PAGE ? `, the first ${MOST_ON_PAGE} of them` : "");
    place.replaceChildren(...found.slice(0, MOST_ON_PAGE).map((entry) => {
      const one = link(entry, index, root);
      one.removeAttribute("tabindex");
      return element("li", {}, one);
    }));
  }

  document.querySelectorAll("form.find").forEach(attach);
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(document.activeElement?.tagName || "") || document.activeElement?.isContentEditable;
    if (event.key === "/" && !typing) { event.preventDefault(); document.querySelector("form.find input")?.focus(); }
  });
  results();
})();
