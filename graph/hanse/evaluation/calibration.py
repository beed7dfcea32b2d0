"""Whether confidences mean what they say: how many of the statements that are given one are right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hanse.evaluation.matching import Finding, Verdict
from hanse.evaluation.runs import Run, aside
from hanse.reliability import Rate, Reliability

__all__ = ["BINS", "Bin", "bins", "foretold", "given", "measure"]

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Where ranges of confidence begin."""

Judged = tuple[float, Finding]
"""A statement that was judged, with the confidence that it is given."""


def measure(findings: Iterable[Finding]) -> Reliability:
    """How often each reading was right, and how often nothing was read."""
    findings = list(findings)
    missed = Counter(finding.name for finding in findings if finding.verdict is Verdict.MISS)
    counts: Counter[tuple[str, str, Verdict]] = Counter(
        (finding.name, finding.extractor, finding.verdict) for finding in findings if finding.extractor
    )
    readings = sorted({(name, extractor) for name, extractor, _ in counts})
    rates = {key: Rate(counts[*key, Verdict.HIT], counts[*key, Verdict.EXTRA]) for key in readings}
    return Reliability(rates, dict(missed))


def given(run: Run) -> list[Judged]:
    """What was judged, with the confidence that the graph gives it."""
    return [(finding.confidence, finding) for finding in run.findings if finding.extractor]


def foretold(run: Run, split: int) -> list[Judged]:
    """What was judged in the documents kept aside, with the confidence that all others would give it."""
    reliability = measure(finding for finding in run.findings if not aside(finding.document, split))
    kept = (finding for finding in run.findings if finding.extractor and aside(finding.document, split))
    found = ((reliability.confidence(finding.name, finding.extractor), finding) for finding in kept)
    return [(confidence, finding) for confidence, finding in found if confidence is not None]


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of about the same confidence."""

    sort: str
    least: float  # their range: at least this
    expected: float  # their mean confidence
    rate: Rate


def bins(judged: Iterable[Judged]) -> list[Bin]:
    """Statements by ranges of confidence, of each sort the surest first."""
    found: dict[tuple[str, float], list[Judged]] = defaultdict(list)
    for confidence, finding in judged:
        found[finding.sort, max(least for least in BINS if least <= confidence)].append((confidence, finding))
    return [
        Bin(sort, least, sum(confidence for confidence, _ in within) / len(within), _rate(within))
        for (sort, least), within in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1]))
    ]


def _rate(judged: Iterable[Judged]) -> Rate:
    verdicts = [finding.verdict for _, finding in judged]
    return Rate(verdicts.count(Verdict.HIT), verdicts.count(Verdict.EXTRA))
