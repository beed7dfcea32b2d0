"""Facts from sentences: the patterns of the wording, matched over mentions and lemmas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import itemgetter

from hanse.extraction.coordination import coordinated
from hanse.extraction.lexicon import forms, phrases
from hanse.extraction.recognition.chunks import RELATIVES
from hanse.extraction.reference import focus, referred
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.topics import topics_in
from hanse.extraction.words import Word, capitalised, distinctive, lemma, words
from hanse.model import Span, Value
from hanse.vocabulary import PROPERTIES, Cue, signature, wording

__all__ = ["negated", "read", "said_of"]

_GAP = 2
_OPENING = frozenset(":–—-(\"“”„«»'’‘")  # "GreenLink: led by Ghent"
_QUOTES = frozenset("\"“”„«»'’‘")
_LONGEST_EVENT = 80  # characters from an event's description to the name of whose it is
_VALUES = {"population", "attendance"}
_TERMS = {*PROPERTIES, *_VALUES} - {"creator"}
_OF_THE_THING_AT_HAND = frozenset(
    {"partner", "leadPartner", "follows", "implementedIn", "programme", "leadExpert", "expert", "theme"}
)
"""What may be said of an initiative that another sentence names."""
_ONE = frozenset({"leadPartner", "locatedIn"})
"""What is true of the name beside the words, not of those joined to it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence, or a mention in it taken as one."""

    word: Word | None
    mention: Mention | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A wording of a property: slots as "{subject}", words as their folded form."""

    term: str
    language: str
    parts: tuple[str, ...]
    literals: frozenset[str]  # the words that must be in the sentence
    whole: bool = True  # it has a slot for the subject

    @property
    def telling(self) -> bool:
        """Whether its words say by themselves that a topic follows: "deals with", not "on"."""
        return any(len(word) > 3 for word in self.literals)


@cache
def _patterns(languages: tuple[str, ...]) -> dict[str, list[tuple[int, Pattern]]]:
    """The patterns of some languages, with their rank, by the rarest of their words; under "" those that have none."""
    cues = [cue for cue in wording().get("pattern", ()) if cue.language in languages]
    found = list(dict.fromkeys(p for cue in cues for lemmas in (False, True) if (p := _pattern(cue, lemmas=lemmas))))
    uses = Counter(word for pattern in found for word in pattern.literals)
    keyed: dict[str, list[tuple[int, Pattern]]] = {}
    for rank, pattern in enumerate(sorted(found, key=lambda p: (-len(p.parts), p.term, p.parts))):
        rarest = min(pattern.literals, key=lambda word: (uses[word], word), default="")
        keyed.setdefault(rarest, []).append((rank, pattern))
    return keyed


def _pattern(cue: Cue, *, lemmas: bool) -> Pattern | None:
    """A cue as a pattern: of its words as they stand, or of their lemmas, so that any inflection matches."""
    if cue.term not in _TERMS or "{object}" not in cue.text:
        return None
    if "{subject}" not in cue.text and cue.term not in _OF_THE_THING_AT_HAND:
        return None
    pieces = re.findall(r"\{\w+\}|[^{}]+", cue.text)
    literal = partial(_literals, language=cue.language if lemmas else "")
    parts = tuple(p for piece in pieces for p in ([piece] if piece[0] == "{" else literal(piece)))
    literals = frozenset(p for p in parts if p[0] != "{" and p.isalnum())
    if cue.term == "affiliation" and ("{role}" in parts or not any(len(word) > 4 for word in literals)):
        return None  # affiliations reads the roles, and what signs and small words tie
    return Pattern(cue.term, cue.language, parts, literals, "{subject}" in parts)


def _literals(piece: str, language: str) -> list[str]:
    return [(lemma(w.text, language) if language and w.folded else w.folded) or w.text for w in words(piece)]


def read(scene: Scene, sentence: Span) -> None:
    """Note what the patterns find in a sentence."""
    inside = scene.inside(sentence)
    if negated(scene, scene.words(sentence)):
        return
    tokens = _tokens(scene, sentence)
    patterns = _candidates(scene.languages, _all_forms(tokens, scene.languages))
    patterns = patterns if inside else [p for p in patterns if p.term == "theme"]  # its topic is no name
    taken: set[tuple[object, ...]] = set()
    for pattern in _fillable(patterns, tokens):
        for bound in _matches(scene, pattern, tokens):
            _say(scene, pattern, bound, sentence, taken)
    about = [p for p in patterns if p.term in _OF_THE_THING_AT_HAND and _bears(p)]
    if about:
        _read_referring(scene, about, tokens, sentence, taken)


