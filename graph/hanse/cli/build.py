"""``hanse build``: documents and tables into a graph directory."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hanse.cli.progress import progress
from hanse.names import printable
from hanse.vocabulary import BASE

if TYPE_CHECKING:
    from hanse.building import Beside, Decided, Report

__all__ = ["build"]

_SHOWN = 20  # skipped sources and problems named on the terminal; all are in the manifest
_MOST = 6  # properties of which the report tells how far to trust them
_BEST_KNOWN = """
SELECT ?name { ?iri rdfs:label ?name ; a ?kind VALUES ?kind { hanse:City hanse:Network hanse:Project hanse:Person }
  OPTIONAL { ?other hanse:partner|hanse:locatedIn ?iri }
} GROUP BY ?iri ?name ORDER BY DESC(COUNT(?other)) ?name LIMIT 1
"""


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("-o", "--output", "directory", default="hanse-graph", show_default=True, metavar="DIR", help="The graph.")
@click.option(
    "--mapping",
    multiple=True,
    metavar="FILE",
    help="What the columns of tables mean, in TOML (hanse mapping drafts one); may be repeated.",
)
@click.option("--base", default=BASE, show_default=True, metavar="IRI", help="What the IRIs of things begin with.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out facts of less confidence.")
@click.option(
    "--spacy",
    multiple=True,
    metavar="NAME",
    help="Mark people and organisations that the rules leave with this installed spaCy pipeline, a package or a "
    "folder, in documents of its language; may be repeated.",
)
@click.option(
    "--extractor",
    "extractors",
    multiple=True,
    metavar="NAME",
    help="Ask this extractor of an installed package besides; may be repeated.",
)
@click.option(
    "--llm",
    metavar="URL",
    help="Ask a language model besides: the address of an endpoint that speaks OpenAI's chat completions, such as "
    "http://localhost:11434/v1. It is sent the documents' text. A key is taken from HANSE_LLM_KEY.",
)
@click.option("--llm-model", metavar="NAME", help="The model, as the endpoint calls it.")
@click.option(
    "--llm-rate",
    type=click.FloatRange(0, min_open=True),
    default=60,
    show_default=True,
    metavar="N",
    help="Requests a minute.",
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes; by default one for each core.")
@click.option(
    "--decisions",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="What is one thing and what is two, as hanse review writes it; may be repeated.",
)
@click.option(
    "--scheduler",
    default="",
    metavar="PLACE",
    help="Have others do the work: the address of a dask scheduler, or a folder from which hanse work takes tasks.",
)
@click.option(
    "--most-seconds",
    type=click.FloatRange(0, min_open=True),
    metavar="N",
    help="Leave out a document that takes longer; 120 if not given.",
)
@click.option(
    "--most-memory",
    type=click.FloatRange(0, min_open=True),
    metavar="GB",
    help="Leave out a document that needs more; 2 if not given.",
)
@click.option("-q", "--quiet", is_flag=True, help="Show no progress and no summary, only what went wrong.")
@click.pass_context
def build(
    context: click.Context,
    sources: tuple[str, ...],
    directory: str,
    mapping: tuple[str, ...],
    base: str,
    min_confidence: float,
    spacy: tuple[str, ...],
    extractors: tuple[str, ...],
    llm: str | None,
    llm_model: str | None,
    llm_rate: float,
    workers: int | None,
    decisions: tuple[str, ...],
    scheduler: str,
    most_seconds: float | None,
    most_memory: float | None,
    quiet: bool,
) -> None:
    """Turn documents and tables into a graph directory.

    A SOURCE is a file, or a folder that is read with all below it: documents (.txt .html .md .pdf .docx), crawls and
    collections (.warc.gz .wet.gz .jsonl), tables (.csv .xlsx), graphs (.ttl .nt .nq .trig .jsonld .rdf), and decisions
    on what is one thing (.sssom.tsv; hanse review). Any of these may be compressed (.gz .zst .bz2) or in a .zip or
    .tar, which is read as a folder; an address (s3://bucket/pages) is read where hanse[cluster] is installed.

    The graph that DIR holds is replaced only when all is done. What didn't change since is not extracted again. A
    source that can't be read is named and left out; the exit status is then 1, and the graph of all others is there.

    \b
    Examples:
      hanse build reports/ partners.csv
      hanse build crawl.warc.gz cordis-HORIZONprojects-csv.zip
      hanse build pages/*.html -o G --min-confidence 0.7
      hanse build members.xlsx --mapping members.toml -o G
      hanse build reports/ themes.ttl --base https://example.org/cities/
      hanse build reports/ --decisions decisions.sssom.tsv
      hanse build reports/ --spacy en_core_web_sm
      hanse build reports/ --llm http://localhost:11434/v1 --llm-model qwen3:8b
    """
    import hanse

    if (llm is None) != (llm_model is None):
        raise click.UsageError("--llm and --llm-model go together: where to ask, and which model")
    model = hanse.LanguageModel(llm, llm_model, llm_rate) if llm and llm_model else None
    try:
        with progress(quiet) as told:
            report = hanse.build(
                sources,
                directory,
                mapping=mapping,
                base=base,
                min_confidence=min_confidence,
                workers=workers,
                spacy=spacy,
                extractors=extractors,
                llm=model,
                decisions=decisions,
                scheduler=scheduler,
                most_seconds=most_seconds,
                most_memory=most_memory,
                progress=told,
            )
    except KeyboardInterrupt:
        kept = f"{directory} is as it was" if Path(directory).exists() else "no graph was written"
        _say(f"hanse: stopped; {kept}, and what was read so far is kept for the next build into it")
        context.exit(130)
    _tell(report, quiet)
    context.exit(0 if report.complete else 1)


def _tell(report: Report, quiet: bool) -> None:
    if not quiet:
        _say(_summary(report))
        if report.trust:
            _say(_trust(report))
    if report.decisions.sources and not quiet:
        _say(f"  {_decided(report.decisions)}")
    _list("decision", "without effect", report.decisions.without_effect)
    for one in report.beside:
        if not quiet:
            _say(f"  {printable(_beside(one))}")
        _list("document", f"that {one.extractor} could not read", one.failed)
    _list("problem", "in what was read", report.problems)
    _list("source", "left out", [f"{one.source}: {one.reason}" for one in report.skipped])
    if report.skipped:
        _say(f"The graph of all others is in {report.directory}.")
    if report.unfinished:
        _say(f"The graph is whole, but its start page could not be drawn: {printable(report.unfinished)}")
    if not quiet:
        _say(_next(report))


def _summary(report: Report) -> str:
    kinds = [_count(count, kind) for kind, count in report.entities.items()]
    read = (("document", report.documents), ("table", report.tables), ("graph", report.graphs))
    parts = [_count(count, name) for name, count in read if count]
    cached = sum(one.cached for one in report.inputs)
    ignored = f"; {_count(report.ignored, 'file')} of other formats passed over" if report.ignored else ""
    again = f", {cached:,} of them unchanged" if cached else ""
    return (
        f"Built {report.directory} from {', '.join(parts)}{again}, in {report.seconds:.1f} s{ignored}.\n"
        f"  {_count(report.facts, 'fact')} about {', '.join(kinds) or 'nothing'}.{_copies(report)}"
    )


def _copies(report: Report) -> str:
    """How many documents say what others say, which counts for little."""
    if not report.duplicates + report.near_duplicates:
        return ""
    same, most = f"{report.duplicates:,}", f"{report.near_duplicates:,}"
    return f"\n  Copies: {same} documents have the text of another one, {most} most of it (hanse query --saved copies)."


def _trust(report: Report) -> str:
    """How much of what documents say most is probably right, by property."""
    told = [f"{name} {100 * one.right:.0f} % (n={one.judged})" for name, one in report.trust.items()]
    rest = "; others in manifest.json" if len(told) > _MOST else ""
    return f"  Probably right, as far as n such were checked: {', '.join(told[:_MOST])}{rest}."


def _decided(one: Decided) -> str:
    """What came of decisions."""
    rest = f"; {one.undecided:,} rows decide nothing" if one.undecided else ""
    return (
        f"Decisions: {_count(one.merged, 'thing')} merged, {one.split:,} split off, {one.kept:,} kept apart; "
        f"{_count(one.statements, 'statement')} moved{rest}."
    )


def _beside(one: Beside) -> str:
    """What came of an extractor beside the rules."""
    reasons = "; ".join(f"{count:,} {reason}" for reason, count in one.left_out.items())
    sent = f" from {_count(one.requests, 'request')}" if one.requests else ""
    return f"{one.extractor}: {_count(one.facts, 'fact')} taken{sent}" + (f"; left out: {reasons}." if reasons else ".")


def _count(count: int, thing: str) -> str:
    """A number of things, or of instances of a class, in words.

    >>> _count(1200, "City"), _count(1, "GoodPractice")
    ('1,200 cities', '1 good practice')
    """
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in thing).strip()
    many = {"city": "cities", "country": "countries", "person": "people"}.get(words, f"{words}s")
    return f"{count:,} {words if count == 1 else many}"


def _next(report: Report) -> str:
    graph = f" -g {shlex.quote(str(report.directory))}" if str(report.directory) != "hanse-graph" else ""
    name = _best_known(report.directory)
    explain = [f"explain{graph} {printable(shlex.quote(name))}"] if name else []
    commands = [f"query{graph} --list", *explain, f"view{graph} -o graph.html"]
    lines = "".join(f"  {_program()} {command}\n" for command in commands)
    page = "" if report.unfinished else f"or open {report.directory / 'index.html'} in a browser."
    return f"Try next:\n{lines}{page}".rstrip()


def _best_known(directory: Path) -> str:
    """The name of what takes part in most, or else is said most of, to try commands with."""
    from hanse import queries

    found = queries.open(directory).select(_BEST_KNOWN)
    return str(found[0].name) if found else ""


def _program() -> str:
    """How to call Hanse again: by its name where that is found, else by the path that it was called by."""
    called = Path(sys.argv[0])
    found = shutil.which("hanse")
    if called.name == "__main__.py" and not found:
        return f"{shlex.quote(sys.executable)} -m hanse"
    if called.name != "hanse" or (found and Path(found).resolve() == called.resolve()):
        return "hanse"
    return shlex.quote(str(called))


def _list(thing: str, what: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    _say(f"{_count(len(lines), thing)} {what}:")
    for line in lines[:_SHOWN]:
        _say(f"  {printable(line)}")
    if len(lines) > _SHOWN:
        _say(f"  … and {len(lines) - _SHOWN:,} more: see manifest.json")


def _say(text: str) -> None:
    click.echo(text, err=True)
