"""``hanse review``: things that may be one, to decide on in a spreadsheet or here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hanse.cli import candidates
from hanse.cli.options import Choice, graph_option, output_option, width, write
from hanse.names import printable

if TYPE_CHECKING:
    from hanse.reviewing import Review, Shown

__all__ = ["review"]

_FORMATS = ("sssom", "table", "csv", "json", "md")
_COLUMNS = ("confidence", "class", "one", "other", "reasons", "one_iri", "other_iri")
_ASK = "[y] one thing  [n] two  [s] later  [q] stop"


@click.command()
@graph_option
@click.option(
    "--decisions",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("decisions.sssom.tsv"),
    show_default=True,
    metavar="FILE",
    help="What was decided before, which is not asked again; what is decided here is added to it.",
)
@click.option(
    "--ask/--no-ask",
    default=None,
    help="Ask about one candidate after the other; by default on a terminal, where neither -o nor -f is given.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="CLASS",
    shell_complete=candidates.reviewed,
    help="Things of this class only, such as Event or Organisation; may be repeated.",
)
@click.option(
    "--least", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="How sure a candidate must be."
)
@click.option("--most", type=click.IntRange(1), default=10_000, show_default=True, help="Candidates, the surest first.")
@click.option("-f", "--format", "format_", type=Choice(_FORMATS), help="How to write them; sssom if none is given.")
@output_option
@click.pass_context
def review(
    context: click.Context,
    graph: Path,
    file: Path,
    ask: bool | None,
    kinds: tuple[str, ...],
    least: float,
    most: int,
    format_: str | None,
    output: str,
) -> None:
    """Show things that may be one, and take down what you decide.

    Things that are only similar are never made one unasked. Each candidate has its reasons and the sentences that name
    the two. Written as a mapping set (SSSOM), a row decides nothing until you write skos:exactMatch as its
    predicate_id (one thing) or Not as its predicate_modifier (two). hanse build reads the file with --decisions, or
    beside the sources where its name ends in .sssom.tsv.

    \b
    Examples:
      hanse review -g G
      hanse review -g G -o candidates.sssom.tsv
      hanse review -g G --kind Event --least 0.7 -f table
      hanse build reports/ --decisions decisions.sssom.tsv -o G
    """
    from hanse import queries, reviewing
    from hanse.suggestions import unknown

    for kind in kinds:
        if kind not in reviewing.KINDS:
            raise click.BadParameter(unknown("class", kind, reviewing.KINDS), param_hint="--kind")
    given = output != "-" or format_ is not None
    asked = (sys.stdin.isatty() and sys.stdout.isatty() and not given) if ask is None else ask
    files = [file] if file.exists() else []
    if not files and context.get_parameter_source("file") is click.core.ParameterSource.COMMANDLINE and not asked:
        raise click.BadParameter(f"there is no file {str(file)!r}", param_hint="--decisions")
    found = reviewing.review(queries.open(graph), least=least, most=most, kinds=kinds, files=files)
    _tell(found)
    if asked:
        _ask(found, file)
    elif format_ in (None, "sssom"):
        write("".join(reviewing.written(found.candidates, found.base, "Hanse")), output)
    else:
        _draw(found, str(format_), output)


def _tell(found: Review) -> None:
    """On stderr: how much there is to decide, what it took, and which decisions came to nothing."""
    efforts = found.found.effort.values()
    things, compared = (sum(getattr(one, name) for one in efforts) for name in ("things", "compared"))
    count = len(found.candidates)
    more = f", and {found.found.more:,} that are less sure" if found.found.more else ""
    work = f"{compared:,} pairs of {things:,} things were compared"
    click.echo(f"{count:,} candidate{'' if count == 1 else 's'}{more}: {work}.", err=True)
    if found.without_effect:
        click.echo(f"Decisions of the last build without effect: {len(found.without_effect):,}", err=True)
    for line in found.without_effect:
        click.echo(f"  {printable(line)}", err=True)


def _draw(found: Review, format_: str, output: str) -> None:
    from hanse.queries.rows import Rows, term_of
    from hanse.tabulation import render

    def cells(one: Shown) -> tuple[object, ...]:
        it = one.candidate
        return it.confidence, it.kind, *one.names, "; ".join(it.reasons), it.one, it.other

    lines = tuple(tuple(term_of(cell) for cell in cells(one)) for one in found.candidates)
    columns = _COLUMNS[:-2] if format_ in ("table", "md") else _COLUMNS
    rows = Rows(columns, tuple(line[: len(columns)] for line in lines))
    write(render(rows, format_, width(output)), output)


def _ask(found: Review, file: Path) -> None:
    """One after the other; each answer is in the file before the next question."""
    from hanse import reviewing

    count = 0
    for number, one in enumerate(found.candidates, 1):
        click.echo("\n".join(_lines(one, number, len(found.candidates))))
        answer = _answer()
        if answer == "q":
            break
        if answer in "yn":
            reviewing.append(file, one, same=answer == "y", base=found.base, tool="Hanse")
            count += 1
    click.echo(f"{count:,} decided; {file} has them." if count else "Nothing was decided.", err=True)
    if count:
        click.echo(f"Try next:\n  hanse build SOURCE... --decisions {file}", err=True)


def _answer() -> str:
    while True:
        try:
            said = click.prompt(_ASK, prompt_suffix=" ", default="s", show_default=False).strip().lower()[:1]
        except click.Abort:  # Ctrl-C, or no more input: what was answered is in the file
            click.echo()
            return "q"
        if said in tuple("ynsq"):
            return str(said)


def _lines(one: Shown, number: int, total: int) -> Iterator[str]:
    it = one.candidate
    yield ""
    yield click.style(f"{number} of {total}: {it.kind}, {it.confidence:.2f}", bold=True)
    yield f"  {printable('; '.join(it.reasons))}"
    for iri, name, said in zip((it.one, it.other), one.names, one.quotes, strict=True):
        yield f"{click.style(printable(name), fg='cyan')}  {click.style(printable(iri), dim=True)}"
        for quote in said:
            yield f"  “{printable(quote.text)}” {click.style(printable(quote.document), dim=True)}"
