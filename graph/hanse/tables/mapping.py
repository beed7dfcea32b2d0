"""What the columns of a table mean: a mapping, written in TOML (``docs/tables.md`` describes the format)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from hanse.errors import InputError
from hanse.names import fold
from hanse.suggestions import meant
from hanse.tables.sheet import Sheet
from hanse.vocabulary import CLASSES, PROPERTIES, VALUES

__all__ = ["Cell", "EntityRule", "FactRule", "Mapping", "SheetRule", "load_mapping", "parse_mapping"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a text comes from: the first of some columns that is filled, or a constant; and what is made of it."""

    columns: tuple[str, ...] = ()
    every: bool = False  # each filled column gives a text, not the first alone
    text: str = ""  # a constant; "{column}" in it stands for that column's text
    pattern: re.Pattern[str] | None = None  # keeps group 1 (or all) of the first match; nothing where none matches
    drop: re.Pattern[str] | None = None  # cuts out every match
    values: Dict[str, str] = field(default_factory=dict)  # folded text → what it means
    otherwise: str | None = None  # for a text that values doesn't have; None: a problem, "": nothing
    separator: str = ""  # the cell is a list
    formats: tuple[str, ...] = ()  # of dates, as strptime knows them


@dataclass(frozen=True, slots=True)
class EntityRule:
    """How a row names a thing."""

    key: str
    kind: Cell
    name: Cell | None  # None: another sheet names it, under the same key
    names: tuple[Cell, ...] = ()
    country: Cell | None = None
    language: Cell | None = None
    scope: Cell | None = None
    identity: tuple[Cell, ...] = ()  # what makes it one thing in all rows and sheets; by default name, country, scope
    where: Dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactRule:
    """What a row states: about a thing, another thing or a value."""

    subject: str
    predicate: Cell
    object: str | Cell
    since: Cell | None = None
    until: Cell | None = None
    where: Dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetRule:
    """What the rows of one kind of sheet say."""

    columns: tuple[tuple[str, ...], ...]  # by which it is recognised: one of each
    name: str = "*"
    evidence: tuple[str, ...] = ()  # columns quoted with every fact
    empty: frozenset[str] = frozenset()  # cell texts that say nothing: "n/a"
    where: Dict[str, frozenset[str]] = field(default_factory=dict)
    entities: tuple[EntityRule, ...] = ()
    facts: tuple[FactRule, ...] = ()

    def missing(self, sheet: Sheet) -> tuple[str, ...]:
        """The columns that the sheet lacks."""
        return tuple(" or ".join(names) for names in self.columns if all(sheet.index(one) is None for one in names))

    def fits(self, sheet: Sheet) -> bool:
        """Whether this rule is for the sheet."""
        return fnmatchcase(fold(sheet.name), fold_glob(self.name)) and not self.missing(sheet)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The meaning of a table's columns."""

    name: str
    title: str
    sheets: tuple[SheetRule, ...]
    confidence: float = 0.99

    @property
    def joined(self) -> bool:
        """Whether a sheet refers to what another one names."""
        return any(one.name is None for rule in self.sheets for one in rule.entities)

    def rules(self, sheets: Iterable[Sheet]) -> list[tuple[SheetRule, Sheet]]:
        """Which rule is for which sheet, in the order of the rules."""
        sheets = tuple(sheets)
        return [(rule, sheet) for rule in self.sheets for sheet in sheets if rule.fits(sheet)]


def fold_glob(pattern: str) -> str:
    """A sheet's name pattern, folded but for its stars."""
    return "*".join(fold(part) for part in pattern.split("*"))


def load_mapping(path: Path) -> Mapping:
    """Reads a mapping from a TOML file; InputError says what in it is wrong, and what is allowed."""
    path = Path(path)
    try:
        return parse_mapping(path.read_text("utf-8"), path.stem, str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"can't be read as a mapping: {error}", source=str(path)) from error


def load_resource(resource: Traversable, name: str) -> Mapping:
    """Reads a mapping that comes with a package."""
    return parse_mapping(resource.read_text("utf-8"), name, resource.name)


