"""Who heads a body, told from the body's side, and whom its head only meets."""

from __future__ import annotations

import pytest

from told import extracted, told


def headed(text: str, language: str) -> set[str]:
    """People and whose they are, as "A of X", and their titles, as "A: title"."""
    found = extracted(text, language)
    names = {entity.id: entity.name for entity in found.entities}
    of = {f"{names[f.subject]} of {names[str(f.object)]}" for f in found.facts if f.predicate == "affiliation"}
    return of | {f"{names[f.subject]}: {f.object.text}" for f in found.facts if f.predicate == "roleTitle"}


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_who_heads_a_body_belongs_to_it(language: str, wanted: str, text: str) -> None:
    assert headed(text, language) == {one.strip() for one in wanted.split(";") if one.strip()}
