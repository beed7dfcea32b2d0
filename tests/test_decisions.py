"""Decisions: what people say is one or two, read from mapping sets and applied to identity."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.gazetteer import load
from hanse.identity import Identity
from hanse.identity.decisions import Decisions, read
from hanse.model import Entity, Extract
from hanse.vocabulary import BASE

HEAD = f"#curie_map:\n#  body: {BASE}id/organisation/\n#  network: {BASE}id/network/\n#  city: {BASE}id/city/\n"
COLUMNS = "subject_id\tpredicate_modifier\tpredicate_id\tobject_id\tobject_source\n"
SAME, NOT = "\t\tskos:exactMatch\t", "Not\tskos:exactMatch\t"


def body(name: str, *names: str, kind: str = "Organisation") -> Entity:
    return Entity(name, kind, name, (name, *names))


PORT, HARBOUR, AUTHORITY = body("Port of Riga"), body("Riga Harbour"), body("Riga Port Authority", "RPA")
SHORT = body("RPA")
DOCUMENTS = {"d1": (PORT, AUTHORITY), "d2": (HARBOUR, SHORT), "d3": (PORT, AUTHORITY, body("Riga", kind="Network"))}


def decisions(tmp_path: Path, *rows: str, head: str = HEAD, columns: str = COLUMNS) -> Decisions:
    path = tmp_path / "port.sssom.tsv"
    path.write_text(head + columns + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read([("port.sssom.tsv", path.read_bytes())])


def told(found: Decisions) -> Identity:
    identity = Identity(load(), decisions=found.rows)
    for name, entities in DOCUMENTS.items():
        identity.add(Extract(name, entities))
    return identity


def iri(identity: Identity, entity: Entity, document: str) -> str:
    return identity.iri(entity, document).removeprefix(f"{BASE}id/organisation/")


def reasons(identity: Identity) -> list[tuple[int, str]]:
    return [(one.decision.line, one.reason.replace(f"{BASE}id/", "")) for one in identity.ruling.outcomes]


def test_a_merge_gives_the_subject_the_iri_of_the_object(tmp_path: Path) -> None:
    found = told(decisions(tmp_path, f"body:riga-harbour{SAME}body:port-of-riga"))
    assert iri(found, HARBOUR, "d2") == iri(found, PORT, "d1") == "port-of-riga"
    assert found.ruling.replaced == {f"{BASE}id/organisation/riga-harbour": f"{BASE}id/organisation/port-of-riga"}
    assert reasons(found) == [(6, "")]


def test_a_candidate_that_nobody_judged_decides_nothing(tmp_path: Path) -> None:
    found = decisions(tmp_path, "body:riga-harbour\t\tskos:closeMatch\tbody:port-of-riga")
    assert (found.rows, found.problems, found.undecided) == ((), (), 1)


def test_merges_follow_each_other_and_a_cycle_is_told(tmp_path: Path) -> None:
    rows = (
        f"body:riga-harbour{SAME}body:port-of-riga",
        f"body:port-of-riga{SAME}body:riga-port-authority",
        f"body:riga-port-authority{SAME}body:riga-harbour",
    )
    found = told(decisions(tmp_path, *rows))
    assert {iri(found, one, "d2") for one in (PORT, HARBOUR, AUTHORITY, SHORT)} == {"riga-port-authority"}
    assert reasons(found)[2] == (8, "they are one already (port.sssom.tsv, line 6)")


def test_a_split_by_name_takes_the_name_away(tmp_path: Path) -> None:
    """The acronym was the authority's; now it is a body of its own."""
    assert iri(told(Decisions()), SHORT, "d2") == "riga-port-authority"
    found = told(decisions(tmp_path, f"body:rpa\t{NOT}body:riga-port-authority"))
    assert iri(found, SHORT, "d2") == "rpa"
    assert iri(found, AUTHORITY, "d1") == "riga-port-authority"
    assert found.ruling.made == {f"{BASE}id/organisation/rpa"}


def test_a_split_by_document_gives_it_another_iri_there(tmp_path: Path) -> None:
    row = f"body:port-of-riga\t{NOT}body:port-of-riga-michigan\t{BASE}id/document/d3"
    found = told(decisions(tmp_path, row))
    assert [iri(found, PORT, name) for name in ("d1", "d3")] == ["port-of-riga", "port-of-riga-michigan"]


