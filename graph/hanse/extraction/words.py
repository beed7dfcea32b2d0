"""Words, with offsets; their folded forms, lemmas and shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hanse.extraction.dictionaries import Dictionaries
from hanse.extraction.memory import Memory
from hanse.extraction.smallwords import everywhere
from hanse.model import Span
from hanse.names import fold

if TYPE_CHECKING:
    from simplemma import Lemmatizer
    from simplemma.strategies import DictionaryLookupStrategy

__all__ = [
    "CASELESS",
    "Word",
    "capitalised",
    "distinctive",
    "folded",
    "folded_words",
    "is_year",
    "known",
    "lemma",
    "named",
    "numbered",
    "words",
]

CASELESS = frozenset(("en", "es", "fr", "it", "pt", "ca", "nl"))
"""Languages that have names in one form, and common nouns in lower case."""

_ELISION = r"(?:[dlnsjmtcDLNSJMTC]|[Qq]u|[Ll]orsqu|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all|[Uu]n|[Qq]uest)['’](?=\w)"
_TYPED = r"\b[Ee]['’](?=\s)"  # "è", as it is typed where keys have no accents
_WORD = re.compile(rf"{_ELISION}|{_TYPED}|['’]s\b|\w{{1,99}}(?:(?!['’]s\b)[-'’.&+/@>]\w{{1,99}}){{0,19}}\+?|[^\w\s]")
_PLAIN_WORD = re.compile(r"\w{1,99}(?:[-.&+/@>]\w{1,99}){0,19}\+?|[^\w\s]")  # the same where no apostrophe is
_INFLECTED_ACRONYM = re.compile(r"([A-ZĐŠŽČĆ]{2}[A-ZĐŠŽČĆ0-9]*)[-'’.]([a-zăâîșțšžčć]{1,5})$")
_LEMMATISED = {"hr": "hbs", "sr": "hbs", "bs": "hbs", "no": "nb"}


@dataclass(slots=True)  # a frozen one takes four times as long to make, and there are many
class Word:
    """A word or a mark of punctuation; start and end count from the beginning of the document."""

    start: int
    end: int
    text: str
    folded: str  # no case, no accents; "" for punctuation

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def words(text: str, offset: int = 0) -> list[Word]:
    """The words and punctuation marks of a text that begins at an offset.

    >>> [word.text for word in words("L'Agence d'Avilés, AS-FABRIK (ES)")]
    ["L'", 'Agence', "d'", 'Avilés', ',', 'AS-FABRIK', '(', 'ES', ')']
    """
    found, folds, stuck = list[Word](), _folded, _stuck
    for match in (_WORD if "'" in text or "’" in text else _PLAIN_WORD).finditer(text):
        start, end = match.span()
        word = match.group()
        if parts := stuck[word]:
            stop, cut = parts
            if stop:
                found.append(Word(offset + start, offset + start + stop, word[:stop], folds[word[:stop]]))
                found.append(Word(offset + start + stop, offset + start + stop + 1, ".", ""))
                start, word = start + stop + 1, word[stop + 1 :]
            elif found and capitalised(found[-1].text):
                found.append(Word(offset + start, offset + start + cut, word[:cut], folds[word[:cut]]))
                start, word = start + cut, word[cut:]
        found.append(Word(offset + start, offset + end, word, folds[word]))
    return found


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a phrase as texts are searched for them: folded, signs as they are.

    >>> folded_words("Città di")
    ('citta', 'di')
    """
    pieces: list[str] = (_WORD if "'" in text or "’" in text else _PLAIN_WORD).findall(text)
    return tuple([_folded[piece] or piece for piece in pieces])


def _name_behind(word: str) -> int:
    """Where the full stop is between an honorific and the name that it is stuck to: "κ.Αλέξης", "dr.Anna"; or 0.

    >>> _name_behind("dr.Anna"), _name_behind("urbact.eu"), _name_behind("Bio.Anna")
    (2, 0, 0)
    """
    honorific, stop, name = word.rpartition(".")
    named = bool(stop) and len(name) >= _GIVEN and capitalised(name) and name[1:].islower()
    return len(honorific) if named and honorific.lower() in _HONORIFICS else 0


_GIVEN = 3  # letters of a name at the least
_HONORIFICS = everywhere("glued-honorifics", as_written=True)


def _role_behind(word: str) -> int:
    """Where a role begins that stands right behind a surname, as in pages that lost their lines: "Novak|Mayor"; or 0.

    >>> _role_behind("NovakMayor"), _role_behind("ProjectManager"), _role_behind("Novak")
    (5, 0, 0)
    """
    if word.islower() or word[1:].islower() or not word.replace("-", "").isalpha():
        return 0
    cut = next((i for i in range(_SURNAME, len(word)) if word[i].isupper() and word[i - 1].islower()), 0)
    if not cut or not word[0].isupper() or fold(word[cut:]) not in _ROLES:
        return 0
    return 0 if known(word[:cut], "en") else cut


_SURNAME = 3  # letters of one at the least
_ROLES = everywhere("glued-roles")


