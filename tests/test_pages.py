"""Pages: nothing from a document becomes markup, nothing is asked of the network, all that is drawn is in them."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import hanse.views
from hanse import store
from hanse.building.workers import crew
from hanse.errors import OutputError
from hanse.names import printable
from hanse.queries import Graph
from hanse.queries import open as open_graph
from hanse.views import view, write_index
from hanse.views.content import SMALL, content
from hanse.views.evidence import evidence
from hanse.views.page import island, render
from pages import HOSTILE, generated, graph_directory

ASSETS = Path(hanse.views.__file__).parent / "assets"


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graph_directory(tmp_path_factory.mktemp("views") / "graph")


@pytest.fixture(scope="module")
def drawn(directory: Path) -> Graph:
    return open_graph(directory)


def test_nothing_from_a_document_becomes_markup(drawn: Graph) -> None:
    page = html.fromstring(view(drawn, title=HOSTILE[2]).html)
    assert page.xpath("count(//script)") == 4
    assert not page.xpath("//img | //iframe | //object | //embed | //link | //base | //form | //*[@src]")
    assert not [name for name in {name for each in page.xpath("//*") for name in each.attrib} if name.startswith("on")]
    assert page.findtext(".//h1") == HOSTILE[2]
    assert page.findtext(".//title") == HOSTILE[2]
    data = [json.loads(page.xpath(f"string(//script[@id='{island}'])")) for island in ("scene", "evidence")]
    assert {printable(name) for name in HOSTILE} < set(data[0]["nodes"]["name"])
    assert "\u202e" not in json.dumps(data, ensure_ascii=False)


def test_only_our_scripts_may_run(drawn: Graph) -> None:
    source = view(drawn).html
    page = html.fromstring(source)
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; ")
    scripts = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
    allowed = {f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts}
    assert len(allowed) == 2
    assert set(re.search("script-src ([^;]*)", policy)[1].split()) == allowed  # type: ignore[index]
    assert "http:" not in policy
    assert "https:" not in policy


@given(st.text())
def test_an_island_holds_any_text(text: str) -> None:
    said = str(island({"text": text}))
    assert not set(said) & set("<>&\u2028\u2029")
    assert json.loads(said) == {"text": text}


def test_the_licences_of_what_draws_stay_in_the_page(drawn: Graph) -> None:
    assert "The Apache 2.0 License" in view(drawn).html
    large = render(generated(SMALL + 1))
    for name in ("sigma", "graphology", "graphology-utils", "events"):
        assert re.search(rf"^{name} \d[\d.]+, https://github.com/", large, re.MULTILINE)
    assert large.count("Permission is hereby granted") == 4


def test_every_part_of_the_program_is_in_a_page() -> None:
    parts = {path.name: path.read_text(encoding="utf-8") for path in (ASSETS / "program").iterdir()}
    small, large = render(generated(10)), render(generated(SMALL + 1))
    assert {name for name, part in parts.items() if part not in small} == {"renderer-sigma.js"}
    assert {name for name, part in parts.items() if part not in large} == {"renderer-vis.js"}


def test_long_data_are_packed_and_hold_the_same() -> None:
    scene = generated(5000)
    page = html.fromstring(render(scene))
    for name, data in zip(("scene", "evidence"), content(scene), strict=True):
        (island,) = page.xpath(f"//script[@id='{name}']")
        assert island.get("type") == "application/gzip"
        assert json.loads(gzip.decompress(b64decode(island.text))) == json.loads(json.dumps(data))


def test_where_there_is_no_room_each_thing_has_its_first_statement_before_any_has_its_second() -> None:
    scene = generated(200)
    number = {node.iri: i for i, node in enumerate(scene.nodes)}
    of_node: list[list[int]] = [[] for _ in number]
    for i, said in enumerate(scene.statements):
        of_node[number[said.subject]].append(i)
        of_node[number[said.object]].append(i)
    first = {facts[0] for facts in of_node}
    for room, enough in ((20_000, False), (70_000, True)):
        told = evidence(scene, of_node, {}, room)
        assert 0 < len(told["facts"]) < len(scene.statements)
        assert enough == all(told["node"])
        if not enough:
            assert len(told["facts"]) <= len(first)


def test_a_page_links_only_to_what_is_there(drawn: Graph, directory: Path, tmp_path: Path) -> None:
    beside = view(drawn).save(directory / "drawing.html").read_text(encoding="utf-8")
    elsewhere = view(drawn).save(tmp_path / "drawing.html").read_text(encoding="utf-8")
    assert '"text":"text/two%20networks.txt"' in beside
    (directory / "text" / "two networks.txt").rename(directory / "elsewhere.txt")
    assert '"text":""' in elsewhere
    assert '"text":""' in view(drawn).save(directory / "drawing.html").read_text(encoding="utf-8")
    (directory / "elsewhere.txt").rename(directory / "text" / "two networks.txt")
    assert '"address":"https://example.org/page?a=1\\u0026b=2"' in elsewhere


def test_a_page_that_cannot_be_written(drawn: Graph, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file"):
        view(drawn, "city").save(tmp_path / "absent" / "page.html")


def test_a_notebook_shows_the_page(drawn: Graph) -> None:
    found = view(drawn, "city")
    frame = found._repr_html_()
    inside = re.fullmatch(r'<iframe srcdoc="([^"]*)" [^<>]*></iframe>', frame)
    assert inside
    assert unescape(inside[1]) == found.html
    assert repr(found) == "<hanse.views.View 'Cities that meet in networks and projects': 6 things, 13 ties>"


def test_the_same_graph_gives_the_same_page_in_any_process(directory: Path) -> None:
    code = (
        f"import hanse; graph = hanse.open({str(directory)!r})\n"
        "print(*[hanse.view(graph, of, top=top).html for of in ('all', 'city') for top in (4, 9, 150)])"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(pages) == 1


# ---- start page ----


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = graph_directory(tmp_path_factory.mktemp("start") / "graph")
    manifest = {
        "skipped": [{"source": "<b>bad</b>.pdf", "reason": "truncated\x1b[2J"}],
        "problems": ["a.csv, row 3: <i>"],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    write_index(folder)
    return folder


def test_every_link_of_the_start_page_leads_somewhere(started: Path) -> None:
    page = html.parse(started / "index.html").getroot()
    ids = set(page.xpath("//@id"))
    drawn_there = json.loads(html.parse(started / "graph.html").xpath("string(//*[@id='scene'])"))["nodes"]["iri"]
    links = page.xpath("//a/@href")
    assert len(links) > 15
    for link in links:
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme in ("http", "https"), link
        elif not parts.path:
            assert parts.fragment in ids, link
        else:
            assert (started / unquote(parts.path)).is_file(), link
            assert not parts.fragment or unquote(parts.fragment) in drawn_there, link


def test_the_start_page_tells_what_there_is(started: Path) -> None:
    page = html.parse(started / "index.html").getroot()
    text = " ".join(page.text_content().split())
    assert "2 networks" in text
    assert "28 facts about 25 things, read from 1 source, each with the words that say it." in text
    assert "GeoNames" in text
    assert "CC BY 4.0" in text
    assert "<b>bad</b>.pdf: truncated\\x1b[2J" in text
    assert "a.csv, row 3: <i>" in text
    assert not page.xpath("//script | //img | //b[text()='bad']")
    assert page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)").startswith("default-src 'none'")


def test_several_processes_make_the_same_pages(started: Path) -> None:
    alone = {path.name: path.read_bytes() for path in started.glob("*.html")}
    for path in started.glob("*.html"):
        path.unlink()
    with crew(2) as workers:
        write_index(started, workers.each)
    assert {path.name: path.read_bytes() for path in started.glob("*.html")} == alone and len(alone) > 1


def test_the_start_page_of_an_empty_graph(tmp_path: Path) -> None:
    (tmp_path / store.QUADS).write_bytes(b"")
    write_index(tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<b>0</b> facts" in page
    assert not (tmp_path / "graph.html").exists()
