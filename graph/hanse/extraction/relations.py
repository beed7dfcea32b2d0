"""Facts from sentences: what the patterns of the wording say of the mentions in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hanse.extraction import hosts
from hanse.extraction.alongside import alongside
from hanse.extraction.asides import without_asides
from hanse.extraction.coordination import closes, coordinated, initiatives_from, parted
from hanse.extraction.groups import with_names_for_groups, without_groups
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.matching import Bound, matches
from hanse.extraction.negation import negated, unnegated
from hanse.extraction.patterns import (
    SINGLE,
    Pattern,
    Token,
    among,
    candidates,
    fillable,
    fits,
    tokens_of,
)
from hanse.extraction.reference import focus, occasion_meant, referred
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.topics import topics_in
from hanse.extraction.vetoes import vetoed
from hanse.model import Span, Value
from hanse.vocabulary import signature

__all__ = ["may_be_said", "read", "said_of", "said_of_next", "stand_ins"]

_OF_PARTNERS = frozenset(("partner", "leadPartner"))
_OF_EVENTS = frozenset(("organiser", "attendee", "locatedIn"))
_OF_PLACES = frozenset(("locatedIn",))  # the rest is told by what stands between a verb and a name


def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note what the patterns find in a sentence."""
    text = scene.words(sentence)
    kinds = {mention.kind for mention in scene.inside(sentence)}
    occasion = occasion_meant(scene, unit, sentence) if kinds else None
    kinds |= {"Event"} if occasion else set()
    patterns = [p for p in candidates(scene.languages, text) if p.referring or fits(p, kinds)]
    if not kinds:
        patterns = [p for p in patterns if p.term == "theme"]  # its topic is no name
    if not patterns:
        return
    if negated(scene, text):
        for clause in unnegated(scene, sentence):
            read(scene, unit, clause)
        return
    tokens = without_asides(tokens_of(scene, sentence))
    patterns = among(patterns, tokens, scene.languages)
    taken: set[tuple[object, ...]] = set()
    versions = list(_told(scene, tokens))
    for told in versions:
        for pattern in fillable(patterns, told):
            for bound in matches(scene, pattern, told):
                _say(scene, pattern, bound, sentence, taken)
    if occasion:
        _read_occasion(scene, patterns, _with_occasion(tokens, *occasion), sentence, taken)
    about = [p for p in patterns if p.referring and not (occasion and p.term == "implementedIn")]
    for told in versions if about else ():
        _read_referring(scene, about, told, sentence, taken)


