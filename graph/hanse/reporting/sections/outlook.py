"""Who might meet next, and how far that can be foretold."""

from __future__ import annotations

from hanse.reporting.material import Material
from hanse.reporting.parts import Exhibit, Section, amount, count, tabulate
from hanse.reporting.plots import bars
from hanse.reporting.wording import figure, share

__all__ = ["outlook"]

_TITLE = "Next partners"
_LEAST = 20  # pairs that met for the first time, below which nothing can be judged


def outlook(material: Material) -> Section:
    """The evaluation of suggestions on the last wave that is large enough."""
    years = sorted({wave.year for wave in material.part.waves}, reverse=True)
    for year in years[:-1]:
        rows = material.indicate("foretold", year=year)
        if count(rows[0], "met") >= _LEAST:
            return Section(_TITLE, _INTRO, (_foretold(material, year),))
    why = f"No year has {_LEAST} pairs of those who had taken part before that met for the first time, so suggestions "
    return Section(_TITLE, "", absent=(why + "can't be judged.",))


_INTRO = (
    "Hanse suggests next partners by the partners and themes that two share (hanse analyse next-partners -p name=…). "
    "How often would such suggestions have come true? Each method is given the earlier networks only, and judged by "
    "those of one year."
)


def _foretold(material: Material, year: int) -> Exhibit:
    rows = material.indicate("foretold", year=year)
    scores = {str(row["method"]): amount(row, "auc") for row in rows if row["auc"] is not None}
    best = max(scores, key=lambda name: (scores[name], name))
    popular = scores.get("popularity", 0.5)
    verdict = (
        "hardly better than naming the popular" if scores[best] - popular < 0.05 else "better than naming the popular"
    )
    if scores[best] <= popular:
        verdict, best = "no method beats naming the popular", "popularity"
    return Exhibit(
        "How well next partners are foretold",
        f"For {year}, the best method ({best}) ranks a pair that met before one that did not in "
        f"{share(scores[best])} of cases, {verdict} ({share(popular)}); 50% is chance.",
        tabulate(
            rows, method="Method", met=("Pairs that met", "count"), did_not=("Did not", "count"), auc=("AUC", "figure"),
            precision=("Precision", "share"),
        ),
        bars(((name, auc, figure(auc), "") for name, auc in scores.items()), most=1.0, rule=(0.5, "chance")),
        about=material.definition("foretold"),
        commands=(material.indicating("foretold", year=year),),
        queries=(material.of,),
    )  # fmt: skip
