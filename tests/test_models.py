"""What reads beside the rules, and what else installed packages add: spaCy pipelines, readers, extractors, measures."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

import hanse
from hanse import extensions, pipelines, store
from hanse.errors import InputError

ROOT = Path(__file__).parents[1]
TOLD = """SELECT ?by ?version ?s ?p ?o ?confidence {
  ?e rdf:subject/rdfs:label ?s ; rdf:predicate ?p ; rdf:object ?object ; hanse:confidence ?confidence ;
     prov:wasGeneratedBy ?who . ?who rdfs:label ?by ; schema:softwareVersion ?version
  OPTIONAL { ?object rdfs:label ?label } BIND (COALESCE(?label, ?object) AS ?o) }"""


def told(graph: Path, by: str) -> set[tuple[str, str, str, float]]:
    """What evidence of one extractor states: subject, property, object, confidence."""
    return {
        (s.value, p.value.rsplit("#")[-1], o.value.rsplit("#")[-1], float(confidence.value))
        for found_by, _, s, p, o, confidence in store.open(graph).query(TOLD)
        if found_by.value == by
    }


def versions(graph: Path) -> dict[str, str]:
    return {row[0].value: row[1].value for row in store.open(graph).query(TOLD)}


def others(graph: Path) -> list[str]:
    return list(json.loads((graph / "manifest.json").read_text(encoding="utf-8"))["options"]["others"])


# spaCy

PAGE = "Nearly all that there was to say has been said by Qwxara Zzitho of the Vintner Hhloop company this morning."
NAMES = [{"label": "PERSON", "pattern": "Qwxara Zzitho"}, {"label": "ORG", "pattern": "Vintner Hhloop"}]


def pipeline(folder: Path, patterns: list[dict[str, str]], language: str = "en") -> str:
    """A small pipeline, saved as users save theirs."""
    nlp = spacy.blank(language)
    nlp.meta["name"], nlp.meta["version"] = "tiny", "2.1"
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return str(folder)


def page(folder: Path, text: str = PAGE) -> Path:
    (folder / "page.md").write_text(text, encoding="utf-8")
    return folder / "page.md"


def test_a_pipeline_marks_names_that_the_rules_leave(tmp_path: Path) -> None:
    tiny = pipeline(tmp_path / "tiny", NAMES)
    hanse.build(page(tmp_path), tmp_path / "without")
    assert "Qwxara" not in (tmp_path / "without" / "graph.nq").read_text(encoding="utf-8")
    hanse.build(page(tmp_path), tmp_path / "G", spacy=[tiny])
    assert told(tmp_path / "G", "spacy:en_tiny") >= {
        ("Qwxara Zzitho", "type", "Person", 0.5),
        ("Vintner Hhloop", "type", "Organisation", 0.5),
    }
    assert versions(tmp_path / "G")["spacy:en_tiny"] == "2.1"
    assert [re.sub(r"\w{16}$", "…", one) for one in others(tmp_path / "G")] == ["spacy:en_tiny 2.1 …"]


def test_what_only_a_pipeline_saw_can_be_left_out_again(tmp_path: Path) -> None:
    tiny = pipeline(tmp_path / "tiny", NAMES)
    hanse.build(page(tmp_path), tmp_path / "without", min_confidence=0.6)
    report = hanse.build(page(tmp_path), tmp_path / "G", spacy=[tiny], min_confidence=0.6)
    assert (tmp_path / "G" / "graph.nq").read_bytes() == (tmp_path / "without" / "graph.nq").read_bytes()
    assert "Person" not in report.entities


def test_the_rules_come_first(tmp_path: Path) -> None:
    text = "The Mayor of Cesena, Enzo Lattuca, spoke at the University of Oviedo about all that the city had done."
    wrong = [{"label": "ORG", "pattern": name} for name in ("Enzo Lattuca", "Mayor of Cesena")]
    hanse.build(page(tmp_path, text), tmp_path / "without")
    hanse.build(page(tmp_path, text), tmp_path / "G", spacy=[pipeline(tmp_path / "tiny", wrong)])
    assert (tmp_path / "G" / "graph.nq").read_bytes() == (tmp_path / "without" / "graph.nq").read_bytes()


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("# Qwxara Zzitho\n\nNothing is said in the text below.", "PERSON", "Qwxara Zzitho"),  # a heading
        ("The project was presented by Qwxara on the first day of the meeting.", "PERSON", "Qwxara"),
        ("The project was presented with Good Ideas on the first day of it all.", "ORG", "Good Ideas"),
        ("The project was presented by qwxara zzitho on the first day of it all.", "PERSON", "qwxara zzitho"),
    ],
)
def test_what_is_no_name_for_certain_is_not_taken(tmp_path: Path, text: str, label: str, name: str) -> None:
    tiny = pipeline(tmp_path / "tiny", [{"label": label, "pattern": name}])
    hanse.build(page(tmp_path, text), tmp_path / "G", spacy=[tiny])
    assert told(tmp_path / "G", "spacy:en_tiny") == set()


def test_a_pipeline_of_another_language_is_not_asked(tmp_path: Path) -> None:
    hanse.build(page(tmp_path), tmp_path / "G", spacy=[pipeline(tmp_path / "tiny", NAMES, "it")])
    assert told(tmp_path / "G", "spacy:it_tiny") == set()


def test_a_pipeline_that_changed_is_asked_again(tmp_path: Path) -> None:
    tiny = pipeline(tmp_path / "tiny", NAMES[:1])
    hanse.build(page(tmp_path), tmp_path / "G", spacy=[tiny])
    first = (tmp_path / "G" / "graph.nq").read_bytes()
    again = hanse.build(page(tmp_path), tmp_path / "G", spacy=[tiny])
    assert again.inputs[0].cached and (tmp_path / "G" / "graph.nq").read_bytes() == first
    pipelines._loaded.cache_clear()  # as a new process would
    pipeline(tmp_path / "tiny", NAMES)
    hanse.build(page(tmp_path), tmp_path / "G", spacy=[tiny])
    assert "Hhloop" in (tmp_path / "G" / "graph.nq").read_text(encoding="utf-8")


def test_a_trained_pipeline(tmp_path: Path) -> None:
    name = next((name for name in spacy.util.get_installed_models() if name.startswith("en_core_web")), None)
    if name is None:
        pytest.skip("no English pipeline is installed")
    text = "The work was led by Evite van Winkoop, who has been with the network since it began its work."
    hanse.build(page(tmp_path, text), tmp_path / "G", spacy=[name])
    assert ("Evite van Winkoop", "type", "Person", 0.5) in told(tmp_path / "G", pipelines.load(name).extractor)


def test_pipelines_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(InputError, match=r"marks no names: it has no parts"):
        pipelines.load(str(tmp_path / "blank"))
    with pytest.raises(InputError, match=r"no spaCy pipeline 'xx_none' is installed: python -m spacy download xx_none"):
        hanse.build(page(tmp_path), tmp_path / "G", spacy=["xx_none"])
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "meta.json").write_text('{"lang": "xx_none", "name": "x", "version": "1"}')
    with pytest.raises(InputError, match=r"can't be loaded|is installed"):
        pipelines.load(str(tmp_path / "broken"))


def test_without_spacy_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(InputError, match=r"pip install 'hanse\[spacy\]'"):
        pipelines.load("en_core_web_sm_that_nobody_loaded_before")


# What installed packages add: the package that docs/extending.md shows


WRONG = """two-steps = "awards_measures:TWO_STEPS"
degree = "awards_measures:TWO_STEPS"
missing = "no.such:MODULE"
other = "awards_measures:BRIDGES"
blind = "awards_measures:BLIND"
broken = "awards_measures:BROKEN"
"""
MORE = """

