"""The pages in a real browser, by mouse and keyboard; nothing leaves them and nothing in them runs but their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hanse.names import printable
from hanse.queries import open as open_graph
from hanse.views import view, write_index
from pages import HOSTILE, graph_directory
from visiting import LAPTOP, PHONE, Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = graph_directory(tmp_path_factory.mktemp("browser") / "graph")
    write_index(made)
    return made


@pytest.fixture
def graph_page(visit: Visit, folder: Path) -> Any:
    page = visit.open((folder / "graph.html").as_uri())
    assert visit.requests == [page.url]  # the page alone: nothing else is asked for
    return page


SWEEP = """(name) => {
  const canvas = document.querySelector("#graph canvas"), box = canvas.getBoundingClientRect();
  for (let y = box.top + 8; y < box.bottom; y += 8)
    for (let x = box.left + 8; x < box.right; x += 8) {
      canvas.dispatchEvent(new MouseEvent("mousemove", { clientX: x, clientY: y, bubbles: true }));
      if (document.getElementById("graph").title === name) return [x, y];
    }
}"""


def spot(page: Any, name: str) -> tuple[float, float]:
    """Where in the window a thing is drawn: where the pointer finds its name."""
    x, y = page.evaluate(SWEEP, name)
    return x, y


# ---- search ----


def test_search_by_keyboard(graph_page: Any, visit: Visit) -> None:
    graph_page.keyboard.press("/")
    graph_page.keyboard.type("lodz")
    assert graph_page.inner_text("#search-results [aria-selected=true]") == "Łódź City"
    graph_page.keyboard.press("Enter")
    panel = visit.panel()
    assert "Łódź" in panel
    assert "leads Techtown" in panel
    assert "is partner in In4Green" in panel
    assert graph_page.locator("#details mark", has_text="Techtown is led by Łódź").count() == 1
    graph_page.keyboard.press("Escape")
    assert "Look around" in visit.panel()
    assert graph_page.input_value("#search") == ""


def test_search_by_arrow_keys_other_names_and_other_scripts(graph_page: Any, visit: Visit) -> None:
    graph_page.fill("#search", "urbact")
    graph_page.keyboard.press("ArrowDown")
    chosen = graph_page.inner_text("#search-results [aria-selected=true]")
    graph_page.keyboard.press("Enter")
    assert visit.panel().split("\n")[1] == chosen.removesuffix(" Programme")
    graph_page.fill("#search", "αθηνα")
    assert graph_page.inner_text("#search-results [aria-selected=true]") == "Αθήνα City"
    graph_page.fill("#search", "in4green net")
    assert graph_page.inner_text("#search-results li") == "In4Green Network"
    graph_page.fill("#search", "nowhere at all")
    assert graph_page.inner_text("#search-results li") == "Nothing by that name"


def test_search_by_mouse(graph_page: Any, visit: Visit) -> None:
    graph_page.fill("#search", "costero")
    graph_page.click("#search-results li")
    assert "is lead expert of In4Green" in visit.panel()
    assert not graph_page.is_visible("#search-results")


def test_search_tells_what_is_not_drawn(visit: Visit, folder: Path, tmp_path: Path) -> None:
    page = visit.open(view(open_graph(folder), around="Techtown").save(tmp_path / "graph.html").as_uri())
    page.fill("#search", "costero")
    assert "not drawn here" in page.inner_text("#search-results li")
    page.keyboard.press("Enter")
    assert "Look around" in visit.panel()


# ---- details ----


def test_a_click_on_a_thing_shows_what_is_said_of_it(graph_page: Any, visit: Visit) -> None:
    graph_page.mouse.click(*spot(graph_page, "In4Green"))
    panel = visit.panel()
    assert "Also: In4Green network" in panel
    assert "has partner Riga" in panel
    assert "1 more place says so" in panel
    assert "confidence 0.90" in panel
    link = graph_page.locator("#details a", has_text="Two <networks> & their partners").first
    assert link.get_attribute("href") == "https://example.org/page?a=1&b=2"
    assert link.get_attribute("rel") == "noopener noreferrer"
    text = graph_page.locator("#details a", has_text="text").first
    assert text.get_attribute("href") == "text/two%20networks.txt"
    assert visit.hash() == "#node=https://w3id.org/hanse/id/network/in4green"


def test_neighbours_and_lines_lead_on(graph_page: Any, visit: Visit) -> None:
    graph_page.fill("#search", "aviles")
    graph_page.keyboard.press("Enter")
    graph_page.click("#details li button.quiet:has-text('lead partner')")
    assert "In4Green is led by Avilés" in visit.panel()
    assert "1 statement" in visit.panel()
    graph_page.click("#details h2 button:has-text('In4Green')")
    assert "has lead expert Marta Costero" in visit.panel()
    graph_page.click("#details .close")
    assert "Look around" in visit.panel()


def test_a_click_on_a_line_shows_what_it_stands_for(graph_page: Any, visit: Visit) -> None:
    (x, y), (to_x, to_y) = spot(graph_page, "In4Green"), spot(graph_page, "Avilés")
    graph_page.mouse.click((x + to_x) / 2, (y + to_y) / 2)
    assert visit.panel().startswith("×\nIn4Green – Avilés") or visit.panel().startswith("×\nAvilés – In4Green")
    assert "lead partner" in visit.panel()


def test_an_address_opens_on_its_thing(visit: Visit, folder: Path) -> None:
    visit.open((folder / "graph.html").as_uri() + "#https%3A%2F%2Fw3id.org%2Fhanse%2Fid%2Fcity%2Fcesena")
    assert "Cesena" in visit.panel()


# ---- filter and table ----


def test_filter_by_kind(graph_page: Any) -> None:
    assert graph_page.inner_text("#status") == "25 things, 26 ties"
    graph_page.uncheck("input[value=Organisation]")
    assert graph_page.inner_text("#status") == "18 of 25 things match"
    graph_page.focus("input[value=Country]")
    graph_page.keyboard.press("Space")
    assert graph_page.inner_text("#status") == "12 of 25 things match"
    graph_page.click("#reset")
    assert graph_page.inner_text("#status") == "25 things, 26 ties"
    assert graph_page.is_checked("input[value=Organisation]")


def test_filter_by_country_keeps_what_it_is_tied_to(graph_page: Any) -> None:
    graph_page.select_option("select[name=country]", "LV")
    assert graph_page.inner_text("#status") == "2 of 25 things match"  # Riga and its country
    graph_page.click("#table-view")
    assert graph_page.locator("tbody tr").count() == 2
    graph_page.select_option("select[name=country]", "")
    assert graph_page.locator("tbody tr").count() == 25


def test_a_hidden_thing_that_is_searched_for_appears(graph_page: Any, visit: Visit) -> None:
    graph_page.uncheck("input[value=City]")
    graph_page.fill("#search", "riga")
    graph_page.keyboard.press("Enter")
    assert "Riga" in visit.panel()
    assert graph_page.is_checked("input[value=City]")


def test_the_table_holds_the_same_sorted_as_asked(graph_page: Any, visit: Visit) -> None:
    graph_page.click("#table-view")
    assert not graph_page.is_visible("#graph")
    assert graph_page.inner_text("tbody tr:first-child th") == "Techtown"
    assert graph_page.get_attribute("th[aria-sort=descending]", "aria-sort") == "descending"
    graph_page.focus("th button:has-text('Name')")
    graph_page.keyboard.press("Enter")
    names = graph_page.locator("tbody th").all_inner_texts()
    assert len(names) == 25
    assert names.index("Avilés") < names.index("Barnsley") < names.index("Riga")
    graph_page.click("tbody button:has-text('Barnsley')")
    assert "is partner in Techtown" in visit.panel()
    graph_page.click("#network")
    assert graph_page.is_visible("#graph")


# ---- hostile names ----


def test_hostile_names_stay_text(graph_page: Any, visit: Visit) -> None:
    graph_page.click("#table-view")
    for name in HOSTILE:
        graph_page.fill("#search", name)
        graph_page.keyboard.press("Enter")
        shown = " ".join(graph_page.inner_text("#details h2").split())
        assert shown == " ".join(printable(name).split())
        assert "is partner in Techtown" in visit.panel()
        if graph_page.is_hidden("#table"):
            graph_page.click("#table-view")
    assert graph_page.locator("script").count() == 4
    assert graph_page.locator("body img, body iframe, a[href^=javascript], a[href*=evil]").count() == 0


def test_an_injected_script_would_not_run(visit: Visit, folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "graph.html"
    source = (folder / "graph.html").read_text(encoding="utf-8")
    hole = "<script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\">"
    page.write_text(source.replace("<main>", f"{hole}<main>"), encoding="utf-8")
    visit.open(page.as_uri())
    assert visit.page.title() != "owned"
    assert any("policy" in said for said in visit.trouble)
    visit.trouble.clear()


# ---- start page, sizes ----


def test_the_start_page_leads_to_the_graph(visit: Visit, folder: Path) -> None:
    page = visit.open((folder / "index.html").as_uri())
    page.click("text=Open the interactive graph")
    page.wait_for_selector("html[data-ready=yes]")
    page.click("text=About this graph")
    page.click(".bars a:has-text('Riga')")
    page.wait_for_selector("html[data-ready=yes]")
    assert "Riga" in visit.panel()
    page.go_back()
    page.click("#sources a:has-text('two networks')")
    assert "In4Green is led by Avilés" in page.inner_text("body")


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_the_window(visit: Visit, folder: Path, size: dict[str, int], scheme: str) -> None:
    visit.page.set_viewport_size(size)
    visit.page.emulate_media(color_scheme=scheme)
    for name in ("graph.html", "cities.html", "index.html"):
        visit.page.goto((folder / name).as_uri())
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        paper = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
    visit.page.goto((folder / "graph.html").as_uri())
    visit.page.fill("#search", "riga")
    visit.page.keyboard.press("Enter")
    sheet = visit.page.locator("#details").bounding_box()
    assert sheet["y"] + sheet["height"] <= size["height"] + 1
    assert visit.page.locator("#details h2").is_visible()
