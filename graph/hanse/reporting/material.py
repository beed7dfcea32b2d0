"""All that a report is computed from, each once."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from hanse.analysis import INDICATORS, INDICES, panel
from hanse.analysis.indicating import answer
from hanse.analysis.ranking import simple
from hanse.queries.filters import options
from hanse.queries.questions import named
from hanse.queries.rows import Rows

if TYPE_CHECKING:
    import networkx as nx

    from hanse.analysis import Figure, Panel
    from hanse.analysis.measure import Definition
    from hanse.analysis.panel import Wave
    from hanse.queries import Graph

__all__ = ["NOUNS", "Material"]

NOUNS = {"city": ("city", "cities"), "organisation": ("organisation", "organisations")}
"""Whom a report can be on."""

_SEVERAL = 3


@dataclass(frozen=True)
class Material:
    """A graph, whom the report is on, and which networks count."""

    graph: Graph
    of: str
    filters: Mapping[str, object]
    _answers: dict[str, Rows] = field(default_factory=dict)

    @property
    def one(self) -> str:
        """The noun for one of whom it is on."""
        return NOUNS[self.of][0]

    @property
    def many(self) -> str:
        """The noun for several."""
        return NOUNS[self.of][1]

    @cached_property
    def whole(self) -> Panel:
        """Who took part in anything: what was before."""
        return panel(self.graph, self.of)

    @cached_property
    def part(self) -> Panel:
        """Who took part in the networks that count."""
        return panel(self.graph, self.of, **self.filters) if self.filters else self.whole

    @cached_property
    def network(self) -> nx.Graph:
        """Who met whom in them."""
        return self.graph.network(self.of, **self.filters)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The usual indices of the network, by name."""
        plain = simple(self.network)
        return {name: INDICES[name].compute(plain, "weight") for name in INDICES.usual}

    @property
    def known(self) -> Rows:
        """What is known of each network, those without partners included."""
        return self.saved("known-of-networks")

    def indicate(self, name: str, **parameters: object) -> Rows:
        """The table of an indicator."""
        asked = f"{name} {sorted(parameters.items())}"
        if asked not in self._answers:
            self._answers[asked] = self._indicated(name, parameters)
        return self._answers[asked]

    def newcomers(self) -> dict[str, tuple[int, float]]:
        """How many of each wave, by its name, took part in no earlier network of its programme; and their share."""
        found = {}
        for programme in self.programmes:
            own = self.part.select(n for n, one in self.part.collaborations.items() if one.programme == programme)
            for row in answer(self.graph, "newcomers", self.whole, own, {"against": programme}):
                found[str(row["wave"])] = int(str(row["newcomers"])), float(str(row["share"]))
        return found

    @property
    def programmes(self) -> list[str]:
        """The programmes that have waves in several years."""
        years: dict[str, set[int]] = defaultdict(set)
        for wave in self.part.waves:
            years[wave.programme].add(wave.year)
        return sorted(name for name, own in years.items() if name and len(own) > 1)

    def within(self, programme: str) -> Material:
        """The same of one programme alone."""
        return replace(self, filters={**self.filters, "programme": programme}, _answers={})

    def _indicated(self, name: str, parameters: Mapping[str, object]) -> Rows:
        return answer(self.graph, name, self.whole, self.part, parameters)

    def saved(self, name: str) -> Rows:
        """The answer of a saved question; the filters are parameters of those that take them."""
        if name not in self._answers:
            found = self.graph.ask(named(name), self._taken(name))
            assert isinstance(found, Rows)
            self._answers[name] = found
        return self._answers[name]

    @cached_property
    def _waves(self) -> dict[str, Wave]:
        return {str(wave): wave for wave in self.part.waves}

    def telling(self, name: str) -> bool:
        """Whether a wave, named as tables do, is worth a sentence: of several networks, and not the first."""
        wave = self._waves[name]
        return len(self.part.waves[wave]) >= _SEVERAL and wave.year > min(own.year for own in self._waves.values())

    def wave(self, name: str) -> tuple[str, str]:
        """A wave's programme and year, and its kind, by the name that tables give it."""
        wave = self._waves[name]
        return f"{wave.programme} {wave.year}".strip(), wave.type

    def definition(self, indicator: str) -> Definition:
        """What an indicator means."""
        return INDICATORS[indicator]

    def analysing(self, *words: str) -> str:
        """The command that computes something of the same networks."""
        return self._chosen("analyse", *words)

    @property
    def reporting(self) -> str:
        """The command that makes the report."""
        return self._chosen("report")

    def indicating(self, name: str, **parameters: object) -> str:
        """The command that gives the table of an indicator."""
        return self._chosen("analyse", name, *_assigned(parameters), usual=INDICATORS[name].of)

    def asking(self, name: str) -> str:
        """The command that asks a saved question."""
        return self._command("query", "--saved", name, *_assigned(self._taken(name)))

    def _taken(self, question: str) -> dict[str, object]:
        """The filters that are parameters of a saved question."""
        known = {parameter.name for parameter in named(question).parameters}
        return {name: value for name, value in self.filters.items() if name in known}

    def _chosen(self, command: str, *words: str, usual: str = "city") -> str:
        """A command on the networks that count, of those whom the report is on."""
        of = () if self.of == usual else ("--of", self.of)
        return self._command(command, *words, *of, *options(self.filters))

    def _command(self, command: str, *words: str) -> str:
        place = ("--endpoint", self.graph.endpoint) if self.graph.endpoint else ("-g", self._folder())
        least = ("--min-confidence", str(self.graph.min_confidence)) if self.graph.min_confidence else ()
        return shlex.join(["hanse", command, *place, *words, *least])

    def _folder(self) -> str:
        directory = self.graph.directory
        return directory.resolve().name if directory else "G"


def _assigned(parameters: Mapping[str, object]) -> list[str]:
    return [word for name, value in parameters.items() for word in ("-p", f"{name}={value}")]
