"""``hanse export``: the graph in another format."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from hanse.cli import candidates
from hanse.cli.options import Choice, confidence_option, output_option, place_option

__all__ = ["export"]

_FORMATS = ("turtle", "trig", "nq", "nt", "jsonld", "rdfxml", "n3")


@click.command()
@place_option
@confidence_option
@click.option("-f", "--format", "format_", type=Choice(_FORMATS), help="By default what -o ends in, or turtle.")
@click.option(
    "--only",
    multiple=True,
    metavar="NAME",
    help="A source's identifier, or a graph's IRI; may be repeated.",
    shell_complete=candidates.sources,
)
@click.option("--without-evidence", is_flag=True, help="Leave out where each statement was read.")
@output_option
def export(
    graph: Path | str,
    min_confidence: float,
    format_: str | None,
    only: tuple[str, ...],
    without_evidence: bool,
    output: str,
) -> None:
    """Write the graph in another format, whole or in part.

    trig, nq and jsonld keep what each source says in a graph of its own; the others merge them.

    \b
    Examples:
      hanse export -g G -o graph.ttl --without-evidence
      hanse export -g G -f trig --only in4green
      hanse export -g G -f nt | sort | head
    """
    from hanse.exporting import export, format_of
    from hanse.writing import writing

    chosen = format_ or format_of(output) or "turtle"
    kept = partial(
        export, graph, format=chosen, only=only, evidence=not without_evidence, min_confidence=min_confidence
    )
    if output == "-":
        return kept(sys.stdout.buffer)
    with writing(output) as file:
        return kept(file)
