"""Builds that are killed at random moments: what they leave is the graph before or the graph after, whole.

python tests/kills.py [KILLS] [SEED] [DOCUMENTS]     so many kills, 200 if not given; make faults

A folder of sources changes to and fro. Each build of it is killed at a random moment, more often towards its end, where
directories are exchanged: the build itself, one of its worker processes, or all of them at once. Then the graph
directory must hold the whole graph of the sources as they were or as they are; and a build that nobody disturbs must
give, byte by byte, the graph that it would have given without all this, and leave nothing behind.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from hanse import store
from hanse.building import build
from hanse.building.workers import Crew, Step, crew
from hanse.gazetteer import load

ROOT = Path(__file__).parents[1]
TARGETS = ("build", "build", "worker", "all")
EXCHANGE = 0.06  # seconds that follow the writing of the manifest
TABLE = "network,partner,kind,city,country,role,source_url\n"
CITIES = ("Riga LV", "Avilés ES", "Tallinn EE", "Cesena IT", "Ghent BE", "Aarhus DK", "Porto PT", "Graz AT", "Lyon FR")

Whole = dict[str, str]


def write_sources(folder: Path, changed: bool, documents: int) -> Path:
    """Short pages and a table; where changed, one page is another, one is gone and one is new."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number in range(documents):
        if number == 3 and changed:
            continue
        lead, partner = (CITIES[(number * step) % len(CITIES)] for step in (1, 4))
        name = f"Network {number}{' Plus' if changed and number == 5 else ''}"
        page = f"# {name}\n\nThe {name} network is led by {_told(lead)}. Partners: {_told(partner)}.\n"
        (folder / f"page{number}.md").write_text(page, encoding="utf-8")
    if changed:
        (folder / "new.md").write_text("# New\n\nThe Newest network is led by Riga (LV).\n", encoding="utf-8")
    rows = (f"Table {n % 50},Riga {n},city,Riga,LV,partner,https://example.org/{n}\n" for n in range(5 * documents))
    (folder / "rows.csv").write_text(TABLE + "".join(rows), encoding="utf-8")
    return folder


def _told(city: str) -> str:
    name, _, country = city.rpartition(" ")
    return f"{name} ({country})"


