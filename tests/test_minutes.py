"""Minutes and calendars: who was there, for whom they work, which lines are events."""

from __future__ import annotations

import pytest

from told import statements

TABLE = """# GREENGATE – Minutes of the 4th partner meeting

The GREENGATE project is led by Ghent.

## Participants

| Name | Organisation | Country |
|---|---|---|
| Pierre Duval | City of Utrecht | Netherlands |
| Sofia Lind | Region Gävleborg | Sweden |

## Next dates

- 5th partner meeting: Gävle, 12–13 September 2024
- Final conference | 20 March 2025 | Ghent
- Progress report due: 30 June 2024
"""

COMING = [
    (
        "pt",
        "# Notícias\n\nA candidatura foi aprovada na reunião de 29 de fevereiro de 2024. A primeira reunião "
        "terá lugar em Loulé nos dias 18 e 19 de abril de 2024. Nela participarão Anna Nowak e técnicos do Algarve.",
        {"primeira reunião attendee Anna Nowak"},
    ),
    (
        "es",
        "# Encuentro europeo en Elche\n\nEl encuentro se celebró el 8 de mayo de 2024. La alcaldesa de París, Anne "
        "Hidalgo, ha excusado su asistencia. El concejal de Elche, Pablo Ruz, abrió el encuentro.",
        {"Encuentro europeo attendee Pablo Ruz"},
    ),
]


def told(text: str, language: str, *predicates: str) -> set[str]:
    """The facts of some properties in a text, by names."""
    return {" ".join(found) for found in statements(text, language) if found[1] in predicates}


def test_a_table_of_those_present_tells_for_whom_they_work_and_no_partners() -> None:
    found = told(TABLE, "en", "affiliation", "partner")
    assert {"Pierre Duval affiliation Utrecht", "Sofia Lind affiliation Region Gävleborg"} <= found
    assert not {fact for fact in found if " partner " in fact and "Ghent" not in fact}


def test_lines_of_dates_are_events_with_places_and_deadlines_are_none() -> None:
    found = told(TABLE, "en", "locatedIn", "eventOf")
    assert {"5th partner meeting locatedIn Gävle", "Final conference locatedIn Ghent"} <= found
    assert not any("due" in fact or fact.startswith(("Gävle", "Ghent")) for fact in found)


@pytest.mark.parametrize(("language", "text", "facts"), COMING)
def test_those_who_will_come_are_at_the_event_to_come(language: str, text: str, facts: set[str]) -> None:
    people = {
        fact for fact in told(text, language, "attendee") if fact.rpartition(" ")[2] in {"Nowak", "Ruz", "Hidalgo"}
    }
    assert people == facts
