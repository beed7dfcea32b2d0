"""When things are: running times of networks and projects, days of events, and dates that are of something else."""

from __future__ import annotations

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import Value
from told import extracted, told


def times(text: str, language: str) -> set[str]:
    """The times that a text tells, as "X 2020..2022"."""
    found = extracted(text, language)
    names = {entity.id: entity.name for entity in found.entities}
    told: dict[str, dict[str, str]] = {}
    for fact in found.facts:
        if fact.predicate in {"startDate", "endDate"} and isinstance(fact.object, Value):
            told.setdefault(names[fact.subject], {})[fact.predicate] = fact.object.text
    ends = {name: [t.get("startDate", ""), *filter(None, [t.get("endDate")])] for name, t in told.items()}
    return {f"{name} {'..'.join(dates)}" for name, dates in ends.items()}


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_the_times_of_a_page_are_told_and_no_others(language: str, wanted: str, text: str) -> None:
    assert times(text, language) == {one.strip() for one in wanted.split(";") if one.strip()}


def test_the_day_that_a_page_was_published_is_not_the_day_of_what_its_headline_names() -> None:
    page = """<html lang="it"><head><title>FairTide: conferenza finale a Napoli</title></head><body><article>
    <h1>FairTide: conferenza finale a Napoli</h1>
    <div class="meta"><time class="entry-date published" datetime="2014-03-07">7 marzo 2014</time></div>
    <p>La conferenza finale di FairTide si è tenuta a Napoli il 12 febbraio 2014.</p></article></body></html>"""
    document = READERS["html"](page.encode(), "page", "page.html")
    found = extract(document, Knowledge.of([survey(document, load())], [], load()))
    dates = {(f.predicate, f.object.text) for f in found.facts if isinstance(f.object, Value)}
    assert {text for name, text in dates if name == "startDate"} == {"2014-02-12"}
    assert ("created", "2014-03-07") in dates
