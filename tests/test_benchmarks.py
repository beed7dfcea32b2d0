"""The benchmarks, at their smallest: they run, compare like with like, and keep what other runs put on the page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hanse.queries.questions import load

RUN = Path(__file__).parent / "benchmarks" / "run.py"


def run(*given: str) -> str:
    return subprocess.run([sys.executable, str(RUN), *given], check=True, capture_output=True, text=True).stdout


def test_a_page_of_several_runs(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    run("questions", "--quick", "--quads=3000", f"--markdown={page}")
    first = page.read_text(encoding="utf-8")
    for name in load():  # where answers differ from the engine's own, the run fails
        assert f"\n| {name} |" in first
    told = run("start", "--quick", f"--markdown={page}")
    second = page.read_text(encoding="utf-8")
    assert "| `python -c pass` |" in told
    assert told.strip() in second
    assert first.strip() in second


def test_what_is_unknown_is_refused() -> None:
    done = subprocess.run([sys.executable, str(RUN), "nothing"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "'nothing' is no benchmark; there are extraction, " in done.stderr
