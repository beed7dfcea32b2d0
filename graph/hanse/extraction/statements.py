"""From labelled values to facts: what each property expects and to what it is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from types import MappingProxyType

from hanse.extraction import dates, hosts, keywords, seats, tallies
from hanse.extraction.belonging import owner, whole_line
from hanse.extraction.entries import listed
from hanse.extraction.focus import event_of, headlined, occasion
from hanse.extraction.labels import Labelled, together
from hanse.extraction.lexicon import phrases
from hanse.extraction.localities import agrees
from hanse.extraction.recognition.chunks import is_joint
from hanse.extraction.recognition.fullnames import is_given
from hanse.extraction.recognition.surroundings import doubtful
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, PLACES, Mention, Scene
from hanse.extraction.slots import Slot, parse
from hanse.extraction.words import capitalised, distinctive, words
from hanse.model import Span

__all__ = ["participants", "state"]

PARTICIPANT = ("City", "Region", "Organisation")
_PARTNERS = (*PLACES, "Organisation", "Person")
_BY = "label"
_LONGEST_QUOTE = 300


def state(scene: Scene, found: Labelled) -> None:
    """Note the facts that labelled values make."""
    for role in sorted(found.roles):
        if role in _STATED:
            _STATED[role](scene, found)


def participants(
    scene: Scene,
    initiative: Mention,
    values: tuple[Span, ...],
    predicate: str,
    confidence: float,
    where: Span | None = None,
    label: Span | None = None,
) -> None:
    """Note each name of an enumeration as a partner; one that is called the lead, or alone in bold, leads.

    The quote is ``where``; without it, from the label to the name, if that is not too long to read.
    """
    slots = list(listed(scene, values))
    strong = [s for s in slots if any(s.name.start < m.end and m.start < s.name.end for m in scene.strong)]
    for slot in slots:
        if phrases("negation-cue").within(scene.words(slot.name), scene.languages):
            continue  # "not Waterford, which joined too late"
        mention = participant(scene, slot)
        if not mention or mention is initiative:
            continue
        leads = _called_lead(scene, slot) or (len(strong) == 1 and len(slots) > 1 and slot is strong[0])
        said = "leadPartner" if leads and predicate == "partner" else predicate
        scene.say(initiative, said, mention, where or _quote(slot.whole, label), "list", confidence)
        for country in [c for n in slot.notes for c in scene.inside(n, ("Country",))][:1]:
            if slot.notes and mention.span.end <= country.span.start < mention.span.end + 3:
                scene.say(mention, "locatedIn", country, slot.whole, "list", confidence)


def _quote(item: Span, label: Span | None) -> Span:
    if label is None or label.end > item.start or item.end - label.start > _LONGEST_QUOTE:
        return item
    return Span(label.start, item.end)


def _called_lead(scene: Scene, slot: Slot) -> bool:
    notes = [*slot.notes, *([slot.rest] if slot.rest else [])]
    stretches = [n.of(scene.text) for n in notes] + [scene.text[slot.whole.start : slot.name.start]]
    return any(
        "leadPartner" in roles(part.strip(" :–-")) or _leading(scene, part)
        for text in stretches
        for part in text.split(",")
    )


def _leading(scene: Scene, text: str) -> bool:
    found = words(text)
    return len(found) <= 4 and phrases("label-cue", ("leadPartner",)).within(found, scene.languages)


def participant(scene: Scene, slot: Slot) -> Mention | None:
    """Who a value names: what is recognised there, else a name that only its place in the list makes one."""
    text = scene.text
    name = slot.name
    label = re.match(r"([^:]{3,50}):\s+", name.of(text))
    if label and roles(label.group(1)):
        name = Span(name.start + label.end(), name.end)
        slot = Slot(slot.whole, parse(text, Span(name.start, slot.whole.end)).name, slot.notes, slot.rest)
        name = slot.name
    there = [m for m in scene.touching(name) if m.kind in PARTICIPANT]
    exact = next((m for m in there if m.span == name), None)
    if exact:
        return exact
    covering = next((m for m in there if name in m.span or len(m.name) > 0.8 * len(name.of(text))), None)
    if covering:
        return covering
    led = next((m for m in there if m.span.end >= name.end - 1 and _led_in(scene, name, m)), None)
    if led and not distinctive(text[name.start : led.span.start].strip()):
        return led
    written = name.of(text)
    if scene.gazetteer.country(written):
        return None
    if city := _city_of(scene, slot):
        return city
    if not _nameable(written, scene) or _is_person(scene, name):
        return None
    if any(m.kind not in _PARTNERS for m in scene.touching(name)):
        return None
    return scene.replace(Mention(name, "Organisation", written, 0.7))


def _led_in(scene: Scene, name: Span, mention: Mention) -> bool:
    """Whether nothing but a short word, or what a body is, stands before it in a value: "the company Hydrotec"."""
    before = scene.words(Span(name.start, mention.span.start)) if mention.span.start > name.start else []
    ends = (m.end == len(before) for m in phrases("descriptor-cue").scan(before, scene.languages))
    called = mention.kind == "Organisation" and any(ends) and all(w.text.islower() for w in before)
    return mention.span.start - name.start <= _SHORT or called


_SHORT = 5  # characters of what may stand before a name


def _is_person(scene: Scene, name: Span) -> bool:
    """Whether a name is written like a person's, "Ewa Dahl": a list may mix who takes part with who speaks for them."""
    text = scene.words(name)
    shaped = 2 <= len(text) <= 4 and all(capitalised(w.text) for w in text)
    return shaped and is_given(scene, text[0])


