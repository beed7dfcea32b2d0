"""A published site in a real browser: from a plain file server, wide and narrow, light and dark, with hostile names."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Any

import pytest

import hanse
from hanse.publishing import opening, publish, searching
from hanse.publishing.settings import Agent, Settings
from visiting import LAPTOP, PHONE, Visit, visiting

pytestmark = pytest.mark.browser

BASE = "https://example.org/cities/"
LONG = "Zweckverband " + "Großstadtregionalentwicklungsgesellschaft" * 6
GRAPH = f"""
@prefix hanse: <https://w3id.org/hanse/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@base <{BASE}id/> .
<network/hostile> a hanse:Network ; rdfs:label "</script><script>alert(1)</script><img src=x onerror=alert(2)>" ;
    skos:prefLabel "</script><script>alert(1)</script><img src=x onerror=alert(2)>"@en, "\\u202eevil\\u202c שלום"@he ;
    skos:altLabel "'\\"`{{{{7*7}}}}"@en, "مدن"@ar ;
    hanse:partner <organisation/long>, <city/athens>, {", ".join(f"<city/c{n}>" for n in range(120))} ;
    hanse:leadPartner <city/athens> ; rdfs:seeAlso "javascript:alert(3)", "https://example.com/?a=1&b=\\"x\\"" .
<organisation/long> a hanse:Organisation ; rdfs:label "{LONG}" ; skos:prefLabel "{LONG}"@de ;
    hanse:locatedIn <city/athens> .
<city/athens> a hanse:City ; rdfs:label "Αθήνα" ;
    skos:prefLabel "Αθήνα"@el, "Athens"@en ; wgs84:lat 37.98 ; wgs84:long 23.73 .
"""
CITIES = "".join(
    f'<city/c{n}> a hanse:City ; rdfs:label "Łódź-{n}" ; wgs84:lat 5{n % 9}.1 ; wgs84:long {n % 30} .\n'
    for n in range(120)
)
PAGE = "The hostile network is led by Thessaloniki (GR). Partners: Riga (LV), Tallinn (EE).\n"
PAGES = ("", "browse/", "browse/city/", "id/network/hostile/", "id/organisation/long/", "id/city/athens/", "themes/",
         "ontology/", "id/document/page/", "search/?q=athens", "404.html", "browse/evidence/", "dataset/")  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of the site, under the path of its base."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "graph.ttl").write_text(GRAPH + CITIES, encoding="utf-8")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    hanse.build([folder / "graph.ttl", folder / "page.txt"], folder / "G", base=BASE, workers=1)
    said = Settings(
        title='Cities "<b>" & others', publisher=Agent("<i>Institute</i>"), licence="https://example.org/l?a&b"
    )
    with opening(folder / "G", said) as publication:
        publish(publication, folder / "served" / "cities")
        shutil.copytree(folder / "served" / "cities", folder / "served" / "many")
        with pytest.MonkeyPatch.context() as patch:  # as if there were tens of thousands of things
            patch.setattr(searching, "_WHOLE", 1)
            part = searching.Searching(publication)
            for path in part.paths():
                with (folder / "served" / "many" / path).open("wb") as out:
                    part.write(path, out)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "served")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/cities/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    """A window in which nothing may go wrong, and from which nothing but the site may be asked."""
    with visiting(browser, "http://127.0.0.1:") as seen:
        yield seen


def opened(visit: Visit, address: str) -> Any:
    visit.page.goto(address)
    return visit.page


def test_pages_fit_ask_nobody_and_run_nothing_foreign(address: str, visit: Visit) -> None:
    for path in PAGES:
        page = opened(visit, address + path)
        page.wait_for_load_state("networkidle")
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        for size, colours in product((LAPTOP, PHONE), ("light", "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=colours)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (path, colours)
        assert page.evaluate("[...document.images].every((image) => image.complete)")
        assert page.title()
    assert all(request.startswith((address, "data:")) for request in visit.requests), visit.requests


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_page_has_a_serious_barrier(address: str, visit: Visit, axe: str, colours: Any) -> None:
    visit.page.emulate_media(color_scheme=colours)
    found: dict[str, Any] = {}
    for path in PAGES:
        opened(visit, address + path)
        if barriers := visit.barriers(axe):
            found[path] = barriers
    assert found == {}


def test_hostile_names_are_but_text(address: str, visit: Visit) -> None:
    page = opened(visit, address + "id/network/hostile/")
    assert page.inner_text("h1").startswith("</script><script>alert(1)")
    assert "7*7" in page.inner_text(".also")
    assert page.locator("a[href^='javascript:']").count() == 0
    assert page.locator("h1 img, h1 script").count() == 0
    assert "\u202e" not in page.inner_text("main")
    assert page.locator(".facts > section", has_text="has partner").locator("> ul > li").count() == 50
    assert page.locator("summary", has_text="71 more").count() == 1


@pytest.mark.parametrize("asked", ["αθηνα", "Αθήνα", "ATHENS", "thens"])
def test_search_finds_without_accents_and_by_any_name(address: str, visit: Visit, asked: str) -> None:
    page = opened(visit, address)
    page.fill("header input[type=search]", asked)
    found = page.locator("header .hits li").first
    found.wait_for()
    assert found.inner_text().split() == ["Αθήνα", "City"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/city/athens/")
    assert page.inner_text("h1") == "Αθήνα"


def test_of_many_things_search_reads_but_a_part(address: str, visit: Visit) -> None:
    page = opened(visit, address.replace("/cities/", "/many/"))
    page.fill("header input[type=search]", "αθηνα")
    page.locator("header .hits li").first.wait_for()
    assert page.inner_text("header .hits li >> nth=0").split() == ["Αθήνα", "City"]
    read = [url.rsplit("/", 1)[-1] for url in visit.requests if url.endswith(".json")]
    assert read == ["search.json", "3b1-3b8.json"]


def test_search_by_keyboard_alone_and_its_page(address: str, visit: Visit) -> None:
    page = opened(visit, address + "id/city/athens/")
    page.keyboard.press("/")
    page.keyboard.type("lodz 11")
    page.locator(".hits li").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".hits li").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=lodz+11")
    page.locator("#results li").first.wait_for()
    assert page.inner_text("#count") == "11 things"
    assert page.inner_text("#results li >> nth=0").split()[0] == "Łódź-11"


def test_a_quote_leads_to_the_marked_words(address: str, visit: Visit) -> None:
    page = opened(visit, address + "id/document/page/")
    page.locator("a.when", has_text="where").last.click()
    marked = page.locator("mark:target")
    assert marked.count() == 1
    assert marked.inner_text() in PAGE
    evidence = opened(visit, address + "browse/evidence/").locator("ul.index a").first
    evidence.click()
    page.locator("figcaption a").first.click()
    page.wait_for_url("**/id/document/page/#quote=*")
    assert page.locator("mark:target").count() == 1


def test_the_drawing_leads_to_the_page_of_a_thing(address: str, visit: Visit) -> None:
    page = visit.open(address + "graph.html")
    visit.find("Αθήνα")
    link = page.locator("#details a", has_text="All that is known of it")
    assert link.get_attribute("href") == "id/city/athens/"


def test_without_javascript_all_but_the_search_is_there(address: str, visit: Visit) -> None:
    context = visit.page.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "id/network/hostile/")
    page.locator("nav.trail a", has_text="Networks").click()
    assert page.locator("ul.index a").count() >= 1
    page.goto(address + "search/")
    assert "needs JavaScript" in page.inner_text("main")
    context.close()
