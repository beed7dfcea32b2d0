"""A store made of an earlier one answers as one that was made anew, and the earlier one stays as it is."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

import hanse
from hanse import store
from hanse.store.sealing import is_sealed, is_whole
from hanse.store.updating import differing, update

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PREFERRED = "http://www.w3.org/2004/02/skos/core#prefLabel"


def _line(subject: int, predicate: str, target: str, graph: str) -> bytes:
    return f"<http://x/id/city/{subject}> <{predicate}> {target} <http://x/graph/{graph}> .\n".encode()


lines = st.builds(
    _line,
    st.integers(0, 20),
    st.sampled_from((LABEL, PREFERRED, "urn:p")),
    st.sampled_from(
        (
            '"Riga"',
            '"RIGA"@lv',
            '"a <b> .\\n"',
            '"0.90"^^<http://www.w3.org/2001/XMLSchema#decimal>',
            '"2024-02-30"^^<http://www.w3.org/2001/XMLSchema#date>',
            "<http://x/id/city/1>",
        )
    ),
    st.sampled_from(("d1", "d2", "d2/evidence", "gazetteer")),
)
graphs = st.lists(lines, max_size=40)


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield (path := tmp_path_factory.mktemp("graph"))
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pairs")


def graph(path: Path, quads: list[bytes]) -> Path:
    """A graph directory of these quads."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    (path / store.QUADS).write_bytes(b"".join(sorted(set(quads))))
    return path


def hashes(path: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in path.iterdir()}


def content(path: Path) -> tuple[list[str], list[str]]:
    opened = Store.read_only(str(path))
    return sorted(map(str, opened)), sorted(map(str, opened.named_graphs()))


COMMON = [_line(number, "urn:p", f'"{other}"', "d1") for number in range(100, 300) for other in range(10)]


@settings(max_examples=8, deadline=None)
@given(graphs, graphs)
def test_a_changed_store_answers_as_a_new_one(place: Path, before: list[bytes], after: list[bytes]) -> None:
    old, new = graph(place / "old", COMMON + before), graph(place / "new", COMMON + after)
    store.write(old / store.STORE, old / store.QUADS)
    kept = hashes(old / store.STORE)
    assert update(new / store.STORE, new / store.QUADS, old)
    store.write(new / "anew", new / store.QUADS)
    assert content(new / store.STORE) == content(new / "anew")
    assert hashes(old / store.STORE) == kept


@settings(max_examples=200, deadline=None)
@given(graphs, graphs, st.integers(1, 400))
def test_what_differs_is_found_whatever_is_looked_at_at_a_time(
    before: list[bytes], after: list[bytes], window: int
) -> None:
    def by_subject(said: list[bytes]) -> dict[bytes, list[bytes]]:
        return {
            subject: sorted({line for line in said if line.startswith(subject)})
            for subject in {line.split(b" ")[0] + b" " for line in said}
        }

    old, new = by_subject(before), by_subject(after)
    expected = {key: new.get(key, []) for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    files = (BytesIO(b"".join(sorted(set(said)))) for said in (before, after))
    found = list(differing(*files, window))
    assert dict(found) == expected and len(found) == len(expected)
    assert [subject for subject, _ in found] == sorted(expected)


def test_updates_of_updates_stay_right(folder: Path) -> None:
    last = graph(folder / "0", COMMON)
    store.write(last / store.STORE, last / store.QUADS)
    for number in range(1, 5):
        new = graph(folder / str(number), [*COMMON[number:], _line(number, LABEL, f'"{number}"', f"d{number}")])
        assert update(new / "updated", new / store.QUADS, last)
        store.write(new / store.STORE, new / store.QUADS, earlier=last)
        assert is_whole(new / store.STORE) and is_sealed(new / store.STORE, new / store.QUADS)
        last = new
    store.write(last / "anew", last / store.QUADS)
    assert content(last / store.STORE) == content(last / "anew")


def test_a_store_that_is_read_meanwhile_is_not_touched(folder: Path) -> None:
    old, new = graph(folder / "old", COMMON), graph(folder / "new", COMMON[20:])
    store.write(old / store.STORE, old / store.QUADS)
    reader = store.open(old)
    store.write(new / store.STORE, new / store.QUADS, earlier=old)
    assert len(reader) == 2 * len(COMMON) and len(store.open(new)) == 2 * len(COMMON[20:])
    shutil.rmtree(old)
    assert len(store.open(new)) == 2 * len(COMMON[20:]), "it needs nothing of the earlier one"


@pytest.mark.parametrize("harm", ["table", "manifest", "quads", "none", "unsealed", "older"])
def test_an_earlier_store_that_is_not_whole_is_not_used(folder: Path, harm: str) -> None:
    old, new = graph(folder / "old", COMMON), graph(folder / "new", COMMON[20:])
    store.write(old / store.STORE, old / store.QUADS)
    if harm == "table":
        table = max((old / store.STORE).glob("*.sst"), key=lambda path: path.stat().st_size)
        table.write_bytes(table.read_bytes()[:-300] + bytes(1) + table.read_bytes()[-299:])
    elif harm == "manifest":
        table = next((old / store.STORE).glob("MANIFEST-*"))
        table.write_bytes(table.read_bytes()[:-9])
    elif harm == "quads":
        (old / store.QUADS).write_bytes(b"".join(sorted(COMMON[1:])))
    elif harm == "unsealed":
        (old / store.STORE / "SEAL").unlink()
    elif harm == "older":  # graphs were merged otherwise then
        seal = old / store.STORE / "SEAL"
        seal.write_text(re.sub('"maker": ".', '"maker": "9', seal.read_text()))
    else:
        shutil.rmtree(old)
    assert not update(new / store.STORE, new / store.QUADS, old) and not (new / store.STORE).exists()
    store.write(new / store.STORE, new / store.QUADS, earlier=old)
    assert len(store.open(new)) == 2 * len(COMMON[20:])


def test_a_graph_that_changed_much_is_loaded_anew(folder: Path) -> None:
    old, new = graph(folder / "old", COMMON), graph(folder / "new", COMMON[len(COMMON) // 2 :])
    other = graph(folder / "other", [line.replace(b"/city/", b"/town/") for line in COMMON])
    store.write(old / store.STORE, old / store.QUADS)
    for one in (new, other):
        assert not update(one / store.STORE, one / store.QUADS, old) and not (one / store.STORE).exists()
        store.write(one / store.STORE, one / store.QUADS, earlier=old)
        store.write(one / "anew", one / store.QUADS)
        assert content(one / store.STORE) == content(one / "anew")


def test_a_rebuild_after_one_changed_page_shares_the_tables_of_the_earlier_store(folder: Path) -> None:
    def page(number: int, city: str) -> None:
        text = f"# Net{number}\n\nThe Net{number} network is led by {city}. Its partners are Riga, Turin and Gdansk.\n"
        (folder / "pages" / f"{number}.md").write_text(text, encoding="utf-8")

    (folder / "pages").mkdir()
    for number in range(30):
        page(number, "Ghent")
    hanse.build(folder / "pages", folder / "G", workers=1)
    tables = {path.stat().st_ino for path in (folder / "G" / store.STORE).glob("*.sst")}
    page(7, "Porto")
    hanse.build(folder / "pages", folder / "G", workers=1)
    assert tables & {path.stat().st_ino for path in (folder / "G" / store.STORE).glob("*.sst")}
    hanse.build(folder / "pages", folder / "anew", workers=1)
    assert content(folder / "G" / store.STORE) == content(folder / "anew" / store.STORE)
