"""Plain text and markdown that say something, between marks of all kinds, in encodings that may be broken."""

from __future__ import annotations

from fragments import MARKS, NAMES, SAYINGS, lines
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["WORDS", "encoded", "texts"]

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
