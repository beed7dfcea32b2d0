"""What people decided: which things are one, and which are two.

A row of a mapping set (``sssom``) says it: ``skos:exactMatch`` that its subject is its object, the same or
``skos:closeMatch`` with the predicate_modifier ``Not`` (or ``owl:differentFrom``) that it is not. Rows with another
predicate, such as ``skos:closeMatch`` of candidates that nobody has judged, decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hanse.identity import sssom
from hanse.vocabulary import PREFIXES

__all__ = ["Decision", "Decisions", "read"]

_SKOS, _OWL = PREFIXES["skos"], PREFIXES["owl"]
_SAME = frozenset((f"{_SKOS}exactMatch", f"{_OWL}sameAs"))
_DIFFERENT = frozenset((f"{_OWL}differentFrom",))
_DENIED = _SAME | {f"{_SKOS}closeMatch"}
_NOT = "not"


@dataclass(frozen=True, slots=True)
class Decision:
    """A row that decides."""

    source: str  # the file, as it is called
    line: int
    subject: str
    object: str
    same: bool
    document: str = ""  # the IRI of the one in which the subject is the object
    labels: tuple[str, str] = ("", "")  # what the file calls the two

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.source}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What some files decide, in their order."""

    rows: tuple[Decision, ...] = ()
    problems: tuple[str, ...] = ()
    undecided: int = 0
    sources: tuple[str, ...] = ()

    def joined(self, other: Decisions) -> Decisions:
        """These, and then others."""
        return Decisions(
            (*self.rows, *other.rows),
            (*self.problems, *other.problems),
            self.undecided + other.undecided,
            (*self.sources, *other.sources),
        )


def read(files: Iterable[tuple[str, bytes]]) -> Decisions:
    """Read files of decisions, each given with what it is called; InputError where one is no mapping set."""
    rows: list[Decision] = []
    problems: list[str] = []
    undecided = 0
    sources = []
    for label, data in files:
        sources.append(label)
        found = sssom.read(data, label)
        problems += [f"{label}, {problem}" for problem in found.problems]
        for line in found.lines:
            same = _decided(line)
            if isinstance(same, str):
                problems.append(f"{label}, line {line.number}: {same}")
            elif same is None:
                undecided += 1
            else:
                document = line["object_source"] if not same else ""
                names = line["subject_label"].lstrip("'"), line["object_label"].lstrip("'")
                iris = line["subject_id"], line["object_id"]
                rows.append(Decision(label, line.number, *iris, same, document, names))
    return Decisions(tuple(rows), tuple(problems), undecided, tuple(sources))


def _decided(line: sssom.Line) -> bool | str | None:
    """Whether the two are one; None where nothing is decided; a text says what is wrong."""
    predicate, modifier = line["predicate_id"], line["predicate_modifier"].lower()
    if modifier not in ("", _NOT):
        return f"predicate_modifier {line['predicate_modifier']!r} is not known; allowed: Not, or nothing"
    if modifier == _NOT:
        return False if predicate in _DENIED else None
    if predicate in _DIFFERENT:
        return False
    return True if predicate in _SAME else None
