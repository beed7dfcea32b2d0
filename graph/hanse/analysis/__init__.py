"""What networks are like: measures of nodes, indices of the whole, indicators for policy, and tables of them."""

from hanse.analysis.catalogue import FAMILIES, describe
from hanse.analysis.indicating import INDICATORS, indicate
from hanse.analysis.measure import Figure, Index, Indicator, Measure
from hanse.analysis.overall import INDICES, characterise, summary
from hanse.analysis.panel import Panel, panel
from hanse.analysis.ranking import MEASURES, USUAL, analyse, measure

__all__ = [
    "FAMILIES",
    "INDICATORS",
    "INDICES",
    "MEASURES",
    "USUAL",
    "Figure",
    "Index",
    "Indicator",
    "Measure",
    "Panel",
    "analyse",
    "characterise",
    "describe",
    "indicate",
    "measure",
    "panel",
    "summary",
]
