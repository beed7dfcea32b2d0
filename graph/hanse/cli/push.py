"""``hanse push``: the graph onto a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hanse.cli.options import graph_option
from hanse.names import printable

if TYPE_CHECKING:
    from hanse.pushing import Plan, Pushed

_PROTOCOLS = ("gsp", "update")


@click.command()
@graph_option
@click.option("--endpoint", metavar="URL", required=True, help="Where the server answers SPARQL queries.")
@click.option(
    "--protocol",
    type=click.Choice(_PROTOCOLS),
    help="How the server takes triples: Graph Store Protocol or SPARQL Update; found out by itself.",
)
@click.option("--to", metavar="URL", default="", help="Where it takes them; found out by itself for most servers.")
@click.option("--prune", is_flag=True, help="Drop graphs of the base that are on the server, and no longer here.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@click.pass_context
def push(
    context: click.Context, graph: Path, endpoint: str, protocol: str | None, to: str, prune: bool, dry_run: bool
) -> None:
    """Put the graph onto a SPARQL server, such as Oxigraph, Apache Jena, GraphDB or Virtuoso.

    Each source keeps its named graph, and the merge of all goes where queries see it. Only graphs that have changed
    are sent again, and a push that was interrupted goes on. In the end the server counts its triples: where it has
    other ones than were sent, all differences are told, and the exit status is 1. Nothing outside the graph's base is
    touched. A token or password is taken from HANSE_ENDPOINT_TOKEN, from HANSE_ENDPOINT_USER and
    HANSE_ENDPOINT_PASSWORD, or from ~/.netrc.

    \b
    Examples:
      hanse push -g G --endpoint http://localhost:7878/query
      hanse push -g G --endpoint https://example.org/sparql --dry-run
      hanse push -g G --endpoint http://localhost:3030/ds/query --protocol update --prune
      hanse query --endpoint http://localhost:7878/query --saved programmes
    """
    from hanse import pushing
    from hanse.cli.progress import progress

    with progress() as report:
        done = pushing.push(
            graph, endpoint, protocol=protocol or "", to=to, prune=prune, dry_run=dry_run, progress=report
        )
    click.echo(printable(_said(done, dry_run=dry_run)))
    if done.plan.gone and not (prune or dry_run):
        click.echo(f"{_graphs(done.plan.gone)} on the server that are no longer here: --prune drops them", err=True)
    for difference in done.differences:
        click.echo("hanse: " + "\n".join(map(printable, str(difference).split("\n"))), err=True)
    context.exit(1 if done.differences else 0)


def _said(done: Pushed, *, dry_run: bool) -> str:
    plan = done.plan
    counts = f"{len(plan.new):,} new, {len(plan.changed):,} changed, {len(plan.same):,} as they were"
    if dry_run:
        return f"{_graphs(plan.sent)} to send with {plan.quads:,} triples: {counts}; {_gone(plan)}"
    rate = f", {plan.quads / done.seconds:,.0f} a second" if done.seconds and plan.quads else ""
    merge = f"the merge is in <{done.place}>" if done.place else "the merge is the default graph"
    return (
        f"{_graphs(plan.sent)} sent with {plan.quads:,} triples in {done.seconds:.1f} s{rate}: {counts}, "
        f"{len(done.dropped):,} dropped; {merge}"
    )


def _gone(plan: Plan) -> str:
    return f"{len(plan.gone):,} on the server that are no longer here"


def _graphs(names: tuple[str, ...]) -> str:
    return f"{len(names):,} graph{'' if len(names) == 1 else 's'}"
