"""Gold against what a graph says: what was found, what was missed, what is too much.

A thing is found where its class agrees and one of its names is one of gold's, without regard to case, accents,
punctuation and a leading article. A fact is found where subject, property and object are; a value where it says the
same. What gold leaves optional counts neither way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from hanse.evaluation.gold import DOCUMENT, Gold, Thing
from hanse.evaluation.sayings import Proof, Said, Statement

__all__ = ["SORTS", "Finding", "Verdict", "agree", "bare", "judge"]

SORTS = ("thing", "fact", "value")
"""What is judged."""


class Verdict(StrEnum):
    """What came of a thing, fact or value."""

    HIT = "hit"
    MISS = "miss"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, fact or value of gold that was found or missed, or one of the graph that gold does not have."""

    document: str
    sort: Literal["thing", "fact", "value"]
    name: str  # of its class or property
    verdict: Verdict
    subject: str  # in words, as the object
    object: str = ""
    quote: str = ""  # the words that say it, of what the graph says
    extractor: str = ""
    confidence: float = 0.0


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})
_ARTICLES = frozenset({"the", "el", "la", "le", "los"})
_ALIKE = ({"Project", "GoodPractice"},)  # classes between which gold does not tell
_WEAKER = {"leadPartner": "partner", "leadExpert": "expert"}  # what a fact implies
_WITHIN = ({"City", "Region"}, {"Country", "Region"})  # that the one is located in the other is no mistake
_DAY = re.compile(r"\d\d-\d\d")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


@lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """A name as it is compared: without case, accents, punctuation and a leading article.

    >>> bare("The «Dąbrowa Górnicza» network"), bare("The")
    ('dabrowa gornicza network', 'the')
    """
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.findall(r"\w+", letters.casefold().translate(_LETTERS))
    return " ".join(words[len(words) > 1 and words[0] in _ARTICLES :])


def agree(wanted: str | int, found: str) -> bool:
    """Whether a value says what gold wants: a number however grouped, a date at least as exact, a text in part.

    >>> agree(78000, "78,000"), agree("2023-10", "2023-10-24"), agree("2023-10-24", "2023-10")
    (True, True, False)
    >>> agree("10-24", "--10-24"), agree("Mayor", "Deputy Mayor")
    (True, True)
    """
    if isinstance(wanted, int):
        return re.sub(r"[\s,.]", "", found) == str(wanted)
    if _DAY.fullmatch(wanted):
        return found[:10].endswith(wanted)
    if _DATE.fullmatch(wanted):
        return found.startswith(wanted)
    return bare(wanted) in bare(found) or bare(found) in bare(wanted)


def judge(gold: Gold, said: Said) -> list[Finding]:
    """The findings on one document, in a fixed order: what gold has, hit or missed, and what it has not."""
    keys = _keys(gold, said)
    found = [*_things(gold, said, keys), *_facts(gold, said, keys), *_values(gold, said, keys)]
    return sorted(found, key=lambda one: (SORTS.index(one.sort), one.name, one.verdict, one.subject, one.object))


def _keys(gold: Gold, said: Said) -> dict[str, str]:
    """What of the graph is what in gold: the first thing of gold that it can be."""
    found = {said.document: DOCUMENT}
    names = {key: {bare(name) for name in thing.names} for key, thing in gold.things.items()}
    for iri, kinds in said.kinds.items():
        own = {bare(name) for name in said.names.get(iri, ())}
        for key, thing in gold.things.items():
            if own & names[key] and _alike(thing, kinds):
                found[iri] = key
                break
    return found


def _alike(thing: Thing, kinds: set[str]) -> bool:
    return any(wanted == kind or {wanted, kind} in _ALIKE for wanted in thing.kinds for kind in kinds)


