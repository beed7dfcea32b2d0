"""Stretches of words that are written like a name."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.words import Word, capitalised, distinctive, known
from hanse.model import Span

__all__ = ["is_joint", "leftward", "quoted", "rightward", "span_of", "trimmed"]

_QUOTES = {"“": "”", "„": '”“"', "«": "»", '"': '"', "‘": "’", "”": "”", "»": "«", "'": "'", "‚": "‘"}
_JOINTS = frozenset(
    "of the for and & de des du la le les del della delle dei degli di do da dos das e y i und für der die den voor "
    "van het et pour per na in con à von zu zur και της του των για ds și pentru al".split()
)
_OPENING = frozenset(
    "through with for from by after before while when as if thanks during since under at in on avec pour par dans chez "
    "selon lors depuis con para por según desde en com segundo secondo mit für durch nach bei seit im am dla według "
    "prema pentru după cu με για σύμφωνα".split()
)


def is_joint(word: Word) -> bool:
    """Whether a lower-case word may stand inside a name."""
    return word.text in _JOINTS or word.text.lower().rstrip("'’") in {"d", "l", "dell", "all", "nell"}


def span_of(text: Sequence[Word], start: int, end: int) -> Span:
    """The stretch of text[start:end]."""
    return Span(text[start].start, text[end - 1].end)


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


def leftward(text: Sequence[Word], index: int, languages: Sequence[str], longest: int = 6) -> int:
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


def _links(word: Word, languages: Sequence[str]) -> bool:
    """Whether a word joins a name to what stands before it: "of", "de", "für", "&"; not an article, not "and"."""
    single = [word]
    if phrases("article").at(single, 0, languages) or phrases("conjunction").at(single, 0, languages):
        return word.text == "&"
    return is_joint(word)


def trimmed(text: Sequence[Word], start: int, end: int, languages: Sequence[str]) -> int:
    """The start without leading articles and conjunctions."""
    articles, joints = phrases("article"), phrases("conjunction")
    while start < end and (
        articles.at(text, start, languages)
        or joints.at(text, start, languages)
        or is_joint(text[start])
        or text[start].text.lower() in _OPENING
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


def coined(text: Sequence[Word], languages: Sequence[str]) -> bool:
    """Whether words look like a proper name: one is of odd shape, or in no dictionary of the languages."""
    return any(distinctive(w.text) for w in text) or any(
        w.folded and capitalised(w.text) and len(w.folded) > 2 and not any(known(w.text, lang) for lang in languages)
        for w in text
    )
