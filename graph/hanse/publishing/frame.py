"""The frame that all pages of a site have: head, way around, foot; text escaped, links relative, nothing inline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hanse.names import printable
from hanse.publishing.publication import Publication
from hanse.publishing.resources import address
from hanse.views.kinds import KINDS
from hanse.views.page import asset

__all__ = ["POLICY", "Alternate", "number", "render", "stylesheet"]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
"""The Content-Security-Policy of a page: what it needs it has from its own site, and no script is in it."""

_WAYS = (
    ("browse/index.html", "Browse"),
    ("themes/index.html", "Themes"),
    ("graph.html", "Graph"),
    ("report.html", "Report"),
    ("query/index.html", "Query"),
    ("ontology/index.html", "Ontology"),
    ("dataset/index.html", "Data"),
)


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same in another format: what it is, and its path in the site."""

    label: str
    media_type: str
    path: str


def render(publication: Publication, template: str, path: str, /, **context: Any) -> bytes:
    """The page at ``path`` by a template that extends ``layout.html.j2``, and so needs its ``title``.

    Of the context the layout uses: ``trail`` (pairs of a label and the path of its page), ``alternates``, ``canonical``
    (the IRI that the page is on), ``embedded`` (JSON-LD, as bytes), ``policy``, ``scripts`` (paths). Templates have
    ``root`` (from this page to the site), ``href(iri)`` and ``to(path)``.
    """
    root = context.pop("root", "../" * path.count("/"))
    given: dict[str, Any] = {
        "trail": (),
        "alternates": (),
        "canonical": "",
        "embedded": b"",
        "policy": POLICY,
        "scripts": (),
        "site": publication.settings,
        "base": publication.base,
        "root": root,
        "ways": [(to(root, way), label) for way, label in _WAYS if _is_there(publication, way)],
        "href": lambda iri: publication.link(iri, root),
        "to": lambda other: to(root, other),
    }
    given |= context
    given["embedded"] = _data(given["embedded"])
    return environment().get_template(template).render(given).encode("utf-8", "replace")


def to(root: str, path: str) -> str:
    """The relative address of a file of the site: that of a folder where it is the folder's index.

    >>> to("../", "browse/index.html"), to("", "index.html")
    ('../browse/', './')
    """
    return (root + address(path.removesuffix("index.html"))) or "./"


def _is_there(publication: Publication, path: str) -> bool:
    """Whether some part makes a file, without asking for all of them."""
    return any(path in getattr(part, "ways", ()) for part in publication.parts.values())


def _data(embedded: bytes) -> Markup:
    """JSON as it may stand in a script element: what would end that stands only within its texts."""
    text = embedded.decode("utf-8", "replace")
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


@cache
def environment() -> Environment:
    """The templates of the site, escaping everything."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("hanse.publishing", "assets"), PackageLoader("hanse.views", "assets")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["printable"] = printable
    made.filters["number"] = number
    made.globals["kinds"] = KINDS
    return made


def number(value: int) -> str:
    """With a comma for thousands.

    >>> number(12345)
    '12,345'
    """
    return f"{value:,}"


def stylesheet() -> bytes:
    """That of all pages: the views' own, the colours of the kinds, and what only the site has."""
    light, dark = (
        "".join(f".k-{kind.name} {{ --kind: {getattr(kind, shade)}; }}\n" for kind in KINDS.values())
        for shade in ("light", "dark")
    )
    colours = f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"
    return (asset("index.css") + colours + asset("site.css", "hanse.publishing")).encode()
