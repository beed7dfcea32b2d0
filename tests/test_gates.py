"""Readers that a gate keeps out of a stretch would have found nothing there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from hanse import extraction, gazetteer
from hanse.documents import read
from hanse.extraction import gates, reading
from hanse.extraction.gates import Gate
from hanse.extraction.scene import Scene
from hanse.model import Span

DOCUMENTS = sorted((Path(__file__).parents[1] / "data" / "invented" / "documents").iterdir())
LINES = """# The SKYLARK project

SKYLARK is led by Riga. The SKYLARK project has pilots in Ghent and Porto. Others are Brussels (CALICO) and Lahti.

In the SKYLARK project, Graz and Linz are testing electric boats.

The living labs of CIVITAS ECCENTRIC are in Graz.

Six towns take part in SKYLARK, including Turku. The lead partner (City of Riga) thanks them.

The project CALICO builds houses. The Lahti Energy Agency, whose president is Anna Novak, helps.

The mayors of Turku, Anna Novak, and Tampere, Jan Novak, came.

New president of the Lahti Energy Agency is the mayor of Turku, Anna Novak.

Lahti Energy Agency

It is chaired by Anna Novak.

## SKYLARK Conference

The conference was held in Turku.
"""
ZEILEN = "Das Baltische Wasserforum findet am 5. Juni 2023 in der Stadt Linz statt, und viele kommen zu ihm.\n"


def state(scene: Scene) -> tuple[object, ...]:
    found = (scene.drafts, scene.hidden, scene.rows, scene.records, scene.bearers)
    return (scene.mentions.changes, *map(len, found))


def name_of(one: Gate[Any]) -> str:
    return f"{one.read.__module__.removeprefix('hanse.extraction.')}.{one.read.__name__}"


class Watch:
    """The gates, which also ask whom they keep out."""

    def __init__(self) -> None:
        self.found: set[str] = set()  # the readers that found something
        self.wrong: list[str] = []  # what those found that should have been kept out

    def opened(self, scene: Scene, span: Span, readers: Sequence[Gate[Any]]) -> Iterator[Any]:
        unit = scene.layout.unit_at(span)
        for one in readers:
            if found := list(gates.opened(scene, span, [one])):
                before = state(scene)
                yield from found
                self.found |= {name_of(one)} if state(scene) != before else set()
            else:
                self._ask(scene, one, unit, span)

    def admitted(self, scene: Scene, one: Gate[Any], stretches: Sequence[Any]) -> Iterator[Any]:
        for stretch in stretches:
            if found := list(gates.admitted(scene, one, [stretch])):
                before = state(scene)
                yield from found
                self.found |= {name_of(one)} if state(scene) != before else set()
            else:
                self._ask(scene, one, stretch[0])

    def _ask(self, scene: Scene, one: Gate[Any], *stretch: Any) -> None:
        before = state(scene)
        one.read(scene, *stretch)
        if state(scene) != before:
            self.wrong.append(f"{name_of(one)} in {stretch[-1]} of {scene.document.identifier}")


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    found = Watch()
    lines, zeilen = (tmp_path_factory.mktemp("gates") / name for name in ("lines.md", "zeilen.md"))
    lines.write_text(LINES, encoding="utf-8")
    zeilen.write_text(ZEILEN, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "opened", found.opened)
        patch.setattr(reading, "admitted", found.admitted)
        knowledge = extraction.Knowledge(gazetteer.load())
        for path in (lines, zeilen, *DOCUMENTS):
            extraction.extract(read(path), knowledge)
    yield found


def test_no_reader_finds_anything_behind_its_closed_gate(watch: Watch) -> None:
    assert watch.wrong == []


def test_every_reader_with_a_gate_finds_something_so_that_a_wrong_one_is_noticed(watch: Watch) -> None:
    assert {*map(name_of, gates.declared())} <= watch.found
