"""Results reach files whole or not at all, and devices as they are."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hanse.errors import OutputError
from hanse.writing import writing

HANSE = [sys.executable, "-c", "from hanse.cli import main; main()"]


def test_what_is_there_stays_until_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    path.write_text("mine")
    with pytest.raises(ZeroDivisionError), writing(path) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert path.read_text() == "mine" and list(tmp_path.iterdir()) == [path]


def test_links_and_rights_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "all.csv", tmp_path / "link.csv"
    path.write_text("mine")
    path.chmod(0o640)
    link.symlink_to("all.csv")
    with writing(link) as file:
        file.write(b"theirs")
    assert link.is_symlink() and path.read_text() == "theirs" and path.stat().st_mode & 0o777 == 0o640


def test_a_name_of_any_length(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 251 + ".csv")
    with writing(path) as file:
        file.write(b"a")
    assert path.read_bytes() == b"a"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_as_it_comes(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    with writing(pipe) as file:
        file.write(b"a")
    reader.join(10)
    assert found == [b"a"] and pipe.is_fifo()


@pytest.mark.parametrize("name", ["", "none/all.csv"])
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(OutputError, match=r"can't write .*: (Is a directory|No such file or directory)"),
        writing(tmp_path / name),
    ):
        pass


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no full device here")
@pytest.mark.parametrize("command", [["query", "--list"], ["--help"]], ids=str)
def test_a_stdout_that_is_full_is_told_in_a_line(command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run([*HANSE, *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (result.returncode, result.stderr) == (1, "hanse: stdout: No space left on device\n")


def test_who_reads_a_part_gets_no_traceback() -> None:
    command = subprocess.Popen([*HANSE, "query", "--list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert command.stdout and command.stderr
    command.stdout.close()
    assert command.stderr.read() == b"" and command.wait() == 1
    command.stderr.close()
