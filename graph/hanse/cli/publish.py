"""``hanse publish``: the graph as a static site of linked data."""

from __future__ import annotations

from pathlib import Path

import click

from hanse.cli.options import graph_option, settings_option
from hanse.cli.progress import progress

_SHOWN = 20  # resources that could not be published and are named


@click.command()
@graph_option
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="SITE", help="The directory of the site.")
@click.option("--base", default="", metavar="IRI", help="Where the site will stand; by default the graph's own base.")
@settings_option
@click.option(
    "--diff",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="OLD",
    help="An earlier site or graph: say what has changed, and what became of IRIs that are gone.",
)
@click.option("--init", is_flag=True, help="Write a draft of the settings file, and end.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
def publish(
    graph: Path, output: Path | None, base: str, file: Path | None, diff: Path | None, init: bool, quiet: bool
) -> None:
    """Publish the graph as a static site of linked data.

    SITE is a directory for any static host: for each thing, document and piece of evidence a page for people, Turtle
    and JSON-LD, under the IRI that it has in the graph. The site says under which licence others may use the data only
    if the settings do. Publishing again rewrites what has changed and nothing else.

    \b
    Examples:
      hanse publish --init
      hanse publish -g G -o site
      hanse publish -g G -o site --base https://example.org/cities/ --settings publish.toml
      hanse publish -g G -o site --diff site
    """
    from hanse import publishing
    from hanse.publishing import settings

    if init:
        path = file or Path(settings.FILE)
        settings.draft(path)
        click.echo(f"{path}: written; say in it what is true, then: hanse publish -g {graph} -o SITE", err=True)
        return
    if output is None:
        raise click.UsageError("say where to write the site: -o SITE")
    found = file or settings.find(graph)
    said = settings.read(found) if found else publishing.Settings()
    with publishing.opening(graph, said, base, diff) as opened, progress(quiet) as draw:
        outcome = publishing.publish(opened, output, draw)
        _tell(outcome, output, opened.base)
    if not said.licence:
        where = f"{found} has no licence" if found else f"there is no {settings.FILE}"
        click.echo(f"No licence: {where}, so that nobody knows what they may do with the data (--init).", err=True)


def _tell(outcome: object, output: Path, base: str) -> None:
    from hanse.publishing import Outcome

    assert isinstance(outcome, Outcome)
    for problem in outcome.left_out[:_SHOWN]:
        click.echo(f"left out: {problem}", err=True)
    if len(outcome.left_out) > _SHOWN:
        click.echo(f"left out: {len(outcome.left_out) - _SHOWN} more", err=True)
    became = f"{outcome.new} new, {outcome.changed} changed, {outcome.same} same, {outcome.removed} removed"
    click.echo(f"{output}: {outcome.files} files for {base} ({became}; {outcome.size / 1e6:.1f} MB).", err=True)
