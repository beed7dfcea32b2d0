"""Who was sent to an event, and by whom: both were there, unless it was another event, or they did not come."""

from __future__ import annotations

import pytest

from told import belongings, statements, told


def sent(text: str, language: str) -> set[str]:
    """Who was at an event, and whom those who were belong to, as "A attendee", "A of B"."""
    found = statements(text, language)
    there = {f"{guest} attendee" for _, predicate, guest in found if predicate == "attendee"}
    return there | belongings(found)


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_who_came_for_a_body_and_that_body_were_there(language: str, wanted: str, text: str) -> None:
    assert sent(text, language) == {one.strip() for one in wanted.split(";") if one.strip()}
