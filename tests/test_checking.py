"""Checks of a published site: all pass on what hanse publish writes, and each fails for the fault that it is for."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import re
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from lxml import html

import hanse
from hanse.checking import CHECKS, Folder, Web, check
from hanse.checking import open as open_site
from hanse.cli import cli
from hanse.errors import InputError, QueryError
from hanse.publishing import opening, publish
from hanse.publishing.settings import read
from servers import serving

BASE = "https://data.example.org/cities/"
SETTINGS = """
title = "Cities and their networks"
description = "What three short documents say of networks of cities, their partners and their meetings, with quotes."
licence = "https://creativecommons.org/licenses/by/4.0/"
keywords = ["cities"]
version = "1.0"
homepage = "https://example.org/"
contact = "https://example.org/contact"

[publisher]
name = "Example Institute"
iri = "https://example.org/institute"
"""
DOCUMENTS = {
    "news.md": "# Avilés leads In4Green\n\nIn4Green is an URBACT IV network led by Avilés (Spain). "
    "Its partners are Riga, Solingen and Dąbrowa Górnicza.\n\nThe kick-off meeting of In4Green was held in Avilés on "
    "24 October 2023. Write to ana.costero@aviles.example or call +34 985 12 21 00.\n",
    "listing.md": "# Networks\n\n## BiodiverCity\n\nLead partner: Dunaújváros\n\nPartners: Riga, Tallinn, Cieza\n\n"
    "Programme: URBACT IV\n\nTheme: Biodiversity\n",
    "people.txt": "Ana Costero, Mayor of Avilés, met Jānis Bērziņš, head of development at Riga City Council.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a graph that was built from three documents."""
    folder = tmp_path_factory.mktemp("checked")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "publish.toml").write_text(SETTINGS, encoding="utf-8")
    hanse.build([folder / name for name in DOCUMENTS], folder / "graph", workers=1)
    with opening(folder / "graph", read(folder / "publish.toml"), base=BASE) as publication:
        publish(publication, folder / "site")
    return folder / "site"


@pytest.fixture
def broken(site: Path, tmp_path: Path) -> Path:
    """A copy of the site to break."""
    return Path(shutil.copytree(site, tmp_path / "site"))


