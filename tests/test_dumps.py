"""What a site has to download: every format holds the same graph, sums agree, tables are what their metadata says."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from csvw import TableGroup
from pyoxigraph import Dataset, DefaultGraph, NamedNode, RdfFormat, Triple, parse

from hanse import store
from hanse.publishing import Publication, opening
from hanse.publishing.dumps import Dumps
from hanse.publishing.tables import tables
from hanse.vocabulary import HANSE

NAMED = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
MERGED = {"nt": RdfFormat.N_TRIPLES, "ttl": RdfFormat.TURTLE}


@pytest.fixture(scope="module")
def publication(graph_directory: Path) -> Iterator[Publication]:
    with opening(graph_directory) as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them, written."""
    made = tmp_path_factory.mktemp("site")
    part = Dumps(publication)
    for path in part.paths():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        with (made / path).open("wb") as out:
            assert part.write(path, out)
    return made / "dumps"


def unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def merge(directory: Path) -> set[Triple]:
    return {quad.triple for quad in store.open(directory).quads(graph=DefaultGraph())}


@pytest.mark.parametrize(("suffix", "format"), NAMED.items())
def test_formats_with_graphs_hold_all(folder: Path, graph_directory: Path, suffix: str, format: RdfFormat) -> None:
    whole = Dataset(parse(path=graph_directory / "graph.nq"))
    assert Dataset(parse(unpacked(folder / f"graph.{suffix}.gz"), format)) == whole
    facts = {quad for quad in whole if not quad.graph_name.value.endswith("/evidence")}
    assert set(parse(unpacked(folder / f"facts.{suffix}.gz"), format)) == facts
    assert 0 < len(facts) < len(whole)


@pytest.mark.parametrize(("suffix", "format"), MERGED.items())
def test_formats_without_graphs_hold_the_merge(
    folder: Path, graph_directory: Path, suffix: str, format: RdfFormat
) -> None:
    found = [quad.triple for quad in parse(unpacked(folder / f"graph.{suffix}.gz"), format)]
    assert set(found) == merge(graph_directory) and len(found) == len(set(found))
    facts = {quad.triple for quad in parse(unpacked(folder / f"facts.{suffix}.gz"), format)}
    assert facts == {quad.triple for quad in parse(unpacked(folder / "facts.nt.gz"), RdfFormat.N_TRIPLES)}
    assert facts < set(found)
    assert not any("confidence" in triple.predicate.value for triple in facts)


def test_rdflib_reads_the_same(folder: Path) -> None:
    import rdflib

    nt = rdflib.Graph().parse(data=unpacked(folder / "graph.nt.gz"), format="nt")
    turtle = rdflib.Graph().parse(data=unpacked(folder / "graph.ttl.gz"), format="turtle")
    assert set(nt) == set(turtle)
    assert len(nt) > 100


def test_sums_agree(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(sums) == there - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name


def test_the_same_graph_gives_the_same_bytes(folder: Path, publication: Publication) -> None:
    again = io.BytesIO()
    assert Dumps(publication).write("dumps/SHA256SUMS", again)
    assert again.getvalue() == (folder / "SHA256SUMS").read_bytes()
    assert (folder / "graph.nq.gz").read_bytes()[4:8] == b"\0\0\0\0", "no time in it"


def test_paths_are_sorted_and_no_other_is_written(publication: Publication) -> None:
    part = Dumps(publication)
    assert list(part.paths()) == sorted(part.paths())
    assert not part.write("dumps/tables/../SHA256SUMS", io.BytesIO())


def test_networks_open_in_other_programs(folder: Path, graph: Any) -> None:
    cities = nx.read_graphml(folder / "networks" / "city.graphml")
    assert set(cities) == set(graph.network("city"))
    assert cities.number_of_edges() == graph.network("city").number_of_edges()
    assert {path.stem for path in (folder / "networks").iterdir()} == {
        "city", "country", "network", "organisation", "two-mode",
    }  # fmt: skip


# ---- tables ----


def test_a_reader_of_csvw_finds_nothing_wrong(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # by which it tells what does not fit
        group = TableGroup.from_file(folder / "tables" / "csv-metadata.json")
        for table in group.tables:
            for _ in table.iterdicts(strict=True):
                pass
        assert group.check_referential_integrity()
    assert {str(table.url) for table in group.tables} == {path.name for path in (folder / "tables").glob("*.csv")}


def test_each_table_has_the_columns_that_its_query_gives(publication: Publication) -> None:
    for table in tables().values():
        assert [column.name for column in table.columns] == list(publication.graph.select(table.sparql).columns)
        assert table.title and table.description and all(column.description for column in table.columns), table.name


def test_cells_make_triples_of_the_graph(folder: Path, graph_directory: Path) -> None:
    """What the metadata says that a cell means, the graph says."""
    held, told = merge(graph_directory), 0
    for table in tables().values():
        for row in rows(folder / "tables" / f"{table.name}.csv"):
            for column in table.columns:
                if column.property and row[column.name]:
                    ends = NamedNode(row[table.columns[0].name]), NamedNode(row[column.name])
                    assert Triple(ends[0], NamedNode(column.property), ends[1]) in held, (table.name, row)
                    told += 1
    assert told > 50


def test_there_is_a_row_for_each_thing(folder: Path, graph: Any) -> None:
    for name, kind in {
        "cities": "City", "countries": "Country", "networks": "Network", "people": "Person", "events": "Event",
        "organisations": "Organisation", "programmes": "Programme", "documents": "Document", "evidence": "Evidence",
        "participations": "Participation",
    }.items():  # fmt: skip
        found = [row["iri"] for row in rows(folder / "tables" / f"{name}.csv")]
        wanted = graph.select(f"SELECT DISTINCT ?thing {{ ?thing a <{HANSE}{kind}> }}").column("thing")
        assert sorted(found) == sorted(map(str, wanted)), name
        assert found, name


def test_partnerships_and_evidence_say_what_the_graph_does(folder: Path, graph_texts: Any) -> None:
    partnerships = rows(folder / "tables" / "partnerships.csv")
    assert [(row["networkName"], row["partnerName"]) for row in partnerships if row["leads"] == "true"] == [
        ("BiodiverCity", "Riga"),
        ("In4Green", "Avilés"),
    ]
    assert len(partnerships) == 6
    for row in rows(folder / "tables" / "evidence.csv"):
        text = graph_texts[row["document"].rpartition("/")[2]]
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_no_value_is_altered_for_spreadsheets(folder: Path, publication: Publication) -> None:
    names = {row["name"] for row in rows(folder / "tables" / "people.csv")}
    assert "Robert'); DROP TABLE <script>" in names
    assert any(row["longitude"].startswith("-") for row in rows(folder / "tables" / "cities.csv"))
    about = json.loads((folder / "tables" / "csv-metadata.json").read_text())
    assert "formula" in about["dc:description"]


def test_a_wrong_column_is_told() -> None:
    from hanse.publishing.tables import _column

    with pytest.raises(ValueError, match="not a column"):
        _column("#| iri address - the thing")
