"""Tables of texts and what they tell, for tests: "@en" begins a language, "told || text" is a line of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

__all__ = ["told"]


def told(test: str) -> Iterator[tuple[str, str, str]]:
    r"""Language, what is told, and text, of the table beside a test module; ``\\n`` in a text is a new line."""
    language = ""
    for line in Path(test).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            language = line[1:]
        elif line:
            said, _, text = line.partition("|| ")
            yield language, said.strip(), text.replace("\\n", "\n")
