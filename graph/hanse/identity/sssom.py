"""Mapping sets as tab-separated tables, by the Simple Standard for Sharing Ontological Mappings.

https://mapping-commons.github.io/sssom/: lines of YAML after "#" (prefixes, licence), then a table. Read leniently, as
spreadsheets save such files: with padded or quoted lines of the head, in UTF-16, with commas or semicolons.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hanse.errors import InputError
from hanse.vocabulary import BASE, CLASSES, PREFIXES, THEMES, mint

__all__ = ["COLUMNS", "SUFFIX", "Line", "MappingSet", "head", "prefixes", "read", "shorten", "table"]

SUFFIX = ".sssom.tsv"
COLUMNS: tuple[str, ...] = (
    "subject_id", "subject_label", "subject_category", "predicate_modifier", "predicate_id", "object_id",
    "object_label", "object_category", "mapping_justification", "confidence", "subject_source", "object_source",
    "author_label", "mapping_date", "comment", "subject_quotes", "object_quotes",
)  # fmt: skip
"""Of the files that are written; the last two are no fields of the standard, and their head says so."""

_NEEDED = ("subject_id", "predicate_id", "object_id")
_FURTHER = {
    "semapv": "https://w3id.org/semapv/vocab/",
    "sssom": "https://w3id.org/sssom/",
}
_LICENCE = "https://w3id.org/sssom/license/unspecified"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a mapping set."""

    number: int  # of its line in the file, from 1
    cells: Mapping[str, str]  # by the names of their columns
    iris: Mapping[str, str]  # of those cells that name something: whole IRIs

    def __getitem__(self, column: str) -> str:
        return self.iris.get(column) or self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class MappingSet:
    """A file of mappings."""

    lines: tuple[Line, ...]
    problems: tuple[str, ...]  # of rows that can't be used, each with its line
    columns: tuple[str, ...]
    delimiter: str
    prefixes: Mapping[str, str]  # of its own curie_map


def read(data: bytes, source: str) -> MappingSet:
    """Read a mapping set, given what it is called; InputError where it is none."""
    lines = _decoded(data, source).splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if not line.lstrip('"').startswith("#")), len(lines))
    first = lines[start] if start < len(lines) else ""
    delimiter = max("\t,;", key=first.count)
    rows = csv.reader(io.StringIO("".join(lines[start:]), newline=""), delimiter=delimiter)
    try:
        columns = tuple(name.strip() for name in next(rows, []))
        if missing := [name for name in _NEEDED if name not in columns]:
            found = ", ".join(filter(None, columns)) or "no columns"
            reason = f"no column {' or '.join(missing)}; found: {found[:200]}"
            raise InputError(reason, source=source, line=start + 1)
        own = _prefixes(lines[:start])
        cells = ((start + rows.line_num, dict(zip(columns, row, strict=False))) for row in rows)
        return MappingSet(*_lines(cells, {**PREFIXES, **_FURTHER, **own}), columns, delimiter, own)
    except csv.Error as error:
        raise InputError(f"no table: {error}", source=source, line=start + rows.line_num) from error


def _lines(
    rows: Iterable[tuple[int, Mapping[str, str]]], known: Mapping[str, str]
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The rows that can be used, and what is wrong with the others."""
    found, problems = [], []
    for number, row in rows:
        cells = {name: cell.strip() for name, cell in row.items() if name}
        if not any(cells.values()):
            continue
        try:
            found.append(Line(number, cells, _iris(cells, known)))
        except ValueError as error:
            problems.append(f"line {number}: {error}")
    return tuple(found), tuple(problems)


def _decoded(data: bytes, source: str) -> str:
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: {error.reason} at byte {error.start}", source=source) from None


def _prefixes(lines: Iterable[str]) -> dict[str, str]:
    """The curie_map of a head."""
    found: dict[str, str] = {}
    inside = False
    for raw in lines:
        line = raw.strip().strip('"').rstrip("\t;, ").removeprefix("#")
        key, _, value = line.strip().partition(":")
        if not line[:1].isspace() or line.lstrip() == "curie_map:":
            inside = key == "curie_map"
        elif inside and value.strip():
            found[key.strip().strip("\"'")] = value.strip().strip("\"'")
    return found


def _iris(cells: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Whole IRIs of the cells that have one; ValueError says which has none."""
    found = {}
    for name in (*_NEEDED, "subject_source", "object_source"):
        if cell := cells.get(name, ""):
            found[name] = _expanded(cell, known, name)
        elif name in _NEEDED:
            raise ValueError(f"no {name}")
    return found


def _expanded(said: str, known: Mapping[str, str], column: str) -> str:
    prefix, colon, local = said.partition(":")
    whole = known[prefix] + local if colon and prefix in known else said.removeprefix("<").removesuffix(">")
    if prefix not in known and "://" not in whole:
        raise ValueError(f"{column} {said!r} is neither an IRI nor a name with a prefix of the file's curie_map")
    if re.search(r"[\s<>\"{}|\\^`]", whole):
        raise ValueError(f"{column} {said!r} is no IRI")
    return whole


def prefixes(base: str = BASE) -> dict[str, str]:
    """The prefixes of what Hanse writes: one for each class of things.

    >>> prefixes()["event"]
    'https://w3id.org/hanse/id/event/'
    """
    names = {mint(kind, "x", base)[:-1] for kind in (*CLASSES, "Document")}
    own = {name.rsplit("/", 2)[-2]: name for name in sorted(names)}
    chosen = {name: PREFIXES[name] for name in ("hanse", "owl", "skos")}
    return {**chosen, **_FURTHER, **own, "concept": THEMES}


def shorten(iri: str, known: Mapping[str, str]) -> str:
    """An IRI with a prefix, where one fits.

    >>> shorten("https://w3id.org/hanse/id/event/forum-2025", prefixes())
    'event:forum-2025'
    """
    fitting = [name for name, start in known.items() if iri.startswith(start) and len(iri) > len(start)]
    best = max(fitting, key=lambda name: len(known[name]), default="")
    return f"{best}:{iri[len(known[best]) :]}" if best else iri


def head(base: str = BASE, **said: str) -> str:
    """The lines of YAML that a mapping set begins with."""
    fields = {"mapping_set_id": f"{base}mappings/identity", "license": _LICENCE} | said
    lines = ["curie_map:", *(f"  {name}: {start}" for name, start in sorted(prefixes(base).items()))]
    lines += [f"{name}: {_quoted(value)}" for name, value in fields.items()]
    lines += ["extension_definitions:"]
    for side in ("subject", "object"):
        lines += [f"  - slot_name: {side}_quotes", "    type_hint: http://www.w3.org/2001/XMLSchema#string"]
    return "".join(f"#{line}\n" for line in lines)


def _quoted(value: str) -> str:
    plain = re.fullmatch(r"[\w./:#-]+", value)
    return value if plain else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def table(
    rows: Iterable[Mapping[str, str]], columns: Sequence[str] = COLUMNS, delimiter: str = "\t", *, named: bool = True
) -> str:
    """Rows as lines of the table, after its columns' names; of other columns than these nothing is written."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter, lineterminator="\n", restval="", extrasaction="ignore")
    if named:
        writer.writeheader()
    writer.writerows({name: _plain(cell) for name, cell in row.items()} for row in rows)
    return text.getvalue()


def _plain(cell: str) -> str:
    """A cell on one line, which no spreadsheet takes for a formula."""
    text = " ".join(cell.split())
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
