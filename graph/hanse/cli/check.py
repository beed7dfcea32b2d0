"""``hanse check``: whether a published site keeps its promises."""

from __future__ import annotations

import click

from hanse.cli import candidates
from hanse.cli.options import Choice, output_option, write
from hanse.cli.progress import progress

__all__ = ["check"]


@click.command()
@click.argument("site", required=False)
@click.option(
    "--only",
    multiple=True,
    metavar="NAME",
    help="Only this check; may be given several times.",
    shell_complete=candidates.checks,
)
@click.option("--earlier", metavar="SITE", help="An earlier release: what it described must still answer.")
@click.option("-l", "--list", "listed", is_flag=True, help="List the checks, and after which recommendation each is.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=Choice(["text", "json", "md"]),
    default="text",
    show_default=True,
    help="How to write what was found.",
)
@output_option
@click.pass_context
def check(
    context: click.Context,
    site: str | None,
    only: tuple[str, ...],
    earlier: str | None,
    listed: bool,
    format_: str,
    output: str,
) -> None:
    """Check a site that hanse publish made: in its folder, or at its address.

    Each check is told with whether it passes, what is wrong where, how to mend it, and the recommendation that asks
    for it. Files are read, pages parsed, dumps loaded, and counts counted again. The exit status is 1 where a check
    fails. Checks of the server itself need an address.

    \b
    Examples:
      hanse check site
      hanse check https://data.example.org/
      hanse check site --only links --only evidence
      hanse check site --earlier last-year/site
      hanse check site -f json -o checks.json
      hanse check --list
    """
    from hanse import checking
    from hanse.checking import telling

    if listed:
        write(telling.catalogue(), output)
        return
    if site is None:
        raise click.UsageError("give the folder of a site, or its address; hanse publish makes one")
    checked = checking.open(site)
    checked.earlier = checking.open(earlier) if earlier else None
    results = []
    with progress() as told:
        for result in checking.check(checked, only, told):
            results.append(result)
            if format_ == "text" and output == "-":
                write(telling.as_text(result))
    if format_ != "text":
        write({"json": telling.as_json, "md": telling.as_markdown}[format_](results), output)
    elif output != "-":
        write("".join(map(telling.as_text, results)), output)
    click.echo(telling.verdict(results), err=True)
    context.exit(0 if all(result.passed for result in results) else 1)
