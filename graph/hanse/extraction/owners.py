"""Of which network, project or programme events are: told by "of", by their names, by what their section is about."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from hanse.extraction import header
from hanse.extraction.bodies import skip_small
from hanse.extraction.gatherings import brings_other, is_partners, stage
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.tenses import past
from hanse.extraction.typology import ANALYTIC
from hanse.extraction.words import Word, capitalised, lemma
from hanse.model import Span
from hanse.names import fold

__all__ = ["end_of", "state"]

_OWNERS = (*INITIATIVES, "Programme")


def state(scene: Scene, unit: Unit, event: Mention, stretch: Span, sentence: Span) -> None:
    """The initiative after "of"; else one whose name is inside the event's; else what the section is about."""
    for other in (m for m in _first_owner(scene, stretch) if not _pays(scene, m)):
        between = scene.words(Span(event.span.end, other.span.start))
        owned = other.span.start < event.span.start + len(event.name)
        belongs = len(between) <= 4 and between and phrases("genitive").at(between, 0, scene.languages)
        if owned or belongs or _apposed(scene, between):
            scene.say(event, "eventOf", other, sentence, "occasion", 0.85)
            return
    inside = _named_in(scene, fold(event.name).split()) or _swallowed(scene, event)
    if inside and not _pays(scene, inside):
        scene.say(event, "eventOf", inside, sentence, "occasion", 0.85)
        return
    if framed := _framing(scene, event, sentence):
        scene.say(event, "eventOf", framed, sentence, "occasion", 0.8)
        return
    plain = event.scope == "described" or _plain(scene, event)
    told = plain and any(other is event for other in scene.told(fold(event.name)))
    subject = (_section(scene, unit, event, sentence) or _only(scene, event, sentence)) if told else None
    if subject := subject or _billed(scene, unit):
        scene.say(event, "eventOf", subject, sentence, "occasion", 0.7)


def _billed(scene: Scene, unit: Unit) -> Mention | None:
    """The network or project whose page lists its events, under a word for them: "Coming up", "Agenda"."""
    topic, title = scene.topic, header.title(scene)
    own = topic and title and topic.kind in ("Network", "Project") and fold(title.of(scene.text)) == fold(topic.name)
    headings = scene.layout.headings(unit.block)[-1:] if own else ()
    listed = any("Event" in roles(scene.layout.text(index), scene.languages) for index in headings)
    return topic if listed else None


def _framing(scene: Scene, event: Mention, sentence: Span) -> Mention | None:
    """The one network or project before an event in whose frame it is: "Im Rahmen des Projekts SKYLARK fand in …"."""
    named = scene.inside(Span(sentence.start, event.span.start), INITIATIVES) if event.scope == "described" else []
    if len({fold(m.name) for m in named}) != 1 or scene.inside(Span(sentence.start, named[0].span.start)):
        return None
    before = scene.words(Span(sentence.start, named[0].span.start)) if named[0].span.start > sentence.start else []
    head = next((i for i, w in enumerate(before) if w.folded in _FRAMES), None)
    small = (phrases("article"), phrases("genitive"), phrases("name-cue", INITIATIVES), phrases("modifier-cue"))
    close = head is not None and all(any(p.alone(w, scene.languages) for p in small) for w in before[head + 1 :])
    return named[0] if close else None


def _pays(scene: Scene, owner: Mention) -> bool:
    """Whether a programme stands before a hyphen and what it pays for, whose the event is: "zum | Interreg-Projekt"."""
    return owner.kind == "Programme" and scene.text[owner.span.end : owner.span.end + 1] == "-"


def _first_owner(scene: Scene, stretch: Span) -> list[Mention]:
    """The first initiative of a stretch, if any; not the programme whose name is but put before it: "LIFE SKYLARK"."""
    found = scene.inside(stretch, _OWNERS)[:2]
    if len(found) > 1 and found[0].kind == "Programme" and found[1].kind in INITIATIVES:
        beside = not scene.text[found[0].span.end : found[1].span.start].strip()
        return found[1:] if beside else found[:1]
    return found[:1]


