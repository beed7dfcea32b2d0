"""Who belongs with whom: what a page says of networks and projects, and nothing else."""

from __future__ import annotations

import pytest

from told import extracted, told

PROPERTIES = frozenset(("partner", "leadPartner", "programme", "theme", "implementedIn", "follows", "partOf"))


def links(text: str, language: str) -> set[str]:
    """The facts of a text, as "X partner A"; of a lead not also that it is a partner."""
    found = extracted(text, language)
    names = {entity.id: entity.name for entity in found.entities}
    leads = {(f.subject, f.object) for f in found.facts if f.predicate == "leadPartner"}
    return {
        f"{names[f.subject]} {f.predicate} {names[str(f.object)]}"
        for f in found.facts
        if f.predicate in PROPERTIES and not (f.predicate == "partner" and (f.subject, f.object) in leads)
    }


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_a_page_says_who_belongs_with_whom_and_nothing_else(language: str, wanted: str, text: str) -> None:
    assert links(text, language) == {one.strip() for one in wanted.split(";") if one.strip()}
