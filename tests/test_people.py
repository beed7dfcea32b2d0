"""People and bodies: who works for whom, who was where, where bodies and towns are; and what is not said of them."""

from __future__ import annotations

import pytest

from told import statements, told


def stated(text: str, language: str, predicate: str) -> set[str]:
    """What a text says with a property, as "subject - object"; of those who were at events, who."""
    ends = [(start, end) for start, said, end in statements(text, language) if said == predicate]
    return {end if predicate == "attendee" else f"{start} - {end}" for start, end in ends}


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:40])
def test_what_is_said_of_people_and_bodies(language: str, wanted: str, text: str) -> None:
    predicate, _, listed = wanted.partition(":")
    assert stated(text, language, predicate) == {one.strip() for one in listed.split(";") if one.strip()}
