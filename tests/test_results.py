"""Results of analysis in other programs' formats, and back in the graph."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

import hanse
from hanse.analysis import analyse, measure
from hanse.analysis.cube import cube, graph_of
from hanse.building.adding import add
from hanse.cli import cli
from hanse.errors import GraphError, QueryError
from hanse.queries import Graph
from hanse.queries.rows import Rows
from hanse.views import networks
from hanse.views.colours import communities

GEXF = {"g": "http://www.gexf.net/1.2draft", "v": "http://www.gexf.net/1.2draft/viz"}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


@pytest.fixture
def own(graph_texts: Mapping[str, str], tmp_path: Path) -> Path:
    """A graph directory that may be written."""
    (tmp_path / "listing.txt").write_text(graph_texts["listing"], encoding="utf-8")
    hanse.build([tmp_path / "listing.txt"], tmp_path / "own")
    return tmp_path / "own"


class TestParquet:
    def test_columns_keep_their_kind(self) -> None:
        rows = Rows.of(["a", "b", "c", "d"], [[1, 1, "x", None], [2.5, 2, 3, None]])
        table = parquet.read_table(io.BytesIO(rows.to_parquet()))
        assert table.to_pydict() == {"a": [1.0, 2.5], "b": [1, 2], "c": ["x", "3"], "d": [None, None]}

    def test_from_the_command(self, graph_directory: Path, tmp_path: Path) -> None:
        out = tmp_path / "cities.parquet"
        assert run("analyse", "-g", graph_directory, "-f", "parquet", "-o", out).exit_code == 0
        assert parquet.read_table(out).column("label").to_pylist() == ["Avilés", "Riga", "Tallinn"]
        assert "give -o FILE" in run("analyse", "-g", graph_directory, "-f", "parquet").output


class TestNetworkFiles:
    def test_graphml_reads_back(self, graph_directory: Path, tmp_path: Path) -> None:
        out = tmp_path / "cities.graphml"
        assert run("analyse", "-g", graph_directory, "-m", "degree", "-f", "graphml", "-o", out).exit_code == 0
        back = nx.read_graphml(out)
        assert {data["label"]: data["degree"] for _, data in back.nodes(data=True)} == {
            "Avilés": 2, "Riga": 2, "Tallinn": 2,
        }  # fmt: skip
        assert {data["networks"] for *_, data in back.edges(data=True)} == {"BiodiverCity", "BiodiverCity; In4Green"}

    def test_gexf_has_colours_sizes_and_places(self, graph: Graph) -> None:
        cities = graph.network(of="city")
        scores = {name: measure(cities, name) for name in ("strength", "community")}
        told = ElementTree.fromstring(networks.gexf(cities, scores))
        nodes = told.findall(".//g:node", GEXF)
        assert len(nodes) == 3
        for node in nodes:
            colour, size, at = (node.find(f"v:{name}", GEXF) for name in ("color", "size", "position"))
            assert colour is not None and size is not None and at is not None
            assert "#" + "".join(f"{int(colour.attrib[c]):02x}" for c in "rgb") == communities(1)[1][0]
        places = {(n.find("v:position", GEXF).attrib["x"], n.find("v:position", GEXF).attrib["y"]) for n in nodes}  # type: ignore[union-attr]
        assert len(places) == 3
        assert networks.gexf(cities, scores) == networks.gexf(cities, scores)

    def test_what_xml_cannot_hold_is_shown_as_an_escape(self) -> None:
        hostile = nx.Graph()
        hostile.add_node("n", label="a\x00b<script>\x1b[31m", networks=["\ufffe"], kind="City")
        for made in networks.FORMATS.values():
            ElementTree.fromstring(made(hostile, {}))


class TestCube:
    def test_observations_join_with_the_graph(self, own: Path) -> None:
        before = (own / "graph.nq").read_bytes()
        told = run("analyse", "-g", own, "-m", "degree,strength", "--keep", "Cities by degree")
        assert told.exit_code == 0, told.output
        rows = hanse.open(own).select("""
            SELECT ?name ?degree ?rank {
              ?observation a qb:Observation ; <https://w3id.org/hanse/measure#thing> ?city ;
                <https://w3id.org/hanse/measure#degree> ?degree ; <https://w3id.org/hanse/measure#rank> ?rank .
              ?city rdfs:label ?name ; hanse:locatedIn/rdfs:label "Latvia"
            }""")
        assert [tuple(row.values()) for row in rows] == [("Riga", 2, 2)]
        lines = (own / "graph.nq").read_bytes().splitlines()
        assert lines == sorted(lines)
        assert set(before.splitlines()) < set(lines)

    def test_kept_again_it_takes_the_place_of_the_earlier_one(self, own: Path) -> None:
        for measures in ("degree", "strength"):
            assert run("analyse", "-g", own, "-m", measures, "--keep", "cities").exit_code == 0
        (row,) = hanse.open(own).select("SELECT (COUNT(?p) AS ?n) { ?c qb:measure ?p }")
        kept = [one.value for (one,) in hanse.open(own).select("SELECT DISTINCT ?p { ?c qb:measure ?p }").terms]  # type: ignore[union-attr]
        assert "https://w3id.org/hanse/measure#strength" in kept
        assert "https://w3id.org/hanse/measure#degree" not in kept
        assert row["n"] == len(kept)

    def test_every_observation_is_complete(self, graph: Graph) -> None:
        """Integrity constraints IC-1, IC-2, IC-4 and IC-14 of the recommendation."""
        from pyoxigraph import Store

        store = Store()
        store.extend(cube(analyse(graph.network(), ["degree"]), "c", title="C", command="hanse analyse"))
        prefixes = {"qb": "http://purl.org/linked-data/cube#"}
        for missing in (
            "?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d }",
            "?d a qb:DataSet FILTER NOT EXISTS { ?d qb:structure ?s }",
            "?s qb:component/qb:dimension ?p FILTER NOT EXISTS { ?p a qb:DimensionProperty }",
            "?o qb:dataSet/qb:structure/qb:component/qb:measure ?m FILTER NOT EXISTS { ?o ?m ?v }",
        ):
            assert not store.query(f"ASK {{ {missing} }}", prefixes=prefixes, use_default_graph_as_union=True)

    def test_only_rankings_are_kept(self, own: Path) -> None:
        assert "takes a ranking" in run("analyse", "leads", "-g", own, "--keep", "x").output
        assert "holds a network" in run("analyse", "--whole", "-g", own, "-f", "gexf").output
        with pytest.raises(QueryError, match="only a ranking"):
            list(cube(Rows.of(["a"], [[1]]), "x", title="", command=""))

    def test_there_must_be_a_graph(self, tmp_path: Path) -> None:
        with pytest.raises(GraphError, match="there is no graph here"):
            add(tmp_path, graph_of("x"), [])
        assert not list(tmp_path.iterdir())
