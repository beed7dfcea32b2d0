"""Queries on a real store: binding, errors, rows, formats, names, explanations."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, Store, parse, parse_query_results

import hanse
from hanse.errors import GraphError, QueryError
from hanse.queries import Graph, Rows, Triples
from hanse.queries.sparql import bind
from hanse.tabulation import ROWS, TRIPLES, render

CITIES = "SELECT DISTINCT ?name { ?city a hanse:City ; rdfs:label ?name } ORDER BY ?name"
EVIL = "Robert'); DROP TABLE <script>"
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def test_opens_what_a_build_left_and_says_what_is_none(graph_directory: Path, tmp_path: Path) -> None:
    assert hanse.open(graph_directory).query("ASK { ?network a hanse:Network }") is True
    for wrong in (tmp_path / "absent", tmp_path):
        with pytest.raises(GraphError, match="hanse build"):
            hanse.open(wrong)


def test_two_readers_share_a_graph(graph_directory: Path, graph: Graph) -> None:
    other = hanse.open(graph_directory)
    assert list(other.select(CITIES)) == list(graph.select(CITIES))


def test_what_several_documents_say_counts_once(graph: Graph) -> None:
    """Both documents say that Tallinn is a partner of BiodiverCity."""
    said = (
        "SELECT ?graph { GRAPH ?graph { ?network hanse:partner ?city } ?network rdfs:label ?n . ?city rdfs:label ?c }"
    )
    assert len(graph.select(said, n="BiodiverCity", c="Tallinn")) == 2
    count = "SELECT (COUNT(?city) AS ?n) { ?network hanse:partner ?city ; rdfs:label ?name }"
    assert graph.select(count, name="BiodiverCity")[0].n == 3


class TestBinding:
    @settings(max_examples=60, deadline=None)
    @given(TEXT)
    def test_any_text_comes_back_as_it_was(self, text: str) -> None:
        query = bind("SELECT ?value { FILTER(BOUND(?value)) }", {"value": [Literal(text)]})
        (row,) = Store().query(query)
        assert row["value"] == Literal(text)

    @pytest.mark.parametrize(
        "text",
        ['" } SELECT * { ?s ?p ?o } #', "\\", '\\"', "\\u0022 } #", "\n", "'''", EVIL, "> } #", "\x00", "\u202e"],
    )
    def test_no_text_ends_its_literal(self, graph: Graph, text: str) -> None:
        rows = graph.select("SELECT ?s ?name { ?s rdfs:label ?name }", name=text)
        assert {row.name for row in rows} <= {text}

    @pytest.mark.parametrize("iri", ["http://a> } #", "http://a b", "", "no scheme", "http://a\n"])
    def test_what_is_no_iri_is_refused(self, graph: Graph, iri: str) -> None:
        with pytest.raises(QueryError, match="not an IRI"):
            graph.query("ASK { ?s ?p ?o }", s=hanse.IRI(iri))

    @pytest.mark.parametrize(
        "pattern",
        [
            "?c rdfs:label ?name",
            "?c rdfs:label ?any FILTER(?any = ?name)",
            "?c rdfs:label ?any { ?c rdfs:label ?name }",
            "{ ?c rdfs:label ?name } UNION { ?c skos:prefLabel ?name }",
            "?c a ?class OPTIONAL { ?c rdfs:label ?any FILTER(?any = ?name) } FILTER(BOUND(?any))",
            "?c a ?class FILTER EXISTS { ?c rdfs:label ?name }",
            "?c a ?class FILTER EXISTS { ?c rdfs:label ?any FILTER(?any = ?name) }",
            "{ SELECT ?c { ?c rdfs:label ?name } }",
            "{ SELECT ?c (COUNT(*) AS ?n) { ?c rdfs:label ?name } GROUP BY ?c }",
            "?c a ?class MINUS { ?c rdfs:label ?any FILTER(?any != ?name) }",
            "?c rdfs:label ?any BIND(?name AS ?copy) FILTER(?any = ?copy)",
            "GRAPH ?g { ?c rdfs:label ?name } # not {?name}\n FILTER(\"{ ?name\" != '}' && <http://a#?name> != ?c)",
        ],
    )
    def test_reaches_every_place_of_a_query(self, graph: Graph, pattern: str) -> None:
        rows = graph.select(f"SELECT DISTINCT ?c {{ {pattern} . ?c a hanse:City }}", name="Riga")
        assert [row.c for row in rows] == ["https://w3id.org/hanse/id/city/riga-lv"]

    def test_a_list_means_any_of_it(self, graph: Graph) -> None:
        assert graph.select(CITIES, name=["Riga", "Avilés", "Nowhere"]).column("name") == ["Avilés", "Riga"]

    def test_values_have_types(self, graph: Graph) -> None:
        assert graph.query("ASK { ?city hanse:population ?n }", n=78000) is True
        assert graph.query("ASK { ?city hanse:population ?n }", n="78000") is False

    def test_templates_and_projections_stay(self, graph: Graph) -> None:
        answer = graph.query(
            "CONSTRUCT { ?c rdfs:label ?name } WHERE { ?c a hanse:City ; rdfs:label ?name }", name="Riga"
        )
        assert isinstance(answer, Triples)
        assert [triple.object for triple in answer] == [Literal("Riga")]
        rows = graph.select("SELECT ?name (COUNT(*) AS ?n) { ?c rdfs:label ?name } GROUP BY ?name", name="Riga")
        assert [dict(row) for row in rows] == [{"name": "Riga", "n": 1}]

    def test_a_parameter_that_the_query_lacks_is_named(self, graph: Graph) -> None:
        with pytest.raises(QueryError, match=r"no \?nmae"):
            graph.query(CITIES, nmae="Riga")
        with pytest.raises(QueryError, match="no term for"):
            graph.query(CITIES, name=object())


class TestRefusals:
    @pytest.mark.parametrize(
        ("sparql", "line", "column", "reason"),
        [
            ("SELECT ?s {\n  ?s foo:bar ?o }", 2, 6, "unknown prefix 'foo:'; known are hanse"),
            ("SELECT ?s { ?s ?p }", 1, 20, "not understood"),
            ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", 1, 35, "neither grouped nor aggregated"),
            ("SELECT ?s { SERVICE <http://localhost/> { ?s ?p ?o } }", 1, 13, "SERVICE is refused"),
            ("SELECT ?s { service silent <http://localhost/> { ?s ?p ?o } }", 1, 13, "SERVICE is refused"),
            ("SELECT ?s {\n#\n{ SERVICE ?s { ?s ?p ?o } } }", 3, 3, "SERVICE is refused"),
            ("INSERT DATA { <http://a> <http://a> 1 }", 1, 1, "INSERT is refused"),
            ("prefix a: <http://a#> DROP ALL", 1, 23, "DROP is refused"),
        ],
    )
    def test_say_where_and_why(self, graph: Graph, sparql: str, line: int, column: int, reason: str) -> None:
        with pytest.raises(QueryError) as raised:
            graph.query(sparql)
        first, shown, caret = str(raised.value).split("\n")
        assert first.startswith(f"query, line {line}, column {column}: ")
        assert reason in first
        assert shown[2:] == sparql.split("\n")[line - 1]
        assert caret.index("^") == column + 1

    def test_point_into_the_query_as_it_was_written(self, graph: Graph) -> None:
        with pytest.raises(QueryError, match=r"line 1, column 33"):
            graph.query("SELECT ?s { ?s rdfs:label ?name ", name="Riga")

    @pytest.mark.parametrize(
        "sparql", ["", "  \n", "SELECT", "SELECT * { ?s ?p ?o FILTER(<http://a/f>(?o)) }", "{" * 5000]
    )
    def test_never_crash(self, graph: Graph, sparql: str) -> None:
        with pytest.raises(QueryError):
            graph.query(sparql)

    @pytest.mark.parametrize(
        "pattern",
        ["?service ?p ?o", "?s hanse:SERVICE ?o", '?s ?p "SERVICE"', "?s ?p ?o # SERVICE", "?s <http://a#SERVICE> 1"],
    )
    def test_spare_what_only_looks_like_it(self, graph: Graph, pattern: str) -> None:
        assert isinstance(graph.query(f"SELECT * {{ {pattern} \n}}"), Rows)

    def test_a_long_line_is_cut_around_the_place(self, graph: Graph) -> None:
        with pytest.raises(QueryError) as raised:
            graph.query(f'ASK {{ ?s ?p "{"x" * 5000}" ; foo:bar 1 }}')
        _, shown, caret = str(raised.value).split("\n")
        assert len(shown) < 120
        assert shown[caret.index("^") :].startswith("foo:bar")


class TestRows:
    def test_are_a_sequence_of_mappings(self, graph: Graph) -> None:
        rows = graph.select(CITIES)
        assert rows.columns == ("name",)
        assert (rows[0].name, rows[-1]["name"], len(rows), len(rows[1:])) == ("Avilés", "Tallinn", 3, 2)
        assert {**rows[0]} == {"name": "Avilés"}
        with pytest.raises(AttributeError, match="no column 'nam'"):
            _ = rows[0].nam
        with pytest.raises(KeyError):
            rows.column("nam")

    def test_hold_python_values(self, graph: Graph) -> None:
        rows = graph.select(
            "SELECT * { VALUES (?i ?d ?b ?t ?day ?moment ?year ?odd ?none) "
            '{ (1 2.5 true "x"@en "2023-10-24"^^xsd:date "2023-10-24T10:00:00"^^xsd:dateTime "2023"^^xsd:gYear '
            '"maybe"^^xsd:date UNDEF) } }'
        )
        values = dict(rows[0])
        assert (values["i"], values["d"], values["b"], values["t"]) == (1, 2.5, True, "x")
        assert str(values["day"]) == "2023-10-24"
        assert str(values["moment"]) == "2023-10-24 10:00:00"
        assert (values["year"], values["odd"], values["none"]) == ("2023", "maybe", None)

    def test_an_iri_can_be_asked_about_again(self, graph: Graph) -> None:
        city = graph.select("SELECT ?city { ?city rdfs:label 'Riga' }")[0].city
        assert graph.select("SELECT ?name { ?city rdfs:label ?name }", city=city).column("name") == ["Riga"]

    def test_show_in_a_notebook_without_becoming_markup(self, graph: Graph) -> None:
        shown = graph.select("SELECT ?name { ?person a hanse:Person ; rdfs:label ?name }")._repr_html_()
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown

    def test_say_how_many_more_there_are(self) -> None:
        rows = Rows.of(["n"], [[n] for n in range(60)])
        assert str(rows).endswith("… and 10 more")
        assert rows._repr_html_().endswith("… and 10 more")

    def test_become_a_data_frame(self, graph: Graph) -> None:
        pytest.importorskip("pandas", reason="pandas is an extra")
        assert list(graph.select(CITIES).to_pandas()["name"]) == ["Avilés", "Riga", "Tallinn"]


HOSTILE = Rows(
    ("iri", "text", "none"),
    (
        (NamedNode("http://a/é?x=1&y='"), Literal('tab\there "quoted"\r\n\\ <b>&amp;', language="en"), None),
        (NamedNode("http://a/b"), Literal(3), Literal("\u202e€𝒳,;")),
    ),
)


class TestFormats:
    @pytest.mark.parametrize("name", ["json", "xml", "tsv"])
    def test_a_parser_of_the_w3c_formats_reads_them_back(self, name: str) -> None:
        formats = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
        parsed = parse_query_results(render(HOSTILE, name).encode(), format=formats[name])
        assert [variable.value for variable in parsed.variables] == list(HOSTILE.columns)
        assert [tuple(solution) for solution in parsed] == list(HOSTILE.terms)

    def test_csv_is_plain_values_with_crlf(self) -> None:
        text = render(HOSTILE, "csv")
        assert text.startswith("iri,text,none\r\n")
        lines = list(csv.reader(io.StringIO(text, newline="")))
        assert lines[1] == ["http://a/é?x=1&y='", 'tab\there "quoted"\r\n\\ <b>&amp;', ""]
        assert lines[2][1] == "3"

    def test_jsonl_is_an_object_a_line(self) -> None:
        lines = [json.loads(line) for line in render(HOSTILE, "jsonl").splitlines()]
        assert lines[1] == {"iri": "http://a/b", "text": 3, "none": "\u202e€𝒳,;"}

    def test_xml_survives_control_characters(self) -> None:
        ElementTree.fromstring(render(Rows.of(["a"], [["\x00\x1b\ufffe"]]), "xml"))

    @pytest.mark.parametrize("name", ["table", "md"])
    def test_what_is_for_the_eye_shows_control_characters(self, name: str) -> None:
        text = render(Rows.of(["a"], [["x\x1b[31m\u202e"], ["a|b\nc"]]), name)
        assert not set("\x1b\u202e") & set(text)
        assert "\\u202e" in text.replace("\\\\", "\\")

    def test_a_table_is_aligned_and_cut(self) -> None:
        lines = render(Rows.of(["name", "n"], [["東京", 1], ["x" * 200, 20]]), "table").splitlines()
        assert lines[2].startswith("東京  ")
        assert lines[2].endswith(" 1")
        assert "…" in lines[3]
        assert len(lines[3]) < 100

    @pytest.mark.parametrize("name", list(ROWS))
    def test_empty_answers_have_a_form(self, name: str) -> None:
        assert isinstance(render(Rows(("a",), ()), name), str)
        assert isinstance(render(Rows((), ()), name), str)

    @pytest.mark.parametrize("name", list(TRIPLES))
    def test_triples_read_back(self, graph: Graph, name: str) -> None:
        answer = graph.query(
            "CONSTRUCT { ?n hanse:partner ?c ; rdfs:label ?l } { ?n hanse:partner ?c ; rdfs:label ?l }"
        )
        assert isinstance(answer, Triples)
        found = {quad.triple for quad in parse(render(answer, name).encode(), format=TRIPLES[name])}
        assert found == set(answer)
        assert render(answer, name) == render(answer, name)

    def test_turtle_declares_what_it_uses_in_order(self, graph: Graph) -> None:
        answer = graph.query("CONSTRUCT { ?c a hanse:City ; rdfs:label ?l } { ?c a hanse:City ; rdfs:label ?l }")
        declared = [line.split()[1] for line in str(answer).splitlines() if line.startswith("@prefix")]
        assert declared == ["hanse:", "rdf:", "rdfs:"]

    def test_a_wrong_one_is_told_with_the_right_ones(self, graph: Graph) -> None:
        for answer, wrong, right in ((HOSTILE, "turtle", "csv"), (graph.query("DESCRIBE hanse:x"), "csv", "turtle")):
            with pytest.raises(QueryError, match=right):
                render(answer, wrong)


class TestNames:
    @pytest.mark.parametrize("name", ["Avilés", "AVILES", " avilés ", "https://w3id.org/hanse/id/city/aviles-es"])
    def test_mean_a_thing_whatever_their_case_and_accents(self, graph: Graph, name: str) -> None:
        assert graph.labels.find(name) == ("https://w3id.org/hanse/id/city/aviles-es",)

    def test_unknown_ones_are_answered_with_near_ones(self, graph: Graph) -> None:
        with pytest.raises(QueryError, match="did you mean Avilés"):
            graph.labels.find("Avlies")
        with pytest.raises(QueryError, match=r"asked for: Network"):
            graph.labels.find("Avilés", ["Network"])

    def test_are_shown_escaped(self, graph: Graph) -> None:
        with pytest.raises(QueryError) as raised:
            graph.labels.find("x\x1b[31m")
        assert "\x1b" not in str(raised.value)


class TestExplanation:
    def test_tells_both_directions_with_sources(self, graph: Graph) -> None:
        (thing,) = graph.explain("tallinn").things
        said = {str(statement): [quote.document for quote in statement.quotes] for statement in thing.statements}
        assert said == {
            "BiodiverCity — partner → Tallinn": ["listing", "news"],
            "Tallinn — located in → Estonia": ["news"],
        }

    def test_every_quote_is_in_the_text_at_its_place(self, graph: Graph, graph_texts: Mapping[str, str]) -> None:
        quotes = [
            q for name in graph.labels.best for t in graph.explain(name).things for s in t.statements for q in s.quotes
        ]
        assert len(quotes) > 40
        for quote in quotes:
            start, end = map(int, quote.where.removeprefix("characters ").split("–"))
            assert graph_texts[quote.document][start:end] == quote.text

    def test_a_leading_partner_is_not_told_twice(self, graph: Graph) -> None:
        told = str(graph.explain("In4Green"))
        assert told.count("→ Avilés") == 1
        assert "lead partner → Avilés" in told

    def test_what_the_gazetteer_says_names_it(self, graph: Graph) -> None:
        (thing,) = graph.explain("Spain").things
        assert thing.links == ("https://sws.geonames.org/4/",)
        graphs = {name for statement in thing.statements for name in statement.graphs}
        assert "gazetteer" in graphs

    def test_shows_without_becoming_markup_or_escapes(self, graph: Graph) -> None:
        found = graph.explain(EVIL)
        assert "<script>" not in found._repr_html_()
        assert "<script>" not in found.markdown()
        assert json.loads(found.json())["things"][0]["name"] == EVIL

    def test_can_be_cut(self, graph: Graph) -> None:
        assert "statements more" in "\n".join(text for _, text in graph.explain("In4Green").lines(most=2))


@pytest.mark.filterwarnings("ignore:Dataset.*deprecated:DeprecationWarning")  # rdflib warns of its own calls
def test_rdflib_sees_the_same(graph: Graph) -> None:
    dataset = graph.rdflib()
    asked = "SELECT (COUNT(?c) AS ?n) { ?network <https://w3id.org/hanse/ontology#partner> ?c }"
    ((count,),) = dataset.query(asked)
    assert int(count) == graph.select(asked)[0].n == 6
    assert len(list(dataset.graphs())) > 4
