"""Who does something in the frame of an initiative: "In the SKYLARK project, Graz and Linz are testing boats"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.coordination import coordinated
from hanse.extraction.gates import needs
from hanse.extraction.government import before, governs, possessive
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.negation import negated
from hanse.extraction.participants import PARTICIPANT
from hanse.extraction.reference import referred
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.typology import VERB_LAST, VERB_SECOND
from hanse.extraction.vetoes import occasion_in
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["read"]

_FRAMES = everywhere("frames")
_WITHIN = by_language("framing", as_written=True)
_STATES = by_language("states")
_ACTIVE = {code: tuple(endings) for code, endings in by_language("active-endings").items()}
_GRAMMAR = ("article", "genitive", "place-preposition", "modifier-cue")
_OPENING = 9  # words from the beginning of a sentence to the end of what frames it
_FAR = 12  # words from names to the frame of what they do
_SIGNS = frozenset(",;:–—(")
_VERBS = 2  # words of a verb before its subject, an adverb included
_FEWEST = 2  # of one alone the sentence may as well say where something is done


@needs(kinds=PARTICIPANT)
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note several cities or bodies that are the subject of a sentence which an initiative frames as its partners."""
    text = scene.words(sentence)
    if not text or negated(scene, text) or _undergone(scene, text) or occasion_in(scene, sentence):
        return
    opens = _opens(scene, text)
    if not opens and not any(word.folded in _FRAMES for word in text):
        return
    for span, initiative in _frames(scene, sentence):
        end = _closed(scene, text, span) if opens and _framing(scene, text, span) else None
        for one in _subject(scene, sentence, text, end) if end is not None else _ahead(scene, sentence, text, span):
            scene.say(initiative, "partner", one, sentence, "frame", 0.7)
        if end is not None:
            return


def _undergone(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether a sentence ends in the verb of a passive, where that comes last: "sollen untersucht werden"."""
    last = next((word for word in reversed(text) if word.folded), text[-1])
    return scene.language in VERB_LAST and last.folded in _STATES[scene.language]


def _ahead(scene: Scene, sentence: Span, text: Sequence[Word], name: Span) -> Sequence[Mention]:
    """The names with which a sentence begins that goes on to say in which frame they do something: "Graz and Linz test
    boats | as part of the project X".
    """
    head = _head(scene, text, name)
    joined = _joined(scene, sentence, text, 0) if head is not None else ()
    if not joined or before(scene, text, joined[0]) is not None:
        return ()
    between = text[_behind(text, joined[-1]) : head]
    if not 0 < len(between) <= _FAR or not _does(scene, between[:_VERBS]):
        return ()
    parted = any(word.text in _SIGNS or word.text in particles("relative", scene.languages) for word in between)
    return () if parted else joined


def _joined(scene: Scene, sentence: Span, text: Sequence[Word], place: int) -> Sequence[Mention]:
    """The first names from a word on, if they are several that are joined, and not but whose something is."""
    first = next(iter(scene.inside(Span(text[place].start, sentence.end), PARTICIPANT)), None)
    joined = coordinated(scene, first, sentence) if first else []
    whole = len(joined) >= _FEWEST and joined[0] is first
    return joined if whole and not any(possessive(scene, text, one) for one in joined) else ()


def _behind(text: Sequence[Word], name: Mention) -> int:
    return next((i for i, word in enumerate(text) if word.start >= name.span.end), len(text))


def _head(scene: Scene, text: Sequence[Word], name: Span) -> int | None:
    """Where "part" or "framework" stands before a name, with nothing but what leads from one to the other between."""
    cues = (phrases("name-cue", ("Network", "Project")), *map(phrases, _GRAMMAR))
    for place in range(sum(word.end <= name.start for word in text) - 1, -1, -1):
        if text[place].folded in _FRAMES:
            return place
        if not any(cue.alone(text[place], scene.languages) for cue in cues):
            return None
    return None


def _opens(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether a sentence begins with a preposition that may lead to a frame."""
    return text[0].text.lower() in _WITHIN[scene.language]


def _frames(scene: Scene, sentence: Span) -> list[tuple[Span, Mention]]:
    """The networks and projects of a sentence, by name or as "the project"."""
    return [*((m.span, m) for m in scene.inside(sentence, ("Network", "Project"))), *referred(scene, sentence)]


def _framing(scene: Scene, text: Sequence[Word], name: Span) -> bool:
    """Whether nothing stands before a name but what leads to it: "as part of the European project"."""
    cues = (phrases("name-cue", ("Network", "Project")), *map(phrases, _GRAMMAR))
    before_it = [word for word in text if word.end <= name.start]
    return len(before_it) < _OPENING and all(
        w.folded in _FRAMES
        or not w.folded
        or w.text.lower() in _WITHIN[scene.language]
        or any(cue.alone(w, scene.languages) for cue in cues)
        for w in before_it
    )


def _closed(scene: Scene, text: Sequence[Word], name: Span) -> int | None:
    """Where what frames a sentence ends: behind a name, a word for what it is, and a comma."""
    place = next((i for i, w in enumerate(text) if w.start >= name.end), len(text))
    if place < len(text) and (cue := phrases("name-cue", ("Network", "Project")).at(text, place, scene.languages)):
        place = cue.end
    if place < len(text) and text[place].text == ",":
        place += 1
    return place if place < len(text) else None


def _subject(scene: Scene, sentence: Span, text: Sequence[Word], place: int) -> Sequence[Mention]:
    """The names that are a subject at once behind a frame, or behind the verb in languages where it comes second."""
    joined = _joined(scene, sentence, text, place)
    if not joined:
        return ()
    at = before(scene, text, joined[0])
    between = text[place : (at if at is not None else -1) + 1]
    if scene.language in VERB_SECOND:
        acting = 0 < len(between) <= _VERBS and all(_may_be_verb(scene, word) for word in between)
    else:
        behind = _behind(text, joined[-1])
        acting = not between and _does(scene, text[behind : behind + _VERBS])
    return joined if acting else ()


def _does(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether a verb begins with which somebody does something: "test", "are testing"; not "are tested"."""
    if not text or not text[0].text.islower() or governs(scene, text[0]):
        return False
    if len(text) == _VERBS and text[1].folded.endswith(_ACTIVE.get(scene.language, ())):
        return True
    return _may_be_verb(scene, text[0]) and text[-1].folded not in _STATES[scene.language]


def _may_be_verb(scene: Scene, word: Word) -> bool:
    """Whether a word may be what somebody does: not one of grammar, nor "is" and "was"."""
    if not word.text.islower() or word.folded in _STATES[scene.language] or governs(scene, word):
        return False
    return not any(phrases(kind).alone(word, scene.languages) for kind in ("article", "conjunction"))
