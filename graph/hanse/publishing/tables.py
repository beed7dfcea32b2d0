"""The graph as CSV tables with their metadata (CSV on the Web, https://www.w3.org/TR/tabular-metadata/).

A table is a query of ``ontology/queries/tables``. Its first comment is the table's title; a comment line
``#| name type property description`` declares a column: type is iri, string, integer, decimal or boolean, and property
("-" for none) says which triple a cell makes with what the row is about, its first column.

Cells hold the values as they are. A spreadsheet may take text that begins with "=", "+", "-" or "@" for a formula; an
escape would make it another value, and a negative number none: the file beside the tables says how to open them.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

from pyoxigraph import Literal, NamedNode, QuerySolutions

from hanse.queries.questions import Question, folder
from hanse.store import Store
from hanse.vocabulary import PREFIXES

__all__ = ["Column", "Table", "metadata", "tables", "write"]

_COLUMN = re.compile(r"#\|\s+(?P<name>\w+)\s+(?P<type>\w+)\s+(?P<property>\S+)\s+(?P<description>.+)")
_TYPES = {"iri": "anyURI", "string": "string", "integer": "integer", "decimal": "decimal", "boolean": "boolean"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column, as its table's query declares it."""

    name: str
    type: str
    property: str  # an IRI, or ""
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a site."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    sparql: str


@cache
def tables() -> Mapping[str, Table]:
    """The tables by name.

    >>> [column.name for column in tables()["themes"].columns]
    ['iri', 'name', 'networks']
    """
    return {name: _table(question) for name, question in folder("tables").items()}


def _table(question: Question) -> Table:
    declared = [line for line in question.sparql.splitlines() if line.startswith("#|")]
    prose = [line for line in question.help.splitlines() if not line.startswith("|")]
    return Table(question.name, question.title, " ".join(prose), tuple(map(_column, declared)), question.sparql)


def _column(line: str) -> Column:
    found = _COLUMN.fullmatch(line.rstrip())
    if found is None or found["type"] not in _TYPES:
        raise ValueError(f"not a column: {line!r}; write '#| name type property description'")
    prefix, _, local = found["property"].partition(":")
    return Column(found["name"], found["type"], PREFIXES[prefix] + local if local else "", found["description"])


def write(table: Table, store: Store, out: IO[bytes]) -> None:
    """Write a table as CSV (RFC 4180, UTF-8) in a stream."""
    solutions = store.query(table.sparql)
    assert isinstance(solutions, QuerySolutions)
    names = [column.name for column in table.columns]
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_cell(solution[name]) for name in names] for solution in solutions)
    text.detach()


def _cell(term: Any) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def metadata(title: str, licence: str, language: str) -> bytes:
    """What ``csv-metadata.json`` says of all tables."""
    about = {"dc:title": title, "dc:license": {"@id": licence}} if licence else {"dc:title": title}
    content = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        **about,
        "dc:description": "Cells hold values as they are. Open the tables in a spreadsheet by importing text, "
        "all columns as text, so that none of it is taken for a formula.",
        "dialect": {
            "encoding": "utf-8",
            "header": True,
            "lineTerminators": ["\r\n"],
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "tables": [_described(table) for table in tables().values()],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _described(table: Table) -> dict[str, Any]:
    first = table.columns[0]
    schema: dict[str, Any] = {
        "aboutUrl": f"{{+{first.name}}}",
        "columns": list(map(_declared, table.columns)),
        "rowTitles": ["name"] if any(column.name == "name" for column in table.columns) else [],
    }
    if first.name == "iri" and table.name not in ("names",):
        schema["primaryKey"] = ["iri"]
    if any(column.name == "document" for column in table.columns):
        reference = {"resource": "documents.csv", "columnReference": ["iri"]}
        schema["foreignKeys"] = [{"columnReference": ["document"], "reference": reference}]
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:description": table.description,
        "tableSchema": {name: value for name, value in schema.items() if value},
    }


def _declared(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": _TYPES[column.type],
    }
    if not column.property:
        return found | {"suppressOutput": True}
    found["propertyUrl"] = column.property
    return found | ({"valueUrl": f"{{+{column.name}}}"} if column.type == "iri" else {})
