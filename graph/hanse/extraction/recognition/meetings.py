"""Events without a name of their own: "the second transnational meeting of the X network", "spotkanie sieci X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.extraction.gates import needs
from hanse.extraction.gatherings import is_day, is_part, is_partners, ordinal_before, sorts
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, exact, phrases
from hanse.extraction.lines import Line
from hanse.extraction.posts import is_plural
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.recognition.eventnouns import EVENTFUL, cues, plural, vague
from hanse.extraction.recognition.held import takes_place
from hanse.extraction.scene import INITIATIVES, PLACES, Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.tenses import past
from hanse.extraction.typology import BARE_GENITIVE, HEAD_LAST
from hanse.extraction.words import Word, capitalised, known, lemma
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["describe"]

_OWNERS = (*INITIATIVES, "Programme")
_UNMARKED = (*BARE_GENITIVE, "de")  # languages whose genitive needs no word before it


@needs(*EVENTFUL)
def describe(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Mark the events that a sentence describes; those of which nothing is said then are left out in the end."""
    text = scene.words(sentence)
    for match in cues(scene, text):
        if not scene.free(span_of(text, match.start, match.end)):
            continue
        whens = [w.span for w in scene.dates(sentence)]
        if (
            not whens
            and is_part(text[match.start : match.end], scene.languages)
            and _within_event(scene, text[match.start])
        ):
            continue
        start, end = _core(scene, text, match, whens)
        if phrases("genitive").alone(text[end - 1], (scene.language,)):
            continue  # "la Semana de …", whatever it is of
        # "La presentación pública tuvo lugar el 15 de febrero": a date and an adjective, but not "last week"
        day = is_day(text[match.start], scene.languages)
        told = bool(whens) and end - start > match.end - match.start and not day
        if end < len(text) and sorts(text[match.start], scene.languages):
            told |= _complement(scene, text, end) > end  # "the autumn gathering of the SKYLARK network"
        if match.end - match.start == 1 and not told and vague(scene, text, match):
            common = text[match.start].text.islower() or scene.language == "de"  # no title: "Villages Talk"
            held = takes_place(scene, text, start, end, dated=False) or (common and _come_to(scene, text))
            if day or not held:
                continue
        if not _other(scene, text, match):
            _mark(scene, text, match, start, end, whens)


def _come_to(scene: Scene, text: Line) -> bool:
    """Whether a sentence that has one word for events says that somebody was there: "took part in the training"."""
    present = phrases("presence-cue", ("attendee",)).within(text, scene.languages)
    return present and len(cues(scene, text)) == 1


def _within_event(scene: Scene, word: Word) -> bool:
    """Whether an event was named before a word, of which a session may be a part."""
    return next(scene.mentions.before("Event", word.start), None) is not None


def _mark(scene: Scene, text: Sequence[Word], match: Match, start: int, end: int, whens: Sequence[Span]) -> None:
    core = span_of(text, start, end)
    if not scene.free(core) or _apposed(scene, text, start):
        return
    last = _complement(scene, text, end)
    if last < len(text) and text[last].text in _CLOSING and any(w.text in _OPENING for w in text[end:last]):
        last += 1  # "the last meeting of the project “SKYLARK”"
    bare = last == end and (start, end) == (match.start, match.end) and match.end - match.start == 1
    if bare and (is_day(text[match.start], scene.languages) or _spoken_of(scene, core, dated=bool(whens))):
        return
    if not bare and vague(scene, text, match) and last == end and not whens:
        return
    name = Span(core.start, text[last - 1].end).of(scene.text)
    forms = [name, core.of(scene.text)]
    if end > match.end:
        forms.append(Span(core.start, text[match.end - 1].end).of(scene.text))
    if last > match.end:
        forms.append(Span(text[match.start].start, text[last - 1].end).of(scene.text))
    aliases = tuple(dict.fromkeys(f for f in forms if f != name and (f != core.of(scene.text) or not bare)))
    if last > end:
        aliases = tuple(a for a in aliases if len(a.split()) > 1)
    own = span_of(text, match.start, match.end).of(scene.text)
    if last == end and start < match.start and match.end - match.start > 1:
        aliases = (*aliases, own)  # "prochaine assemblée générale": "assemblée générale"
    elif bare and match.cue.language == scene.language and fold(own) != fold(match.cue.text):
        aliases = (*aliases, match.cue.text)  # "zjazdu": "zjazd"
    beside = tuple(form.of(scene.text) for form in _beside(scene, core))
    scene.add(Mention(core, "Event", name, 0.7, aliases=(*aliases, *beside), scope="described"))


