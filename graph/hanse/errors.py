"""What can go wrong, and how it is told.

    HanseError                 the message says what was wrong, where, and what is allowed
     ├── InputError            a source that can't be read or understood: carries its place
     ├── GraphError            a graph directory that is absent, not a graph, or broken
     ├── QueryError            a query, parameter or name that can't be answered
     │    ├── QueryTimeout     a query that took longer than it may
     │    └── QueryTooLarge    a query whose answer, or the work for it, takes more room than it may
     ├── OutputError           a result that can't be written
     └── ServerError           a server that can't be reached, refuses, or answers with what is no answer

The command line turns each into one line on stderr and exit status 1, in one place (``hanse.cli.main``).
"""

from __future__ import annotations

__all__ = [
    "GraphError",
    "HanseError",
    "InputError",
    "OutputError",
    "QueryError",
    "QueryTimeout",
    "QueryTooLarge",
    "ServerError",
]


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


class QueryTimeout(QueryError):  # noqa: N818
    """A query that was stopped because it took longer than it may; there is no part of an answer.

    >>> str(QueryTimeout(2.5))
    'the query was stopped: it took longer than 2.5 seconds; ask for less, or give it more time'
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the query was stopped: it took longer than {seconds:g} seconds; ask for less, or give it more time"
        )
        self.seconds = seconds


class QueryTooLarge(QueryError):  # noqa: N818
    """A query whose answer, or the work for it, takes more room than it may."""


class OutputError(HanseError):
    """A result that can't be written."""


class ServerError(HanseError):
    """A server that can't be reached, that refuses, or that answers with what is no answer.

    ``status`` is that of HTTP, 0 where there was no answer; ``reason`` what the server says, made safe to print;
    ``place`` the line and column of the query that it names, counted from 1; 0 where it names none.
    """

    def __init__(self, message: str, *, status: int = 0, reason: str = "", place: tuple[int, int] = (0, 0)) -> None:
        super().__init__(message)
        self.status, self.reason, self.place = status, reason, place
