"""What has changed since an earlier release: for people, as Markdown and as data; and the IRIs that are retired."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from typing import IO

from pyoxigraph import NamedNode, Triple

from hanse.names import printable
from hanse.publishing import tombstones
from hanse.publishing.comparing import Comparison, Fact, Thing, compare
from hanse.publishing.earlier import RETIRED, Retired, opened
from hanse.publishing.frame import Alternate, render
from hanse.publishing.notes import Notes
from hanse.publishing.publication import Publication
from hanse.publishing.serialising import jsonld, turtle
from hanse.publishing.succession import decided
from hanse.queries.rows import compact
from hanse.tabulation import marked
from hanse.views.kinds import KINDS

__all__ = ["PATH", "Changes"]

PATH = "changes/index.html"
_MARKDOWN, _TURTLE, _JSONLD = "changes.md", "changes.ttl", "changes.jsonld"
_MOST = 200  # things or facts of a sort that the page names
_ENDS = (".ttl", ".jsonld", "/index.html")
_ALTERNATES = (
    Alternate("Turtle", "text/turtle", _TURTLE),
    Alternate("JSON-LD", "application/ld+json", _JSONLD),
    Alternate("Markdown", "text/markdown", _MARKDOWN),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of the change."""

    it: Comparison
    before: str  # the earlier release
    now: str
    retired: tuple[Retired, ...]


