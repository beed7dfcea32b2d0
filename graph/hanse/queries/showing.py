"""Answers as HTML, for notebooks: all text escaped, addresses as links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from hanse.tabulation import cell, numeric
from hanse.vocabulary import BASE

if TYPE_CHECKING:
    from hanse.queries.rows import Rows, Term

__all__ = ["lines", "linked", "table"]

_ADDRESS = re.compile(r"(https?://[^\s\"'<>|“”]+[^\s\"'<>|“”.,;:!?)])")
_LONGEST = 500  # characters of a text that a table shows
_SHOWN = {
    "title": "<h4>{}</h4>",
    "note": "<div>{}</div>",
    "fact": '<div style="margin-top:.7em"><strong>{}</strong></div>',
    "quote": '<div style="margin-left:1.5em">{}</div>',
    "source": '<div style="margin-left:1.5em;opacity:.75"><small>{}</small></div>',
    "blank": "<br>",
}


def table(rows: Rows) -> str:
    """A table: numbers to the right, and links of IRIs that lead somewhere."""
    right = [numeric([line[place] for line in rows.terms]) for place in range(len(rows.columns))]
    sides = ["right" if one else "left" for one in right]
    head = _line("th", map(escape, rows.columns), sides)
    body = "".join(_line("td", map(_shown, line), sides) for line in rows.terms)
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def lines(told: Iterable[tuple[str, str]]) -> str:
    """Lines of text, each with a style, as `hanse.queries.explanation.Explanation.lines` gives them."""
    return "".join(_SHOWN[style].format(linked(text.strip())) for style, text in told)


def linked(text: str) -> str:
    """Text as HTML, with links of the addresses in it.

    Things of Hanse's own base have none: what an IRI of them names is in the graph, not at that address.

    >>> linked("<b> at https://urbact.eu/networks, and https://w3id.org/hanse/id/city/riga-lv").split(" and ")
    ['&lt;b&gt; at <a href="https://urbact.eu/networks" target="_blank" rel="noopener noreferrer">\
https://urbact.eu/networks</a>,', 'https://w3id.org/hanse/id/city/riga-lv']
    """
    parts = _ADDRESS.split(text)
    return "".join(_link(part, part) if place % 2 else escape(part) for place, part in enumerate(parts))


def _link(address: str, text: str) -> str:
    if address.startswith(BASE) or not _ADDRESS.fullmatch(address):
        return escape(text)
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'


def _shown(term: Term | None) -> str:
    if isinstance(term, NamedNode):
        return _link(term.value, cell(term))
    text = cell(term, _LONGEST)
    return escape(text) if text.endswith("…") else linked(text)  # an address that was cut leads nowhere


def _line(tag: str, cells: Iterable[str], sides: Iterable[str]) -> str:
    made = (f'<{tag} style="text-align:{side}">{text}</{tag}>' for text, side in zip(cells, sides, strict=True))
    return f"<tr>{''.join(made)}</tr>"
