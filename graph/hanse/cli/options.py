"""What commands have in common: the graph to ask, the place to write to, parameters."""

from __future__ import annotations

import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from hanse.cli import candidates

__all__ = [
    "Choice",
    "assignments",
    "confidence_option",
    "filter_options",
    "graph_option",
    "graph_or_file_option",
    "interruptible",
    "output_option",
    "place_option",
    "query_text",
    "settings_option",
    "timeout_option",
    "width",
    "write",
    "write_bytes",
]


class Choice(click.Choice[str]):
    """One of some words; the message about another says what is near."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """Click's message, with a question behind it."""
        from hanse.suggestions import meant

        return f"{super().get_invalid_choice_message(value, ctx).rstrip('.')}{meant(str(value), self.choices)}."


def _graph_option(
    help: str, callback: Callable[..., Path | str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "-g",
        "--graph",
        type=click.Path(path_type=Path),
        default=Path("hanse-graph"),
        show_default=True,
        metavar="DIR",
        help=help,
        callback=callback,
    )


graph_option = _graph_option("The graph directory that hanse build made.")
graph_or_file_option = _graph_option(
    "The graph directory that hanse build made, or one RDF file (.ttl .nt .nq .trig .jsonld .rdf)."
)
_ENDPOINT = "hanse.endpoint"  # in the context's meta


def _endpoint(ctx: click.Context, _: click.Parameter, given: str | None) -> None:
    if given is not None:
        ctx.meta[_ENDPOINT] = given


def _place(ctx: click.Context, parameter: click.Parameter, given: Path) -> Path | str:
    """The graph directory, or the address of a server: one of the two."""
    address: str | None = ctx.meta.get(_ENDPOINT)
    if address is None:
        return given
    if ctx.get_parameter_source(parameter.name or "") is not click.core.ParameterSource.DEFAULT:
        raise click.UsageError("-g is a graph directory here, --endpoint a server: give one of them")
    return address


def place_option(command: Callable[..., None]) -> Callable[..., None]:
    """The graph to ask, in a directory or on a server: ``graph`` is a Path, or the text of an address."""
    command = click.option(
        "--endpoint",
        metavar="URL",
        is_eager=True,
        expose_value=False,
        callback=_endpoint,
        help="Ask the graph that hanse push put on a server, at its SPARQL endpoint, instead of -g.",
    )(command)
    return _graph_option("The graph directory that hanse build made.", callback=_place)(command)


confidence_option = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Leave out statements of less confidence (docs/accuracy.md).",
)
settings_option = click.option(
    "--settings",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Title, licence, publisher, …; by default publish.toml beside the graph or here.",
)
output_option = click.option(
    "-o", "--output", metavar="FILE", default="-", show_default=True, help="Where to write; - is stdout."
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="Stop a query that takes longer: an error, and no part of an answer.",
)
_TAKEN = {"year": "YEAR", "years": "YEARS"}


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C end the process at once: inside of the store, Python would not hear of it before the answer is there.

    Only around what leaves nothing behind.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that choose which networks count: those of `hanse.queries.filters`."""
    from hanse.queries.filters import filters

    for one in reversed(filters()):
        help = f"{one.description[0].upper()}{one.description[1:]}."
        command = click.option(
            f"--{one.name}", metavar=_TAKEN.get(one.type, "NAME"), help=help, shell_complete=candidates.value(one)
        )(command)
    return command


def width(output: str) -> int:
    """How wide the terminal is that a result goes to; 0 where it goes elsewhere and need not fit."""
    return shutil.get_terminal_size().columns if output == "-" and sys.stdout.isatty() else 0


def write(text: str, output: str = "-", *, styled: bool = False) -> None:
    """Write a result to a file, or to stdout; there, a terminal sees control characters as visible escapes.

    ``styled`` text is safe already and has colours, which only a terminal gets.
    """
    terminal = output == "-" and sys.stdout.isatty()
    if styled and not terminal:
        text = click.unstyle(text)
    if output != "-":
        return _save(text, output)
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    sys.stdout.write(_visible(text) if terminal and not styled else text)
    sys.stdout.flush()
    return None


def write_bytes(data: bytes, output: str = "-") -> None:
    """Write a result that is a file of its own format to a file, or to stdout."""
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from hanse.writing import writing

    with writing(output) as file:
        file.write(data)


def _visible(text: str) -> str:
    from hanse.names import printable

    return "\n".join(printable(line.replace("\t", "    ")) for line in text.splitlines()) + "\n"


def _save(text: str, path: str) -> None:
    from hanse.writing import writing

    with writing(path) as file:
        file.write(text.encode())


def query_text(file: TextIO | None) -> str:
    """The query in a file; none, none; a usage error where it is no text."""
    try:
        return file.read() if file else ""
    except UnicodeDecodeError as error:
        raise click.UsageError(f"the query is not UTF-8: {error}") from None


def assignments(given: Iterable[str], option: str = "-p") -> dict[str, str]:
    """``name=value`` pairs; a usage error where one is none.

    >>> assignments(["network=In4Green", "since=2019"])
    {'network': 'In4Green', 'since': '2019'}
    """
    pairs = [one.partition("=") for one in given]
    for name, sign, _ in pairs:
        if not sign or not name.isidentifier():
            raise click.UsageError(f"{option} takes NAME=VALUE, not {name!r}; for instance {option} network=In4Green")
    return {name: value for name, _, value in pairs}
