"""The two ways in which servers take triples: the Graph Store Protocol, and SPARQL Update."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from hanse.errors import ServerError
from hanse.store.connection import Connection

__all__ = ["DEFAULT", "GraphStore", "Update", "Writer"]

DEFAULT = ""
"""The name of the default graph."""

_HELD = 16_000_000  # bytes of a graph that are kept in memory, where it has to go as a whole


class Writer(Protocol):
    """Replaces and drops graphs of a server."""

    name: str
    address: str

    def put(self, graph: str, lines: Iterable[bytes]) -> Iterator[int]:
        """Put lines of N-Triples in the place of what a graph holds; gives, bit by bit, how many have gone."""

    def drop(self, graph: str) -> None:
        """Drop a graph, whether there is one or not."""


class GraphStore:
    """https://www.w3.org/TR/sparql11-http-rdf-update/: a graph's first part by PUT, the others by POST."""

    name = "gsp"

    def __init__(self, connection: Connection, address: str, part: int = 4_000_000) -> None:
        self.connection, self.address, self.part = connection, address, part
        self.adds = True  # it takes POST: not all do, and then a graph goes as a whole

    def put(self, graph: str, lines: Iterable[bytes]) -> Iterator[int]:
        """Put lines of N-Triples in the place of what a graph holds; gives, bit by bit, how many have gone."""
        if not self.adds:
            yield self._whole(graph, lines)
            return
        method = "PUT"
        for count, part in chain(_parts(lines, self.part), [(0, b"")]):
            if count or method == "PUT":
                self._send(method, graph, part)
                yield count
            method = "POST"

    def add(self, graph: str, part: bytes) -> None:
        """Add triples to a graph."""
        self._send("POST", graph, part)

    def drop(self, graph: str) -> None:
        """Drop a graph, whether there is one or not."""
        try:
            self.connection.ask("DELETE", self._of(graph))
        except ServerError as error:
            if error.status != 404:
                raise

    def _whole(self, graph: str, lines: Iterable[bytes]) -> int:
        count = 0
        with SpooledTemporaryFile(max_size=_HELD) as file:
            for line in lines:
                file.write(line)
                count += 1
            self._send("PUT", graph, _Whole(file), {"Content-Length": str(file.tell())})
        return count

    def _send(self, method: str, graph: str, content: object, headers: dict[str, str] | None = None) -> None:
        kind = {"Content-Type": "application/n-triples"}
        self.connection.ask(method, self._of(graph), content=content, headers=kind | (headers or {}))

    def _of(self, graph: str) -> str:
        mark = "&" if "?" in self.address else "?"
        return f"{self.address}{mark}" + (urlencode({"graph": graph}) if graph != DEFAULT else "default")


class _Whole:
    """The bytes of a file, as often as they are asked for: a server may want a password first."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(0)
        while piece := self.file.read(1 << 16):
            yield piece


class Update:
    """https://www.w3.org/TR/sparql11-update/: INSERT DATA, so many triples at once."""

    name = "update"

    def __init__(self, connection: Connection, address: str, most: int = 2000) -> None:
        self.connection, self.address, self.most = connection, address, most

    def put(self, graph: str, lines: Iterable[bytes]) -> Iterator[int]:
        """Put lines of N-Triples in the place of what a graph holds; gives, bit by bit, how many have gone."""
        before = self._dropping(graph)
        for count, part in chain(_parts(lines, 2_000_000, self.most), [(0, b"")]):
            if count or before:
                inside = part.decode() if graph == DEFAULT else f"GRAPH {NamedNode(graph)} {{\n{part.decode()}}}"
                self._send(f"{before} ;\nINSERT DATA {{ {inside} }}" if before else f"INSERT DATA {{ {inside} }}")
                yield count
            before = ""

    def drop(self, graph: str) -> None:
        """Drop a graph, whether there is one or not."""
        self._send(self._dropping(graph))

    def _dropping(self, graph: str) -> str:
        return "CLEAR SILENT DEFAULT" if graph == DEFAULT else f"DROP SILENT GRAPH {NamedNode(graph)}"

    def _send(self, text: str) -> None:
        self.connection.ask(
            "POST", self.address, content=text.encode(), headers={"Content-Type": "application/sparql-update"}
        )


def _parts(lines: Iterable[bytes], size: int, most: int = 0) -> Iterator[tuple[int, bytes]]:
    """Lines in parts of about so many bytes and at most so many lines, with how many are in each.

    >>> list(_parts([b"ab", b"cd", b"e"], 3)), list(_parts([b"a", b"b", b"c"], 9, 2))
    ([(2, b'abcd'), (1, b'e')], [(2, b'ab'), (1, b'c')])
    """
    held: list[bytes] = []
    length = 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length >= size or len(held) == most:
            yield len(held), b"".join(held)
            held, length = [], 0
    if held:
        yield len(held), b"".join(held)
