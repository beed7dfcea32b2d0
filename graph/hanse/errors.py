"""What can go wrong, and how it is told.

    HanseError                 the message says what was wrong, where, and what is allowed
     ├── InputError            a source that can't be read or understood: carries its place
     ├── GraphError            a graph directory that is absent, not a graph, or broken
     ├── QueryError            a query, parameter or name that can't be answered
     └── OutputError           a result that can't be written

The command line turns each into one line on stderr and exit status 1, in one place (``hanse.cli.main``).
"""

from __future__ import annotations

__all__ = ["GraphError", "HanseError", "InputError", "OutputError", "QueryError"]


class HanseError(Exception):
    """Any error that Hanse itself reports."""


class InputError(HanseError):
    """A source that can't be read or understood.

    >>> str(InputError("no column 'network'; found: city, country", source="partners.csv", line=1))
    "partners.csv, line 1: no column 'network'; found: city, country"
    """

    def __init__(self, reason: str, *, source: str = "", line: int | None = None) -> None:
        place = ", line ".join(str(part) for part in (source, line) if part not in ("", None))
        super().__init__(f"{place}: {reason}" if place else reason)
        self.reason, self.source, self.line = reason, source, line


class GraphError(HanseError):
    """A graph directory that is absent, is not one, or is broken."""


class QueryError(HanseError):
    """A query, parameter or name that can't be answered."""


class OutputError(HanseError):
    """A result that can't be written."""
