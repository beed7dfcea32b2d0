"""What a release says of the one before: things, names and facts that came and went, and what became of their IRIs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner
from lxml import html
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, URIRef

from hanse.cli import cli
from hanse.errors import GraphError
from hanse.publishing import Settings, opening, publish
from hanse.publishing.site import PARTS
from hanse.store import write
from hanse.vocabulary import PREFIXES

BASE = "https://w3id.org/hanse/"
HANSE = PREFIXES["hanse"]
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib, of itself

NEEDED = ("things", "dataset", "dumps", "changes", "sitemap")
CHANGESET = rdflib.Namespace("http://purl.org/vocab/changeset/schema#")


def edited(source: Path, target: Path, *edits: tuple[str, str], without: str = "\n\n") -> Path:
    """A graph with its N-Quads changed: texts replaced, what holds another left out with its evidence."""
    target.mkdir(parents=True)
    lines = (source / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    gone = {line.split(" ")[0] for line in lines if without in line and "/evidence/" in line.split(" ")[0]}
    kept = [line for line in lines if without not in line and line.split(" ")[0] not in gone]
    text = "".join(kept)
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after)
    (target / "graph.nq").write_text("".join(sorted(text.splitlines(keepends=True))), encoding="utf-8", newline="")
    write(target / "store", target / "graph.nq")
    return target


@pytest.fixture(scope="module")
def newer(graph_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tallinn and BiodiverCity have other IRIs, Universidad de Oviedo is gone, In4Green is called otherwise."""
    return edited(
        graph_directory,
        tmp_path_factory.mktemp("newer") / "G",
        ("id/city/tallinn-ee>", "id/city/reval-ee>"),
        ("id/network/biodivercity>", "id/network/biodiver-city>"),
        ("id/participation/biodivercity--riga-lv>", "id/participation/biodiver-city--riga-lv>"),
        ('"In4Green"', '"IN4GREEN!"'),
        without="universidad-de-oviedo",
    )


def released(graph: Path, site: Path, version: str, previous: Path | None = None, base: str = "") -> Path:
    with opening(graph, Settings(version=version), base, previous) as publication:
        publication.__dict__["parts"] = {name: PARTS[name](publication) for name in NEEDED}
        publish(publication, site)
    return site


