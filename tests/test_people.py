"""People and bodies: who works for whom, who was where, where bodies and towns are; and what is not said of them."""

from __future__ import annotations

import pytest

from hanse.model import Value
from told import extracted, told


def stated(text: str, language: str, predicate: str) -> set[str]:
    """What a text says with a property, as "subject - object"; of those who were at events, who."""
    found = extracted(text, language)
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
