"""Who is central, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from hanse.analysis import MEASURES, analyse
from hanse.reporting.material import Material
from hanse.reporting.parts import Exhibit, Section, amount, tabulate
from hanse.reporting.plots import ranks
from hanse.reporting.wording import counted, figure, listed

if TYPE_CHECKING:
    from hanse.queries.rows import Row, Rows

__all__ = ["rankings"]

_LEAST = 10  # nodes and ties below which nobody should be ranked
_SHOWN, _DRAWN = 20, 15
_NAMED = 3  # of those who share the first rank, in a sentence
_TITLES = {"degree": "Most partners", "betweenness": "Between the others"}


def rankings(material: Material) -> Section:
    """By partners met and by betweenness, each with the intervals of ranks."""
    nodes, ties = len(material.network), material.network.number_of_edges()
    title = "Rankings, and how sure they are"
    if min(nodes, ties) < _LEAST:
        few = f"{counted(nodes, material.one, material.many)} with {counted(ties, 'tie', 'ties')}"
        return Section(title, "", absent=(f"{few} are too few to rank.",))
    intro = (
        "A rank is only as sure as what it rests on. Beside each stand the ranks that it has in nine of ten draws: "
        "when networks are drawn anew with replacement, for which networks there are is partly chance; and, where text "
        "was read, when partners are left out at the rate at which Hanse misses them. "
        "Where intervals overlap, do not say that one comes before the other."
    )
    made = [_ranking(material, material.network, name) for name in _TITLES]
    absent = () if any(made) else ("All have as many partners, so nobody is ranked.",)
    return Section(title, intro, tuple(one for one in made if one), absent)


def _ranking(material: Material, network: nx.Graph, name: str) -> Exhibit | None:
    measure = MEASURES[name]
    rows = analyse(network, [name], top=_SHOWN)
    scores = [amount(row, name) for row in rows]
    told = [row for row, score in zip(rows, scores, strict=True) if score > 0]
    if len(set(scores)) < 2:
        return None
    places = [1 + sum(other > score + 1e-12 for other in scores) for score in scores]
    columns: dict[str, tuple[str, str] | str] = {
        "rank": ("Rank", "count"),
        "label": material.one.capitalize(),
        "country": "Country",
        name: (measure.label, "figure"),
    }
    bounds = {"low": "drawn anew, from", "high": "to", "low_missed": "missed, from", "high_missed": "to"}
    columns |= {bound: (label, "count") for bound, label in bounds.items() if bound in rows.columns}
    plot = ranks(
        [
            (str(row["label"]), place, _bounds(row, "low", "high"), _bounds(row, "low_missed", "high_missed"),
             figure(amount(row, name)), str(row["country"] or ""))
            for place, row in zip(places, told[:_DRAWN], strict=False)
        ],
        "the same, partners missed",
    )  # fmt: skip
    return Exhibit(
        _TITLES[name],
        _said(rows, name),
        tabulate([{**row, "rank": place} for place, row in zip(places, told, strict=False)], **columns),
        plot if "low" in rows.columns else None,
        about=measure,
        told=f"The number at the end of a line is the {measure.label.lower()}. Equal ones have the same rank.",
        commands=(material.analysing("-m", name),),
        queries=(material.of,),
        key=True,
    )


def _bounds(row: Row, low: str, high: str) -> tuple[int, int] | None:
    return (int(str(row[low])), int(str(row[high]))) if low in row else None


_WON = {
    "degree": ("has met most others", "have met most others"),
    "betweenness": ("stands most between the others", "stand most between the others"),
}


def _said(rows: Rows, name: str) -> str:
    """Who comes first, and how sure that is."""
    first, second = rows[0], rows[1]
    score, next_ = figure(amount(first, name)), figure(amount(second, name))
    equal = [str(row["label"]) for row in rows if figure(amount(row, name)) == score]
    if len(equal) > 1:
        names = listed(equal) if len(equal) <= _NAMED else listed([*equal[:_NAMED], "others"])
        said = f"{names} {_WON[name][1]} ({score} each)."
    else:
        said = f"{first['label']} {_WON[name][0]} ({score}), before {second['label']} ({next_})."
    own, other = _bounds(first, "low", "high"), _bounds(second, "low", "high")
    if not own or not other:
        return said
    return (
        f"{said} Were networks drawn anew, the first's rank would be {_between(own)}, the second's {_between(other)}."
    )


def _between(bounds: tuple[int, int]) -> str:
    return f"{bounds[0]}" if bounds[0] == bounds[1] else f"{bounds[0]} to {bounds[1]}"
