"""The text of a query: its tokens, parameters bound as terms, and where an error is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from itertools import pairwise, takewhile
from typing import TypeVar

from hanse.errors import QueryError, ServerError
from hanse.queries.rows import Term, compact
from hanse.suggestions import meant
from hanse.vocabulary import CLASSES, HANSE, PREFIXES, PROPERTIES, VALUES, term, terms

__all__ = ["Token", "bind", "check", "placed", "starred", "strangers", "syntax_error", "tokens"]

# SPARQL 1.1, section 19.8; looser where a looser reading can't change what is a word, a variable or a brace.
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                 | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<language>@\w+)
      | (?P<name>[\w.-]*:(?:[\w.:%-]|\\.)*)
      | (?P<word>\w+)
      | (?P<open>\{) | (?P<close>\})
      | (?P<space>\s+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"}
_REFUSED = ("service", *sorted(word.lower() for word in _UPDATES))
_PLAIN = {
    "The SELECT contains a variable that is unbound": "SELECT names a variable that is neither grouped nor aggregated",
    "The SELECT overrides an existing variable": "AS names a variable that the pattern already has",
    "IRI parsing failed": "not an IRI",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind (a group of the pattern above), text, and offset."""

    kind: str
    text: str
    start: int


def tokens(sparql: str) -> Iterator[Token]:
    """The tokens of a query, without space and comments.

    >>> [token.text for token in tokens("ASK { ?city a hanse:City } # any?")]
    ['ASK', '{', '?city', 'a', 'hanse:City', '}']
    """
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup not in {"space", "comment"}:
            yield Token(match.lastgroup or "other", match.group(), match.start())


_LONG = 20_000  # characters of a query that is not remembered
_Found = TypeVar("_Found")


def _remembering(read: Callable[[str], _Found]) -> Callable[[str], _Found]:
    """What is read of a query is kept for when it is asked again."""
    kept = lru_cache(maxsize=128)(read)
    return wraps(read)(lambda sparql: kept(sparql) if len(sparql) < _LONG else read(sparql))


@_remembering
def check(sparql: str) -> None:
    """Refuse what would ask another server or change the graph: SERVICE, updates; QueryError says so."""
    if not sparql.strip():
        raise QueryError("an empty query; ask for instance: SELECT ?city { ?city a hanse:City }")
    folded = sparql.casefold()
    for token in tokens(sparql) if any(word in folded for word in _REFUSED) else ():
        word = token.text.upper() if token.kind == "word" else ""
        if word == "SERVICE":
            raise _error("SERVICE is refused: a query asks this graph and no other server", sparql, token.start)
        if word in _UPDATES:
            raise _error(f"{word} is refused: ask by SELECT, ASK, CONSTRUCT or DESCRIBE", sparql, token.start)


@dataclass(slots=True)
class _Group:
    start: int  # after its brace
    template: bool
    first: str = ""
    mentions: set[str] = field(default_factory=set)


def bind(sparql: str, values: Mapping[str, Sequence[Term]]) -> str:
    r"""The query with parameters bound: each group that names one is joined with a VALUES block of its terms.

    Terms are written as the store serialises them, so that no text can end a literal or an IRI. A parameter with
    several terms matches any of them. QueryError where the query doesn't name a parameter in a pattern.

    >>> from pyoxigraph import Literal
    >>> bind("SELECT ?s { ?s rdfs:label ?name }", {"name": [Literal('a "b"')]})
    'SELECT ?s { VALUES ?name { "a \\"b\\"" }  ?s rdfs:label ?name }'
    """
    if not values:
        return sparql
    groups = _groups(sparql)
    mentioned = {name for group in groups for name in group.mentions}
    for name in values:
        if name not in mentioned:
            like = meant(name, sorted(mentioned))
            raise QueryError(f"the query has no ?{name} in its pattern to bind a parameter to{like}")
    parts, last = [], 0
    for group in groups:
        blocks = (_block(name, values[name]) for name in sorted(group.mentions & values.keys()))
        parts += [sparql[last : group.start], *blocks]
        last = group.start
    return "".join([*parts, sparql[last:]])


def _block(name: str, terms: Sequence[Term]) -> str:
    return f" VALUES ?{name} {{ {' '.join(str(term) for term in terms)} }} "


