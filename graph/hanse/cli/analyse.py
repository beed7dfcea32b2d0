"""``hanse analyse``: measures, indices and indicators of the networks in the graph."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hanse.cli import candidates
from hanse.cli.options import (
    Choice,
    assignments,
    confidence_option,
    filter_options,
    output_option,
    place_option,
    width,
    write,
    write_bytes,
)
from hanse.tabulation import ROWS, records, render

if TYPE_CHECKING:
    from hanse.queries import Rows

NETWORKS = ("graphml", "gexf")
_OF = ("city", "organisation", "network", "country", "two-mode")


@click.command()
@click.argument("what", metavar="[INDICATOR]", default="", shell_complete=candidates.what)
@place_option
@confidence_option
@click.option("--of", type=Choice(_OF), default="city", show_default=True, help="What the network is of.")
@click.option(
    "-m",
    "--measure",
    "measures",
    metavar="NAME,…",
    default="",
    help="Which measures; ranked by the first.",
    shell_complete=candidates.measures,
)
@click.option("-w", "--weight", type=Choice(["weight", "newman"]), default="weight", show_default=True)
@click.option("--whole", is_flag=True, help="Indices of the network as a whole, beside those of random ones.")
@click.option(
    "-p",
    "parameters",
    metavar="NAME=VALUE",
    multiple=True,
    help="A parameter of the indicator.",
    shell_complete=candidates.parameters,
)
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="How many rows of a ranking.")
@click.option("--all", "everything", is_flag=True, help="All rows.")
@filter_options
@click.option("-l", "--list", "listed", is_flag=True, help="List all that can be computed, with what it means.")
@click.option(
    "-f", "--format", "format_", type=Choice([*ROWS, "parquet", *NETWORKS]), default="table", show_default=True
)
@click.option(
    "--keep", metavar="NAME", default="", help="Keep the ranking in the graph, as statistical data of that name."
)
@output_option
def analyse(
    what: str,
    graph: Path | str,
    min_confidence: float,
    of: str,
    measures: str,
    weight: str,
    whole: bool,
    parameters: tuple[str, ...],
    top: int,
    everything: bool,
    listed: bool,
    format_: str,
    keep: str,
    output: str,
    **given: str | None,
) -> None:
    """Measure the networks in the graph.

    Two cities (organisations, countries) are tied when they take part in the same network, and two networks when they
    share a partner. A tie's weight is how many they share; by "newman" each counts 1/(k−1) for its k members.
    Nodes are ranked by measures, with the ranks that they have in nine of ten draws when networks are drawn anew
    (low, high), and when members are missed at the rate at which Hanse misses them in prose. --whole gives indices of
    the network itself; INDICATOR names a table for a question of policy, such as "newcomers". JSON is an array with an
    object a row; graphml and gexf hold the network with its measures, gexf also the colours, sizes and places of a
    drawing, as Gephi opens it. --keep puts a ranking into the graph as RDF Data Cube observations, for SPARQL to join.

    \b
    Examples:
      hanse analyse -g G
      hanse analyse -g G --of organisation --measure betweenness,constraint --top 10
      hanse analyse -g G --programme "URBACT III" --since 2019 --weight newman -f csv -o cities.csv
      hanse analyse -g G --whole
      hanse analyse -g G --of country --running 2016-2018
      hanse analyse newcomers -g G --programme "URBACT III" -p against="URBACT II"
      hanse analyse next-partners -g G -p name=Riga
      hanse analyse -g G -m degree,community -f gexf -o cities.gexf
      hanse analyse -g G -m betweenness --keep brokers
      hanse analyse --list
    """
    from hanse import analysis, queries

    if listed:
        return write(analysis.describe(what), output)
    asked = queries.open(graph, min_confidence=min_confidence)
    named = [name.strip() for name in measures.split(",") if name.strip()]
    _check(what, whole, format_, output, keep)
    if keep and not isinstance(graph, Path):
        raise click.UsageError("--keep takes a graph directory: keep it there, then hanse push")
    if what:
        return _write(
            analysis.indicate(asked, what, assignments(parameters), of=_asked("of", of), **given), format_, output
        )
    network = asked.network(of=of, **given)
    click.echo(analysis.summary(network), err=True)
    if format_ in NETWORKS:
        from hanse.views import networks

        scores = {name: analysis.measure(network, name, weight) for name in named or analysis.USUAL}
        return write_bytes(networks.FORMATS[format_](network, scores), output)
    if whole:
        return _write(analysis.characterise(network, named, weight=weight), format_, output)
    ranked = analysis.analyse(network, named, weight=weight, top=None if everything or keep else top)
    if keep and isinstance(graph, Path):
        _keep(graph, ranked, keep)
        ranked = ranked if everything else ranked[:top]
    return _write(ranked, format_, output)


def _check(what: str, whole: bool, format_: str, output: str, keep: str) -> None:
    """Refuse options that don't go together, before anything is computed."""
    ranking = not what and not whole
    if format_ in NETWORKS and not ranking:
        raise click.UsageError(f"{format_} holds a network with measures of its nodes, not a table")
    if keep and not (ranking and format_ not in NETWORKS):
        raise click.UsageError("--keep takes a ranking: no INDICATOR, no --whole, and a format of tables")
    if format_ == "parquet" and output == "-":
        raise click.UsageError("parquet is no text: give -o FILE")


def _write(table: Rows, format_: str, output: str) -> None:
    if format_ == "parquet":
        return write_bytes(table.to_parquet(), output)
    return write(records(table) if format_ == "json" else render(table, format_, width(output)), output)


def _keep(graph: Path, ranked: Rows, name: str) -> None:
    from hanse.analysis import cube
    from hanse.building.adding import add

    command = " ".join(["hanse", *map(shlex.quote, sys.argv[1:])])
    kept = cube.cube(ranked, name, title=name, command=command)
    add(graph, cube.graph_of(name), kept)
    click.echo(f"{graph}: {len(ranked)} observations kept as <{cube.graph_of(name)}>, till the next build", err=True)


def _asked(name: str, value: str) -> str:
    """The value of an option where it was given, and is not just the default."""
    source = click.get_current_context().get_parameter_source(name)
    return "" if source is click.core.ParameterSource.DEFAULT else value
