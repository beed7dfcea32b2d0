"""People and bodies: who works for whom, who was where, where bodies and towns are; and what is not said of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import Value
from told import told


def stated(text: str, language: str, predicate: str) -> set[str]:
    """What a text says with a property, as "subject - object"; of those who were at events, who."""
    document = replace(READERS["md"](text.encode(), "page", "page.md"), language=language)
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    names = {entity.id: entity.name for entity in found.entities}
    ends = [
        (names[f.subject], f.object.text if isinstance(f.object, Value) else names[f.object])
        for f in found.facts
        if f.predicate == predicate
    ]
    return {end if predicate == "attendee" else f"{start} - {end}" for start, end in ends}


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:40])
def test_what_is_said_of_people_and_bodies(language: str, wanted: str, text: str) -> None:
    predicate, _, listed = wanted.partition(":")
    assert stated(text, language, predicate) == {one.strip() for one in listed.split(";") if one.strip()}
