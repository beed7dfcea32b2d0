"""Who was not at an event though the page names them; numbers, days and people of other events than the one told of."""

from __future__ import annotations

import pytest

from told import CONFERENCE, extracted, said

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


@pytest.mark.parametrize(("language", "sentence", "expected"), THERE)
def test_those_who_were_away_are_told_from_those_who_came(language: str, sentence: str, expected: str) -> None:
    assert said(CONFERENCE[language] + sentence, language, "attendee") == set(filter(None, expected.split(", ")))


@pytest.mark.parametrize(("language", "sentence", "expected"), COUNTED)
def test_how_many_came_elsewhere_is_not_said_of_an_event(language: str, sentence: str, expected: str) -> None:
    assert said(CONFERENCE[language] + sentence, language, "attendance") == set(filter(None, [expected]))


def test_an_event_in_passing_does_not_take_what_is_said_of_the_one_told_of() -> None:
    text = (
        "Last week I went to Riga for the annual forum of the SKYLARK network. "
        "Some 90 people came on 12 and 13 May 2023. "
        "The forum was opened by Anna Berzina, deputy mayor, and chaired by Jan Kos, who used to run the Lisbon Fair. "
        "Marta Nowak from Gdynia showed a film."
    )
    found = extracted(text)
    assert not [f for f in found.facts if "lisbon fair" in f.subject]
    assert {"2023-05-12"} == said(text, "en", "startDate")
    assert "chaired" not in said(text, "en", "roleTitle")


def test_a_second_event_of_a_sentence_does_not_take_the_day_and_town_of_the_first() -> None:
    text = "La conferenza del progetto SKYLARK si terrà a Riga il 12 maggio 2023, mentre la scuola estiva è rinviata."
    found = extracted(text, "it")
    assert not [f for f in found.facts if "scuola" in f.subject]


def test_townspeople_between_a_role_and_a_name_are_no_part_of_the_name() -> None:
    text = CONFERENCE["el"] + "Τη διάσκεψη άνοιξε ο αντιδήμαρχος Λαρισαίων Κώστας Παπαδάκης."
    assert said(text, "el", "attendee") == {"Κώστας Παπαδάκης"}


def test_a_town_in_the_next_clause_is_not_where_an_event_was_whose_own_town_stands_before() -> None:
    text = (
        "El grupo de SKYLARK se vio en Ferrara, en octubre de 2022, en un taller al que asistieron 45 personas, "
        "y volverá a verse en Riga."
    )
    assert said(text, "es", "locatedIn") <= {"Ferrara"}


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
    found = extracted(CONFERENCE[language] + sentence, language)
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
    assert {title.removeprefix("primo ") for title in said(text, language, "roleTitle")} == titles


def test_who_welcomes_the_guests_did_not_write_the_programme() -> None:
    assert said("# Programme\n\n13.00 Welcome by Anna Berzina, mayor of Riga\n\n14.00 Coffee", "en", "creator") == set()
    assert said("# Trams\n\nBy Anna Berzina, 4 May 2023\n\nText.", "en", "creator") == {"Anna Berzina"}
