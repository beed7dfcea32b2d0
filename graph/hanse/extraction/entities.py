"""From mentions to entities: what is one thing under several names within a document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from hanse.extraction import calendars, namesakes
from hanse.extraction.recognition.known import Name
from hanse.extraction.scene import INITIATIVES, Draft, Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import distinctive, words
from hanse.model import DOCUMENT, Entity, Evidence, Extract, Fact, Value
from hanse.reliability import confidence
from hanse.vocabulary import PROPERTIES, concept, signature

__all__ = ["names_of", "resolve"]

_place = attrgetter("span.start", "span.end")
_NAMED = (*INITIATIVES, "Programme", "Organisation")
_ARTICLES = everywhere("leading-articles")
_RANK = {kind: rank for rank, kind in enumerate(("Programme", "Network", "Project", "GoodPractice", "Organisation"))}


def resolve(scene: Scene) -> Extract:
    """The entities and facts of a scene."""
    days = calendars.days(scene)
    groups = _groups(scene, days)
    entity_of = {id(m): entity for group in groups for entity in [_entity(scene, group, days)] for m in group}
    facts: dict[_Statement, Evidence] = {}
    for draft in scene.drafts:
        if statement := _statement(draft, entity_of):
            evidence, known = _evidence(draft, entity_of), facts.get(statement)
            if not known or known.confidence < evidence.confidence:
                facts[statement] = evidence
    used: set[object] = {side for subject, _, object_ in facts for side in (subject, object_)}
    often = Counter([entity.id for entity in entity_of.values()])
    named = {entity.id: entity for entity in entity_of.values() if _worth(entity, used)}
    entities = {e.id: _assured(e, often[e.id], e.id in used) for e in named.values()}
    kept = [
        Fact(subject, predicate, object_, _measured(predicate, evidence))
        for (subject, predicate, object_), evidence in facts.items()
        if all(not isinstance(s, str) or s == "document" or s in entities for s in (subject, object_))
    ]
    return Extract(scene.document.identifier, tuple(sorted(entities.values(), key=lambda e: e.id)), tuple(kept))


def _worth(entity: Entity, used: set[object]) -> bool:
    return entity.id in used or entity.scope != "described"


def _assured(entity: Entity, often: int, used: bool) -> Entity:
    """With how far to trust what it is: that depends on whether it is named again, or something is said of it."""
    if entity.confidence is not None:
        return entity
    by = "mentions" if often > 1 else "mention" if used else "bare mention"
    return replace(entity, extractor=by, confidence=confidence(entity.kind, by))


def _measured(predicate: str, evidence: Evidence) -> Evidence:
    """With the confidence that such readings have earned; who was never judged is taken at its word."""
    earned = confidence(predicate, evidence.extractor)
    return evidence if earned is None else Evidence(evidence.where, evidence.extractor, earned)


_Statement = tuple[str, str, str | Value]


def _statement(draft: Draft, entity_of: dict[int, Entity]) -> _Statement | None:
    subject = draft.subject if isinstance(draft.subject, str) else _id(draft.subject, entity_of)
    object_ = draft.object if isinstance(draft.object, Value) else _id(draft.object, entity_of)
    if subject is None or object_ is None or subject == object_ or not _allowed(draft.predicate, subject, object_):
        return None
    return subject, draft.predicate, object_


def _evidence(draft: Draft, entity_of: dict[int, Entity]) -> Evidence:
    """Whoever read the fact; or the tagger, where one that only it has seen is a side: no surer than that."""
    evidence = Evidence(draft.where, draft.extractor, draft.confidence)
    for side in (draft.subject, draft.object):
        entity = entity_of.get(id(side))
        if entity and entity.confidence is not None and entity.confidence < evidence.confidence:
            evidence = Evidence(draft.where, entity.extractor, entity.confidence)
    return evidence


def _allowed(predicate: str, subject: str, object_: str | Value) -> bool:
    """Whether the ontology lets the property go from the one kind to the other; counts are above zero."""
    if isinstance(object_, Value):
        return object_.type != "integer" or int(object_.text) > 0
    if subject == DOCUMENT or predicate not in PROPERTIES:
        return True
    kinds = signature(predicate)
    return subject.partition(":")[0] in kinds.subjects and object_.partition(":")[0] in kinds.objects


def _id(mention: Mention, entity_of: dict[int, Entity]) -> str | None:
    entity = entity_of.get(id(mention))
    return entity.id if entity else None


def _groups(scene: Scene, days: Mapping[int, str]) -> list[list[Mention]]:
    by_key: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    mentions = sorted([*scene.mentions, *scene.hidden], key=_place)
    kinds = _kinds(mentions)
    for mention in mentions:
        kind, name = _key(mention, kinds)
        by_key[kind, f"{name} {days[id(mention)]}" if id(mention) in days else name].append(mention)
    keys = list(by_key)
    parent = {key: key for key in keys}

    def root(key: tuple[str, str]) -> tuple[str, str]:
        while parent[key] != key:
            key = parent[key]
        return key

    for key, group in by_key.items():
        for mention in group:
            for alias in mention.aliases:
                other = (key[0], _plain(alias, key[0]))
                if other in parent and root(other) != root(key):
                    parent[max(root(other), root(key))] = min(root(other), root(key))
    for shorter, longer in (*_contained(keys), *_prefixed(by_key), *namesakes.tied(scene, by_key)):
        parent[max(root(shorter), root(longer))] = min(root(shorter), root(longer))
    merged: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for key in keys:
        merged[root(key)].extend(by_key[key])
    return [sorted(group, key=_place) for group in merged.values()]


def _kinds(mentions: Iterable[Mention]) -> dict[str, str]:
    """One kind for each name of an initiative, programme or body: the one found most surely and most often."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        if m.kind in _NAMED:
            votes[_plain(m.name, m.kind)][m.kind] += round(100 * m.score**4)
    return {name: min(found, key=lambda k: (-found[k], _RANK[k])) for name, found in votes.items()}


