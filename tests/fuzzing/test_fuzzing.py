"""What fuzzing found, and a short part of it: inputs that have the structure of their format."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from targets import TARGETS

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract
from hanse.gazetteer import load

FINDS = sorted((Path(__file__).parent / "finds").glob("*/*"))
STRUCTURED = sorted(name for name, target in TARGETS.items() if target.made is not None)


@pytest.mark.parametrize("find", FINDS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_once(find: Path) -> None:
    TARGETS[find.parent.name].holds(find.read_bytes())


@pytest.mark.parametrize("name", STRUCTURED)
def test_inputs_of_its_structure(name: str) -> None:
    made = TARGETS[name].made
    assert made is not None

    @settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(made)
    def holds(data: bytes) -> None:
        TARGETS[name].holds(data)

    holds()


@pytest.mark.parametrize(
    "piece",
    [
        "The kick-off meeting of Riga took place in Riga on 24 and 25 October 2023. ",
        "Riga, 12. listopada 2020. — ",
        "Riga (population 78 000), Riga ",
        "- Riga\n",
    ],
)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    text = piece * (16_000 // len(piece))
    work(text)  # what is found out about words is kept
    once, twice = work(text), work(text * 2)
    assert twice < 2.7 * once


def work(text: str) -> int:
    """How many calls it takes to extract what a text says."""
    document = READERS["txt"](text.encode(), "it", "it.txt")
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        extract(document, Knowledge(load()))
    finally:
        sys.setprofile(None)
    return calls
