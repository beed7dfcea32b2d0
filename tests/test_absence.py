"""Who was not at an event though the page names them; numbers, days and people of other events than the one told of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import Value

TOLD = {
    "en": "The final conference of the SKYLARK project took place in Riga on 12 May 2023. ",
    "es": "La conferencia final del proyecto SKYLARK tuvo lugar en Riga el 12 de mayo de 2023. ",
    "fr": "La conférence finale du projet SKYLARK a eu lieu à Riga le 12 mai 2023. ",
    "it": "La conferenza finale del progetto SKYLARK si è svolta a Riga il 12 maggio 2023. ",
    "pt": "A conferência final do projeto SKYLARK decorreu em Riga a 12 de maio de 2023. ",
    "de": "Die Abschlusskonferenz des Projekts SKYLARK fand am 12. Mai 2023 in Riga statt. ",
    "pl": "Konferencja końcowa projektu SKYLARK odbyła się w Rydze 12 maja 2023 r. ",
    "hr": "Završna konferencija projekta SKYLARK održana je u Rigi 12. svibnja 2023. godine. ",
    "ro": "Conferința finală a proiectului SKYLARK a avut loc la Riga pe 12 mai 2023. ",
    "el": "Η τελική διάσκεψη του έργου SKYLARK πραγματοποιήθηκε στη Ρίγα στις 12 Μαΐου 2023. ",
}

THERE = [
    ("en", "It was opened by Anna Berzina, because the mayor, Paul Smith, was in Brussels.",
     "Anna Berzina"),
    ("en", "Anna Berzina, on behalf of the mayor, Paul Smith, opened the day.", "Anna Berzina"),
    ("en", "Paul Smith, who had been ill for weeks, was absent; Anna Berzina opened the day.", "Anna Berzina"),
    ("en", "A delegation from Gdynia had been announced and did not turn up.", ""),
    ("en", "Delegations from Gdynia and Porto walked through the port.", "Gdynia, Porto"),
    ("es", "No pudo acudir la delegación de Oporto.", ""),
    ("es", "Abrió la jornada la concejala Lucía Herrero, en sustitución del alcalde, Javier Soto.", "Lucía Herrero"),
    ("es", "Abrieron la jornada Lucía Herrero, concejala, y Javier Soto, gerente del puerto.",
     "Lucía Herrero, Javier Soto"),
    ("fr", "La journée a été ouverte par Claire Dubois, adjointe, parce que le maire, Luc Martin, était à Paris.",
     "Claire Dubois"),
    ("it", "I lavori sono stati aperti da Giulia Bianchi, mentre il sindaco, Marco Rossi, era a Roma.",
     "Giulia Bianchi"),
    ("pt", "Não pôde vir a delegação de Sevilha.", ""),
    ("de", "Die Tagung wurde eröffnet von Petra Lange, weil der Bürgermeister, Jan Petersen, in Berlin war.",
     "Petra Lange"),
    ("pl", "Obrady otworzyła Anna Zielińska, ponieważ burmistrz, Jan Kowalski, był w Warszawie.", "Anna Zielińska"),
    ("ro", "Delegația din Porto a anunțat că nu poate participa.", ""),
    ("ro", "Ședința a fost deschisă de Elena Ionescu, deoarece primarul Andrei Popescu era la Paris.", "Elena Ionescu"),
    ("el", "Δεν παρέστη ο Γιώργος Παπαδόπουλος.", ""),
]  # fmt: skip

COUNTED = [
    ("en", "The conference in Porto in 2021 had drawn 400 participants.", ""),
    ("en", "In 2023 as many as 400 participants came to Riga.", "400"),
    ("es", "A la conferencia de 2021 en Oporto asistieron 400 personas.", ""),
    ("ro", "La conferința din 2021 de la Porto au participat 400 de persoane.", ""),
    ("en", "Lunch is at 13–14. Participants pay themselves.", ""),
    ("en", "Some 400 participants from Porto and Gdynia came.", "400"),
]


def told(text: str, language: str, term: str) -> set[str]:
    """What a page says by a property: names, or values."""
    document = replace(READERS["md"](text.encode(), "page", "page.md"), language=language)
    gazetteer = load()
    found = extract(document, Knowledge.of([survey(document, gazetteer)], [], gazetteer))
    names = {e.id: e.name for e in found.entities}
    facts = [f for f in found.facts if f.predicate == term]
    return {f.object.text if isinstance(f.object, Value) else names[f.object] for f in facts}


@pytest.mark.parametrize(("language", "sentence", "expected"), THERE)
def test_those_who_were_away_are_told_from_those_who_came(language: str, sentence: str, expected: str) -> None:
    assert told(TOLD[language] + sentence, language, "attendee") == set(filter(None, expected.split(", ")))


@pytest.mark.parametrize(("language", "sentence", "expected"), COUNTED)
def test_how_many_came_elsewhere_is_not_said_of_an_event(language: str, sentence: str, expected: str) -> None:
    assert told(TOLD[language] + sentence, language, "attendance") == set(filter(None, [expected]))


def test_an_event_in_passing_does_not_take_what_is_said_of_the_one_told_of() -> None:
    text = (
        "Last week I went to Riga for the annual forum of the SKYLARK network. "
        "Some 90 people came on 12 and 13 May 2023. "
        "The forum was opened by Anna Berzina, deputy mayor, and chaired by Jan Kos, who used to run the Lisbon Fair. "
        "Marta Nowak from Gdynia showed a film."
    )
    document = READERS["md"](text.encode(), "page", "page.md")
    gazetteer = load()
    found = extract(document, Knowledge.of([survey(document, gazetteer)], [], gazetteer))
    assert not [f for f in found.facts if "lisbon fair" in f.subject]
    assert {"2023-05-12"} == told(text, "en", "startDate")
    assert "chaired" not in told(text, "en", "roleTitle")


def test_a_second_event_of_a_sentence_does_not_take_the_day_and_town_of_the_first() -> None:
    text = "La conferenza del progetto SKYLARK si terrà a Riga il 12 maggio 2023, mentre la scuola estiva è rinviata."
    document = replace(READERS["md"](text.encode(), "page", "page.md"), language="it")
    gazetteer = load()
    found = extract(document, Knowledge.of([survey(document, gazetteer)], [], gazetteer))
    assert not [f for f in found.facts if "scuola" in f.subject]


def test_townspeople_between_a_role_and_a_name_are_no_part_of_the_name() -> None:
    text = TOLD["el"] + "Τη διάσκεψη άνοιξε ο αντιδήμαρχος Λαρισαίων Κώστας Παπαδάκης."
    assert told(text, "el", "attendee") == {"Κώστας Παπαδάκης"}


def test_a_town_in_the_next_clause_is_not_where_an_event_was_whose_own_town_stands_before() -> None:
    text = (
        "El grupo de SKYLARK se vio en Ferrara, en octubre de 2022, en un taller al que asistieron 45 personas, "
        "y volverá a verse en Riga."
    )
    assert told(text, "es", "locatedIn") <= {"Ferrara"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "Los invitados cenaron en el hotel Marta Soto y pasearon por la calle Lucía Herrero."),
        ("fr", "Les invités ont marché de la place Claire Dubois à la rue Luc Martin."),
        ("it", "Gli ospiti hanno visitato lo stadio Marco Rossi e il museo Giulia Bianchi."),
        ("en", "The then Lord Mayor of Riga sent a barrel of beer."),
    ],
)
def test_streets_venues_and_offices_are_no_people(language: str, sentence: str) -> None:
    document = replace(READERS["md"]((TOLD[language] + sentence).encode(), "page", "page.md"), language=language)
    gazetteer = load()
    found = extract(document, Knowledge.of([survey(document, gazetteer)], [], gazetteer))
    assert not [e.name for e in found.entities if e.kind == "Person"]


@pytest.mark.parametrize(
    ("language", "text", "titles"),
    [
        ("it", "Il primo presidente fu Marco Rossi.", {"presidente"}),
        ("es", "Hablé con Javier Soto, entonces concejal de Zamora.", {"concejal"}),
        ("en", "Anna Berzina, deputy mayor for transport, opened the day.", {"deputy mayor for transport"}),
    ],
)
def test_a_title_ends_before_verbs_and_small_words(language: str, text: str, titles: set[str]) -> None:
    assert {title.removeprefix("primo ") for title in told(text, language, "roleTitle")} == titles


def test_who_welcomes_the_guests_did_not_write_the_programme() -> None:
    assert told("# Programme\n\n13.00 Welcome by Anna Berzina, mayor of Riga\n\n14.00 Coffee", "en", "creator") == set()
    assert told("# Trams\n\nBy Anna Berzina, 4 May 2023\n\nText.", "en", "creator") == {"Anna Berzina"}
