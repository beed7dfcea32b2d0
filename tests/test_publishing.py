"""A graph as a site: its files, in three formats, under any base, written whole or not at all."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.compare import isomorphic

import hanse
import hanse.publishing.pages
from hanse.errors import InputError, OutputError
from hanse.publishing import Settings, opening, publish
from hanse.publishing.masking import BLOCK, masked, private
from hanse.publishing.preparing import GAP, blanked
from hanse.publishing.rebasing import rebased
from hanse.publishing.resources import path_of
from hanse.publishing.settings import draft, read

BASE = "https://example.org/cities/"
OLD = "https://w3id.org/hanse/"
RLO = "\u202e"
PAGE = f"""# GreenRing

The GreenRing network is led by Riga (LV). Write to <anna.berzina@riga.example> or call Tel. +371 6702 6072.

## Partners

- Riga (LV)
- Tallinn (EE)
- Universität "Zwei Brüder" <script>alert(1)</script> {RLO}GmbH

Lead expert: Ana Costero.

Nothing of this last paragraph says anything that would be quoted, and so no letter of it is published by anybody.
"""
ignored = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib, of itself


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with a hostile document."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "réseau vert.md").write_text(PAGE, encoding="utf-8")
    hanse.build([folder / "réseau vert.md"], folder / "G", workers=1)
    return folder / "G"


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    target = tmp_path_factory.mktemp("published") / "site"
    with opening(built, base=BASE) as publication:
        publish(publication, target)
    return target


class Page(HTMLParser):
    """A page's links, anchors, embedded data and what may run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.scripts: list[str] = []
        self.data = ""
        self._within = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        assert not any(name.startswith("on") or name == "style" for name in said), said
        self.links += [said[name] for name in ("href", "src", "action") if name in said]
        self.anchors |= {said["id"]} if "id" in said else set()
        if tag == "script":
            self._within = said.get("type", "")
            self.scripts.append(said.get("src", self._within))

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "application/ld+json":
            self.data += data


@pytest.fixture(scope="module")
def pages(site: Path) -> Mapping[str, Page]:
    """The pages that the site's own frame holds."""
    names = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    texts = {name: (site / name).read_text(encoding="utf-8") for name in names}
    return {name: Page(text) for name, text in texts.items() if "assets/site.css" in text}


# ---- what is in it ----


@ignored
def test_the_three_formats_say_the_same(site: Path, pages: Mapping[str, Page]) -> None:
    found = sorted(site.glob("id/**/*.ttl")) + sorted(site.glob("graph/**/*.ttl"))
    assert len(found) > 20
    for path in found:
        turtle, jsonld = rdflib.Graph().parse(path), rdflib.Graph().parse(path.with_suffix(".jsonld"))
        page = pages[path.with_suffix("").relative_to(site).as_posix() + "/index.html"]
        assert isomorphic(turtle, jsonld), path
        assert isomorphic(turtle, rdflib.Graph().parse(data=page.data, format="json-ld")), path
        assert (None, rdflib.URIRef("http://rdfs.org/ns/void#inDataset"), rdflib.URIRef(BASE + "dataset")) in turtle
        assert not any(isinstance(term, rdflib.BNode) for triple in turtle for term in triple)


def test_what_is_too_much_for_a_page_is_but_linked(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hanse.publishing.pages, "EMBEDDED", 100)
    with opening(built) as publication:
        page = Page(publication.file("id/city/riga-lv/index.html").decode())
    assert not page.data
    assert "../../../id/city/riga-lv.jsonld" in page.links


def test_every_link_leads_somewhere(site: Path, pages: Mapping[str, Page]) -> None:
    for name, page in pages.items():
        for link in page.links:
            target = urlsplit(urljoin(BASE + name, link))
            if not target.geturl().startswith(BASE):
                assert target.scheme in ("http", "https"), (name, link)
                continue
            path = unquote(target.path.removeprefix(urlsplit(BASE).path))
            file = path + "index.html" if path.endswith("/") or not path else path
            if unquote(link) == BASE + path and (site / path).is_dir():  # the IRI of what the page is on
                continue
            assert (site / file).is_file(), (name, link)
            if target.fragment and file in pages:
                assert unquote(target.fragment) in pages[file].anchors, (name, link)


