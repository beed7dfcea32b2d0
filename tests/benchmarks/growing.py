"""Builds of generated corpora: time and memory by size, two workers beside one, and whether the facts stay as true."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpora import SOURCES, TRUTH, write
from measuring import Part, of_children, shown
from truth import score

ROWS_EACH = 20  # rows of tables for each document


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took."""

    wall: float
    cpu: float
    memory: int  # bytes of all its processes together, at most, what they share counted once
    first: int  # of the process that puts the build in a row
    worker: int  # of one of the others
    quads: int


def memory(folder: Path, sizes: Sequence[int], rows_each: int, workers: int, every: int) -> Part:
    """By the number of documents; one in ``every`` is scored."""
    rows: list[list[str]] = []
    before: tuple[int, Built] | None = None
    for size in sizes:
        corpus = folder / f"corpus-{size}"
        write(corpus, size, size * rows_each)
        built = build(corpus, folder / f"graph-{size}", workers)
        tally = score(folder / f"graph-{size}", corpus / TRUTH, every=min(every, max(size // 100, 1)))
        slope = f"{(built.memory - before[1].memory) / (size - before[0]):,.0f}" if before else ""
        said, rows_said = tally.of("fact", tables=False), tally.of("fact", tables=True)
        rows.append([
            f"{size:,}", f"{size * rows_each:,}", f"{built.quads:,}", f"{built.wall:,.0f} s", f"{built.cpu:,.0f} s",
            f"{built.memory / 1e6:,.0f} MB", f"{built.first / 1e6:,.0f} MB", f"{built.worker / 1e6:,.0f} MB", slope,
            f"{said.precision or 0:.3f}", f"{said.recall or 0:.3f}", f"{rows_said.f1 or 0:.3f}",
        ])  # fmt: skip
        before = size, built
        shutil.rmtree(corpus)
        shutil.rmtree(folder / f"graph-{size}")
    about = (
        f"Builds of generated documents of about 300 words, and of {rows_each} rows of CORDIS-shaped tables for each, "
        f"by {workers} worker{'s' * (workers > 1)}. Memory is what all processes of a build hold together at most, "
        "what they share counted once and files that are mapped left out. Bytes a document are those that each "
        "further one adds. Precision and recall are those of facts of documents, beside what is known to be true."
    )
    head = [
        "documents", "rows", "quads", "time", "processor", "memory", "of the first process", "of a worker",
        "bytes a document", "precision", "recall", "F1 of tables",
    ]  # fmt: skip
    return Part("Memory by size of the corpus", about, head, rows)


def workers(folder: Path, documents: int, runs: int) -> Part:
    corpus = folder / "shared"
    write(corpus, documents, documents * ROWS_EACH)
    best: dict[str, Built] = {}
    for _ in range(runs):
        for name, count, cores in (("alone", 1, 1), ("one", 1, None), ("two", 2, None)):
            built = build(corpus, folder / "built", count, cores, watching=False)
            best[name] = min((built, best.get(name, built)), key=lambda one: one.wall)
            shutil.rmtree(folder / "built")
    shutil.rmtree(corpus)
    taken = (
        ("wall", {name: one.wall for name, one in best.items()}),
        ("processor", {n: b.cpu for n, b in best.items()}),
    )
    rows = [
        [label, *map(shown, took.values()), *(f"{took[one] / took['two']:.2f}" for one in ("alone", "one"))]
        for label, took in taken
    ]
    about = (
        f"A build of {documents:,} generated documents and {documents * ROWS_EACH:,} rows of tables, from nothing, "
        f"start of Python included; the best of {runs} in turn. This machine has {os.cpu_count()} cores. One worker "
        "that may use them all is helped by the store's engine, which has threads of its own; held to one, it is not."
    )
    head = ["time", "one, held to one core", "one", "two", "two beside one on one core", "two beside one"]
    return Part("Two workers beside one", about, head, rows)


def build(corpus: Path, graph: Path, workers: int, cores: int | None = None, *, watching: bool = True) -> Built:
    """Build a graph, on so many cores. To watch what it holds costs a core a tenth of its time."""
    command = [str(Path(sys.executable).with_name("hanse")), "build", str(corpus / SOURCES), "-o", str(graph), "-q"]
    began = time.perf_counter()
    with on_cores(cores):
        process = subprocess.Popen([*command, "--workers", str(workers)])
    peak = [0, 0, 0]
    watch = threading.Thread(target=watched if watching else lambda *_: None, args=(process, peak))
    watch.start()
    failed, cpu = of_children(process.wait)
    if failed:
        raise RuntimeError(f"the build of {corpus} failed")
    took = time.perf_counter() - began
    watch.join()
    counts = json.loads((graph / "manifest.json").read_text(encoding="utf-8"))["counts"]
    return Built(took, cpu, *peak, counts["quads"])


@contextmanager
def on_cores(number: int | None) -> Iterator[None]:
    """What is started meanwhile keeps to so many cores, on Linux; elsewhere, and for None, it takes what it likes."""
    if number is None or not hasattr(os, "sched_setaffinity"):
        yield
        return
    usual = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(usual)[:number])
    try:
        yield
    finally:
        os.sched_setaffinity(0, usual)


def watched(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    """Note the most that a process and all below it hold."""
    while process.poll() is None:
        first, *others = [proportional(one) for one in family(process.pid)]
        found = (first + sum(others), first, max(others, default=0))
        peak[:] = map(max, peak, found)
        time.sleep(0.25)


def family(process: int) -> Iterable[int]:
    """A process and all below it."""
    yield process
    try:
        threads = [*Path(f"/proc/{process}/task").iterdir()]
        children = [int(one) for thread in threads for one in (thread / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from family(child)


def proportional(process: int) -> int:
    """Bytes that it holds; what several share is divided among them. Files that are mapped are none of them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    found = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines[1:] if line.endswith("kB")}
    return found.get("Pss_Anon", found.get("Pss", 0)) + found.get("Pss_Shmem", 0)