def _apposed(scene: Scene, between: Sequence[Word]) -> bool:
    """Whether a description stands between an event's name and its owner's: ", the yearly meeting of the"."""
    if not 2 < len(between) <= _DESCRIBED or between[0].text not in {",", "–", "—"}:
        return False
    cue = phrases("name-cue", ("Event",)).first(between, scene.languages)
    return cue is not None and all(w.folded and (w.text.islower() or len(w.text) < 3) for w in between[1:])


_DESCRIBED = 10


def _named_in(scene: Scene, text: Sequence[str]) -> Mention | None:
    """The initiative with the longest name among those within a name of some folded words."""
    named = scene.mentions.view(_by_name, *_OWNERS)
    parts = {" ".join(text[i:j]) for i in range(len(text)) for j in range(i + 1, len(text) + 1)}
    found = [named[part] for part in parts if len(part) > 2 and part in named]
    return min(found, key=itemgetter(0))[1] if found else None


def _swallowed(scene: Scene, event: Mention) -> Mention | None:
    """The one initiative that only the event's own name has: "Treffen des Projekts SKYLARK"."""
    kinds = phrases("name-cue", ("Event", "Programme"))
    inside = (m for m in scene.hidden if m.span in event.span and m.kind in INITIATIVES)
    found = {fold(m.name): m for m in inside if not kinds.within(scene.words(m.span), scene.languages)}
    return next(iter(found.values())) if len(found) == 1 else None


def _by_name(owners: Sequence[Mention]) -> dict[str, tuple[tuple[int, int], Mention]]:
    """The last mention of each folded name, and its rank: the longest first, then in the order of the text."""
    named = {fold(m.name): m for m in owners}
    return {name: ((-len(name), rank), mention) for rank, (name, mention) in enumerate(named.items())}


def end_of(scene: Scene, event: Mention) -> int:
    """Where an event's name ends, that of whose it is included: "spotkanie sieci X"."""
    end = event.span.start + len(event.name)
    return max(event.span.end, end if scene.text[event.span.start : end] == event.name else 0)


def _plain(scene: Scene, event: Mention) -> bool:
    """Whether an event's name says only what kind it is, which, of what, and where: "Kick-off meeting in Riga"."""
    text = scene.words(event.span)
    taken: set[int] = set()
    for kind, terms in (("name-cue", ("Event", *INITIATIVES)), ("modifier-cue", ("Event",))):
        for match in phrases(kind, terms).scan(text, scene.languages):
            taken |= {*range(match.start, match.end)}
    where = (i for i, w in enumerate(text) if i and phrases("place-preposition").alone(w, scene.languages))
    end = next((i for i in where if all(not w.folded or capitalised(w.text) for w in text[i + 1 :])), len(text))
    small = phrases("article"), phrases("genitive"), phrases("place-preposition")
    return bool(taken) and all(
        i in taken or not w.folded or w.text[0].isdigit() or any(p.alone(w, scene.languages) for p in small)
        for i, w in enumerate(text[:end])
    )


def _section(scene: Scene, unit: Unit, event: Mention, sentence: Span) -> Mention | None:
    """The one initiative of the sentence, else what the section is about."""
    inside = {fold(m.name): m for m in scene.inside(sentence, ("Network", "Project"))}
    if inside:
        only = next(iter(inside.values()))
        apart = _one_of_many(scene, only, sentence) or _frames(scene, event, only, sentence)
        return only if len(inside) == 1 and not apart else None
    if _of_programme(scene, unit, sentence):
        return None
    subject = scene.subject(unit.block, ("Network", "Project"))
    where = header.title(scene)
    titled = where and subject and fold(subject.name) in fold(where.of(scene.text))
    titled = titled and len({fold(m.name) for m in scene.mentions.of("Event")}) <= _FEW  # else the page is a calendar
    return subject if subject and (titled or subject is not scene.topic or _alone(scene, subject)) else None