def _things(gold: Gold, said: Said, keys: dict[str, str]) -> Iterator[Finding]:
    for key, thing in gold.things.items():
        if not thing.optional:
            reasons = [_class_proof(said, iri) for iri, known in keys.items() if known == key]
            yield _finding(gold, "thing", thing.kinds[0], thing.names[0], "", reasons)
    for iri, kinds in said.kinds.items():
        if iri not in keys:
            yield _extra(gold, "thing", min(kinds), _shown(said, iri), "", _class_proof(said, iri))


def _class_proof(said: Said, iri: str) -> Proof:
    return max((said.proof(iri, "type", kind) for kind in said.kinds.get(iri, ())), key=_sure, default=Proof())


def _facts(gold: Gold, said: Said, keys: dict[str, str]) -> Iterator[Finding]:
    reasons: dict[tuple[str, str, str], list[Proof]] = {}
    fine = gold.facts | gold.optional
    fine |= {(subject, _WEAKER[name], target) for subject, name, target in fine if name in _WEAKER}
    for subject, name, target in sorted(said.facts):
        fact = (keys.get(subject, ""), name, keys.get(target, ""))
        proof = said.proof(subject, name, target)
        reasons.setdefault(fact, []).append(proof)
        if fact not in fine and not _uncounted(gold, said, fact, (subject, name, target)):
            yield _extra(gold, "fact", name, _shown(said, subject), _shown(said, target), proof)
    for fact in sorted(gold.facts):
        subject, name, target = fact
        yield _finding(gold, "fact", name, gold.name(subject), gold.name(target), reasons.get(fact, []))


def _uncounted(gold: Gold, said: Said, fact: tuple[str, str, str], statement: Statement) -> bool:
    """Whether a fact that gold does not have is no mistake: it is about what is optional, or geography."""
    if any(key in gold.things and gold.things[key].optional for key in (fact[0], fact[2])):
        return True
    ends = (said.kinds.get(iri, set()) for iri in (statement[0], statement[2]))
    return fact[1] == "locatedIn" and all(kinds & within for kinds, within in zip(ends, _WITHIN, strict=True))


def _values(gold: Gold, said: Said, keys: dict[str, str]) -> Iterator[Finding]:
    values = sorted(said.values)
    for key, name, wanted in gold.values:
        reasons = [
            said.proof(*one) for one in values if (keys.get(one[0]), one[1]) == (key, name) and agree(wanted, one[2])
        ]
        yield _finding(gold, "value", name, gold.name(key), str(wanted), reasons)
    for subject, name, target in values:
        wanted_ones = [wanted for key, own, wanted in gold.values if (key, own) == (keys.get(subject), name)]
        if wanted_ones and not any(agree(wanted, target) for wanted in wanted_ones):
            yield _extra(gold, "value", name, gold.name(keys[subject]), target, said.proof(subject, name, target))


def _finding(
    gold: Gold, sort: Literal["thing", "fact", "value"], name: str, subject: str, target: str, reasons: list[Proof]
) -> Finding:
    """What gold has: a hit where statements match it, with the surest one's evidence; else a miss."""
    if not reasons:
        return Finding(gold.document, sort, name, Verdict.MISS, subject, target)
    best = max(reasons, key=_sure)
    return Finding(
        gold.document, sort, name, Verdict.HIT, subject, target, best.quote, best.extractor, best.confidence
    )  # fmt: skip


def _extra(
    gold: Gold, sort: Literal["thing", "fact", "value"], name: str, subject: str, target: str, proof: Proof
) -> Finding:
    return Finding(
        gold.document, sort, name, Verdict.EXTRA, subject, target, proof.quote, proof.extractor, proof.confidence
    )  # fmt: skip


def _sure(proof: Proof) -> tuple[float, str, str]:
    return proof.confidence, proof.extractor, proof.quote


def _shown(said: Said, iri: str) -> str:
    """A name of a thing of the graph."""
    if iri == said.document:
        return "document"
    return min(said.names.get(iri, ()), key=lambda name: (len(name), name), default=iri.rsplit("/", 1)[-1])
