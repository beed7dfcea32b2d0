"""What pages say in passing about networks and projects: visitors, models, offices, who pays for something else."""

from __future__ import annotations

import pytest

from told import extracted, told

_SAID = frozenset({"partner", "leadPartner", "programme", "implementedIn"})


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_what_is_said_in_passing_is_not_said_of_the_page_s_own(language: str, wanted: str, text: str) -> None:
    found = extracted(text, language)
    names = {entity.id: entity.name for entity in found.entities}
    said = {f"{f.predicate} {names[str(f.object)]}" for f in found.facts if f.predicate in _SAID}
    assert said == {one.strip() for one in wanted.split(";")}
