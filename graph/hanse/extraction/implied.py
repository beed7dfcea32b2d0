"""Initiatives that no word calls one, told by what is said of them: who leads them, which programme pays for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from hanse.extraction.gatherings import is_partners, sorts, stage
from hanse.extraction.lexicon import Match, Phrases, phrases
from hanse.extraction.recognition.bounds import before_place
from hanse.extraction.recognition.chunks import coined, is_small, opens, run_after, span_of, trimmed
from hanse.extraction.recognition.known import Name, NameIndex, recognise
from hanse.extraction.recognition.presented import nameable
from hanse.extraction.recognition.tails import cut_off, tail
from hanse.extraction.relations import may_be_said, said_of
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.typology import HEAD_LAST
from hanse.extraction.words import Word, capitalised, distinctive, numbered
from hanse.model import BlockKind, Span
from hanse.names import fold
from hanse.vocabulary import Cue, pays_for_networks, wording

__all__ = ["imply"]

_WEIGHTS = {"programme": 0.6, "leadPartner": 0.6, "follows": 0.6, "eventOf": 0.4, "partner": 0.25}
_TERMS = frozenset(_WEIGHTS) - {"eventOf"}
_COINED, _UNHEARD, _HEADLINE, _REPEATED, _TOWNS, _OWN_LINE = 0.3, 0.2, 0.2, 0.15, 0.35, 0.2
_MEANT = 0.2
_DOUBT = 0.2  # bodies lead bodies too, and the name may be that of a word before it: "the recycler X, led by"
_ENOUGH = 0.74
_TELLING = 8  # letters of the words that tie a place to what it takes part in: "member of", not "is in"


@dataclass(slots=True)
class _Candidate:
    """A name and what speaks for it."""

    text: str
    shape: float  # how much its letters speak for a name: odd ones, or words that no dictionary has
    towns: bool  # it has a word for several towns: "Cities on Rails"
    headed: bool = False  # a word that may say what it is stands before it
    spans: list[Span] = field(default_factory=list)
    said: dict[str, Mention] = field(default_factory=dict)  # property → whom or what it ties the name to
    ties: set[str] = field(default_factory=set)  # the properties whose words stand before it: "lead partner of"

    @property
    def told(self) -> bool:
        """Whether anything speaks for it but its shape."""
        return bool(self.said or self.ties or self.towns)


def imply(scene: Scene) -> None:
    """Mark as initiatives the names of which a page says enough that holds of initiatives alone."""
    found: dict[str, _Candidate] = {}
    units = [unit for unit in scene.units() if scene.layout.block(unit.block).kind is not BlockKind.META]
    lines = [sentence for unit in units for sentence in scene.sentences(unit)]
    silent = []
    for sentence in lines:
        if _may_tell(scene, sentence):
            _gather(scene, found, sentence)
        else:
            silent.append(sentence)
    told = [text for text, candidate in found.items() if candidate.told]
    for sentence in silent if told else ():
        written = sentence.of(scene.text)
        if any(text in written for text in told):
            _gather(scene, found, sentence)
    standing = sorted((found[text] for text in told), key=lambda candidate: min(candidate.spans))
    titles = [f.value for f in scene.document.fields if f.name in {"title", "site"}]
    titles += [scene.layout.text(i) for i, block in enumerate(scene.layout.blocks) if block.kind is BlockKind.META]
    names = [
        Name(c.text, _kind(scene, c), score=0.8)
        for c in standing
        if _score(scene, c, titles) >= _ENOUGH and not numbered(c.text)
    ]
    if names:
        scene.names = NameIndex((*scene.names.names(), *names))
        for unit in units:
            recognise(scene, unit)


def _shouted(scene: Scene, sentence: Span) -> bool:
    """Whether a line is all in capitals, so that these tell no name in it."""
    written = sentence.of(scene.text)
    return written.isupper() and len(written.split()) >= _LINE


_LINE = 4  # words


def _may_tell(scene: Scene, sentence: Span) -> bool:
    """Whether a sentence may say of a name what holds of initiatives alone; any other only has names."""
    text, languages = scene.words(sentence), scene.languages
    if _openings().within(text, languages) or may_be_said(scene, sentence, _TERMS):
        return True
    if _of_partners(scene, text):
        return True
    return any(_several(text[m.start], m) for m in phrases("name-cue", ("City",)).scan(text, languages)) or any(
        "(" in scene.text[m.span.start - 2 : m.span.end] for m in scene.inside(sentence, ("Programme",))
    )


def _gather(scene: Scene, found: dict[str, _Candidate], sentence: Span) -> None:
    """Note the names in a sentence, and what it says of them."""
    text = scene.words(sentence)
    runs = [run for run in _runs(scene, text) if run == (0, len(text)) or not _shouted(scene, sentence)]
    spans = [span_of(text, start, end) for start, end in runs]
    for span, (start, end) in zip(spans, runs, strict=True):
        _note(scene, found, span)
        candidate = found[span.of(scene.text)]
        candidate.ties |= _ties(scene, text, start)
        candidate.ties |= {"eventOf"} if _odd(text[start:end]) and _met(scene, text, start, end) else set()
        candidate.headed |= _headed(scene, text, start)
    for span, (_, end) in zip(spans, runs, strict=True):
        if payer := _in_bracket(scene, text, end):
            found[span.of(scene.text)].said.setdefault("programme", payer)
    for term, span, other in said_of(scene, sentence, spans, _TERMS) if spans else ():
        found[span.of(scene.text)].said.setdefault(term, other)


def _runs(scene: Scene, text: Sequence[Word]) -> Iterator[tuple[int, int]]:
    place = 0
    while place < len(text):
        word = text[place]
        if not word.folded or not (capitalised(word.text) or distinctive(word.text)) or scene.touching(word):
            place += 1
            continue
        end = before_place(scene, text, place, run_after(text, place, scene.languages))
        start = trimmed(text, place, end, scene.languages) if place == 0 or opens(word, scene.language) else place
        if cue := phrases("name-cue", INITIATIVES).at(text, start, (scene.language,)) if start < end else None:
            start = cue.end if cue.end < end else start  # "Projekt Zielone Przystanki"
        end = tail(scene, text, start, end) if start < end else end
        if (
            start < end
            and not text[start].text.islower()  # "Netzwerk | von Städten"
            and _whole(scene, text, start)
            and not cut_off(scene, text, start, end)
            and nameable(scene, text, start, end)
        ):
            yield start, end
        place = max(end, place + 1)


def _whole(scene: Scene, text: Sequence[Word], start: int) -> bool:
    """Whether no name of a body goes on as one that begins at a word: "v síti UNESCO Small Towns"."""
    before = scene.touching(text[start - 1]) if start else []
    return not before or before[0].kind != "Organisation" or text[start].start - text[start - 1].end != 1


def _ties(scene: Scene, text: Sequence[Word], start: int) -> set[str]:
    """The properties whose words end right before a name: "we are members of", "lead partner of"."""
    found = set()
    while start > 1 and phrases("article").alone(text[start - 1], scene.languages):
        start -= 1
    for first in range(max(0, start - 4), start):
        match = _openings().at(text, first, scene.languages)
        if match and match.end == start:
            found.add(match.cue.term)
    return found


def _met(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether a name is of those whose meeting is one of partners: "kick-off meeting of X", "the X partner meeting"."""
    own, genitive = (scene.language,), phrases("genitive")
    of = next((i for i in range(start - 1, max(-1, start - 3), -1) if genitive.alone(text[i], own)), 0)
    between = all(phrases("article").alone(word, own) for word in text[of + 1 : start])
    if of and between and _of_partners(scene, text[max(0, of - _MEETING) : of]):
        return True
    return scene.language in HEAD_LAST and _of_partners(scene, text[end : end + _MEETING])


