"""The graph as linked data: a static site of pages, Turtle and JSON-LD under the IRIs that the graph has.

opening       a graph directory → a Publication, under the base of the site
settings      what its owner says of it: title, licence, publisher
PARTS         what a site is made of, each part asked file by file
publish       all parts, written as a directory
"""

from __future__ import annotations

from hanse.publishing.part import Part
from hanse.publishing.publication import Publication, opening
from hanse.publishing.settings import Settings
from hanse.publishing.site import PARTS, Outcome, publish

__all__ = ["PARTS", "Outcome", "Part", "Publication", "Settings", "opening", "publish"]
