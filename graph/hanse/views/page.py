"""A scene as one self-contained HTML page: the drawing, its data and the program that shows them.

Small drawings are a pyvis Network (nodes, edges, options; vis-network is the copy that pyvis ships), large ones sigma's
(assets/vendor), under one template and one program. Nothing is fetched: the page's Content-Security-Policy allows no
address at all and runs only the two scripts whose hashes it names. All that comes from documents is data, in two
islands: what is drawn, and what is told of it.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hanse.names import printable
from hanse.views.content import SMALL, content
from hanse.views.kinds import KINDS
from hanse.views.scene import Scene

__all__ = ["asset", "island", "kept_texts", "policy", "render", "templates"]

_PARTS = (
    "words", "scene", "state", "address", "look", "names", "stage", "camera", "overview", "search", "path", "details",
    "controls", "time", "table", "picture", "saving",
)  # fmt: skip
"""Of the program, each a concern of its own; what draws comes after them, and what starts it all last."""

_PLAIN = 300_000
"""Letters of data beyond which it is packed."""


def render(
    scene: Scene,
    *,
    texts: Mapping[str, str] | None = None,
    home: str = "",
    pages: Mapping[str, str] | None = None,
) -> str:
    """The page of a scene.

    ``texts`` are the addresses of documents' texts as seen from the page, by the documents' identifiers, ``pages``
    those of the pages of things, by their IRIs, and ``home`` is that of a page to go back to; without them nothing is
    linked.
    """
    small = len(scene.nodes) <= SMALL
    program, library = _program("renderer-vis" if small else "renderer-sigma"), _library(small)
    drawing, told = content(scene, texts, pages)
    counts = Counter(node.kind for node in scene.nodes)
    return (
        templates()
        .get_template("graph.html.j2")
        .render(
            title=printable(scene.title),
            note=printable(scene.note),
            kinds=[(kind, counts[kind.name]) for kind in KINDS.values() if counts[kind.name]],
            home=home,
            style=Markup(asset("graph.css")),
            data=_island(drawing),
            told=_island(told),
            library=Markup(library),
            program=Markup(program),
            policy=policy(library, program),
        )
    )


@cache
def templates(package: str = "hanse.views") -> Environment:
    """The templates in the assets of a package, escaping everything."""
    return Environment(
        loader=PackageLoader(package, "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def asset(name: str, package: str = "hanse.views") -> str:
    """A file that belongs to the pages."""
    return (files(package) / "assets" / name).read_text(encoding="utf-8")


@cache
def _library(small: bool) -> str:
    """vis-network, as pyvis ships it, or sigma; their licence notices included."""
    if not small:
        return asset("vendor/sigma.js")
    source = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return source.read_text(encoding="utf-8")


@cache
def _program(renderer: str) -> str:
    """The program of a page: its parts in order, as one function that waits for the page's data."""
    parts = (asset(f"program/{name}.js") for name in (*_PARTS, renderer, "start"))
    return '"use strict";\n(async () => {\n' + "\n".join(parts) + "})();\n"


def kept_texts(directory: Path, identifiers: Iterable[str]) -> dict[str, str]:
    """The addresses, seen from a graph directory, of those documents' texts that it keeps."""
    return {
        identifier: f"text/{quote(f'{identifier}.txt', safe='')}"
        for identifier in identifiers
        if (directory / "text" / f"{identifier}.txt").is_file()
    }


def policy(*scripts: str) -> str:
    """The Content-Security-Policy of a page with these inline scripts, and no others, and no address to ask.

    Source hashes: W3C Content Security Policy Level 3, section 2.3.1.
    """
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    scripts_from = hashes or "'none'"
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src {scripts_from}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@dataclass(frozen=True, slots=True)
class _Island:
    """Data in a script element that is not run."""

    type: str
    text: Markup


def _island(data: Any) -> _Island:
    """As JSON; where that is long as gzip in base64, a tenth of it."""
    plain = island(data)
    if len(plain) <= _PLAIN:
        return _Island("application/json", plain)
    packed = gzip.compress(json.dumps(data, separators=(",", ":"), allow_nan=False).encode(), 6, mtime=0)
    return _Island("application/gzip", Markup(b64encode(packed).decode()))


def island(data: Any) -> Markup:
    r"""Data as JSON that may stand in a script element, whatever its texts contain.

    >>> print(island(["</script><!--", "Q&A\u2028"]))
    ["\u003c/script\u003e\u003c!--","Q\u0026A\u2028"]
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text.encode("utf-8", "replace").decode("utf-8"))
