"""The sections of a report: a module for each matter, with a function from the material to the section."""

from __future__ import annotations

from collections.abc import Callable

from hanse.reporting.material import Material
from hanse.reporting.parts import Section
from hanse.reporting.sections.balance import balance
from hanse.reporting.sections.borders import borders
from hanse.reporting.sections.caution import caution
from hanse.reporting.sections.contents import contents
from hanse.reporting.sections.outlook import outlook
from hanse.reporting.sections.rankings import rankings
from hanse.reporting.sections.structure import structure
from hanse.reporting.sections.subjects import subjects
from hanse.reporting.sections.time import time

__all__ = ["SECTIONS"]

SECTIONS: tuple[Callable[[Material], Section], ...] = (
    contents, time, structure, rankings, balance, subjects, borders, outlook, caution,
)  # fmt: skip
"""In the order of a report."""