def _key(mention: Mention, kinds: dict[str, str]) -> tuple[str, str]:
    if mention.place is not None:
        return mention.kind, f"#{mention.place.id}"
    plain = _plain(mention.name, mention.kind)
    return kinds.get(plain, mention.kind) if mention.kind in _NAMED else mention.kind, plain


@lru_cache(maxsize=16384)
def _folded(name: str) -> str:
    return " ".join([w.folded for w in words(name) if w.folded])


@lru_cache(maxsize=16384)
def _plain(name: str, kind: str) -> str:
    text = [w.folded for w in words(name) if w.folded]
    if kind != "Theme" and len(text) > 1 and text[0] in _ARTICLES:
        text = text[1:]
    return " ".join(text)


def _contained(keys: Sequence[tuple[str, str]]) -> Iterable[tuple[tuple[str, str], tuple[str, str]]]:
    """Events and people of which one name is the other's end or beginning, where there is but one such."""
    for kind in ("Event", "Person"):
        names = [k for k in keys if k[0] == kind]
        for key in names:
            longer = [k for k in names if k != key and _extends(k[1], key[1], kind)]
            if len(longer) == 1:
                yield key, longer[0]


def _prefixed(by_key: Mapping[tuple[str, str], Sequence[Mention]]) -> Iterable[tuple[tuple[str, str], tuple[str, str]]]:
    """Initiatives of which one is a coined word and the other that word after others: "Projekt LUMAT" and "LUMAT"."""
    for key, group in by_key.items():
        coined = " " not in key[1] and len(key[1]) > 3 and distinctive(group[0].name)
        if key[0] in INITIATIVES and coined:
            longer = [k for k in by_key if k[0] == key[0] and k[1].endswith(f" {key[1]}") and len(k[1].split()) < 4]
            if len(longer) == 1 and not any(c.isdigit() for c in longer[0][1].removesuffix(key[1])):
                yield key, longer[0]


def _extends(longer: str, shorter: str, kind: str) -> bool:
    own, inner = longer.split(), shorter.split()
    if kind == "Person":
        if len(inner) == 1:  # "Mme Aubert"
            return len(own) > 1 and own[-1] == inner[0]
        return len(own) > len(inner) and (own[: len(inner)] == inner or own[-len(inner) :] == inner)
    digits = {w for w in own if w.isdigit()} ^ {w for w in inner if w.isdigit()}
    return len(own) > len(inner) >= 2 and not digits and any(own[i : i + len(inner)] == inner for i in range(len(own)))


def _entity(scene: Scene, group: Sequence[Mention], days: Mapping[int, str]) -> Entity:
    first = group[0]
    kind, forms = _kind(group), Counter([m.name for m in group])
    if len(forms) == 1:
        name = first.name
    elif kind == "Event":
        sure, own = {m.name for m in group if m.score >= 0.9}, {m.name for m in group if m.scope != "described"}
        name = max(forms, key=lambda n: (n in sure, n in own, len(n), n[0].isupper(), n))
    elif kind in {"Person", "Organisation"}:
        name = max(forms, key=lambda n: (len(n), n))
    else:
        name = max(forms, key=lambda n: (len(n) > 5 or forms[n] > 1, forms[n], len(n), n))
    names = tuple(dict.fromkeys([name, *forms, *(a for m in group for a in m.aliases)]))
    place = next((m.place for m in group if m.place), None)
    country = place.country if place else ""
    mark = f"#{place.id}" if place else _folded(name) or name
    scope = "described" if kind == "Event" and all(m.scope == "described" for m in group) else ""
    if day := next((days[id(m)] for m in group if id(m) in days), ""):
        mark, scope = f"{mark} {day}", f"on {day}"
    tagged = all(m.by for m in group)
    return Entity(
        id=f"{kind}:{mark}", kind=kind, name=name, names=names, language=_language(scene, kind),
        place=place.id if place else None, country=country,
        concept=concept(name, scene.language) if kind == "Theme" else "", scope=scope, mention=first.span,
        extractor=first.by if tagged else "mentions", confidence=first.score if tagged else None,
    )  # fmt: skip


def _kind(group: Sequence[Mention]) -> str:
    alike = group[0].kind not in _NAMED or len({m.kind for m in group}) == 1
    return group[0].kind if alike else Counter(_kinds(group).values()).most_common(1)[0][0]


def _language(scene: Scene, kind: str) -> str:
    return scene.language if kind in {"Theme", "Event", "City", "Region", "Country"} else ""


def names_of(scene: Scene) -> tuple[Name, ...]:
    """The names of initiatives, programmes and bodies that a scene has found surely enough to look for elsewhere."""
    kinds = _kinds(scene.mentions)
    found = {
        (text, kinds.get(_plain(m.name, m.kind), m.kind), m.score)
        for m in scene.mentions
        if m.kind in _NAMED and m.score >= 0.7
        for text in (m.name, *m.aliases)
        if 2 < len(text) < 100
    }
    return tuple(sorted(Name(text, kind, score=score) for text, kind, score in found))
