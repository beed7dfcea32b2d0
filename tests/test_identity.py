"""Identity: what is one thing, what is two, and that the order of sources doesn't matter."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.gazetteer import load
from hanse.identity import Identity
from hanse.model import Entity, Extract
from hanse.vocabulary import BASE, concept

IRI = re.compile(re.escape(BASE) + r"id/[a-z-]+/[a-z0-9]+(?:-[a-z0-9]+)*")


def thing(kind: str, name: str, *names: str, country: str = "", scope: str = "", language: str = "") -> Entity:
    return Entity(f"{kind}:{name}:{scope}", kind, name, (name, *names), language=language, country=country, scope=scope)


def iris(*documents: Sequence[Entity], order: Sequence[int] = ()) -> list[list[str]]:
    """The IRIs of the things of each document, the documents added in some order."""
    identity = Identity(load())
    for number in order or range(len(documents)):
        identity.add(Extract(f"d{number}", tuple(documents[number])))
    found = [[identity.iri(entity, f"d{number}") for entity in things] for number, things in enumerate(documents)]
    assert all(IRI.fullmatch(iri) or "/themes#" in iri for things in found for iri in things)
    return found


def same(one: Entity, other: Entity) -> bool:
    [first], [second] = iris([one], [other])
    return first == second


@pytest.mark.parametrize(
    "forms",
    [
        [("Vienna", "en", ""), ("Wien", "de", ""), ("Wiedeń", "pl", ""), ("Viena", "es", "AT"), ("Βιέννη", "el", "")],
        [
            ("Athens", "en", "GR"),
            ("Αθήνα", "el", ""),
            ("Atena", "hr", "GR"),
            ("Ateny", "pl", ""),
            ("ATHENS", "en", "GR"),
        ],
        [("Avilés", "es", ""), ("Aviles", "en", "ES"), ("AVILÉS", "es", "Spain"), ("Avilés", "es", "España")],
        [("Gdańsk", "pl", ""), ("Gdansk", "en", "PL"), ("Danzig", "de", ""), ("Gdaňsk", "cs", "Poland")],
    ],
    ids=["Vienna", "Athens", "Avilés", "Gdańsk"],
)
def test_a_city_is_one_under_all_its_names(forms: list[tuple[str, str, str]]) -> None:
    found = iris(*([thing("City", name, language=language, country=country)] for name, language, country in forms))
    assert len({iri for [iri] in found}) == 1, found


@pytest.mark.parametrize("name", ["ES", "Spain", "España", "Spanien", "Espagne", "Hiszpania", "Ισπανία"])
def test_a_country_is_one_by_code_and_by_any_name(name: str) -> None:
    assert iris([thing("Country", name)]) == [[BASE + "id/country/spain"]]


@pytest.mark.parametrize(
    ("name", "one", "other"), [("Córdoba", "ES", "AR"), ("Valencia", "ES", "VE"), ("Riga", "LV", "US")]
)
def test_cities_of_one_name_in_two_countries_are_two(name: str, one: str, other: str) -> None:
    [first], [second] = iris([thing("City", name, country=one)], [thing("City", name, country=other)])
    assert first != second
    assert first.endswith(f"-{one.lower()}")


def test_a_city_is_no_region_and_no_network_of_its_name() -> None:
    [found] = iris([thing(kind, "Valencia", country="ES") for kind in ("City", "Network", "Organisation", "Project")])
    assert len(set(found)) == 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (thing("Network", "In4Green"), thing("Network", "IN4GREEN")),
        (thing("Network", "sub>urban"), thing("Network", "SUB URBAN")),
        (thing("Organisation", "The Young Foundation"), thing("Organisation", "Young Foundation")),
        (thing("Organisation", "Università di Torino"), thing("Organisation", "Universita di Torino")),
        (thing("Person", "José Costero"), thing("Person", "Jose Costero")),
        (thing("Theme", "Circular economy", language="en"), thing("Theme", "circular economy", language="en")),
        (thing("Event", "Cities Forum 2023"), thing("Event", "Cities Forum 2023")),
        (
            thing("Organisation", "Turku Harbour", country="FI"),
            thing("Organisation", "Turku Harbour", country="Finland"),
        ),
        (thing("Organisation", "Turku Harbour", country="FI"), thing("Organisation", "Turku Harbour")),
    ],
    ids=lambda entity: f"{entity.kind} {entity.name} {entity.country}",
)
def test_one_thing(one: Entity, other: Entity) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (thing("Programme", "URBACT"), thing("Programme", "URBACT III")),
        (thing("Network", "BioCity"), thing("Project", "BioCity")),
        (thing("Network", "BioCity"), thing("Network", "BioCities")),
        (thing("Person", "Ana Gil"), thing("Person", "Ana Gila")),
        (thing("Project", "URGE", scope="Interreg Europe"), thing("Project", "URGE", scope="Interreg MED")),
        (thing("Event", "kick-off meeting", scope="described"), thing("Event", "kick-off meeting", scope="described")),
        (thing("Event", "annual conference"), thing("Event", "annual conference")),
        (thing("Event", "Cities Forum 2023"), thing("Event", "Cities Forum 2024")),
        (thing("Organisation", "Red Cross", country="FI"), thing("Organisation", "Red Cross", country="SE")),
    ],
    ids=lambda entity: f"{entity.kind} {entity.name} {entity.scope or entity.country}",
)
def test_two_things(one: Entity, other: Entity) -> None:
    assert not same(one, other)


def test_projects_of_one_acronym_keep_their_full_names_apart() -> None:
    """Two projects of one programme may share a title, and two programmes an acronym."""
    title = "Building skills for tomorrow's cities"
    found = iris(
        [
            thing("Project", "BuSK", title, scope="Baltic"),
            thing("Project", "BuSK_prep", title, scope="Baltic"),
            thing("Project", "BuSK", title, scope="Alpine"),
        ]
    )
    assert len(set(found[0])) == 3


def test_an_acronym_is_the_long_form_where_there_is_but_one() -> None:
    long = thing("Organisation", "Association of Walkable Municipalities", "AWM")
    [[full], [short]] = iris([long], [thing("Organisation", "AWM")])
    assert full == short


def test_an_acronym_of_two_bodies_is_neither() -> None:
    walkers = thing("Organisation", "Association of Walkable Municipalities", "AWM")
    water = thing("Organisation", "Agency for Water Management", "AWM")
    [[one], [other], [short]] = iris([walkers], [water], [thing("Organisation", "AWM")])
    assert len({one, other, short}) == 3


def test_an_organisation_of_two_countries_is_not_joined_by_one_without() -> None:
    named = [thing("Organisation", "Red Cross", country=country) for country in ("FI", "SE", "")]
    assert len({iri for [iri] in iris(*([one] for one in named))}) == 3


def test_a_theme_of_the_scheme_is_its_concept() -> None:
    assert iris([thing("Theme", "Circular economy", language="en")]) == [[concept("Circular economy")]]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"} DROP ALL #', "\u202eagir\u202c", "…", "日本", "a/../b", "%2e%2e"]
)
def test_no_name_breaks_an_iri(name: str) -> None:
    assert (
        len({iri for things in iris([thing(kind, name) for kind in ("Network", "Person", "City")]) for iri in things})
        == 3
    )


DOCUMENTS = (
    (thing("City", "Riga", country="LV"), thing("Network", "In4Green"), thing("Organisation", "AWM")),
    (thing("City", "Riga"), thing("Network", "IN4GREEN"), thing("Event", "kick-off meeting", scope="described")),
    (
        thing("Organisation", "Association of Walkable Municipalities", "AWM"),
        thing("Event", "kick-off meeting", scope="described"),
        thing("Project", "URGE", scope="MED"),
    ),
    (
        thing("Project", "URGE", scope="Alpine"),
        thing("Organisation", "Red Cross", country="FI"),
        thing("Person", "Ana Gil"),
    ),
    (thing("Organisation", "Red Cross"), thing("Network", "In-4-Green"), thing("Person", "Ana Gíl")),
)


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(len(DOCUMENTS))))
def test_the_order_of_sources_changes_nothing(order: list[int]) -> None:
    assert iris(*DOCUMENTS, order=order) == iris(*DOCUMENTS)


@settings(max_examples=30, deadline=None)
@given(names=st.lists(st.text("abcdexyz ", min_size=4).filter(str.strip), max_size=5))
def test_a_source_that_speaks_of_other_things_changes_nothing(names: list[str]) -> None:
    other = [thing("Organisation", f"Zz {name}") for name in names]
    assert iris(*DOCUMENTS, other)[:-1] == iris(*DOCUMENTS)


def test_identity_goes_to_another_process() -> None:
    """Which hashes texts otherwise."""
    told = Identity(load())
    names = [f"Agency {number}" for number in range(3000)]
    told.add(Extract("d", tuple(thing("Organisation", name) for name in names)))
    script = "import pickle, sys; one = pickle.load(sys.stdin.buffer); print(one.find(one.key(2999)), len(one))"
    command = [sys.executable, "-c", script]
    found = subprocess.run(command, input=pickle.dumps(told._index), capture_output=True, check=True)
    assert found.stdout.split() == [b"2999", b"3000"]


def test_places_are_told_with_their_iris() -> None:
    identity = Identity(load())
    identity.add(Extract("d", (thing("City", "Riga", country="LV"), thing("Network", "Riga"), thing("Country", "LV"))))
    told = {place.name: iri for iri, place in identity.places()}
    assert told == {"Riga": BASE + "id/city/riga-lv", "Latvia": BASE + "id/country/latvia"}