def _stuck_together(word: str) -> tuple[int, int] | None:
    """Where an honorific ends that is stuck to a name, or a surname to a role: nearly always nowhere."""
    stop = _name_behind(word)
    cut = 0 if stop else _role_behind(word)
    return (stop, cut) if stop or cut else None


_stuck = Memory(_stuck_together)


def folded(text: str) -> str:
    """A word without case and accents, an acronym without its ending; "" for punctuation.

    >>> folded("Avilés"), folded("MMK-i"), folded("(")
    ('aviles', 'mmk', '')
    """
    return _folded[text]


def _fold(text: str) -> str:
    inflected = None if text.isalpha() else _INFLECTED_ACRONYM.match(text)
    return fold(inflected.group(1) if inflected else text)


_folded = Memory(_fold)


@lru_cache(maxsize=1 << 15)
def capitalised(text: str) -> bool:
    """Whether a word begins like a name: with a capital, or with a digit followed by one ("2Nite")."""
    first = text[0]
    return first.isupper() or first.istitle() or (first.isdigit() and any(c.isupper() for c in text[1:]))


@lru_cache(maxsize=1 << 15)
def distinctive(text: str) -> bool:
    """Whether a word has the shape of a coined name: inner or only capitals, digits beside letters, odd signs.

    >>> texts = ("In4Green", "URGE", "AS-FABRIK", "sub>urban", "Avilés", "EU", "SKILLS+", "S.M.ALL")
    >>> [text for text in texts if distinctive(text)]
    ['In4Green', 'URGE', 'AS-FABRIK', 'sub>urban', 'SKILLS+', 'S.M.ALL']
    """
    if text.isalpha() and text[1:].islower():
        return False  # as most words are written
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 2:
        return False
    upper = sum(c.isupper() for c in letters)
    inner = any(c.isupper() for c in text[1:]) and any(c.islower() for c in text)
    odd = any(c in ">@+" for c in text) or (any(c.isdigit() for c in text) and upper > 0)
    return odd or (inner and not _joined_titles(text)) or (upper == len(letters) and len(letters) > 2)


def _joined_titles(text: str) -> bool:
    return all(part.istitle() or part.islower() for part in re.split(r"[-'’/.&]", text) if part)


_dictionaries = cache(Dictionaries)


@cache
def _lemmatizer() -> Lemmatizer:
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    strategy = DefaultStrategy(dictionary_factory=_dictionaries())
    return Lemmatizer(cache_max_size=0, lemmatization_strategy=strategy)  # what was asked for is kept below


@cache
def _lookup() -> DictionaryLookupStrategy:
    from simplemma.strategies import DictionaryLookupStrategy

    return DictionaryLookupStrategy(_dictionaries())


@lru_cache(maxsize=1 << 15)
def lemma(word: str, language: str) -> str:
    """The folded dictionary form of a word; the folded word itself where the language has no dictionary.

    >>> lemma("networks", "en"), lemma("sieci", "pl"), lemma("mreži", "hr")
    ('network', 'siec', 'mreza')
    """
    code = _LEMMATISED.get(language, language)
    try:
        if word.isascii() and word.isalpha() and (found := _lookup().get_lemma(word, code)):
            return fold(found)  # as the lemmatiser would, which tries much else
        return fold(_lemmatizer().lemmatize(word, lang=code))
    except ValueError:
        return fold(word)


@lru_cache(maxsize=1 << 15)
def known(word: str, language: str) -> bool:
    """Whether the language's dictionary has the word in lower case: an ordinary word rather than a name.

    >>> [w for w in ("March", "Paris", "University", "Turin") if known(w, "en")]
    ['March', 'University']
    """
    try:
        words = _dictionaries().get_dictionary(_LEMMATISED.get(language, language))
    except ValueError:
        return False
    return word.lower() in words or word.lower().endswith(_UNLISTED.get(language, ()))


_UNLISTED = {"it": ("tà",)}  # how nouns end that its dictionary lacks: "città", "attività"


def numbered(name: str) -> bool:
    """Whether what is written like a name is the number of a grant or a file.

    >>> numbered("2020-1-UK01-KA204-078950"), numbered("C40")
    (True, False)
    """
    return len(name) > _SHORT_NUMBER and sum(map(str.isdigit, name)) > sum(map(str.isalpha, name))


_SHORT_NUMBER = 6


def is_year(word: str) -> bool:
    """Whether a word is a year of our days: four digits, 19.. or 20... ."""
    return _YEAR.fullmatch(word) is not None


_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@lru_cache(maxsize=1 << 15)
def named(word: str, language: str) -> bool:
    """Whether the language's dictionary has the word as a proper name: its lemma is written with a capital. False in
    German, which writes all nouns so.

    >>> [w for w in ("Tom", "Grant", "Paul") if named(w, "en")], named("Luka", "hr")
    (['Tom', 'Paul'], True)
    """
    if language == "de":
        return False
    try:
        entries = _dictionaries().get_dictionary(_LEMMATISED.get(language, language))
    except ValueError:
        return False
    return any(entries.get(form, "")[:1].isupper() for form in (word.title(), word.lower()))