def serve(folder: Path) -> Iterator[str]:
    """A plain static file server, which knows nothing of linked data."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    yield from serve(site)


def test_what_is_published_passes_every_check(site: Path) -> None:
    found = {result.check.name: result for result in check(Folder(site))}
    assert {name: result.problems for name, result in found.items() if not result.passed} == {}
    assert {name for name, result in found.items() if result.skipped} == {
        name for name, one in CHECKS.items() if one.needs
    }
    assert "quotes at their place" in found["evidence"].figures[0]
    assert not found["evidence"].figures[0].startswith("0 ")


def test_a_plain_static_server_passes_every_check(served: str) -> None:
    found = {result.check.name: result for result in check(Web(served))}
    problems = {name: result.problems for name, result in found.items() if not result.passed}
    assert problems.keys() <= {"types"}, problems  # Python's server has no type for .jsonld
    assert "no content negotiation here" in found["negotiated"].figures[0]


def test_what_hanse_serve_answers_passes_every_check(site: Path) -> None:
    with serving(site.parent / "graph", "--rate", "0", "--base", BASE) as served:
        served.wait_for_start()
        found = {result.check.name: result for result in check(Web(served.address))}
    assert {name: result.problems for name, result in found.items() if not result.passed} == {}
    assert {name for name, result in found.items() if result.skipped} == {"stable"}
    assert found["negotiated"].figures == ()


def test_a_crawler_finds_everything_and_no_dead_link(site: Path, served: str) -> None:
    seen, queue, dead = {served}, deque([served]), []
    while queue:
        address = queue.popleft()
        try:
            with urlopen(address) as answer:
                body, kind = answer.read(), answer.headers.get_content_type()
        except HTTPError as error:
            dead.append((error.code, address))
            continue
        if kind != "text/html":
            continue
        page = html.document_fromstring(body.decode("utf-8"))
        for found in page.xpath("//a/@href | //form/@action | //link/@href | //script/@src | //img/@src"):
            target = urljoin(answer.url, found).partition("#")[0]
            if target.startswith(served) and target not in seen:
                seen.add(target)
                queue.append(target)
    assert dead == []
    pages = {urlsplit(address).path for address in seen}
    listed = {f"/{path.removesuffix('index.html')}" for path in Folder(site).pages} - {"/404.html"}
    assert listed - pages == set()


def edit(path: Path, old: str, new: str) -> None:
    """Change a file as a careless hand would, in every place."""
    packed = path.suffix == ".gz"
    text = gzip.decompress(path.read_bytes()).decode() if packed else path.read_text(encoding="utf-8")
    changed = re.sub(old, new, text)
    assert changed != text, f"nothing like {old} in {path}"
    path.write_bytes(gzip.compress(changed.encode()) if packed else changed.encode())


def _page(site: Path) -> Path:
    return site / "id" / "network" / "in4green" / "index.html"


FAULTS: dict[str, list[Callable[[Path], object]]] = {
    "listed": [lambda site: (site / "assets" / "site.css").write_text("body {}"), lambda site: _page(site).unlink()],
    "dumps": [
        lambda site: (site / "dumps" / "graph.nq.gz").write_bytes(b""),
        lambda site: edit(site / "dataset.ttl", r'dcat:byteSize "\d+"', 'dcat:byteSize "7"'),
        lambda site: edit(site / "dataset.ttl", r'spdx:checksumValue "..', 'spdx:checksumValue "zz'),
    ],
    "one-graph": [
        lambda site: edit(site / "dumps" / "graph.trig.gz", "In4Green", "In5Green"),
        lambda site: edit(site / "dumps" / "graph.nt.gz", "In4Green", "In5Green"),
    ],
    "sitemap": [
        lambda site: edit(site / "sitemap.xml", "network/in4green", "network/in5green"),
        lambda site: (site / "sitemap.xml").write_text("<urlset>"),
    ],
    "well-known": [lambda site: (site / ".well-known" / "void").write_text("not found")],
    "licence": [
        lambda site: edit(site / "dataset.ttl", r"dcterms:license <[^>]*>", 'dcterms:license "CC BY"'),
        lambda site: edit(site / "dataset.ttl", r"dcterms:license", "dcterms:rights"),
    ],
    "described": [
        lambda site: edit(site / "dataset.ttl", "dcterms:publisher", "dcterms:relation"),
        lambda site: edit(site / "dataset.ttl", r'dcterms:modified "[^"]*"', 'dcterms:modified "yesterday"'),
    ],
    "origin": [lambda site: edit(site / "dataset.ttl", "prov:wasGeneratedBy", "prov:wasInfluencedBy")],
    "quality": [lambda site: edit(site / "dataset.ttl", r"dqv:value [\d.]+", 'dqv:value "good"')],
    "counts": [
        lambda site: edit(site / "dataset.ttl", r"void:triples \d+", "void:triples 7"),
        lambda site: edit(site / "dataset.ttl", r"void:entities \d+", "void:entities 7777"),
    ],
    "linksets": [lambda site: edit(site / "dataset.ttl", r"void:triples \d+", "void:triples 7")],
    "vocabulary": [lambda site: edit(site / "dataset.ttl", "void:exampleResource", "void:feature")],
    "findable": [
        lambda site: edit(site / "index.html", "application/ld.json", "text/plain"),
        lambda site: edit(site / "index.html", '"license"', '"about"'),
    ],
    "formats": [
        lambda site: edit(site / "site.json", r'"id/network/in4green\.ttl"', '"id/network/other.ttl"'),
        lambda site: edit(_page(site), 'rel="alternate"', 'rel="next"'),
    ],
    "same": [
        lambda site: edit(site / "id" / "network" / "in4green.ttl", "In4Green", "In5Green"),
        lambda site: edit(site / "id" / "network" / "in4green.jsonld", "In4Green", "In5Green"),
        lambda site: edit(_page(site), r'(?s)(ld\+json.*?)In4Green', r"\1In5Green"),
    ],
    "named": [lambda site: edit(site / "id" / "network" / "in4green.ttl", "rdfs:label", "rdfs:comment")],
    "nodes": [lambda site: edit(site / "dumps" / "graph.nq.gz", r"<[^>]*/id/network/in4green>", "_:in4green")],
    "answered": [lambda site: edit(site / "dumps" / "graph.nq.gz", "id/network/in4green>", "id/network/in5green>")],
    "links": [
        lambda site: edit(_page(site), r'href="(\.\./)+id/city/', 'href="../../../id/town/'),
        lambda site: edit(site / "404.html", "/cities/browse/", "/cities/brows/"),
    ],
    "external": [lambda site: edit(_page(site), "</main>", '<a href="htp:/x">x</a></main>')],
    "outside": [
        lambda site: edit(_page(site), "</main>", '<img src="https://counter.example/1.gif"></main>'),
        lambda site: edit(_page(site), "default-src [^;]*", "default-src *"),
        lambda site: edit(site / "assets" / "site.css", r"\A", "@import 'https://fonts.example/a.css';"),
    ],
    "readable": [
        lambda site: edit(_page(site), r'<html lang="\w+"', "<html"),
        lambda site: edit(_page(site), r"<title>[^<]*", "<title>"),
        lambda site: edit(_page(site), "</main>", "<h1>Again</h1></main>"),
    ],
    "programs": [
        lambda site: edit(_page(site), "</main>", "<script>alert(1)</script></main>"),
        lambda site: edit(_page(site), "</main>", '<b onmouseover="alert(1)">x</b></main>'),
        lambda site: edit(_page(site), "</main>", '<a href="JavaScript:alert(1)">x</a></main>'),
    ],
    "personal": [
        lambda site: edit(_page(site), "</main>", "ana@aviles.example</main>"),
        lambda site: edit(site / "dumps" / "graph.nq.gz", '"In4Green"', '"Tel. +34 985 12 21 00"'),
        lambda site: edit(site / "text" / "news.txt", r"\Z", "someone@example.org"),
    ],
    "shapes": [lambda site: edit(site / "dumps" / "graph.nq.gz", r"(ontology#partner> )<[^>]*>", r'\1"Riga"')],
    "evidence": [
        lambda site: edit(site / "text" / "news.txt", r"\A", "x"),
        lambda site: (site / "text" / "news.txt").unlink(),
        lambda site: edit(site / "dumps" / "graph.nq.gz", "rdf-syntax-ns#subject>", "rdf-syntax-ns#value>"),
    ],
    "confidence": [lambda site: edit(site / "dumps" / "graph.nq.gz", r'(confidence> )"0\.', r'\1"7.')],
    "terms": [
        lambda site: edit(site / "dumps" / "graph.nq.gz", "ontology#leadPartner>", "ontology#boss>"),
        lambda site: edit(site / "ontology.ttl", "skos:definition", "skos:note"),
    ],
    "questions": [
        lambda site: edit(next((site / "queries").glob("*.rq")), "SELECT", "SELECTED"),
        lambda site: edit(site / "queries" / "index.json", r'"rows": \d+', '"rows": 77777'),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "fault"), [pytest.param(name, fault, id=name) for name, faults in FAULTS.items() for fault in faults]
)
def test_each_check_fails_for_its_fault(name: str, fault: Callable[[Path], object], broken: Path) -> None:
    fault(broken)
    (result,) = check(Folder(broken), [name])
    assert not result.passed
    assert result.count >= len(result.problems) > 0


def test_every_check_has_a_fault_that_it_finds() -> None:
    assert {name for name, one in CHECKS.items() if not one.needs} == FAULTS.keys()


def test_what_an_earlier_release_described_must_still_answer(site: Path, broken: Path) -> None:
    now = Folder(broken)
    now.earlier = Folder(site)
    (result,) = check(now, ["stable"])
    assert result.passed
    edit(broken / "site.json", r'"id/network/in4green\.ttl"', '"id/network/other.ttl"')
    now = Folder(broken)
    now.earlier = Folder(site)
    (result,) = check(now, ["stable"])
    assert result.problems == (f"id/network/in4green: described by {site}, and not here",)


def test_faults_of_a_server_are_found(site: Path) -> None:
    class Careless(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = site / self.path.lstrip("/")
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.wfile.write(path.read_bytes() if path.is_file() else b"Welcome")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Careless) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        wanted = ["types", "absent", "negotiated"]
        found = [
            result.check.name
            for result in check(Web(f"http://127.0.0.1:{server.server_port}"), wanted)
            if not result.passed
        ]
        server.shutdown()
        thread.join()
    assert found == wanted


def test_the_command_tells_what_is_wrong_and_how_to_mend_it(site: Path, broken: Path) -> None:
    run = CliRunner()
    passed = run.invoke(cli, ["check", str(site), "--only", "links", "--only", "types"])
    assert passed.exit_code == 0
    assert passed.stdout.startswith("pass  links")
    assert "skip  types" in passed.stdout
    assert passed.stderr == "all 1 checks pass; 1 more need what is not here\n"
    edit(_page(broken), "</main>", "<script>alert('\x1b[31m')</script></main>")
    failed = run.invoke(cli, ["check", str(broken), "--only", "programs"])
    assert failed.exit_code == 1
    assert "FAIL  programs" in failed.stdout
    assert "To mend:" in failed.stdout
    told = json.loads(run.invoke(cli, ["check", str(broken), "--only", "programs", "-f", "json"]).stdout)
    assert [one["check"] for one in told if not one["passed"]] == ["programs"]
    assert "| **" not in run.invoke(cli, ["check", str(site), "--only", "links", "-f", "md"]).stdout
    assert "after: VoID" in run.invoke(cli, ["check", "--list"]).stdout


def test_what_is_no_site_is_told() -> None:
    with pytest.raises(InputError, match="no site here"):
        open_site("/nowhere")
    with pytest.raises(InputError, match="no answer"):
        open_site("http://127.0.0.1:9/")
    with pytest.raises(QueryError, match="no check 'link'"):
        list(check(Folder(Path()), ["link"]))
