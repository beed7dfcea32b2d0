"""``hanse explain``: what is said of a thing, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from hanse.cli import candidates
from hanse.cli.options import Choice, confidence_option, output_option, place_option, write

_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "fact": {"fg": "cyan"},
    "quote": {},
    "source": {"dim": True},
    "note": {"dim": True},
}


@click.command()
@click.argument("name", shell_complete=candidates.names())
@place_option
@confidence_option
@click.option("--most", type=click.IntRange(0), default=100, show_default=True, help="Statements a thing; 0 for all.")
@click.option("-f", "--format", "format_", type=Choice(["text", "md", "json"]), default="text", show_default=True)
@output_option
def explain(name: str, graph: Path | str, min_confidence: float, most: int, format_: str, output: str) -> None:
    """Show what is said of NAME, and the sentences that say it.

    NAME is any name of a thing, whatever its case and accents, or its IRI. With each statement stand the words that
    state it, the document and the place in its text, how sure the reading is, and what read it.

    \b
    Examples:
      hanse explain -g G "Avilés"
      hanse explain -g G In4Green -f md -o in4green.md
    """
    from hanse import queries

    found = queries.open(graph, min_confidence=min_confidence).explain(name)
    if format_ != "text":
        return write(found.markdown(most) if format_ == "md" else found.json(), output)
    lines = (click.style(text, **_STYLES.get(style, {})) for style, text in found.lines(most))
    return write("\n".join(lines), output, styled=True)
