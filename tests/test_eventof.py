"""Of which network or project events are that are called by no more than their kind."""

from __future__ import annotations

import pytest

from told import statements, told


def owned(text: str, language: str) -> set[str]:
    """Events and whose they are, as "X of A"."""
    return {f"{event} of {owner}" for event, predicate, owner in statements(text, language) if predicate == "eventOf"}


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_meetings_of_partners_are_those_of_the_only_initiative(language: str, wanted: str, text: str) -> None:
    assert owned(text, language) == {one.strip() for one in wanted.split(";") if one.strip()}
