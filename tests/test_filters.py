"""Which networks count: waves and years of running, against a handful of networks whose dates are written out here."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat
from pyoxigraph import Store as Oxigraph

from hanse.analysis import panel
from hanse.errors import QueryError
from hanse.network import PROJECTIONS
from hanse.queries import Graph
from hanse.queries.filters import chosen, filters, worded
from hanse.queries.questions import load, projections
from hanse.reporting import report
from hanse.store import Embedded
from hanse.views import view
from hanse.vocabulary import PREFIXES

DATES = {
    "Long": ("2015-09", "2018-05"),
    "Short": ("2017-01-15", "2017-12"),
    "Open": ("2016", ""),  # nobody tells its end
    "Ended": ("", "2019-06"),  # nor this one's start
    "Undated": ("", ""),
}
BOTH = ("Riga", "Turin")
KINDS = {"Long": "Action Planning Network", "Short": "Transfer Network", "Open": "Transfer Network"}


@pytest.fixture(scope="module")
def dated() -> Graph:
    """Each network has three partners: a city of its own, Riga and Turin."""
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    lines += ["@prefix : <https://example.org/> ."]
    lines += [f':{name} a hanse:City ; rdfs:label "{name}" .' for name in BOTH]
    lines += [':P a hanse:Programme ; rdfs:label "URBACT III"@en .']
    for name, (start, end) in DATES.items():
        lines.append(f':N{name} a hanse:Network ; rdfs:label "{name}" ; hanse:partner :Riga, :Turin, :C{name} .')
        lines.append(f':C{name} a hanse:City ; rdfs:label "City of {name}" .')
        lines += [f':N{name} schema:startDate "{start}" .'] * bool(start)
        lines += [f':N{name} schema:endDate "{end}" .'] * bool(end)
        lines += [f':N{name} hanse:programme :P ; dcterms:type "{KINDS.get(name)}" .'] * (name in KINDS)
    store = Oxigraph()
    for graph in (None, NamedNode("https://example.org/graph")):
        store.load("\n".join(lines).encode(), RdfFormat.TURTLE, to_graph=graph)
    return Graph(Embedded(store))


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"running": 2017}, ["Long", "Short"]),
        ({"running": "2018"}, ["Long"]),
        ({"running": "2016-2018"}, ["Long", "Open", "Short"]),
        ({"running": "2018–2020"}, ["Ended", "Long"]),
        ({"running": "2015/2016"}, ["Long", "Open"]),
        ({"running": "2018-2020", "since": 2015}, ["Long"]),
        ({"running": 2020}, []),
        ({"wave": 2017}, ["Short"]),
        ({"wave": "URBACT III Transfer Network 2017"}, ["Short"]),
        ({"wave": "urbact iii TRANSFER network 2016"}, ["Open"]),
        ({"wave": "2019"}, []),  # the end of one, the start of none
        ({"wave": 2015, "running": 2017}, ["Long"]),
        ({}, sorted(DATES)),
    ],
)
def test_networks_by_when_they_ran_and_by_wave(dated: Graph, asked: dict[str, object], names: list[str]) -> None:
    assert sorted(dated.labels.of(iri) for iri in chosen(dated, asked)) == names
    cities = dated.network("city", **asked)
    labels = {label for _, label in cities.nodes(data="label")}
    assert labels - {*BOTH} == {f"City of {name}" for name in names}
    if names:
        assert cities.edges["https://example.org/Riga", "https://example.org/Turin"]["networks"] == names


def test_a_wave_is_the_same_in_tables_and_as_a_filter(dated: Graph) -> None:
    whole = panel(dated)
    assert len(whole.waves) == 3
    for wave, networks in whole.waves.items():
        assert panel(dated, wave=str(wave)).collaborations.keys() == set(networks)


def test_of_several_starts_the_first_makes_the_wave(dated: Graph) -> None:
    store = Oxigraph()
    store.bulk_extend(iter(dated.store.oxigraph))
    more = '@prefix schema: <https://schema.org/> . <https://example.org/NShort> schema:startDate "2016-03" .'
    store.load(more.encode(), format=RdfFormat.TURTLE)
    twice = Graph(Embedded(store))
    assert panel(twice, wave=2017).collaborations == {}
    assert {one.label for one in panel(twice, wave=2016).collaborations.values()} == {"Open", "Short"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("soon", "no year or period; give for instance 2019, or 2016-2018"),
        ("2018-2016", "a period that begins in 2018 can't end in 2016"),
        ("16-18", "no year or period"),
        ("2016-2018 UNION", "no year or period"),
    ],
)
def test_periods_that_mean_nothing(dated: Graph, given: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        dated.network("city", running=given)


def test_a_wave_that_is_none_is_told_and_a_year_of_none_is_empty(dated: Graph) -> None:
    with pytest.raises(QueryError, match=r"no wave 'URBACT III 2017'; hanse analyse participation names"):
        dated.network("city", wave="URBACT III 2017")
    assert len(dated.network("organisation", wave="URBACT III Transfer Network 2017")) == 0  # a wave, without any
    assert len(dated.network("city", wave=2030)) == 0


def test_one_list_of_filters_serves_all() -> None:
    names = [one.name for one in filters()]
    for question in PROJECTIONS.values():
        assert [one.name for one in projections()[question].parameters] == names
    for name in ("known-of-networks", "themes", "country-pairs"):  # those that reports rest on
        assert [one.name for one in load()[name].parameters] == names
    for name in names:
        assert "X" in worded({name: "X"})


def test_filters_in_views_and_reports(dated: Graph) -> None:
    drawn = view(dated, "two-mode", running="2018-2020").scene
    assert {node.name for node in drawn.nodes} == {"Long", "Ended", *BOTH, "City of Long", "City of Ended"}
    assert drawn.note.startswith("Only networks running in 2018-2020. All 6 things")
    cities = view(dated, "city", running=2017).scene
    assert {node.name for node in cities.nodes} == {*BOTH, "City of Long", "City of Short"}
    (tie,) = (edge for edge in cities.edges if {edge.one, edge.other} == {f"https://example.org/{c}" for c in BOTH})
    assert tie.label == "2 shared: Long, Short"  # and not all that they ever shared
    with pytest.raises(QueryError, match=r"nothing to draw of 'city', of networks of the wave 2030"):
        view(dated, "city", wave=2030)
    findings = report(dated, running=2018)
    assert findings.chosen == "Only networks and projects running in 2018: 1 network or project."
    assert findings.command == "hanse report -g G --running 2018"
    known = next(one for section in findings.sections for one in section.exhibits if one.title == "What is missing")
    assert "hanse query -g G --saved known-of-networks -p running=2018" in known.commands
    assert "All 1 networks" in known.said