def _odd(name: Sequence[Word]) -> bool:
    """Whether a name is odd by its letters, not but by a number: "TIDELINE", not "Phase 2"."""
    return any(distinctive(word.text) and not word.text.isdigit() for word in name)


def _of_partners(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether words name a meeting that only those who work together have, and nothing else."""
    telling = [is_partners(w, scene.languages) or bool(stage(w, scene.languages)) for w in text]
    return any(telling) and any(sorts(w, scene.languages) for w in text)


_MEETING = 3  # words of "transnational meeting", "réunion de lancement"


def _in_bracket(scene: Scene, text: Sequence[Word], end: int) -> Mention | None:
    """The programme in the bracket after a name: "SKYLARK (Erasmus+, 2020–2022)"."""
    if end + 1 >= len(text) or text[end].text != "(":
        return None
    return next((m for m in scene.touching(text[end + 1]) if m.kind == "Programme"), None)


def _headed(scene: Scene, text: Sequence[Word], start: int) -> bool:
    """Whether an ordinary word stands right before a name: "the recycler X"."""
    before = text[start - 1] if start else None
    if before is None or not before.folded or not before.text.islower() or is_small(before, scene.languages):
        return False
    return not any(phrases(kind).alone(before, scene.languages) for kind in ("article", "conjunction", "genitive"))


@cache
def _openings() -> Phrases:
    """What patterns of partners and leads have before the name of what they take part in."""
    found = set()
    for cue in wording()["pattern"]:
        if cue.term in ("partner", "leadPartner") and cue.text.endswith("{subject}") and "{object}" in cue.text:
            words = cue.text.removesuffix("{subject}").rpartition("}")[2].strip(" ,")
            if len(words) >= _TELLING:
                found.add(Cue(cue.term, words, cue.language))
    return Phrases.of(sorted(found))


def _note(scene: Scene, found: dict[str, _Candidate], span: Span) -> None:
    text = span.of(scene.text)
    if text not in found:
        words = scene.words(span)
        found[text] = _Candidate(text, _shape(scene, words), _names_towns(scene, words))
    found[text].spans.append(span)


def _shape(scene: Scene, words: Sequence[Word]) -> float:
    if any(distinctive(w.text) for w in words):
        return _COINED
    return _UNHEARD if coined(words, scene.languages) else 0


def _names_towns(scene: Scene, words: Sequence[Word]) -> bool:
    """Whether a name of several words has one for towns in the plural."""
    cues = phrases("name-cue", ("City",)).scan(words, scene.languages) if len(words) > 1 else ()
    return any(_several(words[m.start], m) for m in cues)


def _several(word: Word, match: Match) -> bool:
    return word.folded != _singular(match.cue.text)


@cache
def _singular(cue: str) -> str:
    return fold(cue).split()[0]


def _score(scene: Scene, candidate: _Candidate, titles: Sequence[str]) -> float:
    told = sum(_WEIGHTS[term] for term in candidate.said.keys() | candidate.ties)
    if scene.mentions.named("Organisation", candidate.text):
        return 0
    if (leader := candidate.said.get("leadPartner")) and (leader.kind != "City" or candidate.headed):
        told -= _DOUBT
    times = scene.text.count(candidate.text)
    headline = any(candidate.text in title or title.casefold() == candidate.text.casefold() for title in titles)
    return (
        told
        + (candidate.shape if "follows" in candidate.said or candidate.shape == _COINED else 0)
        + _TOWNS * candidate.towns
        + _REPEATED * (times > 1)
        + _HEADLINE * headline
        + _OWN_LINE * _alone(scene, candidate)
        + _MEANT * _meant(scene, candidate)
    )


def _meant(scene: Scene, candidate: _Candidate) -> bool:
    """Whether a coined name that takes part in things is what a page, which names no other, calls "the network"."""
    if candidate.shape < _COINED or not candidate.ties or any(m.kind in INITIATIVES for m in scene.mentions):
        return False
    return bool(scene.calls_itself(("Network", "Project")))


def _alone(scene: Scene, candidate: _Candidate) -> bool:
    """Whether the name is a whole line, as where a site says its name."""
    return any(unit.span.of(scene.text) == candidate.text for unit in scene.units(boilerplate=True))


def _kind(scene: Scene, candidate: _Candidate) -> str:
    """A network where a programme of networks pays or its name says towns; else as the page calls such things."""
    payer, forebear = candidate.said.get("programme"), candidate.said.get("follows")
    if payer and pays_for_networks(payer.name):
        return "Network"
    if forebear and forebear.kind != "GoodPractice":
        return forebear.kind
    if payer:
        return "Project"
    return "Network" if candidate.towns else scene.calls_itself(("Network", "Project")) or "Project"
