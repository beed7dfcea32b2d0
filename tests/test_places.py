"""Which names in running text mean a city: what speaks for a town that nothing stands beside, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load


def cities(text: str, language: str) -> set[str]:
    """The names of the cities that a text is found to name."""
    document = replace(READERS["txt"](text.encode(), "one", "one.txt"), language=language)
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    return {entity.name for entity in found.entities if entity.kind == "City"}


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
