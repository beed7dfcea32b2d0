"""What the README and docs/ show is run, and says what the code says."""

from __future__ import annotations

import ast
import doctest
import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from platformdirs import user_cache_path

import hanse
from hanse.cli import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
DOCUMENTS = {"benchmark": ("d013.txt", "d017.txt", "d131.txt"), "invented": ("a01.html", "b20.txt")}
"""Of the folders of annotated documents, what the pages speak of."""
PAGE = """# In4Green

The In4Green network is led by Avilés (ES).

## Partners

- Avilés (ES)
- Universidad de Oviedo (ES)
"""
LEADS = "CONSTRUCT { ?network hanse:leadPartner ?lead } { ?network hanse:leadPartner ?lead }"
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^    (hanse .*)$", re.MULTILINE)
SETTING_UP = {"make", "pip", "pipx", "git", "sudo"}
"""What is not run here but by CI and by the test of the wheel."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands run: a checkout's data and graph, and the files that people are told to have."""
    made = tmp_path_factory.mktemp("docs")
    for folder, names in DOCUMENTS.items():
        for name in names:
            for file in (Path("documents") / name, Path("gold") / Path(name).with_suffix(".json")):
                (made / "data" / folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / "data" / folder / file, made / "data" / folder / file)
    shutil.copytree(ROOT / "data" / "partnerships", made / "data" / "partnerships")
    shutil.copytree(made / "data" / "benchmark" / "documents", made / "reports")
    (made / "page.md").write_text(PAGE, encoding="utf-8")
    (made / "decisions.sssom.tsv").write_text("subject_id\tpredicate_id\tobject_id\n", encoding="utf-8")
    (made / "leads.rq").write_text(LEADS, encoding="utf-8")
    partners = made / "data" / "partnerships" / "urbact-partners.csv"
    hanse.build([made / "data", made / "page.md"], made / "hanse-graph", workers=1)
    few(partners, partners)
    for name in ("partners.csv", "keep-export.csv"):
        shutil.copy(partners, made / name)
    hanse.build([made / "data", made / "page.md"], made / "G", workers=1)
    hanse.build([made / "page.md"], made / "small" / "G", workers=1)
    return made


def few(table: Path, copy: Path) -> None:
    """A table of partners, of networks that the pages name and each fifth other: builds of all take longer."""
    told = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    head, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    others = sorted({row.split(",")[0] for row in rows})[::5]
    kept = [row for row in rows if (name := row.split(",")[0]) in others or name in told]
    copy.write_text(head + "".join(kept), encoding="utf-8")


def commands(page: Path) -> Iterator[str]:
    """The shell scripts that a page shows: fenced, or in an indented block."""
    text = page.read_text(encoding="utf-8")
    for language, block in FENCED.findall(text):
        if language == "sh":
            yield block
        elif language == "console":
            yield re.sub(r"^\$ ", "", block, flags=re.MULTILINE)
    yield from INDENTED.findall(FENCED.sub("", text))


def shown() -> list[tuple[str, str]]:
    found = []
    for page, name in zip(PAGES, NAMES, strict=True):
        found += [(name, script.strip()) for script in commands(page) if script.split()[0] not in SETTING_UP]
    return found


@pytest.mark.parametrize(("page", "script"), shown())
def test_commands_run(page: str, script: str, folder: Path, tmp_path: Path) -> None:
    if "hanse build" in script:
        folder = shutil.copytree(folder, tmp_path / "copy")
    elif "hanse publish" in script:
        folder /= "small"  # of a whole one it takes as long as ten other commands
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    own = {"PATH": path, "BROWSER": "true", "PYTHONUTF8": "1", "HOME": str(tmp_path)}
    environment = {**os.environ, **own, "XDG_CACHE_HOME": str(user_cache_path())}  # dictionaries are made but once
    shell = ["sh", "-e", "-c", script.replace("keep-export.xlsx", "keep-export.csv")]
    ran = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    differ = "hanse diff" in script  # the graphs do, which it tells by its exit status
    assert ran.returncode == (1 if differ else 0), f"{page}:\n{script}\n{ran.stdout}{ran.stderr}"
    assert ran.stdout or ran.stderr or " -o " in script or ">" in script, f"{page}: {script} says nothing"


@pytest.mark.parametrize("page", NAMES)
def test_python_runs(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = [(language, block) for language, block in FENCED.findall(text) if language in ("python", "pycon")]
    monkeypatch.chdir(folder)
    known: dict[str, object] = {"__name__": "__main__"}
    for language, block in blocks:
        if language == "python":
            ast.parse(block)
        elif ">>>" in block:
            examples = doctest.DocTestParser().get_doctest(
                block, known, page, page, text[: text.find(block)].count("\n")
            )
            flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            runner = doctest.DocTestRunner(optionflags=flags)
            told: list[str] = []
            failed = runner.run(examples, out=told.append, clear_globs=False).failed
            known = examples.globs
            assert not failed, "".join(told)


@pytest.mark.parametrize("page", NAMES)
def test_links_lead_somewhere(page: str) -> None:
    text = FENCED.sub("", (ROOT / page).read_text(encoding="utf-8"))
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


@pytest.mark.parametrize("page", ["accuracy.md", "cli.md", "questions.md", "measures.md", "../README.md"])
def test_written_pages_are_up_to_date(page: str) -> None:
    write = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"][page]
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == write(), "run: make docs"


def test_every_command_is_described() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert re.findall(r"^## hanse (\w+)$", page, re.MULTILINE) == list(COMMANDS)


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\((\w+\.md)\)", index)) == {p.name for p in (ROOT / "docs").glob("*.md")} - {"index.md"}


def test_public_names_are_there_and_described() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for name in hanse.__all__:
        assert getattr(hanse, name).__doc__, name
        assert f"`hanse.{name}" in page, name


HEAVY = ("jinja2", "lxml", "networkx", "numpy", "pandas", "pyoxigraph", "pyvis", "rdflib", "rich", "rustworkx", "scipy")


@pytest.mark.parametrize(
    "statement", ["import hanse", "from hanse.cli import cli; cli(['--help'], standalone_mode=False)"]
)
def test_help_and_import_stay_light(statement: str) -> None:
    probe = f"{statement}\nimport sys; print(*[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, encoding="utf-8", check=True)
    assert ran.stderr.split() == []


def test_the_readme_begins_with_the_two_commands_that_the_makefile_has() -> None:
    head = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## ")[0]
    rules = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for page in PAGES:
        assert set(re.findall(r"^make (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)) <= set(rules), page
    assert re.findall(r"^make \w+", head, re.MULTILINE)[:2] == ["make graph", "make test"]


def test_the_version_is_everywhere_the_same() -> None:
    """The version stands in pyproject.toml; the changelog and the citation repeat it."""
    import tomllib

    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
