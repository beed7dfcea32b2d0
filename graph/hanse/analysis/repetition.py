"""Who meets again: pairs and larger sets that share several networks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from hanse.analysis.measure import Indicator
from hanse.errors import QueryError
from hanse.queries.questions import declared
from hanse.queries.rows import Rows

if TYPE_CHECKING:
    from hanse.analysis.panel import Panel

__all__ = ["REPETITION", "repeated"]

_LARGEST = 6  # members of a set that is looked for

Sets = dict[tuple[str, ...], frozenset[str]]


def repeated(part: Panel, size: int = 2, least: int = 2) -> Sets:
    """Sets of so many that share at least so many networks, each with these.

    Sets grow member by member, and only those that are repeated themselves: no larger set can be more frequent than
    the smaller ones in it (R. Agrawal, R. Srikant, Fast algorithms for mining association rules, VLDB 1994).
    """
    found: Sets = {(actor,): there for actor, there in part.networks_of.items() if len(there) >= least}
    single = {actor: there for (actor,), there in found.items()}
    for _ in range(size - 1):
        grown: Sets = {}
        for members, there in found.items():
            after = sorted(set().union(*(part.members[network] for network in there)) & single.keys())
            for other in after:
                common = there & single[other]
                if other > members[-1] and len(common) >= least:
                    grown[*members, other] = common
        found = grown
    return found


def _repeated(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    size, least, top = (int(str(given[name])) for name in ("size", "least", "top"))
    if not 2 <= size <= _LARGEST or least < 1:
        raise QueryError(f"repeated: size is from 2 to {_LARGEST}, and least 1 or more")
    found = sorted(repeated(part, size, least).items(), key=lambda pair: (-len(pair[1]), _names(part, pair[0])))
    lines = []
    for members, networks in found[:top]:
        lands = {part.actors[one].country for one in members}
        titles = sorted(part.collaborations[network].label for network in networks)
        lines.append([_names(part, members), len(networks), len(lands), "; ".join(titles)])
    return Rows.of(["members", "networks", "countries", "which"], lines)


def _names(part: Panel, members: Iterable[str]) -> str:
    return " + ".join(sorted(part.actors[one].label for one in members))


def _pairs(part: Panel) -> set[tuple[str, str]]:
    return {pair for members in part.members.values() for pair in combinations(sorted(members), 2)}


def _renewal(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    lines = []
    for wave, networks in part.waves.items():
        now, before = _pairs(part.select(networks)), _pairs(whole.before(wave.year))
        known = {actor for pair in before for actor in pair}
        old = [pair for pair in now if pair[0] in known and pair[1] in known]
        again = sum(pair in before for pair in now)
        share, among = (again / count if count else None for count in (len(now), len(old)))
        lines.append([str(wave), len(now), again, share, len(old), among])
    return Rows.of(["wave", "pairs", "repeated", "share", "both_known", "share_of_known"], lines)


REPETITION = (
    Indicator(
        "repeated",
        "Repeated pairs and sets",
        "Pairs, or larger sets, that share several networks.",
        "sets S of the size with |{networks N: S ⊆ N}| ≥ least",
        "R. Agrawal, R. Srikant, Fast algorithms for mining association rules, VLDB 1994, 487–499",
        "Repeated by chance too where networks are large: compare with the networks of each member.",
        _repeated,
        declared(
            "repeated",
            "size   integer = 2   how many members a set has, such as 3",
            "least  integer = 2   how many networks they share at least, such as 3",
            "top    integer = 50  how many rows, such as 100",
        ),
    ),
    Indicator(
        "renewal",
        "Repeated ties by wave",
        "How many pairs of a wave had met in an earlier one; and that share of pairs in which both took part before.",
        "|pairs(w) ∩ pairs(before w)| / |pairs(w)|",
        "R. Guimerà, B. Uzzi, J. Spiro, L. A. N. Amaral, Team assembly mechanisms determine collaboration network "
        "structure and team performance, Science 308, 2005, 697–702",
        "A high share among known pairs: partners stay together. A low one: networks are mixed anew.",
        _renewal,
    ),
)
