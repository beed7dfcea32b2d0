"""One extract of two: what the rules read in a document, and what somebody else read there.

Others are not trusted: what breaks the ontology, or rests on no words of the document, is left out and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from hanse.model import DOCUMENT, Document, Entity, Extract, Fact, Span, Value
from hanse.names import fold
from hanse.vocabulary import CLASSES, PROPERTIES, VALUES, signature

__all__ = ["BAD_CLASSES", "BAD_NAME", "BAD_QUOTE", "BAD_TERM", "BAD_VALUE", "NO_ENTITY", "STATED", "join"]

BAD_TERM = "term that the ontology does not have"
BAD_CLASSES = "classes that the property does not join"
BAD_QUOTE = "quote that the document does not have"
BAD_VALUE = "value that the property does not take"
NO_ENTITY = "about what was left out"
_BAD_CONFIDENCE = "confidence that is not from 0 to 1"
BAD_NAME = "name that the document does not have"
STATED = tuple(name for name in (*PROPERTIES, *VALUES) if name not in {"type", "source"})
"""The properties that documents state; the other two are for tables."""


def join(own: Extract, other: Extract, document: Document, extractor: str) -> tuple[Extract, Counter[str]]:
    """The rules' extract with what another extractor has beside it, and what was left out of that, by reason.

    A name that the rules know in this document is theirs, class included. All that the other says bears its name.

    >>> from hanse.model import Evidence
    >>> text = Document("d", "d.txt", "Riga leads URGE.", language="en")
    >>> own = Extract("d", (Entity("c", "City", "Riga", mention=Span(0, 4)),))
    >>> read = Evidence(Span(0, 15), "", 0.7)
    >>> urge = Entity("n", "Network", "URGE", mention=Span(11, 15))
    >>> facts = Fact("n", "leadPartner", "c", read), Fact("c", "leadPartner", "n", read)
    >>> joined, left_out = join(own, Extract("d", (urge, Entity("c", "Organisation", "Riga")), facts), text, "mine")
    >>> [(fact.subject, fact.predicate, fact.object) for fact in joined.facts]
    [('mine n', 'leadPartner', 'c')]
    >>> left_out
    Counter({'classes that the property does not join': 1})
    """
    left_out: Counter[str] = Counter()
    entities = {one.id: one for one in own.entities}
    known = _by_name(own.entities)
    ids = {DOCUMENT: DOCUMENT}
    for one in other.entities:
        found = _same(one, known)
        if found is None:
            if reason := _fault_of_entity(one, document):
                left_out[reason] += 1
                continue
            found = replace(one, id=f"{extractor} {one.id}", extractor=extractor)
            entities[found.id] = found
        ids[one.id] = found.id
    facts = []
    for fact in other.facts:
        if reason := _fault(fact, ids, entities, document):
            left_out[reason] += 1
        else:
            facts.append(_renamed(fact, ids, extractor))
    return Extract(own.document, tuple(entities.values()), (*own.facts, *facts)), left_out


def _by_name(entities: Iterable[Entity]) -> dict[str, list[Entity]]:
    known: dict[str, list[Entity]] = {}
    for one in entities:
        for name in dict.fromkeys(fold(name) for name in (one.name, *one.names)):
            known.setdefault(name, []).append(one)
    return known


def _same(one: Entity, known: dict[str, list[Entity]]) -> Entity | None:
    """The rules' entity that has the name: of the same class, or the only one that has it."""
    for name in dict.fromkeys((one.name, *one.names)):
        found = known.get(fold(name), [])
        alike = [there for there in found if there.kind == one.kind]
        if alike or len(found) == 1:
            return (alike or found)[0]
    return None


def _fault_of_entity(one: Entity, document: Document) -> str:
    if one.kind not in CLASSES:
        return BAD_TERM
    if not one.name.strip() or not (isinstance(one.mention, Span) and _stands(one.mention, document)):
        return BAD_NAME
    return "" if one.confidence is None or 0 <= one.confidence <= 1 else _BAD_CONFIDENCE


def _stands(span: Span, document: Document) -> bool:
    return 0 <= span.start < span.end <= len(document.text)


def _fault(fact: Fact, ids: dict[str, str], entities: dict[str, Entity], document: Document) -> str:
    """Why a fact can't be taken, or ""."""
    if fact.predicate not in STATED:
        return BAD_TERM
    if not (isinstance(fact.evidence.where, Span) and _stands(fact.evidence.where, document)):
        return BAD_QUOTE
    if not 0 <= fact.evidence.confidence <= 1:
        return _BAD_CONFIDENCE
    sides = [fact.subject] if isinstance(fact.object, Value) else [fact.subject, fact.object]
    if not all(side in ids for side in sides):
        return NO_ENTITY
    kinds = ["Document" if side == DOCUMENT else entities[ids[side]].kind for side in sides]
    allowed = signature(fact.predicate)
    if kinds[0] not in allowed.subjects or (len(sides) > 1 and (kinds[1] not in allowed.objects or _one(sides, ids))):
        return BAD_CLASSES
    if isinstance(fact.object, Value):
        return "" if fact.object.type in allowed.objects and _FORMS[fact.object.type](fact.object.text) else BAD_VALUE
    return ""


def _one(sides: list[str], ids: dict[str, str]) -> bool:
    return ids[sides[0]] == ids[sides[1]]


def _renamed(fact: Fact, ids: dict[str, str], extractor: str) -> Fact:
    target = fact.object if isinstance(fact.object, Value) else ids[fact.object]
    return replace(fact, subject=ids[fact.subject], object=target, evidence=replace(fact.evidence, extractor=extractor))


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_FORMS: MappingProxyType[str, Callable[[str], bool]] = MappingProxyType(
    {
        "integer": lambda text: bool(re.fullmatch("[1-9][0-9]{0,11}", text)),
        "date": _is_date,
        "gYearMonth": lambda text: _is_date(f"{text}-01"),
        "gYear": lambda text: _is_date(f"{text}-01-01"),
        "gMonthDay": lambda text: _is_date(f"2000-{text}"),
        "string": lambda text: 0 < len(text.strip()) <= 500,
    }
)
"""What a value of each type looks like."""
