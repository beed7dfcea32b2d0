"""Names of networks, projects and good practices: the ways in which a sentence or page gives them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.extraction.scene import INITIATIVES
from hanse.gazetteer import load
from told import told

KINDS = dict(zip("NPG", INITIATIVES, strict=True))


def named(text: str, language: str) -> dict[str, str]:
    """All forms of the initiatives of a text, with what they are."""
    document = replace(READERS["txt"](text.encode(), "page", "page.txt"), language=language)
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    return {name: entity.id for entity in found.entities if entity.kind in INITIATIVES for name in entity.names}


@pytest.mark.parametrize(("language", "names", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_the_initiatives_of_a_sentence_are_named_and_no_others(language: str, names: str, text: str) -> None:
    wanted = {name.strip()[2:]: KINDS[name.strip()[0]] for name in names.split(";") if name}
    found = named(text, language)
    assert {name: found.get(name, "").partition(":")[0] for name in wanted} == wanted
    assert len(set(found.values())) == len(wanted)


def test_a_surname_is_no_project_that_others_write_in_capitals() -> None:
    text = "The GALARES project is led by Lille. “It works,” said Marta Navares Galares, Deputy Mayor of Alicante."
    document = READERS["txt"](text.encode(), "page", "page.txt")
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    assert [entity.names for entity in found.entities if entity.kind == "Person"] == [("Marta Navares Galares",)]
    assert [entity.names for entity in found.entities if entity.kind == "Project"] == [("GALARES",)]


def test_a_heading_within_a_page_does_not_outweigh_its_text() -> None:
    text = (
        "# RE-QUAY+ – Minutes of the 9th meeting\n\n## Change of partnership\n\nGhent, lead partner of RE-QUAY+, "
        "reported. Since Kielce left the project, Riga has its tasks. The project goes on.\n"
    )
    document = READERS["md"](text.encode(), "page", "page.md")
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    assert [(entity.name, entity.kind) for entity in found.entities if entity.kind in INITIATIVES] == [
        ("RE-QUAY+", "Project")
    ]
