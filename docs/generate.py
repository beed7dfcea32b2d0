"""Write the pages that repeat what code, ontology and measurements say: questions, measures, commands, accuracy.

python docs/generate.py
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from hanse.analysis import FAMILIES
from hanse.analysis.measure import Definition
from hanse.cli import COMMANDS, cli
from hanse.network import PROJECTIONS, WEIGHTS
from hanse.queries.filters import filters
from hanse.queries.questions import Parameter, Question, load, projections
from hanse.reliability import load as load_rates

__all__ = ["PAGES", "accuracy", "commands", "measures", "questions", "readme"]

HERE = Path(__file__).parent
SCORES = HERE.parent / "data" / "accuracy.json"
README = HERE.parent / "README.md"

_COMMANDS = """# Commands

Results go to stdout, or to the file of `-o`; all else goes to stderr. `-` is stdin or stdout. The exit status is 0 when
all went well, 1 when something was wrong with the data or the graph (one line says what, where, and what is allowed), 2
for a mistake in the command itself, and 130 after Ctrl-C.

`-g DIR` is a graph directory that `hanse build` made, `hanse-graph` in the current folder if not given. Names of things
are found whatever their case and accents. A name that is unknown is answered by what is near it, and what there is.

The tabulator completes commands, options and names, once the shell knows how:

```text
echo 'eval "$(hanse completion bash)"' >> ~/.bashrc                            # bash 4.4 and later
echo 'eval "$(hanse completion zsh)"' >> ~/.zshrc                              # zsh, after compinit
echo 'hanse completion fish | source' >> ~/.config/fish/config.fish            # fish 3.1 and later
```

`hanse query -s partners-of-city -p city=av` and a tabulator then give `Avilés`: saved questions, their parameters and
what these may be, programmes, themes, measures, indicators, formats and whatever has a name are completed, from the
graph that `-g` names. Case and accents need not be typed. Names are quoted for the shell, so that whatever a document
calls a city stays a word; names with control characters are left out. Nothing is completed from a server, nor from a
graph without its `store/`.
"""

_QUESTIONS = """# Saved questions

Each is a file of [ontology/queries](../ontology/queries), plain SPARQL 1.1 whose leading comment declares its
parameters. `hanse query --list` shows them, `hanse query --list --saved NAME` one of them, and the tabulator completes
their names, parameters and values, once [the shell knows how](cli.md). From Python:
`graph.saved("partners-of-network", network="In4Green")`.

A name means every thing that bears it, whatever its case and accents; a country may be named in any language or by its
code. Values are bound as terms. What several documents say counts once.

To add one, add a file there: `# Title?`, more `#` lines of help, and a line `#: name type description, such as …` for
each parameter. Types are `name`, `name(City, Region)`, `country`, `year`, `integer`, `text` and `iri`; a `?` after the
type makes the parameter optional (its variable stays unbound), `= value` gives it a default. Then run
`python docs/generate.py`.

In queries of your own the project's prefixes are known. By default they see all documents as one graph: each statement
once, however many documents make it. `GRAPH ?g { … }` asks what a single document says: `?g prov:wasDerivedFrom
?document`. SERVICE and updates are refused. `--timeout SECONDS` stops a query that takes longer: that is an error, and
no part of an answer is given. `--limit ROWS` shows the first rows, or triples, and says on stderr when there are more.

What things are called there: one `rdfs:label` each, so ask for that to get a row a thing. One `skos:prefLabel` in each
language that documents are written in, and one without a language for what is called the same everywhere (networks,
people, places by the gazetteer): `FILTER(LANG(?name) = "es")` picks one. Preferred is what the gazetteer, the theme
scheme and the register of programmes call a thing, else what most documents do; a code ("IT") only where there is no
name. All other forms are `skos:altLabel`: to find a thing by whatever it is called, ask for
`skos:prefLabel|skos:altLabel`. In the graph of a document stands what that document calls it.

```sh
hanse query 'SELECT ?network (COUNT(?city) AS ?cities) {
  ?n hanse:partner ?city ; rdfs:label ?network . ?city a hanse:City
} GROUP BY ?network ORDER BY DESC(?cities)' -f csv
hanse query 'SELECT ?city { ?n rdfs:label ?name ; hanse:partner/rdfs:label ?city }' -p name=In4Green
```
"""
_MEASURES = """# Networks and measures

`hanse analyse` and `graph.network(of=…)` tie together what shares a network. What the network can be of:

{projections}

A tie carries two weights: {weights}. Newman's is from M. E. J. Newman, Scientific collaboration networks II,
Physical Review E 64, 2001, 016132, equation 2.

Filters choose which networks count, here and in reports, views and indicators: `hanse analyse --programme "URBACT III"
--running 2016-2018`, `graph.network("city", wave=2019)`. They are those of one question,
[chosen.rq](../ontology/queries/projections/chosen.rq).

