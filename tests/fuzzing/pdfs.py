"""PDF files of text operators, and what may be wrong in their boxes, fonts, streams, trees and tables of offsets."""

from __future__ import annotations

import zlib

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

__all__ = ["papers"]

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
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{draw(st.sampled_from(BOXES))}] "
            f"/Rotate {draw(st.sampled_from([0, 0, 90, 45]))} "
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
