"""Events and time in running text and calendars: when, who holds them, who comes; and what only sounds like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, dates, extract, survey
from hanse.gazetteer import load
from hanse.model import Value

PERIODS = [
    ("en", "The SKYLARK network was launched in June 2023 and runs until December 2025.", "2023-06", "2025-12"),
    ("en", "The SKYLARK network, led by Ghent, was set up in May 2019.", "2019-05", ""),
    ("en", "Launched in January 2019, the SKYLARK project brings seven cities together. It ends on 31 December 2021.",
     "2019-01", "2021-12-31"),
    ("en", "SKYLARK (2018–2021) is a network of cities.", "2018", "2021"),
    ("en", "From 2019 to 2022, the SKYLARK project tested new ways of moving goods.", "2019", "2022"),
    ("es", "El proyecto SKYLARK se inició en marzo de 2020 y finaliza en febrero de 2023.", "2020-03", "2023-02"),
    ("fr", "Le réseau SKYLARK a été lancé en mars 2020 et se terminera en février 2023.", "2020-03", "2023-02"),
    ("it", "Il progetto SKYLARK, avviato a marzo 2020, si concluderà a febbraio 2023.", "2020-03", "2023-02"),
    ("pt", "O projeto SKYLARK teve início em março de 2020 e termina em fevereiro de 2023.", "2020-03", "2023-02"),
    ("de", "Das Projekt SKYLARK startete im März 2020 und läuft bis Februar 2023.", "2020-03", "2023-02"),
    ("pl", "Projekt SKYLARK ruszył w marcu 2020 r. i potrwa do lutego 2023 r.", "2020-03", "2023-02"),
    ("ro", "Proiectul SKYLARK a început în martie 2020 și se va încheia în februarie 2023.", "2020-03", "2023-02"),
    ("ca", "El projecte SKYLARK va començar el març de 2020 i acabarà el febrer de 2023.", "2020-03", "2023-02"),
    ("en", "# Projects\n\n| Project | Period | Lead |\n|---|---|---|\n| SKYLARK | 01/2019 - 12/2022 | Ghent |\n",
     "2019-01", "2022-12"),
    ("en", "Since its launch in May 2018, the SKYLARK network has trained 300 people.", "2018-05", ""),
    ("es", "Desde su creación en 2012, la red SKYLARK ha reunido a veinte ciudades.", "2012", ""),
    ("pl", "Od powstania w 2012 r. sieć SKYLARK połączyła dwadzieścia miast.", "2012", ""),
    ("hr", "Provedba projekta SKYLARK započela je 1. lipnja 2020., a završava 30. lipnja 2023.", "2020-06-01",
     "2023-06-30"),
    ("pl", "Realizacja projektu SKYLARK rozpoczęła się w maju 2020 r. i zakończy się w kwietniu 2023 r.", "2020-05",
     "2023-04"),
    ("es", "La ejecución del proyecto SKYLARK comenzó en mayo de 2020.", "2020-05", ""),
    ("en", "The SKYLARK project was not launched in 2019.", "", ""),
    ("en", "The evaluation of the SKYLARK project started in May 2022.", "", ""),
    ("en", "SKYLARK is a project on birds. Founded in 1986, the university of the town has grown.", "", ""),
    ("en", "The SKYLARK network accepts applications until 30 May 2024.", "", ""),
    ("en", "The SKYLARK network has published a call which ends on 30 May 2024.", "", ""),
    ("en", "The call of the SKYLARK project opened in June 2021.", "", ""),
    ("es", "La convocatoria del proyecto SKYLARK finaliza el 3 de mayo de 2024.", "", ""),
    ("de", "Die Ausschreibung des Projekts SKYLARK endet am 3. Mai 2024.", "", ""),
]  # fmt: skip

HELD = "The final conference of the SKYLARK project took place in Riga on 12 May 2023. "
COMPANY = [
    ("en", HELD + "It was hosted by Riga Technical University.", {"organiser Riga Technical University"}),
    ("en", HELD + "Mayor Anna Berzina opened the conference.", {"attendee Anna Berzina"}),
    ("en", HELD + "Speakers were Maria Lopez and Paul Smith.", {"attendee Maria Lopez", "attendee Paul Smith"}),
    ("en", HELD + "Delegations from Ghent, Utrecht and Bremen were there.",
     {"attendee Ghent", "attendee Utrecht", "attendee Bremen"}),
    ("en", HELD + "Anna Berzina did not attend.", set()),
    ("en", HELD + "Ghent takes part in the project.", set()),
    ("en", HELD + "The next meeting will be held in Ghent. The library was opened by Bremen.", set()),
    ("pl", "Wizyta studyjna projektu SKYLARK odbyła się w Lublinie w dniach 9–10 maja 2023 r. Gości powitał prezydent "
     "Lublina Krzysztof Żuk.", {"attendee Krzysztof Żuk"}),
]  # fmt: skip

CALENDAR = """\
<h1>Upcoming events</h1><ul>
<li><h3>Mills on the move</h3><p>5 - 6 April 2025 | Bologna</p></li>
<li><h3>Water Towns Forum</h3><p>7 May 2025 | Ferrara, Italy</p></li></ul>
<h2>News</h2><ul><li><h3>Bakers on the run</h3><p>7 June 2025</p></li></ul>"""

TABLE = """\
# Dates

