"""Inputs that have the structure of their format, and whatever may be wrong with it: hypothesis strategies of bytes."""

from __future__ import annotations

import gzip
import html
import io
import json
import zipfile
import zlib
from functools import cache

from fragments import MARKS, NAMES, SAYINGS, lines
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["archives", "jsonl", "letters", "pages", "papers", "prose", "sheets", "texts", "workbooks"]

ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1250", "cp1253", "cp1251", "iso8859-2")


@st.composite
def sayings(draw: DrawFn) -> str:
    """A wording about names."""
    said = draw(st.sampled_from(SAYINGS))
    return said.format(*(draw(st.sampled_from(NAMES)) for _ in range(said.count("{}"))))


PIECES = st.one_of(
    st.sampled_from(MARKS),
    st.sampled_from(NAMES),
    sayings(),
    st.deferred(lambda: st.sampled_from(lines())),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)
WORDS = st.lists(PIECES, max_size=5).map("".join)


def prose() -> SearchStrategy[str]:
    """Text that says something, between marks of all kinds."""
    return st.lists(PIECES, min_size=1, max_size=30).map("".join)


@st.composite
def encoded(draw: DrawFn, text: str) -> bytes:
    """A text in some encoding, perhaps with stray bytes."""
    data = text.encode(draw(st.sampled_from(ENCODINGS)), "replace")
    if draw(st.booleans()):
        return data
    place = draw(st.integers(0, len(data)))
    return data[:place] + draw(st.binary(max_size=4)) + data[place + draw(st.integers(0, 2)) :]


def texts() -> SearchStrategy[bytes]:
    """Plain text and markdown."""
    return prose().flatmap(encoded)


# pages

TAGS = (
    *("p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tr", "th", "td", "caption", "h1", "h2", "h6"),
    *("a", "b", "strong", "em", "span", "br", "hr", "img", "figure", "figcaption", "nav", "header", "footer", "aside"),
    *("article", "section", "main", "form", "input", "select", "option", "button", "pre", "blockquote", "details"),
    *(
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "textarea",
        "title",
        "time",
        "address",
        "x-y",
    ),
)
ATTRIBUTES = (
    *(
        'class="card"',
        'class="menu"',
        'id="footer"',
        'role="navigation"',
        "hidden",
        'style="display:none"',
        'colspan="3"',
    ),
    *('rowspan="2"', 'colspan="-1"', 'rowspan="99999999999"', 'colspan="x"', 'href="https://example.org/a"', "href"),
    *(
        'alt="A view of Riga"',
        'datetime="2023-10-24"',
        'lang="pl"',
        'rel="tag"',
        'itemprop="name"',
        'aria-hidden="true"',
    ),
)
META = (
    '<meta charset="{}">',
    '<meta property="og:title" content="{}">',
    '<meta name="author" content="{}">',
    '<meta property="article:published_time" content="{}">',
    '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{}", "datePublished": "2020-13-45"}}</script>',
    '<script type="application/ld+json">[[[{}</script>',
    "<title>{}</title>",
    '<link rel="canonical" href="{}">',
    '<base href="{}">',
)


def _element(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    """An element around others; its end may be missing, doubled, or another's."""
    opened = st.tuples(st.sampled_from(TAGS), st.lists(st.sampled_from(ATTRIBUTES), max_size=2))
    ended = st.sampled_from(["</{0}>", "</{0}>", "</{0}>", "", "</{0}></{0}>", "</div>", "</table>", "</"])
    return st.builds(
        lambda tag, parts, end: f"<{' '.join([tag[0], *tag[1]])}>{''.join(parts)}{end.format(tag[0])}",
        opened,
        st.lists(inner, max_size=4),
        ended,
    )


BODY = st.recursive(st.one_of(WORDS.map(html.escape), WORDS), _element, max_leaves=25)


@st.composite
def pages(draw: DrawFn) -> bytes:
    """A page: a head that states things, and a tree of elements, with what goes wrong in trees."""
    head = "".join(each.format(draw(WORDS)) for each in draw(st.lists(st.sampled_from(META), max_size=3)))
    body = "".join(draw(st.lists(BODY, min_size=1, max_size=4)))
    frame = draw(
        st.sampled_from(["<html><head>{}</head><body>{}</body></html>", "{}{}", '<?xml version="1.0"?><html>{}{}'])
    )
    return draw(encoded(frame.format(head, body)))


# tables


@cache
def headers() -> tuple[tuple[str, ...], ...]:
    """The columns of the built-in mappings' sheets."""
    from hanse.tables import MAPPINGS, builtin

    found = [tuple(names[0] for names in rule.columns) for name in MAPPINGS for rule in builtin(name).sheets]
    return (*found, ("Network", "City", "Country", "Role"), ("Name", "Name", "", "Start date"), ("Projekt",))


CELLS = st.one_of(
    st.sampled_from(
        [*NAMES, "", "", "2020-09-01", "1/2/2020", "n/a", "PARTNER", "coordinator", "ES", "101234567", "12.5"]
    ),
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=3).map("; ".join),
    WORDS,
)


