"""Candidates as rows of a mapping set, for a spreadsheet, and what somebody decided on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.identity import sssom
from hanse.reviewing.candidates import Candidate
from hanse.reviewing.quoting import Quote, quotes
from hanse.vocabulary import PREFIXES, term

if TYPE_CHECKING:
    from hanse.store import Store

__all__ = ["Shown", "append", "shown", "written"]

_SAME = f"{PREFIXES['skos']}exactMatch"

_ABOUT = (
    "Things of a graph that may be one, the surest first. Decide on a row: write skos:exactMatch as its predicate_id "
    "where the two are one (the subject then goes on under the IRI of the object), or Not as its predicate_modifier "
    "where they are two. Rows that stay as they are decide nothing."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A candidate with what its two things are called, and sentences that name them."""

    candidate: Candidate
    names: tuple[str, str]
    quotes: tuple[tuple[Quote, ...], tuple[Quote, ...]]


def shown(store: Store, names: Mapping[str, Sequence[str]], candidates: Iterable[Candidate]) -> Iterator[Shown]:
    """Candidates as whoever reviews wants to see them; ``names`` are those of each IRI, the best first."""
    for one in candidates:
        first, second = (tuple(quotes(store, iri, names[iri])) for iri in (one.one, one.other))
        yield Shown(one, (names[one.one][0], names[one.other][0]), (first, second))


def written(candidates: Iterable[Shown], base: str, tool: str) -> Iterator[str]:
    """A mapping set of candidates that nobody has decided on."""
    known = sssom.prefixes(base)
    yield sssom.head(base, mapping_set_description=_ABOUT, mapping_tool=tool)
    yield sssom.table(())
    for one in candidates:
        yield sssom.table([_row(one, known) | _open(one.candidate)], named=False)


def _open(candidate: Candidate) -> dict[str, str]:
    return {
        "predicate_id": "skos:closeMatch",
        "mapping_justification": "semapv:CompositeMatching",
        "confidence": f"{candidate.confidence:.3f}",
    }


def _row(one: Shown, known: Mapping[str, str]) -> dict[str, str]:
    kind = sssom.shorten(term(one.candidate.kind), known)
    return {
        "subject_id": sssom.shorten(one.candidate.one, known),
        "subject_label": one.names[0],
        "subject_category": kind,
        "object_id": sssom.shorten(one.candidate.other, known),
        "object_label": one.names[1],
        "object_category": kind,
        "comment": "; ".join(one.candidate.reasons),
        "subject_quotes": " | ".join(map(str, one.quotes[0])),
        "object_quotes": " | ".join(map(str, one.quotes[1])),
    }


def append(path: Path, one: Shown, *, same: bool, base: str, tool: str) -> None:
    """Add what somebody decided to a file of decisions, in the columns and prefixes that it has, or to a new one."""
    known, columns, delimiter = sssom.prefixes(base), sssom.COLUMNS, "\t"
    before = path.read_bytes() if path.exists() else b""
    start = "" if before.endswith(b"\n") or not before else "\n"
    if before:
        found = sssom.read(before, str(path))
        known, columns, delimiter = dict(found.prefixes), found.columns, found.delimiter
    else:
        start = sssom.head(base, mapping_set_description="What is one thing, and what is two.", mapping_tool=tool)
        start += sssom.table(())
    row = _row(one, known) | {
        "predicate_id": sssom.shorten(_SAME, known),
        "predicate_modifier": "" if same else "Not",
        "mapping_justification": "semapv:ManualMappingCuration",
        "mapping_date": date.today().isoformat(),
    }
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(start + sssom.table([row], columns, delimiter, named=False))
