"""What pages of any size can do, in a real browser: small ones drawn by vis-network, large ones by sigma."""

from __future__ import annotations

import csv
import io
from math import dist
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import expect

from hanse.views.content import SMALL
from hanse.views.page import render
from pages import generated
from visiting import PHONE, Visit

pytestmark = pytest.mark.browser

SIZES = {"small": 120, "large": SMALL + 100}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    for name, count in SIZES.items():
        (made / f"{name}.html").write_text(render(generated(count)), encoding="utf-8")
    return made


@pytest.fixture(params=SIZES)
def any_page(request: pytest.FixtureRequest, visit: Visit, folder: Path) -> Any:
    """Each size, with all things drawn."""
    return visit.open(folder / f"{request.param}.html", "#scope=-1")


@pytest.fixture
def large(visit: Visit, folder: Path) -> Any:
    return visit.open(folder / "large.html")


CITY = (230, 159, 0)
LAND = (238, 240, 234)


def drawn(visit: Visit) -> set[tuple[int, ...]]:
    """The colours of the drawing as it is seen."""
    return visit.colours(".drawing")


# ---- communities ----


def test_a_large_graph_opens_on_its_communities(large: Any, visit: Visit) -> None:
    assert large.locator("#overview [role=button]").count() == 3
    assert "3 communities of 600 things" in large.inner_text("#scope")
    assert large.locator("#graph canvas").count() == 0  # nothing else is drawn until it is asked for
    assert "Communities" in visit.panel()
    large.locator("#overview [role=button]").nth(1).click()
    assert "Community of" in large.inner_text("#scope")
    assert visit.status().endswith("things of this community")
    assert visit.hash() == "#scope=2"
    large.click("#back")
    assert large.is_visible("#overview")
    large.click("#whole")
    assert visit.status().startswith("600 things")
    assert "All 600 things" in large.inner_text("#scope")


def test_communities_open_by_keyboard(large: Any) -> None:
    large.focus("#whole")
    large.keyboard.press("Tab")
    assert large.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Open the community of")
    large.keyboard.press("Enter")
    assert large.evaluate("document.activeElement.id") == "graph"
    assert "Community of" in large.inner_text("#scope")


def test_a_filter_tells_how_much_of_each_community_matches(large: Any) -> None:
    large.uncheck("input[value=City]")
    label = large.locator("#overview [role=button]").first.get_attribute("aria-label")
    assert " match" in label
    assert " of " in label


def test_search_opens_the_community_of_what_it_finds(large: Any, visit: Visit) -> None:
    visit.find("Name 5")
    assert "Also: Name 5" in visit.panel()
    assert not large.is_visible("#overview")
    assert "scope=" in visit.hash()
    assert CITY in drawn(visit)


SWEEP = """() => {
  const canvases = document.querySelectorAll("#graph canvas"), canvas = canvases[canvases.length - 1];
  const box = canvas.getBoundingClientRect(), graph = document.getElementById("graph"), found = {};
  for (let y = box.top + 6; y < box.bottom; y += 5)
    for (let x = box.left + 6; x < box.right - 60; x += 5) {
      canvas.dispatchEvent(new MouseEvent("mousemove", { clientX: x, clientY: y, bubbles: true }));
      if (graph.title) (found[graph.title] ??= []).push([x, y]);
    }
  const middle = (at, k) => at.reduce((sum, p) => sum + p[k], 0) / at.length;
  return Object.entries(found).map(([name, at]) => [name, middle(at, 0), middle(at, 1)]);
}"""


@pytest.mark.parametrize("name", SIZES)
def test_the_drawing_answers_the_mouse(visit: Visit, folder: Path, name: str) -> None:
    scene = generated(SIZES[name])
    page = visit.open(folder / f"{name}.html", "#scope=3")
    spots = {called: (x, y) for called, x, y in page.evaluate(SWEEP)}
    called, at = next(iter(spots.items()))
    page.mouse.click(*at)
    assert page.inner_text("#details h2") == called
    page.keyboard.press("Escape")
    assert "Look around" in visit.panel()

    page.wait_for_timeout(400)  # two clicks at once would be a double click
    names = {node.iri: node.name for node in scene.nodes}
    for edge in scene.edges:
        ends = {names[edge.one], names[edge.other]}
        if ends <= set(spots):
            (x, y), (to_x, to_y) = (spots[end] for end in ends)
            middle = ((x + to_x) / 2, (y + to_y) / 2)
            if all(dist(middle, spot) > 15 for spot in spots.values()):
                page.mouse.click(*middle)
                assert " – " in page.inner_text("#details h2")
                assert "1 statement" in visit.panel()
                break
    else:
        pytest.fail("no line apart from things")
    before = page.locator(".drawing").screenshot()
    page.mouse.wheel(0, -600)
    page.wait_for_timeout(400)
    assert page.locator(".drawing").screenshot() != before


