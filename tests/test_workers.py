"""A crew of processes: what each task gives, what a poisoned item costs, and that nothing is left behind."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hanse.building.workers import NONE, Limits, crew
from hanse.building.workers.processes import Processes
from hanse.errors import HanseError, OutputError

GB = 1024**3
Items = tuple[str, ...]


def read(folder: Path | None, items: Items, step: Callable[[int], bool]) -> list[str]:
    """Some items are poisoned; each that is begun is noted in the folder."""
    results = []
    for number, item in enumerate(items):
        if not step(number):
            continue
        if folder:
            with (folder / item).open("a") as file:
                file.write(f"{os.getpid()}\n")
        POISONS.get(item, str)(folder)
        results.append(item.upper())
    step(NONE)
    POISONS.get(items[-1] + " afterwards", str)(folder)
    return results


def hang(folder: Path) -> None:
    while True:
        time.sleep(60)


def swell(folder: Path) -> None:
    kept = [bytearray(GB // 16) for _ in range(64)]
    assert kept


def crash(folder: Path) -> None:
    faulthandler.disable()
    ctypes.string_at(0)


def fill(folder: Path) -> None:
    raise OutputError("no space left")


def stumble(folder: Path) -> None:
    if len((folder / "stumble").read_text().split()) < 3:
        os.kill(os.getpid(), signal.SIGKILL)


POISONS: dict[str, Callable[[Any], object]] = {
    "hang": hang,
    "swell": swell,
    "crash": crash,
    "exit": lambda folder: os._exit(3),
    "killed": lambda folder: os.kill(os.getpid(), signal.SIGKILL),
    "stumble": stumble,
    "full": fill,
    "slow": lambda folder: time.sleep(0.4),
    "sleep": lambda folder: os.kill(os.getpid(), signal.SIGSTOP),
    "end afterwards": lambda folder: os._exit(3),
}


def all_of(tasks: list[Items], workers: int = 2, folder: Path | None = None, seconds: float = 60) -> dict[Items, Any]:
    with crew(workers, Limits(seconds, GB // 2)) as one:
        return {task: (result, left_out) for task, result, left_out in one.each(read, folder, tasks)}


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_each_task_is_done_once(workers: int) -> None:
    tasks = [(f"a{number}", f"b{number}") for number in range(50)]
    assert all_of(tasks, workers) == {(a, b): ([a.upper(), b.upper()], {}) for a, b in tasks}
    assert all_of([], workers) == {}


def test_processes_that_are_not_forked_do_the_same() -> None:
    with Processes(2, Limits(), "spawn") as one:
        results = {task: result for task, result, _ in one.each(len_of, 10, ["a", "bcd", ""])}
    assert results == {"a": 11, "bcd": 13, "": 10}


def len_of(more: int, task: str, step: Callable[[int], bool]) -> int:
    return more + len(task)


@pytest.mark.parametrize(
    ("poison", "reason", "times"),
    [
        ("swell", "needed more than 0.5 GB of memory", 1),
        ("crash", "ended the process (SIGSEGV): a fault in a library", 2),
        ("exit", "ended the process (status 3): a fault in a library", 2),
        ("killed", "was ended by the system: too little memory, it seems", 3),
    ],
)
def test_a_poisoned_item_is_left_out_and_told(tmp_path: Path, poison: str, reason: str, times: int) -> None:
    if poison == "swell" and not sys.platform.startswith("linux"):
        pytest.skip("no limit on memory here")
    tasks = [("a", poison, "b"), ("c", "d"), ("e", poison)]
    results = all_of(tasks, folder=tmp_path)
    assert results == {tasks[0]: (["A", "B"], {1: reason}), tasks[1]: (["C", "D"], {}), tasks[2]: (["E"], {1: reason})}
    assert len((tmp_path / poison).read_text().split()) == 2 * times
    assert len((tmp_path / "d").read_text().split()) == 1


def test_an_item_may_take_its_time_but_no_more() -> None:
    slow = ("slow", "slow", "slow", "hang", "b")
    reason = "took more than 1 s"
    assert all_of([slow, ("c",)], seconds=1)[slow] == (["SLOW", "SLOW", "SLOW", "B"], {3: reason})


def test_time_in_which_the_machine_slept_does_not_count(tmp_path: Path) -> None:
    with crew(1, Limits(1.5)) as one:
        results = one.each(read, tmp_path, [("a",), ("sleep", "b")])
        next(results)  # the second task is under way
        _wait((tmp_path / "sleep").exists)
        time.sleep(2)
        os.kill(int((tmp_path / "sleep").read_text()), signal.SIGCONT)
        assert [result[1:] for result in results] == [(["SLEEP", "B"], {})]


def test_an_accident_costs_no_item(tmp_path: Path) -> None:
    assert all_of([("a", "stumble", "b")], folder=tmp_path) == {("a", "stumble", "b"): (["A", "STUMBLE", "B"], {})}


def test_a_process_that_dies_with_no_item_under_way_stops_the_build() -> None:
    with pytest.raises(HanseError, match=r"the build was stopped: a worker process ended the process \(status 3\)"):
        all_of([("a", "end")])


def test_exceptions_of_the_work_pass_through() -> None:
    with pytest.raises(OutputError, match="no space left") as raised:
        all_of([(f"a{number}",) for number in range(20)] + [("full",)])
    assert "in fill" in raised.value.__notes__[0]


def pid(state: list[int], task: int, step: Callable[[int], bool]) -> tuple[int, int]:
    return os.getpid(), task + len(state)


def test_the_same_processes_serve_all_stages_and_end_with_the_crew() -> None:
    with crew(2) as one:
        first = {result[0] for _, result, _ in one.each(pid, [], range(40))}
        second = {result for _, result, _ in one.each(pid, [1, 2], range(40))}
    assert {process for process, _ in second} <= first and len(first) == 2 and os.getpid() not in first
    assert sorted(number for _, number in second) == list(range(2, 42))
    assert not any(_alive(process) for process in first)


def test_tasks_are_taken_when_there_is_somebody_to_do_them() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    with crew(2) as one:
        results = one.each(pid, [], tasks())
        for done in range(1, 20):
            next(results)
            assert taken <= done + 2


def test_a_caller_that_stops_half_way_may_go_on_with_others() -> None:
    with crew(2) as one:
        for _ in one.each(read, None, [("a",), ("hang",), ("hang",)]):
            break
        assert len(list(one.each(pid, [], range(5)))) == 5
        with pytest.raises(RuntimeError, match="one each"):
            list(zip(one.each(pid, [], range(9)), one.each(pid, [], range(9)), strict=True))


def test_processes_end_with_their_parent_even_in_the_midst_of_an_item(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; import sys; from test_workers import crew, read\n"
        "with crew(2) as one:\n    list(one.each(read, Path(sys.argv[1]), [('hang',), ('hang',)]))"
    )
    path = os.pathsep.join(sys.path)
    parent = subprocess.Popen([sys.executable, "-c", script, tmp_path], env={**os.environ, "PYTHONPATH": path})
    begun = tmp_path / "hang"
    _wait(lambda: begun.exists() and begun.read_text().count("\n") == 2)
    parent.kill()
    parent.wait()
    _wait(lambda: not any(_alive(int(process)) for process in begun.read_text().split()))


def _wait(come: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not come():
        assert time.monotonic() < end
        time.sleep(0.02)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


# A folder that several machines see


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """Two processes that take tasks from a folder."""
    command = [sys.executable, "-c", "from hanse.cli import main; main()", "work", str(tmp_path / "queue")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    found = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    yield found
    for one in found:
        one.kill()
        one.communicate()


def test_who_has_time_takes_tasks_from_a_folder(
    tmp_path: Path, hands: list[subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hanse.building.workers.folder.PATIENCE", 3)
    tasks = [("a", "exit", "b"), *((f"c{number}", "slow") for number in range(12))]
    with crew(1, Limits(60), str(tmp_path / "queue")) as one:
        results = one.each(read, tmp_path, tasks)
        found = [next(results) for _ in range(4)]
        hands[0].kill()
        found += results
        with pytest.raises(OutputError, match="no space left"):
            list(one.each(read, tmp_path, [("full",)]))
        assert len(list(one.each(pid, [], range(20)))) == 20, "it goes on with another stage"
    assert {task: (result, left) for task, result, left in found} == {
        task: (["A", "B"], {1: "ended the process (status 3): a fault in a library"})
        if task == tasks[0]
        else ([task[0].upper(), "SLOW"], {})
        for task in tasks
    }
    assert len(found) == len(tasks)
    _, told = hands[1].communicate(timeout=60)
    assert hands[1].returncode == 0 and told.startswith("Did ") and not any((tmp_path / "queue").glob("*/*"))
