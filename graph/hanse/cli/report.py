"""``hanse report``: what the graph says of its networks, with plots and with its doubts, in one file."""

from __future__ import annotations

from pathlib import Path

import click

from hanse.cli.options import Choice, confidence_option, filter_options, place_option, write

_OF = ("city", "organisation")
_FORMATS = ("html", "md")


@click.command()
@place_option
@confidence_option
@click.option(
    "-o", "--output", metavar="FILE", default="report.html", show_default=True, help="Where to write; - is stdout."
)
@click.option("-f", "--format", "format_", type=Choice(_FORMATS), help="A page, or Markdown; by the file's name.")
@click.option("--of", type=Choice(_OF), default="city", show_default=True, help="Whose participations it is on.")
@filter_options
@click.option("--open", "opened", is_flag=True, help="Show it in the browser.")
def report(
    graph: Path | str,
    min_confidence: float,
    output: str,
    format_: str | None,
    of: str,
    opened: bool,
    **given: str | None,
) -> None:
    """Write a report on the networks in the graph.

    One HTML file that opens offline, prints, and asks nothing of the network: what is in the graph, participation over
    time, newcomers, repeated ties, the network beside chance, rankings with their intervals, leads, themes, ties across
    borders, and how far to trust it all. Each figure has its definition, its source, a table, and the command that
    gives it. What the graph holds too little for is left out, and the report says so.

    \b
    Examples:
      hanse report -g G
      hanse report -g G --programme "URBACT III" --since 2015 -o urbact.html
      hanse report -g G -o report.md
    """
    from hanse import queries, reporting

    if opened and output == "-":
        raise click.UsageError("--open needs a file: give -o FILE")
    format_ = format_ or ("md" if output.endswith(".md") else "html")
    findings = reporting.report(queries.open(graph, min_confidence=min_confidence), of, **given)
    write(findings.markdown if format_ == "md" else findings.html, output)
    if output == "-":
        return
    exhibits = sum(len(section.exhibits) for section in findings.sections)
    click.echo(f"{output}: {exhibits} figures. {findings.chosen}", err=True)
    if opened:
        click.launch(Path(output).resolve().as_uri())
