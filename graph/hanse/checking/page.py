"""An HTML page, as far as checks look at it."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from hanse.checking.addresses import addresses
from hanse.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Page", "embedded", "fingerprint", "resolve"]

_FETCHED = {"src", "srcset", "data", "poster", "background", "formaction", "manifest", "xlink:href"}
_LOADING = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
_CSS = re.compile(r"(?:url\(|@import)\s*['\"]?([^'\")\s]+)")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself, leads to and would fetch. Addresses are as they are written."""

    path: str
    language: str
    title: str
    headings: int  # of the first order
    policy: str  # its Content-Security-Policy
    viewport: bool
    ids: frozenset[str]
    links: tuple[str, ...]  # of <a>
    alternates: tuple[tuple[str, str], ...]  # media type and address
    fetched: tuple[str, ...]  # what a browser would ask for by itself
    scripts: tuple[str, ...]  # inline programs
    handlers: tuple[str, ...]  # attributes that run a program: onclick="…"
    data: tuple[str, ...]  # fingerprints of embedded JSON-LD
    addresses: tuple[str, ...]  # e-mail addresses and telephone numbers in what a reader sees

    @classmethod
    def parse(cls, source: bytes, path: str) -> Page:
        """Raises InputError where it is no HTML, not UTF-8, or its JSON-LD no JSON."""
        from lxml import html

        try:
            root = html.document_fromstring(source.decode("utf-8"), parser=html.HTMLParser(huge_tree=True))
        except (ValueError, html.etree.LxmlError) as error:
            raise InputError(f"not a page of HTML in UTF-8: {error}", source=path) from error
        scripts = root.xpath("//script")
        return cls(
            path=path,
            language=root.get("lang", ""),
            title=(root.findtext(".//title") or "").strip(),
            headings=len(root.xpath("//h1")),
            policy=next(iter(root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")), ""),
            viewport=bool(root.xpath("//meta[@name='viewport']")),
            ids=frozenset(root.xpath("//@id")),
            links=tuple(dict.fromkeys(root.xpath("//a/@href"))),
            alternates=tuple(
                (link.get("type", ""), link.get("href", "")) for link in root.xpath("//link[@rel='alternate']")
            ),
            fetched=tuple(dict.fromkeys(_fetched(root))),
            scripts=tuple(_text(one) for one in scripts if _is_program(one) and not one.get("src")),
            handlers=tuple(str(name) for one in root.iter() for name in one.attrib if str(name).startswith("on")),
            data=tuple(_data(one, path) for one in scripts if one.get("type") == "application/ld+json"),
            addresses=tuple(addresses("\n".join(root.xpath("//body//text()[not(ancestor::script)]")))),
        )


def _text(element: HtmlElement) -> str:
    return str(element.text_content())


def _is_program(script: HtmlElement) -> bool:
    return script.get("type", "") in {"", "module", "text/javascript", "application/javascript"}


def _data(script: HtmlElement, path: str) -> str:
    try:
        return fingerprint(json.loads(_text(script)))
    except ValueError as error:
        raise InputError(f"its embedded JSON-LD is no JSON: {error}", source=path) from error


def fingerprint(data: Any) -> str:
    """What two JSON values share that differ in nothing but space and the order of names."""
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def embedded(source: bytes, path: str) -> list[Any]:
    """The JSON-LD in a page."""
    from lxml import html

    root = html.document_fromstring(source.decode("utf-8"), parser=html.HTMLParser(huge_tree=True))
    return [json.loads(_text(one)) for one in root.xpath("//script[@type='application/ld+json']")]


def _fetched(root: HtmlElement) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.items():
            if name in _FETCHED:
                yield from (part.split()[0] for part in value.split(", ") if part.split())
            elif name == "style":
                yield from _CSS.findall(value)
        if element.tag == "link" and _LOADING & set(element.get("rel", "").split()):
            yield element.get("href", "")
        if element.tag in {"image", "use"} and element.get("href"):  # of SVG
            yield element.get("href")
        if element.tag == "style":
            yield from _CSS.findall(_text(element))


def resolve(address: str, path: str, root: str = "/") -> tuple[str, str] | None:
    """The path and the fragment that a link from ``path`` leads to; None where it leaves the site.

    ``root`` is the path of the site's start page on its host.

    >>> resolve("../riga-lv/#facts", "id/city/aviles-es/index.html")
    ('id/city/riga-lv/index.html', 'facts')
    >>> resolve("https://example.org/", "index.html"), resolve("#top", "a/index.html")
    (None, ('a/index.html', 'top'))
    >>> resolve("/cities/graph.html", "404.html", "/cities/"), resolve("/others", "404.html", "/cities/")
    (('graph.html', ''), None)
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    fragment = unquote(parts.fragment)
    if not parts.path:
        return path, fragment
    if parts.path.startswith("/"):
        if not parts.path.startswith(root):
            return None
        return resolve("./" + address[len(root) :], "index.html")
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if parts.path.endswith(("/", "/.", "/..")) or parts.path in {".", ".."}:
        joined = posixpath.join(joined, "index.html")
    return posixpath.normpath(joined).removeprefix("./"), fragment
