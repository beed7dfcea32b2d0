"""E-mail addresses and telephone numbers, which no site shows: each of their letters becomes a block.

A text keeps its length, so that offsets stay true. Numbers are taken for those of telephones only where they begin as
international ones do, or where a word before them says so: years, dates, amounts and populations are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["BLOCK", "Span", "cover", "masked", "private"]

BLOCK = "█"
Span = tuple[int, int]

_MAIL = re.compile(
    r"[\w.+'-]+@(?:[\w-]+\.)+(?:[a-z]{2,24}|[A-Z]{2,24})\b"
    r"|[\w.+-]+ ?(?:\(at\)|\[at\]|\(a\)|\[a\]|\{at\}) ?(?:[\w-]+(?:\.| ?(?:\(dot\)|\[dot\]|\(punkt\)) ?))+[a-z]{2,24}\b"
)
_INTERNATIONAL = re.compile(r"(?<![\w+./])(?:\+ ?|00 ?)[1-9](?:[ \u00a0.\-/()]{0,3}\d){7,14}(?![\d%])")
_CALLED = (
    "tel", "tél", "téléphone", "telephone", "phone", "phones", "telefon", "telefono", "teléfono", "telefone", "telèfon",
    "telefón", "telefonas", "telefoon", "telefonnummer", "telefonszám", "tlf", "tfn", "tif", "mobile", "mobil", "móvil",
    "telemóvel", "cellulare", "cell", "portable", "handy", "gsm", "fax", "faks", "telefax", "komórka", "puhelin", "puh",
    "mobiltelefon", "whatsapp", "hotline", "тел", "телефон", "факс", "мобилен", "мобилни", "τηλ", "τηλέφωνο", "κιν",
    "φαξ",
)  # fmt: skip
_LABELLED = re.compile(
    rf"(?i)\b(?:{'|'.join(_CALLED)})(?:\.|\b)(?:[ \u00a0]*(?:no|nr|n°|number)\b\.?)?[ \u00a0]*[:.\-–]?[ \u00a0]*"
    r"(\+?\(?\d(?:[ \u00a0.\-/()]{0,3}\d){5,14})"
)
_NO_NUMBER = re.compile(
    r"\d{4} ?[-/] ?\d{2,4}|\d{1,2}[./-] ?\d{1,2}[./-] ?\d{4}(?: .*)?|\d{4}[./-]\d{1,2}[./-]\d{1,2}(?: .*)?|.*[ .]000"
)
"""Years, days, round amounts."""


def private(text: str) -> list[Span]:
    """Where a text has e-mail addresses and telephone numbers, in its order.

    >>> [text[slice(*span)] for text in ["Tel.: 985 12 23 34, info@aviles.es", "+34 985 122 334", "since 2014-2020"]
    ...  for span in private(text)]
    ['985 12 23 34', 'info@aviles.es', '+34 985 122 334']
    """
    found = [match.span() for match in _MAIL.finditer(text)] if "@" in text or "at" in text or "(a" in text else []
    for match in (*_INTERNATIONAL.finditer(text), *_LABELLED.finditer(text)):
        group = match.lastindex or 0
        if not _NO_NUMBER.fullmatch(match[group].lstrip("+ ")):
            found.append(match.span(group))
    return sorted(found)


def masked(text: str) -> str:
    """A text without them.

    >>> masked("Write to ana@aviles.es!")
    'Write to █████████████!'
    """
    return cover(text, private(text))


def cover(text: str, spans: Iterable[Span], at: int = 0) -> str:
    """A text that stands at ``at`` in another, with blocks at some spans of that.

    >>> cover("no: 123 456", [(100, 107)], at=96)
    'no: ███████'
    """
    for start, end in _inside(spans, at, at + len(text)):
        text = text[: start - at] + BLOCK * (end - start) + text[end - at :]
    return text


def _inside(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    return ((max(start, first), min(end, last)) for first, last in spans if first < end and last > start)
