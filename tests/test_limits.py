"""Queries that are stopped: at a time, at rows, at bytes, at memory; and the processes that answer them."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, QueryResultsFormat, RdfFormat, parse, parse_query_results

import hanse
from hanse.errors import GraphError, QueryError, QueryTimeout, QueryTooLarge
from hanse.queries import Graph
from hanse.queries.pools import Busy, Pool
from hanse.queries.sparql import bind
from hanse.queries.workers import FORMATS, NO_LIMITS, Limits, Request, Worker

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
WIDE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l ?i ?f ?c"
CITIES = "SELECT ?name { ?city a hanse:City ; rdfs:label ?name } ORDER BY ?name"
EVERY = {"rows": "tsv", "triples": "nt"}


def outside(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from hanse.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)


@pytest.fixture
def worker(graph_directory: Path) -> Iterator[Worker]:
    started = Worker(graph_directory)
    yield started
    started.close()


def answer(worker: Worker, sparql: str, limits: Limits = NO_LIMITS, **formats: str) -> bytes:
    into = io.BytesIO()
    worker.ask(Request(sparql, formats or EVERY), into, limits)
    return into.getvalue()


class TestCommands:
    def test_a_query_that_takes_too_long_is_an_error_and_gives_nothing(self, graph_directory: Path) -> None:
        result = outside("query", "-g", graph_directory, ENDLESS, "--timeout", "0.3")
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.startswith("hanse: the query was stopped: it took longer than 0.3 seconds")
        assert result.stderr.count("\n") == 1

    def test_one_that_is_quick_is_answered_as_without_limits(self, graph_directory: Path) -> None:
        for query in (CITIES, "ASK { ?c a hanse:City }", "DESCRIBE ?c { ?c a hanse:City }"):
            plain = outside("query", "-g", graph_directory, query)
            assert plain.returncode == 0
            limited = outside("query", "-g", graph_directory, query, "--timeout", "60", "--limit", "1000")
            assert (limited.stdout, limited.stderr) == (plain.stdout, "")

    def test_a_limit_of_rows_shows_the_first_and_says_that_there_are_more(self, graph_directory: Path) -> None:
        result = outside("query", "-g", graph_directory, CITIES, "--limit", "2", "-f", "csv")
        assert (result.returncode, result.stdout.split()) == (0, ["name", "Avilés", "Riga"])
        assert result.stderr == "hanse: cut at 2; there are more than --limit let through\n"
        triples = outside("query", "-g", graph_directory, "CONSTRUCT WHERE { ?s ?p ?o }", "--limit", "4", "-f", "nt")
        assert (triples.stdout.count("\n"), "cut at 4" in triples.stderr) == (4, True)

    def test_as_many_rows_as_the_limit_are_not_cut(self, graph_directory: Path) -> None:
        assert outside("query", "-g", graph_directory, CITIES, "--limit", "3").stderr == ""

    def test_the_first_rows_of_an_endless_answer_come_at_once(self, graph_directory: Path) -> None:
        result = outside("query", "-g", graph_directory, WIDE, "--limit", "3", "--timeout", "50", "-f", "tsv")
        assert (result.returncode, len(result.stdout.splitlines())) == (0, 4)

    def test_a_confidence_holds_within_limits_too(self, graph_directory: Path) -> None:
        asked = ("query", "-g", graph_directory, "ASK { ?n hanse:partner ?c }", "--timeout", "60", "--min-confidence")
        assert outside(*asked, "0.5").stdout == "true\n"
        assert outside(*asked, "1").stdout == "false\n"

    def test_errors_show_the_query_as_it_was_written(self, graph_directory: Path) -> None:
        wrong = ("query", "-g", graph_directory, "SELECT ?c { ?c rdfs:label ?name . FILTER }", "-p", "name=Riga")
        plain, limited = outside(*wrong), outside(*wrong, "--timeout", "60")
        assert (limited.returncode, limited.stderr) == (1, plain.stderr)
        assert "column 43" in plain.stderr

    @pytest.mark.parametrize("wrong", [("--timeout", "0"), ("--timeout", "x"), ("--limit", "-1")], ids=str)
    def test_a_limit_that_is_none_is_a_usage_error(self, graph_directory: Path, wrong: tuple[str, str]) -> None:
        assert outside("query", "-g", graph_directory, "ASK {}", *wrong).returncode == 2

    def test_a_drawing_of_a_query_can_be_stopped(self, graph_directory: Path, tmp_path: Path) -> None:
        (tmp_path / "q.rq").write_text(SORTED.replace("SELECT *", "CONSTRUCT { ?a ?b ?l } WHERE"))
        out = tmp_path / "view.html"
        result = outside("view", "-g", graph_directory, "-q", tmp_path / "q.rq", "--timeout", "0.3", "-o", out)
        assert (result.returncode, out.exists()) == (1, False)
        assert "it took longer than 0.3 seconds" in result.stderr

    @pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
    @pytest.mark.parametrize("limits", [(), ("--timeout", "50")], ids=str)
    def test_ctrl_c_ends_a_query_that_is_under_way(self, graph_directory: Path, limits: tuple[str, ...]) -> None:
        command = [sys.executable, "-c", "from hanse.cli import main; main()", "query", "-g", graph_directory, ENDLESS]
        with subprocess.Popen([*command, *limits], stderr=subprocess.PIPE) as running:
            time.sleep(1.5)
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=20)
        assert (running.returncode, said) == (-signal.SIGINT, b"")

    @pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
    def test_ctrl_c_ends_a_command_that_waits(self, graph_directory: Path) -> None:
        command = [
            sys.executable,
            "-c",
            "from hanse.cli import main; main()",
            "query",
            "-g",
            graph_directory,
            "-q",
            "-",
        ]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            time.sleep(1.5)
            running.send_signal(signal.SIGINT)
            assert running.stderr
            assert (running.stderr.read().strip(), running.wait(20)) == (b"hanse: stopped", 130)

    @pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not list processes there")
    def test_the_process_ends_with_the_command(self, graph_directory: Path) -> None:
        """Even where the command is killed, which leaves it no time to do anything about it."""
        command = [sys.executable, "-c", "from hanse.cli import main; main()", "query", "-g", graph_directory, ENDLESS]
        with subprocess.Popen([*command, "--timeout", "50"]) as running:
            (child,) = _children(running.pid)
            running.kill()
        assert _gone(child)


def _children(parent: int) -> list[int]:
    found: list[int] = []
    until = time.monotonic() + 20
    while not found and time.monotonic() < until:
        time.sleep(0.05)
        for status in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                if status.read_text().rpartition(")")[2].split()[1] == str(parent):
                    found.append(int(status.parent.name))
    return found


def _gone(process: int) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "Z":  # ended; nobody here waits for orphans
            return True
        time.sleep(0.1)
    return False


class TestPython:
    def test_a_graph_has_a_timeout_for_all_that_is_asked_of_it(self, graph_directory: Path) -> None:
        graph = hanse.open(graph_directory, timeout=0.3)
        with pytest.raises(QueryTimeout) as caught:
            graph.query(ENDLESS)
        assert caught.value.seconds == 0.3
        assert [row.name for row in graph.select(CITIES)] == ["Avilés", "Riga", "Tallinn"]  # by a new process
        assert graph.saved("partners-of-network", network="In4Green") == hanse.open(graph_directory).saved(
            "partners-of-network", network="In4Green"
        )

    def test_limits_of_a_query_do_not_collide_with_its_parameters(self, graph: Graph) -> None:
        found = graph.select("SELECT ?limits { ?limits rdfs:label ?timeout }", hanse.Limits(rows=1), timeout="Riga")
        assert (len(found), found.more) == (1, False)
        assert "more than the limit" in str(graph.select(CITIES, hanse.Limits(rows=1)))
        with pytest.raises(QueryTooLarge, match="40 bytes"):
            graph.query(CITIES.replace("?name {", "* {"), hanse.Limits(bytes=40))

    def test_a_graph_that_is_no_directory_can_have_none(self, graph: Graph) -> None:
        with pytest.raises(QueryError, match="in memory> is no graph directory"):
            Graph(graph.store).query("ASK {}", hanse.Limits(rows=1))

    def test_what_is_wrong_with_a_query_is_told_without_answering_it(self, graph: Graph) -> None:
        """A misreading is looked for in an empty store, where what is endless is not."""
        with pytest.raises(QueryError, match="line 1"):
            graph.query(ENDLESS + " LIMIT", hanse.Limits(seconds=30))

    def test_a_script_needs_no_guard(self, graph_directory: Path, tmp_path: Path) -> None:
        script = tmp_path / "script.py"
        script.write_text(
            "import sys, hanse\nprint('once')\n"
            "print(hanse.open(sys.argv[1], timeout=60).query('ASK { ?c a hanse:City }'))\n"
        )
        ran = subprocess.run([sys.executable, script, graph_directory], capture_output=True, text=True, check=True)
        assert ran.stdout == "once\nTrue\n"

    def test_a_module_that_lies_about_is_not_imported(
        self, graph_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "json.py").write_text("raise SystemExit('imported')")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "path", ["", *sys.path])
        assert hanse.open(graph_directory, timeout=60).query("ASK { ?c a hanse:City }") is True


class TestWorker:
    @settings(max_examples=60, deadline=None)
    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_any_text_arrives_as_it_was(self, graph: Graph, text: str) -> None:
        query = "SELECT ?value (STRLANG(?value, 'de') AS ?worded) { FILTER(BOUND(?value)) }"
        whole, cut = (graph.select(query, Limits(seconds=60, rows=rows), value=text).terms for rows in (None, 1))
        assert whole == cut == graph.select(query, value=text).terms

    def test_answers_in_all_formats_whole_and_cut(self, worker: Worker) -> None:
        values = bind("SELECT ?v ?none { FILTER(BOUND(?v)) }", {"v": [Literal('a\t"\n'), Literal(1), Literal("x")]})
        formats = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
        for name, format in formats.items():
            for rows in (None, 3, 2, 0):
                found = [
                    row["v"]
                    for row in parse_query_results(answer(worker, values, Limits(rows=rows), rows=name), format)
                ]
                assert found == [Literal('a\t"\n'), Literal(1), Literal("x")][:rows]
        assert answer(worker, values, rows="csv").startswith(b'v,none\r\n"a\t""\n"')
        for name in FORMATS["triples"]:
            written = answer(worker, "CONSTRUCT { ?c rdfs:label ?n } { ?c a hanse:City ; rdfs:label ?n }", triples=name)
            formats_of_rdf = {"turtle": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
            kinds = formats_of_rdf | {"rdfxml": RdfFormat.RDF_XML, "trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS}
            kinds["n3"] = RdfFormat.N3
            assert len({quad.object for quad in parse(written, kinds[name])}) == 3
        assert answer(worker, "ASK { ?c a hanse:City }", rows="xml").endswith(b"<boolean>true</boolean></sparql>")

    def test_a_form_without_a_format_is_not_written(self, worker: Worker) -> None:
        into = io.BytesIO()
        reply = worker.ask(Request("ASK {}", {"triples": "nt"}), into)
        assert (reply.form, reply.written, into.getvalue()) == ("boolean", False, b"")
        with pytest.raises(QueryError, match="can't be written as xls"):
            Request("ASK {}", {"rows": "xls"})

    def test_a_dataset_is_of_its_graphs_alone(self, worker: Worker, graph: Graph) -> None:
        name = next(name for name in graph.store.graphs() if name.endswith("/graph/news"))
        query = "ASK { ?n rdfs:label|skos:prefLabel 'In4Green' }"
        assert worker.ask(Request(query), io.BytesIO()).boolean is True
        assert worker.ask(Request(query, default_graphs=(name,)), io.BytesIO()).boolean is False
        with pytest.raises(QueryError, match="could not be answered"):
            worker.ask(Request(query, default_graphs=("no iri",)), io.BytesIO())

    def test_survives_what_is_wrong_and_what_is_large(self, worker: Worker) -> None:
        with pytest.raises(SyntaxError, match="1:6"):
            answer(worker, "ASK ?")
        for large in (WIDE, WIDE.replace("SELECT *", "CONSTRUCT { ?a ?e ?i } WHERE")):
            with pytest.raises(QueryTooLarge, match="100,000 bytes"):
                answer(worker, large, Limits(bytes=100_000))
        assert worker.alive
        assert answer(worker, CITIES).decode().split() == ["?name", '"Avilés"', '"Riga"', '"Tallinn"']

    def test_memory_is_bounded(self, graph_directory: Path) -> None:
        if not Path("/proc/self/status").exists():
            pytest.skip("this system does not tell how much memory a process has")
        greedy = Worker(graph_directory, memory=100_000_000)
        with pytest.raises(QueryTooLarge, match="more than the 100 MB"):
            answer(greedy, SORTED, Limits(seconds=50))
        assert not greedy.alive

    def test_a_caller_who_fails_ends_it(self, worker: Worker) -> None:
        class Full:
            def write(self, data: bytes) -> int:
                raise OSError(28, "No space left on device")

        with pytest.raises(OSError, match="No space"):
            worker.ask(Request(WIDE), Full())
        assert not worker.alive

    def test_one_that_was_killed_says_so(self, worker: Worker) -> None:
        worker.wait()
        killer = threading.Timer(0.3, worker.kill)
        killer.start()
        with pytest.raises(QueryError, match=f"status -{int(signal.SIGKILL)}"):
            answer(worker, ENDLESS)
        with pytest.raises(QueryError, match="ended"):
            answer(worker, CITIES)

    def test_a_time_that_is_over_late_does_not_stop_the_next_query(self, worker: Worker) -> None:
        assert [answer(worker, "ASK {}", Limits(seconds=1)) for _ in range(50)] == [b"true"] * 50
        time.sleep(1.1)
        assert worker.alive

    def test_a_graph_that_is_none_is_an_error_of_the_graph(self, tmp_path: Path) -> None:
        with pytest.raises(GraphError, match="not a graph directory"):
            answer(Worker(tmp_path), "ASK {}")


class TestPool:
    def test_replaces_those_that_were_stopped(self, graph_directory: Path) -> None:
        pool = Pool(graph_directory, 1)
        pool.wait()
        for _ in range(2):
            with pytest.raises(QueryTimeout), pool.worker() as worker:
                answer(worker, ENDLESS, Limits(seconds=0.2))
            with pool.worker() as worker:
                assert answer(worker, "ASK {}") == b"true"
        pool.close()

    def test_lends_a_worker_to_one_at_a_time(self, graph_directory: Path) -> None:
        pool = Pool(graph_directory, 2)
        with pool.worker() as one, pool.worker() as other:
            assert one is not other
            with pytest.raises(Busy), pool.worker(patience=0.01):
                pass
        pool.close()

    def test_answers_many_threads(self, graph_directory: Path) -> None:
        pool, found = Pool(graph_directory, 2), []

        def ask() -> None:
            for _ in range(20):
                with pool.worker() as worker:
                    found.append(answer(worker, CITIES))

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        pool.close()
        assert len(found) == 160
        assert len(set(found)) == 1

    def test_closing_ends_queries_too(self, graph_directory: Path) -> None:
        pool = Pool(graph_directory, 2)
        pool.wait()
        closer = threading.Timer(0.3, pool.close)
        closer.start()
        with pytest.raises(QueryError, match="ended"), pool.worker() as worker:
            answer(worker, ENDLESS)
        closer.join()
        assert not worker.alive
        for _ in range(2):
            with pytest.raises(Busy, match="closed"), pool.worker():
                pass
