"""Tables into facts: a file's rows, by a mapping of its columns.

    read_table → Sheet     choose or load_mapping → Mapping     extract → Extraction (an Extract, and what was wrong)

A mapping is a TOML file; ``MAPPINGS`` names the built-in ones, ``mappings`` those of installed packages, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hanse.files import File
from hanse.tables.choice import MAPPINGS, builtin, check, choose, mappings, stamps
from hanse.tables.drafting import draft
from hanse.tables.mapping import Mapping, load_mapping, parse_mapping
from hanse.tables.problems import Problem, Problems
from hanse.tables.rows import Extraction, parts
from hanse.tables.sheet import Sheet, read_table
from hanse.tables.slicing import Part, Slice, extract_slice, slices

__all__ = [
    "MAPPINGS",
    "Extraction",
    "Mapping",
    "Part",
    "Problem",
    "Problems",
    "Sheet",
    "Slice",
    "builtin",
    "choose",
    "draft",
    "extract",
    "extract_slice",
    "extracts",
    "load_mapping",
    "mappings",
    "parse_mapping",
    "read_table",
    "slices",
    "stamps",
]


def extract(file: File | Path | str, identifier: str, mapping: Mapping | None = None) -> Extraction:
    """All that a table says, and the rows that could not be used.

    ``identifier`` names the table as a document (its file stem); without a mapping a built-in one is chosen by the
    columns. Raises InputError where the file can't be read or no mapping fits.
    """
    (one,) = extracts(file, identifier, mapping, size=0)
    return one


def extracts(
    file: File | Path | str, identifier: str, mapping: Mapping | None = None, *, size: int = 20_000
) -> Iterator[Extraction]:
    """The same ``size`` rows at a time (0: all at once), each Extract complete in itself, for tables of any length."""
    sheets = read_table(file)
    chosen = check(mapping, sheets, str(file)) if mapping else choose(sheets, str(file))
    return parts(chosen, sheets, identifier, str(file), size)
