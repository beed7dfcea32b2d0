"""Where sentences end: at stops that are no abbreviation's, no number's, and not inside a title in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanse.model import Span

__all__ = ["sentences"]

_STOP = re.compile(
    r"((?<![.!?…])(?:[.!?…]|(?<=[\u0370-\u03ff])[;·])+[\"'”’»)\]]*)(\s+)(?=[\"'“‘«(\[¿¡„]*[^\W_])|\n\s*\n"
)
_MARK = re.compile(r"[.!?…;·\n]")  # what every match of _STOP begins with
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-ZΑ-Ω]|Dr|Prof|Mr|Mrs|Ms|St|Sr|Sra|Nr|No|ds|ul|pl|im|ok|np|tzw|m\.in|tj|al|z\.B|bzw|ca|Bd|inż|ing|arch|"
    r"dott|avv|sig|art|vs|etc|Ltd|Inc|Co|e\.g|i\.e|approx|κ|π\.χ|dl|dna|nr|str|gosp|tzv|npr|odn|tys|tis|mln|mio|"
    r"g|gđa|gosp|hab|inh|pop|Einw|inw|obyv|χιλ|εκατ|prof|dr|dra|Dra|Dott|Avv|Arch|Ing|Dipl|mgr|Mgr|lic|Lic|dipl|geom|mons|sez|prov)"
    r"|\b\d{1,2})\.$"
)
_LETTERED = re.compile(r"[^\w.][^\W\d_]\. ?[^\W\d_]\.")
_LAST = frozenset(("Ltd.", "Inc.", "etc."))  # abbreviations that end sentences, too
_DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d\d?\.$"
)
_ANEW = re.compile(r"[A-Z][a-z]*,?\s[a-z]")
_TITLE = re.compile(r"[\"“„«][^\"“”„«»\n]{2,60}[!?][\"”“»]$")  # what is but a name with a mark of its own
_LONGEST = 20  # characters of an abbreviation and what stands before it
_LONGEST_SENTENCE = 4_000  # characters: what is longer is none, and is cut, for its parts are compared with each other


def sentences(text: str, offset: int = 0) -> Iterator[Span]:
    """The sentences of a text that begins at an offset, without the space between them.

    >>> [s.of("Dr. Lee came. It rained!") for s in sentences("Dr. Lee came. It rained!")]
    ['Dr. Lee came.', 'It rained!']
    >>> len(list(sentences("Veranstalter ist der Verein Flussfreunde e. V. in Kassel.")))
    1

    An abbreviation that may end one does, where a word with a capital and then one without follow.

    >>> text = "It is run by Mirunen Ltd. The firm is small. Blue Heron Ltd. Riga is another."
    >>> [s.of(text) for s in sentences(text)]
    ['It is run by Mirunen Ltd.', 'The firm is small.', 'Blue Heron Ltd.', 'Riga is another.']
    """
    start = 0
    for match in _stops(text):
        end = match.end(1) if match.group(1) else match.start()
        if match.group(1) == "." and (_abbreviates(text, start, match) or _goes_on(text, match)):
            continue
        if match.group(1) and (_TITLE.match(text, start, end) or _entitles(text, start, match)):
            continue  # "“Ready for rain!” Meeting, Brno, 3 May"
        yield from _cut(text, start, end, offset)
        start = match.end()
    yield from _cut(text, start, len(text), offset)


def _stops(text: str) -> Iterator[re.Match[str]]:
    """Where sentences may end: to look for the marks first takes a fraction of the time."""
    end = 0
    for mark in _MARK.finditer(text):
        if mark.start() >= end and (match := _STOP.match(text, mark.start())):
            yield match
            end = match.end()


def _abbreviates(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a stop is that of an abbreviation, and ends no sentence besides."""
    since = max(start, match.end(1) - _LONGEST)
    found = _ABBREVIATION.search(text, since, match.end(1))
    if found is None or _DAY.search(text, since, match.end(1)):  # "on July 13."
        return False
    return not (found.group() in _LAST and _ANEW.match(text, match.end()))


def _entitles(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a stop parts a title from its subtitle: "the workshop “Active towns. | A model” in Graz"."""
    opened = max((text.rfind(mark, start, match.start()) for mark in _OPENING), default=-1)
    closed = _CLOSED.match(text, match.end()) if opened >= 0 else None
    return closed is not None and not _CLOSING.search(text, opened + 1, match.end())


_NUMBERED = re.compile(r"(?:^|\s)[^\W\d_]{2,3} [XVI]{2,6}$")  # a short word and a number: "die XII. Versammlung"
_ROMAN = re.compile(r"[XVI]+")
_OPENING, _CLOSING = "“„«", re.compile(r"[”»“]")
_CLOSED = re.compile(r"[^\n.!?…“„«”»]{2,80}[^\n.!?…“„«”»\s,][”»“]")


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether lower case follows a number or short word with a stop: "siječnja 2019. održan je", "2022 r. w Łodzi",
    "XXX. snem".

    Or another letter with a stop a letter with one: "e. V.", "d. o. o.", "z. B.".
    """
    if _LETTERED.match(text, match.start() - 2) or _NUMBERED.search(text[max(0, match.start() - 12) : match.start()]):
        return True
    before = re.search(r"\w+$", text[max(0, match.start() - 8) : match.start()])
    short = before and (before.group().isdigit() or len(before.group()) < 3 or _ROMAN.fullmatch(before.group()))
    return bool(short) and text[match.end()].islower() and "\n" not in match.group(2)


def _cut(text: str, start: int, end: int, offset: int) -> Iterator[Span]:
    """A sentence, or pieces of one that no one would write."""
    while end - start > _LONGEST_SENTENCE:
        last = start + _LONGEST_SENTENCE
        place = max(text.rfind(" ", start + 1, last), text.rfind("\n", start + 1, last))
        yield from _stripped(text, start, place if place > 0 else last, offset)
        start = place if place > 0 else last
    yield from _stripped(text, start, end, offset)


def _stripped(text: str, start: int, end: int, offset: int) -> Iterator[Span]:
    body = text[start:end].strip()
    if body:
        begin = text.index(body, start)
        yield Span(offset + begin, offset + begin + len(body))
