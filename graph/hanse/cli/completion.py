"""``hanse completion``: what a shell needs to complete commands, options, and names from the graph.

The scripts in ``shells/`` run ``hanse`` again with the line that is being typed in the environment; it answers with the
kind of what it found on a line of its own (`plain`; `open`, after which no space follows; `dir` and `file`, which the
shell finds itself), and then a candidate a line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.resources import files
from itertools import takewhile

import click
from click.shell_completion import CompletionItem, ShellComplete

from hanse.cli.lines import quoted, read
from hanse.cli.options import Choice, write

__all__ = ["VARIABLE", "completion", "serve", "steady"]

VARIABLE = "_HANSE_COMPLETE"
"""Of the environment: "bash_complete" asks for candidates, "bash_source" for the script."""

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=Choice(SHELLS))
def completion(shell: str) -> None:
    """Print what makes a shell complete commands, options, and names from the graph.

    Saved questions, their parameters and what these may be, measures, programmes, whatever has a name: they come from
    the graph that -g names on the line, without regard to case and accents. Names are quoted as the shell needs it.

    \b
    Examples:
      echo 'eval "$(hanse completion bash)"' >> ~/.bashrc
      echo 'eval "$(hanse completion zsh)"' >> ~/.zshrc
      echo 'hanse completion fish | source' >> ~/.config/fish/config.fish
    """
    write(_script(shell))


def serve(cli: click.Command, asked: str) -> None:
    """Answer a shell: never with an error, which would stand in the line that is being typed."""
    shell, _, instruction = asked.partition("_")
    if shell not in SHELLS:
        return
    try:
        text = _script(shell) if instruction == "source" else _answer(cli, shell)
    except Exception:  # whatever it is: nothing is completed
        return
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


def _script(shell: str) -> str:
    return (files("hanse.cli") / "shells" / f"hanse.{shell}").read_text("utf-8")


def _answer(cli: click.Command, shell: str) -> str:
    line = read(os.environ["_HANSE_LINE"], os.environ.get("_HANSE_BREAKS", ""))
    given = ShellComplete(cli, {}, "hanse", VARIABLE).get_completions(list(line.words[1:]), line.word)
    option, sign, _ = line.word.partition("=")
    head = option + sign if option.startswith("--") and sign else ""  # click gives what follows it
    kind = given[0].type if given else "plain"
    found = {head + item.value: " ".join((item.help or "").split()) for item in given if _typable(item)}
    if shell == "bash":
        lines = [quoted(_after(name, line.kept), line.quote) for name in steady(list(found), line.word)]
        if len(lines) == 1 and line.quote and lines[0].endswith(line.quote):
            lines = [lines[0] + line.quote]  # bash would take that at the end for the closing one
    elif shell == "fish":  # which takes only what begins as typed, but for its case
        lines = [_described(_likened(name, line.word), text) for name, text in found.items()]
    else:
        lines = [*map(_described, steady(list(found), line.word), found.values())]
    return "\n".join([kind, *([] if kind in {"dir", "file"} else lines), ""])


def _typable(item: CompletionItem) -> bool:
    from hanse.names import printable

    return bool(printable(item.value) == item.value)


def _described(name: str, text: str) -> str:
    return f"{name}\t{text}" if text else name


def steady(names: Sequence[str], typed: str) -> list[str]:
    """Names that begin as typed, so that what a shell puts there, their common beginning, takes nothing away.

    >>> steady(["Aveiro", "Avène"], "ave"), steady(["Aveiro"], "ave"), steady(["Riga", "Rijeka"], "Ri")
    (['aveiro', 'avene'], ['Aveiro'], ['Riga', 'Rijeka'])
    """
    if len(names) < 2 or all(name.startswith(typed) for name in names):
        return list(names)
    from hanse.queries.beginnings import begins

    ends = zip(min(names), max(names), strict=False)
    shared = "".join(one for one, other in takewhile(lambda pair: pair[0] == pair[1], ends))
    return list(names) if begins(shared, typed) else [typed + _after(name, typed) for name in names]


def _after(name: str, begun: str) -> str:
    """What of a name is left after its beginning, as that is written or in other letters."""
    if name.startswith(begun):
        return name[len(begun) :]
    from hanse.names import fold

    ends = (end for end in range(len(name) + 1) if fold(name[:end]) == fold(begun))
    return name[next(ends, len(begun)) :]


def _likened(name: str, typed: str) -> str:
    """A name, in the letters that were typed where they differ from it in more than case."""
    return name if name.lower().startswith(typed.lower()) else typed + _after(name, typed)
