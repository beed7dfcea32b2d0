"""Facts from sentences: what the patterns of the wording say of the mentions in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from hanse.extraction import hosts
from hanse.extraction.coordination import closes, coordinated, initiatives_from, parted
from hanse.extraction.government import before, governs, possessive
from hanse.extraction.insertions import APPOSED
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.matching import Bound, matches
from hanse.extraction.nationalities import demonym, town_nouns
from hanse.extraction.negation import negated, unnegated
from hanse.extraction.patterns import (
    SINGLE,
    Pattern,
    Token,
    among,
    candidates,
    fillable,
    fits,
    occasional,
    readings,
    tokens_of,
)
from hanse.extraction.reference import focus, referred
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.topics import topics_in
from hanse.extraction.typology import CASED
from hanse.extraction.words import Word, words
from hanse.model import Span, Value
from hanse.vocabulary import signature

__all__ = ["alongside", "following", "may_be_said", "occasion_in", "read", "said_of"]

_OF_PARTNERS = frozenset(("partner", "leadPartner"))
_BARE = 3  # parts of a pattern that has nothing but its slots and a verb
_NEXT = 2  # characters between a name and what is right after it: a space, a comma


def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note what the patterns find in a sentence."""
    text = scene.words(sentence)
    kinds = {mention.kind for mention in scene.inside(sentence)}
    patterns = [p for p in candidates(scene.languages, text) if p.referring or fits(p, kinds)]
    if not kinds:
        patterns = [p for p in patterns if p.term == "theme"]  # its topic is no name
    if not patterns:
        return
    if negated(scene, text):
        for clause in unnegated(scene, sentence):
            read(scene, unit, clause)
        return
    tokens = tokens_of(scene, sentence)
    patterns = among(patterns, tokens, scene.languages)
    taken: set[tuple[object, ...]] = set()
    for pattern in fillable(patterns, tokens):
        for bound in matches(scene, pattern, tokens):
            _say(scene, pattern, bound, sentence, taken)
    about = [p for p in patterns if p.referring]
    if about:
        _read_referring(scene, about, tokens, sentence, taken)


def said_of(
    scene: Scene, sentence: Span, names: Sequence[Span], terms: frozenset[str]
) -> Iterator[tuple[str, Span, Mention]]:
    """What patterns say of names that no mention covers, were they initiatives: the property, the name, the other."""
    if not may_be_said(scene, sentence, terms):
        return
    tokens = tokens_of(scene, sentence)
    guesses = {id(g): g for g in (Mention(span, "Project", span.of(scene.text)) for span in names)}
    told = list(_referring(tokens, [(g.span, g) for g in guesses.values()]))
    patterns = [p for p in candidates(scene.languages, scene.words(sentence)) if p.term in terms]
    for pattern in fillable(among(patterns, told, scene.languages), told):
        for bound in matches(scene, pattern, told):
            ends = (bound.subject, bound.object)
            for one, other in (ends, ends[::-1]):
                if isinstance(other, Mention) and id(other) not in guesses and (guess := guesses.get(id(one))):
                    yield pattern.term, guess.span, other


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
    told = [*opened, *_referring(tokens, referred(scene, sentence))]
    if told == tokens:
        return
    able = set(fillable(patterns, told))
    for pattern in patterns:
        if pattern.whole:
            for bound in matches(scene, pattern, told) if pattern in able else ():
                if pattern.term == "theme" and not pattern.telling and told[bound.first].start == told[bound.first].end:
                    continue  # "On mobility, he said" is not about what goes without saying
                _say(scene, pattern, bound, sentence, taken, 0.72)
        elif understood:
            for bound in matches(scene, pattern, tokens, understood):
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
    if key in taken or (occasional(pattern) and _at_event(scene, bound.subject, sentence)):
        return
    if _of_towns(pattern) and not _town_and_land(bound):
        return
    if pattern.term in _OF_PARTNERS and _owned(scene, pattern, bound.object, sentence):
        return
    if _leads_several(scene, pattern, bound.object, sentence):
        return
    if pattern.term in _TOGETHER and _invites(scene, sentence, (bound.subject, bound.object)):
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
        led = bound.object if pattern.term == "leadPartner" else None
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


