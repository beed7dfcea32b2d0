"""Rows → entities and facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from hanse.model import Entity, Evidence, Extract, Fact, Row, Value
from hanse.tables.cells import DATES, columns_of, compile_cell, compile_where, to_date, to_value
from hanse.tables.mapping import Cell, FactRule, Mapping, SheetRule
from hanse.tables.naming import Naming, Thing
from hanse.tables.problems import Problem, Problems, shown
from hanse.tables.sheet import Line, Sheet

__all__ = ["Extraction", "parts"]

_EACH_ROW = frozenset({"partner", "leadPartner"})  # every row that states one counts; of the others the first


class Extraction(NamedTuple):
    """What rows say, and what was wrong with some of them."""

    extract: Extract
    problems: tuple[Problem, ...]


Things = dict[str, tuple[Thing, ...]]


def parts(mapping: Mapping, sheets: tuple[Sheet, ...], identifier: str, source: str, size: int) -> Iterator[Extraction]:
    """What the rows say, ``size`` rows at a time (0: all); each part names every entity that its facts are about."""
    joined = any(one.name is None for rule in mapping.sheets for one in rule.entities)
    known: dict[str, Thing] | None = {} if joined else None  # what sheets refer to by key
    found = _Found()
    told: list[Problem] = []
    for rule, sheet in mapping.rules(sheets):
        problems = Problems(f"{source}, sheet {sheet.name}" if sheet.name else source)
        reading = _Reading(mapping, rule, sheet, problems, known)
        for count, line in enumerate(sheet.lines(problems), 1):
            reading.read(line, found)
            if size and count % size == 0:
                yield Extraction(found.extract(identifier), ())
                found = _Found()
        told += problems.take()
    yield Extraction(found.extract(identifier), tuple(told))


@dataclass(slots=True)
class _Found:
    """What has been read since the last part was given out."""

    entities: dict[str, Entity] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    said: set[tuple[object, ...]] = field(default_factory=set)
    named: set[Thing] = field(default_factory=set)

    def extract(self, identifier: str) -> Extract:
        return Extract(identifier, tuple(self.entities.values()), tuple(self.facts))

    def name(self, thing: Thing, evidence: Callable[[], Evidence]) -> None:
        """Keep an entity: its best name is the first; each further form and trait is added."""
        if thing in self.named:
            return
        self.named.add(thing)
        known = self.entities.get(thing.id)
        proof = evidence()
        self.entities[thing.id] = Entity(
            thing.id,
            thing.kind,
            known.name if known else thing.name,
            tuple(dict.fromkeys((*known.names, *thing.names))) if known else thing.names,
            (known.language if known else "") or thing.language,
            country=(known.country if known else "") or thing.country,
            scope=thing.scope,
            mention=known.mention if known else proof.where,
            extractor=proof.extractor,
            confidence=proof.confidence,
        )

    def state(
        self, fact: tuple[str, str, str | Value], evidence: Callable[[], Evidence], dates: tuple[str, str]
    ) -> None:
        """Keep a fact: once, unless each row that states it counts."""
        if fact[1] in _EACH_ROW or fact not in self.said:
            self.said.add(fact)
            self.facts.append(Fact(*fact, evidence(), *dates))


class _Reading:
    """A sheet's rule made ready for its columns."""

    def __init__(
        self, mapping: Mapping, rule: SheetRule, sheet: Sheet, problems: Problems, known: dict[str, Thing] | None
    ) -> None:
        self.sheet, self.problems = sheet, problems
        self.extractor, self.confidence = f"table:{mapping.name}", mapping.confidence
        self.wanted = compile_where(rule.where, sheet, problems.source)
        self.entities = [Naming(one, sheet, rule.empty, problems.source, known) for one in rule.entities]
        columns = {one.rule.key: frozenset(one.columns) for one in self.entities}
        columns["*"] = frozenset(at for name in rule.evidence if (at := sheet.index(name)) is not None)
        self.facts = [_Stating(one, sheet, rule.empty, problems.source, columns) for one in rule.facts]

    def read(self, line: Line, found: _Found) -> None:
        """Add what a row says."""
        if self.wanted and not self.wanted(line):
            return
        things: Things = {}
        told = self.problems.count
        for one in self.entities:
            things[one.rule.key] = one.read(line, self.problems)
            for thing in things[one.rule.key]:
                found.name(thing, partial(self._evidence, line, one.columns))
        main = self.entities[0]
        if not things[main.rule.key] and not main.rule.where and self.problems.count == told:
            reason = f"{main.label} is empty or unusable: no {main.rule.key} named"
            self.problems.add(line.number, f"no {main.rule.key}", reason)
        for stating in self.facts:
            if not stating.wanted or stating.wanted(line):
                self._state(stating, line, things, found)

    def _state(self, stating: _Stating, line: Line, things: Things, found: _Found) -> None:
        subjects = things[stating.rule.subject]
        predicate = _first(stating.predicate(line, self.problems)) if subjects else ""
        objects = stating.objects(line, predicate, self.problems, things) if predicate else ()
        if not objects:
            return
        dates = stating.dates(line, self.problems)
        evidence = partial(self._evidence, line, stating.columns)
        for subject in subjects:
            for thing in objects:
                if subject.id != thing:
                    found.state((subject.id, predicate, thing), evidence, dates)

    def _evidence(self, line: Line, columns: Sequence[int]) -> Evidence:
        return Evidence(self._row(line, columns), self.extractor, self.confidence)

    def _row(self, line: Line, columns: Sequence[int]) -> Row:
        """The place of a row, with the cells that say it."""
        texts: list[str] = []
        for at in columns:
            if (text := line.cells[at]) and text not in texts:
                texts.append(text)
        return Row(self.sheet.name, line.number, " | ".join(texts))


