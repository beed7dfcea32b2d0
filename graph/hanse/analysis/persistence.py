"""Who stays: the core of one wave in the next, and moves between classes of centrality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from hanse.analysis.measure import Indicator
from hanse.queries.questions import declared
from hanse.queries.rows import Rows

if TYPE_CHECKING:
    from hanse.analysis.panel import Panel

__all__ = ["PERSISTENCE", "classes"]

CLASSES = ("absent", "low", "middle", "high")


def classes(part: Panel) -> dict[str, str]:
    """Each participant's class by how many others it meets: the lowest third, the middle, the highest; equals together.

    A third ends where the value changes, so that two who meet as many are never parted.
    """
    met = {
        actor: len(set().union(*(part.members[n] for n in there)) - {actor})
        for actor, there in part.networks_of.items()
    }
    ranked = sorted(met.values())
    low, high = (ranked[len(ranked) * place // 3] for place in (1, 2)) if ranked else (0, 0)
    return {actor: "low" if value < low else "high" if value > high else "middle" for actor, value in met.items()}


def _steps(part: Panel, years: int) -> Iterator[tuple[str, Panel, str, Panel]]:
    """Each period with the one after it, by name."""
    periods: dict[int, list[str]] = {}
    first = min((wave.year for wave in part.waves), default=0)
    for wave, networks in part.waves.items():
        periods.setdefault((wave.year - first) // years, []).extend(networks)
    named = [(_named(part, networks), part.select(networks)) for _, networks in sorted(periods.items())]
    for (one, before), (other, after) in pairwise(named):
        yield one, before, other, after


def _named(part: Panel, networks: list[str]) -> str:
    years = sorted({part.collaborations[network].year or 0 for network in networks})
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _mobility(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    lines: list[list[object]] = []
    for one, before, other, after in _steps(part, int(str(given["years"]))):
        was, became = classes(before), classes(after)
        moves = Counter((was.get(actor, "absent"), became.get(actor, "absent")) for actor in {**was, **became})
        for start in CLASSES:
            total = sum(moves[start, end] for end in CLASSES)
            lines += [[one, other, start, end, moves[start, end], moves[start, end] / total if total else None]
                      for end in CLASSES if (start, end) != ("absent", "absent")]  # fmt: skip
    return Rows.of(["from", "to", "was", "became", "count", "share"], lines)


def _core(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    lines: list[list[object]] = []
    for one, before, other, after in _steps(part, int(str(given["years"]))):
        core, following = ({actor for actor, own in classes(p).items() if own == "high"} for p in (before, after))
        stayed, present = len(core & following), len(core & after.actors.keys())
        union = len(core | following)
        share = stayed / len(core) if core else None
        lines.append([one, other, len(core), present, stayed, share, stayed / union if union else None])
    return Rows.of(["from", "to", "core", "present", "stayed", "share", "jaccard"], lines)


_SOURCE = (
    "S. P. Borgatti, M. G. Everett, Social Networks 21, 2000 (core); overlap: P. Jaccard, Étude comparative de la "
    "distribution florale, Bulletin de la Société Vaudoise des Sciences Naturelles 37, 1901, 547–579"
)
_YEARS = "years  integer = 1  how many years of starts make a period, such as 3"

PERSISTENCE = (
    Indicator(
        "core-persistence",
        "Persistence of the core",
        "Whether those who meet most in one period do so in the next.",
        "|core(t) ∩ core(t+1)| / |core(t)|, the core being the highest third by number of others met",
        _SOURCE,
        "1: the same lead the way each time. Periods of other kinds of network compare badly: give --type.",
        _core,
        declared("core-persistence", _YEARS),
    ),
    Indicator(
        "mobility",
        "Mobility between classes",
        "How many moved from one class of centrality to another from one period to the next.",
        "number of those of class a at t and of class b at t+1; classes are thirds by number of others met, or absent",
        "S. J. Prais, Measuring social mobility, Journal of the Royal Statistical Society A 118, 1955, 56–66",
        "The share is of those in the class before. From 'absent' come newcomers; only who ever took part counts.",
        _mobility,
        declared("mobility", _YEARS),
    ),
)