def _city_of(scene: Scene, slot: Slot) -> Mention | None:
    """The city in "City of X" or "Municipality of X", or by a name that the gazetteer has in the country beside it."""
    text = scene.words(slot.name)
    cue = phrases("name-cue", ("City",)).at(text, 0, scene.languages) if text else None
    name = Span(text[cue.end].start, slot.name.end) if cue and cue.end < len(text) else slot.name
    written = name.of(scene.text)
    country = _country_in(scene, slot)
    found = [p for p in scene.gazetteer.find(written, scene.language) if p.kind != "Country"]
    found = [p for p in found if p.country == country] if country else found
    sure = cue or country or (found and found[0].population >= _LARGE) or not doubtful(scene, written)
    if found and sure:
        return scene.replace(Mention(name, found[0].kind, written, 0.9, place=found[0]))
    return None


_LARGE = 100_000  # people of a city that is meant in a list of partners even where its name is a word: "Split"


def _country_in(scene: Scene, slot: Slot) -> str:
    for note in (*slot.notes, *([slot.rest] if slot.rest else [])):
        for part in re.split(r"[,;/]", note.of(scene.text)):
            country = scene.gazetteer.country(part.strip())
            if country:
                return country.country
    return ""


def _nameable(written: str, scene: Scene) -> bool:
    text = [w for w in words(written) if w.folded]
    if not text or len(text) > 14 or len(written) < 2 or len(written) > 120:
        return False
    capital = sum(capitalised(w.text) or distinctive(w.text) for w in text)
    prose = sum(w.text[0].islower() and not is_joint(w) and not distinctive(w.text) for w in text)
    first = (capitalised(text[0].text) or distinctive(text[0].text)) and prose < 3
    titled = phrases("honorific", ("Person",)).at(words(f"{written}."), 0, scene.languages)  # of "Prof. Lone Berg"
    return first and (capital >= 2 or distinctive(text[0].text) or len(text) == 1) and not roles(written) and not titled


def _partners(predicate: str) -> Callable[[Scene, Labelled], None]:
    def stated(scene: Scene, found: Labelled) -> None:
        initiative = scene.subject(found.block)
        if initiative:
            participants(scene, initiative, found.values, predicate, 0.9, label=found.label)

    return stated


def _cities(scene: Scene, found: Labelled) -> None:
    """The cities of a network take part in it; a project or practice is carried out in them."""
    network = scene.subject(found.block)
    if network and network.kind == "Network":
        participants(scene, network, found.values, "partner", 0.85, label=found.label)
    else:
        _linked("implementedIn", ("City",), ("Project", "GoodPractice"))(scene, found)


