"""``hanse mapping``: a table's header in, the draft of a column mapping out."""

from __future__ import annotations

from pathlib import Path

import click

from hanse.cli.options import output_option, write


@click.command()
@click.argument("table", type=click.Path(path_type=Path))
@output_option
def mapping(table: Path, output: str) -> None:
    """Draft a column mapping from the header of TABLE (.csv, .tsv, .xlsx).

    What each column holds is guessed by the words of its header, in many languages; columns that are not used are
    listed with some of their values. Check the draft, then build with it.

    \b
    Examples:
      hanse mapping partners.csv > mapping.toml
      hanse build partners.csv --mapping mapping.toml -o G
    """
    from hanse.tables import draft, read_table

    write(draft(read_table(table), table.name), output)
