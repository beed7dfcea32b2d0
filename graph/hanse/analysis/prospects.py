"""Who might work together next: by the partners and the themes that two already share.

Methods are scores of pairs that have not met yet. How good each is at foretelling the last wave from the earlier ones
is an indicator of its own, beside a baseline that just names the popular.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import fsum, log, sqrt
from typing import TYPE_CHECKING

from hanse.analysis.measure import Indicator
from hanse.errors import QueryError
from hanse.queries.questions import declared
from hanse.queries.rows import Rows
from hanse.suggestions import unknown

if TYPE_CHECKING:
    from hanse.analysis.panel import Panel

__all__ = ["METHODS", "PROSPECTS", "Past"]

_REASONS = 5


@dataclass(frozen=True)
class Past:
    """What the partners of a panel have in common."""

    panel: Panel

    @cached_property
    def partners(self) -> Mapping[str, frozenset[str]]:
        """Whom each has met."""
        members, networks = self.panel.members, self.panel.networks_of
        return {
            one: frozenset().union(*(members[network] for network in networks[one])) - {one}
            for one in self.panel.actors
        }

    @cached_property
    def themes(self) -> Mapping[str, Counter[str]]:
        """How often each worked on which theme."""
        return {
            one: Counter(theme for n in sorted(there) for theme in self.panel.collaborations[n].themes)
            for one, there in self.panel.networks_of.items()
        }

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How much a theme tells of who works on it: the logarithm of how few do, none for what all work on."""
        who = Counter(theme for own in self.themes.values() for theme in own)
        return {theme: log(len(self.themes) / count) for theme, count in who.items()}

    def common(self, one: str, other: str) -> list[str]:
        """The partners that two have in common, those with the fewest others first."""
        return sorted(self.partners[one] & self.partners[other], key=lambda node: (len(self.partners[node]), node))

    def alike(self, one: str, other: str) -> float:
        """The cosine of two actors' themes, the rare ones weighing more."""
        first, second = (
            {theme: n * self.rarity[theme] for theme, n in self.themes[who].items()} for who in (one, other)
        )
        product = fsum(first[theme] * second[theme] for theme in sorted(first.keys() & second.keys()))
        norms = [sqrt(fsum(value * value for value in own.values())) for own in (first, second)]
        return product / (norms[0] * norms[1]) if all(norms) else 0.0


def _allocation(past: Past, one: str, other: str) -> float:
    return fsum(1 / len(past.partners[node]) for node in past.common(one, other))


def _adamic_adar(past: Past, one: str, other: str) -> float:
    return fsum(1 / log(len(past.partners[node])) for node in past.common(one, other))


def _themes(past: Past, one: str, other: str) -> float:
    return past.alike(one, other)


def _both(past: Past, one: str, other: str) -> float:
    return _allocation(past, one, other) * (1 + past.alike(one, other))


def _popularity(past: Past, one: str, other: str) -> float:
    return float(len(past.partners[one]) * len(past.partners[other]))


METHODS: dict[str, Callable[[Past, str, str], float]] = {
    "allocation": _allocation,
    "adamic-adar": _adamic_adar,
    "themes": _themes,
    "both": _both,
    "popularity": _popularity,
}
"""Scores of a pair: higher is likelier."""


def _method(given: Mapping[str, object]) -> Callable[[Past, str, str], float]:
    name = str(given["method"])
    if name not in METHODS:
        raise QueryError(unknown("method", name, METHODS))
    return METHODS[name]


def _asked(part: Panel, given: Mapping[str, object]) -> str:
    names = given["name"]
    found = [str(one) for one in names if str(one) in part.actors] if isinstance(names, list) else []
    if not found:
        raise QueryError("that takes part in none of the networks that were chosen")
    return found[0]


