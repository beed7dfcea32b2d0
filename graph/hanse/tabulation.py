"""Answers as text: rows, triples and yes or no, in the formats that the command line offers.

SPARQL's own formats follow the W3C: JSON (https://www.w3.org/TR/sparql11-results-json/), XML
(https://www.w3.org/TR/rdf-sparql-XMLres/), CSV and TSV (https://www.w3.org/TR/sparql11-results-csv-tsv/).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from hanse.errors import QueryError
from hanse.names import printable
from hanse.vocabulary import PREFIXES

if TYPE_CHECKING:
    from hanse.queries.rows import Rows, Term, Triples

__all__ = ["FORMATS", "ROWS", "TRIPLES", "cell", "draw", "marked", "numeric", "records", "render"]

T = TypeVar("T")
_LONGEST = 80  # characters of a text that a table shows; other formats have all of it
_NARROWEST = 12  # to which a column is cut for a narrow terminal
_XSD_STRING = PREFIXES["xsd"] + "string"


def cell(term: Term | None, longest: int = _LONGEST) -> str:
    """A term for the eye: no control characters, known prefixes, not too long."""
    from hanse.queries.rows import compact, value_of

    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return printable(compact(term.value))
    value = value_of(term)
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
    text = printable(" ".join(str(value).split()))
    return text if len(text) <= longest else text[: longest - 1] + "…"


def draw(rows: Rows, width: int = 0) -> str:
    """An aligned table for the terminal; numbers stand to the right.

    Where a ``width`` is given, the widest columns of text are cut so that a line fits, as far as they can be.
    """
    from rich.cells import cell_len

    cells = [[cell(term) for term in line] for line in rows.terms]
    right = [numeric([line[place] for line in rows.terms]) for place in range(len(rows.columns))]
    widths = [max(map(cell_len, column)) for column in zip(rows.columns, *cells, strict=True)]
    if width:
        widths = _fitting(widths, right, width)
        cells = [[_cut(text, most) for text, most in zip(line, widths, strict=True)] for line in cells]

    def line(texts: list[str]) -> str:
        gaps = [" " * (width - cell_len(text)) for text, width in zip(texts, widths, strict=True)]
        return "  ".join(g + t if r else t + g for t, g, r in zip(texts, gaps, right, strict=True)).rstrip()

    head = [_cut(name, most) for name, most in zip(rows.columns, widths, strict=True)]
    return "\n".join(line(texts) for texts in (head, ["─" * width for width in widths], *cells))


def _fitting(widths: list[int], fixed: list[bool], width: int) -> list[int]:
    """Widths of columns that make a line of at most ``width``, the widest cut first, none below _NARROWEST.

    >>> _fitting([30, 5, 60], [False, True, False], 60)
    [25, 5, 26]
    """
    found = list(widths)
    over = sum(found) + 2 * (len(found) - 1) - width
    for _ in range(over):
        widest = max((n for n, kept in enumerate(fixed) if not kept), key=lambda n: found[n], default=None)
        if widest is None or found[widest] <= _NARROWEST:
            break
        found[widest] -= 1
    return found


def _cut(text: str, most: int) -> str:
    """Text cut to a width: an IRI keeps its end, which tells it from others."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= most:
        return text
    if re.match(r"https?://\S+$", text):
        return "…" + text[1 - most :]
    return set_cell_size(text, most - 1).rstrip() + "…"


def numeric(column: list[Term | None]) -> bool:
    """Whether a column has numbers, and nothing else."""
    from hanse.queries.rows import value_of

    values = [value_of(term) for term in column if term is not None]
    return bool(values) and all(isinstance(value, int | float) for value in values)


def _table(rows: Rows) -> str:
    return draw(rows) + "\n" if rows.columns else ""


def _markdown(rows: Rows) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |\n"

    head = line(list(rows.columns)) + line(["---"] * len(rows.columns))
    return head + "".join(line([marked(printable(_bare(term))) for term in terms]) for terms in rows.terms)


def marked(text: str) -> str:
    """Text that Markdown shows as it is."""
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, "\\" + mark)
    return text