# ---- network, map, table ----


def test_the_same_things_in_the_network_and_on_a_map(any_page: Any, visit: Visit) -> None:
    assert CITY in drawn(visit)
    assert LAND not in drawn(visit)
    any_page.click("#map")
    assert any_page.get_attribute("#map", "aria-pressed") == "true"
    assert {CITY, LAND} <= drawn(visit)
    assert "without a place on the map" in visit.status()
    any_page.click("#network")
    assert LAND not in drawn(visit)


def test_what_has_no_place_is_shown_in_the_network(any_page: Any, visit: Visit) -> None:
    any_page.click("#map")
    visit.find("network 7")
    assert "Network" in visit.panel()
    assert any_page.get_attribute("#network", "aria-pressed") == "true"


def test_things_and_ties_as_tables(any_page: Any, visit: Visit) -> None:
    any_page.click("#table-view")
    any_page.click("[data-rows=ties]")
    assert any_page.locator("thead th").all_inner_texts()[:3] == ["From", "To", "What"]
    any_page.click("th button:has-text('Confidence')")
    sure = [float(text) for text in any_page.locator("tbody td:nth-child(6)").all_inner_texts()]
    assert sure == sorted(sure, reverse=True)
    any_page.click("tbody tr:first-child td:nth-child(3) button")
    assert "1 statement" in visit.panel()
    assert any_page.is_visible("#table")
    assert "tie=" in visit.hash()


def test_a_long_table_has_pages(large: Any) -> None:
    large.click("#table-view")
    assert large.locator("tbody tr").count() == 200
    assert "600 things, 1–200" in large.inner_text("caption")
    large.focus("[data-turn=on]")
    large.keyboard.press("Enter")
    large.keyboard.press("Enter")
    assert "401–600" in large.inner_text("caption")
    assert large.is_disabled("[data-turn=on]")
    large.click("th button:has-text('Name')")
    assert "1–200" in large.inner_text("caption")


# ---- paths ----


def test_the_shortest_path_between_two(any_page: Any, visit: Visit) -> None:
    any_page.click("#path summary")
    any_page.fill("#path-from", "Name 5")
    any_page.keyboard.press("Enter")
    assert any_page.evaluate("document.activeElement.id") == "path-to"
    any_page.keyboard.type("Name 50")
    any_page.keyboard.press("Enter")
    panel = visit.panel()
    assert "From " in panel
    steps = int(any_page.inner_text("#way").split()[0])
    assert any_page.locator("#details .steps > li").count() == steps
    assert any_page.locator("#details .steps mark").count() >= steps
    assert visit.hash().count("path=") == 2
    any_page.click("#unpath")
    assert "Look around" in visit.panel()
    assert "path=" not in visit.hash()


def test_a_path_from_what_is_chosen(any_page: Any, visit: Visit) -> None:
    visit.find("Name 5")
    any_page.click("text=Path from here")
    any_page.keyboard.type("name 5")
    any_page.keyboard.press("Enter")
    assert "both ends" in any_page.inner_text("#way")


def test_no_path_where_filters_cut_it(any_page: Any, visit: Visit) -> None:
    visit.open(any_page.url.split("#")[0], "#scope=-1&sure=0.99&path=https://example.org/id/city/5")
    any_page.click("#path summary")
    for end, name in (("from", "Name 5"), ("to", "Name 50")):
        any_page.fill(f"#path-{end}", name)
        any_page.keyboard.press("Enter")
    assert "No way between them" in any_page.inner_text("#way")


# ---- time, confidence, colours, sizes ----


