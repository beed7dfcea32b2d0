"""What ends many pages of a build is left out of extraction, and nothing else."""

from __future__ import annotations

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import Document

FOOTER = [
    "More from the harbour towns",
    "Council of Old Harbours, Quay 4, Gdynia",
    "Written and kept by the Old Harbours",
]
CITIES = ("Riga", "Ghent", "Porto", "Turku")


def page(city: str, end: list[str], title: str = "") -> Document:
    prose = [
        f"The mayor of {city} opened the quay {n} times, and nobody knew why it had been closed at all."
        for n in "23456"
    ]
    text = "\n\n".join(["# " + (title or f"A quay for {city}"), *prose, *end])
    return READERS["md"](text.encode(), city, f"{city}.md")


def named(pages: list[Document]) -> list[set[str]]:
    """The names found in each page, all of them being known."""
    knowledge = Knowledge.of([survey(one, load()) for one in pages], [], load())
    return [{entity.name for entity in extract(one, knowledge).entities} for one in pages]


def test_the_end_that_three_pages_share_is_left_out() -> None:
    for city, names in zip(CITIES, named([page(city, FOOTER) for city in CITIES]), strict=True):
        assert city in names
        assert "Gdynia" not in names


@pytest.mark.parametrize(
    "pages",
    [
        [page("Riga", FOOTER)],
        [page(city, FOOTER) for city in CITIES[:2]],
        [page(city, FOOTER, "One and the same page") for city in CITIES],
        [page(city, [f"The end, said {city}", FOOTER[1], f"Bye from {city}"]) for city in CITIES],
    ],
    ids=["one page", "two pages", "versions of a page", "no shared end"],
)
def test_what_fewer_pages_share_is_kept(pages: list[Document]) -> None:
    assert all("Gdynia" in names for names in named(pages))


@pytest.mark.parametrize(
    "line", ["Partners: Gdynia, Bremen", "The GREENLOOP project is co-funded by LIFE and by Gdynia."]
)
def test_data_that_pages_share_is_kept(line: str) -> None:
    pages = [page(city, ["Old Harbours", line, *FOOTER[:1], FOOTER[2]]) for city in CITIES]
    assert all("Gdynia" in names for names in named(pages))


def test_the_order_of_pages_changes_nothing() -> None:
    pages = [page(city, FOOTER) for city in CITIES]
    assert named(pages) == named(pages[::-1])[::-1]
