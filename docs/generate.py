"""Write the pages that repeat what the code and the ontology say: saved questions, measures, the commands' help.

python docs/generate.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from hanse.analysis import MEASURES, Measure
from hanse.cli import COMMANDS, cli
from hanse.network import PROJECTIONS, WEIGHTS
from hanse.queries.questions import Parameter, Question, load, projections

__all__ = ["PAGES", "commands", "measures", "questions"]

_COMMANDS = """# Commands

Results go to stdout, or to the file of `-o`; all else goes to stderr. `-` is stdin or stdout. The exit status is 0 when
all went well, 1 when something was wrong with the data or the graph (one line says what, where, and what is allowed), 2
for a mistake in the command itself, and 130 after Ctrl-C.

`-g DIR` is a graph directory that `hanse build` made, `hanse-graph` in the current folder if not given. Names of things
are found whatever their case and accents.
"""

_QUESTIONS = """# Saved questions

Each is a file of [ontology/queries](../ontology/queries), plain SPARQL 1.1 whose leading comment declares its
parameters. `hanse query --list` shows them, `hanse query --list --saved NAME` one of them. From Python:
`graph.saved("partners-of-network", network="In4Green")`.

A name means every thing that bears it, whatever its case and accents; a country may be named in any language or by its
code. Values are bound as terms. What several documents say counts once.

To add one, add a file there: `# Title?`, more `#` lines of help, and a line `#: name type description, such as …` for
each parameter. Types are `name`, `name(City, Region)`, `country`, `year`, `integer`, `text` and `iri`; a `?` after the
type makes the parameter optional (its variable stays unbound), `= value` gives it a default. Then run
`python docs/generate.py`.

In queries of your own the project's prefixes are known. By default they see all documents as one graph: each statement
once, however many documents make it, and one `rdfs:label` a thing; every name in a document is a `skos:prefLabel`
or `skos:altLabel`. `GRAPH ?g { … }` asks what a single document says: `?g prov:wasDerivedFrom ?document`. SERVICE and
updates are refused.

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

`--programme`, `--type`, `--theme`, `--since` and `--until` choose which networks count; the years are those in which
networks started. Only what the graph holds is measured: where a programme's networks or partners are incomplete, so are
the ties.

Below, n is the number of nodes, w_ij the weight of the tie of i and j (0 where there is none), s_i the sum of i's
weights and k_i the number of its neighbours. Networks are undirected. A measure's value depends on the whole network:
compare within one, not across.

To add a measure, write a function in a module of [graph/hanse/analysis](../graph/hanse/analysis) and a `Measure` in its
tuple; a new module's tuple is added to `MEASURES` in `ranking.py`. Then run `python docs/generate.py`.
"""


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
    head = _MEASURES.format(projections="\n".join(ties), weights=weights)
    return "\n".join([head, *map(_measure, MEASURES.values())])


def _tied(of: str, question: Question) -> str:
    if of == "network":
        return "networks and projects, tied by the partners that they share."
    if of == "two-mode":
        return "networks and projects on one side, their partners on the other; a tie's `role` is lead or partner."
    return f"{question.title} {question.help}"


def _measure(measure: Measure) -> str:
    return "".join(_lines(measure))


def _lines(measure: Measure) -> Iterator[str]:
    asked = "" if measure.usual else " (when asked for)"
    yield f"## {measure.label}\n\n`{measure.name}`{asked}: {measure.definition}\n\n"
    yield f"    {measure.formula}\n\n{measure.reading}\n\nSource: {measure.source}.\n"


def commands() -> str:
    """The page of the commands: the help of each."""
    return "\n".join([_COMMANDS, *map(_command, COMMANDS)])


def _command(name: str) -> str:
    context = click.Context(cli, info_name="hanse", terminal_width=100, max_content_width=100, **cli.context_settings)
    command = cli.get_command(context, name)
    assert command is not None
    told = command.get_help(click.Context(command, info_name=name, parent=context))
    return f"## hanse {name}\n\n{COMMANDS[name]}\n\n```text\n{told}\n```\n"


PAGES = {"cli.md": commands, "questions.md": questions, "measures.md": measures}
"""The pages, by the name of their file."""

if __name__ == "__main__":
    for name, page in PAGES.items():
        (Path(__file__).parent / name).write_text(page(), encoding="utf-8")
