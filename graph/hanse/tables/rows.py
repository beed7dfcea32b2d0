"""Rows → entities and facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from hanse.model import Entity, Evidence, Extract, Fact, Row, Value
from hanse.tables.cells import DATES, cells_of, columns_of, compile_cell, compile_where, to_date, to_value
from hanse.tables.mapping import Cell, FactRule, Mapping, SheetRule
from hanse.tables.naming import Naming, Thing
from hanse.tables.problems import Problem, Problems, shown
from hanse.tables.sheet import Line, Sheet

__all__ = ["Extraction", "Found", "Reading", "parts", "place"]

_EACH_ROW = frozenset({"partner", "leadPartner"})  # every row that states one counts; of the others the first


class Extraction(NamedTuple):
    """What rows say, and what was wrong with some of them."""

    extract: Extract
    problems: tuple[Problem, ...]


Quote = Callable[[tuple[str, ...]], str]


class Told(NamedTuple):
    """What a row's cells name by one rule; the number tells it from all else that the same rows name."""

    number: int
    ids: tuple[str, ...]  # of things


def parts(mapping: Mapping, sheets: tuple[Sheet, ...], identifier: str, source: str, size: int) -> Iterator[Extraction]:
    """What the rows say, ``size`` rows at a time (0: all); each part names every entity that its facts are about."""
    known: dict[str, Thing] | None = {} if mapping.joined else None  # what sheets refer to by key
    found = Found()
    told: list[Problem] = []
    for rule, sheet in mapping.rules(sheets):
        problems = Problems(place(source, sheet.name))
        reading = Reading(mapping, rule, sheet, problems.source, known)
        for done, line in enumerate(sheet.lines(problems), 1):
            reading.read(line, found, problems)
            if size and done % size == 0:
                yield Extraction(found.extract(identifier), ())
                found = Found()
        told += problems.take()
    yield Extraction(found.extract(identifier), tuple(told))


def place(source: str, sheet: str) -> str:
    """Where a table's rows stand, for messages."""
    return f"{source}, sheet {sheet}" if sheet else source


@dataclass(slots=True)
class Found:
    """What rows say, gathered."""

    entities: dict[str, Entity] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    said: set[tuple[object, ...]] = field(default_factory=set)
    named: set[Thing] = field(default_factory=set)
    told: dict[int, dict[tuple[str, ...], Told]] = field(default_factory=lambda: defaultdict(dict))  # by rule and texts
    numbers: Iterator[int] = field(default_factory=count)

    def extract(self, identifier: str) -> Extract:
        """All of it."""
        return Extract(identifier, tuple(self.entities.values()), tuple(self.facts))

    def name(self, thing: Thing, proof: Evidence) -> None:
        """Keep an entity: its best name is the first; each further form and trait is added."""
        self.named.add(thing)
        known = self.entities.get(thing.id)
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


class Reading:
    """A sheet's rule made ready for its columns."""

    def __init__(
        self, mapping: Mapping, rule: SheetRule, sheet: Sheet, source: str, known: dict[str, Thing] | None
    ) -> None:
        self.sheet = sheet.name
        self.extractor, self.confidence = f"table:{mapping.name}", mapping.confidence
        self.wanted = compile_where(rule.where, sheet, source)
        self.entities = [Naming(one, sheet, rule.empty, source, known) for one in rule.entities]
        self.numbered = list(enumerate(self.entities))
        self.quotes = [quoting(one.columns) for one in self.entities]
        places = {one.rule.key: number for number, one in self.numbered}
        columns = {one.rule.key: frozenset(one.columns) for one in self.entities}
        columns["*"] = frozenset(at for name in rule.evidence if (at := sheet.index(name)) is not None)
        self.facts = [Stating(one, sheet, rule.empty, source, columns, places) for one in rule.facts]

    def read(self, line: Line, found: Found, problems: Problems) -> None:
        """Add what a row says."""
        if self.wanted and not self.wanted(line):
            return
        before, cells = problems.count, line.cells
        told = [
            found.told[number].get(naming.texts(cells)) or self._named(number, line, found, problems)
            for number, naming in self.numbered
        ]
        main = self.entities[0]
        if not told[0].ids and not main.rule.where and problems.count == before:
            reason = f"{main.label} is empty or unusable: no {main.rule.key} named"
            problems.add(line.number, f"no {main.rule.key}", reason)
        for stating in self.facts:
            subject = told[stating.subject]
            if not subject.ids or (stating.wanted and not stating.wanted(line)):
                continue
            if stating.once:  # in these words
                words = (stating, subject.number, told[stating.object].number)
                if words in found.said:
                    continue
                found.said.add(words)
            self._state(stating, line, told, found, problems)

    def _named(self, number: int, line: Line, found: Found, problems: Problems) -> Told:
        """What the row names by a rule, for the first time in these words."""
        naming, before = self.entities[number], problems.count
        things = naming.read(line, problems)
        for thing in things:
            if thing not in found.named:
                found.name(thing, self._evidence(line, self.quotes[number]))
        told = Told(next(found.numbers), tuple([thing.id for thing in things]))
        if problems.count == before:  # what is wrong is told for each row
            found.told[number][naming.texts(line.cells)] = told
        return told

    def _state(self, stating: Stating, line: Line, told: list[Told], found: Found, problems: Problems) -> None:
        predicate = stating.stated or _first(stating.predicate(line, problems))
        each = predicate in _EACH_ROW
        objects = stating.objects(predicate, line, told, problems) if predicate else ()
        if not objects:
            return
        since, until = stating.dates(line, problems) if stating.dated else ("", "")
        proof = None
        for subject in told[stating.subject].ids:
            for thing in objects:
                if subject == thing:
                    continue
                if not each:
                    fact = (subject, predicate, thing)
                    if fact in found.said:
                        continue
                    found.said.add(fact)
                proof = proof or self._evidence(line, stating.quote)
                found.facts.append(Fact(subject, predicate, thing, proof, since, until))

    def _evidence(self, line: Line, quote: Quote) -> Evidence:
        """The place of a row, with the cells that say it."""
        return Evidence(Row(self.sheet, line.number, quote(line.cells)), self.extractor, self.confidence)


