"""Topics in running text: labels of the theme scheme in any inflection, and phrases made of the scheme's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, distinctive, known, lemma, words
from hanse.model import Span
from hanse.names import fold
from hanse.vocabulary import concept, theme_labels

__all__ = ["label_at", "topics_in", "whole"]

_HEAD_LAST = frozenset("en de nl sv da no nb fi hu et lv lt".split())
_COMPOUNDING = frozenset("de nl sv da no nb fi hu et".split())
_WITH_GENITIVE = frozenset("en es fr it pt ca nl bg".split())
_LONGEST = 7  # words of a topic
_LONGEST_LABEL = 5
_MANY = 6  # concepts that share a word which says little by itself
_SHORT = 3  # letters of a word that says nothing about a topic


def topics_in(scene: Scene, span: Span, *, free: bool, told: bool = False) -> list[Mention]:
    """The topics that a stretch begins with: one, or an enumeration up to the first thing that is none.

    ``free`` takes phrases too that are no label of the scheme, if they are made of its words and end where a phrase
    can end: where the words before hint at a topic. ``told`` takes any phrase: where they say that one follows.
    """
    text = scene.words(span)
    found: list[Mention] = []
    leading = _before(scene, span.start)
    place = _opened(scene, text, 0)
    while place < len(text):
        end = _phrase_end(scene, text, place)
        topic = _topic(scene, text, place, end, free=free, told=told and not found)
        if topic is None:
            break
        found.append(topic[0])
        place = _joined(scene, text, topic[1], leading)
        if place == topic[1]:
            break
    return found


def _opened(scene: Scene, text: Sequence[Word], place: int) -> int:
    """The first word of a phrase, after its article, opening quotation mark, or what frames it: "the challenge of"."""
    place = _past_articles(scene, text, place)
    framed = phrases("framing-cue").at(text, place, scene.languages) if place < len(text) else None
    if framed is None:
        return place
    inner = framed.end
    while inner < len(text) and inner < framed.end + 2 and phrases("genitive").at(text, inner, scene.languages):
        inner += 1
    if inner == framed.end and framed.cue.language in _WITH_GENITIVE:
        return place  # "área metropolitana" frames nothing
    inner = _past_articles(scene, text, inner)
    ended = inner >= len(text) or not text[inner].folded or not _phrase_end(scene, text, inner) > inner
    return place if ended else inner


def _past_articles(scene: Scene, text: Sequence[Word], place: int) -> int:
    while place < len(text) and (text[place].text in _QUOTES or phrases("article").at(text, place, scene.languages)):
        place += 1
    return place


def _before(scene: Scene, position: int) -> str:
    """The word of grammar that stands before a stretch, which each of an enumeration may have: "on … and on …".

    The article behind it is passed over: "traite de (l')agriculture et de la mobilité".
    """
    before = list(scene.words(Span(max(0, position - _FAR), position))) if position else []
    while before and phrases("article").alone(before[-1], scene.languages):
        before.pop()
    word = before[-1].folded if before else ""
    return word if 0 < len(word) <= _LONGEST_PREPOSITION else ""


_FAR = 20
_LONGEST_PREPOSITION = 6


_QUOTES = frozenset("\"“„«‘'‚”")


def _joined(scene: Scene, text: Sequence[Word], end: int, leading: str) -> int:
    """Where the next of an enumeration begins; the place itself where nothing joins."""
    place = end
    while place < len(text) and place - end < 3:
        match = phrases("conjunction").at(text, place, scene.languages)
        if text[place].text not in {",", "”", '"', "»"} and not match:
            break
        place = match.end if match else place + 1
    if leading and end < place < len(text) and _same_preposition(text[place].folded, leading):
        place += 1
    return _opened(scene, text, place) if place > end else end


def _same_preposition(word: str, leading: str) -> bool:
    """Whether a word is the one before, alone or grown together with an article: "su … e sulla …"."""
    return word == leading or (2 <= len(word) <= _LONGEST_PREPOSITION and len(leading) > 1 and word[:2] == leading[:2])


def _phrase_end(scene: Scene, text: Sequence[Word], start: int) -> int:
    """Where a noun phrase ends at the latest: a mark, a name, a conjunction, a word that no such phrase has."""
    end = start
    while end < len(text) and end - start <= _LONGEST and text[end].folded and not text[end].text.isdigit():
        there = scene.touching(text[end])
        ends = phrases("phrase-end").at(text, end, scene.languages)
        if (ends or phrases("conjunction").at(text, end, scene.languages)) and not there:
            break
        if any(m.kind != "Theme" for m in there) or (end > start and _verbal(scene, text[end])):
            break
        end += 1
    return end


def _verbal(scene: Scene, word: Word) -> bool:
    """Whether an English word inside a phrase is a verb's form or an adverb: "affordable housing (took place)"."""
    plain = word.folded
    if scene.language != "en" or len(plain) < 3 or "-" in plain or capitalised(word.text):
        return False
    base = fold(lemma(word.text, "en"))
    changed = base != plain and not plain.endswith(("s", "ing", "er", "est", "men", "people", "children"))
    return changed or (plain.endswith("ly") and base == plain and len(plain) > 5)


def _topic(
    scene: Scene, text: Sequence[Word], start: int, end: int, *, free: bool, told: bool
) -> tuple[Mention, int] | None:
    if _counted(scene, text[start:end]):
        return None
    label = label_at(scene, text, start)
    if (label[1] if label else end) == start + 1 and phrases("fund-cue").alone(text[start], scene.languages):
        return None  # "a project approved for funding"
    if label and (not free or label[1] >= end or not _goes_on(scene, text, label[1], end)):
        return label
    if free and 0 < end - start < _LONGEST and _is_phrase(scene, text, start, end, least=0 if told else 2):
        if any(phrases(kind).alone(text[end - 1], scene.languages) for kind in ("article", "genitive")):
            return label  # "dedicated to finding the “obstacles”"
        span = Span(text[start].start, text[end - 1].end)
        return Mention(span, "Theme", span.of(scene.text), 0.75), end
    return label


