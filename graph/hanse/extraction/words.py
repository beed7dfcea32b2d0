"""Words and sentences, with offsets; lemmas."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    "sentences",
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
_STOP = re.compile(
    r"((?<![.!?…])(?:[.!?…]|(?<=[\u0370-\u03ff])[;·])+[\"'”’»)\]]*)(\s+)(?=[\"'“‘«(\[¿¡„]*[^\W_])|\n\s*\n"
)
_MARK = re.compile(r"[.!?…;·\n]")  # what every match of _STOP begins with
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-ZΑ-Ω]|Dr|Prof|Mr|Mrs|Ms|St|Sr|Sra|Nr|No|ds|ul|pl|im|ok|np|tzw|m\.in|tj|al|z\.B|bzw|ca|Bd|inż|ing|arch|"
    r"dott|avv|sig|art|vs|etc|Ltd|Inc|Co|e\.g|i\.e|approx|κ|π\.χ|dl|dna|nr|str|gosp|tzv|npr|odn|tys|tis|mln|mio|"
    r"hab|inh|pop|Einw|inw|obyv|χιλ|εκατ|prof|dr|dra|Dra|Dott|Avv|Arch|Ing|Dipl|mgr|Mgr|lic|Lic|dipl|geom|mons|sez|prov)"
    r"|\b\d{1,2})\.$"
)
_LETTERED = re.compile(r"[^\w.][^\W\d_]\. ?[^\W\d_]\.")
_LAST = frozenset(("Ltd.", "Inc.", "etc."))  # abbreviations that end sentences, too
_ANEW = re.compile(r"[A-Z][a-z]*,?\s[a-z]")
_TITLE = re.compile(r"[\"“„«][^\"“”„«»\n]{2,60}[!?][\"”“»]$")  # what is but a name with a mark of its own
_LONGEST = 20  # characters of an abbreviation and what stands before it
_LONGEST_SENTENCE = 4_000  # characters: what is longer is none, and is cut, for its parts are compared with each other


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
    found, folds, glued = list[Word](), _folded, _glued
    for match in (_WORD if "'" in text or "’" in text else _PLAIN_WORD).finditer(text):
        start, end = match.span()
        word = match.group()
        cut = glued[word]
        if cut and found and capitalised(found[-1].text):
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
_glued = Memory(_role_behind)


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
    return word.lower() in words


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
    found = _ABBREVIATION.search(text, max(start, match.end(1) - _LONGEST), match.end(1))
    return found is not None and not (found.group() in _LAST and _ANEW.match(text, match.end()))


def _entitles(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a stop parts a title from its subtitle: "the workshop “Active towns. | A model” in Graz"."""
    opened = max((text.rfind(mark, start, match.start()) for mark in _OPENING), default=-1)
    closed = _CLOSED.match(text, match.end()) if opened >= 0 else None
    return closed is not None and not _CLOSING.search(text, opened + 1, match.end())


_OPENING, _CLOSING = "“„«", re.compile(r"[”»“]")
_CLOSED = re.compile(r"[^\n.!?…“„«”»]{2,80}[^\n.!?…“„«”»\s,][”»“]")


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether lower case follows a number or short word with a stop: "siječnja 2019. održan je", "2022 r. w Łodzi".

    Or another letter with a stop a letter with one: "e. V.", "d. o. o.", "z. B.".
    """
    if _LETTERED.match(text, match.start() - 2):
        return True
    before = re.search(r"\w+$", text[max(0, match.start() - 8) : match.start()])
    short = before and (before.group().isdigit() or len(before.group()) < 3)
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