def _situated(scene: Scene, found: Labelled) -> None:
    """The country or region of the city or body that has the heading for itself: "Pays : France" below "Sète"."""
    subjects = _profiled(scene, found.block)
    for place in scene.inside(found.values[0], ("Country", "Region"))[:1] if len(found.values) == 1 else ():
        for subject in subjects:
            if found.values[0] == place.span and agrees(subject, place):
                scene.say(subject, "locatedIn", place, together(found, found.values[0]), _BY, 0.9)


def _profiled(scene: Scene, block: int) -> list[Mention]:
    """The city or body that fills the heading above a block, or what follows a colon in it: "City profile: Pécs"; on a
    page without headings, the one whose page it is.
    """
    kinds = ("City", "Organisation")
    headings = [scene.layout.block(i).span for i in reversed(scene.layout.headings(block))][:1]
    found = [m for span in headings for m in scene.inside(span, kinds) if m.span.end == span.end]
    if headings:
        return [m for m in found if scene.text[headings[0].start : m.span.start].rstrip()[-1:] in {"", ":"}]
    page = owner(scene)
    return [page] if page and page.kind in kinds and whole_line(scene, page.span) else []


def _people(predicate: str) -> Callable[[Scene, Labelled], None]:
    def stated(scene: Scene, found: Labelled) -> None:
        initiative = scene.subject(found.block, ("Network", "Project"))
        for value in found.values:
            for person in scene.inside(value, ("Person",))[: 1 if predicate == "leadExpert" else 5]:
                if initiative:
                    scene.say(initiative, predicate, person, together(found, value), _BY, 0.9)

    return stated


def _linked(predicate: str, kinds: tuple[str, ...], subjects: tuple[str, ...]) -> Callable[[Scene, Labelled], None]:
    def stated(scene: Scene, found: Labelled) -> None:
        subject = scene.subject(found.block, subjects)
        if subjects == ("Event",) and not scene.subject(found.block, ("GoodPractice",)):
            subject = subject or event_of(scene, found.block, found.label.start)
        for value in found.values:
            inside = scene.inside(value, kinds)
            for mention in [m for m in inside if m.kind == "Person"] or inside:
                if (
                    subject
                    and mention is not subject
                    and not (predicate == "implementedIn" and _around(scene, mention))
                ):
                    scene.say(subject, predicate, mention, together(found, value), _BY, 0.85)
                    if predicate == "organiser":
                        hosts.state(scene, subject, mention, found.label.of(scene.text), together(found, value))

    return stated


def _placed(scene: Scene, found: Labelled) -> None:
    """The smallest place of each value is where the event is that was named before: "Venue: Town Hall, Riga (LV)"."""
    event = scene.subject(found.block, ("Event",)) or event_of(scene, found.block, found.label.start)
    if not event or (event.span.start > found.label.start and event is not headlined(scene)):
        return
    if scene.subject(found.block, ("GoodPractice",)):
        return  # that is where the practice is
    if found.roles & {"Country", "Region"} and _profiled(scene, found.block):
        return  # that is where the city of the fact sheet is
    for value in found.values:
        cities = [city for city in scene.inside(value, ("City",)) if _alone(scene, city, value)]
        wider = scene.inside(value, ("City",)) or scene.inside(value, ("Region",)) or scene.inside(value, ("Country",))
        if place := next(chain(cities, filter(None, [seats.city_within(scene, value)]), wider), None):
            scene.say(event, "locatedIn", place, together(found, value), _BY, 0.85)


def _alone(scene: Scene, place: Mention, value: Span) -> bool:
    """Whether a place is all that commas and the like set off: not "Palais" in "Palais des Arts, Vannes"."""
    before, after = scene.text[value.start : place.span.start], scene.text[place.span.end : value.end]
    return not before.rstrip(" (0123456789")[-1:].isalnum() and not after.lstrip()[:1].isalnum()


def _around(scene: Scene, region: Mention) -> bool:
    """Whether a region but says where the town before it lies: "Faenza, Emilia-Romagna"."""
    town = next(scene.mentions.before("City", region.span.start), None) if region.kind == "Region" else None
    return town is not None and scene.text[town.span.end : region.span.start] in {", ", " ("}