def _leads_several(scene: Scene, pattern: Pattern, led: Mention | Value, sentence: Span) -> bool:
    """Whether several stand where the lead may stand, behind a bare verb: "X führt Linz und Wels zusammen"."""
    bare = len(pattern.parts) == _BARE and pattern.parts[0] == "{subject}" and pattern.language in CASED
    if not bare or pattern.term != "leadPartner" or not isinstance(led, Mention):
        return False
    _, *others = (m for m in coordinated(scene, led, sentence) if m.span.start >= led.span.start)
    return bool(others) and len(scene.words(Span(led.span.end, others[0].span.start))) == 1


def _owned(scene: Scene, pattern: Pattern, first: Mention | Value, sentence: Span) -> bool:
    """Whether a preposition that the pattern doesn't have stands before names: "pupils from Oslo and Pau take part"."""
    if isinstance(first, Value):
        return False
    slot = pattern.parts.index("{object}")
    text = scene.words(sentence)
    if pattern.parts[slot + 1 : slot + 2] == (",",) or (slot == 0 and _described(scene, text, first)):
        return False  # "in Oslo, a partner of X", "mayor of Oslo, a port that leads X"
    verb = pattern.parts[slot + 1] if slot + 1 < len(pattern.parts) else ""
    if (slot == 0 or scene.language == "en") and possessive(scene, text, first, verb):
        return True
    place = before(scene, text, first)
    if place is None or not governs(scene, text[place]):
        return False
    wanted = pattern.parts[slot - 1] if slot else ""
    return wanted not in readings((pattern.language,))[text[place].text] and wanted[:2] != text[place].folded[:2]


def _of_towns(pattern: Pattern) -> bool:
    """Whether a pattern says of what a place is a town, as nothing but places can be: "X, a town of Y"."""
    if pattern.term != "locatedIn" or pattern.parts[0] != "{subject}":
        return False
    called = words(" ".join(part for part in pattern.parts[1:] if part.isalpha()))
    comma = pattern.parts[1] == ","
    return any(town_nouns().alone(word, (pattern.language,)) for word in (called if comma else called[:1]))


def _town_and_land(bound: Bound) -> bool:
    """Whether a town and the land that it lies in are what is named: "Torino, il Comune di Genova" is a list of two."""
    inner, outer = bound.subject, bound.object
    if not (isinstance(inner, Mention) and isinstance(outer, Mention)):
        return False
    return inner.kind in {"City", "Region"} and outer.kind in {"Region", "Country"}


_TOGETHER = _OF_PARTNERS | {"partOf"}
_INVITED = 5  # words from "invitation" to the name of who invites: "of the city of"


def _invites(scene: Scene, sentence: Span, sides: Sequence[Mention | Value]) -> bool:
    """Whether a side is who invites others: "At the invitation of Oslo University, the partners of X met"."""
    starts = [side.span.start for side in sides if isinstance(side, Mention) and side.kind in _TAKING_PART]
    ahead = [scene.words(Span(sentence.start, start))[-_INVITED:] for start in starts if start > sentence.start]
    return any(w.folded in _INVITATIONS for text in ahead for w in text)


_INVITATIONS = everywhere("invitations")


def _described(scene: Scene, text: Sequence[Word], name: Mention) -> bool:
    """Whether a relative clause about a name follows it, at once or behind what it is."""
    behind = next((i for i, word in enumerate(text) if word.start >= name.span.end), len(text))
    if text[behind : behind + 1] and text[behind].text == ",":
        near = [word.text for word in text[behind + 1 : behind + APPOSED]]
        plain = list(takewhile(lambda one: one not in particles("relative", scene.languages), near))
        return len(plain) < len(near) and "," not in plain
    return False


def _at_event(scene: Scene, initiative: Mention, sentence: Span) -> bool:
    """Whether a sentence, or those since an initiative's name, speak of an event: whoever took part was there."""
    unit = scene.layout.unit_at(sentence)
    start = max(unit.span.start, min(initiative.span.end, sentence.start)) if unit else sentence.start
    return occasion_in(scene, Span(start, sentence.end))


