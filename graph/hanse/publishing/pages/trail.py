"""The way from the start page to a page, for its head."""

from __future__ import annotations

from hanse.views.kinds import KINDS

__all__ = ["PLURALS", "home", "trail"]

PLURALS = {kind.name: kind.plural for kind in KINDS.values()} | {
    "Document": "Documents",
    "Participation": "Participations",
    "Extractor": "Extractors",
    "Graph": "Named graphs",
    "Evidence": "Evidence",
    "Thing": "Other things",
}
"""Kinds of resources, for many of them."""

home = ("Start", "index.html")


def trail(kind: str) -> tuple[tuple[str, str], ...]:
    """Start page, index of the kind."""
    return home, (PLURALS[kind], f"browse/{kind.lower()}/index.html")
