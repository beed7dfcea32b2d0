"""The graph at an address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

if TYPE_CHECKING:
    from hanse.store.mirror import Mirror
    from hanse.store.remote import Remote

__all__ = ["connect", "is_address"]


def is_address(place: object) -> bool:
    """Whether something is the address of a server, rather than a directory.

    >>> is_address("http://localhost:7878/query"), is_address("hanse-graph")
    (True, False)
    """
    return isinstance(place, str) and place.lower().startswith(("http://", "https://"))


def connect(address: str, timeout: float | None = None) -> Mirror | Remote:
    """The graph on a server, of which ``address`` is the SPARQL endpoint; ServerError where it can't be asked.

    Its merge is found by itself; ``…/sparql?default-graph-uri=…`` names it. Where the server does not answer as the
    standard asks, queries are answered here, from the triples that they touch (see `hanse.store.mirror`). ``timeout``
    is how many seconds the server may take for an answer: QueryTimeout where that is over.
    """
    from hanse.store.connection import Connection, Limits, check
    from hanse.store.mirror import Mirror
    from hanse.store.remote import Remote

    limits = Limits(seconds=timeout) if timeout else Limits()
    parts = urlsplit(check(address))
    given = parse_qsl(parts.query, keep_blank_values=True)
    dataset = [(name, value) for name, value in given if name in {"default-graph-uri", "named-graph-uri"}]
    rest = urlencode([pair for pair in given if pair not in dataset])
    remote = Remote(Connection(urlunsplit(parts._replace(query=rest)), limits), dataset)
    if not dataset:
        remote.find_merge()
    return remote if remote.conforms() else Mirror(remote)
