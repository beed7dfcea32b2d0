"""Across borders: how many ties do, which countries meet, and where on the map those are who take part."""

from __future__ import annotations

from collections import Counter

from hanse.analysis import INDICES
from hanse.reporting.material import Material
from hanse.reporting.parts import Exhibit, Section, count, tabulate
from hanse.reporting.pictures import atlas, heat
from hanse.reporting.wording import counted, figure, share

__all__ = ["borders"]

_SHOWN = 26  # countries in the matrix
_PAIRS = 20
_LEAST = 3


def borders(material: Material) -> Section:
    """Cross-border share beside chance, the matrix of countries, the map."""
    found, absent = [], []
    if crossing := _crossing(material):
        found.append(crossing)
    else:
        absent.append("The cross-border share is left out: there are no ties, or no countries of those who are tied.")
    if len(material.saved("country-pairs")) >= _LEAST:
        found.append(_matrix(material))
    else:
        absent.append(f"The matrix of countries is left out: fewer than {_LEAST} pairs of them meet.")
    if located := _map(material):
        found.append(located)
    else:
        absent.append("The map is left out: coordinates are known of too few.")
    return Section("Across borders", "", tuple(found), tuple(absent))


def _crossing(material: Material) -> Exhibit | None:
    """Drawn in the section on the whole; here in a sentence and a table."""
    figures = {name: material.figures[name] for name in ("cross-border", "country-assortativity", "distance")}
    crossing = figures["cross-border"]
    if crossing.value is None:
        return None
    said = f"{share(crossing.value)} of ties cross a border"
    if crossing.low is not None and crossing.high is not None:
        verdict = (
            "more than" if crossing.value > crossing.high else "less than" if crossing.value < crossing.low else "as"
        )
        said += f", {verdict} chance would give ({share(crossing.low)} to {share(crossing.high)})"
    if (far := figures["distance"].value) is not None:
        said += f"; partners are {figure(round(far))} km apart on average"
    told = {name: found for name, found in figures.items() if found.value is not None}
    lines = [(INDICES[name].label, f.value, f.expected, f.low, f.high) for name, f in told.items()]
    others = (f"{INDICES[name].label}: {INDICES[name].reading}" for name in told if name != "cross-border")
    return Exhibit(
        "Ties across borders",
        said + ".",
        tabulate(
            lines, a="Index", b=("Value", "figure"), c=("By chance", "figure"), d=("From", "figure"), e=("To", "figure")
        ),
        about=INDICES["cross-border"],
        told=" ".join(others),
        commands=(material.analysing("--whole", "-m", "cross-border,country-assortativity,distance"),),
        queries=(material.of,),
        key=True,
    )  # fmt: skip


def _matrix(material: Material) -> Exhibit:
    pairs = [(str(row["one"]), str(row["other"]), count(row, "networks")) for row in material.saved("country-pairs")]
    ties: Counter[str] = Counter()
    for one, other, networks in pairs:
        ties.update({one: networks, other: networks})
    order = sorted(ties, key=lambda name: (-ties[name], name))
    one, other, networks = pairs[0]
    rest = f" The {_SHOWN} countries with most ties of {len(order)} are drawn." if len(order) > _SHOWN else ""
    return Exhibit(
        "Which countries meet",
        f"{one} and {other} meet in {counted(networks, 'network', 'networks')}, {_against(pairs)}.",
        tabulate(pairs[:_PAIRS], a="Country", b="Country", c=("Networks in common", "count")),
        heat(order[:_SHOWN], {(a, b): n for a, b, n in pairs}, "networks in common"),
        told="A country takes part where a partner is located in it. Countries with many participations meet many "
        f"others for that alone.{rest} The table has the {_PAIRS} strongest ties.",
        commands=(material.asking("country-pairs"),),
        queries=("country-pairs",),
    )


def _against(pairs: list[tuple[str, str, int]]) -> str:
    return "more than any other two" if pairs[0][2] > pairs[1][2] else "as others do"


def _map(material: Material) -> Exhibit | None:
    part = material.part
    located = [
        (actor.label, actor.latitude, actor.longitude, len(part.networks_of[iri]), actor.country)
        for iri, actor in part.actors.items()
        if actor.latitude is not None and actor.longitude is not None
    ]
    if 2 * len(located) < len(part.actors):
        return None
    most = sorted(located, key=lambda one: (-one[3], one[0]))[:_PAIRS]
    missing = len(part.actors) - len(located)
    return Exhibit(
        "On the map",
        f"{counted(len(located), material.one, material.many)}; the larger the disc, the more networks. "
        + (f"Of {missing:,} more the graph has no coordinates." if missing else ""),
        tabulate(
            [(name, country, count) for name, _, _, count, country in most],
            a=material.one.capitalize(), b="Country", c=("Networks", "count"),
        ),
        atlas(((name, lat, long, count) for name, lat, long, count, _ in located), "networks of each"),
        told="Lambert's equal-area projection; the area of a disc goes with the number. "
        f"The table has the first {_PAIRS}. Land and borders: Natural Earth.",
        commands=(material.analysing("-m", "strength"),),
        queries=(material.of,),
    )  # fmt: skip
