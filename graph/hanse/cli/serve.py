"""``hanse serve``: the graph over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from hanse.cli.options import graph_option, settings_option
from hanse.serving.options import Options

_USUAL = Options()


@click.command()
@graph_option
@click.option("--host", metavar="ADDRESS", default=_USUAL.host, show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=_USUAL.port, show_default=True, help="0 is any free one."
)
@click.option("--base", default="", metavar="IRI", help="The IRIs' base on this server; by default the graph's own.")
@settings_option
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=_USUAL.seconds,
    show_default=True,
    metavar="SECONDS",
    help="How long a query may take.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=_USUAL.rows,
    show_default=True,
    help="How many rows or triples an answer may have.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(1000),
    default=_USUAL.bytes,
    show_default=True,
    help="How many bytes an answer may have.",
)
@click.option(
    "--max-memory",
    type=click.IntRange(50),
    default=_USUAL.memory // 1_000_000,
    show_default=True,
    metavar="MB",
    help="How much memory a query may take.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=_USUAL.workers,
    show_default="cores + 1",
    help="How many queries are answered at a time.",
)
@click.option(
    "--rate",
    type=click.FloatRange(0),
    default=_USUAL.rate,
    show_default=True,
    help="How many requests a second one client may make; 0 is no limit.",
)
@click.option(
    "--connections", type=click.IntRange(1), default=_USUAL.connections, show_default=True, help="How many at a time."
)
@click.option(
    "--request-timeout",
    type=click.FloatRange(0.1, 3600),
    default=_USUAL.request_seconds,
    show_default=True,
    metavar="SECONDS",
    help="How long a request may take to come.",
)
@click.option(
    "--proxy",
    metavar="ADDRESS",
    default="",
    help="A proxy before this server, which is believed who its client is.",
)
@click.option("-q", "--quiet", is_flag=True, help="No line for each request.")
def serve(
    graph: Path,
    host: str,
    port: int,
    base: str,
    file: Path | None,
    timeout: float,
    max_rows: int,
    max_bytes: int,
    max_memory: int,
    workers: int,
    rate: float,
    connections: int,
    request_timeout: float,
    proxy: str,
    quiet: bool,
) -> None:
    """Serve the graph over HTTP: SPARQL, linked data, pages, a small API.

    Queries go to /sparql (SPARQL 1.1 Protocol; in a browser, a page to ask from), each thing is found under the path
    of its IRI, and /api/openapi.json describes the API. Nothing can be changed, and no query reaches any other server.
    A graph that is built anew is taken up as it is. Requests are written to stderr, a line each. Ctrl-C ends it.

    \b
    Examples:
      hanse serve -g G
      hanse serve -g G --port 8080 --timeout 30 --max-rows 1000000
      hanse serve -g G --host 0.0.0.0 --base https://example.org/cities/ --settings publish.toml
      curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?c a hanse:City }' localhost:8000/sparql
    """
    from hanse import publishing, serving
    from hanse.publishing import settings

    options = Options(
        host=host,
        port=port,
        base=base,
        seconds=timeout,
        request_seconds=request_timeout,
        rows=max_rows,
        bytes=max_bytes,
        memory=max_memory * 1_000_000,
        workers=workers,
        rate=rate,
        connections=connections,
        connections_each=connections if proxy else min(connections, _USUAL.connections_each),
        proxy=proxy,
        log=not quiet,
    )
    found = file or settings.find(graph)
    serving.serve(graph, options, settings.read(found) if found else publishing.Settings())