def test_time_by_slider_and_by_playing(any_page: Any, visit: Visit) -> None:
    any_page.focus("#year")
    any_page.keyboard.press("Home")
    first = int(visit.status().split()[0].replace(",", ""))
    assert any_page.inner_text("#span") == "2012–2012" or any_page.inner_text("#span") == "2012 only"
    any_page.keyboard.press("ArrowRight")
    second = int(visit.status().split()[0].replace(",", ""))
    assert first < second
    any_page.check("#only")
    assert any_page.inner_text("#span") == "2013 only"
    any_page.click("#always")
    assert any_page.inner_text("#span") == "all years"
    any_page.click("#play")
    assert any_page.inner_text("#play") == "Pause"
    expect(any_page.locator("#span")).not_to_have_text("2012–2012", timeout=15_000)
    any_page.click("#play")
    assert any_page.inner_text("#play") == "Play"
    assert any_page.locator("select[name=to]").input_value() == any_page.inner_text("#span")[-4:]


def test_period_and_confidence_filter(any_page: Any, visit: Visit) -> None:
    any_page.select_option("select[name=from]", "2020")
    any_page.select_option("select[name=to]", "2018")
    assert any_page.locator("select[name=from]").input_value() == "2018"
    assert "match" in visit.status()
    any_page.click("#reset")
    any_page.click("#table-view")
    any_page.click("[data-rows=ties]")
    before = any_page.inner_text("caption")
    any_page.focus("[name=sure]")
    any_page.keyboard.press("End")
    any_page.keyboard.press("ArrowLeft")
    assert any_page.inner_text("#sure output") == "0.95"
    assert any_page.inner_text("caption") != before


def test_colours_and_sizes(any_page: Any) -> None:
    any_page.select_option("select[name=colour]", "community")
    assert any_page.locator("#communities li").count() >= 1
    any_page.select_option("select[name=measure]", "betweenness")
    assert any_page.inner_text("#reading") == "High: on many shortest ways."


def test_light_and_dark(any_page: Any, visit: Visit) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    assert any_page.evaluate(paper) == "rgb(255, 255, 255)"
    any_page.click("#tone")
    assert any_page.evaluate(paper) != "rgb(255, 255, 255)"
    assert "tone=dark" in visit.hash()
    any_page.reload()
    any_page.wait_for_selector("html[data-ready=yes]")
    assert any_page.evaluate(paper) != "rgb(255, 255, 255)"


# ---- addresses ----


def test_an_address_keeps_all_that_was_chosen(any_page: Any, visit: Visit) -> None:
    any_page.select_option("select[name=country]", "LV")
    any_page.select_option("select[name=colour]", "community")
    any_page.select_option("select[name=to]", "2021")
    any_page.uncheck("input[value=Organisation]")
    any_page.click("#map")
    status, hash = visit.status(), visit.hash()
    any_page.reload()
    any_page.wait_for_selector("html[data-ready=yes]")
    assert visit.status() == status
    assert visit.hash() == hash
    assert any_page.locator("select[name=country]").input_value() == "LV"
    assert not any_page.is_checked("input[value=Organisation]")
    assert any_page.get_attribute("#map", "aria-pressed") == "true"


@pytest.mark.parametrize(
    "hash",
    [
        "#view=nowhere&scope=99&colour=x&from=1&sure=7&tone=pink",
        "#%E0%A4%A",
        "#node=urn:none&tie=a&tie=b&path=c&path=d",
        "#=",
    ],
)
def test_an_address_that_means_nothing_does_no_harm(visit: Visit, folder: Path, hash: str) -> None:
    page = visit.open(folder / "small.html", hash)
    assert visit.status().startswith("120 things")
    assert "Look around" in visit.panel()
    assert page.get_attribute("#network", "aria-pressed") == "true"


def test_an_address_with_a_year_that_nothing_began_in(visit: Visit, folder: Path) -> None:
    page = visit.open(folder / "small.html", "#from=1990&to=2019.5")
    assert page.locator("select[name=to]").input_value() == "2019"
    assert page.locator("select[name=from]").input_value() == "0"


# ---- keyboard ----


def test_the_drawing_moves_by_keyboard(any_page: Any) -> None:
    picture = "document.getElementById('names').toDataURL()"
    any_page.focus("#graph")
    seen = {any_page.evaluate(picture)}
    for key in ("ArrowLeft", "+", "-", "ArrowDown"):
        any_page.keyboard.press(key)
        any_page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seen.add(any_page.evaluate(picture))
    assert len(seen) >= 4