from dataclasses import replace

BLIND = replace(TWO_STEPS, compute=lambda network, weight: {})
BROKEN = replace(TWO_STEPS, compute=lambda network, weight: 1 / 0)
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which pip has installed the package."""
    source = tmp_path_factory.mktemp("hanse-awards")
    shown = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    for name, text in re.findall(r"^```\w+\n# (\w+\.\w+)\n(.*?)^```$", shown, re.M | re.S):
        (source / name).write_text(text, encoding="utf-8")
    faulty = "\n\ndef fail(document):\n    if 'bad' in document.text:\n        raise KeyError('<b>\\x1b[31m')\n"
    lie = "\n\ndef lie(document):\n    return 'everything'\n"
    with (source / "hanse_awards.py").open("a", encoding="utf-8") as file:
        file.write(f"{faulty}    return extract(document){lie}")
    with (source / "awards_measures.py").open("a", encoding="utf-8") as file:
        file.write(MORE)
    project = (source / "pyproject.toml").read_text(encoding="utf-8")
    more = (
        'awards = "hanse_awards:extract"\nfailing = "hanse_awards:fail"\nlying = "hanse_awards:lie"\ngone = "no:where"'
    )
    project = project.replace('awards = "hanse_awards:extract"', more)
    (source / "pyproject.toml").write_text(
        project.replace('two-steps = "awards_measures:TWO_STEPS"', WRONG), encoding="utf-8"
    )
    target = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-build-isolation"]
    subprocess.run([*pip, "--no-deps", "--target", str(target), str(source)], check=True, capture_output=True)
    return target


def command(package: Path, *arguments: object, name: str = "build") -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(package), str(ROOT / "graph")))
    return subprocess.run(
        [sys.executable, "-c", "from hanse.cli import main; main()", name, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


WON = "The jury met. Pqrstu, winner of the award of Oeffentlich, was glad.\n"


def test_an_installed_extractor_is_asked_when_it_is_named(package: Path, tmp_path: Path) -> None:
    without = command(package, page(tmp_path, WON), "-o", tmp_path / "without")
    assert without.returncode == 0 and not told(tmp_path / "without", "hanse-awards:awards")
    ran = command(package, page(tmp_path, WON), "-o", tmp_path / "G", "--extractor", "awards")
    assert ran.returncode == 0, ran.stderr
    assert "hanse-awards:awards: 1 fact taken." in ran.stderr
    assert told(tmp_path / "G", "hanse-awards:awards") == {
        ("Pqrstu", "partner", "Oeffentlich", 0.8),
        ("Pqrstu", "type", "Network", 0.8),
        ("Oeffentlich", "type", "Organisation", 0.8),
    }
    assert versions(tmp_path / "G")["hanse-awards:awards"] == "1.0"
    assert others(tmp_path / "G") == ["awards hanse_awards:extract hanse-awards 1.0"]


def test_an_installed_reader_reads_its_files(package: Path, tmp_path: Path) -> None:
    (tmp_path / "page.wiki").write_text(
        "= In4Green =\n\nThe In4Green network is led by Avilés (ES).\n", encoding="utf-8"
    )
    ran = command(package, tmp_path / "page.wiki", "-o", tmp_path / "G")
    assert ran.returncode == 0, ran.stderr
    assert b"leadPartner" in (tmp_path / "G" / "graph.nq").read_bytes()
    assert (tmp_path / "G" / "text" / "page.txt").read_text(encoding="utf-8").startswith("In4Green")
    (tmp_path / "bad.wiki").write_bytes(b"\xff\xfe\xfd")
    ran = command(package, tmp_path, "-o", tmp_path / "G")
    assert ran.returncode == 1 and "bad.wiki: could not be processed: UnicodeDecodeError" in ran.stderr


def test_an_extractor_that_fails_costs_only_what_it_would_have_said(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "bad.md").write_text(f"The In4Green network is led by Avilés (ES). It is bad. {WON}", encoding="utf-8")
    page(folder, WON)
    ran = command(package, folder, "-o", tmp_path / "G", "--extractor", "failing")
    assert ran.returncode == 1
    assert "1 document that hanse-awards:failing could not read:" in ran.stderr
    assert "pages/bad.md: KeyError: '<b>\\x1b[31m' (" in ran.stderr and "\x1b" not in ran.stderr
    assert b"leadPartner" in (tmp_path / "G" / "graph.nq").read_bytes()
    assert ("Pqrstu", "partner", "Oeffentlich", 0.8) in told(tmp_path / "G", "hanse-awards:failing")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("lying", "page.md: gave str, not a hanse.model.Extract"),
        ("gone", "page.md: 'gone' of the package hanse-awards can't be loaded: No module named 'no'"),
        (
            "none",
            "no 'none' among the installed hanse.extractors (did you mean gone?); there are: awards, failing, gone,",
        ),
    ],
)
def test_an_extractor_that_is_none_is_told(package: Path, tmp_path: Path, name: str, message: str) -> None:
    ran = command(package, page(tmp_path, WON), "-o", tmp_path / "G", "--extractor", name)
    assert ran.returncode == 1 and message in ran.stderr and "Traceback" not in ran.stderr


@pytest.mark.parametrize("group", [name for name in extensions.__all__ if name.isupper()])
def test_nothing_is_installed_by_itself(group: str) -> None:
    assert dict(extensions.installed(getattr(extensions, group))) == {}


def test_an_installed_mapping_is_tried_on_tables(package: Path, tmp_path: Path) -> None:
    table = tmp_path / "prizes.csv"
    table.write_text("Laureate,Awarded by\nPqrstu,Oeffentlich\n", encoding="utf-8")
    with pytest.raises(InputError, match="no mapping fits"):
        hanse.build([table], tmp_path / "without")
    ran = command(package, table, "-o", tmp_path / "G")
    assert ran.returncode == 0, ran.stderr
    (row,) = hanse.open(tmp_path / "G").query(
        "SELECT ?n ?o { ?s hanse:partner ?p . ?s rdfs:label ?n . ?p rdfs:label ?o }"
    )
    assert (row["n"], row["o"]) == ("Pqrstu", "Oeffentlich")


SCRIPT = """
import json, sys
from click.testing import CliRunner
from hanse.cli import cli
said = [CliRunner().invoke(cli, ["analyse", "-g", *one]) for one in json.load(sys.stdin)]
print(json.dumps([str(one.exception or one.stdout) for one in said]))
"""


def analysed(package: Path, graph: Path, *asked: str) -> list[str]:
    """What each command of analysis says, or the error that it ends in; asked in one process that knows the package."""
    path = os.pathsep.join((str(package), str(ROOT / "graph")))
    commands = json.dumps([[str(graph), *one.split()] for one in asked])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=commands, env=environment, capture_output=True, check=True, text=True
    )
    said: list[str] = json.loads(ran.stdout)
    return said


def test_installed_measures_indices_and_indicators(package: Path, graph_directory: Path) -> None:
    ranked, whole, first, second, one, every, usual = analysed(
        package, graph_directory, "-m two-steps,degree -f json", "--whole -m bridges -f json", "founders -f json",
        "founders -p waves=2 -f json", "two-steps --list", "--list", "-f json",
    )  # fmt: skip
    scores = [(row["label"], row["two-steps"], row["degree"]) for row in json.loads(ranked)]
    assert scores == [("Avilés", 2, 2), ("Riga", 2, 2), ("Tallinn", 2, 2)]
    assert "low_missed" in json.loads(ranked)[0]  # ranks have their intervals, as by any measure
    assert [(row["index"], row["value"]) for row in json.loads(whole)] == [("bridges", 0.0)]
    assert json.loads(first) == [{"name": "Avilés", "country": "Spain"}, {"name": "Riga", "country": "Latvia"}]
    assert len(json.loads(second)) == 3
    assert "High: many are met" in one
    assert "two-steps (when asked for)" in every and "'missing' of the package hanse-awards can't be loaded" in every
    assert "two-steps" not in json.loads(usual)[0]


def test_a_measure_that_is_none_is_told(package: Path, graph_directory: Path) -> None:
    messages = {
        "missing": "'missing' of the package hanse-awards can't be loaded: No module named 'no'",
        "other": "'other' of the package hanse-awards is no hanse.analysis.Measure, but Index",
        "blind": "'blind' of the package hanse-awards has no score for 3 of 3 nodes; None is one, too",
        "broken": "'broken' of the package hanse-awards failed: ZeroDivisionError: division by zero",
    }
    said = analysed(package, graph_directory, *(f"-m {name}" for name in messages))
    assert said == list(messages.values())