def _next(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    past, score, one = Past(part), _method(given), _asked(part, given)
    others = [other for other in part.actors if other != one and other not in past.partners[one]]
    found = [(score(past, one, other), other) for other in others]
    return _listed(past, one, [pair for pair in found if pair[0] > 0], given)


def _similar(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    past, one = Past(part), _asked(part, given)
    found = [(past.alike(one, other), other) for other in part.actors if other != one]
    return _listed(past, one, [pair for pair in found if pair[0] > 0], given)


def _listed(past: Past, one: str, found: list[tuple[float, str]], given: Mapping[str, object]) -> Rows:
    """The best with the reasons: partners and themes in common, and whether the two have met."""
    actors = past.panel.actors
    found.sort(key=lambda pair: (-round(pair[0], 12), actors[pair[1]].label, pair[1]))
    lines = []
    for score, other in found[: int(str(given["top"]))]:
        common = [actors[node].label for node in past.common(one, other)]
        shared = sorted(past.themes[one].keys() & past.themes[other].keys(), key=lambda t: (-past.rarity[t], t))
        met = len(past.panel.networks_of[one] & past.panel.networks_of[other])
        actor = actors[other]
        lines.append([actor.label, actor.country, score, met, len(common), _some(common), _some(shared)])
    return Rows.of(["name", "country", "score", "networks", "common", "partners", "themes"], lines)


def _some(names: list[str]) -> str:
    rest = f" and {len(names) - _REASONS} more" if len(names) > _REASONS else ""
    return ", ".join(names[:_REASONS]) + rest


def _foretold(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    """Each method on the pairs that could have met for the first time in the last wave."""
    year = given["year"] or max((wave.year for wave in part.waves), default=0)
    before = part.before(int(str(year)))
    past = Past(before)
    last = part.select(n for n, one in part.collaborations.items() if one.year == int(str(year)))
    met = {
        pair for members in last.members.values() for pair in combinations(sorted(members & before.actors.keys()), 2)
    }
    new = sorted(pair for pair in met if pair[1] not in past.partners[pair[0]])
    present = sorted({one for pair in new for one in pair})
    others = [pair for pair in combinations(present, 2) if pair not in met and pair[1] not in past.partners[pair[0]]]
    lines: list[list[object]] = []
    for name, method in METHODS.items():
        scores = {pair: method(past, *pair) for pair in (*new, *others)}
        lines.append([name, len(new), len(others), _area(scores, new, others), _precision(scores, new)])
    return Rows.of(["method", "met", "did_not", "auc", "precision"], lines)


def _area(
    scores: Mapping[tuple[str, str], float], new: list[tuple[str, str]], others: list[tuple[str, str]]
) -> float | None:
    """How probably a pair that met scores higher than one that did not; equal scores count half."""
    import numpy as np

    if not new or not others:
        return None
    ranked = np.sort([scores[pair] for pair in others])
    values = np.array([scores[pair] for pair in new])
    below, upto = (np.searchsorted(ranked, values, side=side) for side in ("left", "right"))
    return float((below + upto).mean() / 2 / len(ranked))


def _precision(scores: Mapping[tuple[str, str], float], new: Iterable[tuple[str, str]]) -> float | None:
    """The share of the best scored pairs that met, among as many as did meet."""
    met = set(new)
    best = sorted(scores, key=lambda pair: (-scores[pair], pair))[: len(met)]
    return sum(pair in met for pair in best) / len(best) if best else None


_RA = (
    "T. Zhou, L. Lü, Y.-C. Zhang, Predicting missing links via local information, European Physical Journal B 71, 2009"
)
_ASKED = "name    name(City, Organisation, Region, Country)  for whom, such as Riga"
_TOP = "top     integer = 20  how many rows, such as 50"

PROSPECTS = (
    Indicator(
        "similar",
        "Like in themes",
        "Who works on the same themes, rare themes weighing more; whether they have met, and what they share.",
        "cosine of the vectors n_t · ln(N / N_t), with n_t networks on theme t, and N_t of N who work on it",
        "G. Salton, C. Buckley, Term-weighting approaches in automatic text retrieval, Information Processing & "
        "Management 24, 1988, 513–523",
        "1: the same themes as often. Only networks whose themes the graph knows count.",
        _similar,
        declared("similar", _ASKED, _TOP),
    ),
    Indicator(
        "next-partners",
        "Likely next partners",
        "Who has not met it yet, and shares partners and themes with it; with the reasons.",
        "allocation: Σ_{z ∈ N(x) ∩ N(y)} 1/k_z; adamic-adar: Σ 1/ln k_z; themes: the cosine of 'similar'; both: "
        "allocation · (1 + themes); popularity: k_x k_y",
        f"{_RA}, 623–630; L. A. Adamic, E. Adar, Friends and neighbors on the Web, Social Networks 25, 2003, 211–230",
        "A suggestion, not a forecast: foretold says how often such suggestions came true.",
        _next,
        declared("next-partners", _ASKED, "method  text = both  which score: " + ", ".join(METHODS), _TOP),
    ),
    Indicator(
        "foretold",
        "How well next partners are foretold",
        "Each method, knowing the networks before the last wave only, on the pairs that met there for the first time.",
        "AUC: probability that a pair that met scores higher than one that took part and did not meet; precision: "
        "share of the best scored pairs that met, as many as did meet",
        "D. Liben-Nowell, J. Kleinberg, The link-prediction problem for social networks, Journal of the American "
        "Society for Information Science and Technology 58, 2007, 1019–1031",
        "AUC of 0.5 is chance. A method pays where it beats popularity. Pairs with a newcomer can't be foretold.",
        _foretold,
        declared("foretold", "year  year?  the year in which the wave started that is foretold, such as 2023"),
    ),
)
