"""What the network is like as a whole, beside chance."""

from __future__ import annotations

from hanse.analysis import INDICES
from hanse.reporting.material import Material
from hanse.reporting.parts import Exhibit, Section, tabulate
from hanse.reporting.plots import beside_chance
from hanse.reporting.wording import counted, figure, share

__all__ = ["structure"]

_LEAST = 10  # nodes and ties below which indices mean little


def structure(material: Material) -> Section:
    """The usual indices."""
    nodes, ties = len(material.network), material.network.number_of_edges()
    title = "The network as a whole"
    if min(nodes, ties) < _LEAST:
        few = f"{counted(nodes, material.one, material.many)} with {counted(ties, 'tie', 'ties')}"
        return Section(title, "", absent=(f"{few} are too few to describe as a network.",))
    intro = (
        f"Two {material.many} are tied when they take part in the same network: {nodes:,} {material.many} with "
        f"{ties:,} ties. Random networks in which each has as many ties as it has here say what chance alone gives."
    )
    return Section(title, intro, (_indices(material),))


def _indices(material: Material) -> Exhibit:
    figures = {name: found for name, found in material.figures.items() if found.value is not None}
    drawn = [
        (INDICES[name].label, float(f.value or 0), f.expected, f.low, f.high, figure(f.value))
        for name, f in figures.items()
        if f.expected is not None and f.low is not None and f.high is not None
    ]
    lines = [
        (INDICES[name].label, f.value, f.expected, f.low, f.high, INDICES[name].definition, INDICES[name].reading)
        for name, f in figures.items()
    ]
    reach = figures["connectedness"].value or 0
    said = f"{share(reach)} of {material.many} can reach each other over common partners"
    if "path-length" in figures:
        steps = figure(figures["path-length"].value)
        said += f", in {steps} {'step' if steps == '1' else 'steps'} on average"
    return Exhibit(
        "Indices beside chance",
        said + ".",
        tabulate(
            lines, a="Index", b=("Value", "figure"), c=("By chance", "figure"), d=("From", "figure"),
            e=("To", "figure"), f="What it is", g="How to read it",
        ),
        beside_chance(drawn) if drawn else None,
        told="From and to are the bounds within which 95 in 100 random networks lie; of the agreement of communities, "
        "those of repeated runs. Formulas and sources of each: hanse analyse --list.",
        commands=(material.analysing("--whole"),),
        queries=(material.of,),
        key=True,
    )  # fmt: skip
