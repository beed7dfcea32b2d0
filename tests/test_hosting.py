"""The files for servers, tried on the real ones: an IRI is asked for, and answered as Accept says."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

import pytest

from hanse.publishing.hosting import Hosting, accepted
from hanse.publishing.publication import Publication
from hanse.publishing.sitemap import Sitemap

BASE = "http://example.org/cities/"
FILES = {
    "index.html": "start",
    "404.html": "nothing here",
    "id/city/riga-lv/index.html": "page",
    "id/city/riga-lv.ttl": "turtle",
    "id/city/riga-lv.jsonld": "{}",
    "id/extractor/table:one/index.html": "page",
    "id/extractor/table:one.ttl": "turtle",
    "dataset/index.html": "page",
    "dataset.ttl": "turtle",
    "dataset.jsonld": "{}",
    "browse/city/index.html": "page",
    ".well-known/void": "turtle",
    "dumps/graph.ttl.gz": "packed",
    "dumps/tables/csv-metadata.json": "{}",
    "dumps/tables/cities.csv": "iri",
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
ASKED = [
    (BROWSER, "/"),
    ("*/*", "/"),
    ("", "/"),
    ("text/turtle", ".ttl"),
    ("Text/Turtle", ".ttl"),
    ("application/ld+json", ".jsonld"),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', ".jsonld"),
    ("text/turtle;q=0.9, text/html;q=0.5", ".ttl"),
    ("text/turtle;q=0.5, application/ld+json", ".jsonld"),
    ("text/turtle;q=0.5, text/html", "/"),
    ("text/turtle;q=0, */*", "/"),
    ("text/turtle;q=0.000, application/ld+json;q=0.1", ".jsonld"),
    ("application/rdf+xml, text/turtle;q=0.9, */*;q=0.1", ".ttl"),
    ("application/ldXjson", "/"),
    ("image/png", "/"),
]


def publication(base: str = BASE, **parts: Any) -> Publication:
    return cast(Publication, SimpleNamespace(base=base, parts=parts))


def written(part: Any, path: str) -> str:
    out = BytesIO()
    assert part.write(path, out)
    return out.getvalue().decode()


@pytest.fixture(scope="module")
def site() -> Iterator[Path]:
    with TemporaryDirectory() as place:  # not pytest's, which nobody else may read: servers go by other users
        yield filled(Path(place))


def filled(folder: Path) -> Path:
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    part = Hosting(publication())
    for path in part.paths():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(written(part, path))
    shutil.copy(folder / "hosting" / "htaccess", folder / ".htaccess")
    for each in [folder, *folder.rglob("*")]:
        each.chmod(0o755)
    return folder


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(self.headers.get_all(name, []))


Server = Callable[[str, str], Answer]


def free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name, path="/usr/sbin:/usr/bin:/bin"))), None)
    if found is None:
        pytest.skip(f"no {names[0]} here")
    return found


def ask(port: int, path: str, accept: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path, headers={"Accept": accept} if accept else {})
        with connection.getresponse() as found:
            return Answer(found.status, found.headers, found.read())


def running(command: list[str], port: int, log: Path) -> Iterator[Server]:
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            for _ in range(100):
                try:
                    ask(port, "/", "")
                    break
                except OSError:
                    assert process.poll() is None, log.read_text()
                    time.sleep(0.05)
            yield lambda path, accept: ask(port, path, accept)
        finally:
            process.terminate()


APACHE = """ServerRoot {folder}
PidFile {folder}/pid
Mutex posixsem
Listen 127.0.0.1:{port}
ServerName localhost
ErrorLog {folder}/error.log
{modules}
TypesConfig /etc/mime.types
DocumentRoot {folder}/empty
Alias /cities/ {site}/
<Directory {site}>
  Require all granted
  AllowOverride FileInfo Indexes
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "mime", "dir", "alias", "rewrite", "headers")


