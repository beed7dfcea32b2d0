"""Saved questions: SPARQL files whose leading comment is their help text and declares their parameters.

A comment line ``#: name type description`` declares a parameter. A type followed by ``?`` makes it optional (left out,
its variable stays unbound), ``= value`` gives a default, and ``name(City, Region)`` restricts what a name may mean:

    #: city   name(City)    the city, such as Avilés
    #: since  year?         networks that started in this year or later, such as 2019
    #: least  integer = 2   how many networks a pair shares at least
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from pyoxigraph import Literal, NamedNode

from hanse.errors import QueryError
from hanse.names import printable
from hanse.queries.labels import Labels
from hanse.queries.rows import IRI, Term, term_of
from hanse.suggestions import unknown
from hanse.vocabulary import PREFIXES, ontology

__all__ = [
    "TYPES",
    "Parameter",
    "Question",
    "declared",
    "describe",
    "explained",
    "folder",
    "load",
    "named",
    "parse",
    "projections",
    "terms",
]

_DECLARATION = re.compile(
    r"#:\s*(?P<name>\w+)\s+(?P<type>\w+)(?:\((?P<kinds>[\w, ]+)\))?(?P<optional>\?)?(?:\s*=\s*(?P<default>\S+))?"
    r"\s+(?P<description>.+)"
)
_YEAR = re.compile(r"\d{4}")
_YEARS = re.compile(r"(\d{4})(?:\s?[-–/]\s?(\d{4}))?", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_INCLUDED = re.compile(r"^( *)#include (\w+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a saved question wants to know before it can be asked."""

    name: str
    type: str  # a key of TYPES
    description: str
    kinds: tuple[str, ...] = ()  # a name's: the classes that it may mean
    optional: bool = False
    default: str = ""

    @property
    def example(self) -> str:
        """The value that the description names, for help and messages."""
        return self.description.partition(", such as ")[2] or self.default

    @property
    def required(self) -> bool:
        """Whether the question can't be asked without it."""
        return not (self.optional or self.default)


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question."""

    name: str
    title: str
    help: str
    parameters: tuple[Parameter, ...]
    sparql: str

    @property
    def example(self) -> str:
        """A command that asks it."""
        given = (f" -p {p.name}={_quoted(p.example)}" for p in self.parameters if p.required)
        return f"hanse query --saved {self.name}{''.join(given)}"

    def bindings(self, given: Mapping[str, object], labels: Callable[[], Labels]) -> dict[str, Sequence[Term]]:
        """The terms of its parameters; QueryError names what is missing, unknown or of the wrong type.

        Where none is declared, any may be given, and what it is shows in its form: see `guess`.
        """
        if not self.parameters:
            return {name: [term_of(guess(value))] for name, value in given.items()}
        return terms(self.name, self.parameters, given, labels)


def terms(
    name: str, parameters: Sequence[Parameter], given: Mapping[str, object], labels: Callable[[], Labels]
) -> dict[str, Sequence[Term]]:
    """What is given for parameters, as terms; QueryError says what is missing, unknown or wrong. ``name`` is whose."""
    names = [parameter.name for parameter in parameters]
    for other in given:
        if other not in names:
            raise QueryError(f"{name}: {unknown('parameter', other, names)}")
    bound: dict[str, Sequence[Term]] = {}
    for parameter in parameters:
        value = given.get(parameter.name, parameter.default)
        if value not in ("", None):
            bound[parameter.name] = _terms(name, parameter, value, labels)
        elif parameter.required:
            raise QueryError(_missing(name, parameter))
    return bound


def _terms(name: str, parameter: Parameter, value: object, labels: Callable[[], Labels]) -> Sequence[Term]:
    try:
        return TYPES[parameter.type](value, parameter, labels)
    except QueryError as error:
        raise QueryError(f"{name}, parameter {parameter.name}: {error}") from None


def _missing(name: str, parameter: Parameter) -> str:
    like = f"; for instance: -p {parameter.name}={_quoted(parameter.example)}" if parameter.example else ""
    return f"{name}: parameter {parameter.name} is missing ({parameter.description}){like}"


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"\W", text) else text


def guess(value: object) -> object:
    """What a parameter of an undeclared type means by its form.

    >>> guess("2019"), guess("<https://example.org/a>"), guess("URBACT III")
    (2019, 'https://example.org/a', 'URBACT III')
    """
    if not isinstance(value, str):
        return value
    if value.startswith("<") and value.endswith(">"):
        return IRI(value[1:-1])
    return int(value) if re.fullmatch(r"[+-]?\d{1,18}", value) else value


Reading = Callable[[object, Parameter, Callable[[], Labels]], Sequence[Term]]


def _name(value: object, parameter: Parameter, labels: Callable[[], Labels]) -> Sequence[Term]:
    if isinstance(value, list | tuple):
        return [term for one in value for term in _name(one, parameter, labels)]
    if isinstance(value, IRI):
        return [term_of(value)]
    return [term_of(iri) for iri in labels().find(str(value), parameter.kinds)]


def _country(value: object, parameter: Parameter, labels: Callable[[], Labels]) -> Sequence[Term]:
    try:
        return _name(value, Parameter(parameter.name, "name", "", kinds=("Country",)), labels)
    except QueryError:
        if country := _english(str(value)):
            return _name(country, Parameter(parameter.name, "name", "", kinds=("Country",)), labels)
        raise


def _english(name: str) -> str:
    """The gazetteer's name of a country that the graph may know by another one, or by its code."""
    from hanse.gazetteer import load as gazetteer

    country = gazetteer().country(name)
    return country.name if country else ""


