"""A build on a cluster: a real scheduler, and workers of which one dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from hanse.building import build
from hanse.building.workers import Limits, crew
from hanse.errors import OutputError, ServerError
from kills import whole, write_sources

Items = tuple[str, ...]
FOLDERS = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])


@contextmanager
def running(*arguments: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process of dask's command line, ended with all that it started."""
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    environment = {**os.environ, "PYTHONPATH": FOLDERS, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false"}
    with (folder / f"{arguments[0]}.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Of a scheduler."""
    pytest.importorskip("distributed")
    with running("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", "s.json", folder=folder):
        wait_for(lambda: (folder / "s.json").exists() and (folder / "s.json").read_text().endswith("}"))
        yield json.loads((folder / "s.json").read_text())["address"]


@pytest.fixture
def workers(address: str, folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    with ExitStack() as stack:
        command = ("worker", address, "--nthreads", "1", "--memory-limit", "0")
        yield [stack.enter_context(running(*command, folder=folder)) for _ in range(2)]


def wait_for(come: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not come():
        assert time.monotonic() < end
        time.sleep(0.05)


def read(folder: Path, items: Items, step: Callable[[int], bool]) -> tuple[int, list[str]]:
    results = []
    for number, item in enumerate(items):
        if step(number):
            (folder / f"{item}.{os.getppid()}").touch()
            if item == "exit":
                os._exit(3)
            if item == "full":
                raise OutputError("no space left")
            results.append(item.upper())
    return os.getpid(), results


def test_a_cluster_does_what_processes_do(address: str, workers: list[object], tmp_path: Path) -> None:
    tasks = [("a", "exit", "b"), *((f"c{number}", "d") for number in range(20))]
    with crew(1, Limits(60), address) as one:
        found = {task: (result, left_out) for task, result, left_out in one.each(read, tmp_path, tasks)}
        again = {result[0] for _, result, _ in one.each(read, tmp_path, [("e",)] * 20)}
        with pytest.raises(OutputError, match="no space left"):
            list(one.each(read, tmp_path, [("full",)]))
    (_, results), left_out = found.pop(tasks[0])
    assert results == ["A", "B"] and left_out == {1: "ended the process (status 3): a fault in a library"}
    assert {task: result[1] for task, (result, _) in found.items()} == {
        task: [task[0].upper(), "D"] for task in tasks[1:]
    }
    assert len(again | {result[0] for result, _ in found.values()}) <= 3, (
        "two processes, and one in the place of a dead one"
    )


def test_builds_elsewhere_give_the_same_bytes_also_where_a_worker_dies(
    address: str, workers: list[subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = write_sources(tmp_path / "in", changed=False, documents=70)
    stages = []

    def kill_one(stage: str, done: int, total: int) -> None:
        if stage == "extracting" and stage not in stages:
            kill(workers[0])
        stages.append(stage)

    build(sources, tmp_path / "here", workers=1)
    monkeypatch.chdir(tmp_path)
    report = build("in", "there", scheduler=address, progress=kill_one)
    assert report.complete and workers[0].returncode
    here, there = whole(tmp_path / "here"), whole(tmp_path / "there")
    assert here == there and len(there) > 70
    hand = subprocess.Popen([sys.executable, "-c", "from hanse.cli import main; main()", "work", tmp_path / "queue"])
    build("in", "queued", scheduler=str(tmp_path / "queue"))
    assert whole(tmp_path / "queued") == here and hand.wait(60) == 0


def test_an_address_where_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanse.building.workers.cluster.PATIENCE", 0.2)
    with (
        pytest.raises(ServerError, match="no dask scheduler answers at 127"),
        crew(1, None, "127.0.0.1:9"),
    ):
        pass


def test_a_scheduler_without_workers(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanse.building.workers.cluster.PATIENCE", 0.5)
    with pytest.raises(ServerError, match="has no worker: start one with dask worker"), crew(1, None, address):
        pass
