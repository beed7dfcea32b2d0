"""The practice that a fact sheet is about, by the line or the word that says so, and what its labels tell."""

from __future__ import annotations

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load

SHEETS = {
    "en": "Good practice\n\n# The Lending Shed\n\n- City: Tartu (Estonia)\n- Topics: Housing\n- Start: 2016",
    "en, town": "# Case study: Riga's Open Courts\n\n|||\n|-|-|\n| City | Riga |\n| Topics | Food |\n| Start | 2016 |",
    "es": "BUENA PRÁCTICA\n\n# Mercado de Barrio\n\n- Ciudad: Terrassa\n- Temas: comercio local\n- Inicio: 2018",
    "fr": "# Le Jardin Prêté\n\nBonne pratique du mois\n\n- Ville : Lorient\n- Thèmes : logement\n- Début : 2018",
    "it": "BUONA PRATICA\n\n# La Bottega Aperta\n\n- Città: Faenza\n- Temi: volontariato\n- Abitanti: 58.700",
    "pt": "# Boa prática: Horta de Todos\n\n- Cidade: Braga\n- Temas: habitação, mobilidade\n- Início: 2019",
    "de": "# Fallbeispiel: Die Offene Werkstatt\n\n- Ort: Kiel\n- Themen: Kreislaufwirtschaft\n- Beginn: 2016",
    "pl": "Dobra praktyka\n\n# Wspólny Ogród\n\n- Miasto: Gdynia\n- Tematy: mieszkalnictwo\n- Początek: 2019",
    "hr": "Primjer dobre prakse\n\n# Otvoreno Dvorište\n\n- Grad: Zadar\n- Teme: stanovanje\n- Početak: 2019.",
    "ro": "Bună practică\n\n# Grădina Comună\n\n- Oraș: Suceava\n- Teme: locuire, mobilitate urbană\n- Început: 2019",
    "el": "Καλή πρακτική\n\n# Ο Κοινός Κήπος\n\n- Πόλη: Βόλος\n- Θέματα: στέγαση\n- Έναρξη: 2019",
}
NONE = {
    "an article": "Good practice\n\n# How Ghent got its river back\n\n- City: Ghent\n- Topics: Housing\n- Start: 2016",
    "a city": "Good practice\n\n# Ghent\n\n- City: Ghent\n- Topics: Mobility\n- Population: 260,000",
    "no place": "Good practice\n\n# The Lending Shed\n\n- Topics: Housing\n- Start: 2016\n- Population: 260,000",
    "no label": "Good practice\n\n# The Lending Shed\n\nThe shed lends tools to all in Tartu since 2016.",
    "a question": "# Good practice: what is it?\n\n- City: Ghent\n- Topics: Mobility\n- Start: 2016",
}


def _said(text: str) -> tuple[list[str], set[str]]:
    """The practices of a page, and what is said of them."""
    document = READERS["md"](text.encode(), "page", "page.md")
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    practices = {entity.id: entity.name for entity in found.entities if entity.kind == "GoodPractice"}
    return list(practices.values()), {fact.predicate for fact in found.facts if fact.subject in practices}


@pytest.mark.parametrize("text", SHEETS.values(), ids=SHEETS)
def test_a_fact_sheet_tells_of_its_practice(text: str) -> None:
    heading = next(line for line in text.splitlines() if line.startswith("# "))
    names, said = _said(text)
    assert len(names) == 1 and heading.endswith(names[0]) and names[0][0].isupper()
    assert {"implementedIn", "theme"} <= said


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_other_pages_are_about_none(text: str) -> None:
    assert _said(text)[0] == []


def test_the_region_of_the_town_is_not_where_it_is_carried_out_too() -> None:
    text = SHEETS["it"].replace("Faenza", "Faenza, Emilia-Romagna (Italia)")
    document = READERS["md"](text.encode(), "page", "page.md")
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    names = {entity.id: entity.name for entity in found.entities}
    assert [names.get(f.object) for f in found.facts if f.predicate == "implementedIn"] == ["Faenza"]  # type: ignore[arg-type]


def test_where_a_practice_is_is_not_where_an_event_is() -> None:
    text = SHEETS["en, town"] + "\n\nIt was shown at the Fringe Cities Colloquium in Lyon on 9 February 2022."
    document = READERS["md"](text.encode(), "page", "page.md")
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    names = {entity.id: entity.name for entity in found.entities}
    places = {
        names.get(f.object)  # type: ignore[arg-type]
        for f in found.facts
        if f.predicate == "locatedIn" and f.subject.startswith("Event")
    }
    assert "Riga" not in places
