"""The wording's patterns, compiled, and which of them a sentence can match: its words and mentions as tokens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache, partial

from hanse.extraction.inversion import turned
from hanse.extraction.lines import Line, forms
from hanse.extraction.memory import Memory
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.words import Word, folded, lemma, words
from hanse.model import Span
from hanse.vocabulary import PROPERTIES, Cue, signature, wording

__all__ = [
    "COUNTS",
    "OF_THE_THING_AT_HAND",
    "SINGLE",
    "Pattern",
    "Token",
    "among",
    "candidates",
    "fillable",
    "fits",
    "fitting",
    "needing",
    "occasional",
    "readings",
    "tokens_of",
    "unheard_of",
]

COUNTS = frozenset({"population", "attendance"})
"""Properties whose object is a number in the text."""
_TERMS = {*PROPERTIES, *COUNTS} - {"creator"}
OF_THE_THING_AT_HAND = frozenset(
    {"partner", "leadPartner", "follows", "implementedIn", "programme", "leadExpert", "expert", "theme"}
)
"""What may be said of an initiative that another sentence names."""
SINGLE = frozenset({"leadPartner", "locatedIn"})
"""What is true of the name beside the words, not of those joined to it."""
_HELD = by_language("held")
_SHORT = 3  # letters of words that tell nothing by themselves


@dataclass(slots=True)  # frozen ones take three times as long to make, and there are many
class Token:
    """A word of a sentence, or a mention in it taken as one."""

    word: Word | None
    mention: Mention | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A wording of a property: slots as "{subject}", words as their folded form."""

    term: str
    language: str
    parts: tuple[str, ...]
    literals: frozenset[str]  # the words that must be in the sentence
    needed: frozenset[str]  # these, and the signs that must be
    whole: bool  # it has a slot for the subject
    subjects: frozenset[str]  # the kinds of mentions that its slots take
    objects: frozenset[str] | None  # None where the object is no mention
    telling: bool  # its words say by themselves that a topic follows: "deals with", not "on"
    bearing: bool  # it has a word that says something by itself; for a topic, the topic does
    referring: bool  # what it says may be said of an initiative that another sentence names


@cache
def _patterns(languages: tuple[str, ...]) -> dict[str, list[tuple[int, Pattern]]]:
    """The patterns of some languages, with their rank, by the rarest of what they need; under "" those without."""
    told = [cue for cue in wording().get("pattern", ()) if cue.language in languages]
    cues = [*told, *(other for cue in told for other in turned(cue))]
    all_ = (p for cue in cues for lemmas in (False, True) if (p := _pattern(cue, lemmas=lemmas)))
    found = {(pattern.term, pattern.language, pattern.parts): pattern for pattern in all_}.values()
    uses = Counter(word for pattern in found for word in pattern.needed)
    keyed: dict[str, list[tuple[int, Pattern]]] = {}
    for rank, pattern in enumerate(sorted(found, key=lambda p: (-len(p.parts), p.term, p.parts))):
        rarest = min(pattern.needed, key=lambda word: (uses[word], word), default="")
        keyed.setdefault(rarest, []).append((rank, pattern))
    return keyed


def _pattern(cue: Cue, *, lemmas: bool) -> Pattern | None:
    """A cue as a pattern: of its words as they stand, or of their lemmas, so that any inflection matches."""
    if cue.term not in _TERMS or "{object}" not in cue.text:
        return None
    if "{subject}" not in cue.text and cue.term not in OF_THE_THING_AT_HAND:
        return None
    pieces = re.findall(r"\{\w+\}|[^{}]+", cue.text)
    literal = partial(_literals, language=cue.language if lemmas else "")
    parts = tuple(p for piece in pieces for p in ([piece] if piece[0] == "{" else literal(piece)))
    needed = frozenset(p for p in parts if p[0] != "{")
    literals = frozenset(p for p in needed if p.isalnum())
    if cue.term == "affiliation" and ("{role}" in parts or not any(len(word) > 4 for word in literals)):
        return None  # affiliations reads the roles, and what signs and small words tie
    kinds = signature(cue.term)
    objects = None if cue.term in COUNTS or cue.term == "theme" else kinds.objects
    telling = any(len(word) > _SHORT for word in literals)
    bearing = cue.term == "theme" or any(len(word) > 2 for word in literals - _places())
    whole, referring = "{subject}" in parts, bearing and cue.term in OF_THE_THING_AT_HAND
    subjects = kinds.subjects
    if cue.term == "locatedIn" and not bearing and not literals & _prepositions() and len(literals) > 1:
        subjects -= {"Event"}  # "Bra, comune del Piemonte": of towns alone
    if cue.term == "locatedIn" and any(lemma(word, cue.language) in _HELD[cue.language] for word in literals):
        subjects &= {"Event"}  # "organised in Graz", which bodies are not
    return Pattern(
        cue.term, cue.language, parts, literals, needed, whole, subjects, objects, telling, bearing, referring
    )