| filter | takes | is |
| --- | --- | --- |
{filters}
A wave is the networks of one programme and kind that started in one year; tables name it by all three, such as "URBACT
III Action Planning Network 2019". A network ran from the first year that is told of it to the last: where the graph
knows its start or its end alone, it is known to have run in that year and in no other; where it knows neither, the
network is left out. So `--running` finds those of which it is known, and fewer than there were.

Only what the graph holds is measured: where a programme's networks or partners are incomplete, so are the ties.

Below, n is the number of nodes, w_ij the weight of the tie of i and j (0 where there is none), s_i the sum of i's
weights and k_i the number of its neighbours. Networks are undirected. A measure's value depends on the whole network:
compare within one, not across.

An index describes a network as a whole (`hanse analyse --whole`); where chance alone gives a value too, it stands
beside those of random networks. An indicator is a table for a question of policy (`hanse analyse NAME`), from who took
part in what and when. In one, the options above choose the networks that are asked about; those outside still count as
what was before.

To add one, write a function in a module of [graph/hanse/analysis](../graph/hanse/analysis) and a `Measure`, `Index` or
`Indicator` in its tuple; a new module's tuple is added to `MEASURES` in `ranking.py`, `INDICES` in `overall.py` or
`INDICATORS` in `indicating.py`. Then run `python docs/generate.py`.
"""
_ACCURACY = """# Accuracy

Figures from documents that were annotated, all of what they name and say: [how that is done](benchmark.md),
and how to do it with documents of your own. A third of the documents (those whose number three divides) was kept
aside while extraction was written, and only its sums were looked at: the figures "aside" tell more of pages that
nobody has seen. On pages of another kind expect less: [84 % of facts](benchmark.md#pages-of-the-web) were right
on pages of the web, 73 % on such as are dense with names, of whose facts a third was found.

Precision is the share of what Hanse says that is right, recall the share of what is there that it finds, F1 their
harmonic mean. A thing counts by name and class, a fact by subject, property and object.
"""
_CONFIDENCE = """## Confidence

Each statement's `hanse:confidence` is how probably it is right: the share of such readings (what is said, and by
which extractor it was read) that were right in annotated documents, one standard deviation below the mean, so that
what was seldom seen is trusted less. `hanse evaluate FOLDER --readings` shows them. `--min-confidence X` of `hanse
query`, `view`, `analyse`, `explain` and `export` leaves out statements of which the best evidence is below X, with
the things of which nothing surer is said; that of `hanse build` leaves them out of the graph.

Tables are taken at their word (0.99, or as their mapping says), and so is whoever reads [besides](models.md), for
neither was measured. The probability is that of a reading, not of the source: a page may be wrong.

Does it hold? The statements of the documents kept aside, by the confidence that all other documents would give them:
how many there are, how many should be right, how many are, and how many are at the least (Wilson's interval, 19 times
in 20).
"""
_TRUST = """## How far to trust each class and property

Of all that was checked, whoever read it; `hanse build` tells what to expect of the documents that it read, which
depends on how they say it.
"""
_MEASURED = """Measured on {documents} documents that were annotated, by exact name and class, and for facts
subject, property and object. A third of them was kept aside while developing, and counted only in sum (aside): what to
expect of pages like these. `hanse evaluate data/benchmark --split 3` measures it again; [more
figures](docs/accuracy.md) by property, language and layout.

