"""The graph as a report: figures, plots, where they come from, and how far to trust them."""

from hanse.reporting.findings import FORMATS, Findings, report
from hanse.reporting.material import NOUNS

__all__ = ["FORMATS", "NOUNS", "Findings", "report"]
