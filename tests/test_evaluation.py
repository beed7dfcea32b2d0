"""Graphs against gold: what counts as found, what as wrong, and what of a gold file is told."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store as Oxigraph

from hanse.building import build
from hanse.cli import cli
from hanse.errors import InputError
from hanse.evaluation import Verdict, evaluate
from hanse.evaluation.calibration import bins, foretold
from hanse.evaluation.calibration import given as given_by
from hanse.evaluation.gold import MEASURED, load
from hanse.evaluation.matching import Finding, judge
from hanse.evaluation.runs import Run, changes
from hanse.evaluation.sayings import pages, said
from hanse.reliability import Rate, Reliability
from hanse.reliability import load as load_rates
from hanse.store import Embedded
from hanse.vocabulary import CLASSES, HANSE, PREFIXES, PROPERTIES

ROOT = Path(__file__).parents[1]
BENCHMARK = ROOT / "data" / "benchmark"
SHARED = ROOT.parent / "shared"
PAGE = """# In4Green

The In4Green network is led by Avilés (ES).

## Partners

- Avilés (ES)
- Riga (LV)
- Dąbrowa Górnicza (PL)
"""
GOLD: dict[str, Any] = {
    "doc": "page",
    "entities": {
        "net": {"type": "Network", "names": ["In4Green network", "In4Green"]},
        "aviles": {"type": "City", "names": ["Avilés"]},
        "riga": {"type": "City", "names": ["Riga"], "optional": True},
        "rome": {"type": ["Organisation", "City"], "names": ["Rome"]},
    },
    "facts": [["net", "leadPartner", "aviles"], ["net", "partner", "rome"]],
    "optional_facts": [],
    "values": [["net", "startDate", "2023-06"]],
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def benchmark_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "benchmark"
    (folder / "documents").mkdir(parents=True)
    (folder / "gold").mkdir()
    (folder / "documents" / "page.md").write_text(PAGE, encoding="utf-8")
    (folder / "gold" / "page.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the page."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    build(folder / "page.md", folder / "G", workers=1)
    return folder / "G"


@pytest.fixture(scope="session")
def measured() -> Run:
    """The benchmark, as it is read now."""
    return evaluate(BENCHMARK, workers=2).run


def said_of(findings: tuple[Finding, ...], verdict: Verdict) -> set[tuple[str, str, str]]:
    return {(one.subject, one.name, one.object) for one in findings if one.verdict is verdict}


class TestJudging:
    def test_a_page(self, benchmark_folder: Path) -> None:
        found = evaluate(benchmark_folder, workers=1)
        assert found.problems == ()
        findings = found.run.findings
        assert said_of(findings, Verdict.HIT) == {
            ("In4Green network", "Network", ""),
            ("Avilés", "City", ""),
            ("In4Green network", "leadPartner", "Avilés"),
        }
        assert said_of(findings, Verdict.MISS) == {
            ("Rome", "Organisation", ""),
            ("In4Green network", "partner", "Rome"),
            ("In4Green network", "startDate", "2023-06"),
        }
        extras = said_of(findings, Verdict.EXTRA)
        assert ("In4Green", "partner", "Dąbrowa Górnicza") in extras
        assert not any("Riga" in one for one in extras), "what is optional counts neither way"
        assert not any(one[1:] == ("partner", "Avilés") for one in extras), "who leads takes part"
        assert not any(one[1] == "locatedIn" for one in extras), "geography is no mistake"

    def test_extras_and_hits_have_their_quotes(self, benchmark_folder: Path, built: Path) -> None:
        for one in evaluate(benchmark_folder, built).run.findings:
            assert bool(one.quote) is (one.verdict is not Verdict.MISS)
            assert all(word in PAGE for word in one.quote.split()), "the kept text has no bullets"
            assert (one.confidence > 0) is (one.verdict is not Verdict.MISS)

    def test_a_document_that_is_not_in_the_graph_is_missed_and_told(self, benchmark_folder: Path, built: Path) -> None:
        (benchmark_folder / "gold" / "gone.json").write_text(json.dumps(GOLD | {"doc": "gone"}))
        found = evaluate(benchmark_folder, built)
        assert [str(one).partition(":")[0] for one in found.problems] == ["gone"]
        gone = [one for one in found.run.findings if one.document == "gone"]
        assert {one.verdict for one in gone} == {Verdict.MISS}
        assert len(gone) == 3 + 2 + 1

    def test_a_folder_without_gold_is_no_benchmark(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="documents/ and gold/"):
            evaluate(tmp_path)
        (tmp_path / "gold").mkdir()
        (tmp_path / "documents").mkdir()
        with pytest.raises(InputError, match=r"no \.json file"):
            evaluate(tmp_path)


WRONG: list[tuple[object, list[str]]] = [
    ("{", ["not JSON", "line 1"]),
    ('{"entities": {"a": 1, "a": 2}}', ["'a' stands twice"]),
    ([1], ["entities", "optional_facts"]),
    ({"entities": {}, "fact": []}, ["no part 'fact'", "there are: doc, entities, facts"]),
    ({"doc": 7, "entities": {}}, ["stem"]),
    ({"entities": {"doc": {"type": "City", "names": ["Riga"]}}}, ["stands for the document"]),
    ({"entities": {"r": {"type": "Town", "names": ["Riga"]}}}, ["entity 'r'", '"Town"', "GoodPractice", "City"]),
    ({"entities": {"r": {"type": [], "names": ["Riga"]}}}, ["none of"]),
    ({"entities": {"r": {"type": "City", "names": []}}}, ["at least one name"]),
    ({"entities": {"r": {"type": "City"}}}, ['"type" and "names"']),
    ({"entities": {"r": {"type": "City", "names": ["Riga"], "optional": "yes"}}}, ["true or false"]),
    ({"entities": {}, "facts": [["doc", "creator", "x"]]}, ["facts, no. 1", "'x' is no key"]),
    ({"entities": {}, "facts": [["doc", "wrote", "doc"]]}, ["'wrote'", "leadPartner"]),
    ({"entities": {}, "values": [["doc", "created", 2.5]]}, ["whole number"]),
    ({"entities": {}, "values": [["doc", "created"]]}, ["[subject, property, object]"]),
    ({"entities": {}, "optional_facts": {}}, ["must be a list"]),
]  # fmt: skip


class TestGold:
    @pytest.mark.parametrize(("content", "told"), WRONG, ids=[told[0] for _, told in WRONG])
    def test_what_is_wrong_is_told_with_the_file_and_what_is_allowed(
        self, tmp_path: Path, content: object, told: list[str]
    ) -> None:
        path = tmp_path / "page.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        with pytest.raises(InputError) as caught:
            load(path)
        assert str(path) in str(caught.value)
        assert [part for part in told if part not in str(caught.value)] == []

    def test_bytes_that_are_no_text(self, tmp_path: Path) -> None:
        (tmp_path / "page.json").write_bytes(b"\xff\xfe{}")
        with pytest.raises(InputError, match="not JSON"):
            load(tmp_path / "page.json")

    def test_all_gold_of_the_benchmark_has_its_document(self) -> None:
        documents = {path.stem for path in (BENCHMARK / "documents").iterdir()}
        assert {load(path).document for path in (BENCHMARK / "gold").iterdir()} == documents


class TestCommand:
    def test_wrong_gold_is_left_out_and_the_rest_scored(self, benchmark_folder: Path, built: Path) -> None:
        (benchmark_folder / "gold" / "bad.json").write_text("{}")
        found = run("evaluate", benchmark_folder, "-g", built, "-f", "csv")
        assert found.exit_code == 1
        assert "bad.json" in found.stderr
        assert "thing,all,2,1," in found.stdout

    def test_gold_left_out_twice_over(self, benchmark_folder: Path, built: Path) -> None:
        (benchmark_folder / "gold" / "again.json").write_text(json.dumps(GOLD))
        found = run("evaluate", benchmark_folder, "-g", built)
        assert "another file does already" in found.stderr

    def test_json_has_an_object_a_row_and_groups_their_sums(self, benchmark_folder: Path, built: Path) -> None:
        found = run("evaluate", benchmark_folder, "-g", built, "-f", "json", "--by", "layout", "--split", 3)
        rows = json.loads(found.stdout)
        assert [(row["sort"], row["layout"]) for row in rows] == [(s, "md list") for s in ("thing", "fact", "value")]
        assert rows[2] | {"sort": "value", "hits": 0, "misses": 1, "f1": 0.0, "f1_aside": None} == rows[2]

    def test_lists_hold_every_miss_and_extra(self, benchmark_folder: Path, built: Path) -> None:
        found = run("evaluate", benchmark_folder, "-g", built, "-f", "json", "--misses", "--extras")
        rows = json.loads(found.stdout)
        assert {row["verdict"] for row in rows} == {"miss", "extra"}
        extra = next(row for row in rows if row["object"] == "Dąbrowa Górnicza" and row["verdict"] == "extra")
        assert (extra["document"], extra["name"]) == ("page", "partner")
        assert "Dąbrowa" in extra["quote"]

    def test_a_run_that_was_kept_is_compared(self, benchmark_folder: Path, tmp_path: Path) -> None:
        kept, page = tmp_path / "kept.json", benchmark_folder / "documents" / "page.md"
        assert run("evaluate", benchmark_folder, "--workers", 1, "--save", kept).exit_code == 0
        page.write_text(PAGE.replace("- Dąbrowa Górnicza (PL)\n", "- Rome (IT)\n").replace("led by Avilés (ES)", "old"))
        found = run("evaluate", benchmark_folder, "--workers", 1, "--against", kept, "-f", "json")
        facts = next(row for row in json.loads(found.stdout) if (row["sort"], row["name"]) == ("fact", "partner"))
        assert facts["change"] == pytest.approx(facts["f1"] - facts["f1_before"])
        assert "1 new and 2 mended misses" in found.stderr
        changed = run("evaluate", benchmark_folder, "--workers", 1, "--against", kept, "-f", "json", "--misses")
        assert {(row["change"], row["name"]) for row in json.loads(changed.stdout)} == {
            ("new", "leadPartner"),
            ("mended", "Organisation"),
            ("mended", "partner"),
        }

    def test_a_run_is_as_it_was_saved(self, benchmark_folder: Path, built: Path, tmp_path: Path) -> None:
        found = evaluate(benchmark_folder, built).run
        found.save(tmp_path / "run.json")
        again = Run.load(tmp_path / "run.json")
        assert again == found
        assert changes(found, again) == []

    @pytest.mark.parametrize("content", ["", "{}", '{"format": "x"}', '{"format": "hanse-evaluation-1"}', "[]"])
    def test_what_is_no_run_is_told(self, tmp_path: Path, content: str) -> None:
        (tmp_path / "run.json").write_text(content)
        with pytest.raises(InputError, match="no run that hanse evaluate --save wrote"):
            Run.load(tmp_path / "run.json")


class TestConfidence:
    def test_it_is_what_such_readings_have_earned(self, benchmark_folder: Path, built: Path) -> None:
        judged = [one for one in evaluate(benchmark_folder, built).run.findings if one.sort == "fact" and one.extractor]
        assert judged
        assert all(one.confidence == load_rates().confidence(one.name, one.extractor) for one in judged)

    def test_of_what_is_at_nine_in_ten_nine_in_ten_are_right(self, measured: Run) -> None:
        """Tried on the documents that were kept aside, with the rates of all others."""
        judged = foretold(measured, 3)
        for sorts in (("fact",), ("thing",), ("fact", "value")):
            sure = [finding for confidence, finding in judged if confidence >= 0.9 and finding.sort in sorts]
            assert len(sure) > 50
            assert sum(one.verdict is Verdict.HIT for one in sure) / len(sure) >= 0.9, sorts

    def test_what_is_surer_is_more_often_right(self, measured: Run) -> None:
        found = [one for one in bins(given_by(measured)) if one.rate.observed >= 30]
        assert len(found) > 5
        for one in found:
            assert one.rate.share is not None
            assert one.rate.share >= one.expected - 0.1, one
        facts = [one.rate.share or 0 for one in found if one.sort == "fact"]
        assert max(facts[1:]) < facts[0]

    def test_tables_tell_it(self, benchmark_folder: Path, built: Path) -> None:
        told = run("evaluate", benchmark_folder, "-g", built, "-f", "json", "--calibration")
        row = next(row for row in json.loads(told.stdout) if row["sort"] == "fact")
        assert 0 <= row["at_least"] <= row["right"] <= 1
        told = run("evaluate", benchmark_folder, "-g", built, "-f", "json", "--readings")
        rows = {row["name"]: row for row in json.loads(told.stdout)}
        assert (rows["partner"]["right"], rows["partner"]["wrong"]) == (0, 1)

    @given(right=st.integers(0, 500), wrong=st.integers(0, 500))
    def test_more_of_the_right_gives_no_less(self, right: int, wrong: int) -> None:
        def confidence(right: int, wrong: int) -> float:
            found = Reliability({("partner", "list"): Rate(right, wrong), ("theme", "list"): Rate(90, 10)})
            return found.confidence("partner", "list") or 0.0

        assert 0 <= confidence(right, wrong) <= confidence(right + 1, wrong) <= 1
        assert confidence(right, wrong + 1) <= confidence(right, wrong)
        rate = Rate(right, wrong)
        assert 0 <= rate.least <= (rate.share or 0.0) + 1e-9

    def test_the_rates_are_of_this_ontology(self) -> None:
        names = {name for name, _ in load_rates().readings}
        assert names <= {*CLASSES, *PROPERTIES, *MEASURED}
        assert "partner" in names


# The same rules, written twice: the scorer beside the checkout judges alike.

beside = pytest.mark.skipif(not (SHARED / "tools" / "score.py").is_file(), reason="no scorer beside the checkout")
Counts = dict[tuple[str, str], tuple[int, int, int]]


def counted(findings: list[Finding]) -> Counts:
    keys = {(one.sort, one.name) for one in findings}
    found = Counter((one.sort, one.name, one.verdict) for one in findings)
    return {key: tuple(found[*key, verdict] for verdict in Verdict) for key in keys}  # type: ignore[misc]


def scored(scorer: ModuleType, golds: list[dict[str, Any]], lines: bytes) -> Counts:
    """What the other scorer counts: by it as it is, on a file of N-Quads."""
    from rdflib import Dataset, URIRef
    from rdflib.namespace import DCTERMS, PROV

    dataset = Dataset(default_union=True)
    dataset.parse(data=lines, format="nquads")
    documents = {str(o): s for s, _, o in dataset.triples((None, DCTERMS.identifier, None))}
    tallies = {name: scorer.Tally() for name in ("entities", "facts", "values")}
    for gold in golds:
        document = documents[gold["doc"]]
        graphs = [graph for graph, _, _ in dataset.triples((None, PROV.wasDerivedFrom, document))]
        triples = [triple for graph in graphs for triple in dataset.graph(graph)]
        assert all(isinstance(graph, URIRef) for graph in graphs)
        scorer.score_document(gold, triples, document, tallies, [])
    sorts = dict(zip(tallies, ("thing", "fact", "value"), strict=True))
    return {
        (sorts[what], name): (tally.hit[name], tally.miss[name], tally.extra[name])
        for what, tally in tallies.items()
        for name in tally.keys()  # noqa: SIM118 (no mapping)
    }


def judged(golds: list[Path], store: Embedded) -> Counts:
    known = pages(store)
    found = [judge(gold, said(store, known[gold.document])) for gold in map(load, golds)]
    return counted([finding for findings in found for finding in findings])


NAMES = ("Riga", "The Riga", "Łódź", "lodz", "Dąbrowa-Górnicza", "dabrowa gornicza", "El", "«…»", "In4Green Straße")
KINDS = ("City", "Region", "Country", "Network", "Project", "GoodPractice", "Theme", "Person")
LINKS = ("partner", "leadPartner", "leadExpert", "expert", "locatedIn", "theme", "creator")
TEXTS = ("Mayor", "Deputy mayor", "", "2023", "2023-10", "2023-10-24", "--10-24", "78,000", "78 000", "…")
WANTED = ("Mayor", "mayor of Riga", "2023", "2023-10", "10-24", 78000, "Ł")
VALUES = ("roleTitle", "startDate", "population", "title")
THINGS = ("a", "b", "c", "d")
FACTS = st.lists(st.tuples(st.sampled_from(("doc", *THINGS)), st.sampled_from(LINKS), st.sampled_from(THINGS)))
golds_made = st.fixed_dictionaries(
    {
        "doc": st.just("page"),
        "entities": st.fixed_dictionaries(
            {
                key: st.fixed_dictionaries(
                    {
                        "type": st.sampled_from(KINDS) | st.lists(st.sampled_from(KINDS), min_size=1, max_size=2),
                        "names": st.lists(st.sampled_from(NAMES), min_size=1, max_size=2),
                        "optional": st.booleans(),
                    }
                )
                for key in THINGS
            }
        ),
        "facts": FACTS,
        "optional_facts": FACTS,
        "values": st.lists(
            st.tuples(st.sampled_from(("doc", *THINGS)), st.sampled_from(VALUES), st.sampled_from(WANTED))
        ),
    }
)
things = st.sampled_from(("w", "x", "y", "z"))  # a document is no city
iris = things | st.just("document")
statements_made = st.lists(
    st.one_of(
        st.tuples(st.just("name"), iris, st.sampled_from(("label", "prefLabel", "name")), st.sampled_from(NAMES)),
        st.tuples(st.just("kind"), things, st.just("type"), st.sampled_from((*KINDS, "Concept", "Document"))),
        st.tuples(st.just("fact"), iris, st.sampled_from(LINKS), iris),
        st.tuples(st.just("value"), iris, st.sampled_from(VALUES), st.sampled_from(TEXTS)),
    ),
    min_size=5,
    max_size=40,
)
_ELSEWHERE = {"label": "rdfs", "prefLabel": "skos", "type": "rdf", "Concept": "skos", "startDate": "schema"} | {
    "name": "schema",
    "creator": "dcterms",
    "title": "dcterms",
}


def _node(name: str) -> NamedNode:
    return NamedNode(PREFIXES[_ELSEWHERE[name]] + name if name in _ELSEWHERE else HANSE + name)


def _quads(statements: list[tuple[str, str, str, str]]) -> list[Quad]:
    graph, document = NamedNode("urn:g"), NamedNode("urn:document")
    found = [
        Quad(graph, NamedNode(PREFIXES["prov"] + "wasDerivedFrom"), document, graph),
        Quad(document, NamedNode(PREFIXES["dcterms"] + "identifier"), Literal("page"), graph),
    ]
    for sort, subject, name, target in statements:
        things = {"fact": lambda iri: NamedNode(f"urn:{iri}"), "kind": _node}
        found.append(Quad(NamedNode(f"urn:{subject}"), _node(name), things.get(sort, Literal)(target), graph))
    return found


@beside
@pytest.mark.filterwarnings("ignore:Dataset.default_context")  # rdflib's own
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gold=golds_made, statements=statements_made)
def test_any_gold_and_graph_are_judged_as_the_scorer_does(
    scorer: ModuleType, tmp_path: Path, gold: dict[str, Any], statements: list[tuple[str, str, str, str]]
) -> None:
    store = Oxigraph()
    store.extend(_quads(statements))
    path = tmp_path / "page.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    lines = "".join(f"{quad} .\n" for quad in _quads(statements)).encode()
    assert judged([path], Embedded(store)) == scored(scorer, [json.loads(path.read_text())], lines)


def test_a_graph_that_is_there_already_needs_no_documents(benchmark_folder: Path, built: Path) -> None:
    shutil.rmtree(benchmark_folder / "documents")
    assert evaluate(benchmark_folder, built).run.findings
