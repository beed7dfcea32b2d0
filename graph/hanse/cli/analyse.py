"""``hanse analyse``: measures of the networks in the graph."""

from __future__ import annotations

from pathlib import Path

import click

from hanse.cli.options import confidence_option, filter_options, filters, graph_option, output_option, width, write
from hanse.tabulation import ROWS, records, render

_OF = ("city", "organisation", "network", "country", "two-mode")


@click.command()
@graph_option
@confidence_option
@click.option("--of", type=click.Choice(_OF), default="city", show_default=True, help="What the network is of.")
@click.option("-m", "--measure", "measures", metavar="NAME,…", default="", help="Which measures; ranked by the first.")
@click.option("-w", "--weight", type=click.Choice(["weight", "newman"]), default="weight", show_default=True)
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="How many rows.")
@click.option("--all", "everything", is_flag=True, help="All rows.")
@filter_options
@click.option("-l", "--list", "listed", is_flag=True, help="List the measures, with what they mean.")
@click.option("-f", "--format", "format_", type=click.Choice(list(ROWS)), default="table", show_default=True)
@output_option
def analyse(
    graph: Path,
    min_confidence: float,
    of: str,
    measures: str,
    weight: str,
    top: int,
    everything: bool,
    listed: bool,
    format_: str,
    output: str,
    **given: str | None,
) -> None:
    """Measure the networks in the graph.

    Two cities (organisations, countries) are tied when they take part in the same network, and two networks when they
    share a partner. A tie's weight is how many they share; by "newman" each counts 1/(k−1) for its k members.
    JSON is an array with an object a row.

    \b
    Examples:
      hanse analyse -g G
      hanse analyse -g G --of organisation --measure betweenness,constraint --top 10
      hanse analyse -g G --programme "URBACT III" --since 2019 --weight newman -f csv -o cities.csv
      hanse analyse --list
    """
    from hanse import analysis, queries

    if listed:
        return write(analysis.describe(), output)
    network = queries.open(graph, min_confidence=min_confidence).network(of=of, **filters(given))
    chosen = [name.strip() for name in measures.split(",") if name.strip()]
    table = analysis.analyse(network, chosen, weight=weight, top=None if everything else top)
    click.echo(analysis.summary(network), err=True)
    return write(records(table) if format_ == "json" else render(table, format_, width(output)), output)
