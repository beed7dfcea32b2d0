"""The command line: each command is a module of this package that parses, calls the library and writes.

Modules are imported when their command is asked for, and import what is heavy inside their functions.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

__all__ = ["COMMANDS", "main"]

COMMANDS = {
    "build": "Turn documents and tables into a graph directory.",
    "query": "Ask the graph, in SPARQL or by a saved question.",
    "explain": "Show what is said of a thing, and the sentences that say it.",
    "analyse": "Measure the networks in the graph.",
    "report": "Write a report on the networks in the graph, with plots and doubts.",
    "view": "Draw the graph as one self-contained HTML page.",
    "diff": "Show what differs between two graphs.",
    "review": "Show things that may be one, and take down what you decide.",
    "publish": "Publish the graph as a static site of linked data.",
    "serve": "Serve the graph over HTTP: SPARQL, linked data, pages.",
    "validate": "Check a graph against the shapes.",
    "evaluate": "Score a graph against documents that were annotated by hand.",
    "push": "Put the graph onto a SPARQL server.",
    "export": "Write the graph in another format.",
    "check": "Check a site that hanse publish made.",
    "work": "Do tasks of a build that runs on another machine.",
    "mapping": "Draft a column mapping from a table's header.",
    "completion": "Print what makes a shell complete commands, options and names.",
}
"""Name of a command and of its module, with the line that ``hanse --help`` shows."""


class _Commands(click.Group):
    """A group that imports a command's module only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"hanse.cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and name[:1].isalnum() and not ctx.resilient_parsing:
            from hanse.suggestions import unknown

            ctx.fail(unknown("command", name, COMMANDS))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("hanse: stopped", err=True)
            ctx.exit(130)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        found = [CompletionItem(name, help=text) for name, text in COMMANDS.items() if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hanse")
def cli() -> None:
    """Hanse turns documents about networks of cities into a knowledge graph.

    Every statement in the graph leads back to the sentence that says it.

    \b
    Examples:
      hanse build reports/ partners.csv -o G
      hanse query -g G --saved partners-of-network -p network=In4Green
      hanse explain -g G "Avilés"
      hanse view -g G -o graph.html
    """


def main() -> None:
    """Run a command; an error becomes a line on stderr (and a query's place below it) and exit status 1."""
    from hanse.errors import HanseError

    if asked := os.environ.get("_HANSE_COMPLETE"):
        from hanse.cli.completion import serve

        return serve(cli, asked)
    try:
        cli()
    except HanseError as error:
        _fail(str(error))
    except OSError as error:  # of stdout, or of a file that none of the stages answers for
        _fail(f"{error.filename or 'stdout'}: {error.strerror or error}")
    return None


def _fail(message: str) -> None:
    from hanse.names import printable

    click.echo("hanse: " + "\n".join(map(printable, message.split("\n"))), err=True)
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # so that what stdout still holds fails no more at the exit
    sys.exit(1)
