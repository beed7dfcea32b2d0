"""A graph as a site: its files, in three formats, under any base, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

from hanse.errors import InputError, OutputError
from hanse.publishing import Settings, opening, publish
from hanse.publishing.settings import draft, read

BASE = "https://example.org/cities/"


@pytest.fixture(scope="module")
def site(graph_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small graph."""
    target = tmp_path_factory.mktemp("published") / "site"
    with opening(graph_directory, base=BASE) as publication:
        publish(publication, target)
    return target


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib, of itself
def test_turtle_and_jsonld_say_the_same(site: Path) -> None:
    for path in sorted(site.glob("id/**/*.ttl")):
        turtle, jsonld = rdflib.Graph().parse(path), rdflib.Graph().parse(path.with_suffix(".jsonld"))
        assert isomorphic(turtle, jsonld), path
        assert (None, rdflib.URIRef("http://rdfs.org/ns/void#inDataset"), rdflib.URIRef(BASE + "dataset")) in turtle


def test_what_has_not_changed_is_the_same_file(graph_directory: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    with opening(graph_directory) as publication:
        first = publish(publication, target)
        (target / "CNAME").write_text("example.org")
        before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in target.rglob("*.ttl")}
        changed = next(iter(before))
        changed.write_text("by hand")
        again = publish(publication, target)
    assert (first.new, again.new, again.changed, again.same) == (first.files, 0, 1, first.files - 1)
    assert all(before[path] == (path.stat().st_mtime_ns, path.stat().st_ino) for path in before if path != changed)
    assert (target / "CNAME").read_text() == "example.org"


def test_a_folder_of_other_things_is_refused(graph_directory: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("years of work")
    with opening(graph_directory) as publication, pytest.raises(OutputError, match="holds files, but no site"):
        publish(publication, tmp_path / "site")
    assert (tmp_path / "site" / "thesis.txt").read_text() == "years of work"


def test_site_json_lists_what_is_there(site: Path) -> None:
    listed = json.loads((site / "site.json").read_text())
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert there == {*listed["files"], "site.json"}
    assert listed["base"] == BASE


def test_the_drafted_settings_are_read(tmp_path: Path) -> None:
    draft(tmp_path / "publish.toml")
    assert read(tmp_path / "publish.toml") == Settings()
    with pytest.raises(OutputError, match="is there already"):
        draft(tmp_path / "publish.toml")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('licence = "CC BY 4.0"', "licence: 'CC BY 4.0' is not allowed; give an http"),
        ('contact = "someone@example.org"', "of a page, not an e-mail address"),
        ('licens = "x"', "licens: no such key; allowed: title, "),
        ("issued = 7", "a day, as 2026-01-31"),
        ("title = ", "not TOML"),
        ("texts = 'none'", '"quoted" or "whole"'),
        ('publisher = {name = "A", mail = "b"}', "name, and iri if there is one"),
    ],
)
def test_wrong_settings_are_told_with_what_is_allowed(line: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_text(line)
    with pytest.raises(InputError, match=r"publish\.toml: ") as raised:
        read(tmp_path / "publish.toml")
    assert reason in str(raised.value)
