"""Where events are, who holds them and whose they are, in sentences, cards, key lines and calendars."""

from __future__ import annotations

import pytest

from told import extracted, told

PROPERTIES = frozenset(("locatedIn", "organiser"))


def gatherings(text: str, language: str) -> set[str]:
    """What a text says of its events, as "X locatedIn A"."""
    found = extracted(text, language)
    names = {entity.id: entity.name for entity in found.entities}
    events = {entity.id for entity in found.entities if entity.kind == "Event"}
    return {
        f"{names[f.subject]} {f.predicate} {names[str(f.object)]}"
        for f in found.facts
        if f.subject in events and f.predicate in PROPERTIES
    }


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_a_page_says_where_its_events_are_and_who_holds_them(language: str, wanted: str, text: str) -> None:
    assert gatherings(text, language) == {one.strip() for one in wanted.split(";") if one.strip()}