class Stating:
    """A fact's rule made ready for the columns of a sheet."""

    def __init__(
        self,
        rule: FactRule,
        sheet: Sheet,
        empty: frozenset[str],
        source: str,
        named: dict[str, frozenset[int]],
        places: dict[str, int],
    ) -> None:
        self.rule = rule
        self.wanted = compile_where(rule.where, sheet, source)
        self.subject = places[rule.subject]
        self.object = places[rule.object] if isinstance(rule.object, str) else 0
        self.predicate = compile_cell(rule.predicate, sheet)
        self.stated = "" if rule.predicate.columns else rule.predicate.text  # where each row states the same
        self.value = compile_cell(rule.object if isinstance(rule.object, Cell) else Cell(), sheet, empty)
        self.since, self.until = (compile_cell(cell or Cell(), sheet, empty) for cell in (rule.since, rule.until))
        self.dated = bool(rule.since or rule.until)
        self.once = (
            isinstance(rule.object, str) and not self.dated and bool(self.stated) and self.stated not in _EACH_ROW
        )
        own = named[rule.object] if isinstance(rule.object, str) else columns_of(rule.object, sheet)
        stated = (columns_of(cell, sheet) for cell in (rule.predicate, rule.since, rule.until))
        self.quote = quoting(frozenset().union(named[rule.subject], own, named["*"], *stated))

    def dates(self, line: Line, problems: Problems) -> tuple[str, str]:
        """From when and until when it holds, as ISO dates; empty where the row doesn't say."""
        rule = self.rule
        since = _date(self.since(line, problems), rule.since, line, problems) if rule.since else ""
        return since, _date(self.until(line, problems), rule.until, line, problems) if rule.until else ""

    def objects(self, predicate: str, line: Line, told: list[Told], problems: Problems) -> Sequence[str | Value]:
        """What the fact says of its subject."""
        if isinstance(self.rule.object, str):
            things = told[self.object].ids
            if predicate in _EACH_ROW and not things:
                problems.add(line.number, f"no {self.rule.object}", f"no {self.rule.object} named: no {predicate} read")
            return things
        formats = self.rule.object.formats
        values = (to_value(predicate, text, formats, line.number, problems) for text in self.value(line, problems))
        return [value for value in values if value is not None]


def _first(texts: tuple[str, ...]) -> str:
    return texts[0] if texts else ""


def quoting(columns: Iterable[int]) -> Quote:
    """A function that gives the texts of some cells of a row, each once, joined."""
    get = cells_of(sorted(columns))
    return lambda cells: " | ".join(filter(None, dict.fromkeys(get(cells))))


def _date(texts: tuple[str, ...], cell: Cell, line: Line, problems: Problems) -> str:
    """The first text as an ISO date; empty where there is none."""
    if not texts:
        return ""
    value = to_date(texts[0], cell.formats)
    if value is None:
        problems.add(line.number, "date not readable", f"date {shown(texts[0])} is not readable; allowed: {DATES}")
    return value.text if value else ""
