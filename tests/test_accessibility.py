"""No page has anything that axe-core finds a serious barrier, in light and dark, wide and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hanse.views import write_index
from hanse.views.content import SMALL
from hanse.views.page import render
from pages import generated, graph_directory
from visiting import LAPTOP, PHONE, Visit, missing

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
STATES = {
    "start page": ("index.html", ""),
    "network": ("small.html", "#node=https://example.org/id/city/5"),
    "map by community": ("small.html", "#view=map&colour=community&measure=degree&to=2018"),
    "table": ("small.html", "#view=table"),
    "table of ties": ("large.html", "#view=table&rows=ties"),
    "path": ("small.html", "#path=https://example.org/id/city/5&path=https://example.org/id/city/50"),
    "tie": ("graph.html", "#tie=https://w3id.org/hanse/id/network/in4green&tie=https://w3id.org/hanse/id/city/riga"),
    "communities": ("large.html", ""),
    "community": ("large.html", "#scope=2"),
    "everything": ("large.html", "#scope=-1&country=LV"),
}
OPENED = "() => { for (const part of document.querySelectorAll('details')) part.open = true; }"
FOUND = """async () => (await axe.run()).violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html, any }) => html.slice(0, 150) + any[0]?.message)])"""


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        missing("no axe-core here: make axe")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = graph_directory(tmp_path_factory.mktemp("accessibility") / "graph")
    write_index(made)
    for name, count in {"small": 120, "large": SMALL + 100}.items():
        (made / f"{name}.html").write_text(render(generated(count)), encoding="utf-8")
    return made


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_a_serious_barrier(visit: Visit, folder: Path, axe: str, size: dict[str, int], scheme: str) -> None:
    visit.page.set_viewport_size(size)
    visit.page.emulate_media(color_scheme=scheme)
    found: dict[str, Any] = {}
    for state, (name, hash) in STATES.items():
        page = visit.open(folder / name, hash)
        page.evaluate(OPENED)
        page.evaluate(axe)
        if barriers := page.evaluate(FOUND):
            found[state] = barriers
    assert found == {}
