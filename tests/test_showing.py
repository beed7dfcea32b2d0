"""What notebooks show: answers as HTML that stays text, and views in a frame of their own."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

import hanse
from hanse.analysis import analyse, panel
from hanse.queries import IRI, Graph, Rows
from hanse.queries.showing import lines, linked
from visiting import Visit


def shown(answer: Any) -> Any:
    return html.fragment_fromstring(answer._repr_html_(), create_parent=True)


def test_a_table_has_links_of_what_is_elsewhere() -> None:
    elsewhere, own = "https://sws.geonames.org/683506/", "https://w3id.org/hanse/id/city/riga-lv"
    page = "https://example.org/a?b=1&c=2"
    tree = shown(Rows.of(["a", "b", "c"], [[IRI(elsewhere), IRI(own), page]]))
    assert [(a.get("href"), a.text) for a in tree.iter("a")] == [(elsewhere, elsewhere), (page, page)]
    assert {a.get("rel") for a in tree.iter("a")} == {"noopener noreferrer"}
    assert tree.xpath("string(//td[2])") == own


@pytest.mark.parametrize(
    "evil",
    [
        IRI("javascript:alert(1)"),
        "javascript:alert(1)",
        'https://example.org/"onmouseover="alert(1)',
        "<img src=x onerror=alert(1)>",
        "https://example.org/<script>alert(1)</script>",
        IRI("data:text/html,alert(1)"),
    ],
)
def test_what_documents_say_stays_text(evil: str) -> None:
    for tree in (shown(Rows.of([evil], [[evil]])), html.fragment_fromstring(f"<p>{linked(evil)}</p>")):
        tags = {element.tag for element in tree.iter()} - {"table", "thead", "tbody", "tr", "th", "td"}
        assert tags <= {"div", "p", "a"}
        assert {name for element in tree.iter() for name in element.attrib} <= {"style", "href", "target", "rel"}
        assert all(a.get("href").startswith("https://example.org/") for a in tree.iter("a"))
        assert evil in tree.text_content()


def test_a_cut_address_is_no_link() -> None:
    long = "see https://example.org/" + "a" * 500
    assert list(shown(Rows.of(["a"], [[long]])).iter("a")) == []
    assert len(list(shown(Rows.of(["a"], [[long[:300]]])).iter("a"))) == 1


def test_numbers_stand_to_the_right_and_are_short() -> None:
    tree = shown(Rows.of(["name", "value"], [["Riga", 0.123456789], ["Tallinn", None]]))
    assert [(td.text, td.get("style")) for td in tree.iter("td")][:2] == [
        ("Riga", "text-align:left"),
        ("0.1235", "text-align:right"),
    ]


def test_an_explanation_leads_to_its_pages_and_is_cut(graph: Graph) -> None:
    told = lines([("quote", "“Remote-IT | partner | https://urbact.eu/networks/remote-it”")])
    (link,) = html.fragment_fromstring(told).iter("a")
    assert link.get("href") == "https://urbact.eu/networks/remote-it"
    tree = shown(graph.explain("Riga"))
    assert len(list(tree.iter("strong"))) == len(graph.explain("Riga").things[0].statements)


def test_consoles_show_tables_and_not_their_insides(graph: Graph) -> None:
    rows = analyse(graph.network(), ["degree"])
    assert repr(rows) == str(rows)
    assert repr(graph.explain("Riga")) == str(graph.explain("Riga"))
    assert repr(panel(graph)) == "<hanse.analysis.Panel: actors 3, networks 2, waves 2>"


@pytest.mark.browser
def test_a_view_is_drawn_in_a_frame_that_reaches_nothing_else(graph: Graph, visit: Visit) -> None:
    view = hanse.view(graph, "two-mode", title="Two networks")
    visit.page.set_content(f"<!doctype html><title>A notebook</title>{view._repr_html_()}")
    frame = visit.page.frame_locator("iframe")
    frame.get_by_role("heading", name="Two networks").wait_for()
    frame.locator("canvas").first.wait_for()
    inside = visit.page.frames[1]
    assert inside.evaluate("origin") == "null"
    assert inside.evaluate("(() => { try { return parent.document.title } catch (e) { return e.name } })()") == (
        "SecurityError"
    )
