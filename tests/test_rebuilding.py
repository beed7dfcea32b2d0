"""What changed is done again, and nothing else: a rebuilt graph is the one that a fresh build gives."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from hanse import extraction, store
from hanse.building import build

ROOT = Path(__file__).parents[1]
POOL = sorted((ROOT / "data" / "invented" / "documents").glob("*.[hm]*"))
LATER = "# The GreenPorts network\n\nThe GreenPorts network is led by Riga. Its partners are Ghent and Lyon.\n"
NAMING = "# News of Ghent\n\nGreenPorts met in Ghent in May 2021. The city of Ghent is a partner of GreenPorts.\n"
OTHER = "# News of Turin\n\nThe LowLine network is led by Turin. Turin has 847,000 inhabitants.\n"


def everything(graph: Path) -> tuple[bytes, dict[str, bytes], set[str]]:
    """The lines, the texts, and what queries see without naming a graph."""
    seen = store.open(graph).query("SELECT ?s ?p ?o { ?s ?p ?o }")
    texts = {path.name: path.read_bytes() for path in (graph / "text").iterdir()}
    return (graph / "graph.nq").read_bytes(), texts, {str(row) for row in seen}  # type: ignore[union-attr]


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are extracted from, as it happens."""
    done: list[str] = []
    real: Callable[..., object] = extraction.extract_noting

    def noting(document: object, knowledge: object) -> object:
        done.append(document.identifier)  # type: ignore[attr-defined]
        return real(document, knowledge)

    monkeypatch.setattr(extraction, "extract_noting", noting)
    return done


def test_what_an_interrupted_build_left_is_not_taken_for_the_graph(tmp_path: Path) -> None:
    """The cache may hold more than the graph was made of: what a build did that came to no end."""

    def interrupt(directory: Path, each: object) -> None:
        raise KeyboardInterrupt

    page = tmp_path / "page.md"
    page.write_text(LATER, encoding="utf-8")
    build(page, tmp_path / "G")
    page.write_text(NAMING, encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        build(page, tmp_path / "G", finish=interrupt)
    page.write_text(LATER, encoding="utf-8")
    build(page, tmp_path / "G")
    page.write_text(NAMING, encoding="utf-8")
    build(page, tmp_path / "G")
    build(page, tmp_path / "fresh")
    assert everything(tmp_path / "G") == everything(tmp_path / "fresh")


def test_a_rebuilt_graph_is_the_one_that_a_fresh_build_gives(tmp_path: Path) -> None:
    draw = Random(7)
    pages = tmp_path / "pages"
    pages.mkdir()
    for path in POOL[:14]:
        shutil.copy(path, pages)
    build(pages, tmp_path / "G")
    for number in range(3):
        gone, changed = draw.sample(sorted(pages.iterdir()), 2)
        gone.unlink()
        shutil.copy(draw.choice(POOL), changed)
        shutil.copy(draw.choice(POOL[14:]), pages)
        report = build(pages, tmp_path / "G")
        fresh = build(pages, tmp_path / f"fresh{number}")
        assert everything(tmp_path / "G") == everything(tmp_path / f"fresh{number}")
        assert (report.facts, report.entities, report.trust) == (fresh.facts, fresh.entities, fresh.trust)


def test_a_new_name_concerns_the_documents_that_have_its_words(tmp_path: Path, extracted: list[str]) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "naming.md").write_text(NAMING, encoding="utf-8")
    (pages / "other.md").write_text(OTHER, encoding="utf-8")
    build(pages, tmp_path / "G")
    assert sorted(extracted) == ["naming", "other"]
    extracted.clear()
    build(pages, tmp_path / "G")
    assert not extracted
    (pages / "z-later.md").write_text(LATER, encoding="utf-8")
    build(pages, tmp_path / "G")
    assert sorted(extracted) == ["naming", "z-later"], "the other one has no such word"
    extracted.clear()
    (pages / "z-later.md").unlink()
    build(pages, tmp_path / "G")
    assert extracted == ["naming"], "what nobody establishes any more is no longer known"
    build(pages, tmp_path / "fresh")
    assert everything(tmp_path / "G") == everything(tmp_path / "fresh")


def test_removing_a_document_removes_what_only_it_said(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "later.md").write_text(LATER, encoding="utf-8")
    (pages / "other.md").write_text(OTHER, encoding="utf-8")
    build(pages, tmp_path / "G")
    (pages / "later.md").unlink()
    build(pages, tmp_path / "G")
    lines = (tmp_path / "G" / "graph.nq").read_text(encoding="utf-8")
    assert "LowLine" in lines and "GreenPorts" not in lines
    assert [path.name for path in (tmp_path / "G" / "text").iterdir()] == ["other.txt"]


def test_of_a_file_of_documents_only_what_came_is_read(
    tmp_path: Path, extracted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents of one file go by their ids and addresses: those behind a new one are still the same."""
    monkeypatch.setattr("hanse.building.pipeline._processes", lambda found, workers: 0)
    pages = tmp_path / "pages.jsonl"
    lines = [
        {"url": f"https://example.org/{n}", "text": f"News no. {n}\n\nTurin has {n + 1},000 inhabitants."}
        for n in range(120)
    ]
    for count, said in enumerate((lines, [lines[0], {"id": "late", "markdown": LATER}, *lines[1:]])):
        pages.write_text("".join(json.dumps(line) + "\n" for line in said), encoding="utf-8")
        extracted.clear()
        build(pages, tmp_path / "G")
        assert len(extracted) == (1 if count else 120)
    assert extracted == ["pages~late"]
    build(pages, tmp_path / "fresh")
    assert everything(tmp_path / "G") == everything(tmp_path / "fresh")
