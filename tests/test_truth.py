"""A corpus whose truth is known, built and scored: the same at one size and at ten times it."""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import hanse

sys.path.append(str(Path(__file__).parent / "benchmarks"))

import corpora
from truth import Tally, score

FEW, MANY, ROWS = 20, 100, 600


def truths(folder: Path) -> list[dict[str, Any]]:
    with gzip.open(folder / corpora.TRUTH / "documents.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders of a corpus, its graph, and the graph of its first documents."""
    folder = tmp_path_factory.mktemp("truth")
    for count, rows in ((FEW, 0), (MANY, ROWS)):
        corpora.write(folder / f"corpus-{count}", count, rows, seed=7)
        hanse.build(folder / f"corpus-{count}" / corpora.SOURCES, folder / f"graph-{count}", workers=1)
    return folder


@pytest.fixture(scope="module")
def scored(built: Path) -> dict[int, Tally]:
    """What came of each."""
    return {count: score(built / f"graph-{count}", built / f"corpus-{count}" / corpora.TRUTH) for count in (FEW, MANY)}


def test_a_large_corpus_begins_with_the_small_one(tmp_path: Path) -> None:
    corpora.write(tmp_path / "small", 5, seed=3)
    corpora.write(tmp_path / "large", 40, seed=3)
    corpora.write(tmp_path / "other", 5, seed=4)
    small, large, other = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("d0*") if path.is_file()}
        for name in ("small", "large", "other")
    )
    assert small.items() <= large.items()
    assert len(large) == 40
    assert not small.items() & other.items()


@pytest.mark.parametrize("form", corpora.FORMS)
def test_every_form_holds_the_same_documents(tmp_path: Path, form: str) -> None:
    corpora.write(tmp_path / form, 6, seed=3, form=form)
    hanse.build(tmp_path / form / corpora.SOURCES, tmp_path / "graph", workers=1)
    tally = score(tmp_path / "graph", tmp_path / form / corpora.TRUTH)
    assert (tally.documents, tally.absent) == (6, 0)
    assert (tally.counts["fact", "all"].recall or 0) > 0.8


def test_facts_are_as_true_in_a_larger_corpus(scored: dict[int, Tally]) -> None:
    one, other = (scored[count].of("fact", tables=False) for count in (FEW, MANY))
    assert min(one.precision or 0, other.precision or 0) > 0.93
    assert min(one.recall or 0, other.recall or 0) > 0.85
    assert abs((one.precision or 0) - (other.precision or 0)) < 0.03
    assert abs((one.recall or 0) - (other.recall or 0)) < 0.06


def test_tables_are_read_without_a_mistake(built: Path, scored: dict[int, Tally]) -> None:
    tally = scored[MANY]
    folder = built / f"corpus-{MANY}" / corpora.SOURCES / "tables"
    with (folder / "organization.csv").open(encoding="utf-8", newline="") as file:
        members = list(csv.DictReader(file, delimiter=";"))
    with (folder / "project.csv").open(encoding="utf-8", newline="") as file:
        projects = list(csv.DictReader(file, delimiter=";"))
    assert len(members) + len(projects) == ROWS
    assert tally.projects == len(projects)
    for sort in ("thing", "fact", "value"):
        found = tally.of(sort, tables=True)
        assert (found.misses, found.extras) == (0, 0)
        assert found.hits > len(projects)


def test_listings_are_read_as_well_as_pages(scored: dict[int, Tally]) -> None:
    counts = scored[MANY].counts
    for kind in ("table", "cards"):
        assert (counts["fact", kind].f1 or 0) > 0.93


def test_near_duplicates_are_as_their_originals(built: Path, scored: dict[int, Tally]) -> None:
    told = truths(built / f"corpus-{MANY}")
    copies = [one for one in told if one["copy_of"]]
    originals = {one["doc"]: one for one in told}
    assert 2 <= len(copies) <= MANY / 10
    for copy in copies:
        original = originals[copy["copy_of"]]
        assert copy["facts"] == original["facts"]
        assert copy["values"] != original["values"]  # its date
    tally = scored[MANY]
    assert tally.copies == len(copies)
    assert tally.absent == 0


def test_lines_differ() -> None:
    """Prose is not said twice: what is cached by line would make a corpus seem cheaper than it is."""
    lines = Counter(
        content
        for one in corpora.documents(150)
        if not one.copy_of
        for kind, content in one.paper.blocks
        if kind == "p"
    )
    assert sum(count for count in lines.values() if count > 1) / lines.total() < 0.02


def test_organisations_recur_by_a_power_law(built: Path) -> None:
    with (built / f"corpus-{MANY}" / corpora.SOURCES / "tables" / "organization.csv").open(encoding="utf-8") as file:
        seen = Counter(row["organisationID"] for row in csv.DictReader(file, delimiter=";"))
    once = sum(1 for count in seen.values() if count == 1)
    assert once > len(seen) / 3
    assert seen.most_common(1)[0][1] > 10