class Changes:
    """``changes/``, ``changes.md`` and the files of retired IRIs; nothing where no earlier release is given."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    @property
    def ways(self) -> tuple[str, ...]:
        """The pages that others may lead to."""
        return (PATH,) if self.publication.previous else ()

    def paths(self) -> Iterator[str]:
        """Sorted."""
        if self.publication.previous:
            stones = (f"{path}{end}" for path in self._stones for end in _ENDS)
            yield from sorted((PATH, _MARKDOWN, _TURTLE, _JSONLD, RETIRED, *stones))

    def listed(self) -> Iterator[str]:
        """Those that a sitemap names: not the pages on what is gone."""
        yield from self.ways

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if not self.publication.previous:
            return False
        if path == PATH:
            out.write(self._page())
        elif path == _MARKDOWN:
            out.write("".join(_markdown(self.told)).encode("utf-8", "replace"))
        elif path in (_TURTLE, _JSONLD):
            out.write((turtle if path == _TURTLE else jsonld)(self._triples))
        elif path == RETIRED:
            listed = [asdict(one) for one in self.told.retired]
            out.write((json.dumps(listed, ensure_ascii=False, indent=0) + "\n").encode())
        else:
            return self._stone(path, out)
        return True

    @cached_property
    def told(self) -> Told:
        """The comparison with the earlier release, made once."""
        new = self.publication
        assert new.previous is not None
        now = new.settings.version or str(new.settings.modified or "")
        with opened(new.previous, new.base) as old:
            retired = tuple(tombstones.retire(old, new, now))
            followed = decided(old.publication, new)
            followed |= {new.base + one.iri: tombstones.replacing(one, new.base)[0] for one in retired if one.by}
            return Told(compare(old.publication, new, followed), old.name, now, retired)

    @cached_property
    def _stones(self) -> dict[str, Retired]:
        return {one.path: one for one in self.told.retired}

    def _stone(self, path: str, out: IO[bytes]) -> bool:
        for end in _ENDS:
            if path.endswith(end) and (one := self._stones.get(path.removesuffix(end))):
                out.write(tombstones.written(one, self.publication, end))
                return True
        return False

    def _page(self) -> bytes:
        told, at = self.told, self.publication
        followed = {at.base + one.iri: tombstones.replacing(one, at.base) for one in told.retired if one.by}
        return render(
            at,
            "changes.html.j2",
            PATH,
            title="What has changed",
            alternates=_ALTERNATES,
            canonical=f"{at.base}changes",
            embedded=jsonld(self._triples),
            it=told.it,
            before=told.before,
            now=told.now,
            most=_MOST,
            summary=list(_summary(told.it)),
            groups=list(_groups(told.it)),
            followed=followed,
            names=at.labels.of,
            label=_label,
        )

    @cached_property
    def _triples(self) -> list[Triple]:
        """By PROV-O, and each statement reified: `changeset:addition` and `changeset:removal`."""
        told, at = self.told, self.publication
        notes = Notes(at.base, at.settings.language)
        change = notes.a(NamedNode(f"{at.base}changes"), "prov:Activity")
        notes.say(change, "rdf:type", NamedNode(_CHANGESET + "ChangeSet"))
        notes.say(change, "rdfs:label", _title(told))
        notes.say(change, "void:inDataset", notes.dataset)
        for thing in (*told.it.added, *(one.thing for one in told.it.moved)):
            notes.say(change, "prov:generated", NamedNode(thing.iri))
            notes.say(NamedNode(thing.iri), "rdfs:label", thing.label)
        for thing in (*told.it.removed, *(one.before for one in told.it.moved)):
            notes.say(change, "prov:invalidated", NamedNode(thing.iri))
            notes.say(NamedNode(thing.iri), "rdfs:label", thing.label)
        for one in told.retired:
            for other in tombstones.replacing(one, at.base):
                notes.say(NamedNode(at.base + one.iri), "dcterms:isReplacedBy", NamedNode(other))
        for name, facts in (("addition", told.it.facts_added), ("removal", told.it.facts_removed)):
            for fact in (fact for some in facts.values() for fact in some):
                _reify(notes, change, name, fact)
        return notes.triples()


_CHANGESET = "http://purl.org/vocab/changeset/schema#"


def _reify(notes: Notes, change: NamedNode, name: str, fact: Fact) -> None:
    text = f"{name} <{fact.subject}> <{fact.predicate}> {fact.object}"
    own = notes.a(NamedNode(f"{change.value}#{sha256(text.encode()).hexdigest()[:20]}"), "rdf:Statement")
    notes.relate(change, NamedNode(_CHANGESET + name), own)
    notes.say(own, "rdf:subject", NamedNode(fact.subject))
    notes.say(own, "rdf:predicate", NamedNode(fact.predicate))
    notes.say(own, "rdf:object", fact.object)
    notes.say(own, "rdfs:label", f"{fact.about} {_label(fact.predicate)} {fact.said}")


def _title(told: Told) -> str:
    return f"What has changed since {told.before or 'the release before'}" + (f", in {told.now}" if told.now else "")


def _label(predicate: str) -> str:
    """A property in words.

    >>> _label("https://w3id.org/hanse/ontology#leadPartner")
    'lead partner'
    """
    name = compact(predicate).rpartition(":")[2]
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)


def _groups(it: Comparison) -> Iterator[tuple[str, list[Thing], list[Thing]]]:
    """Things added and removed by their kind, documents last."""
    for kind in (*KINDS, "Document"):
        heading = KINDS[kind].plural if kind in KINDS else "Documents"
        yield heading, [one for one in it.added if one.kind == kind], [one for one in it.removed if one.kind == kind]


def _summary(it: Comparison) -> Iterator[tuple[int, str]]:
    yield len(it.added), "added"
    yield len(it.removed), "removed"
    yield len(it.moved), "under another IRI"
    yield len(it.renamed), "called otherwise"
    yield sum(map(len, it.facts_added.values())), "facts added"
    yield sum(map(len, it.facts_removed.values())), "facts removed"


def _markdown(told: Told) -> Iterator[str]:
    """The change as Markdown, whole."""
    it = told.it
    yield f"# {_text(_title(told))}\n\n"
    yield from (f"- {number:,} {what}\n" for number, what in _summary(it))
    for heading, added, removed in _groups(it):
        for what, things in ((f"{heading} added", added), (f"{heading} removed", removed)):
            yield from _listed(what, [f"{_text(one.label)} (<{one.iri}>)" for one in things])
    yield from _listed(
        "Under another IRI", [f"{_text(one.thing.label)} (<{one.before.iri}> → <{one.thing.iri}>)" for one in it.moved]
    )
    yield from _listed("Called otherwise", [f"{_text(one.before)} → {_text(one.thing.label)}" for one in it.renamed])
    for what, facts in (("added", it.facts_added), ("removed", it.facts_removed)):
        for predicate, some in facts.items():
            lines = [f"{_text(one.about)} – {_text(one.said)}" for one in some]
            yield from _listed(f"Facts {what}: {_label(predicate)}", lines)


def _listed(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"\n## {heading} ({len(lines):,})\n\n"
        yield from (f"- {line}\n" for line in lines)


def _text(text: str) -> str:
    return marked(printable(text))