def test_what_keeps_apart_holds_against_merges(tmp_path: Path) -> None:
    rows = (
        f"body:riga-harbour{SAME}body:port-of-riga",
        f"body:riga-port-authority{SAME}body:port-of-riga",
        f"body:riga-port-authority\t{NOT}body:riga-harbour",
    )
    found = told(decisions(tmp_path, *rows))
    assert iri(found, HARBOUR, "d2") == "port-of-riga"
    assert iri(found, AUTHORITY, "d1") == "riga-port-authority"
    assert reasons(found) == [
        (6, ""),
        (7, "contradicts port.sssom.tsv, line 8, which keeps them apart"),
        (8, ""),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("body:nowhere\t\tskos:exactMatch\tbody:port-of-riga", "no source makes organisation/nowhere"),
        (
            "network:riga\t\tskos:exactMatch\tbody:port-of-riga",
            "network/riga is a network and organisation/port-of-riga",
        ),
        ("city:riga-lv\t\tskos:exactMatch\tcity:riga-us", "only the gazetteer tells"),
        ("body:port-of-riga\t\tskos:exactMatch\tbody:port-of-riga", "its subject is its object"),
        ("<urn:x://a>\t\tskos:exactMatch\tbody:port-of-riga", "is no thing of this graph"),
        (f"body:a\t{NOT}body:b", "no source makes organisation/a or organisation/b"),
        (f"body:port-of-riga\t{NOT}body:b", "has no name that would"),
    ],
)
def test_a_row_that_can_not_be_followed_is_told_and_changes_nothing(tmp_path: Path, row: str, reason: str) -> None:
    found = told(decisions(tmp_path, row))
    [(line, said)] = reasons(found)
    assert line == 6
    assert reason in said
    assert not (found.ruling.replaced or found.ruling.made)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("body:a\tPerhaps\tskos:exactMatch\tbody:b", "line 6: predicate_modifier 'Perhaps' is not known"),
        ("body:a\t\tskos:exactMatch\t", "line 6: no object_id"),
        ("unknown:a\t\tskos:exactMatch\tbody:b", "line 6: subject_id 'unknown:a' is neither an IRI"),
        ("body:a b\t\tskos:exactMatch\tbody:b", "line 6: subject_id 'body:a b' is no IRI"),
    ],
)
def test_a_row_that_can_not_be_read_is_told_by_its_line(tmp_path: Path, row: str, problem: str) -> None:
    good = "body:riga-harbour\t\tskos:exactMatch\tbody:port-of-riga"
    found = decisions(tmp_path, row, good)
    assert [one.removeprefix("port.sssom.tsv, ")[: len(problem)] for one in found.problems] == [problem]
    assert len(found.rows) == 1


def test_files_are_read_as_spreadsheets_save_them(tmp_path: Path) -> None:
    row = "body:riga-harbour\t\tskos:exactMatch\tbody:port-of-riga\t"
    padded = "".join(f'"{line}"\t\t\t\t\n' for line in HEAD.splitlines())
    plain = decisions(tmp_path, row).rows
    assert decisions(tmp_path, row, "\t\t\t\t", head=padded).rows == plain
    commas = decisions(tmp_path, row.replace("\t", ","), head=HEAD, columns=COLUMNS.replace("\t", ","))
    assert commas.rows == plain
    path = tmp_path / "wide.tsv"
    path.write_bytes((HEAD + COLUMNS + row).encode("utf-16"))
    assert [(one.subject, one.object) for one in read([("port.sssom.tsv", path.read_bytes())]).rows] == [
        (one.subject, one.object) for one in plain
    ]


@settings(max_examples=200, deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=200),
        st.text(st.sampled_from("#\"'\t\n\r:,; aбNot\0\x1c\u2028"), max_size=80).map(
            lambda text: f"{COLUMNS}{text}".encode()
        ),
        st.text(st.sampled_from('# :\t\n"curie_map'), max_size=60).map(lambda text: f"#{text}\n{COLUMNS}".encode()),
    )
)
def test_whatever_a_file_holds_it_is_read_or_refused(data: bytes) -> None:
    try:
        found = read([("any.sssom.tsv", data)])
    except InputError as error:
        assert str(error).startswith("any.sssom.tsv")
    else:
        told(found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("subject\tobject\n", "line 1: no column subject_id or predicate_id or object_id; found: subject, object"),
        ("", "no columns"),
        ("\xff\xfe\xfa".encode("latin-1"), "UTF-8"),
    ],
)
def test_what_is_no_mapping_set_is_refused(tmp_path: Path, text: str | bytes, reason: str) -> None:
    path = tmp_path / "no.sssom.tsv"
    path.write_bytes(text.encode() if isinstance(text, str) else b"\xfa\xfb" + text)
    with pytest.raises(InputError, match=reason):
        read([("no.sssom.tsv", path.read_bytes())])
