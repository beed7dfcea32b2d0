"""Dates of pages and of events in calendars, tables and series, and how many came; and what only sounds like it."""

from __future__ import annotations

import pytest

from hanse.gazetteer import load
from hanse.identity import Identity
from told import extracted, statements


def facts(text: str, language: str, *predicates: str, format: str = "md") -> set[str]:
    """What a text says, names in place of identifiers."""
    return {" ".join(found) for found in statements(text, language, format) if found[1] in predicates}


PAGES = [
    ("en", "By Ann Reid | Updated on 12 March 2024 | First posted on 15 January 2024", "2024-01-15", "2024-03-12"),
    ("en", "_Written by Ann Reid. First published 14 April 2022, revised 30 May 2023._", "2022-04-14", "2023-05-30"),
    ("fr", "Publié le 3 mai 2022, mis à jour le 4 juin 2023", "2022-05-03", "2023-06-04"),
    ("es", "Publicado: 3/5/2022 | Actualizado: 4/6/2023", "2022-05-03", "2023-06-04"),
    ("en", "Submitted by Ann Reid on 22/02/2024 - 10:20", "2024-02-22", ""),
    ("en", "**Start date** June 2018\n\n**End date** May 2020", "", ""),
]


@pytest.mark.parametrize(("language", "line", "created", "modified"), PAGES)
def test_each_word_of_a_line_takes_the_date_that_follows_it(
    language: str, line: str, created: str, modified: str
) -> None:
    said = {f"page {term} {day}" for term, day in (("created", created), ("modified", modified)) if day}
    assert facts(f"# A town by the sea\n\n{line}\n", language, "created", "modified") == said


CAME = [
    ("en", "The workshop took place in Porto on 3 May 2024. 80 people took part.", "80"),
    ("en", "The workshop took place in Porto on 3 May 2024. Participation was limited to 80 people.", ""),
    ("de", "Der Workshop fand am 3. Mai 2024 in Graz statt. Die Teilnehmerzahl war auf 80 Personen begrenzt.", ""),
    ("fr", "L'atelier aura lieu à Lyon le 3 mai 2024. Nombre de participants limité à 80 personnes.", ""),
    ("es", "La jornada se celebró en Cádiz el 3 de mayo de 2023. Asistió medio centenar de personas.", "50"),
    ("en", "The webinar takes place on 12 May 2023. Last year's webinar drew 120 participants.", ""),
    ("nl", "Van 23 tot en met 25 september was Gent gastvrouw van de bijeenkomst.", ""),
]


@pytest.mark.parametrize(("language", "text", "number"), CAME)
def test_only_those_who_came_are_counted(language: str, text: str, number: str) -> None:
    said = facts(f"# 2024\n\n{text}\n", language, "attendance")
    assert {one.split()[-1] for one in said} == {number} - {""}


TABLES = [
    ("en", "<h1>Events</h1><table><tr><td>6 June 2024</td><td>Rivers of data</td><td>Porto, Portugal</td></tr>"
     "<tr><td>7 July 2024</td><td>Bridges and boats</td><td>Ghent, Belgium</td></tr></table>",
     {"Rivers of data startDate 2024-06-06", "Rivers of data locatedIn Porto",
      "Bridges and boats startDate 2024-07-07", "Bridges and boats locatedIn Ghent"}),
    ("de", "<h1>Unser Netzwerk</h1><h2>Termine</h2><table><tr><td>06.06.2024</td><td>Netzwerktreffen</td><td>Graz</td>"
     "</tr><tr><td>07.–08.07.2024</td><td>Abschlusskonferenz</td><td>Köln</td></tr></table>",
     {"Netzwerktreffen startDate 2024-06-06", "Netzwerktreffen locatedIn Graz",
      "Abschlusskonferenz startDate 2024-07-07", "Abschlusskonferenz endDate 2024-07-08",
      "Abschlusskonferenz locatedIn Köln"}),
    ("en", "<h1>Our history</h1><table><tr><td>6 June 2024</td><td>Rules of procedure</td><td>Porto</td></tr>"
     "<tr><td>7 July 2024</td><td>Statutes amended</td><td>Ghent</td></tr></table>", set()),
]  # fmt: skip


@pytest.mark.parametrize(("language", "page", "said"), TABLES)
def test_a_table_of_days_needs_no_header(language: str, page: str, said: set[str]) -> None:
    found = facts(f"<html><body>{page}</body></html>", language, "startDate", "endDate", "locatedIn", format="html")
    assert {one for one in found if not one.endswith(("Portugal", "Belgium"))} == said


