"""What ``hanse serve`` answers: the SPARQL protocol, linked data, pages, and how it begins and ends."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
import rdflib
from rdflib.compare import isomorphic

from hanse.serving.negotiation import GRAPHS, ROWS, choose
from servers import COMMAND, Served, serving

# rdflib reads JSON-LD in a way that it calls outdated itself.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

NETWORKS = "SELECT ?name { ?network a hanse:Network ; rdfs:label ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?network rdfs:label ?name } WHERE { ?network a hanse:Network ; rdfs:label ?name }"
BASE = "https://w3id.org/hanse/"

# ---- formats ----


def test_rows_come_in_every_format(served: Served) -> None:
    found = {}
    for accept in ("json", "xml"):
        answer = served.ask(NETWORKS, f"application/sparql-results+{accept}")
        assert answer.headers["content-type"] == f"application/sparql-results+{accept}"
        found[accept] = answer
    rows = found["json"].json()["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == ["BiodiverCity", "In4Green"]
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [one.text for one in ElementTree.fromstring(found["xml"].content).iter(f"{space}literal")] == [
        "BiodiverCity", "In4Green",
    ]  # fmt: skip
    assert served.ask(NETWORKS, "text/csv").text == "name\r\nBiodiverCity\r\nIn4Green\r\n"
    assert served.ask(NETWORKS, "text/tab-separated-values").text == '?name\n"BiodiverCity"\n"In4Green"\n'


def test_yes_and_no_come_in_every_format(served: Served) -> None:
    assert served.ask("ASK {}").json()["boolean"] is True
    assert b"<boolean>false</boolean>" in served.ask("ASK { <x:y> a <x:z> }", "application/sparql-results+xml").content
    assert served.ask("ASK {}", "text/csv").text.strip() == "true"


@pytest.mark.parametrize("type", [format.types[0] for format in GRAPHS])
def test_triples_come_in_every_format(served: Served, type: str) -> None:
    answer = served.ask(CONSTRUCT, type)
    assert answer.headers["content-type"].partition(";")[0] == type
    found = rdflib.Graph().parse(data=answer.content, format={"application/rdf+xml": "xml"}.get(type, type))
    assert sorted(str(name) for name in found.objects()) == ["BiodiverCity", "In4Green"]


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
        ("TEXT/CSV ; Q=1.000", "text/csv"),
        ('text/x;a="b,text/csv", text/tab-separated-values', "text/tab-separated-values"),
        ("nonsense, ;;;, text/csv", "text/csv"),
    ],
)
def test_the_client_chooses(served: Served, accept: str, type: str) -> None:
    answer = served.ask(NETWORKS, accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == type
    assert answer.headers["vary"] == "Accept"


def test_what_is_not_there_is_not_acceptable(served: Served) -> None:
    assert served.ask(NETWORKS, "image/png").status_code == 406
    refused = served.ask(NETWORKS, "text/turtle")
    assert refused.status_code == 406
    assert "text/csv" in refused.text
    assert served.ask(CONSTRUCT, "text/csv").status_code == 406


def test_qualities_are_weighed_by_the_most_exact_range() -> None:
    assert choose("*/*;q=0.1, text/*;q=0.9, text/csv;q=0.2", ROWS).name == "tsv"  # type: ignore[union-attr]
    assert choose("text/csv;q=0", ROWS) is None
    assert choose("text/csv;q=2", ROWS).name == "csv"  # type: ignore[union-attr]  # no quality at all


# ---- errors ----


def test_a_wrong_query_is_shown_where_it_is_wrong(served: Served) -> None:
    answer = served.ask("SELECT * { ?s ?p }")
    assert answer.status_code == 400
    assert "query, line 1, column" in answer.text
    assert "^" in answer.text


def test_errors_tell_nothing_of_the_server(served: Served) -> None:
    for query in ("SELECT", "SELECT (<http://example.org/f>(1) AS ?x) {}", "SELECT * { ?s <x y> ?o }"):
        answer = served.ask(query)
        assert answer.status_code == 400
        assert "Traceback" not in answer.text
        assert ".py" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(served: Served, method: str) -> None:
    for path in ("sparql?query=ASK%7B%7D", "id/city/riga-lv", "api/search?q=riga", "health"):
        answer = httpx.request(method, served.address + path)
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <x:a> <x:b> 1 }", "CLEAR ALL", "LOAD <http://127.0.0.1/>", "DROP ALL"]
)
def test_updates_are_refused_in_every_way(served: Served, update: str) -> None:
    before = served.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    form = {"data": {"update": update}}
    direct = {"content": update, "headers": {"Content-Type": "application/sparql-update"}}
    as_query = {"data": {"query": update}}
    for request in (form, direct, as_query):
        assert httpx.post(served.address + "sparql", **request).status_code in {400, 403}  # type: ignore[arg-type]
    assert served.get("sparql", params={"update": update}).status_code == 403
    assert served.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before


# ---- datasets ----


def test_a_dataset_of_the_graphs_that_the_protocol_names(served: Served) -> None:
    graph = f"{BASE}graph/news"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    whole = served.rows(count)[0]["n"]
    some = served.ask(count, **{"default-graph-uri": graph}).json()["results"]["bindings"][0]["n"]["value"]
    assert 0 < int(some) < int(whole)
    both = served.ask(count, **{"default-graph-uri": [graph, f"{BASE}graph/listing"]}).json()
    assert int(some) < int(both["results"]["bindings"][0]["n"]["value"]) < int(whole)
    found = served.ask(named, **{"named-graph-uri": graph}).json()["results"]["bindings"]
    assert [row["g"]["value"] for row in found] == [graph]
    empty = served.ask(count, **{"named-graph-uri": graph}).json()["results"]["bindings"]
    assert empty[0]["n"]["value"] == "0"


def test_the_dataset_of_the_protocol_goes_before_that_of_the_query(served: Served) -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM <{BASE}graph/listing> {{ ?s ?p ?o }}"
    alone = served.rows(query)[0]["n"]
    other = served.ask(query, **{"default-graph-uri": f"{BASE}graph/news"}).json()["results"]["bindings"][0]["n"][
        "value"
    ]
    assert alone != other
    assert other == served.rows(query.replace("listing", "news"))[0]["n"]


@pytest.mark.parametrize(
    "clause",
    [
        "FROM <file:///etc/passwd>", "FROM NAMED <http://127.0.0.1:9/x>", "from<x:y>", "FROM hanse:nothing",
        "FROM <https://w3id.org/hanse/graph/news> FROM <x:y>",
    ],
)  # fmt: skip
def test_graphs_outside_the_dataset_are_refused(served: Served, clause: str) -> None:
    answer = served.ask(f"SELECT * {clause} {{ ?s ?p ?o }}")
    assert answer.status_code == 400
    assert "none of this dataset's graphs" in answer.text


def test_a_relative_graph_is_read_by_its_base(served: Served) -> None:
    query = f"BASE <{BASE}> PREFIX g: <graph/> SELECT (COUNT(*) AS ?n) FROM <graph/news> FROM g:listing {{ ?s ?p ?o }}"
    assert int(served.rows(query)[0]["n"]) > 0


# ---- what stays the same ----


def test_what_the_client_has_is_not_sent_again(served: Served) -> None:
    for path in (f"sparql?query={httpx.QueryParams({'q': NETWORKS})['q']}", "id/city/riga-lv.ttl"):
        first = served.get(path)
        again = httpx.get(served.address + path, headers={"If-None-Match": first.headers["etag"], "Accept": "*/*"})
        assert (again.status_code, again.content) == (304, b"")
        assert first.headers["cache-control"] == "no-cache"


def test_what_changes_is_asked_anew(served: Served) -> None:
    query = "SELECT (RAND() AS ?n) (NOW() AS ?t) {}"
    assert served.rows(query) != served.rows(query)


def test_head_has_no_body(served: Served) -> None:
    for path in ("sparql?query=ASK%7B%7D", "id/city/riga-lv.ttl", "health"):
        answer = httpx.head(served.address + path)
        assert answer.status_code == 200
        assert int(answer.headers["content-length"]) > 0
        assert answer.content == b""


def test_other_sites_may_ask(served: Served) -> None:
    asked = httpx.options(served.address + "sparql", headers={"Origin": "https://example.org"})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert served.ask("ASK {}").headers["access-control-allow-origin"] == "*"


# ---- what the endpoint is ----


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_the_endpoint_describes_itself(served: Served, accept: str) -> None:
    answer = served.get("sparql", accept)
    found = rdflib.Graph().parse(data=answer.content, format=accept)
    space = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = found.value(predicate=rdflib.RDF.type, object=space.Service)
    assert found.value(service, space.endpoint) == rdflib.URIRef(served.address + "sparql")
    assert (service, space.supportedLanguage, space.SPARQL11Query) in found
    assert (None, space.name, rdflib.URIRef(f"{BASE}graph/news")) in found
    assert len(set(found.objects(service, space.resultFormat))) == 8


def test_people_get_a_page_to_ask_from(served: Served) -> None:
    answer = served.get("sparql", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    for path in re.findall(r'(?:href|src)="(yasgui/[^"]+)"', answer.text):
        assert served.get(path).status_code == 200
    assert served.get("yasgui/build.sh").status_code == 404


# ---- linked data ----


def test_a_thing_is_found_under_its_iri_in_the_format_that_is_wanted(served: Served) -> None:
    turtle = served.get("id/city/riga-lv", "text/turtle")
    assert turtle.status_code == 303
    assert turtle.headers["location"] == "riga-lv.ttl"
    assert turtle.headers["vary"] == "Accept"
    assert served.get("id/city/riga-lv", "application/ld+json").headers["location"] == "riga-lv.jsonld"
    assert served.get("id/city/riga-lv", "image/png").status_code == 406
    followed = served.get("id/city/riga-lv", "text/turtle", follow_redirects=True)
    assert followed.headers["content-type"] == "text/turtle; charset=utf-8"
    one = rdflib.Graph().parse(data=followed.content, format="turtle")
    other = rdflib.Graph().parse(data=served.get("id/city/riga-lv.jsonld").content, format="json-ld")
    assert isomorphic(one, other)
    assert (rdflib.URIRef(f"{BASE}id/city/riga-lv"), rdflib.RDFS.label, None) in one


def test_what_is_not_there_is_not_found(served: Served) -> None:
    for path in ("id/city/nowhere", "id/city/nowhere.ttl", "id", "id/", "x/", "%ff", "a%00b", "index.php"):
        assert served.get(path).status_code == 404, path


# ---- the process ----


def test_health_is_told(served: Served) -> None:
    assert served.get("health").json() == {"status": "running"}
    assert served.get("ready").json() == {"status": "ready"}


def test_a_port_in_use_is_one_clear_line(served: Served, graph_directory: Path) -> None:
    command = [*COMMAND, "-g", str(graph_directory), "--port", str(served.port)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode == 1
    assert result.stderr == (
        f"hanse: can't listen at 127.0.0.1, port {served.port}: Address already in use; --port gives another\n"
    )


def test_a_place_without_a_graph_is_one_clear_line(tmp_path: Path) -> None:
    result = subprocess.run([*COMMAND, "-g", str(tmp_path)], capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "not a graph directory" in result.stderr


def test_without_its_extra_the_command_says_what_to_install(graph_directory: Path) -> None:
    hidden = "import sys; sys.modules['uvicorn'] = None; from hanse.cli import main; main()"
    command = [*COMMAND[:2], hidden, "serve", "-g", str(graph_directory)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode == 1
    assert result.stderr == "hanse: hanse serve needs uvicorn: pip install 'hanse[serve]'\n"


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told_and_answers_what_it_was_asked(graph_directory: Path, sent: signal.Signals) -> None:
    with serving(graph_directory) as running, ThreadPoolExecutor(1) as threads:
        workers = _children(running.process.pid)
        assert workers
        slow = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(2)) + " }"
        asked = threads.submit(running.ask, slow)
        running.get("health")
        time.sleep(0.1)
        running.process.send_signal(sent)
        assert asked.result().status_code == 200
        assert running.process.wait(20) in {0, -sent}
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert not any("Traceback" in line for line in running.lines)


def _children(pid: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"PPid:\t{pid}\n" in status.read_text():
                found.append(int(status.parent.name))
        except OSError:
            continue
    return found


def test_each_request_is_one_line_whatever_it_says(served: Served) -> None:
    served.raw(b'GET /log-%0a%1b[2Jme?a=%22 HTTP/1.1\r\nHost: x\r\nUser-Agent: a\x9b31m"b\r\nConnection: close\r\n\r\n')
    line = served.wait_for_line("log-")
    assert line.isascii()
    assert re.fullmatch(r'\S+ 127\.0\.0\.1 "GET /log-[^"]*(\\"[^"]*)*" 404 \d+ \d+ms "[^"]*(\\"[^"]*)*"', line), line


def test_a_log_that_nobody_reads_stops_nothing(graph_directory: Path) -> None:
    command = [*COMMAND, "-g", str(graph_directory), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        address = process.stderr.readline().split(" at ")[1].split(" ")[0]
        process.stderr.close()
        try:
            assert [httpx.get(address + "health", timeout=30).status_code for _ in range(3)] == [200] * 3
        finally:
            process.terminate()


# ---- a graph that is built anew ----


@pytest.fixture
def changing(graph_directory: Path, tmp_path: Path) -> Iterator[tuple[Served, Path]]:
    """A server of a graph directory that may be replaced."""
    directory = tmp_path / "G"
    shutil.copytree(graph_directory, directory)
    with serving(directory, "--rate", "0") as running:
        yield running, directory


def _replace(directory: Path) -> None:
    """Put a graph with one city more in the place of another, as a build does."""
    from hanse.building.directory import replacing
    from hanse.store import write

    lines = (directory / "graph.nq").read_text(encoding="utf-8")
    city = f"<{BASE}id/city/new-xx>"
    graph = f"<{BASE}graph/new>"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    added = f'{city} {label} "Newtown" {graph} .\n{city} {kind} <{BASE}ontology#City> {graph} .\n'
    with replacing(directory) as staging:
        (staging / "graph.nq").write_text(lines + added, encoding="utf-8")
        write(staging / "store", staging / "graph.nq")
        (staging / "manifest.json").write_text(json.dumps({"format": 1}))


def test_a_new_graph_is_taken_up_and_no_request_is_lost(changing: tuple[Served, Path]) -> None:
    running, directory = changing
    (directory / "manifest.json").write_text(json.dumps({"format": 1}))
    query = "SELECT ?name { ?city a hanse:City ; rdfs:label ?name } ORDER BY ?name"
    before, after = ["Avilés", "Riga", "Tallinn"], ["Avilés", "Newtown", "Riga", "Tallinn"]
    statuses, seen, done = [], [], []

    def ask() -> None:
        number = 0
        with httpx.Client(timeout=30) as client:
            while not done:
                number += 1
                text = f"{query} # {number}"  # never answered before
                answer = client.get(running.address + "sparql", params={"query": text}, headers={"Accept": "text/csv"})
                statuses.append(answer.status_code)
                seen.append(answer.text.split("\r\n")[1:-1] if answer.status_code == 200 else [answer.text])

    with ThreadPoolExecutor(2) as threads:
        asking = [threads.submit(ask) for _ in range(2)]
        time.sleep(0.3)
        _replace(directory)
        end = time.monotonic() + 20
        while time.monotonic() < end and after not in seen:
            time.sleep(0.05)
        time.sleep(0.3)
        done.append(True)
        for one in asking:
            one.result()
    assert set(statuses) == {200}
    assert all(names in (before, after) for names in seen)
    assert before in seen
    assert seen[-1] == after
    assert running.get("api/search?q=newtown").json()["total"] == 1
    assert running.get("id/city/new-xx.ttl").status_code == 200


def test_a_broken_graph_does_not_take_the_place_of_a_whole_one(changing: tuple[Served, Path]) -> None:
    running, directory = changing
    shutil.move(directory, directory.with_name("old"))
    directory.mkdir()
    (directory / "graph.nq").write_text("this is no graph\n")
    running.wait_for_line("can't be served")
    assert [row["name"] for row in running.rows(NETWORKS)] == ["BiodiverCity", "In4Green"]
    assert running.get("id/city/riga-lv.ttl").status_code == 200


# ---- the API ----


def test_things_are_found_by_name(served: Served) -> None:
    found = served.get("api/search?q=avil").json()
    assert found["total"] == 1
    assert found["results"][0] == {
        "iri": f"{BASE}id/city/aviles-es",
        "kind": "City",
        "name": "Avilés",
        "names": ["Avilés"],
        "path": "/id/city/aviles-es",
    }
    assert served.get("api/search?q=rigga").json()["results"][0]["name"] == "Riga"  # near
    assert served.get("api/search?q=i&kind=Network&limit=1").json()["results"][0]["kind"] == "Network"
    assert served.get("api/search?q=xyzzy").json()["results"] == []


def test_a_thing_is_told_with_its_evidence(served: Served) -> None:
    told = served.get("api/things/country/estonia").json()
    assert told["name"] == "Estonia"
    assert told["statements"][0]["quotes"][0]["document"] == "news"
    assert served.get("api/things/country/estonia?limit=0").json()["more"] == len(told["statements"])
    assert served.get("api/explain?name=estonia").json()["things"] == [told]
    assert served.get("api/things/country/atlantis").status_code == 404
    assert served.get("api/explain?name=atlantis").status_code == 404


def test_saved_questions_are_answered(served: Served) -> None:
    listed = served.get("api/questions").json()["questions"]
    assert {"name", "title", "help", "parameters", "sparql"} == set(listed[0])
    answer = served.get("api/questions/partners-of-network?network=In4Green", "text/csv")
    assert answer.status_code == 200
    assert "Universidad de Oviedo" in answer.text
    assert served.get("api/questions/partners-of-network").status_code == 400
    assert served.get("api/questions/partners-of-network?network=x&nonsense=1").status_code == 400
    assert served.get("api/questions/none").status_code == 404


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%20", "q=a&q=b", "q=a&limit=0", "q=a&limit=x", "q=a&kind=x", "q=%ff", "z=1"]
)
def test_what_the_api_does_not_understand_it_says(served: Served, query: str) -> None:
    answer = served.get(f"api/search?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_the_rate_of_one_client_is_limited_and_of_the_others_not(graph_directory: Path) -> None:
    with serving(graph_directory, "--rate", "0.05") as running:
        assert running.get("api/search?q=riga").status_code == 200
        refused = running.get("api/search?q=riga")
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) >= 1
        assert running.from_client("127.0.0.5", "ASK {}").status_code == 200
        assert running.get("health").status_code == 200


def _named(running: Served, client: str) -> int:
    headers = {"X-Forwarded-For": client}
    return httpx.get(running.address + "sparql?query=ASK%7B%7D", headers=headers, timeout=30).status_code


def test_behind_a_proxy_the_client_is_whom_the_proxy_names(graph_directory: Path) -> None:
    with serving(graph_directory, "--rate", "0.05", "--proxy", "127.0.0.1") as running:
        assert [_named(running, f"192.0.2.{number}") for number in (1, 2, 3, 1)] == [200, 200, 200, 429]
        running.wait_for_line(r" 192\.0\.2\.3 ")


def test_nobody_else_is_believed_who_the_client_is(graph_directory: Path) -> None:
    with serving(graph_directory, "--rate", "0.05") as running:
        assert [_named(running, f"192.0.2.{number}") for number in (1, 2)] == [200, 429]
