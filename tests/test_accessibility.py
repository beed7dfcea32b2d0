"""No page has anything that axe-core finds a serious barrier, in light and dark, wide and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import hanse
from hanse.views import write_index
from hanse.views.content import SMALL
from hanse.views.page import render
from pages import generated, graph_directory
from visiting import LAPTOP, PHONE, Visit

pytestmark = pytest.mark.browser

STATES = {
    "start page": ("index.html", ""),
    "report": ("report.html", ""),
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = graph_directory(tmp_path_factory.mktemp("accessibility") / "graph")
    write_index(made)
    hanse.report(hanse.open(made), "organisation").save(made / "report.html")
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
        visit.open(folder / name, hash)
        if barriers := visit.barriers(axe):
            found[state] = barriers
    assert found == {}
