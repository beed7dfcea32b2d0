"""Stretches of words that are written like a name."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.words import Word, capitalised, distinctive, known
from hanse.model import Span

__all__ = [
    "coined",
    "foreign",
    "is_joint",
    "is_small",
    "leftward",
    "opens",
    "quoted",
    "quoted_before",
    "rightward",
    "run_after",
    "run_before",
    "span_of",
    "trimmed",
    "wrapped",
]

_WRAPPED = 40  # characters of a line that may go on in the next

_QUOTES = {"“": "”", "„": '”“"', "«": "»", '"': '"', "‘": "’", "”": "”", "»": "«", "'": "'", "‚": "‘"}
_CLOSING = frozenset("".join(_QUOTES.values()))
_JOINTS = everywhere("joints", as_written=True) | {"&"}
_OWN_JOINTS = by_language("joints", as_written=True)
_LOOSE = by_language("inside-names", as_written=True)
_ELIDED = everywhere("elided", as_written=True)
_OPENING = by_language("openers", as_written=True)


def is_joint(word: Word) -> bool:
    """Whether a lower-case word may stand inside a name."""
    return word.text in _JOINTS or word.text.lower().rstrip("'’") in _ELIDED


def opens(word: Word, language: str) -> bool:
    """Whether a word opens a clause before a name: "for", "según"; "as" does so in English, not in Portuguese."""
    return word.text.lower() in _OPENING[language]


def span_of(text: Sequence[Word], start: int, end: int) -> Span:
    """The stretch of text[start:end]."""
    return Span(text[start].start, text[end - 1].end)


def wrapped(text: str, end: int) -> bool:
    """Whether the line of a text that ends at an offset is long enough to go on in the next."""
    return end - text.rfind("\n", 0, end) > _WRAPPED


def rightward(text: Sequence[Word], index: int, longest: int = 8) -> int:
    """The end of the run of capitalised words that begins at a word; joints count only inside."""
    end = index
    place = index
    while (
        place < len(text)
        and place - index < longest
        and (place == index or text[place].start - text[place - 1].end < 2)
    ):
        word = text[place]
        if word.folded and (
            capitalised(word.text) or distinctive(word.text) or (place > index and word.text.isdigit())
        ):
            place += 1
            end = place
        elif place > index and is_joint(word) and place + 1 < len(text):
            place += 1
        else:
            break
    return end


def leftward(text: Sequence[Word], index: int, languages: tuple[str, ...], longest: int = 6) -> int:
    """The start of the run of capitalised words that ends before a word, without articles at its beginning."""
    start = index
    place = index - 1
    while place >= 0 and index - place <= longest:
        word = text[place]
        if word.folded and (capitalised(word.text) or distinctive(word.text)):
            start = place
        elif not (_links(word, languages) and place > 0 and capitalised(text[place - 1].text)):
            break
        place -= 1
    return trimmed(text, start, index, languages)


def run_before(text: Sequence[Word], index: int, languages: tuple[str, ...], longest: int = 9) -> int:
    """The start of a name that ends before a word: capitals, and between them small words that names may have.

    As ``leftward``, with prepositions and the articles behind them: "Villes au Fil de l'Eau", "Cities on Rails".
    """
    start = place = index
    while place > 0 and index - place < longest:
        word = text[place - 1]
        if word.folded and (
            capitalised(word.text) or distinctive(word.text) or (word.text.isdigit() and start == index)
        ):
            place -= 1
            start = place if not word.text.isdigit() else start
            continue
        small = place - 1
        while small > 0 and place - small < 3 and _small(text[small], languages):
            small -= 1
        first = text[small + 1]
        if (
            start == index
            or small == place - 1
            or small < 0
            or not capitalised(text[small].text)
            or not _ties(first, languages)
        ):
            break
        place = small + 1
    return trimmed(text, start, index, languages)


def run_after(text: Sequence[Word], index: int, languages: tuple[str, ...], longest: int = 9) -> int:
    """The end of a name that begins at a word, small words between capitals included."""
    place = end = index
    while place < len(text) and place - index < longest:
        word = text[place]
        if word.folded and (
            capitalised(word.text) or distinctive(word.text) or (word.text.isdigit() and place > index)
        ):
            place += 1
            end = place
            continue
        small = place
        while small < len(text) and small - place < 3 and _small(text[small], languages):
            small += 1
        if small == place or small == len(text) or not capitalised(text[small].text) or not _ties(word, languages):
            break
        place = small
    return end


def _prepositional(word: Word, languages: tuple[str, ...]) -> bool:
    return any(word.text in _LOOSE[code] for code in languages)


def is_small(word: Word, languages: tuple[str, ...]) -> bool:
    """Whether a word is a preposition or conjunction that names may have inside."""
    return is_joint(word) or _prepositional(word, languages)


def _small(word: Word, languages: tuple[str, ...]) -> bool:
    return word.text.islower() and (
        is_small(word, languages) or bool(phrases("article").at([word], 0, languages)) or word.text[-1] in "'’"
    )


def _ties(word: Word, languages: tuple[str, ...]) -> bool:
    """Whether a small word may be the first between two words of a name: a preposition, no article and no "and"."""
    if _prepositional(word, languages) or (word.text[-1] in "'’" and word.folded):
        return True
    return bool(phrases("genitive").at([word], 0, languages)) or _links(word, languages)


def _links(word: Word, languages: tuple[str, ...]) -> bool:
    """Whether a word joins a name to what stands before it: "of", "de", "für", "&"; not an article, not "and"."""
    single = [word]
    if phrases("article").at(single, 0, languages) or phrases("conjunction").at(single, 0, languages):
        return word.text == "&"
    own = languages[0] if languages else ""
    elsewhere = word.text in _LOOSE[own] and word.text not in _OWN_JOINTS[own]
    return is_joint(word) and not elsewhere  # "do" is Portuguese for "of", Czech for "into"


def trimmed(text: Sequence[Word], start: int, end: int, languages: tuple[str, ...]) -> int:
    """The start without leading articles and conjunctions."""
    articles, joints = phrases("article"), phrases("conjunction")
    while start < end and (
        articles.at(text, start, languages)
        or joints.at(text, start, languages)
        or is_joint(text[start])
        or opens(text[start], languages[0] if languages else "")
    ):
        start += 1
    return start


def quoted(text: Sequence[Word], index: int, longest: int = 14) -> tuple[int, int] | None:
    """The words between quotation marks that open at a word."""
    if index >= len(text) or text[index].text not in _QUOTES:
        return None
    closing = _QUOTES[text[index].text]
    for end in range(index + 1, min(len(text), index + longest + 2)):
        if text[end].text in closing:
            return (index + 1, end) if end > index + 1 else None
    return None


def quoted_before(text: Sequence[Word], end: int, longest: int = 14) -> tuple[int, int] | None:
    """The words between quotation marks that close right before a word."""
    if end < 3 or text[end - 1].text not in _CLOSING:
        return None
    for start in range(end - 2, max(-1, end - longest - 3), -1):
        if text[start].text in _QUOTES and text[end - 1].text in _QUOTES[text[start].text]:
            return (start + 1, end - 1) if end - 1 > start + 1 else None
    return None


def coined(text: Sequence[Word], languages: tuple[str, ...]) -> bool:
    """Whether words look like a proper name: one is of odd shape, or in no dictionary of the languages."""
    return any(distinctive(w.text) for w in text) or any(
        w.folded and capitalised(w.text) and len(w.folded) > 2 and not any(known(w.text, lang) for lang in languages)
        for w in text
    )


def foreign(text: Sequence[Word], language: str) -> bool:
    """Whether words are a name in another language than their text: several, and no capital is a word of its own."""
    capitals = [w.text for w in text if w.folded and capitalised(w.text)]
    return len(capitals) > 1 and not any(known(word, language) for word in capitals)