| When | What | Where |
|---|---|---|
| 22 Nov 2023 | Webinar "Cold ends, warm hands" | online |
| 11–14 Apr 2024 | Glass Towns Fair | Kassel, Germany |
"""

RANGES = [
    ("Fri 3 May 2024, 10:00 – Sat 4 May 2024, 16:00", "en", "2024-05-03", "2024-05-04"),
    ("da maggio 2024 ad aprile 2027", "it", "2024-05", "2027-04"),
    ("από τις 3 μέχρι τις 5 Μαΐου 2024", "el", "2024-05-03", "2024-05-05"),
    ("2024. gada 3. un 4. maijā", "lv", "2024-05-03", "2024-05-04"),
    ("3. in 4. maja 2024", "sl", "2024-05-03", "2024-05-04"),
    ("3.–5. mail 2024", "et", "2024-05-03", "2024-05-05"),
    ("from March 2020 to May 2023", "en", "2020-03", "2023-05"),
    ("2019-22", "en", "2019", "2022"),
    ("between 2019 and 2022", "en", "2019", "2022"),
    ("03/2020 – 02/2023", "de", "2020-03", "2023-02"),
    ("2020-03-01 – 2023-02-28", "en", "2020-03-01", "2023-02-28"),
    ("October 30 – November 2, 2023", "en", "2023-10-30", "2023-11-02"),
    ("od 2019. do 2022. godine", "hr", "2019", "2022"),
    ("od marca 2020 r. do lutego 2023 r.", "pl", "2020-03", "2023-02"),
    ("2020. március 1. – 2023. február 28.", "hu", "2020-03-01", "2023-02-28"),
    ("15/10 – 18/10", "el", "--10-15", "--10-18"),
    ("1. 3. 2020 - 28. 2. 2023", "cs", "2020-03-01", "2023-02-28"),
]


def values(text: str, suffix: str = "txt", language: str = "en") -> set[tuple[str, str, str]]:
    """What a page says: the subject's name, the property, the object's name or value."""
    document = replace(READERS[suffix](text.encode(), "page", f"page.{suffix}"), language=language)
    gazetteer = load()
    found = extract(document, Knowledge.of([survey(document, gazetteer)], [], gazetteer))
    names = {e.id: e.name for e in found.entities}
    return {
        (names.get(f.subject, ""), f.predicate, f.object.text if isinstance(f.object, Value) else names[f.object])
        for f in found.facts
    }


@pytest.mark.parametrize(("language", "text", "start", "end"), PERIODS)
def test_initiatives_begin_and_end(language: str, text: str, start: str, end: str) -> None:
    said = {p: o for s, p, o in values(text, "md", language) if s.endswith("SKYLARK")}
    assert (said.get("startDate", ""), said.get("endDate", "")) == (start, end)


@pytest.mark.parametrize(("language", "text", "expected"), COMPANY)
def test_who_holds_an_event_and_who_comes(language: str, text: str, expected: set[str]) -> None:
    assert {f"{p} {o}" for _, p, o in values(text, "md", language) if p in {"organiser", "attendee"}} == expected


def test_a_calendar_names_events() -> None:
    dated = {(s, o) for s, p, o in values(CALENDAR, "html") if p == "startDate"}
    assert dated == {("Mills on the move", "2025-04-05"), ("Water Towns Forum", "2025-05-07")}


def test_a_table_of_dates_names_events() -> None:
    dated = {(s, o) for s, p, o in values(TABLE, "md") if p == "startDate"}
    assert dated == {("Cold ends, warm hands", "2023-11-22"), ("Glass Towns Fair", "2024-04-11")}


@pytest.mark.parametrize(("text", "language", "start", "end"), RANGES)
def test_two_dates_are_joined_to_a_range(text: str, language: str, start: str, end: str) -> None:
    [when] = dates.find(text, language, years=True)
    assert when.end
    assert (when.start.value.text, when.end.value.text) == (start, end)


def test_hours_are_no_days() -> None:
    assert dates.find("9.10 – 10.11 Coffee, 12.00 - 13.30 Lunch", "de", years=True) == []
