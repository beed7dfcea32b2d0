"""What the titles of cards, sections and pages are: names, as they are or in part, or words for what follows."""

from __future__ import annotations

from functools import cache
from itertools import dropwhile, takewhile

from hanse.extraction.government import governs
from hanse.extraction.knowledge import register
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.roles import aside, roles
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.typology import COMPOUNDING
from hanse.extraction.words import Word, distinctive, lemma, words
from hanse.model import Span
from hanse.names import fold
from hanse.vocabulary import wording

__all__ = ["heads_matter", "is_name", "lists_things", "named", "untyped"]

_LABEL = 3  # words of a heading that only says who is listed below: "Former members"
_TIE = 2  # words from "on" to "project": "facts on the project"
_SECOND = 4  # letters of the second part of a compound


def named(title: str) -> str:
    """A title that is a name; of one that goes on in prose or is numbered, its coined words: "2. SKILLS+: networks"."""
    title = title.strip(' :*#"“”„«»')
    found = [w for w in words(title) if w.folded]
    if any(w.text.islower() or w.text.isdigit() for w in found):
        coined = list(takewhile(lambda w: distinctive(w.text), dropwhile(lambda w: w.text.isdigit(), found)))
        if coined:
            return title[coined[0].start : coined[-1].end]
    return title


def untyped(scene: Scene, title: str) -> str:
    """A title without the word for what it names, and the programme's: "Projekt URBACT KLIMASTADT" is KLIMASTADT."""
    text = words(title)
    cues, known = phrases("name-cue", INITIATIVES), register()
    article = phrases("article").at(text, 0, scene.languages) if text else None  # "Das Projekt HANGWEG"
    start = article.end if article and article.end < len(text) and cues.at(text, article.end, scene.languages) else 0
    while start < len(text):
        cue, programme = cues.at(text, start, scene.languages), known.at(text, start, scene.language)
        end = max(cue.end if cue else 0, programme[0] if programme else 0)
        if not end:
            break
        start = end
    rest = title[text[start].start :] if 0 < start < len(text) else ""
    capitals = rest.isupper() and not title.isupper()  # "Réseau PLACES OUVERTES": no coined word, but written as a name
    return rest.strip(' "“”„«»') if rest and (capitals or scene.coined(rest)) else title


def is_name(title: str) -> bool:
    """Whether a title is short, no sentence and no label."""
    found = [w for w in words(title) if w.folded]
    label = bool(roles(title)) or (len(found) <= _LABEL and aside(found, ()))
    return 0 < len(found) <= 12 and not title.endswith((".", "…", "!")) and not label


def lists_things(scene: Scene, title: str) -> bool:
    """Whether a title tells what kind of things follow: "Good practices and networks"."""
    text = words(title)
    found = phrases("name-cue", INITIATIVES).scan(text, scene.languages)
    return any(
        m.end == len(text) and text[m.end - 1].folded != lemma(text[m.end - 1].text, m.cue.language) for m in found
    )


def heads_matter(scene: Scene, title: Span) -> bool:
    """Whether a title says what of an unnamed initiative follows: "The project in brief", "Projektdaten"."""
    text = [word for word in scene.words(title) if word.folded]
    cues = phrases("name-cue", INITIATIVES).scan(text, scene.languages)
    if not cues:
        return len(text) == 1 and _compounded(text[0], scene.language)
    first, last = cues[0], cues[-1]
    led = first.start == 0 or (first.start == 1 and phrases("article").alone(text[0], scene.languages))
    if led and first.end < len(text) and governs(scene, text[first.end]):
        return True
    ahead = text[max(0, last.start - _TIE) : last.start]
    topical = particles("topic-preposition", scene.languages)
    return last.end == len(text) and any(governs(scene, w) or w.text.lower() in topical for w in ahead)


def _compounded(word: Word, language: str) -> bool:
    """Whether a word begins with one for initiatives, in small letters or all in capitals: "PROJEKTDATEN"."""
    plain = word.text.istitle() or word.text.isupper()
    return plain and any(
        word.folded.startswith(stem) and len(word.folded) - len(stem) >= _SECOND for stem in _stems(language)
    )


@cache
def _stems(language: str) -> frozenset[str]:
    """The words for initiatives with which a compound may begin in a language."""
    told = wording()["name-cue"] if language in COMPOUNDING else ()
    return frozenset(fold(cue.text) for cue in told if cue.term in INITIATIVES and cue.language == language)
