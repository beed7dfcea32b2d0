"""What a shard says becomes lines of N-Quads, sorted, under the IRIs that identity has told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hanse.building.cache import digest, key, link_or_copy
from hanse.building.extracting import EXTRACTS, ROSTER, TABLE, document_of, documents_of, linker, pack_of
from hanse.building.job import Job
from hanse.building.packs import renewing
from hanse.building.reading import READ, TEXTS
from hanse.building.runs import Run, taken, write_run
from hanse.building.values import loaded
from hanse.building.workers import Step
from hanse.model import Document, Entity, Extract, Fact, Span
from hanse.triples import lines, trusted

if TYPE_CHECKING:
    from hanse.identity import Answers, Ruling

__all__ = ["ANSWERS", "QUADS", "Said", "Tally", "say"]

ANSWERS, QUADS = "answers", "quads"
_MILLIONTHS = 1_000_000
_TALLY = "tally"


@dataclass(slots=True)
class Tally:
    """What the report and the gazetteer's graph need to know of what is said."""

    sure: dict[str, tuple[int, int]] = field(default_factory=dict)  # property → facts, their confidence in millionths
    places: dict[int, None] = field(default_factory=dict)  # that are named surely enough
    themes: dict[str, dict[str, None]] = field(default_factory=dict)  # the languages in which each is named
    known: dict[str, str] = field(default_factory=dict)  # things of the register → their class
    moved: dict[str, None] = field(default_factory=dict)  # IRIs that decisions retired or made
    statements_moved: int = 0

    def add(self, extract: Extract, answers: Answers, registered: frozenset[str], least: float) -> None:
        """What a source says."""
        facts = [fact for fact in extract.facts if fact.evidence.confidence >= least]
        for entity in trusted(extract.entities, facts, least):
            iri = answers.iri(entity, extract.document)
            if place := linker().place(entity):
                self.places[place.id] = None
            elif entity.kind == "Theme":
                self.themes.setdefault(iri, {"en": None})[entity.language] = None
            elif iri in registered:
                self.known[iri] = entity.kind
        if answers.decided:
            self._note_moved(extract, facts, answers)
        for fact in facts:
            if isinstance(fact.evidence.where, Span):
                count, sum_ = self.sure.get(fact.predicate, (0, 0))
                self.sure[fact.predicate] = count + 1, sum_ + round(fact.evidence.confidence * _MILLIONTHS)

    def _note_moved(self, extract: Extract, facts: Iterable[Fact], answers: Answers) -> None:
        moved = {one.id: iri for one in extract.entities if (iri := answers.moved(one, extract.document))}
        self.moved.update(dict.fromkeys(moved.values()))
        self.statements_moved += sum(fact.subject in moved or fact.object in moved for fact in facts)

    def ordered(self) -> Tally:
        """The same, in an order that depends on nothing else."""
        themes = {iri: dict.fromkeys(sorted(languages)) for iri, languages in sorted(self.themes.items())}
        return Tally(
            dict(sorted(self.sure.items())),
            dict.fromkeys(sorted(self.places)),
            themes,
            dict(sorted(self.known.items())),
            dict.fromkeys(sorted(self.moved)),
            self.statements_moved,
        )

    def join(self, other: Tally) -> None:
        """What other sources say."""
        for name, (count, sum_) in other.sure.items():
            before = self.sure.get(name, (0, 0))
            self.sure[name] = before[0] + count, before[1] + sum_
        self.places |= other.places
        self.known |= other.known
        self.moved |= other.moved
        self.statements_moved += other.statements_moved
        for iri, languages in other.themes.items():
            self.themes.setdefault(iri, {}).update(languages)


@dataclass(slots=True)
class Said:
    """A shard's lines, in a file, and what was counted of them."""

    name: str
    run: Run
    tally: Tally


def say(job: Job, name: str, step: Step) -> Said:
    """Writes the lines and the texts of a shard, or takes over those of the earlier build where nothing has changed."""
    iris, registered, ruling = loaded(job.working(f"{ANSWERS}-{name}").read_bytes())
    extracts = pack_of(job, EXTRACTS, name)
    depends = key(
        *(f"{one} {extracts.places[one].key}" for one in documents_of(extracts)),
        *iris,
        *sorted(registered),
        str(ruling),
        *(f"{extractor} {version}" for extractor, version in sorted(job.versions().items())),
        job.base,
        str(job.least),
    )
    one = f"{name}.{depends}"  # so what an interrupted build left of other documents is not taken for it
    (new, old), (counted, counted_old) = job.kept(QUADS, one), job.kept(_TALLY, one)
    if TABLE not in extracts.places:
        _keep_texts(job, name, documents_of(extracts))
    with renewing(counted, [counted_old]) as pack:
        tally: Tally | None = pack.take(_TALLY, depends)
        if tally is not None and (run := taken(new, old)):
            return Said(name, run, tally)
        tally = Tally()
        run = write_run(_lines(job, name, (iris, ruling), registered, tally), new)
        pack.put(_TALLY, depends, tally.ordered())
    return Said(name, run, tally)


def _lines(
    job: Job, name: str, told: tuple[tuple[str, ...], Ruling], registered: frozenset[str], tally: Tally
) -> Iterator[bytes]:
    from hanse.identity import Answers

    roster = loaded(job.working(f"{ROSTER}-{name}").read_bytes())
    answers = Answers(linker(), job.base, roster, *told)
    for document, extract in _sources(job, name):
        tally.add(extract, answers, registered, job.least)
        yield from _said(job, document, extract, answers)


def _said(job: Job, document: Document, extract: Extract, answers: Answers) -> Iterable[bytes]:
    def iri_of(entity: Entity) -> str:
        return answers.iri(entity, extract.document)

    return lines(extract, document, iri_of, base=job.base, versions=job.versions(), least=job.least)


def _sources(job: Job, name: str) -> Iterator[tuple[Document, Extract]]:
    extracts = pack_of(job, EXTRACTS, name)
    if TABLE in extracts.places:
        table: Document = extracts.get(TABLE).document
        yield from ((table, extracts.get(one)) for one in documents_of(extracts))
    else:
        read = pack_of(job, READ, name)
        yield from ((document_of(read, one), extracts.get(one)) for one in documents_of(extracts))


def _keep_texts(job: Job, name: str, identifiers: Iterable[str]) -> None:
    """The texts of a shard's documents; where they are unchanged, those of the earlier graph.

    That something is in the cache says nothing of it: it may come from a build that was interrupted.
    """
    read = pack_of(job, READ, name)
    texts = read.get(TEXTS)
    for identifier in identifiers:
        new, old = job.text(identifier)
        if old.is_file() and digest(old) == texts[identifier]:
            link_or_copy(old, new)
        else:
            new.unlink(missing_ok=True)  # it may be the earlier graph's file, too
            new.write_bytes(document_of(read, identifier).text.encode())
