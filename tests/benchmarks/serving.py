"""What ``hanse serve`` answers under load, and whether all of it is right, beside the server of its engine.

python tests/benchmarks/serving.py [DIR] [SECONDS]     hanse-graph, and 60 seconds, if none are given

Needs wrk (https://github.com/wg/wrk) and the oxigraph server (pip install oxigraph). wrk asks a mix of queries: most
look up a thing, some join, count and group, a few read all the names in the graph. Every answer is compared, byte by
byte, with what the engine says when it is asked directly. Both servers are asked the same queries in the same run, in
turn, so that the ratio of what they answer says the same on any machine. "New" queries were never asked before: none of
them is answered from what the server keeps.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from socket import create_connection, create_server
from tempfile import TemporaryDirectory

from pyoxigraph import QueryResultsFormat

sys.path.insert(0, str(Path(__file__).parents[1]))

from hanse.publishing import Publication, opening
from hanse.vocabulary import PREFIXES
from servers import serving

CONNECTIONS = 16
MIX = {"look up": 140, "partners": 30, "join": 16, "group": 10, "all": 4}
QUERIES = {
    "look up": "SELECT ?p ?o {{ <{iri}> ?p ?o FILTER(isIRI(?o)) }} ORDER BY ?p ?o",
    "partners": "SELECT ?n ?name {{ ?n hanse:partner <{iri}> ; rdfs:label ?name }} ORDER BY ?n ?name",
    "join": "SELECT ?o (COUNT(?n) AS ?c) {{ ?n hanse:partner <{iri}>, ?o }} GROUP BY ?o ORDER BY ?o LIMIT {size}",
    "group": "SELECT ?l (COUNT(*) AS ?c) {{ ?n hanse:partner/hanse:locatedIn ?l }} GROUP BY ?l ORDER BY ?l",
    "all": "SELECT ?k (COUNT(DISTINCT ?s) AS ?c) {{ ?s a ?k ; rdfs:label ?l }} GROUP BY ?k ORDER BY ?k",
}
LOAD = """
local queries, expected, fresh, count, wrong = {}, {}, %s, 0, 0
for line in io.lines("%s") do table.insert(queries, line) end
for line in io.lines("%s") do expected[line:match("mark(%%d+)e")] = line end
shown = ""
function init(args) math.randomseed(args[1] or 1) end
function request()
  count = count + 1
  local query = queries[math.random(#queries)]
  if fresh then query = query .. "%%23" .. count .. "-" .. math.random(1e9) end
  return wrk.format("GET", "%s?query=" .. query, {["Accept"] = "application/sparql-results+json"})
end
answered = 0
bad = 0
function response(status, headers, body)
  answered = answered + 1
  local mark = body:match("mark(%%d+)e")
  if status ~= 200 or not mark or expected[mark] ~= body then
    bad = bad + 1
    if shown == "" then shown = status .. " " .. body:sub(1, 300) end
  end
end
local threads = {}
function setup(thread) table.insert(threads, thread) end
function done(summary, latency)
  local all, ill, said = 0, 0, ""
  for _, thread in ipairs(threads) do
    all, ill = all + thread:get("answered"), ill + thread:get("bad")
    said = said .. thread:get("shown")
  end
  local lost = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %%d %%d %%d %%f %%f %%f\\n", all, ill, lost, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
  io.write("SHOWN " .. said .. "\\n")
end
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a load."""

    answered: int
    wrong: int
    lost: int
    seconds: float
    median: float  # milliseconds
    slowest: float  # of a hundred the slowest one, in milliseconds
    shown: str  # an answer that is wrong

    @property
    def rate(self) -> float:
        return self.answered / self.seconds


def main() -> None:
    directory = Path(sys.argv[1] if len(sys.argv) > 1 else "hanse-graph")
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    if not (directory / "graph.nq").is_file():
        sys.exit(f"{directory} is no graph directory: make graph")
    for program in ("wrk", "oxigraph"):
        if not shutil.which(program):
            sys.exit(f"{program} is not on the path: see the head of this file")
    with TemporaryDirectory() as made, opening(directory) as publication:
        folder = Path(made)
        write(publication, folder)
        options = ["--rate", "0", "-q", "--connections", "200"]
        with serving(directory.resolve(), *options) as ours, alone(publication.directory, folder) as other:
            ours.wait_for_start()  # then it has done what it does when it begins
            asked, beside = f"{ours.address}sparql", f"{other}/query"
            rounds = {
                "Hanse": [load(folder, asked, seconds, fresh=False)],
                "Hanse, new queries": [],
                "oxigraph": [],
            }
            for _ in range(3):
                rounds["Hanse, new queries"].append(load(folder, asked, max(1, seconds // 6), fresh=True))
                rounds["oxigraph"].append(load(folder, beside, max(1, seconds // 6), fresh=True))
            memory = ours.memory()
    tell(rounds, memory)


def write(publication: Publication, folder: Path) -> None:
    """The queries, ready for an address, and the answers that the engine gives, each in a line."""
    chance = Random(1356)
    prologue = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("hanse", "rdfs"))
    found = publication.graph.store.query("SELECT DISTINCT ?t { ?n hanse:partner ?t } ORDER BY ?t")
    things = [row["t"].value for row in found]  # type: ignore[union-attr]
    asked, answers = [], []
    kinds = [kind for kind, count in MIX.items() for _ in range(count)]
    for number, kind in enumerate(kinds):
        query = QUERIES[kind].format(iri=chance.choice(things), size=chance.randint(20, 400))
        marked = query.replace(" {", f' ("mark{number}e" AS ?mark) {{', 1)
        if "GROUP BY" in marked:
            marked = f"SELECT * {{ {{ {query} }} BIND('mark{number}e' AS ?mark) }}"
        asked.append("".join(f"%{byte:02x}" for byte in (prologue + marked).encode()))
        answers.append(answer(publication, prologue + marked))
    (folder / "queries").write_text("\n".join(asked) + "\n")
    (folder / "answers").write_bytes(b"\n".join(answers) + b"\n")


def answer(publication: Publication, query: str) -> bytes:
    """What the engine says; its JSON is one line."""
    written = publication.graph.store.query(query).serialize(format=QueryResultsFormat.JSON)  # type: ignore[union-attr,call-arg]
    assert written is not None
    assert b"\n" not in written
    json.loads(written)
    return written


@contextmanager
def alone(directory: Path, folder: Path) -> Iterator[str]:
    """The address of an oxigraph server of the same store."""
    shutil.copytree(directory / "store", folder / "store")
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = ["oxigraph", "serve-read-only", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def load(folder: Path, address: str, seconds: int, *, fresh: bool) -> Outcome:
    """Ask for so long, all the time."""
    host, path = re.fullmatch(r"(http://[^/]+)(/.*)", address).groups()  # type: ignore[union-attr]
    script = folder / "load.lua"
    script.write_text(LOAD % (str(fresh).lower(), folder / "queries", folder / "answers", path))
    seed = str(time.monotonic_ns() % 1_000_000)
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--timeout",
        "30s",
        "-s",
        str(script),
        host,
        "--",
        seed,
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    result = re.search(r"^RESULT (\d+) (\d+) (\d+) ([\d.]+) ([\d.]+) ([\d.]+)$", said, re.MULTILINE)
    assert result, said
    answered, wrong, lost = map(int, result.groups()[:3])
    shown = said.partition("SHOWN ")[2].strip()
    return Outcome(answered, wrong, lost, *map(float, result.groups()[3:]), shown)  # type: ignore[call-arg,misc]


def tell(rounds: dict[str, list[Outcome]], memory: int) -> None:
    print(f"{'':22}{'answers':>10}{'wrong':>7}{'lost':>6}{'a second':>10}{'median':>11}{'p99':>11}{'of oxigraph':>13}")
    best = max(one.rate for one in rounds["oxigraph"])
    for name, outcomes in rounds.items():
        fastest = max(outcomes, key=lambda one: one.rate)
        print(
            f"{name:22}{sum(one.answered for one in outcomes):>10,}{sum(one.wrong for one in outcomes):>7}"
            f"{sum(one.lost for one in outcomes):>6}{fastest.rate:>10,.0f}{fastest.median:>8.1f} ms"
            f"{fastest.slowest:>8.1f} ms{fastest.rate / best:>13.2f}"
        )
        for one in outcomes:
            if one.shown:
                print(f"  wrong: {one.shown}")
    print(f"The server itself held {memory / 1e6:.0f} MB in the end.")
    if any(one.wrong or one.lost for name in rounds if name.startswith("Hanse") for one in rounds[name]):
        sys.exit("an answer was wrong or lost")


if __name__ == "__main__":
    main()