@cache
def readings(languages: tuple[str, ...]) -> Memory[str, frozenset[str]]:
    """The forms under which a word of a text matches one of a pattern: a preposition also without its article.

    >>> sorted(readings(("es",))["del"]), sorted(readings(("it",))["nella"])
    (['de', 'del'], ['in', 'nella'])
    """
    known, bare = forms(languages), _uncontracted(languages)
    return Memory(lambda word: _told_apart(word, known[word]) | bare.get(word.casefold(), frozenset()))


def _told_apart(word: str, found: frozenset[str]) -> frozenset[str]:
    """The forms of a word, of one letter with its accent: "è" (is) and "e" (and), "à" (at) and "a" (has) are two."""
    plain = word.casefold()
    if len(plain) == 1 and folded(plain) != plain:
        return found - {folded(plain)} | {plain}
    written = _UNACCENTED.get(word)
    return found | {written} if written else found


_UNACCENTED = {"A": "à", "E": "è", "E'": "è", "E’": "è", "e'": "è", "e’": "è"}  # "A Lyon", "E' stata"


@cache
def _uncontracted(languages: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The preposition in each contracted form: "del" has "de"."""
    found: dict[str, frozenset[str]] = {}
    for cue in wording().get("contraction", ()):
        first, *contracted = cue.text.split()
        for form in contracted if cue.language in languages else ():
            found[form] = found.get(form, frozenset()) | {first if len(first) == 1 else folded(first)}
    return found


def _literals(piece: str, language: str) -> list[str]:
    of_lemma = language and not (language in _ENCLITIC and _ENCLISIS.search(piece))
    return [(lemma(w.text, language) if of_lemma and w.folded else _written(w)) or w.text for w in words(piece)]


_ENCLITIC = frozenset(("it", "es", "ca"))
_ENCLISIS = re.compile(r"\w{3}[aei]r(?:l[aoei]|las|los|ne)\b")  # "a guidarla è", not "a guidare è"


def _written(word: Word) -> str:
    """A word of a pattern as it is met: folded, but for an accent on one letter."""
    return word.text.casefold() if len(word.text) == 1 and word.folded else word.folded


@cache
def _keyed(languages: tuple[str, ...]) -> Memory[str, tuple[tuple[int, Pattern], ...]]:
    """The patterns of which a word of a text may be the rarest that they need."""
    known, keyed = readings(languages), _patterns(languages)
    return Memory(lambda word: tuple(ranked for form in known[word] for ranked in keyed.get(form, ())))


def candidates(languages: tuple[str, ...], text: Sequence[Word]) -> Sequence[Pattern]:
    """The patterns that find all the words and signs that they need among those of a sentence, the longest first."""
    if not isinstance(text, Line):
        return _candidates(languages, text)
    return text.keep(_candidates, languages)


def _candidates(languages: tuple[str, ...], text: Iterable[Word]) -> list[Pattern]:
    keyed = _keyed(languages)
    told = [word.text for word in text]
    found = dict(_patterns(languages).get("", ()))
    if begun := {ranked for word in told for ranked in keyed[word]}:
        known = readings(languages)
        forms = set().union(*[known[word] for word in told])
        found |= {rank: pattern for rank, pattern in begun if pattern.needed <= forms}
    return [found[rank] for rank in sorted(found)]


def among(patterns: Iterable[Pattern], tokens: Sequence[Token], languages: tuple[str, ...]) -> list[Pattern]:
    """Those of some patterns that find all they need outside the names of a sentence."""
    known = readings(languages)
    forms = set().union(*[known[token.word.text] for token in tokens if token.word])
    return [pattern for pattern in patterns if pattern.needed <= forms]


def fillable(patterns: Iterable[Pattern], tokens: Sequence[Token]) -> list[Pattern]:
    """The patterns with slots for both sides to which a sentence has mentions of the right kinds."""
    kinds = {token.mention.kind for token in tokens if token.mention}
    return [pattern for pattern in patterns if fits(pattern, kinds)]


def fits(pattern: Pattern, kinds: Set[str]) -> bool:
    """Whether a pattern has slots for both sides, and there are mentions of the right kinds for them."""
    return (
        pattern.whole
        and not pattern.subjects.isdisjoint(kinds)
        and not (pattern.objects is not None and pattern.objects.isdisjoint(kinds))
    )


def fitting(pattern: Pattern, slot: str) -> frozenset[str] | None:
    """The kinds of mentions that a slot takes; None where it takes other things."""
    return pattern.subjects if slot == "{subject}" else pattern.objects


def needing(pattern: Pattern, slot: str) -> frozenset[str] | None:
    """The kinds of mentions of which one must fill a slot; None where something else can."""
    return None if slot == "{object}" and unheard_of(pattern) else fitting(pattern, slot)


def unheard_of(pattern: Pattern) -> bool:
    """Whether a coined name that nothing else told of can be its object."""
    return pattern.term in {"partner", "leadPartner"} and pattern.parts[-1] == "{object}"


def tokens_of(scene: Scene, sentence: Span) -> list[Token]:
    """The words of a sentence, each mention in it as one."""
    tokens: list[Token] = []
    waiting = scene.inside(sentence)[::-1]
    for word in scene.words(sentence):
        while waiting and waiting[-1].span.end <= word.start:
            waiting.pop()
        mention = waiting[-1] if waiting else None
        if mention is None or word.start < mention.span.start or word.end > mention.span.end:
            tokens.append(Token(word, None, word.start, word.end))
        elif not tokens or tokens[-1].mention is not mention:
            tokens.append(Token(None, mention, mention.span.start, mention.span.end))
    return tokens


@cache
def occasional(pattern: Pattern) -> bool:
    """Whether the words of a pattern of partners may as well tell of an event: "took part are {object}"."""
    if pattern.term != "partner" or pattern.parts[0] == "{subject}":
        return False
    telling = {word for word in pattern.literals if len(word) > _SHORT}
    named = _of_partners(pattern.language)
    return telling <= _of_events(pattern.language) or not (pattern.whole or telling & named)


@cache
def _of_events(language: str) -> frozenset[str]:
    """The words of patterns of attendees, as written and as lemmas, but for what partners are called."""
    cues = [c for c in wording().get("pattern", ()) if c.term == "attendee" and c.language == language]
    named = _of_partners("")
    found = {form for c in cues for w in words(c.text) if w.folded not in named for form in _both(w, language)}
    return frozenset(found)


@cache
def _of_partners(language: str) -> frozenset[str]:
    """What partners are called, in a language or in any: as written and, in one, as lemmas."""
    cues = [c for c in wording().get("label-cue", ()) if c.term == "partner" and language in ("", c.language)]
    return frozenset(
        form for c in cues for w in words(c.text) for form in (_both(w, language) if language else (w.folded,))
    )


def _both(word: Word, language: str) -> tuple[str, str]:
    return word.folded, lemma(word.text, language)


@cache
def _places() -> frozenset[str]:
    """Words that stand beside any place: "in", "of", "city of"."""
    towns = (c for c in wording().get("name-cue", ()) if c.term == "City")
    cues = [*towns, *wording().get("genitive", ())]
    return _prepositions() | frozenset(w.folded for c in cues for w in words(c.text))


@cache
def _prepositions() -> frozenset[str]:
    """Those that tell where something is."""
    return frozenset(w.folded for c in wording().get("place-preposition", ()) for w in words(c.text))
