// The query page: YASGUI for the endpoint at the page's own address, and the saved questions.
"use strict";

(async () => {
  const { Yasgui } = globalThis.Yasgui.Yasgui ? globalThis.Yasgui : { Yasgui: globalThis.Yasgui };
  const endpoint = new URL(location.pathname, location.href).href;
  const choice = document.getElementById("questions");
  const help = document.getElementById("help");
  const usual = `SELECT ?name (COUNT(?partner) AS ?partners) {
  ?network a hanse:Network ; rdfs:label ?name ; hanse:partner ?partner
}
GROUP BY ?name
ORDER BY DESC(?partners) ?name
LIMIT 20
`;
  Yasgui.Yasqe.defaults.autocompleters = ["variables"]; // the others ask servers elsewhere
  const { prefixes, questions } = await (await fetch("api/questions")).json();
  const declared = (query) => {
    const used = Object.keys(prefixes).filter((prefix) => new RegExp(`(^|[^\\w:.-])${prefix}:`).test(query));
    const lines = used.filter((prefix) => !new RegExp(`prefix\\s+${prefix}:`, "i").test(query));
    const comment = query.match(/^(#.*\n)*/)[0];
    return comment + lines.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("") + query.slice(comment.length);
  };
  Yasgui.Yasqe.defaults.value = declared(usual);
  Yasgui.Yasr.defaults.plugins.table.dynamicConfig = { compact: true, isEllipsed: true, pageSize: 50 }; // no datatypes
  const asked = new URLSearchParams(location.search).get("query");
  const page = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle" },
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
    persistenceId: null, // nothing is left in the browser
    autofocus: true,
    populateFromUrl: true,
  });
  const open = (name, query) => page.addTab(true, { name, yasqe: { value: declared(query) }, requestConfig: { endpoint } });
  if (asked) open("Query", asked);

  for (const { name, title } of questions) choice.append(new Option(title, name));
  choice.addEventListener("change", () => {
    const question = questions.find(({ name }) => name === choice.value);
    if (!question) return;
    help.textContent = question.help;
    open(question.name, question.sparql);
  });
  document.documentElement.dataset.told = "yes";
})();
