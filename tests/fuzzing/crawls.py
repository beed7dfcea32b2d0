"""Files of many documents: web archives, and objects a line."""

from __future__ import annotations

import gzip
import json

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from markup import pages
from texts import WORDS, encoded, texts

__all__ = ["archives", "jsonl"]

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
