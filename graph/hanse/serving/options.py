"""What a server is told: where it listens, and what its clients may take."""

from __future__ import annotations

from dataclasses import dataclass
from os import cpu_count

__all__ = ["Options"]


_HERE = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Options:
    """How a graph is served."""

    host: str = "127.0.0.1"
    port: int = 8000
    base: str = ""  # of the site; the graph's own where none is given
    seconds: float = 10.0  # for a query
    request_seconds: float = 10.0  # for a request to come
    rows: int = 100_000  # or triples, of an answer
    bytes: int = 20_000_000  # of an answer
    memory: int = 1_000_000_000  # bytes, for a query
    query_bytes: int = 1_000_000  # of a query
    workers: int = max(3, (cpu_count() or 1) + 1)  # processes that answer queries; one is for quick ones
    rate: float = 50.0  # requests a second of one client; 0 is no limit
    connections: int = 1000  # at a time
    connections_each: int = 100  # of one client
    proxy: str = ""  # the address of a proxy that is believed who its client is
    kept: int = 64_000_000  # bytes of answers that are kept to be given again
    log: bool = True  # a line for each request

    @property
    def endpoint(self) -> str:
        """Where queries go, as far as that is known: under the base, or on this machine; else ""."""
        if self.base:
            return f"{self.base.rstrip('/')}/sparql"
        return f"http://{self.host}:{self.port}/sparql" if self.host in _HERE and not self.proxy else ""
