"""Reading files: PDF, DOCX, collections, encodings, and input that is broken or hostile."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx
import pytest

from hanse.documents import LARGEST, READERS, read, read_all
from hanse.documents.decoding import decode
from hanse.errors import InputError
from hanse.model import BlockKind, Document
from outline import outline

# PDF


def write_pdf(pages: Iterable[Iterable[tuple[int, int, int, bool, str]]], information: str = "") -> bytes:
    """A PDF file of text lines: left, base, size, whether bold, text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    fonts = "/Font << /F0 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> "
    fonts += "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> >>"
    kids = []
    for page in pages:
        lines = (f"BT /F{bold:d} {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, bold, text in page)
        content = "\n".join(lines)
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
        size = "/MediaBox [0 0 600 800]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {size} /Resources << {fonts} >> /Contents {len(objects)} 0 R >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {information} >>")
    body, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return body + end.encode()


def paragraph(left: int, top: int, *lines: str) -> list[tuple[int, int, int, bool, str]]:
    return [(left, top - 14 * number, 11, False, line) for number, line in enumerate(lines)]


def test_pdf_gives_headings_columns_items_and_tables_in_reading_order(tmp_path: Path) -> None:
    left = (
        "The first column of this newsletter tells",
        "how the port of Riga leads a network in",
        "which six learn.",
    )
    right = (
        "The second column is about the budget and",
        "about the years that are still to come for",
        "them all.",
    )
    first = [
        (50, 740, 20, True, "News of the ports"),
        *paragraph(50, 700, *left),
        *paragraph(320, 700, *right),
    ]
    second = [
        (50, 740, 14, True, "Partners"),
        (50, 715, 11, False, "• Riga, lead partner"),
        (50, 700, 11, False, "• Turku"),
    ]
    for row, cells in enumerate(ROWS):
        second += [(x, 660 - 16 * row, 11, row == 0, cell) for x, cell in zip((50, 250, 400), cells, strict=True)]
    path = tmp_path / "ports.pdf"
    information = "/Title (Ports 2020) /Author (Ana Kos) /CreationDate (D:20200102030405Z)"
    path.write_bytes(write_pdf([first, second], information))
    assert outline(read(path)) == PORTS


ROWS = [
    ("Network", "City", "Country"),
    ("TUTUR", "Rome", "Italy"),
    ("BluAct", "Piraeus", "Greece"),
    ("Mela", "Burgas", "Bulgaria"),
]
PORTS = """language = en
title = News of the ports
author = Ana Kos
created = 2020-01-02

meta [title]: title: Ports 2020
meta [author]: author: Ana Kos
meta [created]: created: 2020-01-02
heading 1: News of the ports
paragraph: The first column of this newsletter tells how the port of Riga leads a network in which six learn.
paragraph: The second column is about the budget and about the years that are still to come for them all.
heading 2: Partners
list
  item: Riga, lead partner
  item: Turku
table
  row
    cell header: Network
    cell 1 header: City
    cell 2 header: Country
  row
    cell: TUTUR
    cell 1: Rome
    cell 2: Italy
  row
    cell: BluAct
    cell 1: Piraeus
    cell 2: Greece
  row
    cell: Mela
    cell 1: Burgas
    cell 2: Bulgaria
"""


def test_pdf_headers_and_page_numbers_are_boilerplate() -> None:
    header = (50, 770, 9, False, "Annual report of the network")
    texts = [f"Page text number {n} says something." for n in range(1, 6)]
    pages = [[header, *paragraph(50, 700 - n, text), (300, 20, 9, False, str(n))] for n, text in enumerate(texts, 1)]
    document = READERS["pdf"](write_pdf(pages), "report", "report.pdf")
    own = [block.span.of(document.text) for block in document.blocks if not block.boilerplate]
    assert own == texts


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (write_pdf([paragraph(50, 700, "Some text")])[:300], "no whole PDF"),
        (write_pdf([[]]), "holds no text"),
        (b"%PDF-1.7\nnonsense", "no whole PDF"),
    ],
)
def test_broken_pdf_says_what_is_wrong(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"x.pdf: .*{reason}"):
        READERS["pdf"](data, "x", "x.pdf")