def _dated_thing(scene: Scene, found: Labelled, subjects: tuple[str, ...]) -> Mention | None:
    """What a date below a label is the date of: on an event's page, the event, if it is of a month at most."""
    subject = scene.subject(found.block, subjects)
    whens = dates.find(found.values[0].of(scene.text), scene.language)
    short = whens and whens[0].start.day and (not whens[0].end or _near(whens[0]))
    if not short or "Event" not in subjects or not (subject is None or subject is scene.topic):
        return subject
    if event := headlined(scene):
        return event
    # a day is no network's or project's "date"; with hours it is that of the meeting which the page minutes
    of_meeting = dates.has_hours(found.values[0].of(scene.text))
    return occasion(scene) if of_meeting else subject


def _near(when: dates.When) -> bool:
    """Whether a range ends in the same month or the next, of the same year."""
    return when.end is not None and when.end.year == when.start.year and when.end.month - when.start.month in {0, 1}


def _period(scene: Scene, found: Labelled) -> None:
    subject = _dated_thing(scene, found, ("Event", *INITIATIVES))
    for value in found.values[:1]:
        if scene.inside(value, ("Event",)):
            return
        whens = dates.find(value.of(scene.text), scene.language, value.start, years=True)
        if len(whens) == 1 and whens[0].start.day and not whens[0].end and subject and subject.kind in INITIATIVES:
            return  # "Date: 21 October 2024": of the page
        if subject and whens:
            where = together(found, value)
            last = whens[0].end or (whens[1].start if len(whens) == 2 else None)
            scene.say(subject, "startDate", whens[0].start.value, where, _BY, 0.85)
            if last:
                scene.say(subject, "endDate", last.value, where, _BY, 0.85)


def _date(predicate: str, subjects: tuple[str, ...]) -> Callable[[Scene, Labelled], None]:
    def stated(scene: Scene, found: Labelled) -> None:
        subject = _dated_thing(scene, found, subjects)
        whens = dates.find(found.values[0].of(scene.text), scene.language, found.values[0].start, years=True)
        if subject and whens:
            where = together(found, found.values[0])
            scene.say(subject, predicate, whens[0].start.value, where, _BY, 0.85)
            if whens[0].end and predicate == "startDate":
                scene.say(subject, "endDate", whens[0].end.value, where, _BY, 0.85)

    return stated


def _dated(predicate: str) -> Callable[[Scene, Labelled], None]:
    def stated(scene: Scene, found: Labelled) -> None:
        value = found.values[0]
        whens = dates.find(value.of(scene.text), scene.language, value.start)
        of_event = bool(whens) and (whens[0].end is not None or dates.has_hours(value.of(scene.text)))
        of_event |= "temporalCoverage" in found.roles and headlined(scene) is not None  # "Date:"
        if whens and whens[0].start.year and not of_event and value.end - value.start < 60:
            scene.say_of_document(predicate, whens[0].start.value, together(found, value), 0.9)

    return stated


def _creators(scene: Scene, found: Labelled) -> None:
    for value in found.values[:1]:
        if value.end - value.start < 120:
            for person in scene.inside(value, ("Person",)):
                scene.say_of_document("creator", person, together(found, value), 0.85)


_STATED: Mapping[str, Callable[[Scene, Labelled], None]] = MappingProxyType(
    {
        "partner": _partners("partner"),
        "leadPartner": _partners("leadPartner"),
        "leadExpert": _people("leadExpert"),
        "expert": _people("expert"),
        "programme": _linked("programme", ("Programme",), (*INITIATIVES, "Event")),
        "theme": keywords.state,
        "implementedIn": _linked("implementedIn", ("City", "Region"), ("Project", "GoodPractice")),
        "City": _cities,
        "Country": _situated,
        "Region": _situated,
        "locatedIn": _placed,
        "organiser": _linked("organiser", ("Organisation", "City", "Network", "Project", "Programme"), ("Event",)),
        "attendee": _linked("attendee", ("Person", "Organisation", "City"), ("Event",)),
        "temporalCoverage": _period,
        "startDate": _date("startDate", ("Event", *INITIATIVES)),
        "endDate": _date("endDate", ("Event", *INITIATIVES)),
        "population": partial(tallies.state, "population"),
        "attendance": partial(tallies.state, "attendance"),
        "created": _dated("created"),
        "modified": _dated("modified"),
        "creator": _creators,
    }
)
