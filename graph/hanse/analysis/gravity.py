"""The table that gravity models of partnership are estimated from: a line for each pair."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from hanse.analysis.measure import Indicator
from hanse.analysis.mixing import distance
from hanse.errors import QueryError
from hanse.queries.questions import declared
from hanse.queries.rows import Rows

if TYPE_CHECKING:
    from hanse.analysis.panel import Actor, Panel

__all__ = ["GRAVITY"]

_MOST = 2_000_000  # pairs in a table


def _pairs(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    networks = part.networks_of
    if str(given["zeros"]) == "yes":
        if len(networks) * (len(networks) - 1) // 2 > _MOST:
            raise QueryError(
                f"pairs: {len(networks):,} participants make more than {_MOST:,} pairs; choose fewer networks"
            )
        chosen = combinations(sorted(networks), 2)
    else:
        met = {pair for members in part.members.values() for pair in combinations(sorted(members), 2)}
        chosen = iter(sorted(met))  # type: ignore[assignment]
    themes = {
        actor: frozenset(t for n in there for t in part.collaborations[n].themes) for actor, there in networks.items()
    }
    lines = [
        [one.label, other.label, one.country, other.country, len(networks[a] & networks[b]), _apart(one, other),
         int(one.country != other.country), len(themes[a] & themes[b]), one.population, other.population,
         len(networks[a]), len(networks[b])]
        for a, b in chosen
        for one, other in [(part.actors[a], part.actors[b])]
    ]  # fmt: skip
    return Rows.of(
        ["one", "other", "country_one", "country_other", "networks", "km", "border", "themes", "population_one",
         "population_other", "networks_one", "networks_other"], lines,
    )  # fmt: skip


def _apart(one: Actor, other: Actor) -> float | None:
    places = [(actor.latitude, actor.longitude) for actor in (one, other)]
    if any(value is None for place in places for value in place):
        return None
    return round(float(distance(*places)), 1)


GRAVITY = (
    Indicator(
        "pairs",
        "Pairs for gravity models",
        "Each pair with the networks it shares, its distance in km, whether a border lies between, the themes both "
        "work on, inhabitants and number of networks of both.",
        "E(w_ij) = exp(β₀ + β₁ ln n_i + β₂ ln n_j + β₃ ln d_ij + β₄ border_ij + β₅ themes_ij), for instance",
        "J. M. C. Santos Silva, S. Tenreyro, The log of gravity, Review of Economics and Statistics 88, 2006, 641–658; "
        "T. Scherngell, M. J. Barber, Spatial interaction modelling of cross-region R&D collaborations, Papers in "
        "Regional Science 88, 2009, 531–546",
        "Estimate by Poisson pseudo-maximum likelihood, with the pairs that never met (zeros=yes).",
        _pairs,
        declared("pairs", "zeros  text = no  whether pairs that never met have a line too, such as yes"),
    ),
)
