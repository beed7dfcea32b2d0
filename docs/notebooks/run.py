"""Run the notebooks of this folder from top to bottom, and keep what they show, in place or in another folder.

python docs/notebooks/run.py [FOLDER]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient

__all__ = ["NOTEBOOKS", "run", "trimmed"]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NOTEBOOKS = sorted(HERE.glob("*.ipynb"))


def run(notebook: Path, folder: Path) -> nbformat.NotebookNode:
    """What a notebook shows when it is run in an empty folder that has the project's data where the checkout has them.

    nbclient.exceptions.CellExecutionError where a cell fails.
    """
    place = folder / HERE.relative_to(ROOT)
    place.mkdir(parents=True)
    shutil.copytree(ROOT / "data" / "partnerships", folder / "data" / "partnerships")
    ran = nbformat.read(notebook, as_version=4)
    NotebookClient(
        ran,
        timeout=300,
        startup_timeout=180,
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        resources={"metadata": {"path": str(place)}},
    ).execute()
    return ran


def trimmed(ran: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Without what is large or differs from one computer to another: pages drawn inline, versions."""
    ran.metadata = {"kernelspec": ran.metadata.kernelspec, "language_info": {"name": "python"}}
    for cell in ran.cells:
        for output in cell.get("outputs", ()):
            if "<iframe" in output.get("data", {}).get("text/html", ""):
                del output.data["text/html"]
    return ran


def main(target: Path = HERE) -> None:
    """Run all, and write them into a folder."""
    for notebook in NOTEBOOKS:
        with TemporaryDirectory() as folder:
            ran = trimmed(run(notebook, Path(folder)))
        (target / notebook.name).write_text(nbformat.writes(ran) + "\n", encoding="utf-8", newline="")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
