"""``hanse query``: SPARQL or a saved question in, a table or triples out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TextIO

import click

from hanse.cli import candidates
from hanse.cli.options import (
    Choice,
    assignments,
    confidence_option,
    interruptible,
    output_option,
    place_option,
    query_text,
    timeout_option,
    width,
    write,
)
from hanse.tabulation import FORMATS


@click.command()
@click.argument("sparql", required=False)
@place_option
@confidence_option
@click.option("-q", "--query-file", type=click.File(encoding="utf-8"), help="Read the query from a file; - is stdin.")
@click.option("-s", "--saved", metavar="NAME", help="Ask a saved question.", shell_complete=candidates.saved)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="Bind a parameter.",
    shell_complete=candidates.parameters,
)
@click.option("-l", "--list", "listed", is_flag=True, help="List the saved questions, or show the one of --saved.")
@click.option("-f", "--format", "format_", type=Choice(FORMATS), help="How to write the answer.")
@timeout_option
@click.option("--limit", type=click.IntRange(0), metavar="ROWS", help="Show the first rows, or triples, alone.")
@output_option
def query(
    sparql: str | None,
    graph: Path | str,
    min_confidence: float,
    query_file: TextIO | None,
    saved: str | None,
    parameters: tuple[str, ...],
    listed: bool,
    format_: str | None,
    timeout: float | None,
    limit: int | None,
    output: str,
) -> None:
    """Ask the graph, in SPARQL or by a saved question.

    The project's prefixes are known. Parameters are bound as terms: as the question declares them, or else to the
    variable of that name, where <…> is an IRI, digits are a number, and all else is text.

    A query that takes longer than --timeout is stopped: that is an error, and there is no part of an answer. Where
    --limit leaves out rows, a line on stderr says so.

    \b
    Examples:
      hanse query -g G 'SELECT ?name { ?network a hanse:Network ; rdfs:label ?name }'
      hanse query -g G --list
      hanse query -g G --list --saved wave-totals
      hanse query -g G --saved partners-of-network -p network=In4Green -f csv
      hanse query -g G -q big.rq --timeout 10 --limit 100
    """
    from hanse import queries
    from hanse.queries import questions
    from hanse.queries.sparql import strangers
    from hanse.suggestions import meant
    from hanse.tabulation import render

    if listed:
        return write(questions.describe(saved), output)
    if [sparql, query_file, saved].count(None) != 2:
        raise click.UsageError("give one of: a query, -q FILE, --saved NAME; --list shows what can be asked")
    if sparql and _is_file(sparql):
        raise click.UsageError(f"{sparql} is a file; for the query in it, give -q {sparql}")
    if sparql and re.fullmatch(r"[\w-]+", sparql):
        like = meant(sparql, questions.load())
        raise click.UsageError(f"{sparql} is no SPARQL; a saved question is asked by --saved NAME{like}")
    question = questions.named(saved) if saved else questions.parse("query", sparql or query_text(query_file))
    asked = queries.open(graph, min_confidence=min_confidence, timeout=timeout)
    with interruptible():
        answer = asked.ask(question, assignments(parameters), queries.Limits(rows=limit))
    write(render(answer, format_ or "", width(output)), output)
    if not isinstance(answer, bool) and answer.more:
        click.echo(f"hanse: cut at {limit:,}; there are more than --limit let through", err=True)
    for stranger in () if saved else strangers(question.sparql):
        click.echo(f"hanse: {stranger}", err=True)
    return None


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, as queries are
        return False