def _told(scene: Scene, tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens of a sentence, and without the words for a group whose names follow, or with them in their place."""
    yield tokens
    if len(told := with_names_for_groups(scene, tokens)) < len(tokens):
        yield told
    if len(named := without_groups(scene, tokens)) < len(tokens):
        yield named


def _with_occasion(tokens: list[Token], where: Span, event: Mention) -> list[Token]:
    """The tokens of a sentence with the event that is spoken of in place of its pronoun, or before its first word."""
    if where.start < where.end:
        return list(stand_ins(tokens, [(where, event)]))
    return [Token(None, event, where.start, where.end), *tokens]


def _read_occasion(
    scene: Scene, patterns: Sequence[Pattern], told: list[Token], sentence: Span, taken: set[tuple[object, ...]]
) -> None:
    """Note who holds or opens the event that a pronoun means, and where; "Jan besuchte sie" may speak of anyone."""
    terms = _OF_EVENTS if scene.language == "de" else _OF_PLACES
    for pattern in fillable([p for p in patterns if p.term in terms], told):
        if pattern.whole and pattern.parts.index("{subject}") < pattern.parts.index("{object}"):
            for bound in matches(scene, pattern, told):
                _say(scene, pattern, bound, sentence, taken, 0.72)


def said_of(
    scene: Scene, sentence: Span, names: Sequence[Span], terms: frozenset[str]
) -> Iterator[tuple[str, Span, Mention]]:
    """What patterns say of names that no mention covers, were they initiatives: the property, the name, the other."""
    if not may_be_said(scene, sentence, terms):
        return
    tokens = tokens_of(scene, sentence)
    guesses = {id(g): g for g in (Mention(span, "Project", span.of(scene.text)) for span in names)}
    told = list(stand_ins(tokens, [(g.span, g) for g in guesses.values()]))
    patterns = [p for p in candidates(scene.languages, scene.words(sentence)) if p.term in terms]
    for pattern in fillable(among(patterns, told, scene.languages), told):
        for bound in matches(scene, pattern, told):
            ends = (bound.subject, bound.object)
            for one, other in (ends, ends[::-1]):
                if isinstance(other, Mention) and id(other) not in guesses and (guess := guesses.get(id(one))):
                    yield pattern.term, guess.span, other


def said_of_next(scene: Scene, sentence: Span, terms: frozenset[str]) -> Iterator[tuple[str, Mention]]:
    """What patterns say of a town, were one named at the colon that ends a sentence: the property, and of what."""
    text, tokens = scene.words(sentence), tokens_of(scene, sentence)
    colon = tokens.pop() if tokens else None
    if colon is None or colon.word is None or negated(scene, text):
        return
    next_one = Mention(Span(colon.start, colon.end), "City", ":")
    tokens.append(Token(None, next_one, colon.start, colon.end))
    understood = focus(scene, sentence) if not scene.inside(sentence, INITIATIVES) else None
    opened = [Token(None, understood, sentence.start, sentence.start)] if understood else []
    told = [*opened, *stand_ins(tokens, referred(scene, sentence))]
    unit = scene.layout.unit_at(sentence)
    met = scene.inside(Span(unit.span.start if unit else sentence.start, sentence.end), ("Event",))
    for pattern in candidates(scene.languages, text):
        if pattern.term not in terms or pattern.parts[-1] != "{object}" or (met and not pattern.whole):
            continue
        around = (told, None) if pattern.whole else (tokens, understood)
        for bound in matches(scene, pattern, *around):
            if bound.object is next_one and not vetoed(scene, pattern, bound, sentence):
                yield pattern.term, bound.subject


def may_be_said(scene: Scene, sentence: Span, terms: frozenset[str]) -> bool:
    """Whether a sentence has the words with which patterns say something of an initiative, were one named in it."""
    inside = scene.inside(sentence)
    if not inside:
        return False
    text, kinds = scene.words(sentence), {"Project", *(mention.kind for mention in inside)}
    able = (p for p in candidates(scene.languages, text) if p.term in terms and fits(p, kinds))
    return any(able) and not negated(scene, text)


def _read_referring(
    scene: Scene, patterns: Sequence[Pattern], tokens: list[Token], sentence: Span, taken: set[tuple[object, ...]]
) -> None:
    """Note what is said of "the project", or of an initiative that goes without saying: "Led by Ghent, it …"."""
    named = [t.mention for t in tokens if t.mention and t.mention.kind in INITIATIVES]
    names = {m.name.casefold() for m in named}
    understood = (named[0] if len(names) == 1 else None) if named else focus(scene, sentence)
    opened = [Token(None, understood, sentence.start, sentence.start)] if understood else []
    told = [*opened, *stand_ins(tokens, referred(scene, sentence))]
    if told == tokens:
        return
    able = set(fillable(patterns, told))
    follower = focus(scene, sentence) if len(names) == 1 else understood  # "It builds on CALICO" names but the other
    for pattern in patterns:
        if pattern.whole:
            for bound in matches(scene, pattern, told) if pattern in able else ():
                if pattern.term == "theme" and not pattern.telling and told[bound.first].start == told[bound.first].end:
                    continue  # "On mobility, he said" is not about what goes without saying
                _say(scene, pattern, bound, sentence, taken, 0.72)
        elif speaker := follower if pattern.term == "follows" else understood:
            for bound in matches(scene, pattern, tokens, speaker):
                if speaker is understood or _goes_on(scene, tokens[: bound.first]):
                    _say(scene, pattern, bound, sentence, taken, 0.72)


def _goes_on(scene: Scene, before: Sequence[Token]) -> bool:
    """Whether nothing but a pronoun stands before what a sentence says: not "the platform | builds on CALICO"."""
    pronouns = phrases("pronoun", INITIATIVES)
    return all(token.word is not None and pronouns.alone(token.word, scene.languages) for token in before)


def stand_ins(tokens: Sequence[Token], references: Sequence[tuple[Span, Mention]]) -> Iterator[Token]:
    """The tokens with each stretch that stands for something taken as one."""
    waiting = list(references)
    for token in tokens:
        while waiting and waiting[0][0].end <= token.start:
            waiting.pop(0)
        if not waiting or token.start < waiting[0][0].start:
            yield token
        elif token.start == waiting[0][0].start:
            yield Token(None, waiting[0][1], token.start, waiting[0][0].end)


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
    if key in taken or vetoed(scene, pattern, bound, sentence):
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
    if pattern.term == "programme" or (pattern.term in _OF_PARTNERS and pattern.parts[-1] == "{subject}"):
        listed = initiatives_from(scene, bound.subject, sentence)
        subjects = listed if pattern.term == "programme" or closes(scene, listed, sentence) else subjects
    subjects = [bound.subject] if parted(scene, subjects) else subjects
    for subject in subjects:
        if subject.kind in kinds.subjects:
            bare = pattern.term == "partOf" and not pattern.needed  # a genitive: "Biuro Rady, Związek Miast"
            alone = len(subjects) == 1 or pattern.term in _OF_PARTNERS
            several = alone and pattern.term not in SINGLE and not bare
            for object_ in coordinated(scene, bound.object, sentence) if several else [bound.object]:
                if object_.kind in kinds.objects:
                    term = "leadPartner" if pattern.term == "partner" and _noted_lead(scene, object_) else pattern.term
                    scene.say(subject, term, object_, sentence, "pattern", confidence)
    if pattern.term == "organiser":
        hosts.state(scene, bound.subject, bound.object, " ".join(pattern.parts), sentence, pattern.language)
    if pattern.term in _OF_PARTNERS:
        joined = pattern.parts[-1] in particles("company-preposition", scene.languages)  # "arbeitet Linz | mit Graz"
        led = bound.object if pattern.term == "leadPartner" or joined else None
        others = () if led is None or pattern.parts[-1] != "{object}" else _leading_too(scene, led, sentence)
        for other in (*others, *alongside(scene, bound.subject, sentence, led)):
            scene.say(bound.subject, "partner", other, sentence, "pattern", confidence)


def _leading_too(scene: Scene, led: Mention, sentence: Span) -> Sequence[Mention]:
    """Who is named with the lead, where nothing else is said of them: "led by Ghent and Riga."."""
    others = [m for m in coordinated(scene, led, sentence) if m.span.start > led.span.start]
    after = scene.text[others[-1].span.end : sentence.end].lstrip() if others else "-"
    return others if not after or after[0] in _CLOSING else ()


_CLOSING = frozenset(".;:)!?")


def _noted_lead(scene: Scene, member: Mention) -> bool:
    """Whether a bracket behind a name says that it leads: "unites Ghent (lead partner), Oulu and Riga"."""
    bracket = re.match(r" ?\(([^()]{2,30})\)", scene.text[member.span.end : member.span.end + _BRACKET])
    return bracket is not None and "leadPartner" in roles(bracket[1], scene.languages)


_BRACKET = 40  # characters behind a name
