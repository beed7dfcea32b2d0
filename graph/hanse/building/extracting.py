"""The second pass: what a shard's documents say, knowing the names of all; and the entities for identity to tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from hanse.building.beside import Asked, Said, joined, said
from hanse.building.cache import key
from hanse.building.job import Job
from hanse.building.knowing import Known, known
from hanse.building.machine import is_of_machine
from hanse.building.packs import Pack, Renewal, opened, renewing
from hanse.building.reading import READ, SURVEYED, Surveyed
from hanse.building.report import fault
from hanse.building.values import UnreadableError, dumped
from hanse.building.workers import NONE, Step
from hanse.errors import OutputError
from hanse.model import Document, Extract

if TYPE_CHECKING:
    from hanse.extraction import Noted
    from hanse.identity import Linker, Roster
    from hanse.tables import Problems

__all__ = [
    "EXTRACTS",
    "ROSTER",
    "TABLE",
    "Table",
    "Told",
    "document_of",
    "enrol",
    "extract",
    "join_said",
    "linker",
    "pack_of",
]

EXTRACTS, ROSTER = "extracts", "roster"
"""What files of a shard's extracts, and of what identity needs of them, are called."""

TABLE = " table"
"""The name, in a pack of a part of a table, of what is known of the table."""

_DEPENDING, _ROSTER = " depending", " roster"
"""The names, in a pack of extracts, of what each depends on, and of what identity needs; no document is called so."""


@dataclass(frozen=True, slots=True)
class _Depending:
    """On which names of the corpus an extract depends, and what came of asking others besides the rules."""

    noted: Noted
    asked: dict[str, Asked]


@dataclass(frozen=True, slots=True)
class Table:
    """A slice of a table."""

    document: Document  # the table as a document, without text
    problems: Problems  # rows that could not be used
    whole: str  # the key of all that the table's facts depend on
    last: bool  # whether it is the last slice


@dataclass(slots=True)
class Told:
    """What came of the second pass over a shard. Its extracts are in the cache, its entities in a file."""

    name: str
    read: int = 0  # documents
    documents: int = 0  # from which something was extracted
    failed: dict[str, str] = field(default_factory=dict)  # document → why
    left: dict[int, str] = field(default_factory=dict)  # documents that were left out, by their number in the shard
    asked: dict[str, Asked] = field(default_factory=dict)  # by extractor


def extract(job: Job, name: str, step: Step) -> Told:
    """Extracts what the documents of a shard say, and takes over what nothing has changed for."""
    told = Told(name)
    what = known(job.working(job.known), job.pipelines)
    source = pack_of(job, READ, name)
    new, old = job.kept(EXTRACTS, name)
    depending: dict[str, _Depending] = {}
    with renewing(new, [old]) as pack:
        earlier = pack.told(_DEPENDING)
        for number, (identifier, one) in enumerate(source.get(SURVEYED).items()):
            if not step(number):
                told.left[number] = identifier
                continue
            try:
                depends = _Reading(job, what, source, identifier, one, pack).depends(earlier.get(identifier))
            except Exception as error:
                if is_of_machine(error):
                    raise
                told.failed[identifier] = f"could not be processed: {fault(error)}"
                continue
            depending[identifier] = depends
            for extractor, asked in depends.asked.items():
                told.asked.setdefault(extractor, Asked()).add(asked)
        step(NONE)
        pack.tell(_DEPENDING, depending)
        roster = _roster(pack, depending)
    told.read, told.documents = len(depending) + len(told.failed), len(depending)
    put_roster(job, name, roster)
    return told


def _roster(pack: Renewal, documents: Iterable[str]) -> Roster:
    """The entities of a shard; where all its extracts were taken over, this is, too."""
    from hanse.identity import enrol

    depends = pack.entries[_DEPENDING][0]
    kept: Roster | None = pack.take(_ROSTER, depends)
    if kept is not None:
        return kept
    made = enrol((pack.get(one) for one in documents), linker())
    pack.put(_ROSTER, depends, made)
    return made