def whole(graph: Path) -> Whole:
    """Digests of all that a graph directory tells; raises AssertionError where its parts do not fit each other."""
    manifest = json.loads((graph / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(entry.name for entry in graph.iterdir()) == manifest["files"]
    lines = (graph / "graph.nq").read_bytes().splitlines()
    assert len(lines) == manifest["counts"]["quads"], "the manifest counts other quads"
    opened = store.open(graph)
    networks = len(list(opened.query("SELECT ?n { ?n a hanse:Network }")))
    assert networks == manifest["counts"]["entities"]["Network"], "the store holds another graph"
    held = sorted(f"{quad} .".encode() for quad in opened.quads() if str(quad.graph_name) != "DEFAULT")
    assert held == sorted(lines), "the store holds other quads"
    texts = {path.name: _digest(path.read_bytes()) for path in sorted((graph / "text").iterdir())}
    assert len(texts) == manifest["counts"]["documents"]
    told = {name: manifest[name] for name in ("counts", "skipped", "problems", "options")}
    inputs = [(one["label"], one["sha256"]) for one in manifest["inputs"]]
    assert not list((graph / "cache").glob(".*")), "files that nobody finished are in the cache"
    return texts | {"graph": _digest(b"\n".join(lines)), "manifest": json.dumps([told, inputs])}


def _differences(one: Whole, other: Whole) -> str:
    return "; ".join(
        f"{name}: {one.get(name)} / {other.get(name)}" for name in one | other if one.get(name) != other.get(name)
    )


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _whole(state: None, graph: Path, step: Step) -> Whole | None:
    return whole(graph) if graph.exists() else None


@dataclass(slots=True)
class Campaign:
    """Kills in a folder of its own; raises AssertionError at the first that did harm."""

    folder: Path
    draw: Random
    looking: Crew  # in another process: what opened a store has threads, and builds are forked from this one
    documents: int = 45
    kills: Counter[str] = field(default_factory=Counter)
    expected: dict[bool, Whole] = field(default_factory=dict)
    seconds: float = 0.0
    changed: bool = False

    def begin(self) -> None:
        """Build both graphs without being disturbed."""
        load()  # for all builds, which are forked from this process
        for changed in (True, False):
            write_sources(self.folder / "in", changed, self.documents)
            began = time.monotonic()
            self._built()
            self.seconds = time.monotonic() - began
            self.expected[changed] = self._found() or {}
            shutil.rmtree(self.folder / "G") if changed else None

    def kill_once(self) -> str:
        """Change the sources, kill builds of them, then let one end; tells what was done."""
        if self.draw.random() < 0.2:
            shutil.rmtree(self.folder / "G", ignore_errors=True)
        before = self._found()
        self.changed = not self.changed
        write_sources(self.folder / "in", self.changed, self.documents)
        after = self.expected[self.changed]
        told = []
        while not told or self.draw.random() < 0.6:
            target = self.draw.choice(TARGETS)
            told.append(f"{target} {self._killed(target)}")
            found = self._found()
            assert found in (before, after), f"{told}: neither the graph before nor the graph after"
            before = found
        self._built()
        found = self._found() or {}
        assert found == after, f"{told}: the next build gave another graph: {_differences(found, after)}"
        left = {path.name for path in self.folder.iterdir()} - {"G", "in"}
        assert not left, f"{told}: the next build left {left}"
        return "; ".join(told)

    def _found(self) -> Whole | None:
        """What is there."""
        ((_, found, _),) = self.looking.each(_whole, None, [self.folder / "G"])
        return found

    def _killed(self, target: str) -> str:
        """Start a build, kill at a random moment; tells when."""
        process = self._start()
        moment = self.draw.choice(("any", "end", "exchange"))
        if moment == "exchange":
            while process.is_alive() and not (self.folder / ".G.building" / "manifest.json").exists():
                time.sleep(0.001)
            time.sleep(self.draw.random() * EXCHANGE)
        else:
            time.sleep(self.seconds * self.draw.uniform(0.02 if moment == "any" else 0.7, 1.05))
        victims = [process.pid or 0]
        if target == "worker":
            victims = [self.draw.choice(workers)] if (workers := _children(victims[0])) else []
        for victim in victims:
            try:
                self.kills[f"{target}, {moment}"] += process.is_alive()
                os.killpg(victim, signal.SIGKILL) if target == "all" else os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:  # it had just ended
                pass
        process.join()
        if target == "worker":
            assert process.exitcode == 0, "without a worker the build failed"
            found, wanted = self._found() or {}, self.expected[self.changed]
            assert found == wanted, f"a lost worker changed the graph: {_differences(found, wanted)}"
        return moment

    def _built(self) -> None:
        process = self._start()
        process.join()
        assert process.exitcode == 0, "a build that nobody disturbed failed"

    def _start(self) -> multiprocessing.process.BaseProcess:
        arguments = (self.folder, self.draw.choice((1, 2)))
        process = multiprocessing.get_context("fork").Process(target=_build, args=arguments)
        process.start()
        return process


def _build(folder: Path, workers: int) -> None:
    os.setsid()
    os.chdir(folder)
    try:
        assert build("in", "G", workers=workers, most_seconds=60).complete
    except Exception:
        traceback.print_exc()
        raise


def _children(process: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def run(folder: Path, kills: int, seed: int, documents: int = 45) -> Iterator[str]:
    """A campaign of at least so many kills; tells each."""
    with crew(1) as looking:
        campaign = Campaign(folder, Random(seed), looking, documents)
        campaign.begin()
        while campaign.kills.total() < kills:
            told = campaign.kill_once()
            yield f"{campaign.kills.total():4} {told}"
    yield ", ".join(f"{kind}: {count}" for kind, count in sorted(campaign.kills.items()))


def main() -> None:
    defaults = ((1, 200), (2, 1), (3, 45))
    kills, seed, documents = (int(sys.argv[at]) if len(sys.argv) > at else default for at, default in defaults)
    with tempfile.TemporaryDirectory() as name:
        for line in run(Path(name), kills, seed, documents):
            print(line, flush=True)
    print("Each left the graph before or the graph after, whole; each next build gave the same bytes.")


if __name__ == "__main__":
    main()
