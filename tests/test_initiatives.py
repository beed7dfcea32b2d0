"""Names of networks, projects and good practices: the ways in which a sentence or page gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.extraction.scene import INITIATIVES
from hanse.gazetteer import load

KINDS = dict(zip("NPG", INITIATIVES, strict=True))


def _sentences() -> Iterator[tuple[str, str, str]]:
    """Language, names and text: "@en" begins a language, "P:X; N:Y || text" is a line of it."""
    language = ""
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            language = line[1:]
        elif line:
            names, _, text = line.partition("|| ")
            yield language, names.strip(), text.replace("\\n", "\n")


def named(text: str, language: str) -> dict[str, str]:
    """All forms of the initiatives of a text, with what they are."""
    document = replace(READERS["txt"](text.encode(), "page", "page.txt"), language=language)
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    return {name: entity.id for entity in found.entities if entity.kind in INITIATIVES for name in entity.names}


@pytest.mark.parametrize(("language", "names", "text"), list(_sentences()), ids=lambda value: value[:24])
def test_the_initiatives_of_a_sentence_are_named_and_no_others(language: str, names: str, text: str) -> None:
    wanted = {name.strip()[2:]: KINDS[name.strip()[0]] for name in names.split(";") if name}
    found = named(text, language)
    assert {name: found.get(name, "").partition(":")[0] for name in wanted} == wanted
    assert len(set(found.values())) == len(wanted)