CALENDARS = [
    "# Newsletter\n\n## Events\n\nRivers of data\n\n12 May 2023, Riga\n\nBridges and boats\n\n13 June 2023, Ghent\n",
    "<h2>Events</h2><dl><dt>12 May 2023</dt><dd>Rivers of data, Riga</dd><dt>13 June 2023</dt><dd>Bridges and boats, "
    "Ghent</dd></dl>",
]


@pytest.mark.parametrize("page", CALENDARS)
def test_days_in_calendars_are_those_of_events_not_of_the_page(page: str) -> None:
    text, format = (page, "md") if page.startswith("#") else (f"<html><body>{page}</body></html>", "html")
    assert facts(text, "en", "startDate", "locatedIn", "created", format=format) == {
        "Rivers of data startDate 2023-05-12",
        "Rivers of data locatedIn Riga",
        "Bridges and boats startDate 2023-06-13",
        "Bridges and boats locatedIn Ghent",
    }


def test_the_day_of_an_event_is_not_that_of_its_page() -> None:
    page = "<h1>Workshop on rivers of data</h1><p><strong>Date:</strong> 12 May 2023</p><p>Place: Riga</p>"
    found = facts(f"<html><body>{page}</body></html>", "en", "startDate", "created", format="html")
    assert found == {"Workshop startDate 2023-05-12"}
    page = "<h1>Members</h1><h2>Meetings</h2><ul><li>Riga, 3 May 2021</li><li>Ghent, 5 October 2022</li></ul>"
    assert facts(f"<html><body>{page}</body></html>", "en", "created", format="html") == set()


def test_the_meetings_of_a_series_stand_under_headings() -> None:
    page = (
        "# Webinar series: Streets That Listen\n\n### 1. Benches first\n\nJanuary 31, 2024, 11:00–12:00 CET. "
        "143 people joined.\n\n### 2. Crossing slowly\n\nFebruary 28, 2024. 98 participants.\n"
    )
    assert {
        "Benches first startDate 2024-01-31",
        "Benches first attendance 143",
        "Crossing slowly startDate 2024-02-28",
        "Crossing slowly attendance 98",
    } == facts(page, "en", "startDate", "attendance")
    news = page.replace("Webinar series: Streets That Listen", "News from our streets")
    assert facts(news, "en", "startDate", "attendance") == set()


def test_fields_of_content_managers_are_labels() -> None:
    field = '<div class="field"><div class="field__label">{}</div><div class="field__items">{}</div></div>'
    items = "".join(f'<div class="field__item">{city}</div>' for city in ("Ghent", "Riga"))
    page = f"<h1>SKYLARK</h1>{field.format('Start date', '01/05/2018')}{field.format('Partners', items)}"
    found = facts(f"<html><body>{page}</body></html>", "en", "startDate", "partner", "created", format="html")
    assert found == {"SKYLARK startDate 2018-05-01", "SKYLARK partner Ghent", "SKYLARK partner Riga"}


def test_a_programme_stands_below_its_events_heading() -> None:
    page = """# Programme

## Conference "Green roofs" – 12 May 2023, Riga

09:00 Registration

09:30 Welcome – Anna Berzina, Mayor of Riga

## Contact

Paul Smith, University of Ghent
"""
    found = facts(page, "en", "attendee", "locatedIn", "startDate")
    assert found == {
        "Green roofs attendee Anna Berzina",
        "Green roofs locatedIn Riga",
        "Green roofs startDate 2023-05-12",
    }


HOSTS = [
    ("da", "Den 12. april 2023 holdt Odense sin årlige temadag om børn og søvn.", "Odense"),
    ("de", "Am Freitag, 12. Mai 2023, lädt die Stadt Graz zur Abschlusskonferenz ins Rathaus ein.", "Graz"),
    ("nl", "Op 12 mei 2023 organiseerde de stad Gent een internationale conferentie over water.", "Gent"),
    ("sv", "Den 12 maj 2023 anordnade Malmö stad en internationell konferens om vatten.", "Malmö"),
    ("de", "Am 12. Mai 2023 fand die Konferenz statt; Eva Maier von der Stadt Graz hielt die Rede.", ""),
]


@pytest.mark.parametrize(("language", "text", "host"), HOSTS)
def test_who_holds_an_event_may_follow_the_verb(language: str, text: str, host: str) -> None:
    said = facts(f"# 2023\n\n{text}\n", language, "organiser")
    assert {one.split()[-1] for one in said} == {host} - {""}