def _integer(value: object, parameter: Parameter, labels: Callable[[], Labels]) -> Sequence[Term]:
    try:
        return [Literal(int(str(value)))]
    except ValueError:
        raise QueryError(f"{printable(str(value))!r} is no whole number") from None


def _number(value: object, parameter: Parameter, labels: Callable[[], Labels]) -> Sequence[Term]:
    if not _NUMBER.fullmatch(str(value)):
        raise QueryError(f"{printable(str(value))!r} is no number; give one such as 0.9")
    return [Literal(str(value), datatype=NamedNode(PREFIXES["xsd"] + "decimal"))]


def _year(value: object, parameter: Parameter, labels: Callable[[], Labels]) -> Sequence[Term]:
    if not _YEAR.fullmatch(str(value)):
        raise QueryError(f"{printable(str(value))!r} is no year; give four digits, such as 2019")
    return [Literal(int(str(value)))]


def _years(value: object, parameter: Parameter, labels: Callable[[], Labels]) -> Sequence[Term]:
    """A period as text that begins with its first year and ends with its last."""
    found = _YEARS.fullmatch(str(value).strip())
    if not found:
        raise QueryError(f"{printable(str(value))!r} is no year or period; give for instance 2019, or 2016-2018")
    first, last = found[1], found[2] or found[1]
    if first > last:
        raise QueryError(f"a period that begins in {first} can't end in {last}")
    return [Literal(f"{first}-{last}")]


def _iri(value: object, parameter: Parameter, labels: Callable[[], Labels]) -> Sequence[Term]:
    return [term_of(IRI(str(value).removeprefix("<").removesuffix(">")))]


def _text(value: object, parameter: Parameter, labels: Callable[[], Labels]) -> Sequence[Term]:
    return [term_of(value)]


TYPES: dict[str, Reading] = {
    "name": _name,
    "country": _country,
    "year": _year,
    "years": _years,
    "integer": _integer,
    "number": _number,
    "iri": _iri,
    "text": _text,
}
"""How the value of a parameter is read, by the type that its declaration names."""


def parse(name: str, text: str) -> Question:
    r"""A saved question from the text of its file.

    >>> question = parse("cities", "# Which cities are there?\n#: country country  where, such as Spain\nSELECT …")
    >>> question.title, question.parameters[0].example
    ('Which cities are there?', 'Spain')
    """
    comment = [line for line in _leading(text) if not line.startswith("#:")]
    prose = [line.removeprefix("#").removeprefix(" ") for line in comment]
    declared = [line for line in _leading(text) if line.startswith("#:")]
    parameters = tuple(_parameter(name, line) for line in declared)
    return Question(name, prose[0] if prose else name, "\n".join(prose[1:]).strip(), parameters, text)


