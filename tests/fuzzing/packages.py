"""What workbooks and Word files are: archives of parts that refer to each other (ECMA-376, part 2)."""

from __future__ import annotations

import html
import io
import zipfile

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

__all__ = ["OFFICE", "PACKAGE", "escaped", "relation", "relations", "zipped"]

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
