"""Builds of generated corpora: time and memory by size, two workers beside one, and whether the facts stay as true."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
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
    best: dict[int, Built] = {}
    for _ in range(runs):
        for count in (1, 2):
            built = build(corpus, folder / "built", count)
            best[count] = min((built, best.get(count, built)), key=lambda one: one.wall)
            shutil.rmtree(folder / "built")
    shutil.rmtree(corpus)
    pairs = (("wall", best[1].wall, best[2].wall), ("processor", best[1].cpu, best[2].cpu))
    rows = [[label, shown(one), shown(two), f"{one / two:.2f}"] for label, one, two in pairs]
    about = (
        f"A build of {documents:,} generated documents and {documents * ROWS_EACH:,} rows of tables, from nothing, "
        f"start of Python included; the best of {runs} in turn. This machine has {os.cpu_count()} cores."
    )
    return Part("Two workers beside one", about, ["time", "one", "two", "times as fast"], rows)


def build(corpus: Path, graph: Path, workers: int) -> Built:
    command = [str(Path(sys.executable).with_name("hanse")), "build", str(corpus / SOURCES), "-o", str(graph), "-q"]
    began = time.perf_counter()
    process = subprocess.Popen([*command, "--workers", str(workers)])
    peak = [0, 0, 0]
    watch = threading.Thread(target=watched, args=(process, peak))
    watch.start()
    failed, cpu = of_children(process.wait)
    if failed:
        raise RuntimeError(f"the build of {corpus} failed")
    took = time.perf_counter() - began
    watch.join()
    counts = json.loads((graph / "manifest.json").read_text(encoding="utf-8"))["counts"]
    return Built(took, cpu, *peak, counts["quads"])


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