def said_of(
    scene: Scene, sentence: Span, names: Sequence[Span], terms: frozenset[str]
) -> Iterator[tuple[str, Span, Mention]]:
    """What patterns say of names that no mention covers, were they initiatives: the property, the name, the other."""
    if not scene.inside(sentence) or negated(scene, scene.words(sentence)):
        return
    tokens = _tokens(scene, sentence)
    guesses = {id(g): g for g in (Mention(span, "Project", span.of(scene.text)) for span in names)}
    told = list(_referring(tokens, [(g.span, g) for g in guesses.values()]))
    patterns = [p for p in _candidates(scene.languages, _all_forms(told, scene.languages)) if p.term in terms]
    for pattern in _fillable(patterns, told):
        for bound in _matches(scene, pattern, told):
            ends = (bound.subject, bound.object)
            for one, other in (ends, ends[::-1]):
                if isinstance(other, Mention) and id(other) not in guesses and (guess := guesses.get(id(one))):
                    yield pattern.term, guess.span, other


def _bears(pattern: Pattern) -> bool:
    """Whether a pattern has a word that says something by itself; for a topic, the topic does."""
    return pattern.term == "theme" or any(len(word) > 2 for word in pattern.literals - _places())


@cache
def _places() -> frozenset[str]:
    """Words that stand beside any place: "in", "city of"."""
    cues = [c for c in wording().get("name-cue", ()) if c.term == "City"] + list(wording().get("place-preposition", ()))
    return frozenset(w.folded for c in cues for w in words(c.text))


def _read_referring(
    scene: Scene, patterns: Sequence[Pattern], tokens: list[Token], sentence: Span, taken: set[tuple[object, ...]]
) -> None:
    """Note what is said of "the project", or of an initiative that goes without saying: "Led by Ghent, it …"."""
    named = [t.mention for t in tokens if t.mention and t.mention.kind in INITIATIVES]
    names = {m.name.casefold() for m in named}
    understood = (named[0] if len(names) == 1 else None) if named else focus(scene, sentence)
    opened = [Token(None, understood, sentence.start, sentence.start)] if understood else []
    told = [*opened, *_referring(tokens, referred(scene, sentence))]
    if told == tokens:
        return
    fillable = set(_fillable(patterns, told))
    for pattern in patterns:
        if pattern.whole:
            for bound in _matches(scene, pattern, told) if pattern in fillable else ():
                if pattern.term == "theme" and not pattern.telling and told[bound.first].start == told[bound.first].end:
                    continue  # "On mobility, he said" is not about what goes without saying
                _say(scene, pattern, bound, sentence, taken, 0.72)
        elif understood:
            for bound in _matches(scene, pattern, tokens, understood):
                _say(scene, pattern, bound, sentence, taken, 0.72)


def _referring(tokens: list[Token], references: Sequence[tuple[Span, Mention]]) -> Iterator[Token]:
    """The tokens with each stretch that stands for an initiative taken as one."""
    waiting = list(references)
    for token in tokens:
        while waiting and waiting[0][0].end <= token.start:
            waiting.pop(0)
        if not waiting or token.start < waiting[0][0].start:
            yield token
        elif token.start == waiting[0][0].start:
            yield Token(None, waiting[0][1], token.start, waiting[0][0].end)


def _candidates(languages: tuple[str, ...], forms: set[str]) -> list[Pattern]:
    """The patterns whose words are all in a sentence, the longest first."""
    keyed = _patterns(languages)
    found = [ranked for word in ("", *forms) for ranked in keyed.get(word, ()) if ranked[1].literals <= forms]
    found.sort(key=itemgetter(0))
    return [pattern for _, pattern in found]


def _fillable(patterns: Iterable[Pattern], tokens: Sequence[Token]) -> list[Pattern]:
    """The patterns with slots for both sides to which a sentence has mentions of the right kinds."""
    kinds = {token.mention.kind for token in tokens if token.mention}
    return [
        pattern
        for pattern in patterns
        if pattern.whole
        and not any((fits := _fitting(pattern, slot)) is not None and fits.isdisjoint(kinds) for slot in _SLOTS)
    ]