def test_a_networks_timeline_makes_it_no_event() -> None:
    page = "# SKYLARK network\n\n## Timeline\n\n- September 2015: Launch of the network\n- May 2018: Final conference\n"
    assert facts(page, "en", "startDate", "eventOf") == {
        "SKYLARK startDate 2015-09",
        "Final conference startDate 2018-05",
        "Final conference eventOf SKYLARK",
    }


def test_cards_may_begin_with_their_day() -> None:
    page = (
        "EVENTS\n\n3-4 May 2021\nKick-off meeting of the SKYLARK network\nRiga\n\n5 October 2022\nFinal conference "
        "of the SKYLARK network\nGhent\n"
    )
    found = facts(page, "en", "startDate", "locatedIn", format="txt")
    assert {(one.split()[0], one.split()[-1]) for one in found} == {
        ("Kick-off", "2021-05-03"),
        ("Kick-off", "Riga"),
        ("Final", "2022-10-05"),
        ("Final", "Ghent"),
    }


LABELLED = [
    "Interreg Europe | May 2018 – April 2021 | EUR 1.2 million",
    "Programme: Interreg Europe · Duration: May 2018 – April 2021 · Lead: Ghent",
    "It brings two towns together. Duration: May 2018 – April 2021. Budget: 1 million euros.",
    "Budget: 1 million | Running time: May 2018 – April 2021",
]


@pytest.mark.parametrize("line", LABELLED)
def test_a_label_may_stand_among_others_in_a_line(line: str) -> None:
    found = facts(f"# SKYLARK project\n\n{line}\n", "en", "startDate", "endDate")
    assert found == {"SKYLARK startDate 2018-05", "SKYLARK endDate 2021-04"}


def test_a_name_with_a_mark_of_its_own_ends_no_sentence() -> None:
    page = '# SKYLARK network\n\n"Ready for rain!" Meeting, Brno, 20-21 March 2024\n'
    assert facts(page, "en", "startDate", "locatedIn") == {
        "Ready for rain! startDate 2024-03-20",
        "Ready for rain! locatedIn Brno",
    }


def test_a_label_for_times_may_stand_over_its_date() -> None:
    page = "SKYLARK PROJECT\n\nThe SKYLARK project is about birds.\n\n{}\n\nContact\nGhent\n"
    times = page.format("Start date\n1 May 2018\n\nEnd date\n30 April 2021")
    assert facts(times, "en", "startDate", "endDate", "created", format="txt") == {
        "SKYLARK startDate 2018-05-01",
        "SKYLARK endDate 2021-04-30",
    }
    assert facts(page.format("Duration\nMay was a long month"), "en", "startDate", format="txt") == set()


CALENDARS = [
    ("12 May 2024: Steering committee, Riga", "14 June 2024: Steering committee, Ghent", 2),
    ("12 May 2024: Steering committee, Riga", "13 May 2024: Steering committee, Riga", 1),  # its second day
    ("12 May 2024: Steering committee, Riga", "2024: Steering committee, Riga", 1),
    ("12 May 2024: Harbour Forum 2024, Riga", "14 June 2024: Harbour Forum 2024, Ghent", 1),  # put off
    ("12 May 2024: Steering committee, Riga", "14 June 2024: Study visit, Ghent", 2),
]


@pytest.mark.parametrize(("one", "other", "count"), CALENDARS)
def test_events_of_one_name_on_other_days_are_others(one: str, other: str, count: int) -> None:
    found = extracted(f"# LANTERNS network\n\n## Events\n\n- {one}\n- {other}\n")
    identity = Identity(load())
    identity.add(found)
    events = [entity for entity in found.entities if entity.kind == "Event"]
    assert len({entity.id for entity in events}) == len({identity.iri(entity, "page") for entity in events}) == count
    places = [[f.object for f in found.facts if (f.subject, f.predicate) == (e.id, "locatedIn")] for e in events]
    assert count == 1 or [len(of) for of in places] == [1, 1]


def test_what_is_said_without_a_day_goes_with_the_event_before_it() -> None:
    calendar = "# LANTERNS\n\n- 12 May 2024: Study visit, Riga\n- 14 June 2024: Study visit, Ghent\n"
    found = extracted(f"{calendar}\n60 people came to the study visit.\n")
    assert [f.subject for f in found.facts if f.predicate == "attendance"] == ["Event:study visit 2024-06-14"]


def test_a_bare_noun_is_none_of_several_events() -> None:
    rows = "| 1 March 2024 | Study visit | Porto |\n| 7 April 2024 | Study visit | Lyon |\n"
    found = extracted(f"# LANTERNS\n\n| Date | Event | Place |\n|---|---|---|\n{rows}")
    assert {entity.names for entity in found.entities if entity.kind == "Event"} == {("Study visit",)}
