"""The process of a `hanse.queries.workers.Worker`: reads requests, writes messages, until its input ends.

Run as ``python -m hanse.queries.answering JSON``. A request is a line of JSON; a message is `workers.HEAD` and what it
announces: one READY; then for each request REFUSED, or FORM, pieces of the answer, and END (or REFUSED).
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)
from pyoxigraph import Store as Oxigraph

from hanse import store
from hanse.errors import GraphError, QueryError, QueryTooLarge
from hanse.queries.isolation import isolate, refuse_calls
from hanse.queries.workers import END, FORM, HEAD, PIECE, READY, REFUSED
from hanse.vocabulary import PREFIXES

if TYPE_CHECKING:
    from hanse.store.terms import Result

__all__ = ["main"]

_NOTHING = store.Embedded(Oxigraph())
"""What reads a query and has no answer."""
_GRACE = 5  # seconds over the limit after which a process ends itself: whoever should have killed it is gone
_ROWS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_TRIPLES = {
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "n3": RdfFormat.N3,
}


class _Messages:
    """What the process says."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self.pipe = pipe

    def say(self, kind: bytes, **content: Any) -> None:
        self.send(kind, json.dumps(content).encode())
        self.pipe.flush()

    def send(self, kind: bytes, data: bytes) -> None:
        self.pipe.write(HEAD.pack(kind, len(data)))
        self.pipe.write(data)


class _Pieces:
    """A file whose bytes are sent as pieces of an answer, up to a limit."""

    def __init__(self, messages: _Messages, most: int | None) -> None:
        self.messages, self.most, self.size = messages, most, 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        if self.most is not None and self.size > self.most:
            raise QueryTooLarge(f"the answer has more than the {self.most:,} bytes that it may have")
        self.messages.send(PIECE, bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing: END does it."""


def main() -> None:
    """Answer requests from stdin till it ends, with the graph that the argument tells."""
    given = json.loads(sys.argv[1])
    messages = _Messages(os.fdopen(os.dup(1), "wb"))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # so that nothing else gets between the messages
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    try:
        opened = store.open(given["directory"], given["least"])
    except GraphError as error:
        return messages.say(REFUSED, why="graph", message=str(error))
    isolate()
    if given["memory"]:
        _confine(given["memory"])
    messages.say(READY)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        with _alarm(request["seconds"]):
            _answer(opened, request, messages)
    return None


def _answer(opened: store.Embedded, request: dict[str, Any], messages: _Messages) -> None:
    try:
        given = {name: request[name] for name in ("default_graphs", "named_graphs", "base")}
        refuse_calls(request["sparql"], partial(_NOTHING.query, base=request["base"]))
        result = opened.query(request["sparql"], **given)
        more = _write(result, request, messages)
    except SyntaxError as error:
        messages.say(REFUSED, why="syntax", message=str(error))
    except QueryTooLarge as error:
        messages.say(REFUSED, why="large", message=str(error))
    except QueryError as error:
        messages.say(REFUSED, why="query", message=str(error))
    except MemoryError:
        messages.say(REFUSED, why="large", message="the query needs more memory than it may have")
    except (RuntimeError, OSError, ValueError) as error:
        messages.say(REFUSED, why="query", message=f"the query could not be answered: {error}")
    else:
        messages.say(END, more=more)


def _write(result: Result, request: dict[str, Any], messages: _Messages) -> bool:
    """Say what form an answer has, and the answer; whether there are more rows than it may have."""
    pieces: Any = _Pieces(messages, request["bytes"])
    format = request["formats"].get("triples" if isinstance(result, QueryTriples) else "rows")
    if isinstance(result, QueryBoolean):
        messages.say(FORM, form="boolean", columns=[], boolean=bool(result), written=bool(format))
        if format:
            result.serialize(pieces, _ROWS[format])
        return False
    if not format:
        form = "rows" if isinstance(result, QuerySolutions) else "triples"
        messages.say(FORM, form=form, columns=[], boolean=False, written=False)
        return False
    if isinstance(result, QuerySolutions):
        found, more = _first_rows(result, request["rows"])
        columns = [variable.value for variable in result.variables]
        messages.say(FORM, form="rows", columns=columns, boolean=False, written=True)
        found.serialize(pieces, _ROWS[format])
        return more
    triples, more = _first_triples(result, request["rows"])
    messages.say(FORM, form="triples", columns=[], boolean=False, written=True)
    serialize(triples, pieces, _TRIPLES[format], prefixes=dict(PREFIXES))
    return more


def _first_rows(result: QuerySolutions, most: int | None) -> tuple[QuerySolutions, bool]:
    """The first rows, and whether there are more: not one row more is computed than that needs."""
    if most is None:
        return result, False
    lines = ["\t".join(str(variable) for variable in result.variables)]
    found = list(islice(result, most + 1))
    lines += ["\t".join("" if term is None else str(term) for term in solution) for solution in found[:most]]
    cut: Any = parse_query_results("\n".join([*lines, ""]), QueryResultsFormat.TSV)
    return cut, len(found) > most


def _first_triples(result: QueryTriples, most: int | None) -> tuple[Iterable[Triple], bool]:
    if most is None:
        return result, False
    found = list(dict.fromkeys(islice(result, most + 1)))
    return found[:most], len(found) > most


def _confine(memory: int) -> None:
    """Let the process take no more than so many bytes beside what it has, where the system can say how many those are.

    What counts is memory that it writes to, not files that the store maps: RLIMIT_DATA does that on Linux since 4.7.
    """
    try:
        import resource

        status = Path("/proc/self/status").read_text(encoding="utf-8", errors="replace").splitlines()
        held = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData:"))
    except (ImportError, OSError, StopIteration):
        return
    resource.setrlimit(resource.RLIMIT_DATA, (held + memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))


@contextmanager
def _alarm(seconds: float | None) -> Iterator[None]:
    """End the process, even inside of the store, when nobody ended it in time."""
    if seconds is None or not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _end_with(parent: int) -> None:
    """End when the process that started this one has ended, even if it was killed."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main()