@dataclass(frozen=True, slots=True)
class _Reading:
    """The second pass over one document."""

    job: Job
    known: Known
    source: Pack
    identifier: str
    surveyed: Surveyed
    pack: Renewal

    def depends(self, before: _Depending | None) -> _Depending:
        """Has the extract in the pack: that of an earlier build, where nothing has changed for it; else made now."""
        if before and self.pack.keep(self.identifier, self._key(before)):
            return before
        return self._made()

    def _made(self) -> _Depending:
        """What the rules, and others who are asked, find now."""
        from hanse.extraction import extract_noting

        document = document_of(self.source, self.identifier)
        found, noted = extract_noting(document, self.known.knowledge)
        depends = _Depending(noted, {})
        for one in self.job.extensions:
            other = said(one, document, self.surveyed.key, self.job.cache)
            found, depends.asked[one.extractor] = joined(found, other, document, one.extractor)
        self.pack.put(self.identifier, self._key(depends), found)
        return depends

    def _key(self, depends: _Depending) -> str:
        """Of all that the extract depends on. What somebody failed on has a key that no build finds again."""
        ends = sorted(self.known.knowledge.ends.intersection(self.surveyed.survey.tail))
        others = [*(one.stamp for one in self.job.pipelines), *(one.stamp for one in self.job.extensions)]
        lacking = "".join(reason for asked in depends.asked.values() for reason in asked.failed)
        again = str(self.job.started) if lacking else ""
        return key(self.surveyed.key, self.known.relevance.digest(depends.noted), *ends, *others, again)


def join_said(job: Job, name: str, answers: dict[str, Said], extractor: str) -> Asked:
    """Join what a language model said of a shard's documents to what was extracted; it is kept until the build ends."""
    asked = Asked()
    source, extracts = pack_of(job, READ, name), pack_of(job, EXTRACTS, name)
    found = []
    with renewing(job.working(f"{EXTRACTS}-{name}"), []) as pack:
        for identifier in documents_of(extracts):
            own, answer = extracts.get(identifier), answers.get(identifier)
            if answer:
                own, more = joined(own, answer, document_of(source, identifier), extractor)
                asked.add(more)
            pack.put(identifier, key(extracts.places[identifier].key, repr(answer)), own)
            found.append(own)
    enrol(job, name, found)
    return asked


def enrol(job: Job, name: str, extracts: Iterable[Extract]) -> None:
    """Keep what identity needs of a shard's entities until the build ends."""
    from hanse.identity import enrol

    put_roster(job, name, enrol(extracts, linker()))


def put_roster(job: Job, name: str, roster: Roster) -> None:
    """Keep it for identity."""
    job.working(f"{ROSTER}-{name}").write_bytes(dumped(roster))


@cache
def linker() -> Linker:
    """Finds the places of entities, in this process."""
    from hanse.gazetteer import load
    from hanse.identity import Linker

    return Linker(load())


def pack_of(job: Job, stage: str, name: str) -> Pack:
    """What a stage of this build kept of a shard; raises OutputError where somebody took it away."""
    (new, _), joined = job.kept(stage, name), job.working(f"{stage}-{name}")
    found = opened(joined) or opened(new)
    if not found:
        raise OutputError(f"the cache at {new.parent} was changed during the build; build again")
    return found[0]


def document_of(pack: Pack, identifier: str) -> Document:
    """A document that was read."""
    try:
        document: Document = pack.get(identifier)
    except UnreadableError as error:
        message = f"the cache at {pack.path.parent} holds what Hanse did not write; remove that folder and build again"
        raise OutputError(message) from error
    return document


def documents_of(pack: Pack) -> list[str]:
    """The documents of which a pack holds something."""
    return [name for name in pack.places if not name.startswith(" ")]