_SLOTS = ("{subject}", "{object}")


def _tokens(scene: Scene, sentence: Span) -> list[Token]:
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


def _all_forms(tokens: Sequence[Token], languages: tuple[str, ...]) -> set[str]:
    known = forms(languages)
    return set().union(*[known[token.word.text] for token in tokens if token.word])


@dataclass(frozen=True, slots=True)
class Bound:
    """What a pattern's slots hold, and the stretch it covers."""

    subject: Mention
    object: Mention | Value
    first: int
    last: int


def _matches(
    scene: Scene, pattern: Pattern, tokens: Sequence[Token], understood: Mention | None = None
) -> Iterator[Bound]:
    for start in _starts(pattern, tokens):
        if (understood and not _opens(scene, pattern, tokens, start)) or _aside(scene, pattern, tokens, start):
            continue
        end = _match(scene, pattern, tokens, start, 0, {"{subject}": understood} if understood else {})
        if end and (not understood or _closes(pattern, tokens, end[1])):
            held, last = end
            subject, object_ = held.get("{subject}"), held.get("{object}")
            if isinstance(subject, Mention) and isinstance(object_, (Mention, Value)):
                yield Bound(subject, object_, start, last)


def _starts(pattern: Pattern, tokens: Sequence[Token]) -> Iterable[int]:
    """Where the first part of a pattern may stand."""
    first = pattern.parts[0]
    if first[0] != "{":
        of = forms((pattern.language,))
        return [i for i, t in enumerate(tokens) if t.word and first in of[t.word.text]]
    kinds = _fitting(pattern, first)
    return (
        range(len(tokens))
        if kinds is None
        else [i for i, t in enumerate(tokens) if t.mention and t.mention.kind in kinds]
    )


def _fitting(pattern: Pattern, slot: str) -> frozenset[str] | None:
    """The kinds of mentions that a slot takes; None where it takes other things."""
    if slot == "{object}" and (pattern.term in _VALUES or pattern.term == "theme"):
        return None
    kinds = signature(pattern.term)
    return kinds.subjects if slot == "{subject}" else kinds.objects


def _opens(scene: Scene, pattern: Pattern, tokens: Sequence[Token], start: int) -> bool:
    """Whether a clause begins at a token, but for its articles and "city of"; a verb may follow what it begins with."""
    if pattern.parts[0] != "{object}":
        before = tokens[start - 1].word if start else None
        return not before or before.text not in RELATIVES
    while start and _grammar(scene, tokens, start - 1):
        start -= 1
    word = tokens[start - 1].word if start else None
    if start and not word:
        return False
    return not word or not word.folded or bool(phrases("conjunction").at([word], 0, scene.languages))


def _aside(scene: Scene, pattern: Pattern, tokens: Sequence[Token], start: int) -> bool:
    """Whether a place only says where: in "the agency, which is in Daugavpils, leads it" Daugavpils leads nothing."""
    before = tokens[start - 1].word if start else None
    if pattern.parts[0] != "{object}" or not before:
        return False
    where = phrases("place-preposition").at([before], 0, scene.languages)
    apposed = len(pattern.parts) > 1 and pattern.parts[1] == ","
    relative = any(t.word and t.word.text in RELATIVES for t in tokens[max(0, start - 4) : start])
    return bool(where) and (relative or not apposed)


