"""What an initiative is about and which programme pays for it, in many languages; and what says neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import Value

PAGE = """<html lang="en"><head><title>GREENLOOP</title></head><body><main><h1>GREENLOOP</h1>
<p>The GREENLOOP network met in Riga.</p>{}</main></body></html>"""


def facts(text: str, *predicates: str, format: str = "txt", language: str = "") -> set[tuple[str, str, str]]:
    """What a text says, names in place of identifiers."""
    document = READERS[format](text.encode(), "one", f"one.{format}")
    document = replace(document, language=language or document.language)
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    names = {entity.id: entity.name for entity in found.entities} | {"document": "document"}
    return {
        (names[f.subject], f.predicate, f.object.text if isinstance(f.object, Value) else names[f.object])
        for f in found.facts
        if not predicates or f.predicate in predicates
    }


@pytest.mark.parametrize(
    ("keywords", "topics"),
    [
        ('<p>Filed under <a rel="category tag">Travel</a>, <a rel="tag">food waste</a></p>', {"food waste"}),
        ('<div class="field--name-field-tags"><span>Noise reduction</span><span>Old ports</span></div>',
         {"Noise reduction", "Old ports"}),
        ('<p>Themes: <span class="tag">Leisure</span> <span class="tag">Old ports</span></p>',
         {"Leisure", "Old ports"}),
        ('<p class="tagline">Nobody waits for noise reduction</p>', set()),
        ('<button class="theme-toggle">Dark mode</button>', set()),
        ('<nav><ul class="tags"><li>Old ports</li><li>Leisure</li></ul></nav>', set()),
    ],
)  # fmt: skip
def test_tags_are_read_off_the_elements_that_hold_them(keywords: str, topics: set[str]) -> None:
    assert facts(PAGE.format(keywords), "theme", format="html") == {("GREENLOOP", "theme", topic) for topic in topics}


@pytest.mark.parametrize(
    ("sentence", "programme"),
    [
        ("The GREENLOOP project is funded by Interreg VI-A Romania-Bulgaria.",
         "Interreg VI-A Romania-Bulgaria"),
        ("Il progetto GREENLOOP è finanziato da Interreg Italia – Croazia.",
         "Interreg Italia – Croazia"),
        ("Projekt GREENLOOP jest finansowany z programu Interreg Europa Środkowa.",
         "Interreg Europa Środkowa"),
        ("The GREENLOOP project is co-financed by LIFE.", "LIFE"),
        ("The GREENLOOP project was not funded by LIFE.", ""),
        ("The GREENLOOP project looks after LIFE SANDBANKS.", ""),
    ],
)  # fmt: skip
def test_programmes_are_known_by_their_parts(sentence: str, programme: str) -> None:
    assert facts(sentence, "programme") == ({("GREENLOOP", "programme", programme)} if programme else set())


@pytest.mark.parametrize(
    ("language", "text", "topics"),
    [
        ("en", "RIDEMORE met. The project RIDEMORE is a three-year project on demand-responsive transport.",
         {"demand-responsive transport"}),
        ("en", "The RIDEMORE project began. It met. The project deals with air quality and urban mobility.",
         {"air quality", "urban mobility"}),
        ("en", "The RIDEMORE project began in Riga. Topic: Positive Energy Districts, and how to get there.",
         {"Positive Energy Districts"}),
        ("es", "La red RIDEMORE (vivienda asequible) está liderada por Gante.", {"vivienda asequible"}),
        ("pt", "A rede RIDEMORE reuniu-se. RIDEMORE, rede URBACT dedicada à alimentação escolar sustentável, cresce.",
         {"alimentação escolar sustentável"}),
        ("it", "Il progetto RIDEMORE è dedicato al riuso degli edifici storici.", {"riuso degli edifici storici"}),
        ("fr", "Le réseau RIDEMORE porte sur la mobilité durable et la participation citoyenne.",
         {"mobilité durable", "participation citoyenne"}),
        ("de", "RIDEMORE ist ein Projekt zum Hochwasserschutz. Das Projekt RIDEMORE läuft.", {"Hochwasserschutz"}),
        ("pl", "Projekt RIDEMORE trwa. Tematem przewodnim jest dziedzictwo podziemne.", {"dziedzictwo podziemne"}),
        ("hr", "Projekt RIDEMORE traje. RIDEMORE, projekt o novoj namjeni rudarske baštine, provodi se od listopada.",
         {"novoj namjeni rudarske baštine"}),
        ("ro", "Proiectul RIDEMORE este axat pe transportul public.", {"transportul public"}),
        ("el", "Το έργο RIDEMORE, με αντικείμενο την κυκλική οικονομία, ξεκίνησε.", {"κυκλική οικονομία"}),
        ("nl", "Het project RIDEMORE gaat over klimaatadaptatie.", {"klimaatadaptatie"}),
        ("en", "The RIDEMORE project does not deal with air quality.", set()),
        ("en", "The RIDEMORE project focuses on improving its budget.", set()),
        ("en", "The RIDEMORE project is on social media. RIDEMORE met on Monday.", set()),
        ("es", "La red RIDEMORE (fundada en Gante) crece.", set()),
        ("en", "The mayor of Riga works on urban mobility. The RIDEMORE project is older.", set()),
    ],
)  # fmt: skip
def test_sentences_say_what_an_initiative_is_about(language: str, text: str, topics: set[str]) -> None:
    assert facts(text, "theme", language=language) == {("RIDEMORE", "theme", topic) for topic in topics}


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Night buses\n\nby Hanna Lind\n14 May 2024 · 4 min read\n\n",
         {("created", "2024-05-14"), ("creator", "Hanna Lind")}),
        ("en", "Night buses\n\n26 March 2026 · reading time 5 min · Tags: noise\n\n", {("created", "2026-03-26")}),
        ("en", "Night buses\n\nStatus: open                  Posted: 03/02/2025\n\n", {("created", "2025-02-03")}),
        ("el", "Νυχτερινά λεωφορεία\n\n12 Φεβρουαρίου 2025, 10:47 | Της Ελένης Παπαδοπούλου\n\n",
         {("created", "2025-02-12"), ("creator", "Ελένης Παπαδοπούλου")}),
        ("es", "Autobuses de noche\n\n3 de septiembre de 2023 · por Nuria López · 5 comentarios\n\n",
         {("created", "2023-09-03"), ("creator", "Nuria López")}),
        ("hr", "Zapisnik sastanka\n\nZapisnik vodila: Petra Horvat\n\n", {("creator", "Petra Horvat")}),
        ("it", "Notturni\n\nVisita di studio a Faenza, 9-10 maggio 2025, a cura dell'Unione.\n\n", set()),
        ("en", "Night buses\n\nGet-together in Riga from 14 to 16 May 2024 | Register by 1 May 2024\n\n", set()),
    ],
)  # fmt: skip
def test_lines_at_the_head_date_a_page(language: str, text: str, said: set[tuple[str, str]]) -> None:
    body = "Nobody knew where the bus would stop that night, and nobody minded much. " * 3
    found = facts(text + body, language=language)
    assert {(p, o) for _, p, o in found if p in {"created", "modified", "creator"}} == said


def test_a_place_and_date_open_a_text() -> None:
    body = "The big estates of the past have few buses at night, and nobody has ever asked why. " * 2
    assert ("document", "created", "2025-01-14") in facts(f"Night buses\n\nZaragoza, 14 January 2025. {body}")
    assert not facts("Night buses\n\nRiga, 14-16 January 2025. The meeting has a hundred guests.", "created")


@pytest.mark.parametrize(
    ("language", "text", "city", "number"),
    [
        ("en", "The idea is from Tartu, an Estonian city of 10,500 inhabitants.", "Tartu", "10500"),
        ("en", "Kavala, a port of 54 000 people in Greece, is drafting a plan.", "Kavala", "54000"),
        ("en", "Turnhout (Belgium; population: 47 200) took home the gutters.", "Turnhout", "47200"),
        ("en", "# City of Ghent\n\nPorto and Riga agree.\n\nThe city has 265,000 inhabitants.", "Ghent", "265000"),
        ("es", "# Murcia avanza\n\nVa con Faenza y Tartu.\n\nLa ciudad tiene 460.000 habitantes.", "Murcia", "460000"),
        ("en", "Gdynia (Poland, pop. 240,000) joined in November.", "Gdynia", "240000"),
        ("de", "Villach, an der Drau, zählt 64.000 Einwohner.", "Villach", "64000"),
        ("en", "Background\n\nGdynia: 240,000 inhabitants.", "Gdynia", "240000"),
        ("en", "Nobody in Kavala sleeps. The town has some 54,000 inhabitants and two buses.", "Kavala", "54000"),
        ("es", "Almendralejo, ciudad extremeña de unos 33.900 habitantes, lidera la red.", "Almendralejo", "33900"),
        ("fr", "À Sète, ville portuaire de 44 712 habitants, la mer monte.", "Sète", "44712"),
        ("de", "Zwickau, eine Stadt mit rund 87 Tausend Einwohnern, macht mit.", "Zwickau", "87000"),
        ("it", "Faenza (Emilia-Romagna, 58.700 abitanti) ha avviato il progetto.", "Faenza", "58700"),
        ("pl", "Rybnik, miasto liczące 135 tys. mieszkańców, prowadzi sieć.", "Rybnik", "135000"),
        ("hr", "Šibenik, grad s 42.600 stanovnika, vodi mrežu.", "Šibenik", "42600"),
        ("nl", "Zutphen telt 48.500 inwoners.", "Zutphen", "48500"),
        ("en", "The mayor of Kavala met 54 residents, and 3,000 people came.", "", ""),
        ("en", "Kavala wants to give 5,000 residents a new bus.", "", ""),
        ("en", "In Kavala, the project reached 12,000 people in a year.", "", ""),
    ],
)  # fmt: skip
def test_numbers_of_inhabitants_are_said_of_their_city(language: str, text: str, city: str, number: str) -> None:
    assert facts(text, "population", language=language) == ({(city, "population", number)} if city else set())


@pytest.mark.parametrize(
    ("language", "text", "programme"),
    [
        ("sl", "Omrežje RIDEMORE raste. Omrežje podpira program URBACT IV.", "URBACT IV"),
        ("nl", "Het bekendste is het project RIDEMORE. Interreg Europe betaalt de helft.", "Interreg Europe"),
        ("pt", "O projeto RIDEMORE nasceu. Com o apoio do programa Horizonte Europa, vai crescer.", "Horizonte Europa"),
        ("en", "The RIDEMORE project began. EUR 6.2 million of its budget is from Horizon Europe.", "Horizon Europe"),
        ("it", "Il progetto RIDEMORE è partito. I fondi vengono da Horizon Europe.", "Horizon Europe"),
        ("es", "La convocatoria estaba cofinanciada por URBACT IV y por LIFE. La red RIDEMORE empieza.", ""),
        ("en", "The RIDEMORE project met. Another project is GREENLOOP, funded by LIFE.", ""),
        ("en", "The RIDEMORE project was not funded by LIFE but by Horizon Europe and by nobody else.", ""),
    ],
)  # fmt: skip
def test_what_pays_is_the_programme_of_what_is_spoken_of(language: str, text: str, programme: str) -> None:
    found = {fact for fact in facts(text, "programme", language=language) if fact[0] == "RIDEMORE"}
    assert found == ({("RIDEMORE", "programme", programme)} if programme else set())


@pytest.mark.parametrize(
    ("language", "text", "cities"),
    [
        ("en", "The RIDEMORE project began. Its pilots in Zaragoza, Larissa and Pécs will open soon.",
         {"Zaragoza", "Larissa", "Pécs"}),
        ("de", "Das Projekt RIDEMORE läuft. Pilotstandorte sind in Gent und Riga.", {"Gent", "Riga"}),
        ("it", "Il progetto RIDEMORE è partito. I siti pilota sono a Prato e Bari.", {"Prato", "Bari"}),
        ("en", "The RIDEMORE project began. No pilot is planned in Riga. Pilots could follow in Turku.", set()),
        ("en", "The RIDEMORE project began. Ann Lee, who flew a pilot to Riga, told me so.", set()),
    ],
)  # fmt: skip
def test_pilots_say_where_a_project_is_carried_out(language: str, text: str, cities: set[str]) -> None:
    found = facts(text, "implementedIn", language=language)
    assert found == {("RIDEMORE", "implementedIn", city) for city in cities}


def test_the_line_over_a_list_gives_the_programme_of_its_items() -> None:
    items = "- RIDEMORE\n- GREENLOOP\n"
    text = f"Two projects began in Riga. Both of them belong to Horizon Europe:\n\n{items}"
    assert facts(text, "programme") == {(name, "programme", "Horizon Europe") for name in ("RIDEMORE", "GREENLOOP")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The RIDEMORE project works on waste prevention. Behind the station, pupils use the riverside path."),
        ("es", "La red RIDEMORE trabaja. Detrás de la estación, los padres usan el autobús nocturno."),
        ("it", "La rete RIDEMORE lavora. Dietro la stazione, serve un piano di mobilità."),
    ],
)
def test_a_sentence_that_a_comma_parts_lists_no_topics(language: str, text: str) -> None:
    assert {topic for _, _, topic in facts(text, "theme", language=language)} <= {"waste prevention"}


@pytest.mark.parametrize(
    ("language", "text", "since"),
    [
        ("en", "The RIDEMORE project grows. Since 2013, a group of neighbours tries the riverside path.", set()),
        ("it", "La rete RIDEMORE cresce. Dal 2013, la biblioteca prova il lungofiume.", set()),
        ("en", "Since 2013, the RIDEMORE network has brought neighbours together.", {"2013"}),
    ],
)
def test_what_others_do_since_a_year_is_no_beginning(language: str, text: str, since: set[str]) -> None:
    assert {year for _, _, year in facts(text, "startDate", language=language)} == since


def test_how_many_came_is_said_once() -> None:
    text = "The final conference of RIDEMORE took place in Riga on 3 May 2023. 120 people took part. {}"
    more = "In the afternoon, 80 visitors tried the riverside path."
    assert {number for _, _, number in facts(text.format(more), "attendance", language="en")} == {"120"}


def test_what_goes_with_a_number_of_things_are_no_people_at_an_event() -> None:
    text = "The final conference of RIDEMORE took place in Riga on 3 May 2023. {}"
    for more in ("The city heats 581 flats with pumps.", "The library has 510 shelves together with its cellar."):
        assert facts(text.format(more), "attendance", language="en") == set()


def test_share_bars_below_partners_are_none() -> None:
    page = """<html lang="en"><body><article><h1>The RIDEMORE project</h1><h2>Partners</h2>
    <table><tr><th>City</th><th>Country</th></tr>
    <tr><td>Ghent</td><td>BE</td></tr><tr><td>Riga</td><td>LV</td></tr></table>
    <p>The library repairs bikes.</p><p class="share">Share on Facebook | LinkedIn | Print</p></article></html>"""
    document = READERS["html"](page.encode(), "page", "page.html")
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    names = {entity.id: entity.name for entity in found.entities}
    assert {names[str(f.object)] for f in found.facts if f.predicate == "partner"} == {"Ghent", "Riga"}
