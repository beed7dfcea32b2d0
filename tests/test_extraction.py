"""Extraction: what holds for every document, and for any text whatever."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hanse.documents import READERS, read
from hanse.errors import InputError
from hanse.extraction import Knowledge, dates, extract, slots, survey
from hanse.extraction.sentences import sentences
from hanse.extraction.words import lemma, words
from hanse.gazetteer import load
from hanse.model import DOCUMENT, Document, Entity, Extract, Span, Value
from hanse.names import fold
from hanse.vocabulary import CLASSES, PROPERTIES, VALUES, signature, wording

ROOT = Path(__file__).parents[1]
SAMPLES = [
    *sorted((ROOT / "data" / "benchmark" / "documents").iterdir()),
    *sorted((ROOT.parent / "shared" / "seeds").glob("*")),
]
SOME = SAMPLES[::12][:8]
NEAR = 400
"""How far from the quote of a fact a thing that it speaks of may be named: a card, a row, a few lines."""

DESCRIBED = {
    "population": {"City", "Project", "GoodPractice"},
    "attendance": {"Event"},
    "roleTitle": {"Person"},
    "startDate": {"Event", "Network", "Project", "GoodPractice"},
    "endDate": {"Event", "Network", "Project", "GoodPractice"},
    "type": set(CLASSES),
}
"""What each value is said of."""

quick = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def corpus() -> tuple[tuple[Document, Extract], ...]:
    documents = [read(path) for path in SAMPLES]
    knowledge = Knowledge.of([survey(one, load()) for one in documents], [], load())
    return tuple((one, extract(one, knowledge)) for one in documents)


def said(document: Document) -> Extract:
    return extract(document, Knowledge.of([survey(document, load())], [], load()))


def check(document: Document, found: Extract) -> None:
    """What holds for the extract of any document."""
    entities = {entity.id: entity for entity in found.entities}
    assert found.document == document.identifier
    assert len(entities) == len(found.entities)
    for entity in found.entities:
        assert entity.kind in CLASSES
        assert entity.name.strip()
        assert entity.name in entity.names
        assert isinstance(entity.mention, Span)
        check_span(document, entity.mention)
    for fact in found.facts:
        assert isinstance(fact.evidence.where, Span)
        check_span(document, fact.evidence.where)
        assert 0 < fact.evidence.confidence <= 1
        assert fact.evidence.extractor
        assert fact.subject == DOCUMENT or fact.subject in entities
        assert isinstance(fact.object, Value) or fact.object in entities
        assert fact.subject != fact.object
        check_signature(entities, fact.subject, fact.predicate, fact.object)
    assert len({(f.subject, f.predicate, f.object) for f in found.facts}) == len(found.facts)


def check_span(document: Document, span: Span) -> None:
    assert 0 <= span.start < span.end <= len(document.text)
    assert span.of(document.text).strip()


def check_signature(entities: dict[str, Entity], subject: str, predicate: str, value: str | Value) -> None:
    assert predicate in (*PROPERTIES, *VALUES)
    assert isinstance(value, Value) == (predicate in VALUES)
    if subject == DOCUMENT:
        assert predicate in {"title", "created", "modified", "creator"}
    elif isinstance(value, Value):
        assert entities[subject].kind in DESCRIBED[predicate]
    else:
        assert entities[subject].kind in signature(predicate).subjects
    if not isinstance(value, Value):
        assert entities[value].kind in (signature(predicate).objects if predicate != "creator" else {"Person"})


def test_every_extract_of_the_samples_is_sound() -> None:
    for document, found in corpus():
        check(document, found)


def test_the_samples_say_much() -> None:
    facts = [fact for _, found in corpus() for fact in found.facts]
    assert len(facts) > 10 * len(SAMPLES)
    assert {fact.predicate for fact in facts} >= {*PROPERTIES} - {"follows", "expert", "partOf"}


DEMONYMS = {fold(cue.text.partition(": ")[0]): {fold(cue.text.partition(": ")[0])} for cue in wording()["demonym"]}
"""Adjectives that name a country: "the Polish city of"."""


def test_things_stand_where_they_are_said_to_be_named() -> None:
    for document, found in corpus():
        for entity in found.entities:
            assert isinstance(entity.mention, Span)
            there = fold(entity.mention.of(document.text))
            names = {*map(fold, entity.names), *(DEMONYMS.get(there, ()) if entity.kind == "Country" else ())}
            assert any(_alike(name, there, document.language) for name in names), (document.source, entity)


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem[:40])
def test_what_the_first_pass_leaves_changes_nothing(path: Path) -> None:
    document = read(path)
    knowledge = Knowledge.of([survey(document, load())], [], load())
    assert extract(document, knowledge) == extract(document, knowledge)  # for the second nothing is left


def _alike(name: str, text: str, language: str) -> bool:
    """Whether one holds the other, inflected or not, or is its acronym or common name."""
    stems = {word[: max(3, len(word) - 3)] for word in name.split()}
    lemmas = {lemma(word, language) for word in text.split()}
    return name in text or text in name or any(s in text for s in stems) or bool(lemmas & set(name.split()))


def test_a_location_stands_within_or_next_to_its_quote() -> None:
    for document, found in corpus():
        entities = {entity.id: entity for entity in found.entities}
        for fact in found.facts:
            if fact.predicate in {"locatedIn", "implementedIn"} and isinstance(fact.object, str):
                where = fact.evidence.where
                assert isinstance(where, Span)
                around = fold(document.text[max(0, where.start - NEAR) : where.end + NEAR])
                names = [fold(n) for side in (fact.subject, fact.object) for n in entities[side].names]
                assert any(_alike(name, around, document.language) for name in names), (document.source, fact)


def test_numbers_and_dates_have_their_digits_in_their_quote() -> None:
    for document, found in corpus():
        for fact in found.facts:
            if isinstance(fact.object, Value) and fact.object.type not in {"string", "anyURI"}:
                assert isinstance(fact.evidence.where, Span)
                quote = re.sub(r"(?<=\d)[ .,\u00a0\u202f](?=\d)", "", fact.evidence.where.of(document.text))
                numbers = re.findall(r"\d+", fact.object.text)
                told = numbers[0] if fact.object.type in {"gYear", "gYearMonth"} else numbers[-1].lstrip("0")
                written = fact.evidence.where.of(document.text)
                in_words = fact.predicate == "attendance" and int(fact.object.text) <= 100  # "une cinquantaine"
                assert in_words or told in quote or told in written, (document.source, fact)


def test_addresses_and_telephone_numbers_are_no_names() -> None:
    for document, found in corpus():
        for entity in found.entities:
            for name in (*entity.names, *(f.object.text for f in found.facts if isinstance(f.object, Value))):
                assert not re.search(r"[\w.]+@\w+\.\w+", name), (document.source, name)
                assert not re.search(r"\+?\d[\d ()/-]{7,}\d", re.sub(r"\d{4}-\d\d-\d\d|\d{4}[-/]\d{4}", "", name)), name


def test_e_mail_and_telephone_beside_a_name_stay_out() -> None:
    text = (
        "Where we are\n\nContact us: Ana Gil, director of the Walkable Cities Association, "
        "ana.gil@walk.example, +34 600 123 456.\n"
    )
    found = said(READERS["txt"](text.encode(), "contact", "contact.txt"))
    assert "Ana Gil" in {entity.name for entity in found.entities}
    facts = [fact for fact in found.facts if fact.predicate != "title"]
    everything = repr([(e.id, e.name, e.names) for e in found.entities] + [(f.subject, f.object) for f in facts])
    assert "walk.example" not in everything
    assert "600" not in everything


def fingerprint() -> str:
    """Of all that some documents say."""
    return hashlib.sha256("".join(repr(said(read(path))) for path in SOME).encode()).hexdigest()


def test_the_same_is_said_again() -> None:
    document = read(SOME[0])
    assert said(document) == said(document)


def test_the_same_is_said_whatever_the_hash_seed() -> None:
    """Sets and dicts of strings come in another order in another process."""
    code = "import test_extraction as t; print(t.fingerprint())"
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    results = [run.communicate(timeout=300) for run in runs]
    assert all(run.returncode == 0 for run in runs), results
    assert results[0][0] == results[1][0] != ""


# Any text

letters = st.sampled_from("abcxyzABCÉñłŠßçøαβΩЖб中א0123456789")
signs = st.sampled_from("()[]{}<>\"'«»,;:|/•·-–—.!?#@&+*_%°…\u00a0\u200b\u202e\x1b\u0301 \t\n")
cues = st.sampled_from(
    "network project Lead partner: partners is led by in of the and meeting 24 October 2023 Riga (LV) Αθήνα Łódź "
    "URBACT réseau sieć mreža rede Città Stadt mayor director Ana Gil Lead expert: theme • 60 people 21-23 May".split()
)
pieces = st.one_of(cues, st.text(letters, min_size=1, max_size=12), signs, st.just("\n\n"), st.just("\n• "))
texts = st.lists(pieces, min_size=1, max_size=60).map(" ".join)
tags = st.sampled_from("p li ul table tr td th h1 h2 h3 strong dl dt dd div em a br".split())
pages = st.lists(st.tuples(tags, texts), max_size=12).map(
    lambda parts: "<html><body>" + "".join(f"<{tag}>{text}" for tag, text in parts) + "</body></html>"
)


def swallow(text: str, format: str) -> None:
    """Read and extract: any error but InputError is one."""
    try:
        document = READERS[format](text.encode("utf-8", "surrogatepass"), "any", f"any.{format}")
    except InputError:
        return
    check(document, said(document))


@quick
@given(text=texts)
def test_any_plain_text_is_read(text: str) -> None:
    swallow(text, "txt")


@quick
@given(text=pages)
def test_any_page_is_read(text: str) -> None:
    swallow(text, "html")


@quick
@given(text=texts)
def test_any_markdown_is_read(text: str) -> None:
    swallow("# " + text.replace("•", "-"), "md")


@settings(max_examples=15, deadline=None)
@given(text=st.text(max_size=200))
def test_any_characters_are_read(text: str) -> None:
    swallow(text, "txt")


@pytest.mark.parametrize(
    "text",
    [
        "A" * 20_000,
        "(" * 10_000,
        "[(" * 2_000 + "Riga",
        "Riga, " * 1_000,
        "Partners: " + "Riga (LV), " * 500,
        "led by " * 3_000,
        "Ana " * 1_500,
        "The network " * 1_000,
        "1 " * 10_000,
        "1-" * 10_000,
        "Lead partner:\n" * 1_000,
        "• A\n" * 2_000,
        "of the City of " * 1_500,
        "«" * 5_000,
        "a.b@c " * 3_000,
        "21-23 May 2024 to " * 1_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_twice_the_text_takes_about_twice_the_time(text: str) -> None:
    half = text[: len(text) // 2]
    seconds_for(half[:200])  # loads the words of the language
    assert seconds_for(text) < 4 * seconds_for(half) + 1  # four times would be quadratic


def seconds_for(text: str) -> float:
    document = READERS["txt"](text.encode(), "long", "long.txt")
    started = time.process_time()
    check(document, said(document))
    return time.process_time() - started


# Words, sentences, values, dates


@settings(max_examples=100)
@given(text=texts, offset=st.integers(0, 50))
def test_words_stand_where_they_say(text: str, offset: int) -> None:
    found = words(text, offset)
    assert all(text[w.start - offset : w.end - offset] == w.text for w in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    rest = list(text)
    for word in found:
        rest[word.start - offset : word.end - offset] = " " * len(word.text)
    assert not "".join(rest).replace("_", " ").strip()  # nothing but space is between words


@settings(max_examples=100)
@given(text=texts, offset=st.integers(0, 50))
def test_sentences_part_the_text(text: str, offset: int) -> None:
    found = list(sentences(text, offset))
    assert all(0 <= s.start - offset < s.end - offset <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(text[s.start - offset : s.end - offset].split()) for s in found) == "".join(text.split())


@settings(max_examples=100)
@given(text=texts, before=texts)
def test_values_of_a_list_lie_in_it_one_after_the_other(text: str, before: str) -> None:
    whole = before + text
    span = Span(len(before), len(whole))
    found = slots.split(whole, span)
    assert all(piece in span and piece.of(whole).strip() for piece in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for piece in found:
        slot = slots.parse(whole, piece)
        assert slot.name in piece
        assert all(note in piece for note in slot.notes)
        assert slot.rest is None or slot.rest in piece


@given(names=st.lists(st.sampled_from(["Riga", "Łódź", "A Coruña", "Αθήνα", "Cluj-Napoca"]), min_size=2, max_size=6))
def test_an_enumeration_comes_apart_as_it_was_put_together(names: list[str]) -> None:
    for joined in (", ".join(names), "; ".join(names), ", ".join(names[:-1]) + " and " + names[-1]):
        assert [s.of(joined) for s in slots.split(joined, Span(0, len(joined)))] == names


@settings(max_examples=100)
@given(text=texts, language=st.sampled_from(["en", "es", "fr", "pl", "el", ""]), offset=st.integers(0, 50))
def test_dates_found_are_days_that_there_are(text: str, language: str, offset: int) -> None:
    for when in dates.find(text, language, offset):
        assert 0 <= when.span.start - offset < when.span.end - offset <= len(text)
        assert when.start.sound
        assert when.end is None or when.end.sound
        if when.end and when.start.year and when.end.year:
            assert when.start <= when.end or not (when.start.month and when.end.month)


@given(day=st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 1, 1)))
def test_a_day_is_read_as_it_was_written(day: date) -> None:
    for form in ("%-d %B %Y", "%B %-d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        written = f"{day:{form}}"
        [when] = dates.find(f"It was held on {written} in Riga.", "en")
        assert when.start.value == Value(f"{day:%Y-%m-%d}", "date"), written


def _lines() -> Iterator[tuple[str, str, str, str]]:
    yield "en", "from 21 to 23 May 2024", "2024-05-21", "2024-05-23"
    yield "en", "30 October – 2 November 2023", "2023-10-30", "2023-11-02"
    yield "es", "del 3 al 5 de marzo de 2022", "2022-03-03", "2022-03-05"
    yield "fr", "du 30 juin au 2 juillet 2021", "2021-06-30", "2021-07-02"
    yield "it", "dal 4 al 6 aprile 2023", "2023-04-04", "2023-04-06"
    yield "de", "vom 1. bis 3. Oktober 2020", "2020-10-01", "2020-10-03"
    yield "pt", "de 9 a 11 de outubro de 2019", "2019-10-09", "2019-10-11"
    yield "pl", "12–14 listopada 2019", "2019-11-12", "2019-11-14"
    yield "hr", "12.-14. listopada 2019.", "2019-10-12", "2019-10-14"
    yield "el", "24-25 Οκτωβρίου 2023", "2023-10-24", "2023-10-25"


@pytest.mark.parametrize(("language", "text", "start", "end"), list(_lines()), ids=lambda value: value[:24])
def test_ranges_of_days(language: str, text: str, start: str, end: str) -> None:
    [when] = dates.find(text, language)
    assert when.end
    assert (when.start.value.text, when.end.value.text) == (start, end)
