"""The page of a document: what it says, and its words with those marked that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from hanse.names import printable
from hanse.publishing.descriptions import Description
from hanse.publishing.material import Material
from hanse.publishing.pages.statements import Said, said
from hanse.publishing.pages.trail import trail
from hanse.publishing.proofs import Proof
from hanse.publishing.wording import shown
from hanse.triples.evidence import CONTEXT
from hanse.vocabulary import DCTERMS, PREFIXES

__all__ = ["content", "passages"]

_TYPE = PREFIXES["rdf"] + "type"
_SHOWN = (("Format", "format"), ("Written", "created"), ("Changed", "modified"), ("File", "source"))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with the anchors of what is quoted from it."""

    label: str
    anchors: tuple[str, ...]
    words: str


def content(description: Description, material: Material) -> dict[str, Any]:
    """What the template shows."""
    proofs = material.proofs.in_document(description.iri)
    source = material.sources.get(description.iri)
    text = material.publication.text(source.identifier) if source else ""
    values = {
        triple.predicate.value: getattr(triple.object, "value", "")
        for triple in description.triples
        if getattr(triple.subject, "value", "") == description.iri
    }
    whole = material.publication.settings.texts == "whole"
    return {
        "title": material.name(description.iri),
        "trail": trail("Document"),
        "source": source,
        "about": [
            (label, shown(DCTERMS + name, values[DCTERMS + name]))
            for label, name in _SHOWN
            if values.get(DCTERMS + name)
        ],
        "statements": _unique(said(proof, material) for proof in proofs if proof.predicate != _TYPE),
        "named": _unique(said(proof, material) for proof in proofs if proof.predicate == _TYPE),
        "passages": passages(text, [proof for proof in proofs if proof.start is not None], whole=whole),
        "rows": _rows(proof for proof in proofs if proof.row),
        "whole": whole,
    }


def _unique(all: Iterable[Said]) -> list[Said]:
    """Each statement once, where it is said first."""
    found: dict[tuple[str, str, str], Said] = {}
    for one in all:
        found.setdefault((one.proof.subject, one.proof.predicate, one.proof.object), one)
    return list(found.values())


def passages(text: str, proofs: Iterable[Proof], *, whole: bool = False) -> list[Markup]:
    """The stretches of a text that are quoted, with a few words around, or all of it; quotes marked and anchored.

    Quotes within quotes are marks within marks; where two overlap, the second is marked up to the end of the first.
    """
    anchors: dict[tuple[int, int], str] = {}
    for proof in proofs:
        if proof.start is not None and proof.end is not None and proof.start < proof.end <= len(text):
            anchors[proof.start, proof.end] = proof.anchor
    spans = sorted(anchors, key=lambda span: (span[0], -span[1]))
    if whole:
        return [_marked(text, 0, len(text), spans, anchors)] if text else []
    found: list[tuple[int, int, list[tuple[int, int]]]] = []
    for span in spans:
        start, end = max(0, span[0] - CONTEXT), min(len(text), span[1] + CONTEXT)
        if found and start <= found[-1][1]:
            first, last, inside = found.pop()
            found.append((first, max(last, end), [*inside, span]))
        else:
            found.append((start, end, [span]))
    whole_words = (
        (_later(text, start, inside[0][0]), _earlier(text, end, inside), inside) for start, end, inside in found
    )
    return [_marked(text, start, end, inside, anchors) for start, end, inside in whole_words]


def _later(text: str, start: int, quote: int) -> int:
    """Where the first whole word begins from ``start`` on, before a quote."""
    if start == 0 or text[start - 1].isspace():
        return start
    return next((at + 1 for at in range(start, quote) if text[at].isspace()), quote)


def _earlier(text: str, end: int, quotes: Iterable[tuple[int, int]]) -> int:
    """Where the last whole word ends before ``end``, after the quotes."""
    least = max(last for _, last in quotes)
    if end == len(text) or text[end].isspace():
        return end
    return next((at for at in range(end - 1, least - 1, -1) if text[at].isspace()), least)


def _marked(
    text: str, start: int, end: int, spans: Iterable[tuple[int, int]], anchors: dict[tuple[int, int], str]
) -> Markup:
    parts: list[str] = []
    open_: list[int] = []  # ends of the marks that are open, the innermost last
    at = start

    def move(place: int) -> None:
        nonlocal at
        while open_ and open_[-1] <= place:
            parts.append(_shown(text[at : open_[-1]]) + "</mark>")
            at = open_.pop()
        parts.append(_shown(text[at:place]))
        at = place

    for first, last in spans:
        move(first)
        anchor = escape(anchors[first, last])
        parts.append(f'<mark id="{anchor}"><i id="char={first},{last}"></i>')
        open_.append(min(last, open_[-1]) if open_ else last)
    move(end)
    return Markup("".join(parts))


def _shown(text: str) -> str:
    """Escaped, line by line: only line breaks are kept of what controls."""
    return "\n".join(str(escape(printable(line))) for line in text.split("\n"))


def _rows(proofs: Iterable[Proof]) -> list[Row]:
    words: dict[str, dict[str, str]] = defaultdict(dict)
    labels: dict[str, str] = {}
    for proof in proofs:
        words[proof.row][proof.anchor] = proof.exact
        labels[proof.row] = proof.where
    return [
        Row(labels[row], (row, *sorted(quoted)), printable(max(quoted.values(), key=lambda text: (len(text), text))))
        for row, quoted in words.items()
    ]