@pytest.fixture(scope="module")
def first(graph_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(graph_directory, tmp_path_factory.mktemp("first") / "site", "1")


@pytest.fixture(scope="module")
def second(newer: Path, first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(newer, tmp_path_factory.mktemp("second") / "site", "2", first)


def said(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path)


def text(path: Path) -> str:
    return " ".join(html.document_fromstring(path.read_text()).xpath("//main")[0].text_content().split())


def test_the_changes_are_told_by_name(second: Path) -> None:
    told = text(second / "changes" / "index.html")
    assert "Since 1, in 2." in told
    markdown = (second / "changes.md").read_text()
    assert "## Organisations removed (1)\n\n- Universidad de Oviedo (<" in markdown
    assert "## Called otherwise (1)\n\n- In4Green → IN4GREEN!\n" in markdown
    assert "## Facts removed: partner" in markdown and "- In4Green – Universidad de Oviedo\n" in markdown
    assert "## Under another IRI (2)" in markdown and f"- Tallinn (<{BASE}id/city/tallinn-ee> → <" in markdown
    assert "Cities" not in markdown and "Documents" not in markdown and "Facts added" not in markdown
    for word in ("Universidad de Oviedo", "IN4GREEN!", "In4Green partner Universidad de Oviedo", "Tallinn"):
        assert word in told, word


def test_as_data_the_changes_are_the_difference(second: Path) -> None:
    change = URIRef(BASE + "changes")
    found = said(second / "changes.ttl")
    assert set(said(second / "changes.jsonld")) == set(found)
    assert URIRef(BASE + "id/organisation/universidad-de-oviedo") in set(found.objects(change, PROV.invalidated))
    assert URIRef(BASE + "id/city/reval-ee") in set(found.objects(change, PROV.generated))

    told = [
        (str(found.value(fact, RDF.subject)), str(found.value(fact, RDF.object)).removeprefix(BASE))
        for fact in found.objects(change, CHANGESET.removal)
        if found.value(fact, RDF.predicate) == URIRef(HANSE + "partner")
    ]
    assert told == [(BASE + "id/network/in4green", "id/organisation/universidad-de-oviedo")]
    assert not list(found.objects(change, CHANGESET.addition)), "what goes on under another IRI is nothing new"


def test_what_is_the_same_elsewhere_takes_the_place(second: Path) -> None:
    tallinn = URIRef(BASE + "id/city/tallinn-ee")
    stone = said(second / "id" / "city" / "tallinn-ee.ttl")
    assert list(stone.objects(tallinn, DCTERMS.isReplacedBy)) == [URIRef(BASE + "id/city/reval-ee")]
    assert set(said(second / "id" / "city" / "tallinn-ee.jsonld")) == set(stone)
    assert stone.value(tallinn, OWL.deprecated).toPython() is True
    page = html.parse(second / "id" / "city" / "tallinn-ee" / "index.html")
    assert page.xpath("//main//a[text()='Tallinn']/@href") == ["../../../id/city/reval-ee/"]
    assert "withdrawn since 2" in text(second / "id" / "city" / "tallinn-ee" / "index.html")


def test_what_the_same_words_make_now_takes_the_place(second: Path) -> None:
    old = URIRef(BASE + "id/network/biodivercity")
    stone = said(second / "id" / "network" / "biodivercity.ttl")
    assert list(stone.objects(old, DCTERMS.isReplacedBy)) == [URIRef(BASE + "id/network/biodiver-city")]


def test_what_nothing_replaces_is_withdrawn(second: Path) -> None:
    """The sentence that named it names others still: they are not what it was."""
    old = URIRef(BASE + "id/organisation/universidad-de-oviedo")
    stone = said(second / "id" / "organisation" / "universidad-de-oviedo.ttl")
    assert not list(stone.objects(old, DCTERMS.isReplacedBy))
    assert str(stone.value(old, RDFS.label)) == "Universidad de Oviedo"
    assert "Nothing takes its place" in text(second / "id" / "organisation" / "universidad-de-oviedo" / "index.html")


def test_participations_go_on_with_their_ends(second: Path) -> None:
    retired = {one["iri"]: one["by"] for one in json.loads((second / "changes" / "retired.json").read_text())}
    assert retired["id/participation/biodivercity--riga-lv"] == ["id/participation/biodiver-city--riga-lv"]
    assert retired["id/participation/in4green--organisation-universidad-de-oviedo"] == []


def test_every_iri_of_the_release_before_still_answers(first: Path, second: Path) -> None:
    for path in sorted(first.glob("id/**/*.ttl")):
        other = second / path.relative_to(first)
        assert other.is_file() and other.with_suffix(".jsonld").is_file(), path
        assert (other.with_suffix("") / "index.html").is_file(), path


def test_the_sitemap_leaves_out_what_is_gone(second: Path) -> None:
    sitemap = (second / "sitemap.xml").read_text()
    assert "id/city/reval-ee/" in sitemap and f"{BASE}changes/" in sitemap
    assert "id/city/tallinn-ee" not in sitemap


def test_the_site_passes_its_checks(second: Path, first: Path) -> None:
    from hanse.checking import files, resources
    from hanse.checking.check import Figure
    from hanse.checking.site import open

    site = open(str(second))
    site.earlier = open(str(first))
    for check in (files.sitemap, resources.formats, resources.same, resources.named, resources.stable):
        assert [found for found in check(site) if not isinstance(found, Figure)] == [], check


def test_retired_iris_are_carried_over_and_followed(second: Path, newer: Path, tmp_path: Path) -> None:
    """Reval is called Tallinn again, under yet another IRI; the university comes back."""
    graph = edited(newer, tmp_path / "G", ("id/city/reval-ee>", "id/city/tallinn>"))
    site = released(graph, tmp_path / "site", "3", second, "https://example.org/cities/")
    retired = {one["iri"]: one for one in json.loads((site / "changes" / "retired.json").read_text())}
    assert retired["id/city/tallinn-ee"]["by"] == ["id/city/tallinn"]
    assert retired["id/city/tallinn-ee"]["since"] == "2"
    assert retired["id/city/reval-ee"] == {
        "path": "id/city/reval-ee", "iri": "id/city/reval-ee", "kind": "City", "label": "Tallinn", "since": "3",
        "by": ["id/city/tallinn"],
    }  # fmt: skip
    assert retired["id/organisation/universidad-de-oviedo"]["since"] == "2"
    stone = said(site / "id" / "city" / "tallinn-ee.ttl")
    new = "https://example.org/cities/id/city/"
    assert (URIRef(new + "tallinn-ee"), DCTERMS.isReplacedBy, URIRef(new + "tallinn")) in stone


def test_what_comes_back_is_no_longer_retired(second: Path, graph_directory: Path, tmp_path: Path) -> None:
    site = released(graph_directory, tmp_path / "site", "3", second)
    retired = {one["iri"] for one in json.loads((site / "changes" / "retired.json").read_text())}
    assert "id/city/tallinn-ee" not in retired and "id/city/reval-ee" in retired
    assert "withdrawn" not in text(site / "id" / "city" / "tallinn-ee" / "index.html")


def test_a_graph_directory_is_an_earlier_release_too(newer: Path, graph_directory: Path, tmp_path: Path) -> None:
    site = released(newer, tmp_path / "site", "", graph_directory)
    assert "Universidad de Oviedo" in text(site / "changes" / "index.html")
    same = released(newer, tmp_path / "same", "", newer)
    assert "are the same" in text(same / "changes" / "index.html")
    assert json.loads((same / "changes" / "retired.json").read_text()) == []


def test_without_an_earlier_release_nothing_is_told(first: Path) -> None:
    assert not (first / "changes").exists() and not (first / "changes.md").exists()
    assert "release before" not in text(first / "dataset" / "index.html")


def test_hostile_names_are_text(newer: Path, graph_directory: Path, tmp_path: Path) -> None:
    evil = '"<img src=x onerror=alert(1)> [x](javascript:1) *b*"'
    old = edited(graph_directory, tmp_path / "G", ('"Universidad de Oviedo"', evil))
    site = released(newer, tmp_path / "site", "2", old)
    for path in (
        site / "changes" / "index.html",
        site / "id" / "organisation" / "universidad-de-oviedo" / "index.html",
    ):
        assert "<img" not in path.read_text() and "onerror=alert" in text(path)
    assert "\\<img src=x onerror=alert(1)\\> \\[x\\](javascript:1) \\*b\\*" in (site / "changes.md").read_text()


def test_the_command_says_what_changed_in_place(graph_directory: Path, newer: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    released(graph_directory, site, "1")
    result = CliRunner().invoke(cli, ["publish", "-g", str(newer), "-o", str(site), "--diff", str(site), "-q"])
    assert result.exit_code == 0, result.output
    assert "Universidad de Oviedo" in text(site / "changes" / "index.html")


def test_a_broken_earlier_release_is_told(newer: Path, first: Path, tmp_path: Path) -> None:
    (tmp_path / "site" / "dumps").mkdir(parents=True)
    (tmp_path / "site" / "site.json").write_bytes((first / "site.json").read_bytes())
    (tmp_path / "site" / "dumps" / "graph.nq.gz").write_bytes(b"no gzip")
    with pytest.raises(GraphError, match=r"can't be read .*give a whole site"):
        released(newer, tmp_path / "new", "2", tmp_path / "site")
    assert not (tmp_path / "new").exists()
    with pytest.raises(GraphError, match="no graph"):
        released(newer, tmp_path / "new", "2", tmp_path / "nothing")
