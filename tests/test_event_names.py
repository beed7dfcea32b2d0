"""Names of events: the words in which a sentence gives them, in many languages, and nothing beside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import Entity
from told import told


def events(text: str, language: str) -> list[Entity]:
    document = replace(READERS["md"](f"# 2024\n\n{text}\n".encode(), "page", "page.md"), language=language)
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    return [entity for entity in found.entities if entity.kind == "Event"]


@pytest.mark.parametrize(("language", "name", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_the_one_event_of_a_sentence_is_named(language: str, name: str, text: str) -> None:
    found = events(text, language)
    assert [name.strip() in entity.names for entity in found] == [True] * bool(name.strip())


VISITS = [
    ("en", "The study visit to Tampere takes place on 5 May 2025.", "Tampere"),
    ("es", "La visita de estudio a Turín será el 5 de mayo de 2025.", "Turín"),
    ("sv", "Studieresa till Drammen: 5 maj 2025.", "Drammen"),
    ("en", "The Conference on Kyiv takes place on 5 May 2025.", ""),
]


@pytest.mark.parametrize(("language", "text", "city"), VISITS)
def test_the_city_that_ends_an_events_name_is_where_it_is(language: str, text: str, city: str) -> None:
    document = replace(READERS["md"](f"# 2024\n\n{text}\n".encode(), "page", "page.md"), language=language)
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    name = {entity.id: entity.names for entity in found.entities}
    where = [name[str(f.object)] for f in found.facts if f.predicate == "locatedIn" and f.subject.startswith("Event")]
    assert [city in names for names in where] == [True] * bool(city)