def _beside(scene: Scene, core: Span) -> Iterator[Span]:
    """An event with the name that stands right beside it: "Riga meeting", "séminaire national URBACT"."""
    town = next(reversed(scene.inside(Span(max(0, core.start - _NEAR), core.start), ("City",))), None)
    if scene.language == "en" and town and scene.text[town.span.end : core.start] == " ":
        yield Span(town.span.start, core.end)
    owner = next(iter(scene.inside(Span(core.end, core.end + _NEAR), _OWNERS)), None)
    if scene.language not in HEAD_LAST and owner and scene.text[core.end : owner.span.start] == " ":
        yield Span(core.start, owner.span.end)


_NEAR = 60  # characters of such a name


_OPENING, _CLOSING = frozenset('“„«"'), frozenset('”“»"')


def _apposed(scene: Scene, text: Sequence[Word], start: int) -> bool:
    """Whether a description stands in commas right after the name of an event: "the X Forum, the yearly meeting"."""
    while start and phrases("article").alone(text[start - 1], scene.languages):
        start -= 1
    if start < 2 or text[start - 1].text not in {",", "–", "—"}:
        return False
    return any(m.kind == "Event" and m.scope != "described" for m in scene.touching(text[start - 2]))


def _other(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether the word is one of several ("meetings"), or part of a compound ("meeting point")."""
    word = text[match.end - 1]
    if plural(word, match, text[: match.start]):
        return True
    after = text[match.end] if match.end < len(text) else None
    titled = after is not None and (after.text in '"“„«' or (after.text == ":" and match.end - match.start == 1))
    if titled and any(m.kind not in PLACES for m in scene.touching(_next(text, match.end))):
        return True  # not "Next meeting: Graz, May 2025"
    if after and match.end - match.start == 1 and (_named_by(scene, after) or _of_those(scene, text, match.end)):
        return True
    return bool(
        after
        and match.cue.language == "en"
        and after.text.islower()
        and len(after.text) > 3
        and known(after.text, "en")
        and lemma(after.text, "en") == after.folded
        and not any(
            phrases(k).at(text, match.end, ("en",)) for k in ("genitive", "place-preposition", "conjunction", "article")
        )
        and after.text not in _GOES_ON
    )


def _of_those(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether those who have a role at what stands before a word are meant: "the six forum | chairs"."""
    role = phrases("role-cue").at(text, index, ("en",)) if scene.language == "en" else None
    return role is not None and text[index].text.islower() and is_plural(scene, text, role)


def _named_by(scene: Scene, word: Word) -> bool:
    """Whether an event's name begins at a word: "na konferenci Cool Old Towns"."""
    return capitalised(word.text) and any(
        m.kind == "Event" and m.span.start == word.start and m.scope != "described" for m in scene.touching(word)
    )


def _next(text: Sequence[Word], index: int) -> Span:
    return text[min(index + 1, len(text) - 1)].span


_GOES_ON = everywhere("goes-on", as_written=True)


def _core(scene: Scene, text: Sequence[Word], match: Match, whens: Sequence[Span]) -> tuple[int, int]:
    """The word with the ordinals and adjectives on both sides of it."""
    start, end = match.start, match.end
    while start > 0 and (length := _modifier_before(scene, text, start, whens)):
        start -= length
    if start > 1 and text[start - 2].text == "#" and scene.free(text[start - 1]):
        start -= 2  # "#WaterForAll city festival"
    own = (scene.language,)
    # but not where they stand before it: "the conference welcomed", "konferenssin paikallisina"
    while end < len(text) and scene.language not in HEAD_LAST and (found := phrases("modifier-cue").at(text, end, own)):
        if _is_verb(scene, text, end):
            break  # "Konferensen | öppnades av …"
        end = found.end
    return start, _of_partners(scene, text, end)


def _of_partners(scene: Scene, text: Sequence[Word], end: int) -> int:
    """The end of a genitive that says whose meeting it is, of partners: "réunion | des partenaires"."""
    of = phrases("genitive").at(text, end, (scene.language,)) if end < len(text) else None
    place = of.end if of else end
    while of and place < len(text) and phrases("article").alone(text[place], (scene.language,)):
        place += 1
    if not of or place >= len(text) or not text[place].text.islower():
        return end
    owner = phrases("name-cue", INITIATIVES).alone(text[place], scene.languages)  # "van het netwerk X"
    return place + 1 if is_partners(text[place], (scene.language,)) and not owner else end


def _modifier_before(scene: Scene, text: Sequence[Word], start: int, whens: Sequence[Span]) -> int:
    for length in (2, 1):
        found = phrases("modifier-cue").at(text, start - length, scene.languages) if start >= length else None
        if (
            found
            and found.end == start
            and not _is_verb(scene, text, start - length)  # "öppnade | mötet"
            and scene.free(text[start - length])
            and not _within(text[start - length], whens)
        ):
            return length
    number = ordinal_before(text, start, scene.languages) if start else None
    if number and scene.free(text[start - number.length]) and not _within(text[start - number.length], whens):
        return number.length
    joined = start > 1 and phrases("conjunction").at(text, start - 1, scene.languages)
    return 2 if joined and phrases("modifier-cue").at(text, start - 2, scene.languages) else 0


def _is_verb(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a participle is the verb: Swedish has one form for both, Romanian "a" before it."""
    if scene.language == "ro":
        return index > 0 and past(text, index - 1, "ro")
    return scene.language == "sv" and past(text, index, "sv")


def _within(word: Word, whens: Sequence[Span]) -> bool:
    return any(word.span in w for w in whens)


def _complement(scene: Scene, text: Sequence[Word], end: int) -> int:
    """The end of "of the X network" after the words for the event; the same place where nothing like it follows."""
    genitive = phrases("genitive").at(text, end, scene.languages) if end < len(text) else None
    if not genitive and scene.language not in _UNMARKED:
        return end
    place = genitive.end if genitive else end
    for index in range(place, min(len(text), place + 6)):
        there = scene.touching(text[index])
        owner = next((m for m in there if m.kind in _OWNERS), None)
        if owner:
            last = _past(text, index, owner)
            if owner.kind == "Programme" and last < len(text):  # "the launch of the Interreg Europe SKYLARK project"
                paid = next((m for m in scene.touching(text[last]) if m.kind in INITIATIVES), None)
                last = _past(text, last, paid) if paid else last
            more = phrases("name-cue", _OWNERS).at(text, last, scene.languages) if last < len(text) else None
            if last + 1 < len(text) and text[last].text == "#":
                last += 2
                more = phrases("name-cue", _OWNERS).at(text, last, scene.languages) if last < len(text) else None
            return more.end if more and not capitalised(text[last].text) else last
        ends = there or not text[index].folded or _stops(scene, text, index) or _subject(scene, text[index])
        if ends and text[index].text not in '"“„«':
            return end
    return end


def _subject(scene: Scene, word: Word) -> bool:
    """Whether partners are named who come, not whose meeting it is: "konferencję | wszyscy partnerzy projektu X"."""
    written = exact("label-cue").get(word.folded, ()) if scene.language in BARE_GENITIVE else ()
    return any(cue.term == "partner" and cue.language == scene.language for cue in written)  # no genitive


def _past(text: Sequence[Word], index: int, owner: Mention) -> int:
    """Where the words begin behind a mention of which one is given."""
    return next((i + 1 for i in range(len(text) - 1, index - 1, -1) if text[i].span in owner.span), index + 1)


def _stops(scene: Scene, text: Sequence[Word], index: int) -> bool:
    if scene.language in BARE_GENITIVE and phrases("genitive").alone(text[index], (scene.language,)):
        return True  # "Konferencję dofinansowano z programu X"
    place = phrases("place-preposition").at(text, index, scene.languages)
    return bool(place) and not phrases("genitive").at(text, index, scene.languages)


def _spoken_of(scene: Scene, span: Span, *, dated: bool) -> bool:
    """Whether the event was named before: "the meeting" is that, unless it has a date and no other is so called."""
    before = scene.mentions.before("Event", span.start)
    word = fold(span.of(scene.text))
    return any(not dated or (word in fold(m.name).split() and not _heads(scene, m)) for m in before)


def _heads(scene: Scene, event: Mention) -> bool:
    """Whether an event is but a word of a heading: what the text below tells of it, it tells for the first time."""
    unit = scene.layout.unit_at(event.span)
    if unit is None or scene.layout.block(unit.block).kind is not BlockKind.HEADING:
        return False
    return event.scope == "described" and not scene.dates(unit.span)