@pytest.fixture(scope="module")
def apache(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    command = program("apache2", "httpd")
    folder, port = tmp_path_factory.mktemp("apache"), free()
    (folder / "empty").mkdir()
    found = Path("/usr/lib/apache2/modules")
    modules = "\n".join(f"LoadModule {name}_module {found}/mod_{name}.so" for name in MODULES)
    (folder / "conf").write_text(APACHE.format(folder=folder, port=port, site=site, modules=modules))
    yield from running([command, "-X", "-f", str(folder / "conf")], port, folder / "log")


NGINX = """daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi; access_log off;
  {made}
}}
"""


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    command = program("nginx")
    folder, port = tmp_path_factory.mktemp("nginx"), free()
    made = (site / "hosting" / "nginx.conf").read_text()
    made = made.replace("/var/www/hanse", str(site)).replace("listen 80;", f"listen 127.0.0.1:{port};")
    made = made.replace("mime.types", "/etc/nginx/mime.types")
    (folder / "conf").write_text(NGINX.format(folder=folder, made=made))
    yield from running([command, "-c", str(folder / "conf")], port, folder / "log")


@pytest.fixture(params=["apache", "nginx"])
def server(request: pytest.FixtureRequest) -> Server:
    return cast(Server, request.getfixturevalue(request.param))


@pytest.mark.parametrize(("accept", "form"), ASKED)
def test_an_iri_leads_to_what_is_asked_for(server: Server, accept: str, form: str) -> None:
    answer = server("/cities/id/city/riga-lv", accept)
    assert answer.status == 303
    assert answer.header("Location").endswith(f"/cities/id/city/riga-lv{form}")
    assert "Accept" in answer.header("Vary")
    assert answer.header("Access-Control-Allow-Origin") == "*"


def test_each_form_is_there_with_its_type(server: Server) -> None:
    for path, kind in [
        ("id/city/riga-lv/", "text/html; charset=utf-8"),
        ("id/city/riga-lv.ttl", "text/turtle; charset=utf-8"),
        ("id/city/riga-lv.jsonld", "application/ld+json"),
        (".well-known/void", "text/turtle; charset=utf-8"),
        ("dumps/graph.ttl.gz", "application/gzip"),
        ("dumps/tables/csv-metadata.json", "application/csvm+json"),
        ("dumps/tables/cities.csv", "text/csv; charset=utf-8"),
    ]:
        answer = server(f"/cities/{path}", "*/*")
        assert answer.status == 200, path
        assert answer.header("Content-Type").replace(";charset", "; charset").lower() == kind
        assert answer.header("Content-Encoding") == ""
        assert answer.header("Access-Control-Allow-Origin") == "*"
        assert answer.body.decode() == FILES[path + "index.html" * path.endswith("/")]


def test_iris_outside_id_and_with_escapes_are_answered_too(server: Server) -> None:
    assert server("/cities/dataset", "text/turtle").header("Location").endswith("/cities/dataset.ttl")
    answer = server("/cities/id/extractor/table%3Aone", "text/turtle")
    assert answer.status == 303
    assert server(urlsplit(answer.header("Location")).path, "*/*").body == b"turtle"


def test_what_is_no_iri_is_left_alone(server: Server) -> None:
    assert server("/cities/browse/city", "text/turtle").status == 301
    missing = server("/cities/id/city/nowhere", "text/turtle")
    assert (missing.status, missing.body) == (404, b"nothing here")


def test_no_path_leads_to_another_host(server: Server) -> None:
    for path in (
        "//example.com/cities/id/city/riga-lv",
        "//cities/id/city/riga-lv",
        "/%5cexample.com/../cities/dataset",
    ):
        where = urljoin("http://localhost", server(path, "text/turtle").header("Location"))
        assert urlsplit(where).hostname in ("localhost", "127.0.0.1"), where
    split = server("/cities/id/city/riga-lv?x=%0d%0aSet-Cookie:a=b", "text/turtle")
    assert split.header("Set-Cookie") == ""


def test_a_strange_base_writes_no_directive() -> None:
    part = Hosting(publication('http://example.org;}/a;}$x"/'))
    assert "location /a%3B%7D%24x%22/ {" in written(part, "hosting/nginx.conf")
    assert "server_name _;" in written(part, "hosting/nginx.conf")


def test_hosts_without_rules_get_types_and_the_folder_of_the_base() -> None:
    assert "/cities/* /:splat 200" in written(Hosting(publication()), "hosting/_redirects")
    assert ":splat" not in written(Hosting(publication("https://example.org/")), "hosting/_redirects")
    assert "text/turtle" in written(Hosting(publication()), "hosting/_headers")
    assert not Hosting(publication()).write("hosting/other", BytesIO())
    assert "@" not in written(Hosting(publication()), "hosting/README.md")


def test_accept_is_read_as_the_standard_says() -> None:
    import re

    assert re.search(accepted("HTML", full=True), BROWSER)
    assert not re.search(accepted("TURTLE", full=False), "text/turtle;q=0")
    assert not re.search(accepted("TURTLE", full=False), "text/turtles")


class Pages:
    def __init__(self, *paths: str) -> None:
        self.held = paths

    def paths(self) -> Iterator[str]:
        yield from self.held


def test_the_sitemap_names_every_page() -> None:
    pages = Pages("404.html", "id/city/a & b/index.html", "id/city/riga.ttl", "index.html", "graph.html")
    part = Sitemap(publication(pages=pages))
    assert list(part.paths()) == ["robots.txt", "sitemap.xml"]
    text = written(part, "sitemap.xml")
    assert [line for line in text.splitlines() if "<loc>" in line] == [
        f"<url><loc>{BASE}</loc></url>",
        f"<url><loc>{BASE}graph.html</loc></url>",
        f"<url><loc>{BASE}id/city/a%20&amp;%20b/</loc></url>",
    ]
    assert f"Sitemap: {BASE}sitemap.xml" in written(part, "robots.txt")


def test_a_large_sitemap_is_split() -> None:
    pages = Pages(*(f"id/city/{number}/index.html" for number in range(5)))
    part = Sitemap(publication(pages=pages), largest=2)
    assert list(part.paths()) == ["robots.txt", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    assert written(part, "sitemap.xml").count("<sitemap>") == 3
    assert [written(part, f"sitemap-{number}.xml").count("<loc>") for number in (1, 2, 3)] == [2, 2, 1]
    assert not part.write("sitemap-4.xml", BytesIO())
