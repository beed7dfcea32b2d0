"""The page of each resource, for people: by its kind, one module each, others as any thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hanse.publishing.descriptions import Description
from hanse.publishing.frame import Alternate, render
from hanse.publishing.material import Material
from hanse.publishing.pages import document, evidence, graph, participation, thing

__all__ = ["EMBEDDED", "PAGES", "page"]

EMBEDDED = 1_000_000
"""Bytes of JSON-LD that a page holds: with more, of a large table or graph, it only leads to them."""

Content = Callable[[Description, Material], dict[str, Any]]
"""From a description to what its template shows."""

PAGES: Mapping[str, tuple[str, Content]] = {
    "Document": ("document.html.j2", document.content),
    "Evidence": ("evidence.html.j2", evidence.content),
    "Participation": ("participation.html.j2", participation.content),
    "Extractor": ("extractor.html.j2", evidence.extractor),
    "Graph": ("named-graph.html.j2", graph.content),
}
"""Template and content by kind; `thing` has those of all others."""


def page(description: Description, material: Material, path: str, embedded: bytes) -> bytes:
    """The page of a resource, which stands at ``path``/index.html; ``embedded`` is its description as JSON-LD,
    which is in it up to `EMBEDDED`.
    """
    template, content = PAGES.get(description.kind, ("thing.html.j2", thing.content))
    return render(
        material.publication,
        template,
        f"{path}/index.html",
        canonical=description.iri,
        alternates=(
            Alternate("Turtle", "text/turtle", f"{path}.ttl"),
            Alternate("JSON-LD", "application/ld+json", f"{path}.jsonld"),
        ),
        embedded=embedded if len(embedded) <= EMBEDDED else b"",
        sources=material.sources,
        **content(description, material),
    )
