"""The notebooks of docs/ run from top to bottom, and show what is kept of them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "docs" / "notebooks"
KEPT = sorted(FOLDER.glob("*.ipynb"))
NAMES = [path.name for path in KEPT]
LARGEST = 100_000  # bytes of a picture that is kept


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What they show when they are run anew, by a process of their own: Jupyter's warnings are none of ours."""
    folder, home = tmp_path_factory.mktemp("ran"), tmp_path_factory.mktemp("home")
    environment = {**os.environ, "IPYTHONDIR": str(home / "ipython"), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    command = [sys.executable, str(FOLDER / "run.py"), str(folder)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder


def read(path: Path) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return cells


def outputs(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for cell in read(path):
        for output in cell.get("outputs", ()):
            yield cell["id"], output


def told(path: Path) -> list[tuple[str, str]]:
    """The text that each cell shows: all but pictures, which other versions of matplotlib draw with other bytes."""
    found = []
    for cell, output in outputs(path):
        texts = {**output.get("data", {}), "stdout": output.get("text", "")}
        found += [(cell, "".join(text)) for kind, text in texts.items() if kind != "image/png"]
    return found


def pictures(path: Path) -> list[bytes]:
    return [b64decode(o["data"]["image/png"]) for _, o in outputs(path) if "image/png" in o.get("data", {})]


@pytest.mark.parametrize("name", NAMES)
def test_show_what_is_kept_of_them(name: str, ran: Path) -> None:
    assert told(ran / name) == told(FOLDER / name), "run: make docs"
    assert [cell["source"] for cell in read(ran / name)] == [cell["source"] for cell in read(FOLDER / name)]
    assert [cell for cell, output in outputs(ran / name) if output.get("name") == "stderr"] == []


@pytest.mark.parametrize("name", NAMES)
def test_keep_pictures_that_are_small_and_no_pages(name: str, ran: Path) -> None:
    for path in (FOLDER / name, ran / name):
        drawn = pictures(path)
        assert drawn
        assert all(picture.startswith(b"\x89PNG") and len(picture) < LARGEST for picture in drawn)
        assert "<iframe" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    text = "".join("".join(cell["source"]) for cell in read(FOLDER / name) if cell["cell_type"] == "markdown")
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]
    assert targets
    assert [target for target in targets if not (FOLDER / target).exists()] == []


def test_are_all_in_the_index() -> None:
    index = (FOLDER.parent / "index.md").read_text(encoding="utf-8")
    assert re.findall(r"\(notebooks/([\w-]+\.ipynb)\)", index) == NAMES != []
