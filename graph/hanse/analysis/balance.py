"""Who leads and who follows: by country, capital, size of city and region."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from hanse.analysis.measure import Indicator
from hanse.queries.questions import declared
from hanse.queries.rows import Rows

if TYPE_CHECKING:
    from hanse.analysis.panel import Actor, Panel

__all__ = ["BALANCE", "size_of"]

_SIZES = ((50_000, "under 50,000"), (100_000, "50,000 to 100,000"), (250_000, "100,000 to 250,000"),
          (500_000, "250,000 to 500,000"), (1_000_000, "500,000 to 1 million"))  # fmt: skip
_LARGEST, _UNKNOWN = "1 million or more", "unknown"


def size_of(inhabitants: int | None) -> str:
    """The class of a city's size.

    >>> size_of(79514), size_of(None)
    ('50,000 to 100,000', 'unknown')
    """
    if not inhabitants:
        return _UNKNOWN
    return next((name for limit, name in _SIZES if inhabitants < limit), _LARGEST)


def _tallied(part: Panel, group_of: Callable[[Actor], str]) -> dict[str, list[int]]:
    """Participants, participations and leads of each group."""
    found: dict[str, list[int]] = {}
    for iri, actor in part.actors.items():
        tally = found.setdefault(group_of(actor), [0, 0, 0])
        tally[0] += 1
        tally[1] += len(part.networks_of[iri])
        tally[2] += len(part.led_by[iri])
    return found


def _table(part: Panel, name: str, group_of: Callable[[Actor], str], order: list[str] | None = None) -> Rows:
    """Leads beside participations; the quotient is the share of leads over the share of participations."""
    tallies = _tallied(part, group_of)
    taken, led = (sum(tally[place] for tally in tallies.values()) for place in (1, 2))
    lines: list[list[object]] = []
    for group in order or sorted(tallies, key=lambda one: (-tallies[one][1], one)):
        if group in tallies:
            who, times, leads = tallies[group]
            quotient = (leads / led) / (times / taken) if led and times else None
            lines.append([group, who, times, times / taken, leads, leads / led if led else None, quotient])
    columns = [name, "participants", "participations", "share", "leads", "share_of_leads", "quotient"]
    return Rows.of(columns, lines)


def _by_country(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    return _table(part, "country", lambda actor: actor.country or _UNKNOWN)


def _by_capital(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    names = {True: "capital", False: "other city", None: _UNKNOWN}
    return _table(part, "kind", lambda actor: names[actor.capital])


def _by_size(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    order = [*(name for _, name in _SIZES), _LARGEST, _UNKNOWN]
    return _table(part, "inhabitants", lambda actor: size_of(actor.population), order)


def _by_region(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    """The busiest city of each region beside it."""
    hubs: dict[str, str] = {}
    for iri in sorted(part.actors, key=lambda one: (-len(part.networks_of[one]), part.actors[one].label)):
        hubs.setdefault(_region(part.actors[iri]), part.actors[iri].label)
    table = _table(part, "region", _region)
    top = int(str(given["top"]))
    lines = [[*row.values(), hubs[str(row["region"])]] for row in list(table)[:top]]
    return Rows.of([*table.columns, "hub"], lines)


def _region(actor: Actor) -> str:
    return f"{actor.region}, {actor.country}" if actor.region else actor.country or _UNKNOWN


_SOURCE = (
    "quotient: P. S. Florence, Investment, Location, and Size of Plant, Cambridge University Press, 1948 (location "
    "quotient)"
)
_READING = "A quotient above 1: leads more often than it takes part. Shares rest on what the graph holds."

BALANCE = (
    Indicator(
        "leads",
        "Leads and partners by country",
        "How often each country takes part, and how often it leads.",
        "(leads_c / leads) / (participations_c / participations)",
        _SOURCE,
        _READING,
        _by_country,
    ),
    Indicator(
        "capitals",
        "Capitals and other cities",
        "How often capitals take part and lead, and how often other cities.",
        "as leads, over capitals and others",
        _SOURCE,
        "Capitals as GeoNames has them. " + _READING,
        _by_capital,
    ),
    Indicator(
        "sizes",
        "Small and large cities",
        "How often cities of each size take part and lead.",
        "as leads, over classes of inhabitants",
        "classes: L. Dijkstra, H. Poelman, Cities in Europe: the new OECD-EC definition, European Commission, 2012",
        "Inhabitants are GeoNames' of the place, not of its urban area. " + _READING,
        _by_size,
    ),
    Indicator(
        "hubs",
        "Hubs by region",
        "How often each first-level region takes part and leads, and the city that takes part most.",
        "as leads, over regions",
        _SOURCE,
        "Regions are GeoNames' first-level subdivisions, which are not NUTS regions everywhere. " + _READING,
        _by_region,
        declared("hubs", "top  integer = 50  how many rows, such as 100"),
    ),
)