# DOCX


def test_docx_gives_headings_lists_tables_and_properties(tmp_path: Path) -> None:
    word = docx.Document()
    word.core_properties.title, word.core_properties.author = "Ports", "Ana Kos"
    word.add_heading("The port network", 1)
    word.add_paragraph("It is led by Riga, and it has ").add_run("three partners").bold = True
    word.add_paragraph("Partners:")
    word.add_paragraph("Riga", style="List Bullet")
    word.add_paragraph("with its region", style="List Bullet 2")
    word.add_paragraph("Turku", style="List Bullet")
    table = word.add_table(3, 2)
    for row, cells in enumerate((("City", "Country"), ("Riga", "Latvia"), ("Liepaja", ""))):
        for column, cell in enumerate(cells):
            table.cell(row, column).paragraphs[0].add_run(cell).bold = row == 0
    table.cell(1, 1).merge(table.cell(2, 1))
    path = tmp_path / "ports.docx"
    word.save(str(path))
    document = read(path)
    assert outline(document).split("heading")[1] == DOCX
    strong = [mark.span.of(document.text) for mark in document.marks if mark.kind == "strong"]
    assert "three partners" in strong
    assert {field.name: field.value for field in document.fields}["author"] == "Ana Kos"


DOCX = """ 1: The port network
paragraph: It is led by Riga, and it has three partners
paragraph [Partners]: Partners:
list
  item
    paragraph: Riga
    list
      item 1: with its region
  item: Turku
table
  row
    cell header: City
    cell 1 header: Country
  row
    cell: Riga
    cell 1: Latvia
  row
    cell: Liepaja
"""


def test_docx_that_would_unpack_to_gigabytes_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as file:
        for _ in range(250):
            file.write(b" " * 1_000_000)
    with pytest.raises(InputError, match="unpacks to 250 MB; at most 200 MB"):
        READERS["docx"](buffer.getvalue(), "bomb", "bomb.docx")


# collections


def test_jsonl_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    text = "Riga leads\n\nThe city of Riga leads a network of six towns."
    news = {"id": "News 7", "url": "https://example.org/7", "title": "Riga leads", "date": "2020-05-06", "text": text}
    lines = [
        json.dumps(news),
        "{broken",
        json.dumps({"id": 8, "html": "<h1>Turku</h1><p>Turku follows.</p>", "lang": "en"}),
        json.dumps({"url": "no text"}),
        json.dumps({"markdown": "# Brno\n\n- one"}),
    ]
    path = tmp_path / "pages.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    problems: list[InputError] = []
    documents = list(read_all(path, problems=problems.append))
    assert [(d.identifier, d.format, d.source.rsplit("/", 1)[-1]) for d in documents] == [
        ("pages~news-7", "txt", "7"),
        ("pages~8", "html", "pages.jsonl#8"),
        ("pages~3", "md", "pages.jsonl#3"),
    ]
    first = {field.name: field for field in documents[0].fields}
    assert (first["title"].value, first["created"].value, first["url"].value) == (
        "Riga leads",
        "2020-05-06",
        "https://example.org/7",
    )
    assert documents[0].blocks[3].kind is BlockKind.HEADING
    assert [problem.line for problem in problems] == [2, 4]
    with pytest.raises(InputError, match=r"pages\.jsonl, line 2: is no JSON"):
        list(read_all(path))


def warc(*pages: tuple[str, str, bytes, str]) -> bytes:
    records = b""
    for address, kind, body, status in pages:
        content = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http; "
        head += f"msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
        records += head.encode() + content + b"\r\n\r\n"
    return records


