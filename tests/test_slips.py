"""What a hasty reader takes for something else: a province for a country, a list for nesting, the next one's title."""

from __future__ import annotations

import pytest

from told import extracted, statements, told


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_no_slip_is_made(language: str, wanted: str, text: str) -> None:
    facts = {" ".join(statement) for statement in statements(text, language)}
    for one in (line.strip() for line in wanted.split(";")):
        assert (one[1:].strip() not in facts) if one.startswith("!") else (one in facts), facts


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("it", "NO", "I partner sono Borgomanero (NO), Cagliari e Siena (SI)."),
        ("it", "ADA Acque Dolci Alpine Person", "Il festival è organizzato da ADA Acque Dolci Alpine."),
        ("it", "Parallelamente Network", "Parallelamente, due reti di città sono state presentate."),
        ("cs", "Cílem", "Cílem projektu SKYLARK je výměna zkušeností."),
        ("pt", "Setúbal Person", "Braga ganhou um prémio, mas Setúbal conquistou dois."),
        ("es", "RUTAS de GoodPractice", "Resumen de #RUTAS de URBACT Good Practices"),
    ],
)
def test_nothing_is_called_so(language: str, name: str, text: str) -> None:
    found = extracted(text, language)
    assert not {f"{e.name} {e.kind}" for e in found.entities} & {name, f"{name} Country"}
