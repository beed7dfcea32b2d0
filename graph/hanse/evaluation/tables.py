"""Scores and findings as rows, to print or to take further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hanse.errors import QueryError
from hanse.evaluation.calibration import Bin, bins, foretold, given, measure
from hanse.evaluation.counting import Count, Score, scores
from hanse.evaluation.matching import Finding, Verdict
from hanse.evaluation.runs import GROUPS, Change, Run, aside
from hanse.queries import Rows
from hanse.suggestions import unknown

__all__ = ["calibration_table", "details", "reading_table", "score_table"]

_DETAILS = ("verdict", "document", "sort", "name", "subject", "object", "quote", "extractor", "confidence")
_DIGITS = 3


def score_table(run: Run, *, by: str = "", split: int = 0, against: Run | None = None) -> Rows:
    """Hits, misses, extras, precision, recall and F1 of each class, property and value.

    Args:
        run: the findings.
        by: a key of `GROUPS`: the sums of each group in place of classes and properties. QueryError for any other.
        split: documents whose number it divides were kept aside: precision and F1 of them and of the rest apart.
        against: an earlier run, to give its F1 and the change.
    """
    if by and by not in GROUPS:
        raise QueryError(unknown("group", by, GROUPS))
    columns = ["sort", by or "name", "hits", "misses", "extras", "precision", "recall", "f1"]
    parts = ("rest", "aside") if split else ()
    columns += [f"{measure}_{part}" for part in parts for measure in ("precision", "f1")]
    columns += ["f1_before", "change"] if against else []
    apart = [_counts(_part(run, split, part == "aside"), by) for part in parts]
    before = _counts(against, by) if against else {}
    lines = []
    for score in _scores(run, by):
        key, count = _key(score), score.count
        line: list[object] = [*key, count.hits, count.misses, count.extras]
        line += [_rounded(measure) for measure in (count.precision, count.recall, count.f1)]
        for counts in apart:
            line += [_rounded(counts.get(key, Count()).precision), _rounded(counts.get(key, Count()).f1)]
        if against:
            line += [_rounded(before.get(key, Count()).f1), _difference(count, before.get(key, Count()))]
        lines.append(line)
    return Rows.of(columns, lines)


def _part(run: Run, split: int, kept_aside: bool) -> Run:
    found = (finding for finding in run.findings if aside(finding.document, split) is kept_aside)
    return Run(run.documents, tuple(found))


def _scores(run: Run, by: str) -> list[Score]:
    if not by:
        return scores(run.findings)
    return scores(run.findings, lambda f: GROUPS[by](f.document, run.documents[f.document]), names=False)


def _counts(run: Run, by: str) -> dict[tuple[str, str], Count]:
    return {_key(score): score.count for score in _scores(run, by)}


def _key(score: Score) -> tuple[str, str]:
    return score.sort, score.group or score.name


def _rounded(measure: float | None) -> float | None:
    return None if measure is None else round(measure, _DIGITS)


def _difference(after: Count, before: Count) -> float | None:
    if after.f1 is None or before.f1 is None:
        return None
    return round(round(after.f1, _DIGITS) - round(before.f1, _DIGITS), _DIGITS)


def details(findings: Iterable[Finding | Change]) -> Rows:
    """Findings one by one, with the words that say what is too much; changes with whether they are new or mended."""
    found = list(findings)
    changed = any(isinstance(one, Change) for one in found)
    return Rows.of([*(["change"] if changed else []), *_DETAILS], map(_line, found))


def _line(one: Finding | Change) -> Iterator[object]:
    finding = one.finding if isinstance(one, Change) else one
    if isinstance(one, Change):
        yield "mended" if one.mended else "new"
    for name in _DETAILS:
        value = getattr(finding, name)
        yield (
            None
            if finding.verdict is Verdict.MISS and value in ("", 0.0)
            else str(value)
            if name == "verdict"
            else value
        )


def calibration_table(run: Run, *, split: int = 0) -> Rows:
    """By ranges of confidence: how many statements, how many should be right and how many are, and are at the least.

    With ``split``, confidences are measured on the documents whose number it does not divide, and tried on the others;
    without, they are those of the graph.
    """
    columns = ("sort", "confidence", "statements", "expected", "right", "at_least")
    found = bins(foretold(run, split) if split else given(run))
    return Rows.of(columns, ([one.sort, one.least, one.rate.observed, *_told(one)] for one in found))


def _told(one: Bin) -> list[float | None]:
    return list(map(_rounded, (one.expected, one.rate.share, one.rate.least)))


def reading_table(run: Run) -> Rows:
    """What each extractor reads, how often it was right and wrong, and the confidence that this gives."""
    found = measure(run.findings)
    columns = ("name", "extractor", "right", "wrong", "share", "at_least", "confidence")
    lines = (
        [*reading, *rate, _rounded(rate.share), _rounded(rate.least), found.confidence(*reading)]
        for reading, rate in sorted(found.readings.items())
    )
    return Rows.of(columns, lines)