def occasion_in(scene: Scene, stretch: Span) -> bool:
    """Whether a stretch speaks of an event; a word in a body's name does not: "université" may be a summer school."""
    if scene.inside(stretch, ("Event",)):
        return True
    text = scene.words(stretch)
    cues = phrases("name-cue", ("Event",)).scan(text, scene.languages)
    return any(scene.free(Span(text[cue.start].start, text[cue.end - 1].end)) for cue in cues)


def alongside(scene: Scene, initiative: Mention, sentence: Span, led: Mention | None) -> Iterator[Mention]:
    """Who takes part beside one who does: "together with Split and Podgorica", "besides Split"; beside the lead only
    right after it.
    """
    text = scene.words(sentence)
    if led:
        yield from _behind_lead(scene, text, led, sentence)
    for match in phrases("joint-cue", ("partner",)).scan(text, scene.languages):
        if led and not _next(text[match.start], led):
            continue
        if match.end < len(text) and match.start and not text[match.start].text[0].isupper():
            after = scene.inside(Span(text[match.end].start, sentence.end), _TAKING_PART)
            between = Span(text[match.end].start, after[0].span.start) if after else None
            if between and len(scene.words(between)) <= 3 and initiative not in scene.inside(between):
                yield from coordinated(scene, after[0], sentence)
    if led:
        yield from _with(scene, text, led, sentence)
        return
    for match in phrases("beside-cue").scan(text, scene.languages):
        if first := following(scene, text, match.end - 1):
            yield from coordinated(scene, first, sentence)


def _behind_lead(scene: Scene, text: Sequence[Word], led: Mention, sentence: Span) -> Iterator[Mention]:
    """Who stands behind the lead with words that say so of nobody else: "Ghent leads the project, flanked by Oulu"."""
    for match in phrases("joint-cue", ("leadPartner",)).scan(text, scene.languages):
        opened = match.start > 0 and (_next(text[match.start], led) or text[match.start - 1].text in _OPENING)
        since = Span(led.span.end, max(led.span.end, text[match.start].start))
        behind = opened and led.span.end <= text[match.start].start and not scene.inside(since, _ACTING)
        if behind and (first := following(scene, text, match.end - 1)):
            yield from coordinated(scene, first, sentence)


def _next(word: Word, name: Mention) -> bool:
    return 0 <= word.start - name.span.end <= _NEXT


_OPENING = frozenset(",–—")
_TAKING_PART = ("City", "Region", "Organisation")
_ACTING = (*_TAKING_PART, "Person", "Event")
_VERB = 1  # words between the lead and "with": "which Setúbal leads with Évora"


def _with(scene: Scene, text: Sequence[Word], led: Mention, sentence: Span) -> Iterator[Mention]:
    """Whom the lead works with: the names right behind "with", where that stands right behind the lead or its verb."""
    behind = next((i for i, word in enumerate(text) if word.start >= led.span.end), len(text))
    for place in range(behind, min(behind + _VERB + 1, len(text))):
        if text[place].text in particles("company-preposition", scene.languages):
            if first := following(scene, text, place):
                yield from coordinated(scene, first, sentence)
            return
        if not text[place].text.islower():
            return


def following(scene: Scene, text: Sequence[Word], place: int) -> Mention | None:
    """The name that a word stands before, but for articles, "the city of" and "the Latvian"."""
    end = text[place].end
    after = next((m for m in scene.inside(Span(end, text[-1].end)) if m.kind in _TAKING_PART), None)
    between = [w for w in text[place + 1 :] if after and w.end <= after.span.start]
    cues = phrases("name-cue", _TAKING_PART).scan(between, scene.languages)
    covered = {index for cue in cues for index in range(cue.start, cue.end)}
    kinds = ("article", "genitive")
    plain = (
        i in covered or any(phrases(kind).alone(w, scene.languages) for kind in kinds) or demonym(scene, w)
        for i, w in enumerate(between)
    )
    return after if all(plain) else None
