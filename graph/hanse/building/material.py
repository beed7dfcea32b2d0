"""The stages of a build over all sources: each has the crew do its tasks, and keeps what the next one needs to know.

What is kept here grows with the names that the sources have, not with what they say: that is in files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from hanse.building import graphs
from hanse.building.beside import Asked, model_said
from hanse.building.copies import Copies
from hanse.building.extracting import EXTRACTS, ROSTER, document_of, documents_of, extract, join_said, pack_of
from hanse.building.inventory import Inventory
from hanse.building.job import Job
from hanse.building.knowing import Ends, write_known
from hanse.building.reading import READ, Collected, Failed, Read, items, read, reason
from hanse.building.report import Beside, Progress
from hanse.building.runs import Run
from hanse.building.saying import ANSWERS, Tally, say
from hanse.building.shards import Item, shards
from hanse.building.source import Source
from hanse.building.tabling import Mapped, Tabled, map_portion, portions, tabulate
from hanse.building.values import dumped, loaded
from hanse.building.workers import Crew
from hanse.errors import InputError
from hanse.extraction import Votes

if TYPE_CHECKING:
    from hanse.identity import Identity

__all__ = ["Material"]

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(slots=True)
class Material:
    """What was read so far."""

    job: Job
    crew: Crew
    progress: Progress
    inventory: Inventory
    copies: Copies
    documents: int = 0
    tables: int = 0
    graphs: int = 0
    shards: dict[int, str] = field(default_factory=dict)  # of documents, by their numbers
    parts: dict[str, list[str]] = field(default_factory=dict)  # shards of tables, by the tables' labels
    runs: list[Run] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    problems: dict[tuple[bool, int, str], list[str]] = field(default_factory=dict)  # of documents, then of tables
    votes: Votes = field(default_factory=Votes)
    asked: dict[str, dict[int, Asked]] = field(default_factory=dict)  # extractor → shard → what came of asking it
    lost: set[str] = field(default_factory=set)  # documents that were read, but not extracted from

    def copy_graphs(self, sources: Sequence[Source]) -> None:
        """RDF files as they are."""
        for task, one, left in self._each("graphs", graphs.copy, sources, len(sources)):
            if left or one.run is None or one.input is None:
                self.failed.append(Failed(task, one.failed or left[0]))
            else:
                self.graphs += 1
                self.runs.append(one.run)
                self.inventory.add(one.input)

    def read_tables(self, sources: Sequence[Source]) -> None:
        """What tables say, and the names that they establish."""
        tables: dict[str, Tabled] = {}
        for task, one, left in self._each("tables", tabulate, sources, len(sources)):
            if left or one.failed or one.input is None:
                self.failed.append(Failed(task, "; ".join(left.values()) or one.failed))
            else:
                tables[task.identifier] = one
        self._map_portions(tables)
        for one in tables.values():
            if one.failed:
                self.failed.append(Failed(one.source, one.failed))
            self.tables += 1
            self.parts[one.source.label] = one.shards
            self.problems[True, 0, one.source.label] = one.problems()
            for part in one.parts.values():
                self.votes.join(part.votes)
            if one.input:
                self.inventory.add(replace(one.input, cached=all(part.cached for part in one.parts.values())))

    def _map_portions(self, tables: dict[str, Tabled]) -> None:
        """The slices of large tables, by all processes."""
        waiting = [tables[identifier] for identifier in sorted(tables) if tables[identifier].left]
        found = self.crew.each(map_portion, self.job, portions(self.job, waiting))
        for done, (portion, one, left) in enumerate(found, 1):
            table = tables[portion.source.identifier]
            if isinstance(one, Mapped):
                table.parts[portion.number] = one
            else:
                table.lost.append(f"{portion.slice.named}: {one or '; '.join(left.values())}")
            self.progress("mapping", done, 0)

    def read_documents(self, sources: Sequence[Source]) -> None:
        """The first pass: documents, and the names that they establish; what all may know is written down."""
        ends = Ends(self.job.working("ends"))
        collected: dict[str, Collected] = {}
        of = 0 if any(map(_holds_many, sources)) else len(sources)  # 0: not known before all are read
        tasks = self.crew.each(read, self.job, shards(_items(sources, collected)))
        done = 0
        for shard, one, left in tasks:
            for number, why in left.items():
                self._leave_out(shard.items[number], why, one)
            if one.documents:
                self.shards[shard.number] = shard.name
            self.documents += one.documents
            self.failed += one.failed
            for label, problems in one.problems.items():
                self.problems[False, shard.number, label] = problems
            self.votes.join(one.votes)
            ends.add(one.ends)
            self.copies.add(one.signatures)
            for told in one.inputs:
                self.inventory.add(told)
            for identifier, count in one.of.items():
                collected[identifier].documents += count
                collected[identifier].unchanged += one.unchanged[identifier]
            done += len(shard.items)
            self.progress("reading", done, of)
        self.progress("reading", done, max(done, 1))
        self._finish(collected)
        self.job = replace(self.job, known=write_known(self.job.working("known"), self.votes, ends))

    def _leave_out(self, item: Item, why: str, read: Read) -> None:
        if item.record is None:
            self.failed.append(Failed(item.source, why))
        else:
            place = item.record.place(item.source.label)
            read.problems.setdefault(item.source.label, []).append(f"{place}: {why}")

    def _finish(self, collected: dict[str, Collected]) -> None:
        """Account for the sources that hold many documents."""
        for one in collected.values():
            self.problems[False, -1, one.source.label] = one.problems
            if one.failed:
                rest = f"; the {one.documents} documents before that are in the graph" if one.documents else ""
                self.failed.append(Failed(one.source, one.failed + rest))
            elif not one.documents:
                self.failed.append(Failed(one.source, self._take_problem(one.source) or "holds no document"))
            if one.documents:
                self.inventory.add(one.described())

    def _take_problem(self, source: Source) -> str:
        """What was wrong with a source that gave nothing: the first of its problems, which then need not be told."""
        keys = sorted(one for one in self.problems if not one[0] and one[2] == source.label)
        problems = [problem for one in keys for problem in self.problems.pop(one)]
        return reason(InputError(problems[0]), source) if problems else ""

    def extract(self, sources: Sequence[Source]) -> None:
        """The second pass: what documents say."""
        numbers = {name: number for number, name in self.shards.items()}
        extracted = 0
        for name, told, left in self._each(
            "extracting", extract, self._in_order(), self.documents, lambda one: one.read
        ):
            extracted += told.documents
            failed = told.failed | {told.left[number]: why for number, why in left.items()}
            self._lose(failed, sources, numbers[name])
            for extractor, asked in told.asked.items():
                self.asked.setdefault(extractor, {})[numbers[name]] = asked
        self.documents = extracted

    def _lose(self, failed: dict[str, str], sources: Sequence[Source], shard: int) -> None:
        """Report documents of which nothing could be extracted."""
        for identifier, why in failed.items():
            source = next((one for one in sources if one.identifier == identifier), None)
            if source:
                self.lost.add(identifier)
                self.failed.append(Failed(source, why))
            else:
                owner, _, name = identifier.partition("~")
                label = next(one.label for one in sources if one.identifier == owner)
                self.problems.setdefault((False, shard, label), []).append(f"{label}#{name}: {why}")

    def ask_model(self) -> None:
        """What a language model says of documents, beside the rules."""
        model = self.job.llm
        if model is None:
            return
        asked = self.asked.setdefault(model.extractor, {})
        done = 0
        for number, name in sorted(self.shards.items()):
            source = pack_of(self.job, READ, name)
            identifiers = documents_of(pack_of(self.job, EXTRACTS, name))
            documents = [document_of(source, one) for one in identifiers]
            answers, requests = model_said(model, documents, self.job.cache, self.progress, done, self.documents)
            asked[number] = join_said(self.job, name, dict(zip(identifiers, answers, strict=True)), model.extractor)
            asked[number].requests = requests
            done += len(documents)

    def beside(self) -> Iterator[Beside]:
        """What came of extractors that were asked beside the rules."""
        for extractor, parts in self.asked.items():
            total = Asked()
            for _, part in sorted(parts.items()):
                total.add(part)
            yield total.report(extractor)

    def identify(self, identity: Identity) -> None:
        """What is one thing in all sources; the answers for each shard are written down."""
        names = self.all_shards()
        for done, name in enumerate(names):
            self.progress("identifying", done, 2 * len(names))
            identity.take(loaded(self.job.working(f"{ROSTER}-{name}").read_bytes()))
        for done, name in enumerate(names, len(names) + 1):
            iris = identity.iris(loaded(self.job.working(f"{ROSTER}-{name}").read_bytes()))
            ruling = identity.ruling.among(frozenset(iris)) if identity.ruling else identity.ruling
            final = (ruling.replaced.get(iri, iri) for iri in iris)
            registered = frozenset(iri for iri in final if identity.known(iri))
            self.job.working(f"{ANSWERS}-{name}").write_bytes(dumped((iris, registered, ruling)))
            self.progress("identifying", done, 2 * len(names))

    def say(self) -> Tally:
        """Lines of N-Quads of all shards; what was counted of them."""
        tally = Tally()
        names = self.all_shards()
        for _, one, _ in self._each("writing", say, names, len(names)):
            self.runs.append(one.run)
            tally.join(one.tally)
        return tally

    def all_shards(self) -> list[str]:
        """The names of all shards: of documents, and of tables."""
        return [*self._in_order(), *(name for _, names in sorted(self.parts.items()) for name in names)]

    def _in_order(self) -> list[str]:
        return [name for _, name in sorted(self.shards.items())]

    def all_problems(self) -> tuple[str, ...]:
        """What could not be used of sources that were read."""
        return tuple(problem for _, problems in sorted(self.problems.items()) for problem in problems)

    def _each(
        self,
        stage: str,
        work: Callable[[Job, Task, Callable[[int], bool]], Result],
        tasks: Sequence[Task],
        total: int,
        weight: Callable[[Result], int] = lambda _: 1,
    ) -> Iterator[tuple[Task, Result, dict[int, str]]]:
        done = 0
        for task, result, left in self.crew.each(work, self.job, tasks):
            yield task, result, left
            done += weight(result)
            self.progress(stage, min(done, total), total)


def _items(sources: Iterable[Source], collected: dict[str, Collected]) -> Iterator[Item]:
    """The documents of all sources; those of a source that can't be read to its end, as far as it can."""
    for source in sources:
        if not _holds_many(source):
            yield Item(source)
            continue
        one = collected[source.identifier] = Collected(source)
        try:
            yield from items(source, one.problems)
        except (InputError, OSError) as error:
            one.failed = reason(error, source)


def _holds_many(source: Source) -> bool:
    from hanse.documents import COLLECTIONS, formats

    return formats()[source.suffix] in COLLECTIONS
