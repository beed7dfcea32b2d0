"""The main job, end to end: sources in, a graph directory out."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

import hanse
from hanse import store
from hanse.building import Report, build
from hanse.building.cache import Cache
from hanse.building.sources import Kind, clean, discover
from hanse.building.values import UnreadableError, loaded
from hanse.cli import cli
from hanse.cli.progress import STAGES
from hanse.errors import GraphError, InputError
from hanse.views.kinds import KINDS

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "data" / "benchmark" / "documents"
TABLES = ROOT / "data" / "partnerships"
PAGE = "# In4Green\n\nThe In4Green network is led by Avilés (ES). The Mayor of Cesena, Enzo Lattuca, spoke in Riga.\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "in4green.md").write_text(PAGE, encoding="utf-8")
    return folder / "in4green.md"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in ("build", *arguments)])


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def ask(graph: Path, sparql: str) -> list[tuple[str, ...]]:
    return sorted(tuple(term.value for term in row) for row in store.open(graph).query(sparql))


# What a graph directory holds


def test_a_graph_directory_holds_all_that_is_promised(page: Path, tmp_path: Path) -> None:
    report = hanse.build(page, tmp_path / "G")
    assert isinstance(report, Report) and report.complete and report.documents == 1
    assert {"graph.nq", "store", "text", "manifest.json", "index.html"} <= {p.name for p in (tmp_path / "G").iterdir()}
    lines = (tmp_path / "G" / "graph.nq").read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines)) and len(lines) == report.quads
    assert "Avilés" in (tmp_path / "G" / "text" / "in4green.txt").read_text(encoding="utf-8")


def test_the_manifest_says_what_went_in_and_came_out(page: Path, tmp_path: Path) -> None:
    (page.parent / "empty.txt").touch()
    (page.parent / "photo.jpg").touch()
    report = build([page.parent, tmp_path / "absent.txt"], tmp_path / "G", min_confidence=0.1)
    manifest = json.loads((tmp_path / "G" / "manifest.json").read_text(encoding="utf-8"))
    (read,) = manifest["inputs"]
    assert (read["label"], read["kind"], read["identifier"], read["size"]) == (
        "pages/in4green.md",
        "document",
        "in4green",
        len(PAGE.encode()),
    )
    assert re.fullmatch("[0-9a-f]{64}", read["sha256"])
    assert {"hanse", "extraction", "gazetteer"} <= set(manifest["versions"])
    assert manifest["counts"]["facts"] == report.facts > 0
    assert manifest["options"]["min_confidence"] == 0.1 and manifest["ignored"] == 1
    left_out = {Path(one["source"]).name: one["reason"] for one in manifest["skipped"]}
    assert (
        left_out.keys() == {"empty.txt", "absent.txt"} and left_out["absent.txt"] == "there is no such file or folder"
    )


def test_every_quote_stands_in_the_kept_text(page: Path, tmp_path: Path) -> None:
    build([DOCUMENTS / "d014.html", DOCUMENTS / "d044.md", page], tmp_path / "G")
    rows = ask(
        tmp_path / "G",
        """SELECT ?id ?start ?end ?exact WHERE { ?e a hanse:Evidence ; prov:wasDerivedFrom/dcterms:identifier ?id ;
             oa:hasSelector [ oa:exact ?exact ] , [ oa:start ?start ; oa:end ?end ] }""",
    )
    assert {row[0] for row in rows} == {"d014", "d044", "in4green"}
    for identifier, start, end, exact in rows:
        text = (tmp_path / "G" / "text" / f"{identifier}.txt").read_bytes().decode()
        assert text[int(start) : int(end)] == exact


def test_documents_tables_and_graphs_meet_in_one_graph(page: Path, tmp_path: Path) -> None:
    (tmp_path / "more.ttl").write_text(
        "<https://example.org/a> <https://example.org/b> [ a <https://example.org/C> ] ."
    )
    report = build([page, TABLES, tmp_path / "more.ttl"], tmp_path / "G")
    assert (report.documents, report.tables, report.graphs) == (1, 2, 1)
    graphs = store.open(tmp_path / "G").graphs()
    assert {name.removeprefix("https://w3id.org/hanse/graph/") for name in graphs} == {
        "gazetteer",
        "in4green",
        "in4green/evidence",
        "input/more",
        "ontology",
        "urbact-networks",
        "urbact-networks/evidence",
        "urbact-partners",
        "urbact-partners/evidence",
    }
    both = """SELECT DISTINCT ?id { GRAPH ?g { ?n a hanse:Network ; rdfs:label 'In4Green' }
                ?g prov:wasDerivedFrom/dcterms:identifier ?id }"""
    assert {row[0] for row in ask(tmp_path / "G", both)} >= {"in4green", "urbact-networks"}


# The same input, the same bytes


def test_the_same_bytes_whatever_the_order_and_the_workers(tmp_path: Path) -> None:
    some = sorted(DOCUMENTS.glob("d0[0-6]*"))
    assert len(some) > 40, "enough for worker processes"
    one = build([*some, TABLES], tmp_path / "one", workers=1)
    two = build([TABLES, *reversed(some)], tmp_path / "two", workers=2)
    assert (tmp_path / "one" / "graph.nq").read_bytes() == (tmp_path / "two" / "graph.nq").read_bytes()
    assert files(tmp_path / "one" / "text") == files(tmp_path / "two" / "text")
    assert one.documents == two.documents == len(some) and one.entities == two.entities


def test_what_did_not_change_is_not_done_again(page: Path, tmp_path: Path) -> None:
    other = page.with_name("other.md")
    other.write_text("# Riga\n\nA text of no great import.\n")
    first = build(page.parent, tmp_path / "G")
    assert not any(one.cached for one in first.inputs)
    before = (tmp_path / "G" / "graph.nq").read_bytes()
    again = build(page.parent, tmp_path / "G")
    assert all(one.cached for one in again.inputs) and (tmp_path / "G" / "graph.nq").read_bytes() == before
    other.write_text("# Riga\n\nAnother text of no great import.\n")
    third = build(page.parent, tmp_path / "G")
    assert {one.identifier: one.cached for one in third.inputs} == {"in4green": True, "other": False}
    other.unlink()
    build(page.parent, tmp_path / "G")
    build(page.parent, tmp_path / "fresh")
    kept, needed = (files(tmp_path / one / "cache").keys() for one in ("G", "fresh"))
    assert kept == needed, "what isn't needed is dropped"


def test_a_cache_of_strangers_runs_no_code(tmp_path: Path) -> None:
    bad = b"cos\nsystem\n(S'touch " + str(tmp_path / "owned").encode() + b"'\ntR."
    worse = b"chanse.building.values\npickle.loads\n."
    cache = Cache(tmp_path, tmp_path / "new")
    for content in (bad, worse):
        (tmp_path / "one").write_bytes(zstandard.compress(content))
        assert cache.get("one") is None and not (tmp_path / "owned").exists()
        with pytest.raises(UnreadableError):
            loaded(zstandard.compress(content))


def test_how_far_a_build_is_is_told_for_every_stage(page: Path, tmp_path: Path) -> None:
    (page.parent / "more.jsonl").write_text('{"text": "Riga leads BiodiverCity."}\n' * 2)
    (page.parent / "t.csv").write_text("network,partner,kind,city,country,role,source_url\n")
    (page.parent / "g.nt").write_text("<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n")
    told: dict[str, list[tuple[int, int]]] = {}
    build(page.parent, tmp_path / "G", progress=lambda stage, *far: told.setdefault(stage, []).append(far))
    assert (
        {"graphs", "tables", "reading", "extracting", "identifying", "writing", "merging", "indexing"}
        <= told.keys()
        <= {*STAGES}
    )
    for stage, steps in told.items():
        assert all(done <= total or total == 0 for done, total in steps), stage
        assert stage == "mapping" or steps[-1][0] == steps[-1][1] > 0, stage
    assert told["reading"][0][1] == 0, "a file of many documents tells their number at its end"


def test_the_report_tells_how_far_to_trust_each_property(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("The In4Green network is led by Avilés (ES).", encoding="utf-8")
    result = run(tmp_path / "page.md", "-o", tmp_path / "G")
    trust = json.loads((tmp_path / "G" / "manifest.json").read_text(encoding="utf-8"))["trust"]["leadPartner"]
    assert trust["facts"] == 1
    assert trust["judged"] > 10
    assert 0.5 < trust["right"] < 1
    assert f"leadPartner {100 * trust['right']:.0f} % (n={trust['judged']})" in result.stderr


def test_facts_of_little_confidence_can_be_left_out(tmp_path: Path) -> None:
    every = build(DOCUMENTS / "d014.html", tmp_path / "all")
    none = build(DOCUMENTS / "d014.html", tmp_path / "none", min_confidence=1.0)
    assert none.facts < every.facts


def test_what_the_ontology_knows_goes_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "en.md").write_text("# In4Green\n\nThe In4Green network is co-funded by the ERDF.\n\nThemes: Noise\n")
    (tmp_path / "es.md").write_text(
        "# In4Green\n\nLa red In4Green está cofinanciada por el FEDER.\n\nTemas: Calefacción urbana, Ruido\n",
        encoding="utf-8",
    )
    build(tmp_path, tmp_path / "G", workers=1)
    opened = hanse.open(tmp_path / "G")

    def names(iri: str, property: str) -> set[str]:
        rows = opened.select(f"SELECT ?name {{ <{iri}> {property} ?name }}")
        return {str(term) for row in rows for term in row.terms}

    fund, noise = "https://w3id.org/hanse/id/programme/erdf", "https://w3id.org/hanse/themes#air-quality"
    assert names(fund, "rdfs:label") == {'"European Regional Development Fund"'} == names(fund, "skos:prefLabel")
    assert names(fund, "skos:altLabel") >= {'"ERDF"', '"FEDER"'}
    assert names(noise, "rdfs:label") == {'"Air quality"'}
    assert names(noise, "skos:prefLabel") == {'"Air quality"@en', '"Calidad del aire"@es'}
    assert names(noise, "skos:altLabel") == {'"Noise"@en', '"Ruido"@es'}
    said = opened.select("SELECT ?name { GRAPH ?g { ?theme skos:prefLabel ?name } ?g prov:wasDerivedFrom ?document }")
    assert {"Noise", "Ruido"} <= {str(row.name) for row in said}, "a document's graph says what it says"


def test_another_base(page: Path, tmp_path: Path) -> None:
    build(page, tmp_path / "G", base="https://example.org/cities/")
    assert b"<https://w3id.org/hanse/id/" not in (tmp_path / "G" / "graph.nq").read_bytes()
    for wrong in ("https://example.org/cities", "cities/", "https://example.org/<x>/"):
        with pytest.raises(InputError, match="that ends in / or #"):
            build(page, tmp_path / "G", base=wrong)


# Which sources are read


def test_folders_are_read_whole_but_for_hidden_files_and_graphs(page: Path, tmp_path: Path) -> None:
    build(page, page.parent / "G")
    (page.parent / ".hidden").mkdir()
    shutil.copy(page, page.parent / ".hidden" / "a.md")
    (page.parent / "deep" / "er").mkdir(parents=True)
    shutil.copy(page, page.parent / "deep" / "er" / "B.HTML")
    found = discover([page.parent])
    assert [source.label for source in found.sources] == ["pages/deep/er/B.HTML", "pages/in4green.md"]


def test_identifiers_are_unique_and_depend_on_no_order(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/x.txt", "b/X.md", "b/gazetteer.csv", "b/…….ttl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [discover(order) for order in ([tmp_path / "a", tmp_path / "b"], [tmp_path / "b", tmp_path / "a"])]
    assert [{source.label: source.identifier for source in one.sources} for one in found] == [
        {"a/x.txt": "x", "b/X.md": "X-2", "b/gazetteer.csv": "gazetteer-2", "b/x.txt": "x-3", "b/…….ttl": "x-4"}
    ] * 2


def test_a_file_named_twice_is_read_once(page: Path) -> None:
    assert len(discover([page, page.parent, str(page)]).sources) == 1


def test_kinds_of_sources(tmp_path: Path) -> None:
    for name in ("a.txt", "b.csv", "c.ttl", "d.warc.gz", "e.gz", ".csv"):
        (tmp_path / name).touch()
    found = discover([tmp_path])
    assert [(source.suffix, source.kind) for source in found.sources] == [
        (".txt", Kind.DOCUMENT),
        (".csv", Kind.TABLE),
        (".ttl", Kind.GRAPH),
        (".warc", Kind.DOCUMENT),
    ]
    assert found.ignored == 1
    assert "its format is not read; allowed: " in discover([tmp_path / "e.gz"]).skipped[0].reason


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_identifiers_are_safe_in_paths_and_iris(stem: str) -> None:
    identifier = clean(stem)
    assert 0 < len(identifier.encode()) <= 120
    assert re.fullmatch(r"[\w.-]+", identifier) and identifier not in {".", ".."}


# RDF as a source


def test_named_graphs_are_kept_and_blank_nodes_get_the_same_names_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_text(
        "@prefix : <https://example.org/> . :g { [] :p [ :q 1 ] . _:x :p _:x } :s :p <#here> ."
    )
    for directory in ("one", "two"):
        build(tmp_path / "a.trig", tmp_path / directory)
    text = (tmp_path / "one" / "graph.nq").read_text(encoding="utf-8")
    assert text == (tmp_path / "two" / "graph.nq").read_text(encoding="utf-8") and "_:" not in text
    quads = list(parse(text, RdfFormat.N_QUADS))
    graphs = {quad.graph_name.value for quad in quads}
    assert graphs == {"https://example.org/g", "https://w3id.org/hanse/graph/input/a"}
    assert "https://w3id.org/hanse/graph/input/a#here" in {quad.object.value for quad in quads}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", "<https://example.org/a> a <https://example.org/B> ."),
        ("a.nt", "<https://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/B> ."),
        ("a.jsonld", '{"@id": "https://example.org/a", "@type": "https://example.org/B"}'),
        (
            "a.rdf",
            '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about="https://example.org/a">'
            '<r:type r:resource="https://example.org/B"/></r:Description></r:RDF>',
        ),
    ],
)
def test_each_format_of_rdf(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    build(tmp_path / name, tmp_path / "G")
    assert ask(tmp_path / "G", "SELECT ?a { ?a a <https://example.org/B> }") == [("https://example.org/a",)]


# The place of the graph


def test_a_directory_of_other_things_is_refused(page: Path, tmp_path: Path) -> None:
    mine = tmp_path / "thesis"
    mine.mkdir()
    (mine / "chapter1.txt").write_text("mine")
    with pytest.raises(GraphError, match="holds files, but no graph; nothing in it was touched"):
        build(page, mine)
    with pytest.raises(GraphError, match="is a file"):
        build(page, mine / "chapter1.txt")
    assert files(mine) == {"chapter1.txt": b"mine"}


def test_an_empty_directory_and_a_link_to_a_graph_are_taken(page: Path, tmp_path: Path) -> None:
    (tmp_path / "G").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "G")
    build(page, tmp_path / "G")
    build(page, tmp_path / "link")
    assert (tmp_path / "link").is_symlink() and ask(tmp_path / "link", "SELECT ?n { ?n a hanse:Network }")


def test_what_the_user_put_into_a_graph_directory_stays(page: Path, tmp_path: Path) -> None:
    hanse.build(page, tmp_path / "G")
    (tmp_path / "G" / "notes").mkdir()
    (tmp_path / "G" / "notes" / "a.md").write_text("mine")
    (tmp_path / "G" / "drawing.html").write_text("mine")
    (tmp_path / "G" / "graph.nq.link").symlink_to("graph.nq")
    build(page, tmp_path / "G")
    assert (tmp_path / "G" / "notes" / "a.md").read_text() == (tmp_path / "G" / "drawing.html").read_text() == "mine"
    assert (tmp_path / "G" / "graph.nq.link").is_symlink()
    assert not (tmp_path / "G" / "index.html").exists(), "what the earlier build wrote goes with it"


# The command


def test_the_command_says_what_was_built_and_what_to_try(page: Path, tmp_path: Path) -> None:
    result = run(page, "-o", tmp_path / "G")
    assert result.exit_code == 0, result.output
    assert result.stdout == "" and "from 1 document, in " in result.stderr
    for command in ("hanse query -g", "hanse explain -g", "hanse view -g"):
        assert command in result.stderr
    assert "1 network" in result.stderr


def test_quiet_is_quiet(page: Path, tmp_path: Path) -> None:
    assert run(page, "-o", tmp_path / "G", "-q").output == ""


def test_what_is_left_out_is_named_and_the_status_says_so(page: Path, tmp_path: Path) -> None:
    (tmp_path / "odd\x1b[31m.txt").write_bytes(b"\x00\x01\x02" * 400)
    result = run(page.parent, tmp_path / "odd\x1b[31m.txt", "-o", tmp_path / "G", "-q")
    assert result.exit_code == 1
    assert "1 source left out" in result.stderr and "odd\\x1b[31m.txt: " in result.stderr
    assert f"The graph of all others is in {tmp_path / 'G'}." in result.stderr
    assert ask(tmp_path / "G", "SELECT ?n { ?n a hanse:Network }")


def test_help_has_examples() -> None:
    assert "Examples:\n" in run("--help").output


def test_a_usage_error_is_one() -> None:
    assert run().exit_code == 2 and run("x", "--workers", "0").exit_code == 2


# Parts


def test_the_start_page_of_a_very_large_graph_shows_a_part(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = hanse.build([page, TABLES], tmp_path / "G")
    whole = (tmp_path / "G" / "index.html").read_text(encoding="utf-8")
    assert "too large" not in whole
    monkeypatch.setattr("hanse.views.start.LARGE", report.quads - 1)
    part_report = hanse.build([page, TABLES], tmp_path / "G")
    part = (tmp_path / "G" / "index.html").read_text(encoding="utf-8")
    assert "too large for one page" in part and f"<b>{part_report.facts:,}</b> facts" in part
    for kind in KINDS.keys() & part_report.entities.keys():
        count = part_report.entities[kind]
        said = (KINDS[kind].label if count == 1 else KINDS[kind].plural).lower()
        assert f"<b>{count:,}</b> {said}" in part, "also of a kind of which nothing is in the part"
    drawn = (tmp_path / "G" / "graph.html").read_text(encoding="utf-8")
    assert "In4Green" in drawn and "is led by Avilés" in drawn, "with the words that say it"
