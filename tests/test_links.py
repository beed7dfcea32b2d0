"""Who belongs with whom: what a page says of networks and projects, and nothing else."""

from __future__ import annotations

import pytest

from told import extracted, statements, told

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


@pytest.mark.parametrize(
    ("language", "foot", "programme"),
    [
        ("en", "SALTMARSH is funded by URBACT IV.", {"URBACT IV"}),
        ("en", "SALTMARSH, an Interreg Europe project. © 2024", {"Interreg Europe"}),
        ("es", "SALTMARSH está cofinanciado por Interreg Europe.", {"Interreg Europe"}),
        ("de", "SALTMARSH wird von Interreg Europe gefördert.", {"Interreg Europe"}),
        ("fr", "SALTMARSH est financé par URBACT IV.", {"URBACT IV"}),
        ("en", "SALTMARSH is not funded by Interreg Europe.", set()),
        ("en", "This site was paid for by URBACT IV. © SALTMARSH", set()),
        ("en", "SALTMARSH on Facebook. Read about Interreg Europe.", set()),
    ],
)
def test_a_footer_tells_the_programme_of_the_page_s_own_project(language: str, foot: str, programme: set[str]) -> None:
    page = f"<h1>SALTMARSH</h1><p>Project SALTMARSH: projet, proyecto, Projekt.</p><footer><p>{foot}</p></footer>"
    assert {end for _, predicate, end in statements(page, language, "html") if predicate == "programme"} == programme
