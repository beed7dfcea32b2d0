"""Answers as values: rows of terms that read as Python values, and triples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias, overload

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from hanse.errors import QueryError
from hanse.suggestions import unknown
from hanse.vocabulary import PREFIXES

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["IRI", "Row", "Rows", "Term", "Triples", "Value", "compact", "term_of", "value_of"]

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Value: TypeAlias = "IRI | str | int | float | bool | date | datetime | None"

_XSD = PREFIXES["xsd"]
_SHOWN = 50  # rows that a notebook or str() shows before it says how many more there are


class IRI(str):
    """A string that is the IRI of a thing: given back to a query, it is bound as one.

    >>> IRI("https://w3id.org/hanse/id/city/aviles-es").rsplit("/", 1)[-1]
    'aviles-es'
    """

    __slots__ = ()


def _boolean(text: str) -> bool:
    return text in {"true", "1"}


_READ: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys((_XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger")), int),
    **dict.fromkeys((_XSD + name for name in ("decimal", "double", "float")), float),
    _XSD + "boolean": _boolean,
    _XSD + "date": date.fromisoformat,
    _XSD + "dateTime": datetime.fromisoformat,
}


def value_of(term: Term | None) -> Value:
    """A term as a Python value; what has no counterpart (a year, a month) stays the text that it is.

    >>> value_of(Literal(3)), value_of(Literal("Avilés", language="es")), value_of(NamedNode("https://example.org/"))
    (3, 'Avilés', 'https://example.org/')
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return IRI(term.value)
    if not isinstance(term, Literal):
        return str(term)
    read = _READ.get(term.datatype.value)
    try:
        return read(term.value) if read else term.value
    except ValueError:
        return term.value


def term_of(value: object) -> Term:
    """A Python value as the term that a query binds; text is a plain literal unless it is an `IRI`.

    >>> term_of(2019), term_of(IRI("https://example.org/")), term_of("URBACT III").value
    (<Literal value=2019 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>, \
<NamedNode value=https://example.org/>, 'URBACT III')
    """
    if isinstance(value, NamedNode | BlankNode | Literal | Triple):
        return value
    if isinstance(value, IRI) or (hasattr(value, "n3") and hasattr(value, "defrag")):  # the latter: an rdflib URIRef
        return _node(str(value))
    if isinstance(value, datetime):
        return Literal(value.isoformat(), datatype=NamedNode(_XSD + "dateTime"))
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=NamedNode(_XSD + "date"))
    if isinstance(value, str | int | float | bool):
        return _literal(value)
    raise QueryError(f"no term for {value!r}: give text, a number, a date, an hanse.IRI or a pyoxigraph term")


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"not an IRI: {iri!r} ({error})") from None


def _literal(value: str | int | float | bool) -> Literal:
    try:
        return Literal(value)
    except (TypeError, ValueError):  # a lone surrogate has no UTF-8
        raise QueryError(f"not Unicode text: {value!r}") from None


def compact(iri: str) -> str:
    """An IRI with the project's prefix where it has one and the rest needs no escape.

    >>> compact("https://w3id.org/hanse/ontology#partner"), compact("https://example.org/a")
    ('hanse:partner', 'https://example.org/a')
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and iri[len(start) :].replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{iri[len(start) :]}"
    return iri


class Row(Mapping[str, Value]):
    """One solution: a mapping of column to Python value, each also an attribute; `None` where unbound.

    >>> row = Rows.of(["city", "networks"], [["Avilés", 2]])[0]
    >>> row["city"], row.networks, dict(row)
    ('Avilés', 2, {'city': 'Avilés', 'networks': 2})
    """

    __slots__ = ("_columns", "terms")

    def __init__(self, columns: tuple[str, ...], terms: tuple[Term | None, ...]) -> None:
        self._columns, self.terms = columns, terms

    def __getitem__(self, column: str) -> Value:
        if column not in self._columns:
            raise KeyError(column)
        return value_of(self.terms[self._columns.index(column)])

    def __getattr__(self, column: str) -> Value:
        try:
            return self[column]
        except KeyError:
            raise AttributeError(unknown("column", column, self._columns)) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={value!r}' for name, value in self.items())})"


@dataclass(frozen=True, repr=False)
class Rows(Sequence[Row]):
    """A table of answers. Iterate it, index it, print it, or take it `to_pandas`."""

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    more: bool = False  # whether a limit left out more

    @classmethod
    def of(cls, columns: Iterable[str], values: Iterable[Iterable[object]]) -> Rows:
        """Rows of Python values.

        >>> print(Rows.of(["city", "networks"], [["Avilés", 2], ["Łódź", None]]))
        city    networks
        ──────  ────────
        Avilés         2
        Łódź
        """
        lines = (tuple(None if v is None else term_of(v) for v in line) for line in values)
        return cls(tuple(columns), tuple(lines))

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Row | Rows:
        if isinstance(index, slice):
            return Rows(self.columns, self.terms[index])
        return Row(self.columns, self.terms[index])

    def __len__(self) -> int:
        return len(self.terms)

    def column(self, name: str) -> list[Value]:
        """The values of one column, in order; KeyError where there is none of that name."""
        if name not in self.columns:
            raise KeyError(name)
        place = self.columns.index(name)
        return [value_of(line[place]) for line in self.terms]

    def to_pandas(self) -> DataFrame:
        """A pandas DataFrame; ImportError where pandas is not installed."""
        from pandas import DataFrame

        return DataFrame([list(row.values()) for row in self], columns=list(self.columns))

    def to_parquet(self) -> bytes:
        """An Apache Parquet file (https://parquet.apache.org/); QueryError where pyarrow is not installed.

        Columns of numbers stay numbers; where kinds of values mix, all are text.
        """
        try:
            from pyarrow import BufferOutputStream, parquet, table
        except ImportError:
            raise QueryError("Parquet needs pyarrow: pip install 'hanse[parquet]'") from None
        out = BufferOutputStream()
        parquet.write_table(table({name: _alike(self.column(name)) for name in self.columns}), out)
        return bytes(out.getvalue())

    def _rest(self) -> str:
        if self.more:
            return "… and more than the limit let through"
        return f"… and {len(self) - _SHOWN} more" if len(self) > _SHOWN else ""

    def __str__(self) -> str:
        from hanse.tabulation import draw

        shown = draw(self[:_SHOWN])
        return f"{shown}\n{self._rest()}" if self._rest() else shown

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from hanse.queries.showing import table

        return table(self[:_SHOWN]) + self._rest()


def _alike(values: Sequence[Value]) -> list[Any]:
    """Values of one kind: numbers where all are, else as they are if they are alike, else text."""
    kinds = {type(value) for value in values if value is not None}
    if len(kinds) <= 1 and IRI not in kinds:
        return list(values)
    if kinds == {int, float}:
        return [None if value is None else float(value) for value in values]  # type: ignore[arg-type]
    return [None if value is None else str(value) for value in values]


@dataclass(frozen=True, repr=False)
class Triples(Sequence[Triple]):
    """A small graph of answers (CONSTRUCT, DESCRIBE), sorted."""

    triples: tuple[Triple, ...]
    more: bool = False  # whether a limit left out more

    @overload
    def __getitem__(self, index: int) -> Triple: ...
    @overload
    def __getitem__(self, index: slice) -> Triples: ...
    def __getitem__(self, index: int | slice) -> Triple | Triples:
        return Triples(self.triples[index]) if isinstance(index, slice) else self.triples[index]

    def __len__(self) -> int:
        return len(self.triples)

    def __str__(self) -> str:
        from hanse.tabulation import render

        return render(self, "turtle")

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"
