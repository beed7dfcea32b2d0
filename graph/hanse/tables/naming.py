"""How a row names things."""

from __future__ import annotations

from typing import NamedTuple

from hanse.names import fold
from hanse.tables.cells import cells_of, columns_of, compile_cell, compile_where
from hanse.tables.countries import country_code
from hanse.tables.mapping import Cell, EntityRule
from hanse.tables.problems import Problems, shown
from hanse.tables.sheet import Line, Sheet

__all__ = ["Naming", "Thing"]


_REMEMBERED = 50_000  # wordings of things that rows repeat


class Thing(NamedTuple):
    """An entity as one row names it."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    country: str = ""
    language: str = ""
    scope: str = ""


class Naming:
    """An entity's rule made ready for the columns of a sheet."""

    def __init__(
        self, rule: EntityRule, sheet: Sheet, empty: frozenset[str], source: str, known: dict[str, Thing] | None
    ) -> None:
        def reader(cell: Cell | None):  # type: ignore[no-untyped-def]
            return compile_cell(cell or Cell(), sheet, empty)

        self.rule, self.known = rule, known
        self.wanted = compile_where(rule.where, sheet, source)
        self.kind, self.name = reader(rule.kind), reader(rule.name)
        self.names = tuple(reader(cell) for cell in rule.names)
        self.country, self.language, self.scope = reader(rule.country), reader(rule.language), reader(rule.scope)
        self.identity = tuple(reader(cell) for cell in rule.identity)
        says = [rule.name, *rule.names] if rule.name else rule.identity
        self.columns = sorted(frozenset[int]().union(*(columns_of(cell, sheet) for cell in says)))
        reads = [rule.kind, rule.country, rule.language, rule.scope, *rule.identity, Cell(columns=tuple(rule.where))]
        self.texts = cells_of(sorted({*self.columns}.union(*(columns_of(cell, sheet) for cell in reads))))
        self.seen: dict[tuple[str, ...], tuple[Thing, ...]] = {}
        self.label = " or ".join(shown(name) for name in ((rule.name or rule.identity[0]).columns or (rule.key,)))

    def read(self, line: Line, problems: Problems) -> tuple[Thing, ...]:
        """The things that a row names by this rule: none, one, or several from a list."""
        texts = self.texts(line.cells)
        things = self.seen.get(texts)
        if things is None:
            told = problems.count
            things = self._named(line, problems) if not self.wanted or self.wanted(line) else ()
            if problems.count == told:  # what is wrong is told for each row
                if len(self.seen) == _REMEMBERED:
                    self.seen.clear()
                self.seen[texts] = things
        return things

    def _named(self, line: Line, problems: Problems) -> tuple[Thing, ...]:
        kinds = self.kind(line, problems)
        if not kinds:
            return ()
        kind = kinds[0]
        if self.rule.name is None:
            return self._referred(kind, line, problems)
        texts = self.name(line, problems)
        if not texts:
            return ()
        scope, language = _first(self.scope(line, problems)), _first(self.language(line, problems))
        country = self._located(kind, texts, line, problems)
        if len(texts) == 1:
            return self._one(kind, texts[0], country, language, scope, line, problems)
        return tuple(
            Thing(_identified(kind, name, country, scope), kind, name, (name,), country, language, scope)
            for name in texts
            if kind != "Country" or country_code(name)
        )

    def _one(
        self, kind: str, name: str, country: str, language: str, scope: str, line: Line, problems: Problems
    ) -> tuple[Thing, ...]:
        """A thing that has the row to itself: its other names and its key are about it alone."""
        if kind == "Country" and not country_code(name):
            return ()
        own = self._key(kind, line, problems) if self.identity else ""
        names = (name, *(text for read in self.names for text in read(line, problems))) if self.names else (name,)
        thing = Thing(
            own or _identified(kind, name, country, scope),
            kind,
            name,
            names if len(names) < 2 else tuple(dict.fromkeys(names)),
            country,
            language,
            scope,
        )
        if own and self.known is not None:
            self.known.setdefault(own, thing)
        return (thing,)

    def _located(self, kind: str, texts: tuple[str, ...], line: Line, problems: Problems) -> str:
        """The country as an ISO code or as its name stands; of a country itself, too."""
        text = _first(self.country(line, problems)) or (texts[0] if kind == "Country" and len(texts) == 1 else "")
        code = country_code(text)
        if text and not code:
            allowed = "two letters of ISO 3166-1 (ES, EL, UK) or the country's name"
            problems.add(line.number, "unknown country code", f"no country is {shown(text)}; allowed: {allowed}")
        return code

    def _key(self, kind: str, line: Line, problems: Problems) -> str:
        """The id made of what identifies the thing; empty where the rule or the row has none."""
        parts = ["/".join(read(line, problems)) for read in self.identity]
        return f"{kind}#{'|'.join(map(_folded, parts))}" if parts and all(parts) else ""

    def _referred(self, kind: str, line: Line, problems: Problems) -> tuple[Thing, ...]:
        """A thing that a sheet before this one named."""
        own = self._key(kind, line, problems)
        thing = (self.known or {}).get(own)
        if own and not thing:
            key = shown(own.partition("#")[2])
            reason = f"no {self.rule.key} with {self.label} {key} in another sheet"
            problems.add(line.number, f"unknown {self.rule.key}", reason)
        return (thing,) if thing else ()


def _first(texts: tuple[str, ...]) -> str:
    return texts[0] if texts else ""


def _identified(kind: str, name: str, country: str, scope: str) -> str:
    return f"{kind}:{_folded(name)}|{_folded(country)}|{_folded(scope)}"


def _folded(text: str) -> str:
    return fold(text) or text.casefold()
