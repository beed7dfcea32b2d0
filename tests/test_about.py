"""What an initiative is about and which programme pays for it, in many languages; and what says neither."""

from __future__ import annotations

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import Value

PAGE = """<html lang="en"><head><title>GREENLOOP</title></head><body><main><h1>GREENLOOP</h1>
<p>The GREENLOOP network met in Riga.</p>{}</main></body></html>"""


def facts(text: str, format: str = "txt", *predicates: str) -> set[tuple[str, str, str]]:
    """What a text says, names in place of identifiers."""
    document = READERS[format](text.encode(), "one", f"one.{format}")
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
    assert facts(PAGE.format(keywords), "html", "theme") == {("GREENLOOP", "theme", topic) for topic in topics}


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
    assert facts(sentence, "txt", "programme") == ({("GREENLOOP", "programme", programme)} if programme else set())
