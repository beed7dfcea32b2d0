"""The example of docs/language.md: a language that Hanse has no wording of is read once its wording is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOLD = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
READING = """
import sys
from pathlib import Path
from hanse import vocabulary

vocabulary.ontology = lambda: Path(sys.argv[1])

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import Value

page = READERS["txt"](sys.stdin.buffer.read(), "page", "page.txt")
found = extract(page, Knowledge.of([survey(page, load())], [], load()))
names = {entity.id: entity.name for entity in found.entities}
for fact in found.facts:
    said = fact.object.text if isinstance(fact.object, Value) else names[fact.object]
    print(names.get(fact.subject, fact.subject), fact.predicate, said, sep="|")
"""


def block(language: str) -> str:
    return re.findall(rf"^```{language}\n(.*?)^```$", TOLD, re.MULTILINE | re.DOTALL)[0]


def facts(ontology: Path) -> set[tuple[str, ...]]:
    """What the page of the example says, read with the wording in a folder."""
    command = [sys.executable, "-c", READING, str(ontology)]
    done = subprocess.run(command, input=block("text").encode(), capture_output=True, check=True)
    return {tuple(line.split("|")) for line in done.stdout.decode().splitlines()}


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "ontology", tmp_path / "ontology"))


def test_without_its_wording_only_the_title_is_read(ontology: Path) -> None:
    assert {predicate for _, predicate, _ in facts(ontology)} == {"title"}


def test_the_lines_of_the_example_are_what_it_takes(ontology: Path) -> None:
    with (ontology / "wording.ttl").open("a", encoding="utf-8") as wording:
        wording.write(block("turtle"))
    rows = re.findall(r"^\| (?!subject|---)(.+?) \| (.+?) \| (.+?) \|$", TOLD, re.MULTILINE)
    assert {fact for fact in facts(ontology) if fact[1] != "title"} == set(rows)