def _csv(rows: Rows) -> str:
    """RFC 4180, values as plain text: IRIs without brackets, literals without type or language."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(rows.columns)
    writer.writerows([_bare(term) for term in line] for line in rows.terms)
    return text.getvalue()


def _bare(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _tsv(rows: Rows) -> str:
    """Terms as Turtle writes them, so that nothing is lost; header names with a question mark."""
    lines = ["\t".join(f"?{name}" for name in rows.columns)]
    lines += ["\t".join("" if term is None else str(term) for term in line) for line in rows.terms]
    return "\n".join(line.replace("\r", "\\r") for line in lines) + "\n"


def _json(rows: Rows) -> str:
    bindings = [
        {name: _binding(term) for name, term in zip(rows.columns, line, strict=True) if term is not None}
        for line in rows.terms
    ]
    return _dumped({"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}})


def _binding(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _binding(part) for name, part in parts.items()}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        found["datatype"] = term.datatype.value
    return found


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _objects(rows: Rows) -> list[dict[str, object]]:
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def records(rows: Rows) -> str:
    """A JSON array with an object a row, values as JSON has them."""
    return _dumped(_objects(rows))


def _jsonl(rows: Rows) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in _objects(rows))


_XML = '<?xml version="1.0" encoding="utf-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'


def _xml(rows: Rows) -> str:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in rows.columns)
    results = "".join(_result(rows.columns, line) for line in rows.terms)
    return f"{_XML}<head>{head}</head>\n<results>\n{results}</results>\n</sparql>\n"


def _result(columns: tuple[str, ...], line: tuple[Term | None, ...]) -> str:
    bound = [(name, term) for name, term in zip(columns, line, strict=True) if term is not None]
    inside = "".join(f"<binding name={quoteattr(name)}>{_element(term)}</binding>" for name, term in bound)
    return f"<result>{inside}</result>\n"


def _element(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_escaped(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_escaped(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return "<triple>" + "".join(f"<{n}>{_element(part)}</{n}>" for n, part in parts.items()) + "</triple>"
    kind = f" xml:lang={quoteattr(term.language)}" if term.language else ""
    if not kind and term.datatype.value != _XSD_STRING:
        kind = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{_escaped(term.value)}</literal>"


def _escaped(text: str) -> str:
    """Text for XML 1.0, which has no place for most control characters: they become U+FFFD."""
    kept = "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
    return escape(kept, {"\r": "&#13;"})


ROWS: dict[str, Callable[[Rows], str]] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "jsonl": _jsonl,
    "xml": _xml,
    "md": _markdown,
}
"""Formats of rows."""

TRIPLES = {
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""Formats of triples."""

FORMATS = (*ROWS, *TRIPLES)


def render(answer: Rows | Triples | bool, format: str = "", width: int = 0) -> str:
    r"""An answer in a format, by default the one that reads best: a table, or Turtle.

    A table is cut to a ``width``, where one is given, other formats never are.
    Raises QueryError where the format is not one for this sort of answer, and says which are.

    >>> render(True), render(False, "json")
    ('true\n', '{\n "head": {},\n "boolean": false\n}\n')
    """
    from hanse.queries.rows import Rows

    if isinstance(answer, bool):
        return _boolean(answer, format or "table")
    if isinstance(answer, Rows) and width and format in ("", "table"):
        return draw(answer, width) + "\n" if answer.columns else ""
    if isinstance(answer, Rows):
        return _choose(ROWS, format or "table", "rows (SELECT)")(answer)
    chosen = _choose(TRIPLES, format or "turtle", "triples (CONSTRUCT, DESCRIBE)")
    return _written(list(answer), chosen)


def _written(triples: list[Triple], format: RdfFormat) -> str:
    """Triples in a format, with the prefixes that they use, sorted: the serialiser has no order of its own."""
    plain = "".join(map(str, triples))
    used = {prefix: start for prefix, start in PREFIXES.items() if f"<{start}" in plain}
    lines = (serialize(triples, format=format, prefixes=used) or b"").decode().split("\n")
    return "\n".join(sorted(lines, key=lambda line: line if line.startswith("@prefix") else "~"))


def _choose(formats: dict[str, T], name: str, answer: str) -> T:
    if name not in formats:
        raise QueryError(f"{answer} can't be written as {name}; choose from {', '.join(formats)}")
    return formats[name]


def _boolean(answer: bool, format: str) -> str:
    word = "true" if answer else "false"
    if format == "json":
        return _dumped({"head": {}, "boolean": answer})
    if format == "xml":
        return f"{_XML}<head/>\n<boolean>{word}</boolean>\n</sparql>\n"
    _choose(ROWS, format, "yes or no (ASK)")
    return f"{word}\n"
