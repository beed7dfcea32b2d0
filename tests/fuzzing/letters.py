"""Word files made of their parts: paragraphs, lists, tables with merged cells, links, properties."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from packages import OFFICE, PACKAGE, escaped, relation, relations, zipped
from texts import WORDS

__all__ = ["letters"]

TYPES = "application/vnd.openxmlformats"
MAIN = ".wordprocessingml.document.main+xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@st.composite
def letters(draw: DrawFn) -> bytes:
    """A Word file made of its parts: paragraphs, lists, tables with merged cells, links, properties."""
    body = "".join(draw(st.lists(WORD_BLOCKS, min_size=1, max_size=6)))
    said = escaped(draw(WORDS))
    when = draw(st.sampled_from(["2020-01-02T03:04:05Z", "0000-00-00T00:00:00Z", "yesterday", ""]))
    core = f"{PACKAGE}/metadata/core-properties"
    types = f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    types += f'<Default Extension="rels" ContentType="{TYPES}-package.relationships+xml"/>'
    types += f'<Override PartName="/word/document.xml" ContentType="{TYPES}-officedocument{MAIN}"/>'
    types += f'<Override PartName="/docProps/core.xml" ContentType="{TYPES}-package.core-properties+xml"/></Types>'
    stated = (
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    )
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": relations(relation(1, "officeDocument", "word/document.xml") + stated),
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
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>{}</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
        '<w:p><w:hyperlink r:id="rId9" w:anchor="a"><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p>',
        "<w:p><w:ins><w:r><w:t>{}</w:t></w:r></w:ins><w:del><w:r><w:delText>{}</w:delText></w:r></w:del></w:p>",
        "<w:p><w:r><w:rPr><w:b w:val='perhaps'/></w:rPr><w:t>{}</w:t></w:r></w:p>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    ]
)


@st.composite
def _paragraph(draw: DrawFn) -> str:
    text = escaped(draw(WORDS))
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
