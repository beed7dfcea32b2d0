"""What pages say in passing about networks and projects: visitors, models, offices, who pays for something else."""

from __future__ import annotations

import pytest

from told import statements, told

_SAID = frozenset({"partner", "leadPartner", "programme", "implementedIn"})


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_what_is_said_in_passing_is_not_said_of_the_page_s_own(language: str, wanted: str, text: str) -> None:
    said = {f"{predicate} {end}" for _, predicate, end in statements(text, language) if predicate in _SAID}
    assert said == {one.strip() for one in wanted.split(";")}