@st.composite
def grids(draw: DrawFn) -> list[list[str]]:
    """Rows of cells below a header; some are short, long or empty."""
    header = [*draw(st.sampled_from(headers())), *draw(st.lists(CELLS, max_size=2))]
    above = draw(st.lists(st.lists(CELLS, max_size=2), max_size=2))
    width = max(0, len(header) + draw(st.sampled_from([0, 0, 0, -1, 1])))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=5))
    return [*above, header, *rows]


@st.composite
def sheets(draw: DrawFn) -> bytes:
    """A text table in some dialect, whose quotes may be wrong."""
    delimiter = draw(st.sampled_from(",;\t|"))
    end = draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    quotes = draw(st.sampled_from(['"{}"', "{}", "{}", '"{}', "'{}'"]))
    rows = draw(grids())
    double = draw(st.booleans())
    cells = ([quotes.format(cell.replace('"', '""') if double else cell) for cell in row] for row in rows)
    return draw(encoded(end.join(delimiter.join(row) for row in cells)))


@st.composite
def workbooks(draw: DrawFn) -> bytes:
    """A workbook made of its parts, with cells of all types, merged cells, and places that are wrong."""
    names = draw(
        st.lists(st.sampled_from(["Projects", "Partners", "Sheet1", "a&b", "", "Networks"]), min_size=1, max_size=2)
    )
    listed = "".join(f'<sheet name="{html.escape(n)}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1))
    related = "".join(_relation(i, "worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(names) + 1))
    shared = draw(st.lists(CELLS, max_size=3))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="a/xml"/></Types>',
        "_rels/.rels": _relations(_relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(related + _relation(99, "sharedStrings", "sharedStrings.xml")),
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{"".join(f"<si><t>{_xml(c)}</t></si>" for c in shared)}</sst>',
    }
    for number in range(1, len(names) + 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = draw(_worksheet())
    return draw(zipped(parts))


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _xml(text: str) -> str:
    return html.escape("".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff")))


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


@st.composite
def _worksheet(draw: DrawFn) -> str:
    rows = []
    for number, row in enumerate(draw(grids()), 1):
        cells = "".join(
            draw(CELL_FORMS).format(place=f"{chr(65 + at % 26)}{number}", text=_xml(cell))
            for at, cell in enumerate(row)
        )
        rows.append(f'<row r="{draw(st.sampled_from([number, number, 0, 1048576, -1]))}">{cells}</row>')
    ranges = st.sampled_from(["A1:B1", "A2:A4", "B2:A1", "A1:XFD1048576", "A0", "ZZZZ9:A1", ""])
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in draw(st.lists(ranges, max_size=2)))
    span = draw(
        st.sampled_from(["", '<dimension ref="A1:Z99"/>', '<dimension ref="A1:XFD1048576"/>', '<dimension ref="x"/>'])
    )
    return (
        f'<worksheet xmlns="{SHEET}">{span}<sheetData>{"".join(rows)}</sheetData>'
        f"<mergeCells>{merged}</mergeCells></worksheet>"
    )


CELL_FORMS = st.sampled_from(
    [
        *['<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'] * 6,
        '<c r="{place}" t="s"><v>0</v></c>',
        '<c r="{place}" t="s"><v>9999999999</v></c>',
        '<c r="{place}"><v>45000.5</v></c>',
        '<c r="{place}" t="n"><v>1e308</v></c>',
        '<c r="{place}" t="b"><v>1</v></c>',
        '<c r="{place}" t="e"><v>#REF!</v></c>',
        '<c r="{place}" t="d"><v>2020-02-31</v></c>',
        '<c r="{place}" s="7"><v>-1</v></c>',
        '<c t="str"><f>A1</f><v>{text}</v></c>',
        '<c r="?"><v>{text}</v></c>',
        '<c r="XFD1"><v>1</v></c>',
    ]
)


@st.composite
def zipped(draw: DrawFn, parts: dict[str, str]) -> bytes:
    """An archive of parts; one of them may be missing or cut, and so may the archive."""
    hurt = draw(st.sampled_from([None, None, None, *parts]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))) as archive:
        for name, text in parts.items():
            data = text.encode("utf-8", "replace")
            if name == hurt:
                kept = draw(st.integers(-1, len(data)))
                if kept < 0:
                    continue
                data = data[:kept]
            archive.writestr(zipfile.ZipInfo(name), data)
    data = buffer.getvalue()
    return data if draw(st.booleans()) else data[: draw(st.integers(0, len(data)))]


# DOCX


@st.composite
def letters(draw: DrawFn) -> bytes:
    """A Word file made of its parts: paragraphs, lists, tables with merged cells, links, properties."""
    body = "".join(draw(st.lists(WORD_BLOCKS, min_size=1, max_size=6)))
    said = _xml(draw(WORDS))
    when = draw(st.sampled_from(["2020-01-02T03:04:05Z", "0000-00-00T00:00:00Z", "yesterday", ""]))
    core = f"{PACKAGE}/metadata/core-properties"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{content}"/><Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": _relations(
            _relation(1, "officeDocument", "word/document.xml")
            + f'<Relationship Id="rId2" Type="{core.replace("metadata", "relationships/metadata")}" Target="docProps/core.xml"/>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{said}</dc:title><dc:language>{said[:9]}</dc:language>'
        f"<dcterms:created>{when}</dcterms:created></cp:coreProperties>",
    }
    return draw(zipped(parts))


PARAGRAPHS = st.sampled_from(
    [
        "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r><w:r><w:br/><w:tab/><w:t>{}</w:t></w:r></w:p>",
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>',
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
        '<w:p><w:hyperlink r:id="rId9" w:anchor="a"><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p>',
        "<w:p><w:ins><w:r><w:t>{}</w:t></w:r></w:ins><w:del><w:r><w:delText>{}</w:delText></w:r></w:del></w:p>",
        "<w:p><w:r><w:rPr><w:b w:val='perhaps'/></w:rPr><w:t>{}</w:t></w:r></w:p>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    ]
)


@st.composite
def _paragraph(draw: DrawFn) -> str:
    text = _xml(draw(WORDS))
    return draw(PARAGRAPHS).format(text, text, depth=draw(st.sampled_from(["0", "1", "8", "-1", "999", "x"])))


def _word_table(cells: SearchStrategy[str]) -> SearchStrategy[str]:
    merge = st.sampled_from(
        ["", "", '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="-3"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"]
    )
    cell = st.builds("<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>".format, merge, cells)
    before = st.sampled_from(["", "", '<w:trPr><w:gridBefore w:val="1"/></w:trPr>', "<w:trPr><w:tblHeader/></w:trPr>"])
    row = st.builds(lambda first, inner: f"<w:tr>{first}{''.join(inner)}</w:tr>", before, st.lists(cell, max_size=3))
    return st.lists(row, max_size=4).map(lambda rows: f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>")


WORD_BLOCKS = st.recursive(_paragraph(), _word_table, max_leaves=6)


# PDF

TEXTS = (
    "Riga leads the network",
    "Partners",
    "• Turku",
    "page 3",
    "Lead partner: Riga",
    "the ports of the Baltic Sea and",
)
FONTS = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 1 0 R /DescendantFonts [4 0 R] >>",
    "<< /Type /Font /Subtype /Type3 /FontMatrix [0 0 0 0 0 0] /CharProcs << >> >>",
    "null",
)
BOXES = (
    "0 0 600 800",
    "0 0 600 800",
    "0 0 1e30 1e30",
    "-9999999 -9999999 9999999 9999999",
    "600 800 0 0",
    "0 0 0 0",
    "a b",
)


@st.composite
def papers(draw: DrawFn) -> bytes:
    """A PDF file of text operators, with what may be wrong in its boxes, fonts, streams, tree and table of offsets."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        draw(st.sampled_from(FONTS)),
        "<< /Type /Font /Subtype /CIDFontType2 >>",
    ]
    kids = []
    for _ in range(draw(st.integers(1, 3))):
        content = "\n".join(draw(st.lists(OPERATORS, max_size=12))).encode("cp1252", "replace")
        packed = draw(st.booleans())
        body = zlib.compress(content) if packed else content
        length = draw(st.sampled_from([len(body), len(body), 0, 999_999_999, -1]))
        filter_ = " /Filter /FlateDecode" if packed else ""
        objects.append(f"<< /Length {length}{filter_} >>\nstream\n{body.decode('latin-1')}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{draw(st.sampled_from(BOXES))}] /Rotate {draw(st.sampled_from([0, 0, 90, 45]))} "
            f"/Resources << /Font << /F0 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    kids += draw(st.sampled_from([[], [], ["2 0 R"], ["99 0 R"], ["1 0 R"]]))
    count = draw(st.sampled_from([len(kids), len(kids), -1, 2**31, 0]))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {count} >>"
    said = draw(st.sampled_from(["Riga", "(", "\\376\\377\\330", ""]))
    objects.append(
        f"<< /Title ({said}) /CreationDate (D:20209999) /Author <FEFF{draw(st.sampled_from(['D800', '0052', '']))}> >>"
    )
    return _assembled(objects, draw(st.sampled_from([0, 0, 0, 7, -20])))


@st.composite
def _shown(draw: DrawFn) -> str:
    number = st.sampled_from(["0", "10", "50", "320", "700", "-5", "1e9", "1e-9", "0.0001", "99999999999"])
    place = " ".join(draw(number) for _ in range(2))
    text = draw(st.sampled_from(TEXTS) | st.text(st.characters(max_codepoint=255), max_size=8)).replace("(", "\\(")
    size = draw(st.sampled_from(["11", "11", "14", "0", "-11", "1e6", "0.001"]))
    return f"BT /F0 {size} Tf {place} Td ({text}) Tj ET"


OPERATORS = st.one_of(
    _shown(),
    _shown(),
    st.sampled_from(
        ["q", "Q", "1 0 0 1 50 50 cm", "0 0 0 0 0 0 cm", "0 1 -1 0 0 0 cm", "BT", "ET", "T*", "12 TL", "3 Tr"]
    ),
    st.sampled_from(
        ["[(Ri) -250 (ga)] TJ", "(x) '", "1e5 Tc", "-50 Tw", "1000 Tz", "<FFFE0001> Tj", "/X Do", "BI ID EI", "%"]
    ),
)


def _assembled(objects: list[str], shift: int) -> bytes:
    body, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1", "replace")
    table = "".join(f"{max(0, offset + shift):010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return body + end.encode()


# files of many documents

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS, st.just("2020-05-06"), st.just("\ud800")),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["text", "url", "id"]), inner, max_size=2)
    ),
    max_leaves=4,
)
KEYS = (
    "html",
    "markdown",
    "text",
    "content",
    "id",
    "url",
    "title",
    "author",
    "site",
    "date",
    "modified",
    "language",
    "lang",
)


@st.composite
def jsonl(draw: DrawFn) -> bytes:
    """Objects a line, of whatever a key may hold; some lines are none."""
    said = st.dictionaries(st.sampled_from(KEYS), WORDS | VALUES, max_size=5)
    broken = st.sampled_from(["{", "", "[]", "nan", '"\\ud800"', "[" * 2000, '{"text": 1e999}', "9" * 5000])
    found = draw(st.lists(said.map(json.dumps) | broken, min_size=1, max_size=4))
    return draw(encoded(draw(st.sampled_from(["\n", "\r\n"])).join(found)))


HEADERS = (
    *("WARC-Target-URI: https://example.org/a", "WARC-Target-URI: <urn:x y>", "WARC-Date: 2020-01-01T00:00:00Z"),
    *(
        "Content-Type: application/http; msgtype=response",
        "Content-Type: text/plain",
        "WARC-Block-Digest: sha1:x",
        "x",
        ": ",
    ),
)
HTTP = (
    *("Content-Type: text/html; charset=utf-8", "Content-Type: text/html; charset=zip", "Content-Type: text/plain"),
    *("Content-Encoding: gzip", "Transfer-Encoding: chunked", "Content-Encoding: br", "Content-Type: ", "\x00: \x00"),
)


@st.composite
def _record(draw: DrawFn) -> bytes:
    body = draw(pages() | texts())
    packing = draw(st.integers(0, 5))
    body = (
        gzip.compress(body, mtime=0)
        if packing == 0
        else b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        if packing == 1
        else body
    )
    status = draw(st.sampled_from(["HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 404 x", "HTTP/9", "200"]))
    content = "\r\n".join([status, *draw(st.lists(st.sampled_from(HTTP), max_size=3))]).encode() + b"\r\n\r\n" + body
    length = draw(st.sampled_from([len(content), len(content), len(content), 0, -1, 10**12, len(content) // 2]))
    kind = draw(st.sampled_from(["response", "response", "conversion", "resource", "warcinfo", "x"]))
    head = [f"WARC-Type: {kind}", *draw(st.lists(st.sampled_from(HEADERS), max_size=3)), f"Content-Length: {length}"]
    return "\r\n".join(["WARC/1.0", *head]).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


@st.composite
def archives(draw: DrawFn) -> bytes:
    """A web archive, plain or compressed, whose lengths may lie."""
    records = draw(st.lists(_record(), min_size=1, max_size=3))
    data = b"".join(gzip.compress(record, mtime=0) for record in records) if draw(st.booleans()) else b"".join(records)
    return data if draw(st.booleans()) else data[: draw(st.integers(0, len(data)))]
