"""``hanse view``: the graph, or a part of it, as one self-contained page."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from hanse.cli import candidates
from hanse.cli.options import (
    Choice,
    confidence_option,
    filter_options,
    interruptible,
    place_option,
    query_text,
    timeout_option,
    write,
)

VIEWS = ("all", "two-mode", "city", "organisation", "network", "country")
MOST, USUAL = 50_000, 150


@click.command()
@place_option
@confidence_option
@click.option(
    "-o", "--output", metavar="FILE", default="graph.html", show_default=True, help="Where to write; - is stdout."
)
@click.option("--of", type=Choice(VIEWS), default="all", show_default=True, help="What to draw.")
@click.option(
    "--around",
    metavar="NAME",
    default="",
    help="Draw this thing and what is tied to it.",
    shell_complete=candidates.names(),
)
@click.option("--hops", type=click.IntRange(1, 9), default=1, show_default=True, help="How many ties away, at most.")
@click.option("--top", type=click.IntRange(1, MOST), default=USUAL, show_default=True, help="How many things, at most.")
@click.option(
    "--by",
    metavar="MEASURE",
    default="",
    help="Those that come first by this measure (hanse analyse --list).",
    shell_complete=candidates.measures,
)
@click.option(
    "-q",
    "--query",
    "query_file",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Draw what this CONSTRUCT or DESCRIBE gives; - is stdin.",
)
@filter_options
@click.option("--title", default="", help="The title of the page.")
@timeout_option
@click.option("--open", "opened", is_flag=True, help="Show the page in the browser.")
def view(
    graph: Path | str,
    min_confidence: float,
    output: str,
    of: str,
    around: str,
    hops: int,
    top: int,
    by: str,
    query_file: TextIO | None,
    title: str,
    timeout: float | None,
    opened: bool,
    **given: str | None,
) -> None:
    """Draw the graph as one self-contained HTML page.

    The page opens in any browser, offline, and asks nothing of the network: search, filters, a table, and for each
    thing and each line the sentences that say so. "all" draws networks, projects, cities and all else;
    "two-mode" networks and projects with their partners; the others draw one kind, tied by what it shares.
    Of a large graph the part that holds together best is drawn, or what comes first by a measure; the page says so.
    More than 300 things are drawn by communities.

    \b
    Examples:
      hanse view -g G -o graph.html
      hanse view -g G --of city --programme "URBACT III" -o cities.html
      hanse view -g G --around Avilés --hops 2 -o aviles.html --open
      hanse view -g G --of organisation --top 50 --by betweenness -o brokers.html
      hanse view -g G --of two-mode --top 50000 -o whole.html
      hanse view -g G --query leads.rq --title "Who leads" -o leads.html
    """
    from hanse import queries, views

    if opened and output == "-":
        raise click.UsageError("--open needs a file: give -o FILE")
    query = query_text(query_file)
    if query_file and not query.strip():
        raise click.UsageError("the query is empty")
    asked = queries.open(graph, min_confidence=min_confidence, timeout=timeout)
    with interruptible():
        drawing = views.view(asked, of, around=around, hops=hops, top=top, by=by, query=query, title=title, **given)
    if output == "-":
        return write(drawing.html)
    path = drawing.save(output)
    click.echo(
        f"{path}: {len(drawing.scene.nodes)} things, {len(drawing.scene.edges)} ties. {drawing.scene.note}", err=True
    )
    if opened:
        click.launch(path.resolve().as_uri())
    return None
