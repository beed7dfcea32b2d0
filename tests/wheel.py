"""Build the sdist, the wheel from it, and use the wheel in a clean environment outside the checkout.

python tests/wheel.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = "# In4Green\n\nThe In4Green network is led by Avilés (ES). Partners: Riga (LV), Tartu (EE).\n"
ASKED = "SELECT ?city { ?network rdfs:label ?name ; hanse:partner/rdfs:label ?city } ORDER BY ?city"
HELD = (
    "hanse/py.typed",
    "hanse/cli/shells/hanse.bash",
    "hanse/ontology/hanse.ttl",
    "hanse/ontology/wording.ttl",
    "hanse/ontology/themes.ttl",
    "hanse/ontology/shapes.ttl",
    "hanse/ontology/context.jsonld",
    "hanse/ontology/queries/wave-totals.rq",
    "hanse/gazetteer/places.bin",
    "hanse/extraction/given-names.txt",
    "hanse/llm/task.txt",
    "hanse/extraction/gatherings.toml",
    "hanse/extraction/months.toml",
    "hanse/extraction/ordinals.toml",
    "hanse/extraction/smallwords.toml",
    "hanse/tables/headers.toml",
    "hanse/tables/mappings/keep.toml",
    "hanse/views/assets/graph.html.j2",
    "hanse/views/assets/program/start.js",
    "hanse/views/assets/vendor/sigma.js",
    "hanse/serving/assets/openapi.json",
    "hanse/serving/assets/query.html",
    "hanse/serving/assets/vendor/yasgui.js",
)
"""Files that the wheel must carry, one of each kind."""


def main() -> None:
    """Go through it all, in a folder that is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="hanse-wheel-") as name:
        folder = Path(name)
        print("Building sdist and wheel …", flush=True)
        wheel = _built(folder / "dist")
        _check_contents(wheel)
        print("Installing the wheel in a clean environment …", flush=True)
        bin = _installed(wheel, folder / "venv")
        _use(bin, folder)
        print("The wheel works.", flush=True)


def _built(dist: Path) -> Path:
    _run(sys.executable, "-m", "build", "--outdir", str(dist), str(ROOT), cwd=dist.parent)
    (wheel,) = dist.glob("*.whl")
    return wheel


def _check_contents(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    missing = [name for name in HELD if name not in names]
    strange = [name for name in names if not name.startswith(("hanse/", "hanse-"))]
    notices = [name for name in names if name.endswith((".dist-info/licenses/LICENSE", ".dist-info/licenses/NOTICE"))]
    if missing or strange or len(notices) != 2:
        sys.exit(f"the wheel: missing {missing}, strange {strange}, notices {notices}")


def _installed(wheel: Path, environment: Path) -> Path:
    venv.create(environment, with_pip=True)
    bin = environment / ("Scripts" if os.name == "nt" else "bin")
    _run(str(bin / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel))
    return bin


def _use(bin: Path, folder: Path) -> None:
    def hanse(*arguments: str) -> str:
        return _run(str(bin / "hanse"), *arguments, cwd=folder)

    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    print(hanse("--version").strip(), flush=True)
    hanse("build", "page.md", "-o", "G")
    found = hanse("query", "-g", "G", "-f", "csv", "-p", "name=In4Green", ASKED).split()
    if found != ["city", "Avilés", "Riga", "Tartu"]:
        sys.exit(f"the installed wheel answered {found}")
    if not (folder / "G" / "index.html").is_file():
        sys.exit("the installed wheel made no start page")
    hanse("validate", "-g", "G")
    hanse("analyse", "-g", "G")
    hanse("view", "-g", "G", "-o", "graph.html")


def _run(*command: str, cwd: Path | None = None) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment["PYTHONUTF8"] = "1"
    ran = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)
    if ran.returncode:
        sys.exit(f"{' '.join(command)}\n{ran.stdout}{ran.stderr}exit status {ran.returncode}")
    return ran.stdout


if __name__ == "__main__":
    main()
