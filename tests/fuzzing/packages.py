"""Archives of files, and what workbooks and Word files are: archives of parts (ECMA-376, part 2)."""

from __future__ import annotations

import html
import io
import zipfile

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

__all__ = ["OFFICE", "PACKAGE", "bundles", "escaped", "relation", "relations", "zipped"]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def escaped(text: str) -> str:
    return html.escape("".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff")))


def relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def relations(inner: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


@st.composite
def zipped(draw: DrawFn, parts: dict[str, str]) -> bytes:
    """An archive of parts; one of them may be missing, cut or changed, and the archive may be cut."""
    hurt = draw(st.sampled_from([None, None, *parts]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))) as archive:
        for name, text in parts.items():
            data = text.encode("utf-8", "replace")
            if name == hurt:
                place = draw(st.integers(-1, len(data)))
                if place < 0:
                    continue
                data = (
                    data[:place]
                    + draw(_WRONG).encode()
                    + data[place + draw(st.sampled_from([0, 1, 2, 9, 99, len(data)])) :]
                )
            archive.writestr(zipfile.ZipInfo(name), data)
    data = buffer.getvalue()
    return data if draw(st.integers(0, 3)) else data[: draw(st.integers(0, len(data)))]


_WRONG = st.one_of(
    st.sampled_from(
        ["", "", "<", ">", '"', "/", "&", "&x;", "<!--", "<![CDATA[", "99999999999", "-1", "0", "XFD", "é", "\0"]
    ),
    st.text(max_size=4, alphabet=st.characters(max_codepoint=0x2FF, exclude_categories=["Cs"])),
)


NAMES = (
    "a.txt",
    "b.html",
    "c/d.csv.gz",
    "../up.txt",
    "/root.txt",
    "a.txt",
    "e.zip",
    "ü.md",
    "f.warc.gz",
    "g/",
    "h\x00.txt",
    "",
)


@st.composite
def bundles(draw: DrawFn) -> bytes:
    """An archive of files of all names; its directory may lie."""
    parts = draw(
        st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["Riga leads it.", "", "x" * 5000]), max_size=4)
    )
    data = draw(zipped(parts))
    if draw(st.booleans()) and data:
        place = draw(st.integers(max(0, len(data) - 150), len(data) - 1))
        data = data[:place] + draw(st.binary(min_size=1, max_size=4)) + data[place + 1 :]
    return draw(st.binary(max_size=3)) + data