LODZ = "<h1>Łódź</h1><p>Sieć miast.</p>"
PAGES = (
    (
        "https://example.org/lodz",
        "text/html; charset=iso-8859-2",
        "<h1>Łódź</h1><p>Sieć miast.</p>".encode("iso-8859-2"),
        "200 OK",
    ),
    ("https://example.org/gone", "text/html", b"<h1>Not found</h1>", "404 Not Found"),
    ("https://example.org/logo.png", "image/png", b"\x89PNG", "200 OK"),
    ("https://example.org/empty", "text/html", b"<p></p>", "200 OK"),
    ("https://example.org/notes", "text/plain", b"Notes\n\nRiga leads the network of ports.", "200 OK"),
)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_warc_gives_the_pages_that_were_found(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = warc(*PAGES)
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    problems: list[InputError] = []
    documents = list(read_all(path, problems=problems.append))
    assert [(d.identifier, d.source) for d in documents] == [
        ("crawl~example-org-lodz-fc475b65", "https://example.org/lodz"),
        ("crawl~example-org-notes-e06712ef", "https://example.org/notes"),
    ]
    assert "Łódź" in documents[0].text
    assert [str(problem) for problem in problems] == ["https://example.org/empty: holds no text"]


# text and encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_recognised(encoding: str) -> None:
    assert decode("Łódź, Αθήνα\r\nRiga\x07".encode(encoding)) == "Łódź, Αθήνα\nRiga "


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "La città di Málaga partecipa alla rete europea, perché così può imparare dagli altri. " * 3),
        ("cp1253", "Ο Δήμος Αθηναίων συμμετέχει στο δίκτυο των πόλεων της Ευρώπης. " * 3),
        ("cp1251", "Град София участва в европейската мрежа на градовете. " * 3),
    ],
)
def test_older_encodings_are_guessed(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_mixed_encodings_keep_what_is_unicode() -> None:
    assert decode("Łódź i Kraków, Gdańsk ".encode() + "Málaga".encode("cp1252")) == "Łódź i Kraków, Gdańsk Málaga"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "holds no text"),
        (b"%PDF-1.7 ...", "PDF file \\(name it .pdf\\)"),
        (b"PK\x03\x04" + b"\x00" * 50, "ZIP container"),
        (bytes(range(256)) * 20, "binary data"),
        (b"a" * (LARGEST + 1), "has 50 MB; at most 50 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=f"note.txt: .*{reason}"):
        read(path)


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("html", b"<div>" * 300_000 + b"deep"),
        ("html", b"<ul><li>a" * 20_000),
        ("html", b"<table><tr><td>a" * 5_000),
        ("html", b"<p>plain</p>" * 20_000),
        ("html", b"<td colspan=99999 rowspan=99999>a</td>" * 100),
        ("md", b"> " * 20_000 + b"x"),
        ("md", b"[" * 20_000),
        ("md", b"*a **b " * 5_000),
        ("txt", b"word " * 2_000_000),
        ("txt", b"a" * 5_000_000),
        ("txt", b"".join(b" " * depth + b"- deeper\n" for depth in range(1_500))),
        ("txt", b"".join(b" " * depth + b"deeper still\n" for depth in range(1_500))),
        ("txt", b"Home | About | Contact\n" * 5_000),
        ("txt", b"Riga   Latvia   LV\n" * 5_000),
    ],
    ids=lambda value: value if isinstance(value, str) else value[:20].decode(),
)
def test_hostile_structure_is_read_or_refused_and_never_hangs(format: str, data: bytes) -> None:
    try:
        document = READERS[format](data, "x", "x." + format)
    except InputError as error:
        assert error.reason in ("holds no text", "its elements stand more than 2,048 deep in one another")
    else:
        assert depth_of(document) <= 40


def depth_of(document: Document) -> int:
    depth: dict[int | None, int] = {None: 0}
    for index, block in enumerate(document.blocks):
        depth[index] = depth[block.parent] + 1
    return max(depth.values())
