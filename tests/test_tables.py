"""Tables: reading, mappings, what rows say, drafts."""

from __future__ import annotations

import csv
import io
import pickle
import zipfile
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hanse.cli import cli
from hanse.errors import InputError
from hanse.model import Extract, Fact, Row, Value
from hanse.names import fold
from hanse.tables import (
    MAPPINGS,
    Extraction,
    Mapping,
    Problem,
    Problems,
    builtin,
    choose,
    draft,
    extract,
    extract_slice,
    extracts,
    load_mapping,
    parse_mapping,
    read_table,
    slices,
)
from hanse.vocabulary import CLASSES, PROPERTIES, VALUES

SHARED = Path(__file__).parents[2] / "shared"
DATA = Path(__file__).parents[1] / "data" / "partnerships"
KEEP = SHARED / "reference" / "keep-closed-2014-2020.xlsx"
needs_reference = pytest.mark.skipif(not KEEP.exists(), reason="the reference tables are not at hand")

HEADER = "network,partner,kind,city,country,role,source_url"
AVILES = "In4Green,Avilés,city,Avilés,ES,lead,https://example.org/in4green"


def table(tmp_path: Path, text: str | bytes, name: str = "partners.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(tmp_path: Path, *rows: str, header: str = HEADER) -> Extraction:
    return extract(table(tmp_path, "\n".join((header, *rows))), "partners")


def said(result: Extraction) -> set[tuple[str, str, str]]:
    """Facts by the names of what they are about."""
    names = {entity.id: entity.name for entity in result.extract.entities}
    return {
        (
            names[fact.subject],
            fact.predicate,
            fact.object.text if isinstance(fact.object, Value) else names[fact.object],
        )
        for fact in result.extract.facts
    }


def workbook(tmp_path: Path, sheets: dict[str, list[list[str]]], merged: str = "", raw: str = "") -> Path:
    """A small .xlsx: the parts that a reader needs, with inline strings."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    names = links = ""
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for n, (name, rows) in enumerate(sheets.items(), 1):
            names += f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>'
            links += f'<Relationship Id="r{n}" Type="{rel}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            body = raw or "".join(f'<row r="{r}">{_cells(r, row)}</row>' for r, row in enumerate(rows, 1))
            sheet = f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData>{merged}</worksheet>'
            book.writestr(f"xl/worksheets/sheet{n}.xml", sheet)
        book.writestr("[Content_Types].xml", "<Types/>")
        whole = f'<Relationship Id="r" Type="{rel}/officeDocument" Target="xl/workbook.xml"/>'
        book.writestr("_rels/.rels", f'<Relationships xmlns="{package}">{whole}</Relationships>')
        body = f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>{names}</sheets></workbook>'
        book.writestr("xl/workbook.xml", body)
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">{links}</Relationships>')
    return path


def _cells(number: int, row: list[str]) -> str:
    texts = {f"{chr(65 + at)}{number}": escape(text) for at, text in enumerate(row) if text}
    return "".join(f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in texts.items())


# What the built-in mappings read


def test_urbact_partner_row(tmp_path: Path) -> None:
    result = read(tmp_path, AVILES, "In4Green,Laboratório da Paisagem,organisation,Guimarães,PT,partner,")
    assert not result.problems
    assert said(result) == {
        ("In4Green", "leadPartner", "Avilés"),
        ("Avilés", "locatedIn", "ES"),
        ("In4Green", "partner", "Laboratório da Paisagem"),
        ("Laboratório da Paisagem", "locatedIn", "Guimarães"),
        ("Laboratório da Paisagem", "locatedIn", "PT"),
        ("Guimarães", "locatedIn", "PT"),
    }
    lead = next(fact for fact in result.extract.facts if fact.predicate == "leadPartner")
    assert lead.evidence.where == Row("", 2, "In4Green | Avilés | lead | https://example.org/in4green")
    assert lead.evidence.extractor == "table:urbact-partners"
    assert next(entity for entity in result.extract.entities if entity.name == "Avilés").country == "ES"


@pytest.mark.parametrize("folder", [DATA, SHARED / "reference"])
def test_urbact_files_read_whole(folder: Path) -> None:
    partners = sorted(folder.glob("urbact-partners*.csv"))
    networks = sorted(folder.glob("urbact-networks*.csv"))
    if not partners or not networks:
        pytest.skip(f"no URBACT tables in {folder.name}")
    rows = list(csv.DictReader(io.StringIO(partners[0].read_text("utf-8"))))
    result = extract(partners[0], "partners")
    assert not result.problems
    assert sum(fact.predicate in {"partner", "leadPartner"} for fact in result.extract.facts) == len(rows)
    listed = extract(networks[0], "networks")
    assert not listed.problems
    rows = list(csv.DictReader(io.StringIO(networks[0].read_text("utf-8"))))
    kinds = Counter(entity.kind for entity in listed.extract.entities)
    predicates = Counter(fact.predicate for fact in listed.extract.facts)
    assert kinds["Network"] == predicates["type"] == predicates["programme"] == len(rows)
    assert predicates["startDate"] == sum(bool(row["start"]) for row in rows)


@needs_reference
def test_keep_workbook_comes_out_whole() -> None:
    result = extract(KEEP, "keep")
    whole(result)
    kinds = Counter(entity.kind for entity in result.extract.entities)
    predicates = Counter(fact.predicate for fact in result.extract.facts)
    assert kinds["Project"] == 1852
    assert predicates["leadPartner"] == 1891
    assert predicates["partner"] + predicates["leadPartner"] == 8621
    assert predicates["startDate"] == predicates["endDate"] == predicates["programme"] == 1852
    towns = {entity.name for entity in result.extract.entities if entity.kind == "City"}
    assert not [town for town in towns if "cedex" in town.lower() or town.endswith(",")]
    programmes = {entity.name for entity in result.extract.entities if entity.kind == "Programme"}
    assert {"URBACT III", "INTERREG VB Danube", "2014 - 2020 Interreg IPA CBC Bulgaria - Serbia"} <= programmes
    assert not result.problems


def test_cordis_files_meet_by_project_number(tmp_path: Path) -> None:
    organizations = (
        "projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;activityType;street;postCode;city;country;"
        "nutsCode;geolocation;organizationURL;contactForm;order;role;ecContribution;netEcContribution;totalCost;"
        "endOfParticipation;active\n"
        '"101";"RISE";"9";"EL1";"UNIVERSITY OF PATRAS";"UPAT";"false";"HES";"Panepistimioupoli";"26500";"RIO";"EL";'
        '"EL632";"38.2,21.7";"http://upatras.gr";"https://ec.europa.eu/form";"1";"coordinator";"1";"1";"1";"false";"true"\n'
        '"102";"RISE";"8";"";"Gemeente Utrecht";"";"false";"PUB";"";"";"Utrecht";"NL";'
        '"";"";"";"";"2";"associatedPartner";"";"";"";"";""\n'
    )
    projects = (
        "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;legalBasis;topics;frameworkProgramme;masterCall;"
        "subCall;fundingScheme;nature;objective;contentUpdateDate;rcn;grantDoi\n"
        '"101";"RISE";"SIGNED";"Rising Cities";"2022-09-01";"2025-08-31";"1";"1";"HORIZON.2.5";"T";'
        '"HORIZON";"";"";"HORIZON-RIA";"";"o";"";"";""\n'
    )
    partners = extract(table(tmp_path, organizations, "organization.csv"), "organization")
    listed = extract(table(tmp_path, projects, "project.csv"), "project")
    assert not partners.problems and not listed.problems
    rises = [entity for entity in partners.extract.entities if entity.kind == "Project"]
    assert [(one.name, one.scope) for one in rises] == [("RISE", "101"), ("RISE", "102")]
    rising = next(entity for entity in listed.extract.entities if entity.kind == "Project")
    assert (rising.name, rising.scope, rising.id) == ("RISE", "101", rises[0].id)
    assert ("RISE", "leadPartner", "UNIVERSITY OF PATRAS") in said(partners)
    assert ("RISE", "partner", "Gemeente Utrecht") in said(partners)
    assert {("RISE", "programme", "Horizon Europe"), ("RISE", "startDate", "2022-09-01")} <= said(listed)
    assert {entity.country for entity in partners.extract.entities if entity.kind == "Organisation"} == {"GR", "NL"}
    text = repr(partners)
    assert "EL1" not in text and "form" not in text and "Panepistimioupoli" not in text


def test_kohesio_export(tmp_path: Path) -> None:
    header = (
        "Operation_Unique_Identifier,Operation_Name_English,Operation_Name_Programme_Language,Country,Operation_Start_Date,"
        "Operation_End_Date,Beneficiary_Name,Fund_Name,Programme_Name,Category_Label,NUTS3_Label,LAU_Labels"
    )
    row = (
        "https://linkedopendata.eu/entity/Q7,Green Roofs,Zielone dachy,Poland,04/09/2019,2021-12-31,{},ERDF,Silesia,"
        "Climate,Katowicki,Katowice;Tychy"
    )
    result = read(tmp_path, row.format("Miasto Katowice"), row.format("nan"), header=header)
    assert {
        ("Green Roofs", "leadPartner", "Miasto Katowice"),
        ("Green Roofs", "implementedIn", "Tychy"),
        ("Green Roofs", "startDate", "2019-09-04"),
        ("Green Roofs", "endDate", "2021-12-31"),
        ("Green Roofs", "programme", "Silesia"),
    } <= said(result)
    assert [problem.line for problem in result.problems] == [3]  # who carries it out is not named


def test_every_builtin_mapping_loads() -> None:
    for name in MAPPINGS:
        assert builtin(name).sheets


# Bad input: each is told with file, row and what is allowed, and the rest goes on

BAD_ROWS = {
    "unknown role": ("In4Green,Riga,city,Riga,LV,boss,", "role 'boss' is unknown; allowed: lead, partner"),
    "unknown kind": (
        "In4Green,Riga,planet,Riga,LV,partner,",
        "kind 'planet' is unknown; allowed: city, organisation, region",
    ),
    "unknown country": (
        "In4Green,Riga,city,Riga,QQ,partner,",
        "no country is 'QQ'; allowed: two letters of ISO 3166-1",
    ),
    "no network": (",Riga,city,Riga,LV,partner,", "'network' is empty or unusable"),
    "no partner": ("In4Green,,city,Riga,LV,partner,", "no partner named: no partner read"),
    "too many cells": (
        "In4Green,Riga,city,Riga,LV,partner,x,y,z",
        "has 9 cells where the header names 7: row left out",
    ),
    "too few cells": ("In4Green,Riga,city,Riga,LV,partner", "has 6 cells where the header names 7"),
    "an address": ("In4Green,Anna anna@example.org,city,Riga,LV,partner,", "partner holds an e-mail address"),
    "a huge field": (
        f"In4Green,{'x' * 200_000},city,Riga,LV,partner,",
        "is not readable (field larger than field limit",
    ),
    "a long name": (f"In4Green,{'x' * 2000},city,Riga,LV,partner,", "partner has 2,000 characters"),
}


@pytest.mark.parametrize("row, reason", BAD_ROWS.values(), ids=BAD_ROWS)
def test_bad_row_is_told_and_the_rest_goes_on(tmp_path: Path, row: str, reason: str) -> None:
    result = read(tmp_path, row, AVILES)
    assert ("In4Green", "leadPartner", "Avilés") in said(result)
    (problem, *_) = result.problems
    assert problem.line == 2 and problem.source.endswith("partners.csv") and reason in problem.reason
    assert str(problem).startswith(f"{problem.source}, row 2: ")
    assert len(str(problem)) < 400


def test_wrong_date(tmp_path: Path) -> None:
    header = "network,full_title,programme,network_type,start,end,themes,lead_expert,source_url"
    result = read(tmp_path, "A,,URBACT,N,31/31/2019,2021-13,,,", "B,,URBACT,N,2018-04,,,,javascript:x", header=header)
    assert [problem.reason.split(";")[0] for problem in result.problems] == [
        "startDate '31/31/2019' is not readable",
        "endDate '2021-13' is not readable",
        "source 'javascript:x' is not readable",
    ]
    assert ("B", "startDate", "2018-04") in said(result)


def test_many_alike_problems_are_counted(tmp_path: Path) -> None:
    result = read(tmp_path, *("In4Green,Riga,city,Riga,LV,boss," for _ in range(500)))
    assert len(result.problems) == 6
    assert result.problems[-1].reason == "495 more rows like it: unknown role"


def test_doubled_column_is_told(tmp_path: Path) -> None:
    result = read(tmp_path, "In4Green,Avilés,city,Avilés,ES,lead,,FR", header=HEADER + ",country")
    assert ("Avilés", "locatedIn", "ES") in said(result)
    assert "column 'country' is there twice; the second is called 'country (2)'" in result.problems[0].reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-1"])
@pytest.mark.parametrize("delimiter", ",;\t|")
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = "\r\n".join((HEADER, AVILES, "In4Green,Guimarães,city,Guimarães,PT,partner,")).replace(",", delimiter)
    result = extract(table(tmp_path, text.encode(encoding)), "partners")
    assert {("In4Green", "leadPartner", "Avilés"), ("In4Green", "partner", "Guimarães")} <= said(result)
    legacy = encoding in {"cp1252", "iso8859-1"}
    assert bool(result.problems) == legacy
    assert not legacy or "is not UTF-8; read as cp1252" in result.problems[0].reason


def test_a_line_in_another_encoding(tmp_path: Path) -> None:
    mixed = f"{HEADER}\n{AVILES}\n".encode() + "In4Green,Łódź,city,Łódź,PL,partner,\n".encode("cp1250")
    result = extract(table(tmp_path, mixed), "partners")
    assert ("In4Green", "leadPartner", "Avilés") in said(result)
    assert result.problems[0].line == 3


def test_title_rows_and_blank_lines_above_the_header(tmp_path: Path) -> None:
    text = f"Partners of URBACT,,,,,,\n,,,,,,\n{HEADER}\n\n{AVILES}\n"
    lead = next(one for one in extract(table(tmp_path, text), "p").extract.facts if one.predicate == "leadPartner")
    assert isinstance(lead.evidence.where, Row)
    assert lead.evidence.where.number == 5


@pytest.mark.parametrize(
    "content, name, reason",
    [
        (b"", "empty.csv", "is empty"),
        (b"\x00\x01\x02ELF\x00" * 50, "binary.csv", "is not a text table"),
        (b"PK\x03\x04 truncated", "cut.xlsx", "is not a workbook that can be read"),
        (b"<html>a table</html>", "page.xlsx", "is not a workbook that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old.xlsx", "is an old or password-protected workbook"),
        (b"town;mayor\nRiga;X\n", "mayors.csv", "no mapping fits; found columns: 'town', 'mayor'"),
        (b"just text\nno table\n", "text.csv", "no mapping fits; found columns: 'just text'"),
    ],
)
def test_unusable_file(tmp_path: Path, content: bytes, name: str, reason: str) -> None:
    path = table(tmp_path, content, name)
    with pytest.raises(InputError) as caught:
        extract(path, "x")
    assert reason in str(caught.value) and caught.value.source == str(path)


def test_misfit_names_the_closest_mapping_and_the_way_out(tmp_path: Path) -> None:
    path = table(tmp_path, "network,partner,kind,town,country,role\nA,B,city,C,ES,lead\n")
    with pytest.raises(InputError) as caught:
        extract(path, "x")
    assert "'urbact-partners' comes closest and lacks: city" in str(caught.value)
    assert f"hanse mapping {path}" in str(caught.value)
    with pytest.raises(InputError, match="the mapping 'keep' does not fit"):
        extract(path, "x", builtin("keep"))


def test_absent_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be opened"):
        read_table(tmp_path / "absent.csv")


@needs_reference
def test_truncated_workbook(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a workbook"):
        read_table(table(tmp_path, KEEP.read_bytes()[:2_000_000], "keep.xlsx"))


# Workbooks


def test_workbook_with_title_and_merged_cells(tmp_path: Path) -> None:
    rows = [["URBACT"], HEADER.split(","), AVILES.split(","), ["", "Cesena", "city", "Cesena", "IT", "partner", ""]]
    book = workbook(
        tmp_path, {"Data": rows}, merged='<mergeCells><mergeCell ref="A1:G1"/><mergeCell ref="A3:A4"/></mergeCells>'
    )
    result = extract(book, "book")
    assert not result.problems
    assert {("In4Green", "leadPartner", "Avilés"), ("In4Green", "partner", "Cesena")} <= said(result)


def test_cells_far_out_are_turned_away_before_they_fill_the_memory(tmp_path: Path) -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(InputError, match="spans 1,048,576 rows and 16,384 columns"):
        read_table(workbook(tmp_path, {"Data": []}, raw=far))


def test_numbers_formulas_and_errors_in_cells(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="str"><v>town</v></c><c r="B1" t="str"><v>size</v></c><c r="C1" t="str"><v>per</v></c>'
        '</row><row r="2"><c r="A2" t="str"><f>B1</f><v>Riga</v></c><c r="B2"><v>605802</v></c>'
        '<c r="C2" t="e"><v>#DIV/0!</v></c></row>'
    )
    (sheet,) = read_table(workbook(tmp_path, {"Data": []}, raw=cells))
    assert [line.cells for line in sheet.lines(Problems(""))] == [("Riga", "605802", "")]


JOINED = parse_mapping(
    """
    [[sheet]]
    name = "Projects"
    columns = ["id", "title"]
    entity.project = { kind = "Project", name = "title", key = "id" }
    [[sheet]]
    name = "Members*"
    columns = ["project", "town", "state", "from"]
    where = { active = "yes" }
    facts = [{ subject = "project", predicate = "partner", object = "town", since = "from" }]
    [sheet.entity]
    project = { kind = "Project", key = "project" }
    town = { kind = "City", name = "town", country = "state" }
    """,
    "own",
)


def joined(tmp_path: Path) -> Path:
    members = [["project", "town", "state", "from", "active"], ["7", "Riga", "Latvia", "2019-03", "yes"]]
    members += [["7", "Tartu", "EE", "", "no"], ["8", "Gent", "BE", "", "yes"]]
    return workbook(
        tmp_path, {"Members 2019": members, "Projects": [["id", "title"], ["7", "Green"]], "Notes": [["a"]]}
    )


def test_sheets_are_joined_by_a_key(tmp_path: Path) -> None:
    result = extract(joined(tmp_path), "book", JOINED)
    assert said(result) == {("Green", "partner", "Riga")}
    assert result.extract.facts[0].since == "2019-03"
    assert [entity.country for entity in result.extract.entities if entity.kind == "City"] == ["Latvia", "BE"]
    (problem,) = result.problems
    assert problem.source.endswith("book.xlsx, sheet Members 2019") and problem.line == 4
    assert "no project with 'project' '8' in another sheet" in problem.reason


# Mappings

CITY = "[[sheet]]\nentity.a = { kind = 'City', name = 'a' }\n"
BAD_MAPPINGS = {
    "no TOML": ("sheet = ", "is not TOML"),
    "no sheet": ("title = 'x'", "has no [[sheet]]"),
    "no entity": ("[[sheet]]\ncolumns = ['a']", "has no [sheet.entity.…]"),
    "unknown key": ("[[sheet]]\ncolums = ['a']", "'colums' is unknown (did you mean columns?)"),
    "unknown kind": ("[[sheet]]\nentity.a = { kind = 'Town', name = 'a' }", "'Town' is unknown; allowed: Network"),
    "no name": ("[[sheet]]\nentity.a = { kind = 'City' }", "needs 'name'"),
    "unknown predicate": (
        CITY + "facts = [{ subject = 'a', predicate = 'partners', object = 'a' }]",
        "'partners' is unknown (did you mean partner?)",
    ),
    "unknown entity": (
        CITY + "facts = [{ subject = 'b', predicate = 'partner', object = 'a' }]",
        "subject 'b' is no entity of this sheet; allowed: a",
    ),
    "value as object": (
        CITY + "facts = [{ subject = 'a', predicate = 'population', object = 'a' }]",
        "'population' is unknown",
    ),
    "bad pattern": (
        "[[sheet]]\nentity.a = { kind = 'City', name = { column = 'a', pattern = '(' } }",
        "is no regular expression",
    ),
    "confidence": ("confidence = 2\n[[sheet]]\nentity.a = { kind = 'City', name = 'a' }", "a number from 0 to 1"),
}


@pytest.mark.parametrize("text, reason", BAD_MAPPINGS.values(), ids=BAD_MAPPINGS)
def test_bad_mapping(tmp_path: Path, text: str, reason: str) -> None:
    path = table(tmp_path, text, "mine.toml")
    with pytest.raises(InputError) as caught:
        load_mapping(path)
    assert reason in caught.value.reason and caught.value.source == str(path)


def test_every_form_of_a_cell(tmp_path: Path) -> None:
    mapping = parse_mapping(
        r"""
        confidence = 0.8
        [[sheet]]
        columns = [["net", "network"], "towns"]
        evidence = ["page"]
        empty = ["?"]
        facts = [
          { subject = "net", predicate = "partner", object = "town", where = { status = ["In", "Joined"] } },
          { subject = "net", predicate = "programme", object = "fund" },
          { subject = "net", predicate = "theme", object = "theme" },
          { subject = "net", predicate = "title", value = { text = "{network} of {year}" } },
          { subject = "net", predicate = "startDate", value = { column = "year", pattern = '^\d{4}' } },
        ]
        [sheet.entity]
        net = { kind = "Network", name = ["acronym", "network"], names = ["network"], language = { text = "en" } }
        town = { kind = "City", name = { column = "towns", separator = ";", drop = '\(.*?\)' } }
        fund = { kind = "Programme", name = { text = "Horizon 2020" } }
        theme = { kind = "Theme", name = { every = ["t1", "t2"] } }
        """,
        "own",
    )
    rows = (
        "network,acronym,towns,status,year,t1,t2,page",
        "Green Net,?,Riga (LV); Gent ;,JOINED,2019/20,Air,Water,p. 3",
        "Lost,LL,Bath,left,,,,",
    )
    result = extract(table(tmp_path, "\n".join(rows)), "own", mapping)
    assert said(result) == {
        ("Green Net", "partner", "Riga"),
        ("Green Net", "partner", "Gent"),
        ("Green Net", "programme", "Horizon 2020"),
        ("Green Net", "theme", "Air"),
        ("Green Net", "theme", "Water"),
        ("Green Net", "title", "Green Net of 2019/20"),
        ("Green Net", "startDate", "2019"),
        ("LL", "programme", "Horizon 2020"),
    }
    partner = result.extract.facts[0].evidence
    assert (partner.confidence, partner.where) == (0.8, Row("", 2, "Green Net | ? | Riga (LV); Gent ; | p. 3"))
    assert next(entity for entity in result.extract.entities if entity.name == "LL").names == ("LL", "Lost")


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("a,b,c\nd,e,f\n" + "x;y\n" * 9, ["a", "b", "c"]),  # rows below full of another mark
        ("a,b,c\nd,e,f\ng,h\ni,j\nk,l\n" + "x;y\n" * 9, ["a", "b", "c"]),  # and short ones before them
        ("town;people;share\n" + "Riga;1,5;3,2\n" * 9, ["town", "people", "share"]),  # decimal commas
        ("town;address\n" + "Riga;Brīvības 1, Riga, Latvia\n" * 9, ["town", "address"]),
        ("Partners, by country\ntown;people;lead\n" + "Riga;7, about;yes\n" * 9, ["town", "people", "lead"]),
        ("Source: the city, 2019\nDrawn, 12 May\ntown;people;lead\nRiga;7;no\n", ["town", "people", "lead"]),
        ("town\tpeople\n" + "Riga\t7, about\n" * 3, ["town", "people"]),
        ('town|people\nRiga|"7\n' + "x" * 200_000 + '"\n', ["town", "people"]),  # a cell longer than csv reads
    ],
)
def test_what_divides_columns(tmp_path: Path, text: str, columns: list[str]) -> None:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    (sheet,) = read_table(tmp_path / "t.csv")
    rows = [sheet.columns, *(line.cells for line in sheet.lines(Problems("")))]
    assert tuple(columns) in rows, rows[:3]


# What holds for any table

texts = st.text(max_size=12)
printed = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
cells = st.lists(st.lists(texts, max_size=9), max_size=8)


@settings(max_examples=60, deadline=None)
@given(cells, st.sampled_from(",;\t"))
@example([["\t"], ["\t"], ["\t"]], ",")  # a mark that divides more rows, into nothing
def test_any_rows_under_a_known_header(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([HEADER.split(","), AVILES.split(","), *rows])
    path = tmp_path_factory.mktemp("t") / "partners.csv"
    path.write_bytes(text.getvalue().encode("utf-8", errors="replace"))
    result = extract(path, "partners")
    whole(result)
    assert result == extract(path, "partners")
    assert ("In4Green", "leadPartner", "Avilés") in said(result)
    in_parts = [fact for part in extracts(path, "partners", size=2) for fact in part.extract.facts]
    assert list(dict.fromkeys(map(plain, in_parts))) == list(dict.fromkeys(map(plain, result.extract.facts)))


def plain(fact: Fact) -> tuple[object, ...]:
    return fact.subject, fact.predicate, fact.object


def whole(result: Extraction) -> None:
    """Every fact is about entities that are there, by known terms, and has a row that says it."""
    ids = {entity.id for entity in result.extract.entities}
    assert len(ids) == len(result.extract.entities)
    for entity in result.extract.entities:
        assert entity.kind in CLASSES and entity.name in entity.names and isinstance(entity.mention, Row)
    for fact in result.extract.facts:
        assert fact.subject in ids and fact.predicate in PROPERTIES + VALUES
        assert isinstance(fact.object, Value) or fact.object in ids
        where = fact.evidence.where
        assert isinstance(where, Row) and where.text and where.number > 1
        assert not any(ord(character) < 32 for character in where.text)


def test_parts_are_each_complete(tmp_path: Path) -> None:
    rows = [f"Network {n % 7},Town {n},city,Town {n},ES,partner," for n in range(50)]
    path = table(tmp_path, "\n".join((HEADER, *rows)))
    found = list(extracts(path, "partners", size=8))
    assert len(found) == 7
    for part in found:
        whole(part)
    assert {plain(fact) for part in found for fact in part.extract.facts} == {
        plain(fact) for fact in extract(path, "p").extract.facts
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(printed, min_size=1, max_size=5), min_size=1, max_size=4))
def test_a_draft_is_a_mapping_of_its_table(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path = tmp_path_factory.mktemp("t") / "any.csv"
    path.write_bytes(text.getvalue().encode("utf-8", errors="replace") or b"\n")
    sheets = read_table(path)
    if not sheets[0].columns:
        return
    mapping = parse_mapping(draft(sheets), "draft")
    assert mapping.rules(sheets)
    whole(extract(path, "any", mapping))


# Drafts


def test_draft_of_a_known_table_says_what_its_own_mapping_says(tmp_path: Path) -> None:
    path = table(tmp_path, "\n".join((HEADER, AVILES, "In4Green,DURA,organisation,Dubrovnik,HR,partner,")))
    drafted = extract(path, "x", parse_mapping(draft(read_table(path)), "draft"))
    assert said(extract(path, "x")) <= said(drafted)


def test_draft_in_another_language(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "Sieć;Miasto;Kraj;Rola;Data rozpoczęcia;Tematy;E-mail\n"
        "In4Green;Łódź;Polska;lider;01/06/2023;Klimat | Woda;x@y.pl\n",
    )
    result = CliRunner().invoke(cli, ["mapping", str(path)])
    assert result.exit_code == 0 and "x@y.pl" not in result.output
    mapping = parse_mapping(result.output, "draft")
    assert said(extract(path, "x", mapping)) == {
        ("In4Green", "leadPartner", "Łódź"),
        ("Łódź", "locatedIn", "Polska"),
        ("In4Green", "startDate", "2023-06-01"),
        ("In4Green", "theme", "Klimat"),
        ("In4Green", "theme", "Woda"),
    }


@needs_reference
def test_draft_of_a_workbook_works() -> None:
    sheets = read_table(KEEP)
    result = extract(KEEP, "keep", parse_mapping(draft(sheets), "draft"))
    predicates = Counter(fact.predicate for fact in result.extract.facts)
    assert predicates["partner"] == 6730 and predicates["leadPartner"] >= 1891


def test_mapping_command_tells_what_it_cannot_read(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["mapping", str(tmp_path / "absent.csv")])
    assert isinstance(result.exception, InputError)


def test_choice_prefers_the_mapping_that_knows_more(tmp_path: Path) -> None:
    path = table(tmp_path, f"{HEADER}\n{AVILES}\n")
    assert choose(read_table(path)).name == "urbact-partners"
    assert fold(choose(read_table(path)).title) == "urbact partners"


def test_mappings_in_the_documentation_load() -> None:
    page = (Path(__file__).parents[1] / "docs" / "tables.md").read_text("utf-8")
    blocks = [block.partition("```")[0] for block in page.split("```toml\n")[1:]]
    assert len(blocks) == 2
    for block in blocks:
        assert parse_mapping(block, "page").sheets
    for name in MAPPINGS:
        assert f"`{name}`" in page
    for term in (*CLASSES, *PROPERTIES, *VALUES):
        assert f"`{term}`" in page


# Slices


def sliced(path: Path, size: int, mapping: Mapping | None = None) -> tuple[list[Extract], tuple[Problem, ...]]:
    """What slices say that went to another process and came back."""
    handed = [pickle.loads(pickle.dumps(one)) for one in slices(path, mapping, size)]
    found = [extract_slice(one, "partners", mapping) for one in handed]
    return [part.extract for part in found], Problems.of(part.problems for part in found)


@settings(max_examples=60, deadline=None)
@given(cells, st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_one_slice_says_what_the_table_says(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([HEADER.split(","), AVILES.split(","), *rows])
    path = tmp_path_factory.mktemp("t") / "partners.csv"
    path.write_bytes(text.getvalue().encode(encoding, errors="replace"))
    whole = extract(path, "partners")
    assert sliced(path, 10_000) == ([whole.extract], whole.problems)
    parts, problems = sliced(path, 2)
    assert set(problems) == set(whole.problems)
    assert {plain(fact) for part in parts for fact in part.facts} == set(map(plain, whole.extract.facts))


def test_slices_are_cut_between_rows_and_each_says_where_it_stands(tmp_path: Path) -> None:
    rows = [
        f'"Network\n{n % 7}","Town {n}\u2028",city,"Town\r\n{n}",ES,{"partner" if n % 9 else "boss"},'
        for n in range(50)
    ]
    path = table(tmp_path, "\n".join((HEADER, *rows)))
    assert [one.piece.number for one in slices(path, size=8)] == [1, 9, 17, 25, 33, 41, 49]
    parts, problems = sliced(path, 8)
    whole = extract(path, "partners")
    rows_of = {fact.evidence.where for fact in whole.extract.facts if fact.predicate == "partner"}
    assert {fact.evidence.where for part in parts for fact in part.facts if fact.predicate == "partner"} == rows_of
    assert problems == whole.problems  # a kind that occurs in many slices is told a few times, then counted


@pytest.mark.parametrize("size", [1, 2, 10_000])
def test_slices_of_sheets_that_refer_to_each_other_know_what_they_refer_to(tmp_path: Path, size: int) -> None:
    parts, problems = sliced(joined(tmp_path), size, JOINED)
    assert {entity.name for part in parts for entity in part.entities} == {"Green", "Riga", "Gent"}
    assert [part.entities[0].name for part in parts if part.facts] == ["Green"]
    assert problems == extract(joined(tmp_path), "book", JOINED).problems


def test_the_digest_of_a_slice_changes_with_what_it_says(tmp_path: Path) -> None:
    (one,) = slices(table(tmp_path, f"{HEADER}\n{AVILES}"))
    (same,) = slices(table(tmp_path, f"{HEADER}\n{AVILES}"))
    (other,) = slices(table(tmp_path, f"{HEADER}\n{AVILES}2"))
    assert one.digest == same.digest != other.digest