def _counted(scene: Scene, stretch: Sequence[Word]) -> bool:
    """Whether a phrase says no more than that there are topics: "tres temas", "aktuelle Themen"."""
    return len(stretch) == 2 and phrases("label-cue", ("theme",)).alone(stretch[1], scene.languages)


def _goes_on(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether words behind a label are of the topic too: "mobility | plans", not "mobility | met".

    Where adjectives follow their noun, one word more before a mark is one: "dziedzictwo | podziemne".
    """
    if all(_weight(w, scene.language) for w in text[start:end] if len(w.folded) > _SHORT):
        return True
    marked = end == len(text) or not text[end].folded
    return marked and end - start == 1 and scene.language not in _HEAD_LAST


def label_at(scene: Scene, text: Sequence[Word], start: int) -> tuple[Mention, int] | None:
    """The longest label of the scheme that begins at a word, as it stands or inflected, and the index after it."""
    first = text[start].text
    languages = [code for code in dict.fromkeys((scene.language, "en")) if lemma(first, code) in _beginnings(code)]
    longest = min(len(text), start + _LONGEST_LABEL) if languages else start
    for end in range(longest, start, -1):
        stretch = text[start:end]
        if not all(w.folded for w in stretch):
            continue
        for language in languages:
            known = _labels(language).get(_key(stretch, language))
            if known:
                span = Span(stretch[0].start, stretch[-1].end)
                written = span.of(scene.text)
                return Mention(span, "Theme", written, 0.8, aliases=() if written == known else (known,)), end
    return None


def whole(scene: Scene, span: Span) -> Mention | None:
    """The topic that a stretch is, where it is nothing but a label of the scheme in any inflection."""
    text = [w for w in scene.words(span) if w.folded]
    found = label_at(scene, text, 0) if 0 < len(text) <= _LONGEST_LABEL else None
    return found[0] if found and found[1] == len(text) else None


def _is_phrase(scene: Scene, text: Sequence[Word], start: int, end: int, least: int) -> bool:
    """Whether words can name a topic: one is of the scheme's, and none is a name."""
    language, stretch = scene.language, text[start:end]
    if len(stretch[-1].folded) <= _SHORT or _action(language, stretch) or _tied(scene, stretch):
        return False
    if any(distinctive(w.text) for w in stretch) or not _is_lower(stretch, language):
        return False
    if len(stretch) == 1:
        return language in _COMPOUNDING and len(stretch[0].folded) > 9 and _ends_in_one(stretch[0], language)
    weight = sum(_weight(w, language) for w in stretch if len(w.folded) > _SHORT)
    return weight >= least


def _is_lower(stretch: Sequence[Word], language: str) -> bool:
    """Whether words are written small, as far as their language does; the first may begin a line."""
    first = not capitalised(stretch[0].text) or known(stretch[0].text, language)
    return language == "de" or (first and not any(capitalised(w.text) for w in stretch[1:]))


def _tied(scene: Scene, stretch: Sequence[Word]) -> bool:
    """Whether words begin in the middle of a phrase ("of those areas") or with a word before it ("say of those")."""
    ties = phrases("genitive")
    return any(
        ties.at(stretch, i, (scene.language,)) and (i == 0 or phrases("article").at(stretch, i + 1, (scene.language,)))
        for i in range(len(stretch) - 1)
        if i == 0 or len(stretch[i - 1].folded) <= _SHORT + 2
    )


def _action(language: str, stretch: Sequence[Word]) -> bool:
    """Whether an English phrase begins with a verb and its object: "improving school meals"."""
    return language == "en" and len(stretch) > 1 and stretch[0].folded.endswith("ing") and stretch[1].folded != "of"


def _weight(word: Word, language: str) -> int:
    """How much a word says of a topic: 2 for a word of few concepts, 1 for one of many ("urban"), 0 for any other."""
    known = _vocabulary(language)
    uses = known.get(lemma(word.text, language)) or known.get(word.folded) or 0
    if not uses and language in _COMPOUNDING:
        return 2 * _ends_in_one(word, language)
    return 0 if not uses else 2 if uses <= _MANY else 1


def _ends_in_one(word: Word, language: str) -> bool:
    known = _vocabulary(language)
    return any(word.folded[cut:] in known for cut in range(3, len(word.folded) - 4))


def _key(stretch: Sequence[Word], language: str) -> tuple[str, ...]:
    return tuple(lemma(w.text, language) for w in stretch)


@cache
def _labels(language: str) -> dict[tuple[str, ...], str]:
    """The labels of a language by the lemmas of their words."""
    return {_key(words(label), language): label for label in reversed(theme_labels(language))}


@cache
def _beginnings(language: str) -> frozenset[str]:
    return frozenset(key[0] for key in _labels(language))


@cache
def _vocabulary(language: str) -> dict[str, int]:
    """The words that labels are made of, and their lemmas, with how many concepts have them."""
    found: dict[str, set[str]] = defaultdict(set)
    for label in theme_labels(language):
        for word in words(label):
            for form in {word.folded, lemma(word.text, language)}:
                found[form].add(concept(label, language))
    return {word: len(concepts) for word, concepts in found.items() if len(word) > _SHORT}
