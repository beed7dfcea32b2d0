"""What people see of ``hanse serve`` in a browser: the query page, and pages in which nothing of a document runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from servers import Served
from visiting import PHONE, Visit, visiting

pytestmark = pytest.mark.browser

WIDE = {"width": 1366, "height": 900}
HOSTILE = "Robert'); DROP TABLE <script>"


@pytest.fixture
def visit(browser: Any, served: Served) -> Iterator[Visit]:
    """With all that keeps pages from harm."""
    with visiting(browser, served.address, viewport=WIDE) as seen:
        yield seen


@pytest.fixture
def unguarded(browser: Any, served: Served) -> Iterator[Visit]:
    """Without the policy that would stop a script: there must be none to stop."""
    with visiting(browser, served.address, viewport=WIDE, bypass_csp=True) as seen:
        yield seen


def opened(visit: Visit, served: Served) -> Any:
    """The query page, ready for use."""
    visit.page.goto(served.address + "sparql")
    visit.page.wait_for_selector("html[data-told=yes]")
    return visit.page


@pytest.fixture
def asking(visit: Visit, served: Served) -> Any:
    return opened(visit, served)


def answered(page: Any) -> list[str]:
    """The rows of the table that a query gives."""
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector(".tabPanel.active .yasr table tbody tr")
    return [row.inner_text() for row in page.query_selector_all(".tabPanel.active .yasr table tbody tr")]


def write(page: Any, query: str) -> None:
    page.evaluate("query => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue(query)", query)


def test_a_query_is_asked_from_the_page(asking: Any) -> None:
    rows = answered(asking)
    assert rows[0].split() == ["BiodiverCity", "3"]  # a number as people write it, without its datatype
    assert asking.query_selector(".tabPanel.active .parseErrorIcon") is None  # the prefixes are declared


def test_a_saved_question_opens_in_a_tab(asking: Any) -> None:
    asking.select_option("#questions", "largest-networks")
    assert asking.inner_text(".tabPanel.active .CodeMirror-code").count("PREFIX hanse:") == 1
    rows = answered(asking)
    assert any("In4Green" in row for row in rows), rows
    assert asking.locator(".tabsList [role=tab]").count() == 2


def test_a_saved_question_is_explained(asking: Any) -> None:
    asking.select_option("#questions", "wave-totals")
    assert "A wave is" in asking.inner_text("#help")


def test_a_wrong_query_is_told_of(asking: Any, visit: Visit) -> None:
    write(asking, "SELECT * { ?s <http://example.org/p> 'x' FILTER(<http://example.org/f>(?s)) ")
    with asking.expect_response("**/sparql") as response:
        asking.click(".tabPanel.active .yasqe_queryButton")
    assert response.value.status == 400
    asking.wait_for_selector(".tabPanel.active .errorResult")
    assert "400" in visit.trouble.pop()  # as the console has it


def test_triples_are_shown(asking: Any) -> None:
    write(asking, "CONSTRUCT { ?n ?p ?o } WHERE { ?n a <https://w3id.org/hanse/ontology#Network> ; ?p ?o }")
    assert any("In4Green" in row for row in answered(asking))


def test_a_link_carries_a_query(visit: Visit, served: Served) -> None:
    query = "SELECT ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label LIMIT 1"
    visit.page.goto(f"{served.address}sparql?query={quote(query)}")
    visit.page.wait_for_selector("html[data-told=yes]")
    assert len(answered(visit.page)) == 1


def test_what_documents_say_is_text_in_the_table(unguarded: Visit, served: Served) -> None:
    asking = opened(unguarded, served)
    write(
        asking,
        "SELECT ?name ?made { ?p a <https://w3id.org/hanse/ontology#Person> ; "
        "<http://www.w3.org/2000/01/rdf-schema#label> ?name "
        "BIND('<img src=x onerror=alert(1)><script>alert(2)</script>' AS ?made) } ORDER BY ?name",
    )
    rows = answered(asking)
    asking.fill(".tableFilter", "a")
    assert any(HOSTILE in row for row in rows)
    assert all("<img src=x" in row for row in rows)


def test_the_query_page_fits_a_phone(asking: Any) -> None:
    asking.set_viewport_size(PHONE)
    assert asking.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    answered(asking)


def test_the_pages_are_those_of_the_site(visit: Visit, served: Served) -> None:
    served.wait_for_start()
    visit.page.goto(served.address)
    assert "networks of cities" in visit.page.title()
    visit.page.click(f"a[href='{served.address}sparql']")
    visit.page.wait_for_selector("html[data-told=yes]")
    visit.page.goto(served.address + "id/city/riga-lv")
    assert visit.page.url == served.address + "id/city/riga-lv/"
    assert "Riga" in visit.page.inner_text("h1")
    visit.page.click("main a[href*='network/biodivercity']")
    assert visit.page.url.startswith(served.address + "id/network/biodivercity/")


def test_script_in_a_name_is_text_on_every_page(unguarded: Visit, served: Served) -> None:
    found = served.get("api/search?q=drop%20table").json()["results"][0]
    pages = [
        found["path"],
        "/browse/",
        "/browse/person/",
        "/id/network/biodivercity/",
        "/id/document/news/",
        "/graph.html",
    ]
    shown = 0
    for path in pages:
        if served.get(path).status_code == 404:
            continue
        unguarded.page.goto(served.address.rstrip("/") + path)
        shown += HOSTILE in unguarded.page.inner_text("body")
    assert shown >= 3