def _leading(text: str) -> list[str]:
    lines = text.lstrip("\ufeff").splitlines()
    end = next((place for place, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:end]


def _parameter(question: str, line: str) -> Parameter:
    found = _DECLARATION.fullmatch(line.rstrip())
    if not found or found["type"] not in TYPES:
        raise QueryError(
            f"{question}: not a parameter declaration: {line!r}; write '#: name type description' "
            f"with a type of {', '.join(TYPES)}"
        )
    kinds = tuple(kind.strip() for kind in (found["kinds"] or "").split(",") if kind.strip())
    return Parameter(
        found["name"], found["type"], found["description"], kinds, bool(found["optional"]), found["default"] or ""
    )


def declared(owner: str, *lines: str) -> tuple[Parameter, ...]:
    """Parameters from their declarations, for what is asked without a file.

    >>> declared("newcomers", "within  integer = 99  how many years back counts, such as 7")[0].default
    '99'
    """
    return tuple(_parameter(owner, f"#: {line}") for line in lines)


def load() -> dict[str, Question]:
    """The questions of ``ontology/queries``, by name, sorted."""
    return dict(_read())


def folder(name: str) -> dict[str, Question]:
    """Those of a folder of ``ontology/queries``, which serve a purpose of their own."""
    return dict(_read(name))


def projections() -> dict[str, Question]:
    """The questions that pair networks with those that take part in them, and ``chosen``: which networks count.

    In any question, a line ``#include chosen`` stands for that one's pattern, whose parameters it then takes, too.

    >>> [parameter.name for parameter in projections()["city"].parameters]
    ['programme', 'type', 'theme', 'since', 'until', 'wave', 'running']
    """
    return folder("projections")


@cache
def _read(folder: str = "") -> Mapping[str, Question]:
    """Read once: a short question would wait longer for its file than for its answer."""
    place: Traversable = ontology() / "queries" / folder if folder else ontology() / "queries"
    files = {file.name.removesuffix(".rq"): file for file in place.iterdir() if file.name.endswith(".rq")}
    return {name: parse(name, _composed(files[name].read_text(encoding="utf-8"))) for name in sorted(files)}


def _composed(text: str) -> str:
    """A question with the projection that it includes: parameters after its own comment, the pattern as a group."""
    found = _INCLUDED.search(text)
    if not found:
        return text
    included = (ontology() / "queries" / "projections" / f"{found[2]}.rq").read_text(encoding="utf-8")
    head, above = _leading(text), _leading(included)
    declared = [line for line in above if line.startswith("#:")]
    pattern = ("{", *(f"  {line}" for line in included.splitlines()[len(above) :]), "}")
    group = "\n".join(f"{found[1]}{line}" for line in pattern)
    body = "\n".join(text.splitlines()[len(head) :])
    return "\n".join([*head, *declared, _INCLUDED.sub(lambda _: group, body), ""])


def named(name: str) -> Question:
    """The saved question of that name; QueryError says which there are."""
    known = _read()
    if name not in known:
        raise QueryError(unknown("saved question", name, known))
    return known[name]


def describe(name: str | None = None) -> str:
    """The saved questions with their parameters; of one, its help and an example."""
    if name:
        return _help(named(name))
    width = max(map(len, load()), default=0)
    lines = [f"{q.name:{width}}  {q.title}{_signature(q, width)}" for q in load().values()]
    return "\n".join([*lines, "", "Ask one: hanse query --saved NAME -p parameter=value", ""])


def _signature(question: Question, width: int) -> str:
    words = [p.name if p.required else f"[{p.name}]" for p in question.parameters]
    return f"\n{'':{width}}  -p {' '.join(words)}" if words else ""


def _help(question: Question) -> str:
    parts = [question.title, *([question.help] if question.help else []), *map(explained, question.parameters)]
    return "\n".join([*parts, "", question.example, ""])


def explained(parameter: Parameter) -> str:
    """A line of help on a parameter."""
    notes = [note for note in (_kind(parameter), _default(parameter)) if note]
    return f"  -p {parameter.name}=…  {parameter.description} ({'; '.join(notes)})"


def _kind(parameter: Parameter) -> str:
    return f"{parameter.type} of a {' or '.join(parameter.kinds)}" if parameter.kinds else parameter.type


def _default(parameter: Parameter) -> str:
    return f"{parameter.default} unless given" if parameter.default else "may be left out" * parameter.optional
