"""Documents that are copies of others: what counts as one, and what the graph says of it."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from hanse import build
from hanse import open as open_graph
from hanse.building.copies import Copies
from hanse.building.likeness import SIZE, Likeness, alike, main_text, signature
from hanse.documents import READERS
from hanse.model import Document

BENCHMARK = Path(__file__).parents[1] / "data" / "benchmark" / "documents"
VOCABULARY = [
    f"{one}{two}{three}" for one in "bdfkl" for two in "aeiou" for three in ("ra", "ten", "so", "mi", "pul", "gor")
]


def words(count: int, seed: int) -> list[str]:
    return random.Random(seed).choices(VOCABULARY, k=count)


def changed(text: list[str], share: float, seed: int = 3) -> list[str]:
    """The text with so much of its end written anew."""
    keep = round(len(text) * (1 - share))
    return text[:keep] + words(len(text) - keep, seed)


def shared(one: list[str], other: list[str]) -> float:
    """Of their sequences of five words, the share that both have."""
    both = [{tuple(text[at : at + 5]) for at in range(len(text) - 4)} for text in (one, other)]
    return len(both[0] & both[1]) / len(both[0] | both[1])


def text(*lines: str) -> Document:
    return READERS["txt"]("\n\n".join(lines).encode(), "d", "d.txt")


def compared(*documents: Document) -> list[Likeness]:
    data = b"".join(signature(document) for document in documents)
    return sorted(alike(np.frombuffer(data, np.uint8).reshape(-1, SIZE)))


def test_the_same_words_are_the_same_text() -> None:
    page = " ".join(words(200, 1))
    assert compared(text(page), text(page.upper().replace(" ", "  ")), text(page + " more")) == [
        Likeness(1, 0, True),
        Likeness(2, 0, False),
    ]
    assert compared(text("Riga leads."), text("Riga  leads!"), text("Riga left.")) == [Likeness(1, 0, True)]


@pytest.mark.parametrize("size", [100, 1000])
def test_most_of_a_text_in_common_makes_a_near_duplicate_and_half_of_it_does_not(size: int) -> None:
    wrong = 0
    for seed in range(40):
        first = words(size, seed)
        for share in (0.02, 0.05, 0.2, 0.3, 0.5):
            second = changed(first, share, seed + 1000)
            near = bool(compared(text(" ".join(first)), text(" ".join(second))))
            real = shared(first, second)
            assert near or real < 0.9
            assert not near or real > 0.65
            wrong += near != (real >= 0.8)
    assert wrong <= 0.02 * 200


def test_what_pages_of_a_site_share_does_not_count() -> None:
    links = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in words(60, 1))
    notice = " ".join(words(80, 2))

    def page(seed: int) -> Document:
        body = f"<h1>{' '.join(words(5, seed))}</h1><p>{' '.join(words(60, seed))}.</p>"
        html = f"<nav><ul>{links}</ul></nav><main>{body}</main><footer><p>{notice}</p></footer>"
        return READERS["html"](html.encode(), "d", "d.html")

    assert " ".join(words(60, 7)) in main_text(page(7)) and notice not in main_text(page(7))
    assert compared(page(7), page(8)) == []
    assert compared(page(7), page(8), page(7)) == [Likeness(2, 0, True)]


@pytest.mark.skipif(not BENCHMARK.exists(), reason="the benchmark is not at hand")
def test_no_two_real_pages_are_near_duplicates() -> None:
    pages = [path for path in sorted(BENCHMARK.iterdir()) if path.suffix[1:] in READERS]
    assert len(pages) > 40
    assert compared(*(READERS[path.suffix[1:]](path.read_bytes(), path.stem, path.name) for path in pages)) == []


def test_a_signature_is_the_same_in_every_process() -> None:
    script = """
from hanse.building.likeness import signature
from hanse.documents import READERS
import random
page = " ".join(random.Random(5).choices(["a", "b", "c", "d", "é", "f"], k=90))
print(signature(READERS["txt"](page.encode(), "d", "d")).hex())
"""
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and len(runs[0]) == 2 * SIZE + 1


def test_what_is_said_does_not_depend_on_the_order_of_documents(tmp_path: Path) -> None:
    base = [words(150, seed) for seed in range(12)]
    texts = {f"d{n:02}-{copy}": changed(base[n], copy * 0.03) for n in range(12) for copy in range(4)}
    texts |= {"same-1": base[0], "same-2": base[0], "short": ["Riga"], "void": []}
    signed = [(name, signature(Document(name, name, " ".join(one)))) for name, one in texts.items()]
    said = []
    for seed in range(4):
        random.Random(seed).shuffle(signed)
        copies = Copies(tmp_path / str(seed))
        for start in range(0, len(signed), 5):
            copies.add(signed[start : start + 5])
        said.append(sorted(copies.lines("https://example.org/", {"d03-0"})))
    assert all(one == other for one, other in pairwise(said))
    lines = b"".join(said[0]).decode()
    assert copies.found[True] == 2 and copies.found[False] >= 12 * 2
    assert "d03-0>" not in lines and "d03-1>" in lines
    assert "<https://example.org/id/document/same-1> <https://w3id.org/hanse/ontology#duplicateOf>" in lines


def test_a_great_many_copies_cost_little(tmp_path: Path) -> None:
    page = words(120, 1)
    signed = [(f"d{n:05}", signature(Document("d", "d", " ".join([*page, str(n % 3000)])))) for n in range(6000)]
    copies = Copies(tmp_path / "copies")
    copies.add(signed)
    assert len(list(copies.lines("https://example.org/", ()))) == 5999
    assert (copies.found[True], copies.found[False]) == (3000, 2999)


def test_a_graph_says_what_is_a_copy_of_what_and_keeps_what_each_says(tmp_path: Path) -> None:
    page = "# In4Green\n\nThe city of Riga leads the In4Green network.\n\n" + " ".join(words(120, 1)) + ".\n"
    pages = {
        "a": page,
        "b": page,
        "c": page.replace(".\n", " indeed.\n"),
        "d": "# Other\n\nTurku leads the BioCanteens network.",
    }
    for name, one in pages.items():
        (tmp_path / f"{name}.md").write_text(one, encoding="utf-8")
    report = build(sorted(tmp_path.glob("*.md")), tmp_path / "G")
    assert (report.duplicates, report.near_duplicates) == (1, 1)
    graph = open_graph(tmp_path / "G")
    assert [(row.copy, row.likeness, row.of) for row in graph.saved("copies")] == [
        ("b", "the same text", "a"),
        ("c", "most of it", "a"),
    ]
    said = graph.query("SELECT ?g { GRAPH ?g { ?n hanse:leadPartner ?c } } ORDER BY ?g")
    assert len(list(said)) == 4