_FEW = 3


def _frames(scene: Scene, event: Mention, named: Mention, sentence: Span) -> bool:
    """Whether what a sentence tells of an initiative happens within an event: "SKYLARK ends as part of the forum"."""
    if named.span.start >= event.span.start:
        return False
    text = scene.words(sentence)
    end = next((i for i, w in enumerate(text) if w.start >= event.span.start), 0)
    heads = (i for i in range(max(0, end - _FRAME), end) if text[i].folded in _FRAMES)
    return any(skip_small(scene, text, head + 1) == end > head + 1 for head in heads)


_FRAME = 4  # words from such a noun to the event
_FRAMES = everywhere("frames")


def _one_of_many(scene: Scene, named: Mention, sentence: Span) -> bool:
    """Whether an initiative is but the first of several: "with the leads of the projects SKYLARK, Tideline and Oar"."""
    if scene.language not in ANALYTIC or named.span.start <= sentence.start:
        return False
    before = [w for w in scene.words(Span(sentence.start, named.span.start)) if w.folded][-1:]
    cues = phrases("name-cue", INITIATIVES)
    return any(cues.alone(w, scene.languages) and w.folded != fold(lemma(w.text, scene.language)) for w in before)


def _only(scene: Scene, event: Mention, sentence: Span) -> Mention | None:
    """The one initiative of a page, if the event is such as only those who work together have: a kick-off meeting."""
    named = sorted(scene.mentions.view(_names, "Network", "Project"), key=len)
    if not named or any(named[0] not in other for other in named):
        return None
    only = next(m for kind in ("Network", "Project") for m in scene.mentions.of(kind))
    if any(_one_of_many(scene, m, sentence) for m in scene.inside(sentence, (only.kind,))):
        return None
    text, end = scene.words(Span(event.span.start, end_of(scene, event))), end_of(scene, event)
    behind = scene.words(Span(end, sentence.end)) if end < sentence.end else ()
    called = phrases("name-cue", (only.kind,))
    verb = behind and past(behind, 0, scene.language)  # "a" is "of" and "has" in Romanian
    if behind and not verb and phrases("genitive").alone(behind[0], (scene.language,)):
        return only if called.within(behind[:_OF_IT], scene.languages) else None  # not "… of the European Week"
    own = any(stage(word, scene.languages) or is_partners(word, scene.languages) for word in text)
    series = any(brings_other(word, scene.language) for word in text) and _has_events(scene, only)
    return only if own or series or called.within(text, scene.languages) else None


_OF_IT = 3  # words: "of the network"


def _has_events(scene: Scene, initiative: Mention) -> bool:
    """Whether another event was said to be an initiative's: "the next meeting" is its, too."""
    owned = (d.object for d in scene.drafts if d.predicate == "eventOf")
    return any(isinstance(owner, Mention) and fold(owner.name) == fold(initiative.name) for owner in owned)


def _of_programme(scene: Scene, unit: Unit, sentence: Span) -> bool:
    """Whether a paragraph has spoken of a programme so far, and not of a network or project."""
    before = Span(unit.span.start, max(unit.span.start, sentence.start))
    kinds = {m.kind for m in scene.inside(before)}
    text = scene.words(before) if "Programme" in kinds and not kinds & {*INITIATIVES} else None
    return text is not None and not phrases("name-cue", INITIATIVES).within(text, scene.languages)


def _alone(scene: Scene, subject: Mention) -> bool:
    """Whether a page speaks of one network or project again and again, and of no other."""
    own = fold(subject.name)
    if not all(name in own or own in name for name in scene.mentions.view(_names, "Network", "Project")):
        return False
    return scene.text.casefold().count(subject.name.casefold()) > 1


def _names(found: Sequence[Mention]) -> frozenset[str]:
    return frozenset(fold(m.name) for m in found)
