"""hanse review and hanse diff: from candidates over decisions to the next graph, and what is otherwise in it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hanse
from hanse.cli import cli
from hanse.identity import sssom
from hanse.publishing import opening
from hanse.publishing.succession import successors
from hanse.reviewing.candidates import find
from hanse.reviewing.things import Thing, World

ID = "https://w3id.org/hanse/id/"
FAIR, FESTIVAL = f"{ID}event/harbour-city-festival-b", f"{ID}event/harbour-city-festival-2025"
PAGES = {
    "a.md": """# In4Green

The In4Green network is led by Avilés (ES). Partners: Riga (LV), Port of Riga Authority.

The Harbour City Festival 2025 will be held in Wrocław, Poland.
""",
    "b.md": """# News

The Harbour City Festival took place in Wrocław (Poland) on 8 April 2025.

The Cartif Foundation is a partner of the In4Green network.
""",
}
COLUMNS = "subject_id\tpredicate_modifier\tpredicate_id\tobject_id\tobject_source\n"


def run(*arguments: object, answers: str = "") -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments], input=answers)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader((line for line in io.StringIO(text) if line[0] != "#"), delimiter="\t"))


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(sources: Path) -> Path:
    """Of the pages, without a decision."""
    target = sources.parent / "review" / "before"
    hanse.build(sources, target)
    return target


@pytest.fixture(scope="module")
def answered(built: Path) -> Path:
    """A file of decisions: the two festivals are one, said in the terminal."""
    file = built.parent / "answers.sssom.tsv"
    result = run("review", "-g", built, "--ask", "--decisions", file, answers="y\n")
    assert "Harbour City Festival" in result.output
    assert "both in Wrocław" in result.output
    return file


@pytest.fixture(scope="module")
def decided(sources: Path, built: Path, answered: Path) -> Path:
    """The same with it, and with rows that split, keep apart, and can't be followed."""
    more = built.parent / "more.sssom.tsv"
    lines = (
        f"{ID}network/in4green\tNot\tskos:exactMatch\t{ID}network/in4green-elsewhere\t{ID}document/b",
        f"{ID}organisation/cartif-foundation\tNot\tskos:exactMatch\t{ID}organisation/port-of-riga-authority\t",
        f"{ID}organisation/nowhere\t\tskos:exactMatch\t{ID}organisation/cartif-foundation\t",
    )
    more.write_text(COLUMNS + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    target = built.parent / "after"
    report = hanse.build(sources, target, decisions=[answered, more])
    assert (report.decisions.merged, report.decisions.split, report.decisions.kept) == (1, 1, 1)
    assert report.decisions.statements > 2
    assert report.decisions.without_effect == (f"more.sssom.tsv, line 4: no source makes {ID}organisation/nowhere",)
    return target


def test_a_candidate_has_reasons_and_sentences_and_decides_nothing(built: Path) -> None:
    result = run("review", "-g", built)
    [row] = rows(result.stdout)
    assert (row["subject_id"], row["predicate_id"]) == ("event:harbour-city-festival-b", "skos:closeMatch")
    assert row["object_id"] == "event:harbour-city-festival-2025"
    assert row["mapping_justification"] == "semapv:CompositeMatching"
    assert 0.8 < float(row["confidence"]) < 1
    assert "2025 and 2025-04-08 fit" in row["comment"]
    assert row["subject_quotes"].endswith("on 8 April 2025.” (b)")
    assert "1 candidate: " in result.stderr
    read = sssom.read(result.stdout.encode(), "c.sssom.tsv")
    assert [(one["subject_id"], one["object_id"]) for one in read.lines] == [(FAIR, FESTIVAL)]


def test_candidates_can_be_read_in_other_formats(built: Path) -> None:
    told = json.loads(run("review", "-g", built, "-f", "json").stdout)["results"]["bindings"]
    assert [one["one_iri"]["value"] for one in told] == [FAIR]
    assert "Harbour City Festival" in run("review", "-g", built, "-f", "table").stdout
    assert rows(run("review", "-g", built, "--least", "0.99").stdout) == []
    assert rows(run("review", "-g", built, "--kind", "Person").stdout) == []
    wrong = run("review", "-g", built, "--kind", "Persn")
    assert wrong.exit_code == 2
    assert "Person" in wrong.stderr


def test_answers_are_kept_and_not_asked_again(built: Path, answered: Path) -> None:
    text = answered.read_text(encoding="utf-8")
    [row] = rows(text)
    assert (row["predicate_id"], row["predicate_modifier"]) == ("skos:exactMatch", "")
    assert row["mapping_justification"] == "semapv:ManualMappingCuration"
    again = run("review", "-g", built, "--ask", "--decisions", answered)
    assert again.stderr.endswith("Nothing was decided.\n")
    assert answered.read_text(encoding="utf-8") == text


def test_answers_are_added_in_the_columns_of_the_file(built: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.tsv"
    file.write_text("object_id\tnote\tsubject_id\tpredicate_modifier\tpredicate_id", encoding="utf-8")
    run("review", "-g", built, "--ask", "--decisions", file, answers="x\nn\n")
    _, second = file.read_text(encoding="utf-8").splitlines()
    assert second.split("\t")[1:4:2] == ["", "Not"]
    assert len(sssom.read(file.read_bytes(), "own.tsv").lines) == 1


def test_decisions_are_in_the_graph(decided: Path) -> None:
    graph = hanse.open(decided)
    said = graph.select(
        "SELECT ?s ?o { GRAPH ?graph { ?s dcterms:isReplacedBy|owl:differentFrom ?o } }",
        graph=hanse.IRI("https://w3id.org/hanse/graph/decisions"),
    )
    assert {(str(one.s).removeprefix(ID), str(one.o).removeprefix(ID)) for one in said} == {
        ("event/harbour-city-festival-b", "event/harbour-city-festival-2025"),
        ("network/in4green", "network/in4green-elsewhere"),
        ("organisation/cartif-foundation", "organisation/port-of-riga-authority"),
    }
    days = graph.select("SELECT ?date { ?event hanse:startDate|schema:startDate ?date }", event=hanse.IRI(FESTIVAL))
    assert {str(one.date) for one in days} == {"2025", "2025-04-08"}
    retired = graph.select("SELECT ?o { ?event ?p ?o } ORDER BY ?o", event=hanse.IRI(FAIR))
    assert {str(one.o) for one in retired} == {
        FESTIVAL,
        "True",
        "Harbour City Festival",
        "http://www.w3.org/ns/prov#Entity",
    }
    assert graph.labels.of(FESTIVAL) == "Harbour City Festival 2025"
    elsewhere = hanse.IRI(f"{ID}network/in4green-elsewhere")
    assert graph.query("ASK { ?network hanse:partner ?who }", network=elsewhere)
    result = run("review", "-g", decided)
    assert rows(result.stdout) == []
    assert "without effect: 1\n  more.sssom.tsv, line 4" in result.stderr


def test_decisions_beside_the_sources_are_undone_by_taking_them_away(answered: Path, tmp_path: Path) -> None:
    beside = tmp_path / "pages"
    beside.mkdir()
    for name, text in PAGES.items():
        (beside / name).write_text(text, encoding="utf-8")
    (beside / "festival.sssom.tsv").write_bytes(answered.read_bytes())
    report = hanse.build(beside, tmp_path / "G")
    assert (report.documents, report.decisions.merged) == (2, 1)
    assert [one.label for one in report.inputs if one.kind == "decisions"] == ["pages/festival.sssom.tsv"]
    with_it = (tmp_path / "G" / "graph.nq").read_bytes()
    (beside / "festival.sssom.tsv").rename(tmp_path / "festival.sssom.tsv")
    hanse.build(beside, tmp_path / "G")
    hanse.build(beside, tmp_path / "fresh")
    without = (tmp_path / "fresh" / "graph.nq").read_bytes()
    assert (tmp_path / "G" / "graph.nq").read_bytes() == without != with_it
    assert FAIR.encode() in without
    (tmp_path / "festival.sssom.tsv").rename(beside / "festival.sssom.tsv")
    hanse.build(beside, tmp_path / "fresh")
    assert (tmp_path / "fresh" / "graph.nq").read_bytes() == with_it


def test_a_published_site_leads_on_as_was_decided(built: Path, decided: Path) -> None:
    with opening(built) as old, opening(decided, base="https://example.org/") as new:
        gone = [FAIR, f"{ID}event/never"]
        assert successors(old, new, gone) == {}  # under another base nothing is the same
    with opening(built) as old, opening(decided) as new:
        assert successors(old, new, gone) == {FAIR: FESTIVAL}


def test_a_file_of_decisions_that_is_none_is_told(sources: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.sssom.tsv"
    wrong.write_text("a\tb\n", encoding="utf-8")
    result = run("build", sources, "--decisions", wrong, "-o", tmp_path / "G")
    assert result.exit_code == 1
    assert "wrong.sssom.tsv, line 1: no column subject_id" in str(result.exception)
    report = hanse.build([sources, wrong], tmp_path / "G")
    assert report.skipped[0].reason.startswith("line 1: no column")


def test_diff_tells_what_came_and_went(built: Path, decided: Path) -> None:
    result = run("diff", built, decided, "-f", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert {(one["change"], one["object_iri"]) for one in told if one["what"] == "iri"} == {("~", FESTIVAL)}
    assert not [one for one in told if one["subject_iri"] == FAIR and one["what"] != "iri"]
    things = {(one["change"], one["subject_iri"]) for one in told if one["what"] == "thing"}
    assert things == {("+", f"{ID}network/in4green-elsewhere")}
    went = [one for one in told if (one["change"], one["property"]) == ("-", "partner")]
    assert [(one["subject"], one["object"], one["sources"]) for one in went] == [
        ("In4Green", "Cartif Foundation", ["b"])
    ]
    table = run("diff", built, decided, "--most", "1")
    assert len(table.stdout.splitlines()) == 3
    assert "more: --most 0" in table.stderr
    assert run("diff", built / "graph.nq", decided / "graph.nq", "-f", "csv").stdout.startswith("change,what,")


def test_graphs_that_are_the_same_differ_in_nothing(built: Path, tmp_path: Path) -> None:
    result = run("diff", built, built)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing differs.\n")
    assert run("diff", built, built, "-f", "json").stdout == "[]\n"
    nowhere = run("diff", built, tmp_path)
    assert nowhere.exit_code == 2
    assert "there is no graph here" in nowhere.stderr
    lines = (built / "graph.nq").read_bytes().splitlines(keepends=True)
    (tmp_path / "mixed.nq").write_bytes(b"".join(reversed(lines)))
    mixed = run("diff", built, tmp_path / "mixed.nq")
    assert mixed.exit_code == 2
    assert "not sorted" in mixed.stderr


def things(*names: str, **of: object) -> list[Thing]:
    return [Thing(f"{ID}organisation/{place:03}", (name,), **of) for place, name in enumerate(names)]  # type: ignore[arg-type]


WORLD = World([f"{ID}city/{n}" for n in range(9)], {}, {1: frozenset({"gijon"})}, [5] * 9)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cartif", "CARTIF Foundation"),
        ("Seresco GmbH", "Seresco"),
        ("EPI de Gijón", "EPI of Gijón"),
        ("Association of Walkable Municipalities", "AoWM"),
        ("Universidad de Oviedo", "University of Oviedo"),
        ("Center for Urban Mobility", "Centre for Urban Mobility"),
        ("Δήμος Βόλου", "Dimos Volou"),
    ],
)
def test_names_that_are_alike_are_candidates(one: str, other: str) -> None:
    others = [f"Institute of Everything {word}" for word in ("Alpha", "Beta", "Gamma", "Delta")]
    found = find({"Organisation": things(one, other, *others, cities=(1,))}, WORLD)
    assert [frozenset((it.one[-3:], it.other[-3:])) for it in found.candidates] == [frozenset(("000", "001"))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("URBACT II", "URBACT III"),
        ("University of Porto", "University of Parma"),
        ("Riga City Council", "Riga Port Authority"),
        ("Cluster 4.0", "Cluster 5.0"),
    ],
)
def test_names_that_tell_things_apart_are_none(one: str, other: str) -> None:
    others = [f"Institute of Everything {word}" for word in ("Alpha", "Beta", "Gamma", "Delta")]
    assert find({"Organisation": things(one, other, *others)}, WORLD).candidates == ()


def test_comparisons_grow_as_the_things_do() -> None:
    """Names of few words, so that blocks are large: still each thing is compared with a bounded number."""
    words = [f"word{chr(97 + n)}{chr(97 + n // 2)}" for n in range(20)]
    counts = []
    for count in (400, 1600):
        names = [f"{words[n % 20]} {words[n // 20 % 20]} {words[n // 400 % 20]}x{n % 7}" for n in range(count)]
        counts.append(find({"Organisation": things(*names)}, WORLD, 0.99).effort["Organisation"].compared)
    assert counts[1] < 6 * counts[0]


def test_only_the_surest_candidates_are_kept_and_the_others_counted() -> None:
    some = things("Cartif", "CARTIF Foundation", "Seresco GmbH", "Seresco", "EPI de Gijón", "EPI of Gijón")
    every = find({"Organisation": some}, WORLD, 0.3)
    best = find({"Organisation": some}, WORLD, 0.3, most=1)
    assert (best.candidates, best.more) == (every.candidates[:1], len(every.candidates) - 1)
    assert every.more == 0
    known = [frozenset((one.one, one.other)) for one in every.candidates]
    assert find({"Organisation": some}, WORLD, 0.3, known).candidates == ()