def test_views_and_files_by_keyboard(any_page: Any, tmp_path: Path) -> None:
    press = any_page.keyboard.press
    any_page.focus("#network")
    press("Tab")
    press("Enter")
    assert any_page.get_attribute("#map", "aria-pressed") == "true"
    press("Tab")
    press("Space")
    assert any_page.is_visible("#table")
    press("Tab")
    press("Enter")
    for _ in range(3):
        press("Tab")
    with any_page.expect_download() as download:
        press("Enter")
    assert download.value.suggested_filename.endswith("-things.csv")
    assert not any_page.is_visible("#csv-things")
    press("Tab")
    press("Enter")
    assert any_page.inner_text("#tone") == "Light"


def test_kinds_and_choices_by_keyboard(any_page: Any, visit: Visit) -> None:
    press = any_page.keyboard.press
    any_page.focus("select[name=colour]")
    any_page.keyboard.type("comm")
    assert any_page.is_visible("#communities")
    any_page.focus("input[name=kind]")
    press("Space")
    assert "match" in visit.status()
    any_page.focus("#reset")
    press("Enter")
    assert "match" not in visit.status()
    any_page.focus("#path summary")
    press("Enter")
    press("Tab")
    any_page.keyboard.type("name 5")
    press("Enter")
    any_page.keyboard.type("name 50")
    press("Enter")
    assert "step" in any_page.inner_text("#way")
    any_page.focus("#play")
    press("Enter")
    assert any_page.inner_text("#play") == "Pause"
    press("Enter")


# ---- files and paper ----


def saved(page: Any, what: str, folder: Path) -> bytes:
    page.click("#save summary")
    with page.expect_download() as download:
        page.click(f"#{what}")
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target.read_bytes()


@pytest.mark.parametrize("hash", ["#scope=-1", "#scope=0", "#view=map", "#view=table"])
@pytest.mark.parametrize("size", SIZES)
def test_the_drawing_as_a_file(visit: Visit, folder: Path, tmp_path: Path, size: str, hash: str) -> None:
    page = visit.open(folder / f"{size}.html", hash)
    picture = etree.fromstring(saved(page, "svg", tmp_path))
    space = {"s": "http://www.w3.org/2000/svg"}
    assert len(picture.xpath("//s:circle | //s:path", namespaces=space)) > 3
    assert len(picture.xpath("//s:text", namespaces=space)) > 3
    assert not picture.xpath("//s:script | //s:image", namespaces=space)
    assert saved(page, "png", tmp_path).startswith(b"\x89PNG")


def test_what_is_shown_as_csv(any_page: Any, visit: Visit, tmp_path: Path) -> None:
    any_page.select_option("select[name=country]", "LV")
    count = int(visit.status().split()[0])
    rows = list(csv.reader(io.StringIO(saved(any_page, "csv-things", tmp_path).decode("utf-8-sig"))))
    assert len(rows) == count + 1
    assert {row[2] for row in rows[1:]} == {"LV"}
    any_page.click("#reset")
    visit.find("Name 5")
    ties = list(csv.reader(io.StringIO(saved(any_page, "csv-ties", tmp_path).decode("utf-8-sig"))))
    assert all("https://example.org/id/city/5" in row[-2:] for row in ties[1:])
    assert len(ties) > 1


def test_on_paper_the_drawing_comes_before_the_table(any_page: Any) -> None:
    any_page.emulate_media(media="print", color_scheme="dark")
    expect(any_page.locator("#sheet table")).to_be_visible()
    assert any_page.is_visible("#paper")
    assert not any_page.is_visible("main")
    assert any_page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    any_page.emulate_media(media="screen", color_scheme="light")
    expect(any_page.locator("main")).to_be_visible()
    expect(any_page.locator("#sheet table")).to_have_count(0)


# ---- sizes, other browsers ----

NO_WEBGL = """(() => {
  const get = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return kind.startsWith("webgl") ? null : get.call(this, kind, ...more);
  };
})()"""


def test_a_phone(any_page: Any, visit: Visit) -> None:
    any_page.set_viewport_size(PHONE)
    visit.open(any_page.url.split("#")[0])
    assert any_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visit.find("Name 5")
    sheet = any_page.locator("#details").bounding_box()
    assert sheet["y"] + sheet["height"] <= PHONE["height"] + 1


def test_without_webgl_there_is_the_table(browser: Any, folder: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(NO_WEBGL)
    page.goto((folder / "large.html").as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    assert page.is_visible("#table")
    assert page.is_visible("#blind")
    page.fill("#search", "Name 5")
    page.keyboard.press("Enter")
    assert "Also: Name 5" in page.inner_text("#details")
    assert page.is_visible("#table")
    context.close()