class _Stating:
    """A fact's rule made ready for the columns of a sheet."""

    def __init__(
        self, rule: FactRule, sheet: Sheet, empty: frozenset[str], source: str, named: dict[str, frozenset[int]]
    ) -> None:
        self.rule = rule
        self.wanted = compile_where(rule.where, sheet, source)
        self.predicate = compile_cell(rule.predicate, sheet)
        self.value = compile_cell(rule.object, sheet, empty) if isinstance(rule.object, Cell) else None
        self.since, self.until = (compile_cell(cell or Cell(), sheet, empty) for cell in (rule.since, rule.until))
        own = named[rule.object] if isinstance(rule.object, str) else columns_of(rule.object, sheet)
        stated = (columns_of(cell, sheet) for cell in (rule.predicate, rule.since, rule.until))
        self.columns = sorted(frozenset().union(named[rule.subject], own, named["*"], *stated))

    def dates(self, line: Line, problems: Problems) -> tuple[str, str]:
        """From when and until when it holds, as ISO dates; empty where the row doesn't say."""
        rule = self.rule
        since = _date(self.since(line, problems), rule.since, line, problems) if rule.since else ""
        return since, _date(self.until(line, problems), rule.until, line, problems) if rule.until else ""

    def objects(self, line: Line, predicate: str, problems: Problems, things: Things) -> Sequence[str | Value]:
        """What the fact says of its subject."""
        if isinstance(self.rule.object, str):
            if predicate in _EACH_ROW and not things[self.rule.object]:
                problems.add(line.number, f"no {self.rule.object}", f"no {self.rule.object} named: no {predicate} read")
            return [thing.id for thing in things[self.rule.object]]
        assert self.value is not None
        formats = self.rule.object.formats
        values = (to_value(predicate, text, formats, line.number, problems) for text in self.value(line, problems))
        return [value for value in values if value is not None]


def _first(texts: tuple[str, ...]) -> str:
    return texts[0] if texts else ""


def _date(texts: tuple[str, ...], cell: Cell, line: Line, problems: Problems) -> str:
    """The first text as an ISO date; empty where there is none."""
    if not texts:
        return ""
    value = to_date(texts[0], cell.formats)
    if value is None:
        problems.add(line.number, "date not readable", f"date {shown(texts[0])} is not readable; allowed: {DATES}")
    return value.text if value else ""
