"""A report as one self-contained HTML page, in the style of the other pages and under their policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import Markup

from hanse.names import printable
from hanse.reporting.pictures import Picture
from hanse.views.kinds import KINDS
from hanse.views.page import asset, policy, templates

if TYPE_CHECKING:
    from hanse.reporting.findings import Findings

__all__ = ["render"]

_PACKAGE = "hanse.reporting"
_SERIES = ("Network", "City", "Organisation", "Person", "Event", "Country")
"""Kinds whose colours series have, in order: each is told from the next with any colour vision."""


def render(findings: Findings, home: str = "") -> str:
    """The page; ``home`` is the address of a page to go back to."""
    script = asset("copy.js", _PACKAGE)
    return _environment().get_template("report.html.j2").render(
        findings=findings,
        home=home,
        style=Markup(asset("index.css") + asset("report.css", _PACKAGE)),
        series=[KINDS[name] for name in _SERIES],
        script=Markup(script),
        policy=policy(script),
    )  # fmt: skip


def _environment() -> Environment:
    made = templates(_PACKAGE)
    made.filters["printable"] = printable
    made.filters["printable_lines"] = lambda text: "\n".join(map(printable, text.rstrip().split("\n")))
    made.tests["picture"] = lambda plot: isinstance(plot, Picture)
    return made