def test_only_files_of_the_site_run(pages: Mapping[str, Page]) -> None:
    for name, page in pages.items():
        assert all(script == "application/ld+json" or script.endswith(".js") for script in page.scripts), name
        assert not any(urlsplit(script).netloc for script in page.scripts)


def test_what_a_page_says_of_a_thing(site: Path) -> None:
    page = (site / "id/network/greenring/index.html").read_text(encoding="utf-8")
    assert "<h1" in page
    assert "is led by" in page
    assert re.search(r'href="\.\./\.\./\.\./id/document/r%C3%A9seau_vert/#quote=\d+,\d+"', page)
    assert "<mark>" in page
    assert 'class="map"' in page
    assert 'class="hub"' in page
    assert f'href="{BASE}id/network/greenring"' in page
    assert "<script>alert" not in page
    assert RLO not in page.partition("<body>")[2]  # in the data above it is as the document has it


def test_a_document_has_its_quoted_words_marked_and_anchored(site: Path) -> None:
    page = (site / "id/document/réseau_vert/index.html").read_text(encoding="utf-8")
    assert re.search(r'<mark id="quote=\d+,\d+">', page)
    assert "no letter of it is published" not in page


def test_site_json_lists_what_is_there(site: Path) -> None:
    listed = json.loads((site / "site.json").read_text())
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert there == {*listed["files"], "site.json"}
    assert (listed["base"], listed["format"]) == (BASE, 1)
    assert all((site / name).stat().st_size == one["bytes"] for name, one in listed["files"].items())


def test_no_two_parts_make_the_same_file(built: Path) -> None:
    with opening(built) as publication:
        paths = [list(part.paths()) for part in publication.parts.values()]
    assert all(some == sorted(set(some)) for some in paths)
    assert len({path for some in paths for path in some}) == sum(map(len, paths))


def test_search_finds_things_by_all_their_names(site: Path) -> None:
    found = json.loads((site / "search.json").read_text(encoding="utf-8"))
    riga = next(entry for entry in found["entries"] if entry[0] == "Riga")
    assert found["kinds"][riga[1]] == "City"
    assert (site / riga[2] / "index.html").is_file()


# ---- what is not in it ----


def test_addresses_of_people_are_nowhere(site: Path) -> None:
    for path in site.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            said = (gzip.decompress(content) if path.suffix == ".gz" else content).decode(errors="replace")
            assert "anna.berzina" not in said, path
            assert "6702 6072" not in said, path


def test_quotes_are_exact_in_the_published_text(site: Path) -> None:
    text = (site / "text/réseau_vert.txt").read_bytes().decode()
    oa = "http://www.w3.org/ns/oa#"
    checked = 0
    for quad in parse((site / "id/document/réseau_vert.ttl").read_bytes(), format=RdfFormat.TURTLE):
        place = re.search(r"#quote=(\d+),(\d+)$", getattr(quad.subject, "value", ""))
        if place and quad.predicate.value == oa + "exact":
            assert text[int(place[1]) : int(place[2])] == quad.object.value
            checked += 1
    assert checked > 3
    assert GAP * 40 in text


@given(st.text(alphabet="ab1 2+3@.(at)tel:0\n"))
def test_a_masked_text_keeps_its_length_and_holds_no_address(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert all(one in (other, BLOCK) for one, other in zip(shown, text, strict=True))
    assert "a@b.bb" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "from 2014-2020 to 2021-2027, phone 2014-2020",
        "742,572 inhabitants; 1 000 000 euro; +10 000 000 euro",
        "ISBN 978-92-79-12345-6, on 24.10.2023 at 10:30",
        "the Cities@Heart network (52.10448, 5.38327)",
        "https://mastodon.example/@city and 00:12:34",
    ],
)
def test_what_is_no_address_stays(text: str) -> None:
    assert private(text) == []


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Tel: 0034 985 12 23 34.", "0034 985 12 23 34"),
        ("téléphone : 01 23 45 67 89", "01 23 45 67 89"),
        ("тел. +359 2 123 4567", "+359 2 123 4567"),
        ("mail ana [at] city.example", "ana [at] city.example"),
        ("fax (030) 123 45 67", "(030) 123 45 67"),
    ],
)
def test_what_is_an_address_is_covered(text: str, hidden: str) -> None:
    assert masked(text) == text.replace(hidden, BLOCK * len(hidden))


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_of_a_text_only_what_is_kept_is_there(text: str, spans: list[tuple[int, int]]) -> None:
    shown = blanked(text, spans)
    kept = {at for start, end in spans for at in range(start, end)}
    assert len(shown) == len(text)
    assert all(shown[at] == (text[at] if at in kept or text[at] in "\r\n" else GAP) for at in range(len(text)))


