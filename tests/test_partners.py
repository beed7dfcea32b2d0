"""Partners and leads: who a page says takes part in something, and who only stands beside it."""

from __future__ import annotations

import pytest

from told import extracted, told


def partners(text: str, language: str) -> set[str]:
    """The partners of a text, as "X: A" or, of a lead, "X: *A"."""
    found = extracted(text, language)
    names = {entity.id: entity.name for entity in found.entities}
    leads = {(f.subject, f.object) for f in found.facts if f.predicate == "leadPartner"}
    told = leads | {(f.subject, f.object) for f in found.facts if f.predicate == "partner"}
    return {f"{names[s]}: {'*' * ((s, o) in leads)}{names[str(o)]}" for s, o in told}


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_the_partners_of_a_page_are_told_and_no_others(language: str, wanted: str, text: str) -> None:
    name, _, listed = wanted.partition(": ")
    assert partners(text, language) == {f"{name}: {one.strip()}" for one in listed.split(";") if one}
