"""A run of the evaluation: the findings on all documents, kept as a file to compare later runs with."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from hanse.errors import InputError
from hanse.evaluation.matching import SORTS, Finding, Verdict
from hanse.writing import writing

__all__ = ["GROUPS", "Change", "Paper", "Run", "aside", "changes"]

_FORMAT = "hanse-evaluation-1"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was scored, by what sets it apart."""

    language: str = ""
    format: str = ""
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of all documents."""

    documents: Mapping[str, Paper]
    findings: tuple[Finding, ...]

    def save(self, path: str | Path) -> None:
        """Write the run as JSON; OutputError where it can't be."""
        content = {
            "format": _FORMAT,
            "documents": {name: asdict(paper) for name, paper in sorted(self.documents.items())},
            "findings": [list(asdict(finding).values()) for finding in self.findings],
        }
        with writing(path) as file:
            file.write((json.dumps(content, ensure_ascii=False, indent=0) + "\n").encode())

    @classmethod
    def load(cls, path: str | Path) -> Run:
        """A run that was saved; InputError where the file holds none."""
        try:
            raw = json.loads(Path(path).read_text(encoding="utf-8"))
            if raw["format"] != _FORMAT:
                raise ValueError(f"its format is {raw['format']!r}")
            papers = {str(name): Paper(**paper) for name, paper in raw["documents"].items()}
            return cls(papers, tuple(_finding(one) for one in raw["findings"]))
        except OSError as error:
            raise InputError(f"can't be read: {error.strerror or error}", source=str(path)) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"no run that hanse evaluate --save wrote ({_FORMAT}): {error}"
            raise InputError(reason, source=str(path)) from error


def _finding(raw: list[object]) -> Finding:
    said = dict(zip((field.name for field in fields(Finding)), raw, strict=True))
    if said["sort"] not in SORTS or not isinstance(said["confidence"], int | float):
        raise ValueError(f"no finding: {raw}")
    return Finding(**said | {"verdict": Verdict(said["verdict"])})  # type: ignore[arg-type]


GROUPS: dict[str, Callable[[str, Paper], str]] = {
    "language": lambda _, paper: paper.language,
    "format": lambda _, paper: paper.format,
    "layout": lambda _, paper: f"{paper.format} {paper.layout}".strip(),
    "document": lambda name, _: name,
}
"""What documents can be grouped by."""


def aside(document: str, every: int) -> bool:
    """Whether a document is one of those that are kept aside: its number is divisible.

    >>> [aside(name, 3) for name in ("d012", "d013", "report")]
    [True, False, False]
    """
    number = re.search(r"\d+", document)
    return number is not None and int(number.group()) % every == 0


@dataclass(frozen=True, slots=True)
class Change:
    """A miss or extra that is new, or that is mended since an earlier run."""

    mended: bool
    finding: Finding


def changes(before: Run, after: Run) -> list[Change]:
    """The misses and extras of documents that are in both runs, by which they differ."""
    both = before.documents.keys() & after.documents.keys()
    old, new = ({_key(f): f for f in run.findings if f.verdict is not Verdict.HIT} for run in (before, after))
    found = [Change(False, finding) for key, finding in new.items() if key not in old]
    found += [Change(True, finding) for key, finding in old.items() if key not in new]
    return [change for change in found if change.finding.document in both]


def _key(finding: Finding) -> tuple[str, ...]:
    return finding.document, finding.sort, finding.name, finding.verdict, finding.subject, finding.object
