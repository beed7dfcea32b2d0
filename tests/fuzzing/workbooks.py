"""Workbooks made of their parts: cells of all types, merged cells, places that are wrong."""

from __future__ import annotations

import html

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from packages import OFFICE, PACKAGE, escaped, relation, relations, zipped
from tabular import CELLS, grids

__all__ = ["workbooks"]

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@st.composite
def workbooks(draw: DrawFn) -> bytes:
    """A workbook made of its parts, with cells of all types, merged cells, and places that are wrong."""
    names = draw(
        st.lists(st.sampled_from(["Projects", "Partners", "Sheet1", "a&b", "", "Networks"]), min_size=1, max_size=2)
    )
    listed = "".join(f'<sheet name="{html.escape(n)}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1))
    related = "".join(relation(i, "worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(names) + 1))
    shared = draw(st.lists(CELLS, max_size=3))
    strings = "".join(f"<si><t>{escaped(text)}</t></si>" for text in shared)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(related + relation(99, "sharedStrings", "sharedStrings.xml")),
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{strings}</sst>',
    }
    for number in range(1, len(names) + 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = draw(_worksheet())
    return draw(zipped(parts))


@st.composite
def _worksheet(draw: DrawFn) -> str:
    rows = []
    for number, row in enumerate(draw(grids()), 1):
        cells = "".join(
            draw(CELL_FORMS).format(place=f"{chr(65 + at % 26)}{number}", text=escaped(cell))
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
