"""Lists of projects and networks: what their sections and entries name, and what only stands in such a place."""

from __future__ import annotations

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.extraction.scene import INITIATIVES
from hanse.gazetteer import load
from hanse.model import Extract, Value

SECTIONS = """\
# Proyectos europeos

## Riberas del Norte

- **Programa:** Interreg SUDOE
- **Duración:** abril de 2023 – marzo de 2026
- **Socio líder:** Santander

## Plazas Abiertas

- **Programa:** URBACT IV
- **Socios:** Nantes, Siena
"""
RUNNING = """\
## Projects of the year

### Harbour Songs

Harbour Songs ran from September 2022 to August 2024. Svendborg led it.

### BoatBank

A library of boats, tried out in Kalmar under Erasmus+.
"""
ENTRIES = """\
## Proiecte finanțate

1. **VELOCLUJ** – coordonat de Primăria Cluj-Napoca; iunie 2021 – mai 2024
2. **PedalaVerde** – Bistrița și Zalău
"""
BOLD = """\
## Unsere Projekte

**SchattenNetz** (2022–2025): Gemeinsam mit Mannheim messen wir die Temperatur von Schulhöfen.

**TrinkPunkt** (seit Mai 2023): Trinkbrunnen in Ulm und Graz.
"""
TOPICS = """\
## Our projects

### Green energy

We look after three wind parks with money from Interreg North Sea.

### Housing for all

Two estates were renewed between 2015 and 2019.
"""
FIELDS_OF_ONE = """\
# The SKYLARK project

## Key facts

- **Programme:** Interreg Europe
- **Partners:** Ghent, Riga

## How to join

Write to us.
"""
GOALS = """\
## Ciljevi projekta

- **SkyGreen** – više zelenila
- **SkyBlue** – više vode
"""
LISTED = [
    ("sections with fields", SECTIONS, {"Riberas del Norte", "Plazas Abiertas"}),
    ("sections that repeat their titles", RUNNING, {"Harbour Songs", "BoatBank"}),
    ("entries of a list", ENTRIES, {"VELOCLUJ", "PedalaVerde"}),
    ("paragraphs that begin in bold", BOLD, {"SchattenNetz", "TrinkPunkt"}),
    ("topics", TOPICS, set()),
    ("the fields of one project", FIELDS_OF_ONE, {"SKYLARK"}),
    ("what goals of a project are called", GOALS, set()),
    ("a site of a network", "---\ntitle: Agenda | Green Rim Cities\n---\n\n# Agenda\n", {"Green Rim Cities"}),
    ("a site of a city", "---\ntitle: Agenda | City of Ghent\n---\n\n# Agenda\n", set()),
]  # fmt: skip


def read(text: str, form: str = "md") -> Extract:
    document = READERS[form](text.encode(), "page", f"page.{form}")
    return extract(document, Knowledge.of([survey(document, load())], [], load()))


@pytest.mark.parametrize(("text", "names"), [case[1:] for case in LISTED], ids=[case[0] for case in LISTED])
def test_what_is_listed_is_named_and_nothing_else(text: str, names: set[str]) -> None:
    assert {entity.name for entity in read(text).entities if entity.kind in INITIATIVES} == names


def test_fields_below_a_title_are_said_of_it() -> None:
    found = read(SECTIONS)
    name = {entity.id: entity.name for entity in found.entities}
    said = {
        (name[f.subject], f.predicate, f.object.text if isinstance(f.object, Value) else name[f.object])
        for f in found.facts
        if f.subject in name
    }
    assert said >= {
        ("Riberas del Norte", "leadPartner", "Santander"),
        ("Riberas del Norte", "startDate", "2023-04"),
        ("Plazas Abiertas", "partner", "Nantes"),
        ("Plazas Abiertas", "partner", "Siena"),
    }


NUMBERED = """\
## Partnerzy projektu SKYLARK

| Lp. | Partner | Kraj | Rola |
|---|---|---|---|
| 1 | Gmina Lublin | Polska | Partner wiodący |
| 2 | Miasto Brno | Czechy | Partner |
| 3 | Maribor | Słowenia | Partner |
"""


def test_a_column_that_numbers_the_rows_says_nothing_of_partners() -> None:
    said = {(f.predicate, f.object) for f in read(NUMBERED).facts if f.subject.startswith("Project")}
    assert sorted(predicate for predicate, _ in said) == ["leadPartner", "partner", "partner"]


CARDS = """\
<html><body><h1>What's on</h1><h2>Upcoming</h2>
<article><time>17 Sep 2025</time><h3>Living with the Tide</h3><p>Aveiro, Portugal</p></article>
<article><time>Fri, 21 Nov 2025</time><h3>Masterclass: paying for dunes</h3><p>Online</p></article>
</body></html>"""


def test_cards_with_the_day_above_the_name_are_events_and_date_no_page() -> None:
    found = read(CARDS, "html")
    assert {"Living with the Tide", "Masterclass: paying for dunes"} <= {
        name for entity in found.entities if entity.kind == "Event" for name in entity.names
    }
    days = {f.predicate: f.object.text for f in found.facts if isinstance(f.object, Value) and f.predicate != "title"}
    assert set(days) == {"startDate"}


def test_who_somebody_works_with_is_not_where_they_are() -> None:
    said = read("# News\n\nThe University of Bari, in cooperation with Matera, organised the workshop on 5 May 2024.\n")
    assert not [fact for fact in said.facts if fact.predicate == "locatedIn" and fact.subject.startswith("Org")]


TYPED = """\
<html lang="en"><body>
<article><h2>Cool Yards</h2><p>Project, 2022–2025, Interreg Europe</p></article>
<article><h2>Slow Lanes</h2><p>Project, 2021–2024, Interreg Europe</p></article>
</body></html>"""


def test_a_line_of_a_card_says_what_it_is_of_since_when_and_who_pays() -> None:
    found = read(TYPED, "html")
    assert {e.name for e in found.entities if e.kind == "Project"} == {"Cool Yards", "Slow Lanes"}
    said = {(f.predicate, f.object.text) for f in found.facts if isinstance(f.object, Value)}
    assert {("startDate", "2022"), ("endDate", "2024")} <= said
    assert sum(f.predicate == "programme" for f in found.facts) == 2
