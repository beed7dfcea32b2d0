"""HTML → Document: its bytes become a tree, what its head says becomes lines that can be quoted."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from hanse.documents import head
from hanse.documents.decoding import declared_in, decode
from hanse.documents.draft import Draft
from hanse.documents.finishing import finish
from hanse.documents.painting import draw
from hanse.errors import InputError
from hanse.model import Document

__all__ = ["parse", "read", "read_into"]

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(data: bytes, identifier: str, source: str, *, encoding: str = "") -> Document:
    """The document that an HTML page is; ``encoding`` is what an HTTP header says."""
    return read_into(Draft(), decode(data, source, encoding or declared_in(data)), identifier, source)


def read_into(draft: Draft, text: str, identifier: str, source: str) -> Document:
    """The document that a page is, after what a draft holds of it already."""
    root = parse(text, source)
    if root is None:
        raise InputError("holds no text", source=source)
    head.write(draft, root)
    draw(draft, root)
    draft.language = root.get("lang") or root.get(_XML_LANGUAGE) or draft.language
    return finish(draft, identifier, source, "html")


def parse(text: str, source: str = "") -> HtmlElement | None:
    """The tree of a page, however broken; None where there is nothing, InputError where it is too deep to read."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if any("Excessive depth" in error.message for error in parser.error_log):
        raise InputError("its elements stand more than 2,048 deep in one another", source=source)
    return root
