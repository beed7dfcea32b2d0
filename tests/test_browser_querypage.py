"""The page that asks the graph in the browser: it loads the dumps, answers, tells what is wrong, and can be stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from hanse.names import fold
from hanse.publishing import opening, publish
from hanse.queries import questions
from hanse.queries.rows import IRI, term_of
from hanse.queries.sparql import bind
from visiting import PHONE, Visit, visiting

pytestmark = pytest.mark.browser

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


class Handler(SimpleHTTPRequestHandler):
    """Files, as a plain static server gives them; ``.gz`` also as one does that unpacks on the way."""

    unpacking = False

    def end_headers(self) -> None:
        if self.unpacking and self.path.endswith(".gz"):
            self.send_header("Content-Encoding", "gzip")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Unpacking(Handler):
    unpacking = True


@pytest.fixture(scope="module")
def site(graph_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("asking") / "site"
    with opening(graph_directory) as publication:
        publish(publication, target)
    return target


def serving(site: Path, handler: type[Handler]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    yield from serving(site, Handler)


@pytest.fixture(scope="module")
def unpacking(site: Path) -> Iterator[str]:
    yield from serving(site, Unpacking)


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Visit]:
    """A window in which nothing may go wrong, and from which nothing but the site may be asked."""
    with visiting(browser, "http://127.0.0.1:", viewport={"width": 1200, "height": 900}, accept_downloads=True) as seen:
        yield seen


def opened(visit: Visit, address: str, hash: str = "") -> Any:
    visit.page.goto("about:blank")
    visit.page.goto(f"{address}query/{hash}")
    visit.page.wait_for_selector("html[data-told=yes]")
    return visit.page


def asked(page: Any, sparql: str = "") -> str:
    """What the page says after a query was asked."""
    if sparql:
        page.fill("#query", sparql)
    page.click("#run")
    return settled(page)


def settled(page: Any) -> str:
    page.wait_for_selector("#run:not(:disabled)")
    page.wait_for_selector("#results > *, #problem:not([hidden])")
    return str(page.inner_text("#status"))


def cells(page: Any) -> list[list[str]]:
    return [row.locator("td").all_inner_texts() for row in page.locator("#results tbody tr").all()]


def test_a_saved_question_is_answered_with_links_to_pages(visit: Visit, address: str, site: Path, graph: Any) -> None:
    page = opened(visit, address)
    assert page.input_value("#question") == "largest-networks"
    assert "rows in" in asked(page)
    wanted = graph.saved("largest-networks")
    assert page.locator("#results thead th").all_inner_texts() == list(wanted.columns)
    assert [row[0] for row in cells(page)] == wanted.column("network")
    link = page.locator("#results td a").first
    assert (site / "query" / str(link.get_attribute("href")) / "index.html").resolve().is_file()
    assert visit.hash().startswith("#question=largest-networks&run=1")


def test_parameters_are_bound_and_names_mean_things(visit: Visit, address: str, graph: Any) -> None:
    page = opened(visit, address)
    page.select_option("#question", "partners-of-network")
    page.fill("#p-network", "IN4GREEN")
    assert asked(page) != ""
    assert [row[0] for row in cells(page)] == graph.saved("partners-of-network", network="in4green").column("partner")
    page.fill("#p-network", "In4Gr")
    asked(page)
    assert "nothing in the graph is called “In4Gr”; near it: In4Green" in page.inner_text("#problem")
    page.fill("#p-network", "")
    asked(page)
    assert "network is missing" in page.inner_text("#problem")
    assert page.evaluate("document.activeElement.id") == "p-network"


def test_names_are_suggested(visit: Visit, address: str) -> None:
    page = opened(visit, address)
    page.select_option("#question", "networks-of-city")
    page.focus("#p-city")
    page.wait_for_selector("#p-city-list option", state="attached")
    assert page.locator("#p-city-list option").evaluate_all("all => all.map((one) => one.value)") == [
        "Avilés", "Riga", "Tallinn",
    ]  # fmt: skip


def test_an_address_asks_again(visit: Visit, address: str) -> None:
    page = opened(visit, address, "#question=networks-of-city&p.city=Tallinn&run=1")
    settled(page)
    assert any("BiodiverCity" in row for row in cells(page))
    page = opened(visit, address, "#query=ASK%20%7B%20%3Fcity%20a%20hanse%3ACity%20%7D&run=1")
    settled(page)
    assert page.inner_text("#results") == "Yes"
    page = opened(visit, address, "#query=ASK%20%7B%20%7D")
    assert page.input_value("#query") == "ASK { }" and page.inner_text("#results") == ""


def test_errors_say_where(visit: Visit, address: str) -> None:
    page = opened(visit, address)
    asked(page, "SELECT ?city {\n  ?city a hanse:City ;; }}")
    said = page.inner_text("#problem").split("\n")
    assert said[0].startswith("line 2, column ") and said[1].strip() == "?city a hanse:City ;; }}"
    assert said[2].index("^") == int(said[0].split(",")[1].split(":")[0].removeprefix(" column ")) + 1
    asked(page, "SELECT * { ?city a wrong:City }")
    assert "line 1, column 20: unknown prefix wrong:; known are hanse" in page.inner_text("#problem")
    assert page.evaluate("document.activeElement.id") == "query"
    asked(page, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert "not supported" in page.inner_text("#problem")
    asked(page, "INSERT DATA { <http://a> <http://b> <http://c> }")
    assert "line 1, column 1" in page.inner_text("#problem")


def test_a_long_query_is_stopped_and_the_next_is_answered(visit: Visit, address: str) -> None:
    page = opened(visit, address)
    page.fill("#query", SLOW)
    page.click("#run")
    page.click("#stop")
    settled(page)
    assert "stopped" in page.inner_text("#problem")
    page.evaluate("document.querySelector('#limit option').value = '1'")
    page.select_option("#limit", "1")
    asked(page, SLOW)
    assert "stopped after 1 seconds" in page.inner_text("#problem")
    assert "1 row in" in asked(page, "SELECT (COUNT(*) AS ?n) { ?s a hanse:City }")
    assert cells(page) == [["3"]]


def test_keys_ask_and_stop(visit: Visit, address: str) -> None:
    page = opened(visit, address)
    page.fill("#query", "ASK { ?s a hanse:City }")
    page.press("#query", "Control+Enter")
    settled(page)
    assert page.inner_text("#results") == "Yes"
    page.fill("#query", SLOW)
    page.press("#query", "Control+Enter")
    page.wait_for_function("document.querySelector('#status').textContent === 'Asking …'")
    page.press("#query", "Escape")
    settled(page)
    assert "stopped" in page.inner_text("#problem")


def test_answers_are_saved(visit: Visit, address: str) -> None:
    page = opened(visit, address)
    asked(page, 'SELECT ?name ?none { VALUES ?name { "a \\"b\\", c" "<b>x</b>" } }')
    assert [row[0] for row in cells(page)] == ['a "b", c', "<b>x</b>"]
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert Path(download.value.path()).read_bytes() == b'name,none\r\n"a ""b"", c",\r\n<b>x</b>,\r\n'
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    assert len(json.loads(Path(download.value.path()).read_text())["results"]["bindings"]) == 2
    asked(page, "CONSTRUCT { ?s a hanse:City } WHERE { ?s a hanse:City }")
    assert "id/city/riga-lv" in page.inner_text("#results pre")
    assert page.get_by_role("button", name="Turtle").count() == 1


def test_without_evidence_there_is_less(visit: Visit, address: str) -> None:
    page = opened(visit, address)
    asked(page, "ASK { ?proof a hanse:Evidence }")
    assert page.inner_text("#results") == "Yes"
    page.select_option("#depth", "facts")
    asked(page)
    assert page.inner_text("#results") == "No"


def test_named_graphs_are_there(visit: Visit, address: str, graph: Any) -> None:
    page = opened(visit, address)
    asked(page, "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert cells(page) == [[str(len(graph.store.graphs()))]]


def test_a_server_that_unpacks_on_the_way_is_understood(visit: Visit, unpacking: str) -> None:
    page = opened(visit, unpacking)
    assert "rows in" in asked(page)


def test_queries_are_bound_and_names_folded_as_hanse_does(visit: Visit, address: str) -> None:
    page = opened(visit, address)
    for question in questions.load().values():
        given = {one.name: [term_of(IRI("https://example.org/a")), term_of(7)] for one in question.parameters}
        written = {name: [str(term) for term in terms] for name, terms in given.items()}
        found = page.evaluate(
            "async ([sparql, values]) => (await import('./sparql.js')).bind(sparql, values)", [question.sparql, written]
        )
        assert found == bind(question.sparql, given), question.name
    names = ["Castilla y León", "AS-FABRIK", "ŁÓDŹ", "Ελλάδα", "'s-Hertogenbosch", "Đakovo", "São Paulo  (BR)", "Iași"]
    folded = page.evaluate(
        "async (names) => { const { fold } = await import('./names.js'); return names.map(fold) }", names
    )
    assert folded == [fold(name) for name in names]


def test_on_a_phone_nothing_stands_out(visit: Visit, address: str, axe: str) -> None:
    visit.page.set_viewport_size(PHONE)
    page = opened(visit, address)
    asked(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.evaluate(axe)
    assert visit.barriers(axe) == []
