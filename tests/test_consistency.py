"""What a page can't mean is not stated: cases that tell where something is, towns in towns far away, too many leads."""

from __future__ import annotations

import pytest

from hanse.gazetteer import load
from hanse.model import Value
from told import extracted


def facts(text: str, language: str, *predicates: str) -> set[str]:
    """What a text says of its things, by name."""
    found = extracted(text, language)
    names = {entity.id: entity.name if entity.place is None else f"#{entity.place}" for entity in found.entities}
    return {
        f"{f.predicate} {names[f.object]}"
        for f in found.facts
        if f.predicate in predicates and not isinstance(f.object, Value)
    }


def city(name: str) -> str:
    return f"#{load().find(name)[0].id}"


HELD = [
    ("fi", "Talvikaupungit-hankkeen loppuseminaari järjestetään {Turku}ssa 8.2.2024.", "", "Turku"),
    ("fi", "Oulun kaupunki järjestää Talvikaupungit-hankkeen loppuseminaarin {Turku}ssa 8.2.2024.", "Oulu", "Turku"),
    ("fi", "Talvikaupungit-hankkeen loppuseminaarin järjestää Oulun kaupunki.", "Oulu", ""),
    ("et", "Lõpukonverents toimub {Tartu}s 8. veebruaril 2024.", "", "Tartu"),
    ("hu", "A nyitókonferenciát {Miskolc}on rendezték 2023. május 3-án.", "", "Miskolc"),
]


@pytest.mark.parametrize(("language", "line", "organiser", "place"), HELD)
def test_who_an_event_is_in_does_not_hold_it(language: str, line: str, organiser: str, place: str) -> None:
    said = facts(f"# SKYLARK\n\n{line.replace('{', '').replace('}', '')}\n", language, "organiser", "locatedIn")
    wanted = {f"{term} {city(one)}" for term, one in (("organiser", organiser), ("locatedIn", place)) if one}
    assert said == wanted


def test_a_town_lies_in_no_other_that_is_far_away() -> None:
    line = "A SKYLARK projekt zárókonferenciáját Győr városa rendezi Pécsen 2024. február 8-án."
    found = extracted(f"# A projekt\n\n{line}\n", "hu")
    assert not [f for f in found.facts if f.predicate == "locatedIn" and f.subject.startswith("City:")]
