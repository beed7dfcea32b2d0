"""The wording's data: complete in ten languages, free of slips."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from hanse.names import fold
from hanse.vocabulary import CLASSES, DCTERMS, HANSE, PROPERTIES, SCHEMA, VALUES, Cue, ontology, wording

MAIN = ("en", "es", "fr", "it", "pt", "de", "pl", "hr", "ro", "el")
MORE = ("sr", "nl", "cs", "sk", "sl", "hu", "bg", "sv", "da", "fi", "et", "lv", "lt", "ca")
KINDS = {
    "label-cue", "name-cue", "legal-form", "honorific", "role-cue", "place-preposition", "pattern", "negation-cue",
    "boilerplate-cue", "related-heading", "article", "conjunction", "genitive", "doubtful-cue", "modifier-cue",
    "list-cue", "generic-cue", "street-cue", "joint-cue", "copula", "count-cue", "pronoun", "unit-cue", "naming-cue",
    "council-cue", "descriptor-cue", "institution-cue", "phrase-end", "fund-cue", "site-cue", "presence-cue", "act-cue",
    "umbrella-cue", "member-cue", "agent-cue", "aside-cue", "absence-cue", "past-form", "framing-cue", "duty-cue",
    "contraction", "bystander-cue", "demonym", "indefinite", "relative", "lasting-cue", "limit-cue", "course-cue",
    "company-preposition", "topic-preposition", "aim-preposition", "change-cue", "participation-cue", "beside-cue",
    "seat-cue", "making-cue", "sending-cue", "helm-cue", "example-cue", "happening-cue",
}  # fmt: skip
TERMS = {*CLASSES, *PROPERTIES, *VALUES, "temporalCoverage", "Evidence", "Document"}
LABELLED = {
    "partner": 25, "leadPartner": 15, "leadExpert": 3, "expert": 8, "programme": 12, "theme": 15, "implementedIn": 8,
    "locatedIn": 8, "organiser": 8, "attendee": 12, "affiliation": 5, "partOf": 4, "follows": 6, "population": 4,
    "attendance": 3, "roleTitle": 4, "startDate": 8, "endDate": 8, "temporalCoverage": 8, "created": 8, "modified": 6,
    "creator": 8, "title": 3, "Network": 5, "Project": 8, "GoodPractice": 6, "Programme": 3, "City": 6, "Region": 4,
    "Country": 5, "Organisation": 8, "Person": 8, "Event": 8,
}  # fmt: skip
NAMED = {
    "Network": 6, "Project": 5, "GoodPractice": 2, "Programme": 8, "Organisation": 80, "City": 6, "Region": 10,
    "Event": 30,
}  # fmt: skip
SAID = {
    "partner": 20, "leadPartner": 15, "leadExpert": 4, "expert": 4, "programme": 15, "theme": 12, "implementedIn": 8,
    "locatedIn": 15, "organiser": 8, "attendee": 12, "eventOf": 5, "affiliation": 15, "partOf": 8, "follows": 10,
    "population": 8, "attendance": 6, "startDate": 6, "endDate": 3, "creator": 6,
}  # fmt: skip
SLOTS = {
    **{term: [{"subject", "object"}] for term in SAID},
    "roleTitle": [{"subject", "object"}],
    "affiliation": [{"subject", "object"}, {"subject", "object", "role"}],
    **{
        term: [{"subject", "object"}, {"object"}]
        for term in ("partner", "leadPartner", "follows", "theme", "implementedIn")
    },
    **{term: [{"object"}] for term in ("creator", "created", "modified")},
}
SHARED = {
    frozenset(pair)
    for pair in (
        # The class of the subject, or that of the object, tells which of the two is meant.
        ("implementedIn", "locatedIn"), ("partner", "attendee"), ("attendee", "attendance"), ("partOf", "eventOf"),
        ("created", "temporalCoverage"), ("eventOf", "programme"), ("organiser", "attendee"), ("startDate", "creator"),
        ("partner", "attendance"), ("partOf", "follows"), ("roleTitle", "affiliation"), ("startDate", "created"),
        ("locatedIn", "affiliation"),
    )
}  # fmt: skip


def of(kind: str) -> tuple[Cue, ...]:
    return wording()[kind]


def counts(kind: str) -> Counter[tuple[str, str]]:
    return Counter((cue.language, cue.term) for cue in of(kind))


def literals() -> list[tuple[str, str, Literal]]:
    quads = parse((ontology() / "wording.ttl").read_bytes(), format=RdfFormat.TURTLE)
    return [(q.subject.value, q.predicate.value, q.object) for q in quads]


def test_it_says_only_what_the_extractors_read() -> None:
    for subject, predicate, value in literals():
        assert subject.startswith((HANSE, DCTERMS, SCHEMA))
        assert re.split(r"[/#]", subject)[-1] in TERMS, subject
        assert predicate.removeprefix(HANSE) in KINDS
        assert isinstance(value, Literal)
        assert (value.language or "") in {*MAIN, *MORE, ""}, value


def test_every_kind_of_cue_is_there() -> None:
    assert set(wording()) == KINDS


@pytest.mark.parametrize("language", MAIN)
@pytest.mark.parametrize(("kind", "least"), [("label-cue", LABELLED), ("name-cue", NAMED), ("pattern", SAID)])
def test_a_main_language_is_worded_fully(language: str, kind: str, least: dict[str, int]) -> None:
    found = counts(kind)
    assert {term: found[language, term] for term, n in least.items() if found[language, term] < n} == {}


@pytest.mark.parametrize("language", MAIN)
def test_a_main_language_has_its_roles_grammar_and_boilerplate(language: str) -> None:
    least = {
        ("role-cue", "affiliation"): 120, ("role-cue", "leadExpert"): 3, ("role-cue", "expert"): 6,
        ("honorific", "Person"): 8, ("negation-cue", "Evidence"): 30, ("boilerplate-cue", "Document"): 120,
        ("related-heading", "Document"): 30, ("article", "Document"): 10, ("conjunction", "Document"): 6,
        ("genitive", "Document"): 2, ("place-preposition", "locatedIn"): 2,
    }  # fmt: skip
    missing = {key: n for key, n in least.items() if counts(key[0])[language, key[1]] < n}
    assert missing == {}


@pytest.mark.parametrize("language", MORE)
def test_a_further_language_words_what_pages_of_partnerships_need(language: str) -> None:
    labels, names, patterns = counts("label-cue"), counts("name-cue"), counts("pattern")
    assert all(labels[language, term] for term in LABELLED)
    assert all(names[language, term] for term in NAMED)
    assert all(patterns[language, term] >= 2 for term in ("partner", "leadPartner", "programme", "theme", "locatedIn"))
    for kind, least in (("role-cue", 40), ("negation-cue", 8), ("boilerplate-cue", 40), ("related-heading", 8)):
        assert sum(1 for cue in of(kind) if cue.language == language) >= least, kind


def test_nothing_is_said_twice() -> None:
    twice = [key for key, n in Counter(literals()).items() if n > 1]
    assert twice == []


@pytest.mark.parametrize("kind", ["label-cue", "related-heading"])
def test_nothing_is_said_twice_under_folding(kind: str) -> None:
    folded = Counter((cue.term, fold(cue.text), cue.language) for cue in of(kind))
    assert [key for key, n in folded.items() if n > 1] == []


def test_cues_are_tidy() -> None:
    for kind, cues in wording().items():
        for cue in cues:
            assert cue.text == " ".join(cue.text.split()), (kind, cue)
            assert fold(cue.text) or kind in {"conjunction", "boilerplate-cue", "list-cue"}, (kind, cue)
            assert not re.search(r"[\[\]|<>]", cue.text), (kind, cue)
            if kind != "pattern":
                assert "{" not in cue.text, (kind, cue)


def test_a_language_is_written_in_its_script() -> None:
    greek, cyrillic = re.compile(r"[Ͱ-Ͽἀ-῿]"), re.compile(r"[Ѐ-ӿ]")
    for kind, cues in wording().items():
        for cue in cues:
            if cue.language:
                assert cue.language == "el" or not greek.search(cue.text), (kind, cue)
                assert cue.language in ("bg", "sr") or not cyrillic.search(cue.text), (kind, cue)


def test_a_pattern_has_the_slots_of_its_property() -> None:
    for cue in of("pattern"):
        slots = re.findall(r"\{(\w+)\}", cue.text)
        assert set(slots) in SLOTS[cue.term], cue
        assert len(slots) == len(set(slots)), cue
        assert cue.text.count("{") == cue.text.count("}") == len(slots), cue


def test_a_pattern_means_one_property_unless_the_classes_tell() -> None:
    """What is easily confused is never worded alike: a partner and the lead, an expert and the lead expert."""
    meant = defaultdict(set)
    for cue in of("pattern"):
        meant[cue.language, cue.text].add(cue.term)
    apart = ({"partner", "leadPartner"}, {"leadExpert", "expert"}, {"startDate", "endDate"}, {"organiser", "attendee"})
    for (_, text), terms in meant.items():
        for distinct in apart:
            assert not distinct <= terms, (text, terms)


def test_a_label_means_one_property_unless_the_classes_tell() -> None:
    meant = defaultdict(set)
    for cue in of("label-cue"):
        if cue.term[0].islower():
            meant[cue.language, fold(cue.text)].add(cue.term)
    clashes = [
        (label, one, other)
        for label, terms in meant.items()
        for one in terms
        for other in terms
        if one < other and frozenset({one, other}) not in SHARED
    ]
    assert sorted(clashes) == []


def test_a_name_cue_means_one_class() -> None:
    allowed = [
        {"Network", "Programme"}, {"Programme", "Project"}, {"Event", "Organisation"}, {"Network", "Organisation"},
        {"Organisation", "Region"}, {"City", "Region"}, {"GoodPractice", "Project"}, {"City", "Organisation"},
        {"Organisation", "Project"},
    ]  # fmt: skip
    meant = defaultdict(set)
    for cue in of("name-cue"):
        meant[cue.language, fold(cue.text)].add(cue.term)
    assert {k: v for k, v in meant.items() if len(v) > 1 and v not in allowed} == {}


def test_negation_spares_the_patterns() -> None:
    """A pattern that held a word of negation could never match."""
    words = {(cue.language, fold(cue.text)) for cue in of("negation-cue")}
    for cue in of("pattern"):
        plain = fold(re.sub(r"\{\w+\}", " ", cue.text)).split()
        assert not any((cue.language, word) in words for word in plain), cue
