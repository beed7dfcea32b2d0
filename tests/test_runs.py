"""Runs of sorted lines, and what is merged of them: whatever they are cut into, the same graph comes of it."""

from __future__ import annotations

import os
import pickle
import resource
from pathlib import Path

import pyoxigraph
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.building.counting import count
from hanse.building.ranges import merge_runs
from hanse.building.runs import FRAME, open_run, write_run, write_sorted
from hanse.merging import merge
from hanse.store import MERGED, QUADS, STORE, write

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PREFERRED = "http://www.w3.org/2004/02/skos/core#prefLabel"
PARTNER = "https://w3id.org/hanse/ontology#partner"


def _line(subject: int, predicate: str, target: str, graph: str) -> bytes:
    return f"<http://x/id/city/{subject}> <{predicate}> {target} <http://x/graph/{graph}> .\n".encode()


quads = st.builds(
    _line,
    st.integers(0, 30),
    st.sampled_from((LABEL, PREFERRED, PARTNER)),
    st.sampled_from(('"Riga"', '"RIGA"@lv', '"a <b> .\\n"', "<http://x/id/city/1>")),
    st.sampled_from(("d1", "d2", "d1/evidence", "gazetteer", "input/a.ttl")),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=6).map(lambda line: line.replace(b"\n", b"") + b"\n")), st.sampled_from((5, 10**9)))
def test_a_run_holds_its_lines_sorted_and_once(folder: Path, lines: list[bytes], held: int) -> None:
    run = write_run(iter(lines), folder / "a.run", held)
    assert run.lines == len(set(lines)) and run.size == sum(map(len, set(lines)))
    assert open_run(folder / "a.run") == run == pickle.loads(pickle.dumps(run))
    assert write_sorted(iter(lines), folder / "a.run.txt", held) == run.lines
    assert (folder / "a.run.txt").read_bytes() == b"".join(sorted(set(lines)))
    assert sorted(path.name for path in folder.glob("a.run*")) == ["a.run", "a.run.txt"]
    (folder / "a.run.txt").unlink()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(quads, max_size=60), max_size=6), st.sampled_from((1, 500, 10**9)))
def test_runs_merge_into_the_same_graph_however_they_are_cut(folder: Path, parts: list[list[bytes]], size: int) -> None:
    staging = folder / os.urandom(8).hex()
    staging.mkdir()
    runs = [write_run(part, folder / f"{number}.run", 2000) for number, part in enumerate(parts)]
    told: list[tuple[int, int]] = []
    counts = merge_runs(runs, staging, progress=lambda *step: told.append(step), size=size)
    lines = sorted({line for part in parts for line in part})
    assert (staging / QUADS).read_bytes() == b"".join(lines)
    found = b""
    for path in sorted((staging / MERGED).iterdir(), key=lambda path: int(path.name)):
        with zstandard.open(path) as merged:
            found += merged.read()
    assert found == b"".join(merge(lines))
    assert counts == count(lines) and counts.quads == len(lines)
    assert told[-1][0] == told[-1][1] == len(told)
    assert sorted(path.name for path in staging.iterdir()) == sorted([QUADS, MERGED])


def test_a_subject_over_many_frames_and_runs_stays_in_one_range(folder: Path) -> None:
    staging = folder / "long"
    staging.mkdir()
    lines = [
        _line(subject, PARTNER, f"<http://x/id/city/{n:05}>", "d1") for subject in range(3) for n in range(4 * FRAME)
    ]
    runs = [write_run(lines[start::3], folder / f"long{start}.run") for start in range(3)]
    done: list[int] = []
    merge_runs(runs, staging, progress=lambda _, total: done.append(total), size=1000)
    assert done == [3, 3, 3] and (staging / QUADS).read_bytes() == b"".join(sorted(lines))


def test_any_byte_of_a_run_that_is_another_is_noticed(folder: Path) -> None:
    path = folder / "b.run"
    write_run([_line(n, PARTNER, '"x"', "d1") for n in range(600)], path)
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert open_run(path) is None
    for length in (0, 5, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert open_run(path) is None
    assert open_run(folder / "absent.run") is None


def test_more_runs_than_files_may_be_open(folder: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lines = [_line(n, PARTNER, '"x"', "d1") for n in range(300)]
    staging = folder / "many"
    staging.mkdir()
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(100, soft), hard))
    try:
        runs = [write_run([line], folder / f"many{number}.run") for number, line in enumerate(lines)]
        merge_runs(runs, staging)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert (staging / QUADS).read_bytes() == b"".join(sorted(lines))


def test_the_counts_are_of_what_documents_say() -> None:
    def line(subject: str, predicate: str, target: str, graph: str) -> bytes:
        return f"<http://x/id/{subject}> <{predicate}> {target} <http://x/graph/{graph}> .\n".encode()

    kind, city = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "<https://w3id.org/hanse/ontology#City>"
    source, start = "http://purl.org/dc/terms/source", "https://schema.org/startDate"
    lines = [
        line("city/a", kind, city, "d1"),
        line("city/a", kind, city, "evidence"),  # a document of this name
        line("city/b", kind, city, "gazetteer"),
        line("city/c", kind, city, "input/mine.ttl"),
        line("city/e", kind, city, "evidence/evidence"),
        line("document/d1", source, '"d1.txt"', "d1"),
        line("document/d1", source, '"The Herald"', "d1"),
        line("network/n", PARTNER, "<http://x/id/city/a>", "d1"),
        line("network/n", PARTNER, "<http://x/id/city/a>", "d2"),
        line("network/n", start, '"2019"', "d2"),
        line("participation/n--a", start, '"2019"', "d2"),
    ]
    counts = count(sorted(lines))
    assert (counts.quads, counts.facts, dict(counts.things)) == (11, 3, {"City": 1})


def test_a_store_is_the_same_in_one_stream_and_in_two(tmp_path: Path) -> None:
    lines = [_line(n, PARTNER, f"<http://x/id/city/{m:05}>", g) for n in range(6) for m in range(FRAME) for g in "de"]
    stores, told = [], []
    for streams in (1, 2):
        staging = tmp_path / f"in{streams}"
        staging.mkdir()
        merge_runs([write_run(sorted(lines), tmp_path / f"{streams}.run")], staging, size=1000)
        assert len(list((staging / MERGED).iterdir())) > 4, "too few stretches to tell streams apart"
        write(staging / STORE, staging / QUADS, streams=streams, progress=lambda *step: told.append(step))
        stores.append({str(quad) for quad in pyoxigraph.Store.read_only(str(staging / STORE))})
        assert not (staging / MERGED).exists()
    one, two = stores
    assert one == two and len(one) == len(lines) + len(lines) // 2
    assert all(done < total for done, total in told)
