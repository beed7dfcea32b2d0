"""Who heads a body, told from the body's side, and whom its head only meets."""

from __future__ import annotations

import pytest

from told import belongings, statements, told


def headed(text: str, language: str) -> set[str]:
    """People and whose they are, as "A of X", and their titles, as "A: title"."""
    found = statements(text, language)
    return belongings(found) | {f"{name}: {title}" for name, predicate, title in found if predicate == "roleTitle"}


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_who_heads_a_body_belongs_to_it(language: str, wanted: str, text: str) -> None:
    assert headed(text, language) == {one.strip() for one in wanted.split(";") if one.strip()}
