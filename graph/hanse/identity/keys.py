"""What makes two entities one: keys of kind, normalised name and scope."""

from __future__ import annotations

import re

from hanse.identity.index import Key
from hanse.model import Entity
from hanse.names import fold

__all__ = ["COUNTRIED", "acronym", "keys", "normal"]

COUNTRIED = ("Organisation", "City", "Region")
"""The kinds of things that are told apart by the country they are in."""


_ARTICLES = frozenset("the el la le les los las il lo gli i der die das o a os as l het de".split())
_SHARED = frozenset(("Programme", "Organisation", "Network", "Project", "GoodPractice"))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def keys(entity: Entity, document: str, country: str = "") -> list[Key]:
    """The keys of an entity of a document, its own first; country is the code of the one that the source gives it.

    >>> from hanse.model import Entity
    >>> keys(Entity("1", "Network", "C-CHANGE", ("C-CHANGE",)), "d8")
    [Key(kind='Network', name='c change', scope='')]
    """
    scope = _scope(entity, document) or country.lower()
    further = () if entity.scope else (n for n in entity.names if _telling(n, entity.kind))
    return list(dict.fromkeys(Key(entity.kind, normal(name), scope) for name in (entity.name, *further)))


def _telling(name: str, kind: str) -> bool:
    """Whether a further name is long enough to stand for the thing elsewhere; acronyms are settled apart."""
    return kind in _SHARED and (" " in name.strip() or len(name) > 6)


def _scope(entity: Entity, document: str) -> str:
    """A described or undated event is its document's own, and its day's if others there have its name; a project, its
    programme's.
    """
    if entity.kind == "Event" and entity.scope.startswith("on "):
        return f"in {document} {entity.scope.removeprefix('on ')}"
    if entity.scope == "described" or (entity.kind == "Event" and not _YEAR.search(entity.name)):
        return f"in {document}"
    return fold(entity.scope)


def normal(name: str) -> str:
    """A name without case, accents, punctuation and leading article.

    >>> normal("The Young Foundation"), normal("sub>urban")
    ('young foundation', 'sub urban')
    """
    text = fold(name).split()
    return " ".join(text[1:] if len(text) > 1 and text[0] in _ARTICLES else text) or name


def acronym(entity: Entity) -> list[Key]:
    """The keys that an entity would have under its acronyms: names in capitals beside a longer name."""
    if entity.kind not in _SHARED or entity.scope:
        return []
    short = (n for n in entity.names if n != entity.name and n.isupper() and 3 <= len(n) <= 8)
    return [Key(entity.kind, normal(name)) for name in short]
