"""Who is new: cities that were in no network before, as a share of those that take part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from hanse.analysis.measure import Indicator
from hanse.queries.questions import declared
from hanse.queries.rows import Rows

if TYPE_CHECKING:
    from hanse.analysis.panel import Panel

__all__ = ["NEWCOMERS", "by_wave", "earlier", "started"]


def started(part: Panel) -> int | None:
    """The year in which the first of its networks started."""
    return min((one.year for one in part.collaborations.values() if one.year is not None), default=None)


def by_wave(part: Panel) -> Iterator[tuple[str, Panel]]:
    """Each wave with its name; and where there are several, all of them as one."""
    for wave, networks in part.waves.items():
        yield str(wave), part.select(networks)
    if len(part.waves) > 1:
        yield "all", part


def earlier(whole: Panel, year: int, against: str = "", kind: str = "", within: int | None = None) -> frozenset[str]:
    """Those who took part in a network that started before a year.

    Where given, only networks of the programme ``against``, of that kind, and of the last ``within`` years count.
    """
    counted = [
        network
        for network, one in whole.before(year).collaborations.items()
        if against.casefold() in ("", one.programme.casefold())
        and kind.casefold() in ("", one.type.casefold())
        and (within is None or (one.year or 0) >= year - within)
    ]
    return frozenset().union(*(whole.members[network] for network in counted))


def _newcomers(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    against, kind = (str(given[name] or "") for name in ("against", "kind"))
    within = None if given["within"] is None else int(str(given["within"]))
    lines: list[list[object]] = []
    for name, wave in by_wave(part):
        year = started(wave)
        known = earlier(whole, year, against, kind, within) if year is not None else frozenset()
        leads = frozenset().union(*wave.leads.values())
        taken = sum(map(len, wave.members.values()))
        theirs = sum(len(members - known) for members in wave.members.values())
        new = len(wave.actors.keys() - known)
        shares = new / len(wave.actors), theirs / taken
        lines.append([name, len(wave.actors), new, shares[0], taken, theirs, shares[1], len(leads), len(leads - known)])
    columns = ["wave", "participants", "newcomers", "share", "participations", "by_newcomers", "share_of_these"]
    return Rows.of([*columns, "leads", "newcomer_leads"], lines)


NEWCOMERS = (
    Indicator(
        "newcomers",
        "Newcomers",
        "How many of those who take part in a wave took part in no earlier network, and how much of it they are.",
        "|participants of the wave \\ participants of networks that started in earlier years| / |participants|",
        "newcomers and incumbents: R. Guimerà, B. Uzzi, J. Spiro, L. A. N. Amaral, Team assembly mechanisms determine "
        "collaboration network structure and team performance, Science 308, 2005, 697–702",
        "Depends on what counts as before: all networks of the graph, those of a programme (against) or kind, the last "
        "years' (within). Networks whose start nobody tells are in no wave and before none, so too many look new.",
        _newcomers,
        declared(
            "newcomers",
            "against  text?     only networks of this programme count as earlier, such as URBACT III",
            "kind     text?     only networks of this kind count as earlier, such as Action Planning Network",
            "within   integer?  only networks of the last so many years count as earlier, such as 7",
        ),
    ),
)
