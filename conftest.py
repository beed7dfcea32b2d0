"""A small graph that tests and doctests ask: two networks and a meeting, said by two documents and the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

LISTING = """In4Green
In4Green is led by Avilés (ES). Partners: Riga (LV), Universidad de Oviedo.
Theme: Green transition. Programme: URBACT IV. Lead expert: Ana Costero.
The kick-off meeting was held in Avilés on 24 October 2023. BiodiverCity has Riga, Tallinn and Avilés as partners.
"""
NEWS = "Riga leads BiodiverCity, whose theme is Biodiversity, with Tallinn (EE). Robert'); DROP TABLE <script>.\n"
PEOPLE = {"Avilés": 79514, "Riga": 742572, "Tallinn": 394024}
SINCE = {"In4Green": "2023-06", "BiodiverCity": "2024"}


def _listing() -> tuple[Any, ...]:
    entities = [
        ("Network", "In4Green", ""), ("City", "Avilés", "ES"), ("City", "Riga", "LV"), ("Country", "Spain", "ES"),
        ("Country", "Latvia", "LV"), ("Organisation", "Universidad de Oviedo", ""), ("Theme", "Green transition", ""),
        ("Programme", "URBACT IV", ""), ("Person", "Ana Costero", ""), ("Event", "kick-off meeting", ""),
        ("Network", "BiodiverCity", ""), ("City", "Tallinn", "EE"),
    ]  # fmt: skip
    facts = [
        ("In4Green", "leadPartner", "Avilés"), ("In4Green", "partner", "Riga"), ("Avilés", "locatedIn", "Spain"),
        ("In4Green", "partner", "Universidad de Oviedo"), ("In4Green", "theme", "Green transition"),
        ("In4Green", "programme", "URBACT IV"), ("In4Green", "leadExpert", "Ana Costero"),
        ("Riga", "locatedIn", "Latvia"), ("Universidad de Oviedo", "locatedIn", "Spain"),
        ("kick-off meeting", "eventOf", "In4Green"), ("kick-off meeting", "locatedIn", "Avilés"),
        ("BiodiverCity", "partner", "Riga"), ("BiodiverCity", "partner", "Tallinn"),
        ("BiodiverCity", "partner", "Avilés"),
    ]  # fmt: skip
    values = [
        ("In4Green", "type", "Action Planning Network", "string"), ("In4Green", "startDate", "2023-06", "gYearMonth"),
        ("kick-off meeting", "startDate", "2023-10-24", "date"), ("Avilés", "population", "78000", "integer"),
    ]  # fmt: skip
    return "listing", LISTING, entities, facts, values


def _news() -> tuple[Any, ...]:
    entities = [
        ("City", "Riga", "LV"), ("Network", "BiodiverCity", ""), ("Theme", "Biodiversity", ""),
        ("City", "Tallinn", "EE"), ("Country", "Estonia", "EE"), ("Person", "Robert'); DROP TABLE <script>", ""),
        ("Programme", "URBACT IV", ""),
    ]  # fmt: skip
    facts = [
        ("BiodiverCity", "leadPartner", "Riga"), ("BiodiverCity", "partner", "Tallinn"),
        ("BiodiverCity", "theme", "Biodiversity"), ("Tallinn", "locatedIn", "Estonia"),
        ("BiodiverCity", "expert", "Robert'); DROP TABLE <script>"), ("BiodiverCity", "programme", "URBACT IV"),
    ]  # fmt: skip
    values = [
        ("BiodiverCity", "startDate", "2024", "gYear"), ("BiodiverCity", "type", "Action Planning Network", "string"),
        ("document", "title", "Riga leads BiodiverCity", "string"),
    ]  # fmt: skip
    return "news", NEWS, entities, facts, values


def _quads(
    name: str,
    text: str,
    entities: Iterable[tuple[str, str, str]],
    facts: Iterable[tuple[str, str, str]],
    values: Iterable[tuple[str, str, str, str]],
) -> Iterator[object]:
    from hanse.model import Document, Entity, Evidence, Extract, Fact, Span, Value
    from hanse.triples import quads
    from hanse.vocabulary import mint

    def sentence(word: str) -> Span:
        at = max(text.find(word), 0)
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        return Span(start, end)

    def proof(word: str) -> Evidence:
        return Evidence(sentence(word), "hand", 0.9)

    things = tuple(Entity(label, kind, label, country=code) for kind, label, code in entities)
    said = [Fact(s, p, o, proof(o), since=SINCE.get(s, "") if "artner" in p else "") for s, p, o in facts]
    said += [Fact(s, p, Value(o, datatype), proof(s)) for s, p, o, datatype in values]
    yield from quads(
        Extract(name, things, tuple(said)),
        Document(name, f"{name}.txt", text, language="en"),
        lambda entity: mint(entity.kind, f"{entity.name} {entity.country}" if entity.kind == "City" else entity.name),
    )


def _places() -> Iterator[object]:
    from hanse.triples import gazetteer
    from hanse.vocabulary import mint

    places = [
        ("City", "Avilés", "ES", 43.55, -5.92), ("City", "Riga", "LV", 56.95, 24.11),
        ("City", "Tallinn", "EE", 59.44, 24.75), ("Country", "Spain", "ES", 40.0, -4.0),
        ("Country", "Latvia", "LV", 57.0, 25.0), ("Country", "Estonia", "EE", 59.0, 26.0),
    ]  # fmt: skip
    found = []
    for number, (kind, name, country, latitude, longitude) in enumerate(places, 1):
        iri = mint(kind, f"{name} {country}" if kind == "City" else name)
        codes: Mapping[str, str] = {}
        place = SimpleNamespace(
            id=number, name=name, kind=kind, country=country, latitude=latitude, longitude=longitude, codes=codes,
            population=PEOPLE.get(name, 0), region="", capital=name in ("Riga", "Tallinn"),
        )  # fmt: skip
        found.append((iri, place))
    yield from gazetteer(found)


@pytest.fixture(scope="session")
def graph_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph directory, as a build leaves it."""
    from hanse.store import write

    directory = tmp_path_factory.mktemp("graph") / "small"
    directory.mkdir()
    lines = {f"{quad} .\n" for part in (_quads(*_listing()), _quads(*_news()), _places()) for quad in part}
    (directory / "graph.nq").write_text("".join(sorted(lines)), encoding="utf-8", newline="")
    write(directory / "store", directory / "graph.nq")
    return directory


@pytest.fixture(scope="session")
def graph_texts() -> Mapping[str, str]:
    """The text of each of its documents."""
    return {"listing": LISTING, "news": NEWS}


@pytest.fixture(scope="session")
def graph(graph_directory: Path) -> Any:
    """The same, opened."""
    import hanse.queries

    return hanse.queries.open(graph_directory)


@pytest.fixture(autouse=True)
def _known_to_doctests(doctest_namespace: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """Doctests may ask ``graph``."""
    if request.node.__class__.__name__ == "DoctestItem":
        doctest_namespace["graph"] = request.getfixturevalue("graph")
