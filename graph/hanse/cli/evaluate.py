"""``hanse evaluate``: a graph against documents that were annotated by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hanse.cli.options import Choice, output_option, width, write
from hanse.cli.progress import progress
from hanse.names import printable

if TYPE_CHECKING:
    from hanse.evaluation import Change, Finding, Run

__all__ = ["evaluate"]

_BY = ("language", "format", "layout", "document")


@click.command()
@click.argument("benchmark", type=click.Path(path_type=Path))
@click.option(
    "-g",
    "--graph",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A graph directory built of these documents; by default one is built, and thrown away.",
)
@click.option("--by", type=Choice(_BY), help="The sums of each language, format, …, in place of each property.")
@click.option("--split", type=click.IntRange(2), metavar="N", help="Tell documents apart whose number N divides.")
@click.option("--misses", is_flag=True, help="List what was not found.")
@click.option("--extras", is_flag=True, help="List what is said and not in gold, with its quote.")
@click.option("--readings", is_flag=True, help="How often each extractor was right with each class and property.")
@click.option("--calibration", is_flag=True, help="How many of the statements of each confidence are right.")
@click.option("--save", metavar="FILE", help="Keep all findings, to compare a later run with.")
@click.option("--against", metavar="FILE", help="Compare with a run that was kept; lists hold what changed.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes; by default one for each core.")
@click.option(
    "-f", "--format", "format_", type=Choice(["table", "csv", "json", "md"]), default="table", show_default=True
)
@output_option
@click.pass_context
def evaluate(
    context: click.Context,
    benchmark: Path,
    graph: Path | None,
    by: str | None,
    split: int | None,
    misses: bool,
    extras: bool,
    readings: bool,
    calibration: bool,
    save: str | None,
    against: str | None,
    workers: int | None,
    format_: str,
    output: str,
) -> None:
    """Score a graph against documents that were annotated by hand.

    BENCHMARK is a folder with documents/ and gold/, a JSON file for each document; docs/benchmark.md tells what stands
    in it. A thing counts as found when its class and one of its names are right, a fact when subject, property and
    object are, a value when it says the same. Gold that can't be used is named and left out; the exit status is then 1.

    With --split, --calibration takes the confidences from the documents that N does not divide, and tries them on those
    that it divides.

    \b
    Examples:
      hanse evaluate data/benchmark
      hanse evaluate data/benchmark --by language -f csv
      hanse evaluate data/benchmark -g G --misses --extras
      hanse evaluate data/benchmark --save today.json --against yesterday.json
    """
    from hanse import evaluation
    from hanse.evaluation import tables
    from hanse.tabulation import records, render

    earlier = evaluation.Run.load(against) if against else None
    with progress() as told:
        found = evaluation.evaluate(benchmark, graph, workers=workers, progress=told)
    if save:
        found.run.save(save)
    if calibration:
        rows = tables.calibration_table(found.run, split=split or 0)
    elif readings:
        rows = tables.reading_table(found.run)
    elif misses or extras:
        rows = tables.details(_listed(found.run, earlier, misses, extras))
    else:
        rows = tables.score_table(found.run, by=by or "", split=split or 0, against=earlier)
    write(records(rows) if format_ == "json" else render(rows, format_, width(output)), output)
    if earlier:
        click.echo(_compared(evaluation.changes(earlier, found.run)), err=True)
    for problem in found.problems:
        click.echo(printable(str(problem)), err=True)
    context.exit(1 if found.problems else 0)


def _listed(run: Run, earlier: Run | None, misses: bool, extras: bool) -> list[Finding] | list[Change]:
    from hanse.evaluation import Verdict, changes

    wanted = {Verdict.MISS: misses, Verdict.EXTRA: extras, Verdict.HIT: False}
    if earlier:
        return [change for change in changes(earlier, run) if wanted[change.finding.verdict]]
    return [finding for finding in run.findings if wanted[finding.verdict]]


def _compared(found: list[Change]) -> str:
    """How many misses and extras are new, and how many are mended."""
    from hanse.evaluation import Verdict

    def number(mended: bool, verdict: Verdict) -> int:
        return sum(change.mended is mended and change.finding.verdict is verdict for change in found)

    told = [
        f"{number(False, verdict)} new and {number(True, verdict)} mended {name}"
        for verdict, name in ((Verdict.MISS, "misses"), (Verdict.EXTRA, "extras"))
    ]
    return "; ".join(told)