@_remembering
def _groups(sparql: str) -> Sequence[_Group]:
    """The group graph patterns of a query; templates and the braces around a sub-select are none."""
    found: list[_Group] = []
    stack: list[_Group] = []
    before = ""
    for token in tokens(sparql):
        if stack and not stack[-1].first:
            stack[-1].first = token.text.upper()
        if token.kind == "open":
            stack.append(_Group(token.start + 1, template=before == "CONSTRUCT"))
            found.append(stack[-1])
        elif token.kind == "close" and stack:
            stack.pop()
        elif token.kind == "variable" and stack:
            stack[-1].mentions.add(token.text[1:])
        before = token.text.upper()
    return [group for group in found if not group.template and group.first != "SELECT"]


@_remembering
def strangers(sparql: str) -> list[str]:
    """The names of a query that look like terms of the ontology and are none: nothing can be found by them.

    >>> strangers("SELECT ?who { ?who hanse:leadsPartner ?what ; a hanse:City }")
    ['the ontology has no hanse:leadsPartner (did you mean hanse:leadPartner or hanse:partner or hanse:lead?)']
    >>> strangers("SELECT ?since { ?what hanse:startDate ?since }")
    ['the ontology has no hanse:startDate (did you mean schema:startDate?)']
    """
    names = [token.text for token in tokens(sparql) if token.kind in {"name", "iri"}]
    prefix = "hanse:"
    if any(one == prefix and iri != f"<{HANSE}>" for one, iri in pairwise(names)):  # it means something else by that
        return []
    used = {prefix + name: compact(term(name)) for name in (*CLASSES, *PROPERTIES, *VALUES)}
    usual = {name for name, real in used.items() if name == real}
    asked = dict.fromkeys(name.rstrip(".") for name in names if name.startswith(prefix) and name != prefix)
    if usual.issuperset(asked):
        return []  # without reading the ontology
    known = [prefix + name for name in sorted(terms())]
    unknown = {name: meant(name, [used[name]] if name in used else known) for name in asked if name not in known}
    return [f"the ontology has no {name}{near}" for name, near in unknown.items()]


@_remembering
def starred(sparql: str) -> bool:
    """Whether the query is a SELECT *.

    >>> starred("SELECT DISTINCT * { ?s ?p ?o }"), starred("SELECT (COUNT(*) AS ?n) { SELECT * { ?s ?p ?o } }")
    (True, False)
    """
    head = takewhile(lambda token: token.kind != "open", tokens(sparql))
    return any(other.text == "*" and one.text.upper() in _BEFORE_STAR for one, other in pairwise(head))


_BEFORE_STAR = ("SELECT", "DISTINCT", "REDUCED")


def syntax_error(sparql: str, message: str) -> QueryError:
    """The store's message about a query, with the line and a caret under the place."""
    found = _PLACE.search(message)
    if not found:
        return QueryError(message)
    line, column = int(found[1]), int(found[2])
    lines = sparql.split("\n")
    start = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    if unknown := _unknown_prefix(sparql, start):
        return unknown
    plain = next((said for raw, said in _PLAIN.items() if raw in found[3]), "not understood from here on")
    return _error(plain, sparql, min(start, len(sparql)))


def placed(error: ServerError, sparql: str) -> ServerError | QueryError:
    """What a server says of a query, with the line and a caret under the place where it names one."""
    line, column = error.place
    lines = sparql.split("\n")
    if not 0 < line <= len(lines) or column > len(lines[line - 1]) + 1:
        return error
    start = sum(len(text) + 1 for text in lines[: line - 1]) + max(0, column - 1)
    return _error(str(error), sparql, start)


def _unknown_prefix(sparql: str, end: int) -> QueryError | None:
    """The store stops at an unknown prefix or soon after, and doesn't always say that this was why."""
    declared = re.findall(r"(?i)\bprefix\s+([\w.-]*):", sparql)
    for token in tokens(sparql):
        prefix = token.text.partition(":")[0]
        known = [*PREFIXES, *declared]
        if token.kind == "name" and token.start <= end and prefix not in {*known, "_"}:
            reason = f"unknown prefix '{prefix}:'{meant(prefix, known)}; known are {', '.join(PREFIXES)}"
            return _error(reason, sparql, token.start)
    return None


def _error(reason: str, sparql: str, start: int) -> QueryError:
    line = sparql.count("\n", 0, start) + 1
    begin = sparql.rfind("\n", 0, start) + 1
    text = sparql[begin:].split("\n", 1)[0]
    column = start - begin
    left = max(0, column - 60)
    shown = text[left : column + 50].expandtabs(1)
    return QueryError(f"query, line {line}, column {column + 1}: {reason}\n  {shown}\n  {' ' * (column - left)}^")
