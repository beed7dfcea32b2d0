"""Which names in running text mean a city: what speaks for a town that nothing stands beside, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import Extract


def said(text: str, language: str, suffix: str = "txt") -> Extract:
    document = replace(READERS[suffix](text.encode(), "one", f"one.{suffix}"), language=language)
    return extract(document, Knowledge.of([survey(document, load())], [], load()))


def cities(text: str, language: str) -> set[str]:
    """The names of the cities that a text is found to name."""
    return {entity.name for entity in said(text, language).entities if entity.kind == "City"}


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "One street trades its cars for trees, as Schwetzingen did last spring.", {"Schwetzingen"}),
        ("en", "Mesagne leads the work on old barracks, and nobody minds.", {"Mesagne"}),
        ("it", "Il quartiere prova un orto comune, come ha fatto Laupheim.", {"Laupheim"}),
        ("en", "Nobody pays for the bus any more, as Berlin found out too late.", {"Berlin"}),
        ("en", "The old berlin stood in the yard until the roof came down on it.", set()),
        ("en", "The yard is full, and Reading is what the children like best.", set()),
        ("en", "A visit to the farm of Maria Gyula ended with soup.", set()),
    ],
)
def test_towns_of_one_name_need_nothing_beside_them(language: str, text: str, named: set[str]) -> None:
    assert cities(text, language) == named


@pytest.mark.parametrize(
    ("language", "head", "named"),
    [
        ("en", "Town | Country", {"Guadalajara": "ES", "Marín": "ES", "Monção": "PT"}),
        ("de", "Stadt | Land", {"Guadalajara": "ES", "Marín": "ES", "Monção": "PT"}),
        ("en", "Country | Partner", {"Guadalajara": "ES", "Marín": "ES", "Monção": "PT"}),
        ("en", "Surname | Country", {}),
    ],
)
def test_the_country_of_a_row_tells_towns_of_one_name_apart(language: str, head: str, named: dict[str, str]) -> None:
    rows = {"Guadalajara": "ES", "Marín": "ES", "Monção": "PT"} if named else {"Marín": "ES", "Brown": "IE"}
    turned = head.startswith("Country")
    lines = [f"| {head} |", "|---|---|"]
    lines += [f"| {code} | {name} |" if turned else f"| {name} | {code} |" for name, code in rows.items()]
    found = said("# Where we are\n\n" + "\n".join(lines), language, "md")
    names = {entity.id: entity.name for entity in found.entities if entity.kind in {"City", "Country"}}
    told = {names[f.subject]: names[str(f.object)] for f in found.facts if f.predicate == "locatedIn"}
    assert told == named
