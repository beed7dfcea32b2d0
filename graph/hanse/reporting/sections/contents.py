"""What the report is about: networks by programme, and what else the graph holds."""

from __future__ import annotations

from collections import defaultdict

from hanse.reporting.material import Material
from hanse.reporting.parts import Exhibit, Section, count, tabulate
from hanse.reporting.plots import bars
from hanse.reporting.wording import counted, share, whole
from hanse.views.kinds import KINDS

__all__ = ["contents"]

_CLASSES = (("1", 1, 1), ("2", 2, 2), ("3", 3, 3), ("4", 4, 4), ("5", 5, 5), ("6 to 10", 6, 10), ("11 to 20", 11, 20),
            ("more than 20", 21, 10**9))  # fmt: skip
_OTHER = "no programme known"


def contents(material: Material) -> Section:
    """Networks by programme, participations by number, and things by kind."""
    return Section(
        "What is in it",
        "Only what the graph holds is counted. Whatever its sources leave out is missing here as well; the last "
        "section says how much that is.",
        (_programmes(material), _spread(material), _things(material)),
    )


def _programmes(material: Material) -> Exhibit:
    part, found = material.part, defaultdict[str, list[str]](list)
    for iri, one in part.collaborations.items():
        found[one.programme or _OTHER].append(iri)
    lines = []
    for name in sorted(found, key=lambda one: (one == _OTHER, -len(found[one]), one)):
        own = part.select(found[name])
        years = sorted(wave.year for wave in own.waves)
        since = "" if not years else str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
        lands = {actor.country for actor in own.actors.values() if actor.country}
        lines.append((name, len(found[name]), len(own.actors), len(lands), sum(map(len, own.members.values())), since))
    lands = {actor.country for actor in part.actors.values() if actor.country}
    return Exhibit(
        "Networks by programme",
        f"{counted(len(part.collaborations), 'network or project', 'networks and projects')} with "
        f"{counted(len(part.actors), material.one, material.many)} from {counted(len(lands), 'country', 'countries')}.",
        tabulate(
            lines, a="Programme", b=("Networks", "count"), c=(material.many.capitalize(), "count"),
            d=("Countries", "count"), e=("Participations", "count"), f="Starts",
        ),
        bars((name, networks, whole(networks), years) for name, networks, _, _, _, years in lines),
        told=f"Networks and projects in which at least one {material.one} takes part. {_HOW[material.of]}",
        commands=(material.asking("known-of-networks"), material.indicating("participation")),
        queries=("known-of-networks", material.of),
        key=True,
    )  # fmt: skip


_HOW = {
    "city": "A city takes part where it is a partner itself, or a partner is located in it.",
    "organisation": "An organisation takes part where it is a partner under its own name.",
}


def _spread(material: Material) -> Exhibit:
    """How many take part how often."""
    times = [len(networks) for networks in material.part.networks_of.values()]
    total = len(times)
    counts = [(name, sum(low <= n <= high for n in times)) for name, low, high in _CLASSES]
    while counts and not counts[-1][1]:
        counts.pop()
    gini = next((row["gini"] for row in material.indicate("participation") if row["wave"] == "all"), None)
    once = times.count(1)
    most = max(material.part.networks_of.items(), key=lambda pair: (len(pair[1]), pair[0]))
    uneven = f" Gini's coefficient is {gini:.2f}." if isinstance(gini, float) else ""
    return Exhibit(
        "How often they take part",
        f"{share(once / total)} of {material.many} take part once; "
        f"{material.part.actors[most[0]].label} most often, {counted(len(most[1]), 'time', 'times')}.{uneven}",
        tabulate(
            [(name, count, count / total) for name, count in counts],
            a="Networks", b=(material.many.capitalize(), "count"), c=("Share", "share"),
        ),
        bars((f"{name} network{'s' * (name != '1')}", count, whole(count), "") for name, count in counts),
        about=material.definition("participation"),
        commands=(material.indicating("participation"),),
        queries=(material.of,),
        key=True,
    )  # fmt: skip


def _things(material: Material) -> Exhibit:
    rows = [(str(row["kind"]), count(row, "things")) for row in material.saved("things")]
    named = [(KINDS[kind].plural if kind in KINDS else f"{kind}s", count) for kind, count in rows]
    return Exhibit(
        "Things in the graph",
        f"{counted(sum(n for _, n in named), 'thing', 'things')}, most of them {named[0][0].lower()}.",
        tabulate(named, a="Kind", b=("Things", "count")),
        bars((name, count, whole(count), "") for name, count in named),
        told="In the whole graph, whatever networks were chosen.",
        commands=(material.asking("things"),),
        queries=("things",),
    )
