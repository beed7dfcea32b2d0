"""Queries that try to reach other servers, by every way of writing that was found to deceive a reader of tokens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store

from hanse.errors import QueryError
from hanse.queries.isolation import refuse_calls

CALLS = {
    "plain": "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "in small letters": "SELECT*{service<http://127.0.0.1:PORT/>{?s?p?o}}",
    "in another pattern": "ASK { FILTER EXISTS { { SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } } } } }",
    "behind what could be an IRI": (
        "ASK { FILTER(1<'>'||1=1) SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } FILTER(''='') }"
    ),
    "behind a long string": "ASK { FILTER(1<2#>'''\n) SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } #'''\n }",
    "behind a name with a quote": (
        "PREFIX e: <http://e/> ASK { ?s ?p e:a·\\' . SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } ?s ?p e:b·\\' }"
    ),
    "behind a comment of the other line end": "ASK { # all\r SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "behind a number": "ASK { ?s ?p 1SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "in letters with escapes": "ASK { \\u0053ERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "to a variable": "ASK { VALUES ?v { <http://127.0.0.1:PORT/> } SERVICE ?v { ?s ?p ?o } }",
}
HARMLESS = [
    'ASK { ?s ?p "a SERVICE <http://example.org/> { }" }',
    "ASK { ?s ?p '''the\nservice''' } # SERVICE <http://example.org/> {}",
    "PREFIX service: <http://example.org/service/> SELECT (?Service AS ?service2) { ?Service service:service ?o }",
    "ASK { ?s a <http://www.w3.org/ns/sparql-service-description#Service> }",
    'SELECT ?x { BIND("x"@service AS ?x) _:service ?p ?o }',
]


@pytest.mark.parametrize("query", CALLS.values(), ids=CALLS)
def test_a_call_is_refused_however_it_is_written(query: str, listener: tuple[int, list[object]]) -> None:
    port, calls = listener
    with pytest.raises((QueryError, SyntaxError)):
        refuse_calls(query.replace("PORT", str(port)), Store().query)
    assert calls == []


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_may_be_used_where_it_is_no_keyword(query: str) -> None:
    refuse_calls(query, Store().query)


@pytest.mark.parametrize("query", ["LOAD <file:///etc/passwd>", "DELETE WHERE { ?s ?p ?o }", "clear all", ""])
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(QueryError):
        refuse_calls(query, Store().query)


ISOLATED = """
import sys
from pyoxigraph import Store
from hanse.queries.isolation import isolate
store = Store(sys.argv[2])
if not isolate():
    sys.exit(77)
try:
    list(store.query("SELECT * { SERVICE <http://127.0.0.1:%s/> { ?s ?p ?o } }" % sys.argv[1]))
except OSError as error:
    print("refused")
print(len(list(store.query("SELECT * { ?s ?p ?o }"))), open(sys.argv[3]).read())
"""


def test_a_process_without_rights_still_reads_its_store(listener: tuple[int, list[object]], tmp_path: Path) -> None:
    port, calls = listener
    Store(str(tmp_path / "store")).update("INSERT DATA { <http://e/s> <http://e/p> 1 }")
    (tmp_path / "text").write_text("read")
    command = [sys.executable, "-c", ISOLATED, str(port), str(tmp_path / "store"), str(tmp_path / "text")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode == 77:
        pytest.skip("no seccomp on this system")
    assert result.stdout == "refused\n1 read\n", result.stderr
    assert calls == []
