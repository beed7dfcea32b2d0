"""What a page tells of its things and lines: as many statements with their quotes as it has room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hanse.names import printable
from hanse.views.kinds import PHRASES
from hanse.views.scene import Quote, Scene, Source, Statement

__all__ = ["after", "before", "evidence"]

FACTS_OF_A_NODE = 120
QUOTES_OF_A_FACT = 4
ROOM = 8_000_000
"""Letters of statements and quotes in a page: what a browser opens in a moment. Those that have no room are counted."""
CONTEXT = 30  # code points that evidence keeps around a quote: as many, and there is more in the text


def evidence(
    scene: Scene, of_node: Sequence[Sequence[int]], texts: Mapping[str, str], room: int = ROOM
) -> dict[str, Any]:
    """Statements and quotes by number, and which of them stand behind each node and edge.

    ``of_node`` are each node's statements, the one that tells most first; where there is no room for all, each node
    has its first before any has its second.
    """
    told = _told(scene, of_node, room)
    place = {old: new for new, old in enumerate(told)}
    statements = [scene.statements[i] for i in told]
    quotes = {quote: i for i, quote in enumerate(dict.fromkeys(q for said in statements for q in _kept(said)))}
    names = dict(scene.names)
    number = {node.iri: i for i, node in enumerate(scene.nodes)}
    worded = {predicate: i for i, predicate in enumerate(dict.fromkeys(said.predicate for said in statements))}
    documents = {source.iri: i for i, source in enumerate(scene.sources)}
    return {
        "facts": [_fact(said, number, names, worded, quotes) for said in statements],
        "phrases": [PHRASES.get(name, (name, f"is {name} of")) for name in worded],
        "quotes": [_quote(quote, documents) for quote in quotes],
        "sources": [_source(source, texts) for source in scene.sources],
        "node": [[place[i] for i in facts[:FACTS_OF_A_NODE] if i in place] for facts in of_node],
        "edge": [[place[i] for i in edge.statements if i in place] for edge in scene.edges],
    }


def _told(scene: Scene, of_node: Sequence[Sequence[int]], room: int) -> list[int]:
    told: set[int] = set()
    for i in _by_turns(scene, of_node):
        if i not in told:
            room -= _length(scene.statements[i])
            if room < 0:
                break
            told.add(i)
    return sorted(told)


def _by_turns(scene: Scene, of_node: Sequence[Sequence[int]]) -> Iterator[int]:
    """The first statement of each node, then the second of each, …; then what is left of the edges'."""
    for turn in range(min(FACTS_OF_A_NODE, max(map(len, of_node), default=0))):
        for facts in of_node:
            if turn < len(facts):
                yield facts[turn]
    for edge in scene.edges:
        yield from edge.statements


def _kept(said: Statement) -> Iterable[Quote]:
    return said.quotes[:QUOTES_OF_A_FACT]


def _length(said: Statement) -> int:
    return 80 + sum(len(quote.prefix) + len(quote.exact) + len(quote.suffix) + 80 for quote in _kept(said))


def _fact(
    said: Statement, number: dict[str, int], names: dict[str, str], worded: dict[str, int], quotes: dict[Quote, int]
) -> dict[str, Any]:
    subject, other = number.get(said.subject, -1), number.get(said.object, -1)
    return {
        "s": subject,
        "subject": "" if subject >= 0 else printable(names.get(said.subject, said.subject)),
        "says": worded[said.predicate],
        "o": other,
        "object": "" if other >= 0 else printable(names.get(said.object, said.object)),
        "quotes": [quotes[quote] for quote in _kept(said)],
        "more": max(0, len(said.quotes) - QUOTES_OF_A_FACT) + said.more,
    }


def before(prefix: str) -> str:
    """What stands before a quote, from a whole word on.

    >>> before("ther. The Cities@Heart network, ")
    '… The Cities@Heart network, '
    """
    return "… " + prefix.split(maxsplit=1)[1] if len(prefix) >= CONTEXT and len(prefix.split()) > 1 else prefix


def after(suffix: str) -> str:
    """What stands after a quote, up to a whole word.

    >>> after(", has ten partners in nine coun")
    ', has ten partners in nine …'
    """
    return suffix.rsplit(maxsplit=1)[0] + " …" if len(suffix) >= CONTEXT and len(suffix.split()) > 1 else suffix


def _quote(quote: Quote, documents: dict[str, int]) -> dict[str, Any]:
    return {
        "d": documents.get(quote.source, -1),
        "prefix": printable(before(quote.prefix)),
        "exact": printable(quote.exact),
        "suffix": printable(after(quote.suffix)),
        "where": printable(quote.where),
        "confidence": quote.confidence,
        "by": printable(quote.extractor),
    }


def _source(source: Source, texts: Mapping[str, str]) -> dict[str, str]:
    web = source.address.startswith(("https://", "http://"))
    return {
        "id": printable(source.identifier),
        "title": printable(source.title),
        "address": source.address if web else "",
        "text": texts.get(source.identifier, ""),
    }