def _closes(pattern: Pattern, tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause ends where a pattern does that ends in a word: "Ghent and Riga take part." of the project."""
    if pattern.parts[-1][0] == "{" or place >= len(tokens):
        return True
    word = tokens[place].word
    return word is not None and not word.folded


Held = dict[str, "Mention | Value"]


def _match(
    scene: Scene, pattern: Pattern, tokens: Sequence[Token], place: int, part: int, held: Held, gap: int = 0
) -> tuple[Held, int] | None:
    if part == len(pattern.parts):
        return held, place
    if place >= len(tokens):
        return None
    wanted, token = pattern.parts[part], tokens[place]
    if wanted[0] == "{":
        for value, after in _fill(scene, pattern, wanted, tokens, place):
            if done := _match(scene, pattern, tokens, after, part + 1, {**held, wanted: value}):
                return done
    elif (
        token.word
        and wanted in forms((pattern.language,))[token.word.text]
        and (done := _match(scene, pattern, tokens, place + 1, part + 1, held))
    ):
        return done
    understood = place and tokens[place - 1].start == tokens[place - 1].end  # a verb follows what goes without saying
    reach = (
        0 if pattern.term == "implementedIn" and not _bears(pattern) else _GAP
    )  # "GreenLink (sets sail) from Gävle" says another thing
    strict = pattern.term == "theme" and wanted == "{object}"  # an adjective belongs to the topic
    if (
        part
        and not understood
        and (_grammar(scene, tokens, place) or (gap < reach and not strict and _skippable(scene, token)))
    ):
        return _match(scene, pattern, tokens, place + 1, part, held, gap + (not _grammar(scene, tokens, place)))
    opened = part and pattern.parts[part - 1] == "{subject}" and pattern.term in _OF_THE_THING_AT_HAND
    signs = _OPENING if opened and pattern.term != "implementedIn" else _QUOTES
    if part and token.word and token.word.text in signs:
        return _match(scene, pattern, tokens, place + 1, part, held, gap)
    if part and wanted[0] != "{" and pattern.parts[part - 1][0] == "{" and token.word and token.word.text == "(":
        closing = next((i for i in range(place, min(place + 12, len(tokens))) if _is_sign(tokens[i], ")")), None)
        if closing:
            return _match(scene, pattern, tokens, closing + 1, part, held, gap)
    return None


def _is_sign(token: Token, sign: str) -> bool:
    return token.word is not None and token.word.text == sign


def _fill(
    scene: Scene, pattern: Pattern, slot: str, tokens: Sequence[Token], place: int
) -> Iterator[tuple[Mention | Value, int]]:
    token = tokens[place]
    if slot == "{object}" and pattern.term in _VALUES:
        if token.word and re.fullmatch(r"\d[\d.,\u00a0]*", token.word.text):
            yield Value(re.sub(r"\D", "", token.word.text), "integer"), place + 1
        return
    if slot == "{object}" and pattern.term == "theme":
        referred_to = any(t.mention and t.start != t.mention.span.start for t in tokens[max(0, place - 3) : place])
        rest = Span(token.start, tokens[-1].end)
        for topic in topics_in(scene, rest, free=pattern.telling or referred_to)[:1]:  # "a project on" is telling too
            yield topic, next((i for i in range(place, len(tokens)) if tokens[i].start >= topic.span.end), len(tokens))
        return
    kinds = _fitting(pattern, slot)
    of_event = slot == "{subject}" and pattern.term != "eventOf" and _of_event(scene, token.mention)
    if token.mention and kinds and token.mention.kind in kinds and not of_event:
        yield token.mention, place + 1
        if slot == "{object}" and place and pattern.parts[-1] != slot and pattern.term not in _ONE:
            yield from _group(scene, tokens, place)
    elif slot == "{object}" and place and (unheard := _unheard(scene, pattern, tokens, place)):
        yield unheard, place + 1


def _unheard(scene: Scene, pattern: Pattern, tokens: Sequence[Token], place: int) -> Mention | None:
    """A coined name that nothing else told of, where who takes part is expected: "partners are bPost and Riga"."""
    word = tokens[place].word
    if pattern.term not in {"partner", "leadPartner"} or pattern.parts[-1] != "{object}" or not word:
        return None
    around = [tokens[i].word for i in (place - 1, place + 1) if 0 <= i < len(tokens)]
    alone = not any(w and capitalised(w.text) for w in around)
    named = alone and distinctive(word.text) and len(word.text) > 2 and scene.free(word.span)
    return scene.add(Mention(word.span, "Organisation", word.text, 0.7)) if named else None


def _group(scene: Scene, tokens: Sequence[Token], place: int) -> Iterator[tuple[Mention, int]]:
    """A mention with those joined to it, as one: "to which Tulln, Vukovar and Giurgiu belong"."""
    first = tokens[place].mention
    if not first or place + 1 >= len(tokens) or first.span.end > tokens[-1].end:
        return
    joined = coordinated(scene, first, Span(tokens[0].start, tokens[-1].end))
    last = max(m.span.end for m in joined)
    if last > first.span.end:
        yield first, next((i for i in range(place, len(tokens)) if tokens[i].start >= last), len(tokens))


def _of_event(scene: Scene, mention: Mention | None) -> bool:
    """Whether an initiative only says whose an event is: "the final conference of the SKYLARK project took place"."""
    if mention is None or mention.kind not in INITIATIVES:
        return False
    before = scene.inside(Span(max(0, mention.span.start - _LONGEST_EVENT), mention.span.start), ("Event",))
    return bool(before) and mention.span.start < before[-1].span.start + len(before[-1].name)


def _grammar(scene: Scene, tokens: Sequence[Token], place: int) -> bool:
    """Articles, "city of" and the adjective before it: they never turn the meaning."""
    word = tokens[place].word
    if word is None or not word.folded:
        return False
    if phrases("article").alone(word, scene.languages):
        return True
    plain = [t.word for t in tokens[max(0, place - 1) : place + 3] if t.word]
    cues = phrases("name-cue", ("City",))
    here = next((i for i, w in enumerate(plain) if w is word), 0)
    near = [m for i in range(len(plain)) if (m := cues.at(plain, i, scene.languages))]
    return any(m.start <= here < m.end or (m.start == here + 1 and word.text[0].isupper()) for m in near)


def _skippable(scene: Scene, token: Token) -> bool:
    """Articles, adjectives and the like; not a mention, a sign or a word that turns the meaning."""
    if token.mention or token.word is None or not token.word.folded:
        return False
    return (
        token.word.text[0].islower()
        and token.word.text not in RELATIVES
        and not phrases("negation-cue").alone(token.word, scene.languages)
        and not phrases("conjunction").alone(token.word, scene.languages)
        and not phrases("place-preposition").alone(token.word, scene.languages)
    )


def negated(scene: Scene, tokens: Sequence[Word]) -> bool:
    """Whether a stretch has a word of negation or doubt."""
    return phrases("negation-cue").within(tokens, scene.languages)


def _say(
    scene: Scene,
    pattern: Pattern,
    bound: Bound,
    sentence: Span,
    taken: set[tuple[object, ...]],
    confidence: float = 0.8,
) -> None:
    ends = [m.span for m in (bound.subject, bound.object) if isinstance(m, Mention)]
    key = (pattern.term, *ends)
    if key in taken:
        return
    taken.add(key)
    if isinstance(bound.object, Value):
        scene.say(bound.subject, pattern.term, bound.object, sentence, "pattern", 0.8)
        return
    if pattern.term == "theme":
        free = pattern.telling or bound.object.score < 0.8
        for topic in topics_in(scene, Span(bound.object.span.start, sentence.end), free=free):
            if kept := scene.add(topic):
                scene.say(bound.subject, "theme", kept, sentence, "pattern", confidence - 0.05)
        return
    kinds = signature(pattern.term)
    subjects = coordinated(scene, bound.subject, sentence) if bound.subject.kind == "Person" else [bound.subject]
    for subject in subjects:
        if subject.kind in kinds.subjects:
            several = len(subjects) == 1 and pattern.term not in _ONE
            for object_ in coordinated(scene, bound.object, sentence) if several else [bound.object]:
                if object_.kind in kinds.objects:
                    scene.say(subject, pattern.term, object_, sentence, "pattern", confidence)
    if pattern.term == "partner":
        for other in _alongside(scene, bound.subject, sentence):
            scene.say(bound.subject, "partner", other, sentence, "pattern", confidence)


def _alongside(scene: Scene, initiative: Mention, sentence: Span) -> Iterator[Mention]:
    """Who takes part beside one who does: "together with Split and Podgorica"."""
    text = scene.words(sentence)
    for match in phrases("joint-cue", ("partner",)).scan(text, scene.languages):
        if match.end < len(text) and match.start and not text[match.start].text[0].isupper():
            after = scene.inside(Span(text[match.end].start, sentence.end), ("City", "Region", "Organisation"))
            between = Span(text[match.end].start, after[0].span.start) if after else None
            if between and len(scene.words(between)) <= 3 and initiative not in scene.inside(between):
                yield from coordinated(scene, after[0], sentence)