# ---- under another base ----


@given(st.text(alphabet=st.sampled_from(f'<>"\\ \n{OLD}id/graph/x')), st.sampled_from(["id/city/riga", "ontology#x"]))
def test_another_base_is_in_no_text(text: str, path: str) -> None:
    quad = Quad(NamedNode(OLD + path), NamedNode(OLD + "ontology#says"), Literal(text), NamedNode(OLD + "graph/d"))
    (line,) = rebased([f"{quad} .\n".encode()], OLD, BASE)
    (read_,) = parse(line, format=RdfFormat.N_QUADS)
    moved = BASE + path if path.startswith("id/") else OLD + path
    assert read_ == Quad(NamedNode(moved), quad.predicate, quad.object, NamedNode(BASE + "graph/d"))


def test_no_minted_iri_of_the_old_base_is_left(site: Path) -> None:
    for path in site.glob("id/**/*.ttl"):
        said = path.read_text(encoding="utf-8")
        assert f"<{OLD}id/" not in said
        assert f"<{OLD}graph/" not in said


@pytest.mark.parametrize("base", ["ftp://a.eu/", "https://a.eu/x#", "https://a b.eu/", "https://a.eu/../", "a.eu"])
def test_a_wrong_base_is_refused(base: str, graph_directory: Path) -> None:
    with pytest.raises(InputError, match="base"), opening(graph_directory, base=base):
        pass


@given(st.text())
def test_paths_stay_inside_the_site(path: str) -> None:
    try:
        made = path_of(BASE + path, BASE)
    except ValueError:
        return
    assert (Path("/site") / made).resolve().is_relative_to("/site")
    assert all(0 < len(part.encode("utf-8", "surrogatepass")) <= 200 for part in made.split("/"))


# ---- written again, and interrupted ----


def _sample(site: Path) -> dict[str, bytes]:
    names = ["site.json", *(f"text/{path.name}" for path in (site / "text").iterdir()), "index.html"]
    return {name: (site / name).read_bytes() for name in names}


def test_what_has_not_changed_is_the_same_file(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    with opening(built) as publication:
        first = publish(publication, target)
    (target / "CNAME").write_text("example.org")
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in target.rglob("*.ttl")}
    changed = next(iter(before))
    changed.write_text("by hand")
    listed = json.loads((target / "site.json").read_text())
    (target / "id/gone.ttl").write_text("of a thing that is no more")
    listed["files"]["id/gone.ttl"] = {"sha256": "", "bytes": 26}
    (target / "site.json").write_text(json.dumps(listed))
    with opening(built) as publication:
        again = publish(publication, target)
    assert (first.new, again.new, again.changed, again.same) == (first.files, 0, 1, first.files - 1)
    assert again.removed == 1
    assert not (target / "id/gone.ttl").exists()
    assert all(before[path] == (path.stat().st_mtime_ns, path.stat().st_ino) for path in before if path != changed)
    assert (target / "CNAME").read_text() == "example.org"


def test_a_folder_of_other_things_is_refused(graph_directory: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("years of work")
    with opening(graph_directory) as publication, pytest.raises(OutputError, match="holds files, but no site"):
        publish(publication, tmp_path / "site")
    assert (tmp_path / "site" / "thesis.txt").read_text() == "years of work"


def test_killed_in_the_middle_the_old_site_is_whole(built: Path, site: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    shutil.copytree(site, target)
    before = _sample(target)
    program = (
        "import sys, time\nfrom hanse.publishing import opening, publish\n"
        "def slow(stage, done, total):\n    print(done, flush=True)\n    time.sleep(0.05)\n"
        "with opening(sys.argv[1]) as publication:\n    publish(publication, sys.argv[2], slow)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, built, target], stdout=subprocess.PIPE) as running:
        assert running.stdout
        while running.stdout.readline().strip() != b"20":
            assert running.poll() is None
        running.send_signal(signal.SIGKILL)
    assert _sample(target) == before
    with opening(built, base=BASE) as publication:
        again = publish(publication, target)
    assert (again.new, again.changed, again.removed) == (0, 0, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


# ---- settings ----


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
        ('licens = "x"', "licens: no such key (did you mean"),
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
