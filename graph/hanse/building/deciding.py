"""Decisions on identity: read from files, and what came of them told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.building.graphs import line
from hanse.building.inventory import Inventory
from hanse.building.reading import Failed, described, reason
from hanse.building.report import Decided
from hanse.building.saying import Tally
from hanse.building.source import Source
from hanse.errors import InputError
from hanse.identity import Decisions, Ruling, read_decisions
from hanse.triples import decided

if TYPE_CHECKING:
    from hanse.identity import Outcome

__all__ = ["decided_lines", "outcome", "read_files"]


def read_files(
    files: Iterable[str | Path], sources: Sequence[Source], inventory: Inventory, failed: list[Failed]
) -> Decisions:
    """What files decide that are named as such, and those among the sources.

    Raises InputError for one of the former that can't be read; of the latter, those are in ``failed``.
    """
    found = []
    for file in files:
        try:
            found.append((Path(file).name, Path(file).read_bytes()))
        except OSError as error:
            raise InputError(f"can't be read: {error.strerror or error}", source=str(file)) from error
    decisions = read_decisions(found)
    for source in sources:
        try:
            with source.open() as opened:
                own = read_decisions([(source.label, opened.read())])
            inventory.add(described(source))
        except (InputError, OSError) as error:
            failed.append(Failed(source, reason(error, source)))
            continue
        decisions = decisions.joined(own)
    return decisions


def outcome(decisions: Decisions, ruling: Ruling, tally: Tally) -> Decided:
    """What came of decisions."""
    moved = [one for one in ruling.outcomes if one.iri in tally.moved]
    return Decided(
        merged=sum(one.decision.same for one in moved),
        split=sum(not one.decision.same for one in moved),
        kept=sum(one.kept for one in ruling.outcomes),
        undecided=decisions.undecided,
        statements=tally.statements_moved,
        without_effect=(*decisions.problems, *(_why(one) for one in ruling.outcomes if not (one.kept or one in moved))),
        sources=decisions.sources,
    )


def _why(one: Outcome) -> str:
    reason = one.reason or "no source that is sure enough names what it is about"
    return f"{one.decision.place}: {reason}"


def decided_lines(decisions: Decisions, ruling: Ruling, tally: Tally, base: str) -> Iterator[bytes]:
    """What the graph says of decisions: what took the place of what, and what is two."""
    replaced = {iri: new for iri, new in ruling.replaced.items() if iri in tally.moved}
    rows = [one.decision for one in ruling.outcomes if one.iri in replaced]
    labels = {row.object: row.labels[1] for row in reversed(rows) if row.object in replaced.values()}
    labels |= {row.subject: row.labels[0] for row in rows}
    if replaced or ruling.different:
        yield from map(line, decided(replaced, ruling.different, labels, decisions.sources, base))
