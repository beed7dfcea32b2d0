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
        (
            "hr",
            "Veliko Tarnovo Region",
            "# Projekt RIJEKE\n\nPartneri:\n\n- Općina Veliko Tarnovo, Bugarska\n- Grad Graz",
        ),
        ("pt", "Setúbal Person", "Braga ganhou um prémio, mas Setúbal conquistou dois."),
        ("cs", "V4 do Evropské unie Organisation", "U příležitosti vstupu zemí V4 do Evropské unie se slavilo."),
        ("de", "Wissen City", "Es geht um Wissens- und Erfahrungsaustausch."),
        ("pl", "WDRAŻANIA Network", "Dzień informacyjny już za nami. A przed nami? SIECI WDRAŻANIA!"),
        ("pl", "URBACT i Programme", "Był zespół Programu URBACT i goście."),
        (
            "it",
            "ANCI Piemonte City",
            "Anna Bianchi, vice sindaca e vicepresidente ai Progetti di ANCI Piemonte, è qui.",
        ),
        ("it", "Per Borgomanero Person", "Per Borgomanero è intervenuto Marco Rossi."),
        ("es", "RUTAS de GoodPractice", "Resumen de #RUTAS de URBACT Good Practices"),
    ],
)
def test_nothing_is_called_so(language: str, name: str, text: str) -> None:
    found = extracted(text, language)
    assert not {f"{e.name} {e.kind}" for e in found.entities} & {name, f"{name} Country"}


AGENDA = """SKYLARK FINAL CONFERENCE
"Streets that listen"
Graz, 15-16 May 2025

THURSDAY 15 MAY

08:45   Registration and coffee
09:45   Keynote: How loud is a quiet street?
        Deirdre Hanley, professor of public health, University of Westport
11:30   Coffee
14:00   Workshops
        A  Low-noise surfaces: facilitator Anton Krainer, Styrian Institute of Acoustics
16:00   A word from Brussels
        Video message by Laura Fontana, European Commission

Helena Vasco, Vice-Mayor of Coimbra, was announced for the panel and cannot come.
"""


def test_an_agenda_in_plain_text_tells_who_speaks_and_not_who_sends_a_message() -> None:
    facts = statements(AGENDA, form="txt")
    speakers = {o for s, p, o in facts if (s, p) == ("SKYLARK FINAL CONFERENCE", "attendee")}
    assert speakers == {"Deirdre Hanley", "Anton Krainer"}


SLOTS = """Harbour Impact Conference
Graz, 9 October 2019

Opening words
Moderators Ana Lindt & Per Berg, Green Institute

Opening speech
Eva Holm, Mayor of Graz

Keynote 1: Achieving impact
Dr. Juan Soto, Director of the Alpine Water Agency

Keynote 2: An open city
Maria GilbrandDeputy Mayor, Vienna

Closing words

Leif Ek, who wrote this page, was not there.
"""


def test_an_agenda_without_hours_tells_who_speaks_below_its_parts() -> None:
    facts = statements(SLOTS, form="txt")
    speakers = {o for s, p, o in facts if (s, p) == ("Harbour Impact Conference", "attendee")}
    assert speakers == {"Ana Lindt", "Per Berg", "Eva Holm", "Juan Soto", "Maria Gilbrand"}
    assert ("Maria Gilbrand", "roleTitle", "Deputy Mayor") in facts


ROLL = """SKYLARK

SKYLARK is a project about sport.

Partners of the project
AJM – Asociación Juvenil del Mar (Málaga, Spain), coordinator
Blue Wings (Perugia, Italy)
City of Graz (Austria)
Praxis (Serres, Greece)
"""


def test_lines_of_names_with_their_places_below_a_word_for_partners_are_partners() -> None:
    facts = statements(ROLL, form="txt")
    assert ("SKYLARK", "leadPartner", "AJM") in facts
    assert {o for s, p, o in facts if (s, p) == ("SKYLARK", "partner")} == {"Blue Wings", "Graz", "Praxis"}


LED = """Proiectul SKYLARK

Proiectul SKYLARK este despre piețe.

PARTENERII PROIECTULUI

Malta ........... Mellieħa (lider)
România ......... Cugir
Letonia ......... Riga
                  Vecpiebalga
Italia .......... Casalborgone
"""


def test_dots_lead_from_a_country_to_its_towns_also_in_the_lines_below() -> None:
    facts = statements(LED, "ro", "txt")
    towns = {
        "Mellieħa": "Malta",
        "Cugir": "România",
        "Riga": "Letonia",
        "Vecpiebalga": "Letonia",
        "Casalborgone": "Italia",
    }
    assert {(s, o) for s, p, o in facts if p == "locatedIn"} == set(towns.items())
    assert {o for s, p, o in facts if (s, p) == ("SKYLARK", "partner")} == towns.keys() - {"Mellieħa"}
    assert ("SKYLARK", "leadPartner", "Mellieħa") in facts


CONTENTS = """SKYLARK

Introduction ............ 3
Partners in Graz ........ 12
Annex ................... 40
"""


def test_dots_that_lead_to_numbers_of_pages_make_no_table() -> None:
    assert {p for _, p, _ in statements(CONTENTS, form="txt")} <= {"title"}


MERGED = """<html lang="en"><body><h1>SKYLARK</h1><p>The SKYLARK project helps ports.</p><h2>Partners</h2>
<table><tr><th>Country</th><th>Partner</th><th>Population</th></tr>
<tr><td rowspan="2">Poland</td><td>Gdynia</td><td>240,000</td></tr><tr><td>Elbląg</td><td>120,000</td></tr>
<tr><td>Latvia</td><td>Riga</td><td>600,000</td></tr></table></body></html>"""


def test_a_merged_cell_is_of_all_rows_that_it_reaches() -> None:
    facts = statements(MERGED, form="html")
    assert {("Gdynia", "locatedIn", "Poland"), ("Elbląg", "locatedIn", "Poland")} <= set(facts)
    assert ("Elbląg", "population", "120000") in facts and ("Elbląg", "locatedIn", "Latvia") not in facts


TITLED = """CITY OF GRAZ - INTERNATIONAL AFFAIRS
Events > EMA 2016

EMA FORUM 2016: PROGRAMME AND SPEAKERS
Last updated: 9 February 2016

Eleven months after Barcelona it is the turn of Graz, which brings mayors and presidents of big urban areas to the Mur.
"""


def test_the_headline_stands_below_a_breadcrumb_of_two_and_above_when_it_was_updated() -> None:
    assert ("page", "title", "EMA FORUM 2016: PROGRAMME AND SPEAKERS") in statements(TITLED, form="txt")


BESIDE = """<html lang="en"><body><h1>Two projects</h1><p>We run two projects.</p><table>
<tr><th></th><th>SKYLARK</th><th>Quiet Harbours</th></tr><tr><td>Lead partner</td><td>Graz</td><td>Riga</td></tr>
<tr><td>Programme</td><td>URBACT IV</td><td>Horizon 2020</td></tr>
<tr><td>Contact</td><td>Anna Holm, Director</td><td>Port Agency</td></tr></table></body></html>"""


def test_a_table_may_have_a_column_for_each_thing() -> None:
    facts = statements(BESIDE, form="html")
    assert {("SKYLARK", "leadPartner", "Graz"), ("Quiet Harbours", "leadPartner", "Riga")} <= set(facts)
    assert {("SKYLARK", "programme", "URBACT IV"), ("Quiet Harbours", "programme", "Horizon 2020")} <= set(facts)
    assert not {o for s, p, o in facts if (s, p) == ("Anna Holm", "affiliation")} & {"Port Agency"}