def parse_mapping(text: str, name: str, source: str = "") -> Mapping:
    """Makes a mapping from TOML.

    >>> cities = parse_mapping('''
    ... [[sheet]]
    ... columns = ["town", "state"]
    ... facts = [{ subject = "city", predicate = "locatedIn", object = "country" }]
    ... entity.city = { kind = "City", name = "town", country = "state" }
    ... entity.country = { kind = "Country", name = "state" }
    ... ''', "towns")
    >>> cities.sheets[0].facts[0].object
    'country'
    """
    try:
        return _Parser(source or name).mapping(tomllib.loads(text), name)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"is not TOML: {error}", source=source or name) from error


@dataclass(frozen=True, slots=True)
class _Parser:
    """Turns TOML values into rules, and names the place where they can't be."""

    source: str

    def mapping(self, raw: dict[str, Any], name: str) -> Mapping:
        self._allow(raw, "the mapping", "title", "source", "confidence", "sheet")
        sheets = raw.get("sheet")
        if not isinstance(sheets, list) or not sheets:
            raise self._wrong("has no [[sheet]]: a mapping needs at least one")
        confidence = raw.get("confidence", 0.99)
        if not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
            raise self._wrong("confidence must be a number from 0 to 1")
        rules = tuple(self._sheet(self._table(one, f"sheet {at}"), f"sheet {at}") for at, one in enumerate(sheets, 1))
        return Mapping(name, str(raw.get("title", name)), rules, float(confidence))

    def _sheet(self, raw: dict[str, Any], place: str) -> SheetRule:
        self._allow(raw, place, "name", "columns", "evidence", "empty", "where", "entity", "facts")
        entities = self._table(raw.get("entity", {}), f"{place}, entity")
        keys = tuple(entities)
        if not keys:
            raise self._wrong(f"{place} has no [sheet.entity.…]: name at least one thing that a row speaks of")
        return SheetRule(
            columns=tuple(self._texts(one, f"{place}, columns") for one in self._list(raw, "columns", place)),
            name=str(raw.get("name", "*")),
            evidence=self._texts(raw.get("evidence", []), f"{place}, evidence"),
            empty=frozenset(self._texts(raw.get("empty", []), f"{place}, empty")),
            where=self._where(raw, place),
            entities=tuple(self._entity(key, entities[key], f"{place}, entity '{key}'") for key in keys),
            facts=tuple(
                self._fact(one, keys, f"{place}, fact {at}")
                for at, one in enumerate(self._list(raw, "facts", place), 1)
            ),
        )

    def _entity(self, key: str, value: Any, place: str) -> EntityRule:
        raw = self._table(value, place)
        self._allow(raw, place, "kind", "name", "names", "country", "language", "scope", "key", "where")
        if "name" not in raw and "key" not in raw:
            raise self._wrong(
                f"{place} needs 'name' (the column with its name) or 'key' (the columns that identify it)"
            )
        return EntityRule(
            key=key,
            kind=self._term(raw.get("kind"), CLASSES, f"{place}, kind"),
            name=self._cell(raw["name"], f"{place}, name") if "name" in raw else None,
            names=self._cells(raw.get("names", []), f"{place}, names"),
            country=self._maybe(raw, "country", place),
            language=self._maybe(raw, "language", place),
            scope=self._maybe(raw, "scope", place),
            identity=self._cells(raw.get("key", []), f"{place}, key"),
            where=self._where(raw, place),
        )

    def _fact(self, value: Any, keys: tuple[str, ...], place: str) -> FactRule:
        raw = self._table(value, place)
        self._allow(raw, place, "subject", "predicate", "object", "value", "format", "since", "until", "where")
        if ("object" in raw) == ("value" in raw):
            raise self._wrong(f"{place} needs one of 'object' (an entity) and 'value' (a column)")
        for role in ("subject", "object"):
            if raw.get(role, keys[0]) not in keys:
                raise self._wrong(
                    f"{place}: {role} '{raw[role]}' is no entity of this sheet; allowed: {', '.join(keys)}"
                )
        if "subject" not in raw:
            raise self._wrong(f"{place} needs 'subject'; allowed: {', '.join(keys)}")
        terms = PROPERTIES if "object" in raw else VALUES
        return FactRule(
            subject=raw["subject"],
            predicate=self._term(raw.get("predicate"), terms, f"{place}, predicate"),
            object=raw["object"] if "object" in raw else self._cell(raw["value"], f"{place}, value"),
            since=self._maybe(raw, "since", place),
            until=self._maybe(raw, "until", place),
            where=self._where(raw, place),
        )

    def _term(self, value: Any, allowed: tuple[str, ...], place: str) -> Cell:
        """A class or property: written directly, or taken from a column through ``values``."""
        if isinstance(value, dict):
            cell = self._cell(value, place)
            terms = [*cell.values.values(), *filter(None, (cell.otherwise,))]
            if not cell.values:
                raise self._wrong(
                    f"{place}: a column needs 'values' that say which of {', '.join(allowed)} each text means"
                )
        else:
            cell, terms = Cell(text=str(value or "")), [str(value or "")]
        for term in terms:
            if term not in allowed:
                raise self._wrong(f"{place}: '{term}' is unknown{meant(term, allowed)}; allowed: {', '.join(allowed)}")
        return cell

    def _maybe(self, raw: dict[str, Any], key: str, place: str) -> Cell | None:
        return self._cell(raw[key], f"{place}, {key}") if key in raw else None

    def _cells(self, value: Any, place: str) -> tuple[Cell, ...]:
        return tuple(self._cell(one, place) for one in (value if isinstance(value, list) else [value]))

    def _cell(self, value: Any, place: str) -> Cell:
        if isinstance(value, str | list):
            return Cell(columns=self._texts(value, place))
        raw = self._table(value, place)
        self._allow(
            raw, place, "column", "every", "text", "pattern", "drop", "values", "otherwise", "separator", "format"
        )
        if sum(key in raw for key in ("column", "every", "text")) != 1:
            raise self._wrong(f"{place} needs one of 'column', 'every' and 'text'")
        values = self._table(raw.get("values", {}), f"{place}, values")
        return Cell(
            columns=self._texts(raw.get("column", raw.get("every", [])), place),
            every="every" in raw,
            text=str(raw.get("text", "")),
            pattern=self._pattern(raw, "pattern", place),
            drop=self._pattern(raw, "drop", place),
            values={fold(key) or key: str(meaning) for key, meaning in values.items()},
            otherwise=str(raw["otherwise"]) if "otherwise" in raw else None,
            separator=str(raw.get("separator", "")),
            formats=self._texts(raw.get("format", []), f"{place}, format"),
        )

    def _where(self, raw: dict[str, Any], place: str) -> dict[str, frozenset[str]]:
        where = self._table(raw.get("where", {}), f"{place}, where")
        return {column: frozenset(self._texts(texts, f"{place}, where")) for column, texts in where.items()}

    def _pattern(self, raw: dict[str, Any], key: str, place: str) -> re.Pattern[str] | None:
        if key not in raw:
            return None
        try:
            return re.compile(str(raw[key]))
        except re.error as error:
            raise self._wrong(f"{place}, {key} is no regular expression: {error}") from error

    def _texts(self, value: Any, place: str) -> tuple[str, ...]:
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) and text for text in texts):
            raise self._wrong(f"{place} must be a text or a list of texts")
        return tuple(texts)

    def _list(self, raw: dict[str, Any], key: str, place: str) -> list[Any]:
        value = raw.get(key, [])
        if not isinstance(value, list):
            raise self._wrong(f"{place}, {key} must be a list")
        return value

    def _table(self, value: Any, place: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._wrong(f"{place} must be a table of keys and values")
        return value

    def _allow(self, raw: dict[str, Any], place: str, *allowed: str) -> None:
        for key in raw:
            if key not in allowed:
                raise self._wrong(f"{place}: '{key}' is unknown{meant(key, allowed)}; allowed: {', '.join(allowed)}")

    def _wrong(self, reason: str) -> InputError:
        return InputError(reason, source=self.source)