| | right of what it says (precision) | found of what is there (recall) | F1 | precision aside | F1 aside |
|---|---|---|---|---|---|
"""
_SORTS = {"thing": "things named", "fact": "facts", "value": "values (dates, titles, roles)"}


def accuracy() -> str:
    """The page of the figures: scores of each benchmark, and what confidences are worth."""
    told = json.loads(SCORES.read_text(encoding="utf-8"))
    parts = [_ACCURACY, *(_benchmark(name, one) for name, one in told.items()), _CONFIDENCE]
    parts += [_confidences(name, one) for name, one in told.items()]
    return "\n".join([*parts, _TRUST, _trust()])


def _benchmark(name: str, told: Mapping[str, Any]) -> str:
    columns = ["sort", "name", "hits", "misses", "extras", "precision", "recall", "f1", "precision_aside", "f1_aside"]
    found = {
        "scores": columns,
        "languages": ["sort", "language", *columns[2:8]],
        "layouts": ["sort", "layout", *columns[2:8]],
    }
    tables = (_grid(names, told[part]) for part, names in found.items())
    return (
        f"## {told['documents']} documents of data/{name}\n\n    hanse evaluate data/{name} --split 3\n\n"
        + "\n".join(tables)
    )


def _confidences(name: str, told: Mapping[str, Any]) -> str:
    columns = ["sort", "confidence", "statements", "expected", "right", "at_least"]
    rows = [row | {"confidence": f"{row['confidence']:.2f} and more"} for row in told["confidences"]]
    return f"    hanse evaluate data/{name} --calibration --split 3\n\n" + _grid(columns, rows)


def _trust() -> str:
    rates = load_rates()
    found = {name: rates.of(name) for name in sorted({name for name, _ in rates.readings})}
    rows = [
        {"what": name, "checked": rate.observed, "right": rate.share, "at least": rate.least}
        for name, rate in found.items()
    ]
    return _grid(["what", "checked", "right", "at least"], rows)


def _grid(columns: list[str], rows: Iterable[Mapping[str, Any]]) -> str:
    lines = [columns, ["---"] * len(columns), *([_cell(row[name]) for name in columns] for row in rows)]
    return "".join(f"| {' | '.join(line).replace('_', ' ')} |\n" for line in lines)


def _cell(value: object) -> str:
    return "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)


def readme() -> str:
    """The README with the figures of the benchmark that comes with Hanse."""
    told = json.loads(SCORES.read_text(encoding="utf-8"))["benchmark"]
    block = "".join(_summary(told))
    text = README.read_text(encoding="utf-8")
    return re.sub(
        r"(<!-- accuracy -->\n).*(<!-- /accuracy -->)", lambda found: found[1] + block + found[2], text, flags=re.S
    )


def _summary(told: Mapping[str, Any]) -> Iterator[str]:
    yield _MEASURED.format(documents=told["documents"])
    for row in (row for row in told["scores"] if row["name"] == "all"):
        figures = (row["precision"], row["recall"], row["f1"], row["precision_aside"], row["f1_aside"])
        yield f"| {_SORTS[row['sort']]} | {' | '.join(map(_cell, figures))} |\n"


def questions() -> str:
    """The page of the saved questions."""
    return "\n".join([_QUESTIONS, *map(_question, load().values())])


def _question(question: Question) -> str:
    rows = "".join(map(_parameter, question.parameters))
    table = f"| parameter | takes | is |\n| --- | --- | --- |\n{rows}\n" if rows else ""
    help = f"{question.help}\n\n" if question.help else ""
    return f"## {question.name}\n\n**{question.title}**\n\n{help}{table}```sh\n{question.example}\n```\n"


def _parameter(parameter: Parameter) -> str:
    takes = f"{parameter.type} of {' or '.join(parameter.kinds)}" if parameter.kinds else parameter.type
    takes += f", {parameter.default} unless given" if parameter.default else ", optional" * parameter.optional
    return f"| `{parameter.name}` | {takes} | {parameter.description} |\n"


def measures() -> str:
    """The page of the networks and measures."""
    kinds = projections()
    ties = (f"- `{of}`: {_tied(of, kinds[question])}" for of, question in PROJECTIONS.items())
    weights = ", and ".join(f"`{name}` is {meaning}" for name, meaning in WEIGHTS.items())
    chosen = "".join(map(_parameter, filters()))
    head = _MEASURES.format(projections="\n".join(ties), weights=weights, filters=chosen)
    parts = [f"## {title}\n\n" + "\n".join(map(_defined, family.values())) for title, family in FAMILIES.items()]
    return "\n".join([head, *parts])


def _tied(of: str, question: Question) -> str:
    if of == "network":
        return "networks and projects, tied by the partners that they share."
    if of == "two-mode":
        return "networks and projects on one side, their partners on the other; a tie's `role` is lead or partner."
    return f"{question.title} {question.help}"


def _defined(one: Definition) -> str:
    asked = "" if getattr(one, "usual", True) else " (when asked for)"
    said = f"### {one.label}\n\n`{one.name}`{asked}: {one.definition}\n\n    {one.formula}\n\n{one.reading}\n\n"
    rows = "".join(map(_parameter, getattr(one, "parameters", ())))
    table = f"| parameter | takes | is |\n| --- | --- | --- |\n{rows}\n" if rows else ""
    return f"{said}{table}Source: {one.source}.\n"


def commands() -> str:
    """The page of the commands: the help of each."""
    return "\n".join([_COMMANDS, *map(_command, COMMANDS)])


def _command(name: str) -> str:
    context = click.Context(cli, info_name="hanse", terminal_width=100, max_content_width=100, **cli.context_settings)
    command = cli.get_command(context, name)
    assert command is not None
    told = command.get_help(click.Context(command, info_name=name, parent=context))
    return f"## hanse {name}\n\n{COMMANDS[name]}\n\n```text\n{told}\n```\n"


PAGES = {
    "accuracy.md": accuracy,
    "cli.md": commands,
    "questions.md": questions,
    "measures.md": measures,
    "../README.md": readme,
}
"""The pages, by the name of their file."""

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
