"""How far to trust a dataset, by the Data Quality Vocabulary (https://www.w3.org/TR/vocab-dqv/).

Measured is each property, as the partition of the dataset that it makes. What the share of right statements is comes
from the build's manifest: the mean confidence of what documents say by it. How much of what documents say is found
comes from the annotated documents (``hanse/reliability.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from hanse.publishing.notes import Notes
from hanse.publishing.void import partition
from hanse.reliability import load
from hanse.triples.terms import decimal, node
from hanse.vocabulary import term

__all__ = ["METRICS", "Measured", "describe", "measure"]


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured, and of which dimension of quality."""

    label: str
    definition: str
    dimension: str
    type: str


METRICS: Mapping[str, Metric] = {
    "precision": Metric(
        "precision",
        "The share of the statements of a property, as documents make them, that is probably right: their mean "
        "confidence, which is the share of statements read in the same way that annotated documents bore out.",
        "semanticAccuracy",
        "decimal",
    ),
    "recall": Metric(
        "recall",
        "The share of what annotated documents say by a property that was found in them.",
        "completeness",
        "decimal",
    ),
    "judged": Metric(
        "statements judged",
        "How many statements of annotated documents the precision of a property rests on.",
        "semanticAccuracy",
        "integer",
    ),
}
_DIMENSIONS = "http://www.w3.org/2016/05/ldqd#"  # of DQV's own mapping of Zaveri et al., Quality assessment for LOD


@dataclass(frozen=True, slots=True)
class Measured:
    """How far to trust one property."""

    name: str  # of the property, local
    precision: float
    recall: float | None
    judged: int
    facts: int

    @property
    def iri(self) -> str:
        """Of the property."""
        return term(self.name)


def measure(manifest: Mapping[str, Any]) -> Iterator[Measured]:
    """The properties that a build's manifest judges, the most frequent first; none where there is no manifest."""
    for name, one in manifest.get("trust", {}).items():
        yield Measured(name, float(one["right"]), load().recall(name), int(one["judged"]), int(one["facts"]))


def describe(notes: Notes, measured: list[Measured]) -> None:
    """Note the metrics and each measurement."""
    for name, metric in METRICS.items() if measured else ():
        _define(notes, name, metric)
    for one in measured:
        _say(notes, one, "precision", decimal(one.precision))
        _say(notes, one, "judged", one.judged)
        if one.recall is not None:
            _say(notes, one, "recall", decimal(one.recall))


def _define(notes: Notes, name: str, metric: Metric) -> None:
    own = notes.a(notes.part(f"metric-{name}"), "dqv:Metric")
    notes.say(own, "skos:prefLabel", notes.worded(metric.label))
    notes.say(own, "skos:definition", notes.worded(metric.definition))
    notes.say(own, "dqv:expectedDataType", node(f"xsd:{metric.type}"))
    notes.say(own, "dqv:inDimension", NamedNode(_DIMENSIONS + metric.dimension))


def _say(notes: Notes, one: Measured, metric: str, value: Any) -> None:
    own = notes.a(notes.part(f"{metric}-of-{one.name}"), "dqv:QualityMeasurement")
    part = partition(notes, one.iri)
    notes.say(own, "dqv:computedOn", part)
    notes.say(own, "dqv:isMeasurementOf", notes.part(f"metric-{metric}"))
    notes.say(own, "dqv:value", value)
    notes.say(part, "dqv:hasQualityMeasurement", own)
