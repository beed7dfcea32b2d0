"""Measures of networks: what each one means, and tables of them."""

from hanse.analysis.measure import Measure
from hanse.analysis.ranking import MEASURES, USUAL, analyse, describe, measure, summary

__all__ = ["MEASURES", "USUAL", "Measure", "analyse", "describe", "measure", "summary"]
