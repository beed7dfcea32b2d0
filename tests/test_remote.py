"""A graph on a server gives what the graph directory gives; what a server sends instead of answers is told of."""

from __future__ import annotations

import gzip
import io
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import hanse
from hanse import analysis, exporting, queries, store
from hanse.cli import cli
from hanse.errors import QueryError, QueryTimeout, ServerError
from hanse.network import PROJECTIONS
from hanse.pushing import push
from hanse.queries import Graph, Limits, questions
from hanse.queries.labels import KINDS
from hanse.store.connection import Connection
from hanse.store.connection import Limits as Patience
from hanse.store.mirror import Mirror
from hanse.store.patterns import EVERYTHING, reach
from hanse.store.remote import Remote
from hanse.views import view
from servers import Served
from triplestores import Asked, Liar, Triplestore, say

pytestmark = pytest.mark.usefixtures("state")
BASE = "https://w3id.org/hanse/"
JSON = "application/sparql-results+json"
SELECT = "SELECT ?s { ?s a hanse:City }"
NOTHING = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'


@pytest.fixture(params=["oxigraph", "virtuoso", "hanse"])
def address(
    request: pytest.FixtureRequest, state: Path, graph_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Where a server answers, with the small graph on it."""
    if request.param == "hanse":
        served: Served = request.getfixturevalue("served")
        yield f"{served.address}sparql"
        return
    server: Triplestore = request.getfixturevalue(f"{request.param}_server")
    if server.user:
        monkeypatch.setenv("HANSE_ENDPOINT_USER", server.user)
        monkeypatch.setenv("HANSE_ENDPOINT_PASSWORD", server.password)
    assert not push(graph_directory, server.query, prune=True).differences
    yield server.query


def examples(graph: Graph, question: questions.Question) -> dict[str, str]:
    """Values for what a question must know: its own examples, where the graph knows them."""
    given = {}
    for parameter in question.parameters:
        if parameter.required or parameter.kinds:
            given[parameter.name] = parameter.example
            try:
                question.bindings(given, lambda: graph.labels)
            except QueryError as error:
                if "is missing" not in str(error):
                    kinds = parameter.kinds or KINDS
                    fitting = [iri for iri, kind in graph.labels.kinds.items() if kind in kinds]
                    given[parameter.name] = graph.labels.of(min(fitting))
    return given


def test_all_saved_questions_give_the_same(address: str, graph: Graph) -> None:
    remote = hanse.open(address)
    every = questions.load()
    assert len(every) > 40
    rows = 0
    for name, question in every.items():
        needed = {p.name: p.example for p in question.parameters if p.required}
        fitting = examples(graph, question)
        for given in [needed] if needed == fitting else [needed, fitting]:
            try:
                here: Any = graph.ask(question, given)
            except QueryError as error:  # a name that the small graph does not know
                with pytest.raises(QueryError, match=re.escape(str(error))):
                    remote.ask(question, given)
                continue
            assert remote.ask(question, given) == here, name
            rows += len(here)
    assert rows > 120


def test_networks_and_measures_are_the_same(address: str, graph: Graph) -> None:
    remote = hanse.open(address)
    for of in PROJECTIONS:
        one, other = graph.network(of), remote.network(of)
        assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
        assert {frozenset(e[:2]): e[2] for e in one.edges(data=True)} == {
            frozenset(e[:2]): e[2] for e in other.edges(data=True)
        }
    measured = [analysis.analyse(asked.network("city"), ["betweenness", "constraint"]) for asked in (graph, remote)]
    assert measured[0] == measured[1]
    assert analysis.indicate(graph, "participation") == analysis.indicate(remote, "participation")


def test_explanations_views_and_exports_are_the_same(address: str, graph: Graph, graph_directory: Path) -> None:
    remote = hanse.open(address)
    for name in ("Avilés", "in4green", "estonia", "Robert'); DROP TABLE <script>"):
        assert remote.explain(name) == graph.explain(name)
    assert view(remote).html == view(queries.open(graph_directory)).html
    for format in ("nq", "nt"):
        outs = [io.BytesIO(), io.BytesIO()]
        exporting.export(graph_directory, outs[0], format)
        exporting.export(address, outs[1], format)
        assert outs[0].getvalue() == outs[1].getvalue()
    assert len(remote.store) == len(graph.store)
    assert remote.store.graphs() == graph.store.graphs()


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?network a hanse:Network ; rdfs:label 'In4Green' }",
        "ASK { ?network a hanse:Network ; rdfs:label 'from graph to graph # no' }",
        "CONSTRUCT { ?s hanse:near ?o } { ?s hanse:locatedIn ?o }",
        "SELECT ?name (COUNT(*) AS ?n) { GRAPH ?g { ?s rdfs:label ?name } } GROUP BY ?name ORDER BY ?name",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?n { ?x hanse:locatedIn* ?y . ?y rdfs:label ?n } ORDER BY ?n",
        "SELECT (COUNT(*) AS ?n) { ?x hanse:locatedIn* ?y }",
        "SELECT ?x { ?x a hanse:City FILTER(NOT EXISTS { ?x !(rdf:type|rdfs:label) 5 }) } ORDER BY ?x",
        f"SELECT (COUNT(*) AS ?n) FROM <{BASE}graph/news> {{ ?s ?p ?o }}",
        "SELECT * { ?s hanse:population ?n ; skos:prefLabel ?name } ORDER BY ?s ?n ?name",
        'PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> # from here\nSELECT ?s { ?s rdfs:label "Riga" }',
    ],
)
def test_other_queries_give_the_same(address: str, graph: Graph, query: str) -> None:
    assert hanse.open(address).query(query) == graph.query(query)


def test_text_from_anywhere_is_bound_as_a_term(address: str, graph: Graph) -> None:
    hostile = '"} UNION { ?s ?p ?o } #\\'
    assert hanse.open(address).query("SELECT ?s { ?s rdfs:label ?name }", name=hostile) == graph.query(
        "SELECT ?s { ?s rdfs:label ?name }", name=hostile
    )


def test_errors_in_a_query_are_told_before_it_is_sent(address: str) -> None:
    remote = hanse.open(address)
    with pytest.raises(QueryError, match=r"line 2, column 16: not understood.*\n  WHERE \{ \?s \?p"):
        remote.query("SELECT ?s\nWHERE { ?s ?p }")
    with pytest.raises(QueryError, match="unknown prefix 'nope:'"):
        remote.query("SELECT ?s { ?s a nope:City }")
    with pytest.raises(QueryError, match="SERVICE is refused"):
        remote.query("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    with pytest.raises(QueryError, match="DELETE is refused"):
        remote.query("DELETE WHERE { ?s ?p ?o }")
    assert len(remote.query(SELECT, Limits(rows=2))) == 2
    with pytest.raises(QueryError, match="kept on a server"):
        remote.rdflib()


def test_a_server_that_answers_otherwise_is_asked_for_triples_alone(
    virtuoso_server: Triplestore, oxigraph_server: Triplestore
) -> None:
    assert isinstance(store.connect(virtuoso_server.query), Mirror)
    assert isinstance(store.connect(oxigraph_server.query), Remote)


def test_what_a_query_reaches() -> None:
    def names(query: str) -> set[str]:
        return {"/".join(t.value.rpartition("#")[2] if t else "" for t in p) for p in reach(query).patterns}

    assert names("SELECT * { ?a hanse:x/^hanse:y* ?b }") == {"/x/", "/y/"}
    assert names("ASK { ?a a hanse:City MINUS { ?a hanse:z 1 } }") == {"/type/City", "/z/"}
    assert names("SELECT * { ?a a hanse:City FILTER(EXISTS { ?a hanse:b|hanse:c ?d ; hanse:e ?f }) }") == {
        "/type/City", "/b/", "/c/", "/e/",
    }  # fmt: skip
    for loose in (
        "SELECT * { ?a hanse:y* ?b }",
        "SELECT * { { ?a hanse:y* ?b } UNION { ?a a hanse:City } }",
        "SELECT * { ?a !(hanse:y) ?b }",
        "DESCRIBE ?a { ?a a hanse:City }",
        "SELECT * { ?a a hanse:City BIND(EXISTS { ?a ?p 1 } AS ?b) }",
        "SELECT * { ?a a hanse:City } HAVING(EXISTS { ?b hanse:y? ?c })",
    ):
        assert EVERYTHING in reach(loose).patterns, loose
    assert reach("SELECT * { GRAPH ?g { ?s a hanse:City } }").graphs
    assert not reach("SELECT * { ?s a hanse:City }").graphs


class TestTrouble:
    """A server of our own that errs, stalls, cuts and lies."""

    @pytest.fixture
    def server(self, lying_server: Liar) -> Liar:
        lying_server.does = lambda asked, connection: say(connection, body=NOTHING)
        return lying_server

    def remote(self, server: Liar, **patience: Any) -> Remote:
        return Remote(Connection(server.address, Patience(**({"pause": 0.01} | patience))))

    def test_prefixes_and_dataset_are_sent(self, server: Liar) -> None:
        remote = Remote(Connection(server.address), [("default-graph-uri", f"{BASE}graph/merge")])
        list(remote.query("SELECT ?s { ?s a hanse:City } # from rdfs:label"))
        (asked,) = server.asked
        assert asked.method == "POST"
        assert asked.headers["accept"] == JSON
        assert asked.form["query"] == [
            "PREFIX hanse: <https://w3id.org/hanse/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
            "SELECT ?s { ?s a hanse:City } # from rdfs:label"
        ]
        assert asked.form["default-graph-uri"] == [f"{BASE}graph/merge"]

    @pytest.mark.parametrize("status", [429, 502, 503])
    def test_an_overloaded_server_is_asked_again(self, server: Liar, status: int) -> None:
        answers = iter([status, status, 200])
        server.does = lambda asked, connection: say(connection, next(answers), NOTHING, Retry_After="0")
        assert list(self.remote(server).query(SELECT)) == []
        assert len(server.asked) == 3

    def test_but_not_for_ever_and_not_when_it_asks_for_too_long(self, server: Liar) -> None:
        server.does = lambda asked, connection: say(connection, 503, b"Full.", "text/plain")
        with pytest.raises(ServerError, match="HTTP 503: Full"):
            self.remote(server).query(SELECT)
        assert len(server.asked) == 4
        server.asked.clear()
        server.does = lambda asked, connection: say(connection, 429, b"", "text/plain", Retry_After="3600")
        with pytest.raises(ServerError, match="it asks to wait 3,600 s"):
            self.remote(server).query(SELECT)
        assert len(server.asked) == 1

    def test_a_connection_that_breaks_is_tried_again(self, server: Liar) -> None:
        def breaks(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
            if len(server.asked) == 2:
                connection.connection.shutdown(socket.SHUT_RDWR)
                connection.close_connection = True
            else:
                say(connection, body=NOTHING)

        server.does = breaks
        remote = self.remote(server)
        assert list(remote.query(SELECT)) == list(remote.query(SELECT)) == []
        assert len(server.asked) == 3

    def test_an_answer_that_is_cut_is_none(self, server: Liar) -> None:
        body = NOTHING.replace(b"[]", b"[" + b'{"s":{"type":"uri","value":"urn:a"}},' * 50 + b"]")

        def cuts(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
            connection.send_response(200)
            connection.send_header("Content-Type", JSON)
            connection.send_header("Content-Length", str(len(body)))
            connection.end_headers()
            connection.wfile.write(body[:300])
            connection.close_connection = True

        server.does = cuts
        with pytest.raises(ServerError, match="no connection"):
            self.remote(server, tries=2).query(SELECT)
        server.does = lambda asked, connection: say(connection, body=body[:300])
        with pytest.raises(ServerError, match="broken or cut short"):
            list(self.remote(server).query(SELECT))
        with pytest.raises(ServerError, match="broken or cut short"):
            Graph(self.remote(server), endpoint=server.address).query(SELECT)

    def test_triples_whose_end_cannot_be_known_are_none(self, server: Liar) -> None:
        def endless(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
            connection.send_response(200)
            connection.send_header("Content-Type", "application/n-triples")
            connection.end_headers()
            connection.wfile.write(b"<urn:a> <urn:b> <urn:c> .\n")
            connection.close_connection = True

        server.does = endless
        with pytest.raises(ServerError, match="does not say where its answer ends"):
            list(self.remote(server).query("CONSTRUCT WHERE { ?s ?p ?o }"))

    def test_an_answer_in_time_or_none(self, server: Liar) -> None:
        def drips(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
            connection.send_response(200)
            connection.send_header("Content-Type", JSON)
            connection.send_header("Content-Length", "1000")
            connection.end_headers()
            for _ in range(50):
                connection.wfile.write(b" ")
                time.sleep(0.05)

        for does in (drips, lambda asked, connection: time.sleep(1.5)):
            server.does = does
            begun = time.monotonic()
            with pytest.raises(QueryTimeout):
                self.remote(server, seconds=0.4).query(SELECT)
            assert time.monotonic() - begun < 1.4

    def test_an_answer_within_a_size_or_none(self, server: Liar) -> None:
        bomb = gzip.compress(b" " * 3_000_000)
        server.does = lambda asked, connection: say(connection, body=bomb, Content_Encoding="gzip")
        with pytest.raises(ServerError, match="an answer of more than 1 MB"):
            self.remote(server, bytes=1_000_000).query(SELECT)
        body = gzip.compress(NOTHING)
        server.does = lambda asked, connection: say(connection, body=body, Content_Encoding="gzip")
        assert list(self.remote(server).query(SELECT)) == []

    @pytest.mark.parametrize(
        ("kind", "body"),
        [
            ("text/html", b"<html><title>Sign in</title></html>"),
            ("text/plain", b"Virtuoso 42000 Error"),
            ("", NOTHING),
            ("application/sparql-results+xml", b"<sparql/>"),
        ],
    )
    def test_a_page_is_no_answer(self, server: Liar, kind: str, body: bytes) -> None:
        server.does = lambda asked, connection: say(connection, body=body, kind=kind)
        with pytest.raises(ServerError, match="not with what was asked for; is this the address of a SPARQL"):
            self.remote(server).query(SELECT)

    @pytest.mark.parametrize("body", [b"{", b"[]", b'{"error": "no"}', b'{"head":{},"boolean":true}', b"\xff\xfe"])
    def test_neither_is_json_of_another_kind(self, server: Liar, body: bytes) -> None:
        server.does = lambda asked, connection: say(connection, body=body)
        with pytest.raises(ServerError):
            list(self.remote(server).endpoint.rows(SELECT))

    def test_a_capped_answer_is_none_and_triples_come_in_parts(self, server: Liar) -> None:
        rows = [{"s": {"type": "uri", "value": f"urn:{n}"}} for n in range(3)]

        def capped(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
            part = re.search(r'MD5\(STR\(\?s\)\), "(\w+)"', asked.form["query"][0])
            if part:
                given = rows[int(part[1], 16) : int(part[1], 16) + 1]
                return say(
                    connection, body=json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": given}}).encode()
                )
            return say(connection, body=NOTHING, X_SPARQL_MaxRows="2")

        server.does = capped
        with pytest.raises(ServerError, match=r"no more than 2 rows \(ResultSetMaxRows\), and there are more"):
            self.remote(server).query(SELECT)
        found = self.remote(server)._in_parts("?s ?p ?o", "?s")
        assert [row["s"].value for row in found] == ["urn:0", "urn:1", "urn:2"]

    def test_part_of_an_answer_is_none(self, server: Liar) -> None:
        server.does = lambda asked, connection: say(
            connection, body=NOTHING, X_SQL_State="S1TAT", X_SQL_Message="RC: Returning incomplete results"
        )
        with pytest.raises(ServerError, match="answers only in part: RC: Returning incomplete"):
            self.remote(server).query(SELECT)

    def test_what_a_server_says_is_safe_to_print_and_shows_its_place(self, server: Liar) -> None:
        said = b"<h1>Bad</h1> \x1b[31m line 3, column 8: <script>alert(1)</script>no &lt;windows&gt;" + b"!" * 9999
        server.does = lambda asked, connection: say(connection, 400, said, "text/html")
        asked = Graph(self.remote(server), endpoint=server.address)
        with pytest.raises(QueryError) as told:
            asked.query("SELECT ?s\n{ ?s a hanse:City }")
        text = str(told.value)
        assert text.startswith(f"query, line 2, column 8: {server.address}: HTTP 400: Bad \\x1b[31m line 3")
        assert "alert" not in text
        assert text.endswith("\n  { ?s a hanse:City }\n         ^")
        assert len(text) < 500

    def test_a_redirect_leads_to_the_same_server_alone(self, server: Liar) -> None:
        def redirects(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
            if asked.path == "/other":
                say(connection, body=NOTHING)
            else:
                say(connection, 307, b"", Location=where)

        server.does = redirects
        where = "/other"
        assert list(self.remote(server).query(SELECT)) == []
        assert [asked.method for asked in server.asked] == ["POST", "POST"]
        for where in ("http://169.254.169.254/x?secret=1", "file:///etc/passwd"):  # noqa: B007
            with pytest.raises(ServerError, match=r"leads elsewhere, to \w+://") as told:
                self.remote(server).query(SELECT)
            assert "secret" not in str(told.value)
        where = "/sparql"
        with pytest.raises(ServerError, match="without end"):
            self.remote(server).query(SELECT)

    @pytest.mark.parametrize("scheme", ["Basic", "Digest"])
    def test_a_password_is_sent_when_it_is_asked_for_and_never_shown(
        self, server: Liar, scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        netrc = tmp_path / "netrc"
        netrc.write_text("machine 127.0.0.1 login me password s3cret\n")
        netrc.chmod(0o600)
        monkeypatch.setenv("NETRC", str(netrc))

        def asks(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
            if asked.headers.get("authorization", "").startswith(scheme):
                say(connection, 400, b"s3cret is no password, me", "text/plain")
            else:
                say(connection, 401, b"", WWW_Authenticate=f'{scheme} realm="x", nonce="abc", qop="auth"')

        server.does = asks
        with pytest.raises(ServerError, match="HTTP 400: █ is no password") as told:
            self.remote(server).query(SELECT)
        assert "authorization" not in server.asked[0].headers
        assert "s3cret" not in f"{told.value!r} {self.remote(server).endpoint.connection.credentials!r}"

    def test_a_token_goes_to_its_server_and_is_never_shown(self, server: Liar, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HANSE_ENDPOINT_TOKEN", "t0ken")
        server.does = lambda asked, connection: say(connection, 403, b"not t0ken", "text/plain")
        with pytest.raises(ServerError, match="HTTP 403: not █") as told:
            self.remote(server).query(SELECT)
        assert server.asked[0].headers["authorization"] == "Bearer t0ken"
        assert "t0ken" not in str(told.value)

    def test_a_netrc_that_is_broken_is_told_of_without_its_words(
        self, server: Liar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        netrc = tmp_path / "netrc"
        netrc.write_text("machine x login me\npassword s3cret s3cret\n")
        netrc.chmod(0o600)
        monkeypatch.setenv("NETRC", str(netrc))
        with pytest.raises(ServerError, match=r"netrc, line \d: not what such a file may say") as told:
            self.remote(server)
        assert "s3cret" not in str(told.value)

    @pytest.mark.parametrize(
        "address",
        ["http://", "http://me:s3cret@127.0.0.1/sparql", "http://127.0.0.1:99999/", "http://a b/", "https://[/"],
    )
    def test_an_address_that_is_none(self, address: str) -> None:
        with pytest.raises(ServerError) as told:
            hanse.open(address)
        assert "s3cret" not in str(told.value)

    def test_several_graphs_on_a_server_have_to_be_told_apart(self, server: Liar) -> None:
        rows = [{"g": {"type": "uri", "value": f"https://example.org/{n}/graph/merge"}} for n in (1, 2)]
        body = json.dumps({"head": {"vars": ["g"]}, "results": {"bindings": rows}}).encode()
        server.does = lambda asked, connection: say(connection, body=body)
        with pytest.raises(ServerError, match=r"\?default-graph-uri=https%3A%2F%2Fexample.org%2F1%2Fgraph%2Fmerge or"):
            hanse.open(server.address)

    def test_nobody_there(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))  # and nobody listens
            with pytest.raises(ServerError, match=r"no connection \(Connection refused\)"):
                hanse.open(f"http://127.0.0.1:{taken.getsockname()[1]}/sparql")


class TestCommands:
    def run(self, *arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)

    def test_take_an_endpoint_instead_of_a_directory(self, served: Served, graph_directory: Path) -> None:
        there = f"{served.address}sparql"
        for command in (
            ["query", "--saved", "programmes", "-f", "csv"],
            ["explain", "Riga"],
            ["analyse", "-f", "csv"],
            ["analyse", "participation"],
            ["export", "-f", "nq"],
            ["view", "-o", "-"],
        ):
            one = self.run(*command, "--endpoint", there)
            assert one.exit_code == 0, one.output
            assert one.stdout == self.run(*command, "-g", graph_directory).stdout
        report = self.run("report", "-o", "-", "-f", "md", "--endpoint", there).stdout
        assert f"hanse analyse --endpoint {there} participation" in report

    def test_refuse_both_and_what_a_server_cannot(self, served: Served, graph_directory: Path) -> None:
        there = ["--endpoint", f"{served.address}sparql"]
        both = self.run("query", SELECT, *there, "-g", graph_directory)
        assert (both.exit_code, "give one of them" in both.stderr) == (2, True)
        kept = self.run("analyse", *there, "--keep", "x")
        assert (kept.exit_code, "--keep takes a graph directory" in kept.stderr) == (2, True)
        with pytest.raises(QueryError, match="hanse build --min-confidence, then hanse push"):
            self.run("query", SELECT, *there, "--min-confidence", "0.9")


def test_without_httpx_there_is_a_hint(graph_directory: Path) -> None:
    at = ["--endpoint", "http://127.0.0.1:1/query"]
    for command in (["query", SELECT, *at], ["push", "-g", str(graph_directory), *at]):
        code = (
            f"import sys; sys.modules['httpx'] = None; sys.argv[1:] = {command!r}; from hanse.cli import main; main()"
        )
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert (told.returncode, told.stdout) == (1, "")
        assert told.stderr == "hanse: what asks servers is not installed: pip install 'hanse[remote]'\n"


def test_many_threads_may_ask_at_once(served: Served, graph: Graph) -> None:
    remote, found = hanse.open(f"{served.address}sparql"), []
    threads = [threading.Thread(target=lambda: found.append(remote.query(SELECT + " ORDER BY ?s"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [graph.query(SELECT + " ORDER BY ?s")] * 8
