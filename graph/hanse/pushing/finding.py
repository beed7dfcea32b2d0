"""Where a server takes triples, by the address at which it takes queries: found by trying."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from pyoxigraph import NamedNode, QueryBoolean

from hanse.errors import ServerError
from hanse.pushing.writers import DEFAULT, GraphStore, Update, Writer
from hanse.store.connection import Connection, check, shown
from hanse.store.remote import MERGE, Remote
from hanse.vocabulary import DCTERMS

__all__ = ["PROBE", "PROTOCOLS", "find_place", "find_writer"]

PROTOCOLS: dict[str, Callable[[Connection, str], Writer]] = {"gsp": GraphStore, "update": Update}
PROBE = "graph/probe"
"""A graph below the base in which a push tries how a server takes triples; it is dropped again."""

# How addresses of queries end, and where the same servers take triples, beside them; the first that works is taken.
_KNOWN: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("/query", (("gsp", "store"), ("gsp", "data"), ("update", "update"), ("update", "query"))),  # Oxigraph, Jena
    (
        "/sparql",  # Virtuoso, Jena, and those that take updates where they take queries
        (
            ("gsp", "sparql-graph-crud-auth"), ("gsp", "data"), ("update", "sparql-auth"), ("update", "update"),
            ("update", "sparql"),
        ),
    ),
    ("/sparql-auth", (("gsp", "sparql-graph-crud-auth"), ("update", "sparql-auth"))),
)  # fmt: skip
_ELSE = (("gsp", "{}/rdf-graphs/service"), ("update", "{}/statements"), ("gsp", "{}/store"), ("update", "{}"))  # RDF4J
_NOT_THERE = {400, 404, 405, 406, 411, 415, 500, 501}
_SAYS = NamedNode(DCTERMS + "identifier")


@dataclass(frozen=True, slots=True)
class _Candidate:
    protocol: str
    address: str


def find_writer(remote: Remote, base: str, protocol: str = "", to: str = "") -> Writer:
    """The way in which a server takes triples; ServerError says what was tried.

    ``protocol`` is one of PROTOCOLS, and ``to`` the address at which the server speaks it, where they are known. What
    is tried is to put two triples into a graph of our own.
    """
    denied: ServerError | None = None
    tried = []
    for candidate in _candidates(remote.endpoint.connection.address, protocol, to):
        writer = PROTOCOLS[candidate.protocol](remote.endpoint.connection, candidate.address)
        try:
            if _takes(writer, remote, base + PROBE):
                return writer
            tried.append(f"{shown(candidate.address)} (took triples that are not seen at {remote.address})")
        except ServerError as error:
            if error.status not in _NOT_THERE | {401, 403}:
                raise
            if error.status in {401, 403} or "permission" in error.reason.lower():
                denied = denied or error
            tried.append(f"{shown(candidate.address)} ({error.status})")
    raise denied or ServerError(
        f"{remote.address}: takes no triples where servers do; tried {', '.join(tried)}; "
        "say where by --to URL, and how by --protocol gsp or update"
    )


def _candidates(address: str, protocol: str, to: str) -> Iterator[_Candidate]:
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    before, _, last = path.rpartition("/")
    known = next((ways for end, ways in _KNOWN if f"/{last}" == end), None)
    ways = [(name, f"{before}/{end}") for name, end in known] if known else [(n, end.format(path)) for n, end in _ELSE]
    if to:
        ways = [(name, check(to)) for name in ([protocol] if protocol else PROTOCOLS)]
    for name, where in ways:
        if protocol in ("", name):
            yield _Candidate(name, where if to else urlunsplit(parts._replace(path=where or "/")))


def _takes(writer: Writer, remote: Remote, probe: str) -> bool:
    """Whether triples that are put there are seen: two, so that it is known whether it takes parts of a graph."""
    one, two = (f'<{probe}> {_SAYS} "{word}" .\n'.encode() for word in ("one", "two"))
    list(writer.put(probe, [one]))
    if isinstance(writer, GraphStore):
        try:
            writer.add(probe, two)
        except ServerError as error:
            if error.status not in _NOT_THERE:
                raise
        writer.adds = len(list(remote.quads(graph=NamedNode(probe)))) == 2
    return any(remote.quads(NamedNode(probe), _SAYS, None, NamedNode(probe)))


def find_place(remote: Remote, writer: Writer, base: str, known: str, count: int) -> str:
    """Where the merge goes: DEFAULT, or the IRI of a graph.

    The default graph is taken where it is one of its own, not the union of all, and either empty or what an earlier
    push put there: ``known`` is where that was, ``count`` how many triples the default graph has.
    """
    probe, named = base + PROBE, base + MERGE
    seen = remote.query(f"ASK {{ <{probe}> {_SAYS} ?word }}")
    writer.drop(probe)
    if (isinstance(seen, QueryBoolean) and bool(seen)) or known == named:
        return named
    return DEFAULT if known == "default" or not count else named
