"""A graph put onto servers: whole, in part, again after it was cut off, and never more than it may."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result
from pyoxigraph import DefaultGraph, NamedNode

import hanse
from hanse import store
from hanse.cli import cli
from hanse.errors import GraphError, ServerError
from hanse.pushing import push
from hanse.pushing.journal import Entry, Journal
from hanse.store.connection import Connection
from hanse.store.remote import Remote
from triplestores import Asked, Liar, Triplestore, oxigraph, say

pytestmark = pytest.mark.usefixtures("state")
BASE = "https://w3id.org/hanse/"
FOREIGN = "https://example.org/of-others"
SAME = '<urn:a> <urn:b> "c" .\n'


@pytest.fixture
def server(oxigraph_server: Triplestore) -> Triplestore:
    """An Oxigraph server, emptied."""
    httpx.post(
        oxigraph_server.query.replace("/query", "/update"),
        content="CLEAR ALL",
        headers={"Content-Type": "application/sparql-update"},
    ).raise_for_status()
    return oxigraph_server


@pytest.fixture
def copy(graph_directory: Path, tmp_path: Path) -> Path:
    """The small graph, to be changed."""
    target = tmp_path / "copy"
    shutil.copytree(graph_directory, target)
    return target


def change(directory: Path, lines: list[str], without: str = "|") -> None:
    """Another build of a graph: lines added, those of a graph left out."""
    old = (directory / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    new = sorted([line for line in old if without not in line] + lines)
    (directory / "graph.nq").write_text("".join(new), encoding="utf-8", newline="")
    shutil.rmtree(directory / "store")
    store.write(directory / "store", directory / "graph.nq")


def held(address: str, graph: str | None = None) -> set[str]:
    """The triples that a server has in a graph, or in its default graph."""
    with Connection(address) as connection:
        where = DefaultGraph() if graph is None else NamedNode(graph)
        return {str(quad.triple) for quad in Remote(connection).quads(graph=where)}


def here(directory: Path, graph: str | None = None) -> set[str]:
    where = DefaultGraph() if graph is None else NamedNode(graph)
    return {str(quad.triple) for quad in store.open(directory).quads(graph=where)}


def passed_on(server: Triplestore, asked: Asked, connection: BaseHTTPRequestHandler, body: bytes | None = None) -> None:
    """Pass a request on to a real server, perhaps with another body."""
    answer = httpx.request(
        asked.method,
        server.query.replace("/query", asked.path),
        content=asked.body if body is None else body,
        headers={name: asked.headers[name] for name in ("content-type", "accept") if name in asked.headers},
    )
    say(connection, answer.status_code, answer.content, answer.headers.get("content-type", "text/plain"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.mark.parametrize("protocol", ["gsp", "update"])
def test_all_graphs_are_there_and_their_merge_is_the_default_graph(
    server: Triplestore, graph_directory: Path, protocol: str
) -> None:
    done = push(graph_directory, server.query, protocol=protocol)
    opened = store.open(graph_directory)
    assert (done.differences, done.place, done.protocol) == ((), "", protocol)
    assert done.graphs == len(opened.graphs()) > 3
    for graph in opened.graphs():
        assert held(server.query, graph) == here(graph_directory, graph)
    assert held(server.query) == here(graph_directory)
    assert store.connect(server.query).graphs() == opened.graphs()  # and the probe is gone


def test_only_what_changed_is_sent_again(server: Triplestore, copy: Path) -> None:
    assert len(push(copy, server.query).plan.new) == push(copy, server.query).plan.same.__len__()
    change(copy, [f'<{BASE}id/city/riga-lv> <urn:b> "c" <{BASE}graph/news> .\n'])
    done = push(copy, server.query)
    assert done.plan.sent == (f"{BASE}graph/news", "")  # the graph, and the merge
    assert not done.differences
    assert held(server.query) == here(copy)


def test_what_somebody_else_changed_is_put_right(server: Triplestore, graph_directory: Path) -> None:
    push(graph_directory, server.query)
    news = f"{BASE}graph/news"
    httpx.post(server.graphs, params={"graph": news}, content=SAME, headers={"Content-Type": "text/turtle"})
    assert push(graph_directory, server.query).plan.changed == (news,)
    assert held(server.query, news) == here(graph_directory, news)


def test_graphs_that_are_gone_go_only_where_that_is_asked_for(server: Triplestore, copy: Path) -> None:
    push(copy, server.query)
    gone = tuple(f"{BASE}graph/news{end}" for end in ("", "/evidence"))
    change(copy, [], without=f"<{BASE}graph/news")
    told = run("push", "-g", copy, "--endpoint", server.query)
    assert told.exit_code == 0
    assert "2 graphs on the server that are no longer here: --prune drops them" in told.stderr
    assert held(server.query, gone[0])
    assert push(copy, server.query, prune=True).dropped == gone
    assert not held(server.query, gone[0])


def test_a_dry_run_sends_nothing(server: Triplestore, graph_directory: Path, state: Path) -> None:
    told = run("push", "-g", graph_directory, "--endpoint", server.query, "--dry-run")
    graphs = len(store.open(graph_directory).graphs()) + 1
    assert told.stdout.startswith(f"{graphs} graphs to send")
    assert not store.connect(server.query).graphs()
    assert not state.exists()


def test_what_others_keep_on_the_server_stays(server: Triplestore, graph_directory: Path) -> None:
    kind = {"Content-Type": "text/turtle"}
    httpx.put(server.graphs, params={"graph": FOREIGN}, content=SAME, headers=kind)
    httpx.put(f"{server.graphs}?default", content=SAME, headers=kind)
    done = push(graph_directory, server.query, prune=True)
    assert done.place == f"{BASE}graph/merge"  # the default graph is theirs
    assert len(held(server.query)) == len(held(server.query, FOREIGN)) == 1
    assert not push(graph_directory, server.query).plan.sent
    # and yet queries see the merge, alone, and the named graphs
    asked = store.connect(server.query)
    (row,) = asked.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(row["n"].value) == len(here(graph_directory))
    graphs = [row["g"].value for row in asked.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")]
    assert graphs == asked.graphs() == store.open(graph_directory).graphs()


def test_a_default_graph_that_others_use_by_now_is_left_to_them(server: Triplestore, copy: Path) -> None:
    assert push(copy, server.query).place == ""
    httpx.post(f"{server.graphs}?default", content=SAME, headers={"Content-Type": "text/turtle"})
    before = held(server.query)
    change(copy, [f'<{BASE}id/city/riga-lv> <urn:b> "c" <{BASE}graph/news> .\n'])
    assert push(copy, server.query).place == f"{BASE}graph/merge"
    assert held(server.query) == before
    assert hanse.open(server.query).query('ASK { ?city <urn:b> "c" ; a hanse:City }') is True


def test_another_machine_puts_the_merge_where_it_was(server: Triplestore, copy: Path, state: Path) -> None:
    push(copy, server.query)
    shutil.rmtree(state)
    change(copy, [f'<{BASE}id/city/riga-lv> <urn:b> "c" <{BASE}graph/news> .\n'])
    assert push(copy, server.query).place == ""
    assert held(server.query) == here(copy)


def test_where_the_default_graph_is_the_union_the_merge_has_a_graph_of_its_own(graph_directory: Path) -> None:
    with oxigraph("--union-default-graph") as union:
        assert push(graph_directory, union.query).place == f"{BASE}graph/merge"
        (row,) = store.connect(union.query).query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert int(row["n"].value) == len(here(graph_directory))


def test_a_push_that_was_killed_goes_on(server: Triplestore, copy: Path, lying_server: Liar) -> None:
    """Killed, as by kill -9, in the middle of a graph; what was there in full by then is not sent again."""
    change(copy, [f'<{BASE}id/x/{n}> <urn:b> "c" <{BASE}graph/{n % 40:02}> .\n' for n in range(2000)])
    sent = 0

    def slowly(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
        """Pass on to the real server; of the twentieth graph, only half."""
        nonlocal sent
        sent += asked.method == "PUT"
        if sent >= 20:
            return time.sleep(30)
        return passed_on(server, asked, connection)

    lying_server.does = slowly
    address = lying_server.address.replace("/sparql", "/query")
    command = "import sys; from hanse.pushing import push; push(*sys.argv[1:])"
    process = subprocess.Popen([sys.executable, "-c", command, str(copy), address])
    while sent < 20:
        time.sleep(0.02)
        assert process.poll() is None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    journal = Journal(address, BASE)
    assert len(journal.entries) == 18  # the first was the probe
    journal.path.write_bytes(journal.path.read_bytes() + b'{"graph": "cut o')
    sent = -1000
    done = push(copy, address)
    assert len(done.plan.same) == 18
    assert len(done.plan.new) == done.graphs + 1 - 18
    assert not done.differences
    assert held(server.query) == here(copy)


def test_a_server_that_loses_triples_is_told_of(server: Triplestore, graph_directory: Path, lying_server: Liar) -> None:
    def lossy(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
        body = asked.body
        if asked.method == "PUT" and asked.path.endswith("news"):
            body = body.split(b"\n", 1)[1]
        passed_on(server, asked, connection, body)

    lying_server.does = lossy
    told = run("push", "-g", graph_directory, "--endpoint", lying_server.address.replace("/sparql", "/query"))
    assert told.exit_code == 1
    count = len(here(graph_directory, f"{BASE}graph/news"))
    assert f"<{BASE}graph/news>: {count} triples here, {count - 1} on the server\n  not there: <" in told.stderr


def test_text_of_a_difference_is_safe_to_print(server: Triplestore, copy: Path, lying_server: Liar) -> None:
    hostile = "\x1b[31m \u202ered"
    change(copy, [f'<{BASE}id/x> <urn:b> "{hostile}" <{BASE}graph/a> .\n'])

    def nothing(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
        dropped = asked.method == "PUT" and asked.path.endswith("%2Fa")
        passed_on(server, asked, connection, b"" if dropped else None)

    lying_server.does = nothing
    told = run("push", "-g", copy, "--endpoint", lying_server.address.replace("/sparql", "/query"))
    assert told.exit_code == 1
    assert "\\u001B[31m \\u202ered" in told.stderr
    assert hostile not in told.stderr


def test_parts_that_are_sent_make_a_whole(server: Triplestore, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hanse.pushing.writers import GraphStore, Update

    monkeypatch.setitem(GraphStore.__init__.__kwdefaults__ or {}, "part", 1)
    monkeypatch.setattr(GraphStore.__init__, "__defaults__", (500,))
    monkeypatch.setattr(Update.__init__, "__defaults__", (3,))
    for protocol in ("gsp", "update"):
        change(copy, [f'<{BASE}id/x/y> <urn:{protocol}> "c" <{BASE}graph/news> .\n'])
        assert not push(copy, server.query, protocol=protocol).differences
        assert held(server.query) == here(copy)


@pytest.mark.parametrize("status", [401, 403])
def test_a_server_that_wants_a_password_says_how_one_is_given(
    graph_directory: Path, lying_server: Liar, status: int
) -> None:
    def closed(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
        if asked.method == "PUT":
            return say(connection, status, b"Not you.", "text/plain")
        return say(connection, body=b'{"head":{"vars":["n"]},"results":{"bindings":[]}}')

    lying_server.does = closed
    with pytest.raises(ServerError, match=rf"HTTP {status}: Not you. \(set HANSE_ENDPOINT_TOKEN, or") as told:
        push(graph_directory, lying_server.address)
    assert told.value.status == status


def test_a_server_that_takes_nothing_is_told_of_with_what_was_tried(graph_directory: Path, lying_server: Liar) -> None:
    def reader(asked: Asked, connection: BaseHTTPRequestHandler) -> None:
        if "update" in asked.headers.get("content-type", "") or asked.method == "PUT":
            return say(connection, 405, b"", "text/plain")
        return say(connection, body=b'{"head":{"vars":["n"]},"results":{"bindings":[]}}')

    lying_server.does = reader
    with pytest.raises(ServerError, match=r"takes no triples where servers do; tried .*/data \(405\).*--to URL"):
        push(graph_directory, lying_server.address)


def test_graphs_outside_the_base_are_not_sent(server: Triplestore, copy: Path) -> None:
    change(copy, [f"<urn:a> <urn:b> <urn:c> <{FOREIGN}> .\n"])
    with pytest.raises(GraphError, match=f"<{FOREIGN}> is not below the base {BASE}"):
        push(copy, server.query)
    with pytest.raises(GraphError, match="there is no graph here"):
        push(copy / "nowhere", server.query)


def test_a_journal_that_is_broken_is_none(state: Path) -> None:
    journal = Journal("http://127.0.0.1/", BASE)
    journal.add(Entry("g:a", "x"))
    journal.path.write_bytes(journal.path.read_bytes() + b'{"graph": "g:b", "s\n[]\n\xff\n')
    journal.add(Entry("g:c", "z"))
    assert set(Journal("http://127.0.0.1/", BASE).entries) == {"g:a", "g:c"}
    assert not Journal("http://127.0.0.1/other", BASE).entries
    assert journal.path.is_relative_to(state)


class TestVirtuoso:
    @pytest.fixture(autouse=True)
    def _password(self, state: Path, virtuoso_server: Triplestore, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HANSE_ENDPOINT_USER", virtuoso_server.user)
        monkeypatch.setenv("HANSE_ENDPOINT_PASSWORD", virtuoso_server.password)

    @pytest.mark.parametrize("options", [{}, {"protocol": "update"}])
    def test_takes_all_graphs_and_the_merge_as_one_of_its_own(
        self, virtuoso_server: Triplestore, graph_directory: Path, options: dict[str, Any]
    ) -> None:
        done = push(graph_directory, virtuoso_server.query, **options)
        assert (done.differences, done.place) == ((), f"{BASE}graph/merge")
        opened = store.open(graph_directory)
        for graph in opened.graphs():
            assert held(virtuoso_server.query, graph) == here(graph_directory, graph)
        assert held(virtuoso_server.query, done.place) == here(graph_directory)
        assert not push(graph_directory, virtuoso_server.query).plan.sent
        assert store.connect(virtuoso_server.query).graphs() == opened.graphs()

    def test_takes_some_dates_as_one_and_that_is_told(self, virtuoso_server: Triplestore, copy: Path) -> None:
        news, start = f"{BASE}graph/news", "<https://schema.org/startDate>"
        xsd = "http://www.w3.org/2001/XMLSchema#"
        change(
            copy,
            [
                f'<{BASE}id/network/x> {start} "2023-06"^^<{xsd}gYearMonth> <{news}> .\n',
                f'<{BASE}id/network/x> {start} "2023-06-01"^^<{xsd}date> <{news}> .\n',
            ],
        )
        told = run("push", "-g", copy, "--endpoint", virtuoso_server.query)
        assert told.exit_code == 1
        assert f"<{news}>: " in told.stderr
        assert "not there: <https://w3id.org/hanse/id/network/x>" in told.stderr
        assert not push(copy, virtuoso_server.query).plan.sent  # to send it again would change nothing
