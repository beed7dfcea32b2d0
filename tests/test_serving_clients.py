"""Clients that others wrote, unchanged against ``hanse serve``; the cases of the W3C's protocol tests for queries."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import httpx
import pyoxigraph
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from hanse.store import write
from servers import Served, serving
from visiting import missing

# rdflib and SPARQLWrapper use of each other and of themselves what they call outdated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

NETWORKS = "SELECT ?name { ?network a hanse:Network ; rdfs:label ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?network rdfs:label ?name } WHERE { ?network a hanse:Network ; rdfs:label ?name }"
NAMES = ["BiodiverCity", "In4Green"]
HANSE = rdflib.Namespace("https://w3id.org/hanse/ontology#")

# ---- SPARQLWrapper ----


@pytest.mark.parametrize(("method", "sent"), [(GET, None), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_asks_in_every_way(served: Served, method: str, sent: str | None) -> None:
    wrapper = SPARQLWrapper(served.address + "sparql")
    wrapper.setMethod(method)
    if sent:
        wrapper.setRequestMethod(sent)
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(NETWORKS)
    found = wrapper.queryAndConvert()["results"]["bindings"]
    assert [row["name"]["value"] for row in found] == NAMES


def test_sparqlwrapper_gets_every_format(served: Served) -> None:
    wrapper = SPARQLWrapper(served.address + "sparql")
    wrapper.setQuery(NETWORKS)
    wrapper.setReturnFormat(XML)
    assert [one.firstChild.data for one in wrapper.queryAndConvert().getElementsByTagName("literal")] == NAMES
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().decode().split() == ["name", *NAMES]
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(TURTLE)
    found = rdflib.Graph().parse(data=wrapper.queryAndConvert(), format="turtle")
    assert sorted(str(name) for name in found.objects()) == NAMES
    wrapper.setReturnFormat(XML)
    assert len(wrapper.queryAndConvert()) == 2
    wrapper.setQuery("ASK { ?network a hanse:Network }")
    wrapper.setReturnFormat(JSON)
    assert wrapper.queryAndConvert()["boolean"] is True


def test_sparqlwrapper_understands_what_is_refused(served: Served) -> None:
    wrapper = SPARQLWrapper(served.address + "sparql")
    wrapper.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(QueryBadFormed, match="line 1, column"):
        wrapper.query()


def test_sparqlwrapper_chooses_graphs(served: Served) -> None:
    wrapper = SPARQLWrapper(served.address + "sparql", defaultGraph="https://w3id.org/hanse/graph/news")
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(NETWORKS)
    assert [row["name"]["value"] for row in wrapper.queryAndConvert()["results"]["bindings"]] == ["BiodiverCity"]


# ---- rdflib ----


def test_rdflib_reads_the_graph_as_its_own(served: Served) -> None:
    graph = rdflib.Graph(SPARQLStore(served.address + "sparql", returnFormat="json"))
    networks = sorted(graph.subjects(rdflib.RDF.type, HANSE.Network))
    assert [str(graph.value(network, rdflib.RDFS.label)) for network in networks] == NAMES
    assert (networks[0], HANSE.partner, None) in graph
    asked = "SELECT ?name { ?n a <https://w3id.org/hanse/ontology#Network> ; rdfs:label ?name } ORDER BY ?name"
    assert [str(row.name) for row in graph.query(asked)] == NAMES
    assert len(list(graph.triples((networks[0], None, None)))) > 3


@pytest.mark.parametrize("format", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_every_format(served: Served, format: str) -> None:
    store = SPARQLStore(served.address + "sparql", returnFormat=format)
    assert [str(row[0]) for row in store.query(NETWORKS)] == NAMES


# ---- queries of another engine that ask this one ----

FEDERATED = """
PREFIX hanse: <https://w3id.org/hanse/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name ?note {
  ?network <http://example.org/note> ?note .
  SERVICE <ENDPOINT> { ?network a hanse:Network ; rdfs:label ?name }
}
"""
NOTE = '<https://w3id.org/hanse/id/network/in4green> <http://example.org/note> "ours" .'


def test_rdflib_federates_with_it(served: Served) -> None:
    graph = rdflib.Graph().parse(data=NOTE, format="turtle")
    rows = list(graph.query(FEDERATED.replace("ENDPOINT", served.address + "sparql")))
    assert [(str(row.name), str(row.note)) for row in rows] == [("In4Green", "ours")]


def test_oxigraph_federates_with_it(served: Served) -> None:
    store = pyoxigraph.Store()
    store.load(NOTE.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    rows = list(store.query(FEDERATED.replace("ENDPOINT", served.address + "sparql")))
    assert [(row["name"].value, row["note"].value) for row in rows] == [("In4Green", "ours")]


# ---- curl ----


@pytest.mark.parametrize(
    ("accept", "sent", "begins"),
    [
        ("application/sparql-results+json", NETWORKS, '{"head"'),
        ("application/sparql-results+xml", NETWORKS, "<?xml"),
        ("text/csv", NETWORKS, "name\r\n"),
        ("text/tab-separated-values", NETWORKS, "?name\n"),
        ("text/turtle", CONSTRUCT, "@prefix"),
        ("application/n-triples", CONSTRUCT, "<https://"),
        ("application/ld+json", CONSTRUCT, "["),
        ("application/rdf+xml", CONSTRUCT, "<?xml"),
    ],
)
def test_curl_gets_what_it_accepts(served: Served, accept: str, sent: str, begins: str) -> None:
    if not shutil.which("curl"):
        missing("no curl here")
    ways = (
        ["--data-urlencode", f"query={sent}"],
        ["--get", "--data-urlencode", f"query={sent}"],
        ["--header", "Content-Type: application/sparql-query", "--data-binary", sent],
    )
    for way in ways:
        command = ["curl", "--silent", "--include", "--header", f"Accept: {accept}", *way, served.address + "sparql"]
        head, _, body = subprocess.run(command, capture_output=True, check=True).stdout.decode().partition("\r\n\r\n")
        assert head.startswith("HTTP/1.1 200 ")
        assert f"content-type: {accept}" in head
        assert body.startswith(begins) or (accept == "application/ld+json" and body.startswith("{"))


def test_curl_follows_an_iri_to_its_description(served: Served) -> None:
    if not shutil.which("curl"):
        missing("no curl here")
    for accept, begins in (
        ("text/turtle", b"@prefix"),
        ("application/ld+json", b"{"),
        ("text/html", b"<!doctype html>"),
    ):
        command = [
            "curl",
            "--silent",
            "--location",
            "--header",
            f"Accept: {accept}",
            served.address + "id/city/riga-lv",
        ]
        assert subprocess.run(command, capture_output=True, check=True).stdout.lower().startswith(begins)


def test_a_spreadsheet_reads_what_is_written_for_it(served: Served) -> None:
    answer = served.ask("SELECT ?name { ?p a hanse:Person ; rdfs:label ?name } ORDER BY ?name", "text/csv")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows == [["name"], ["Ana Costero"], ["Robert'); DROP TABLE <script>"]]


# ---- the W3C's cases (https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/), those for queries ----

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
BOOLEAN = {"application/sparql-results+json", "application/sparql-results+xml"}
TABLE = {*BOOLEAN, "text/csv", "text/tab-separated-values"}
TRIPLES = {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"}


@dataclass(frozen=True, slots=True)
class Case:
    """A request of a case, and what is expected of the answer."""

    method: str = "POST"
    fields: tuple[tuple[str, str], ...] = ()  # of the address
    type: str = ""
    body: bytes = b""
    refused: bool = False
    boolean: bool | None = None
    types: frozenset[str] = frozenset()


def _data(kind: str, *numbers: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"{kind}-graph-uri", DATA.format(number)) for number in numbers)


def _in(number: int, graph: str = "") -> str:
    pattern = f"<{DATA.format(number)}> a ?type"
    return f"GRAPH ?{graph} {{ {pattern} }}" if graph else f"{pattern} ."


DEFAULTS = f"ASK {{ {_in(1)} {_in(2)} }}"
NAMED = f"ASK {{ {_in(1, 'g1')} {_in(2, 'g2')} }}"
FULL = f"ASK {{ {_in(3)} {_in(1, 'g1')} {_in(2, 'g2')} }}"
OVER = f"ASK FROM <{DATA.format(3)}> {{ {_in(1, 'g1')} {_in(2, 'g2')} }}"
ZERO = _data("default", 0)
CASES = {
    "query_post_form": Case(fields=ZERO, type=FORM, body=b"query=ASK%20%7B%7D", boolean=True),
    "query_dataset_default_graphs_get": Case("GET", (("query", DEFAULTS), *_data("default", 1, 2)), boolean=True),
    "query_dataset_default_graphs_post": Case(
        fields=_data("default", 1, 2), type=DIRECT, body=DEFAULTS.encode(), boolean=True
    ),
    "query_dataset_named_graphs_post": Case(
        fields=_data("named", 1, 2), type=DIRECT, body=NAMED.encode(), boolean=True
    ),
    "query_dataset_named_graphs_get": Case("GET", (("query", NAMED), *_data("named", 1, 2)), boolean=True),
    "query_dataset_full": Case(
        fields=(*_data("default", 3), *_data("named", 1, 2)), type=DIRECT, body=FULL.encode(), boolean=True
    ),
    "query_multiple_dataset": Case(fields=_data("named", 1, 2), type=DIRECT, body=OVER.encode(), boolean=True),
    "query_get": Case("GET", (("query", "ASK {}"), *ZERO), boolean=True),
    "query_content_type_select": Case(
        fields=ZERO, type=DIRECT, body=b"SELECT (1 AS ?value) {}", types=frozenset(TABLE)
    ),
    "query_content_type_ask": Case(fields=ZERO, type=DIRECT, body=b"ASK {}", types=frozenset(BOOLEAN)),
    "query_content_type_describe": Case(
        fields=ZERO, type=DIRECT, body=b"DESCRIBE <http://example.org/>", types=frozenset(TRIPLES)
    ),
    "query_content_type_construct": Case(
        fields=ZERO, type=DIRECT, body=b"CONSTRUCT { <s> <p> 1 } WHERE {}", types=frozenset(TRIPLES)
    ),
    "query_post_direct": Case(fields=ZERO, type=DIRECT, body=b"ASK {}", boolean=True),
    "bad_query_method": Case("PUT", (("query", "ASK {}"), *ZERO), type=FORM, refused=True),
    "bad_multiple_queries": Case("GET", (("query", "ASK {}"), ("query", "SELECT * {}")), refused=True),
    "bad_query_wrong_media_type": Case(type="text/plain", body=b"ASK {}", refused=True),
    "bad_query_missing_form_type": Case(body=b"query=ASK%20%7B%7D", refused=True),
    "bad_query_missing_direct_type": Case(body=b"ASK {}", refused=True),
    "bad_query_non_utf8": Case(type=f"{DIRECT}; charset=UTF-16", body="ASK {}".encode("utf-16"), refused=True),
    "bad_query_non_utf8, unsaid": Case(type=DIRECT, body="ASK {}".encode("utf-16"), refused=True),
    "bad_query_syntax": Case("GET", (("query", "ASK {"),), refused=True),
    "bad_update_get": Case("GET", (("update", "CLEAR ALL"),), refused=True),
    "bad_multiple_updates": Case(type=FORM, body=b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", refused=True),
    "bad_update_wrong_media_type": Case(type="text/plain", body=b"CLEAR NAMED", refused=True),
    "bad_update_missing_form_type": Case(body=b"update=CLEAR%20NAMED", refused=True),
    "bad_update_non_utf8": Case(
        type="application/sparql-update; charset=UTF-16", body="CLEAR NAMED".encode("utf-16"), refused=True
    ),
    "bad_update_syntax": Case(type=FORM, body=b"update=CLEAR%20XYZ", refused=True),
}


@pytest.fixture(scope="module")
def tested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of the graphs that the cases speak of."""
    directory = tmp_path_factory.mktemp("protocol") / "G"
    directory.mkdir()
    kind, document = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://xmlns.com/foaf/0.1/Document"
    lines = [f"<{DATA.format(n)}> <{kind}> <{document}> <{DATA.format(n)}> .\n" for n in range(4)]
    (directory / "graph.nq").write_text("".join(lines))
    write(directory / "store", directory / "graph.nq")
    with serving(directory) as running:
        yield running


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_protocol_is_kept_to(case: Case, tested: Served) -> None:
    address = tested.address + "sparql/?" + "&".join(f"{name}={quote(value, '')}" for name, value in case.fields)
    headers = {"Content-Type": case.type} if case.type else {}
    answer = httpx.request(case.method, address, content=case.body or None, headers=headers, timeout=30)
    if case.refused:
        assert 400 <= answer.status_code < 500
        assert answer.text
        return
    assert answer.status_code == 200, answer.text
    type = answer.headers["content-type"].partition(";")[0]
    if case.boolean is not None:
        assert type in BOOLEAN
        assert answer.json()["boolean"] is case.boolean
    else:
        assert type in case.types
