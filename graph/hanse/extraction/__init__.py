"""A Document in, facts out, each with its evidence; pure: no file, no network, no clock.

survey      first pass: the names that a document establishes
Knowledge   what all documents and tables of a build establish, and the gazetteer
extract     second pass: entities and facts
"""

from __future__ import annotations

from hanse.extraction.knowledge import Knowledge, Survey
from hanse.extraction.reading import VERSION, extract, survey

__all__ = ["VERSION", "Knowledge", "Survey", "extract", "survey"]
