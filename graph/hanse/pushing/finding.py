"""Where a server takes triples, by the address at which it takes queries: found by trying."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from pyoxigraph import NamedNode, QueryBoolean

from hanse.errors import QueryTimeout, ServerError
from hanse.pushing.writers import DEFAULT, GraphStore, Update, Writer
from hanse.store.connection import Connection, check, shown
from hanse.store.remote import MERGE, Remote
from hanse.vocabulary import DCTERMS

__all__ = ["PROBE", "PROTOCOLS", "find_place", "find_writer", "is_ours"]

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


def find_place(remote: Remote, writer: Writer, base: str) -> str:
    """Where the merge goes: DEFAULT, or the IRI of a graph where the default graph is the union of all."""
    probe = base + PROBE
    seen = remote.query(f"ASK {{ <{probe}> {_SAYS} ?word }}")
    writer.drop(probe)
    return base + MERGE if isinstance(seen, QueryBoolean) and bool(seen) else DEFAULT


def is_ours(remote: Remote, base: str) -> bool:
    """Whether the default graph is but about what graphs below the base are about: the merge of an earlier push.

    Where that can't be told it is not.
    """
    graph = f'GRAPH ?g {{ ?s ?q ?any }} FILTER(STRSTARTS(STR(?g), "{base}"))'
    try:
        return not remote.query(f"ASK {{ ?s ?p ?o FILTER(NOT EXISTS {{ {graph} }}) }}")
    except (ServerError, QueryTimeout):
        return False
