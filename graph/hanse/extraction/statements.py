"""From labelled values to facts: what each property expects and to what it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from types import MappingProxyType

from hanse.extraction import dates, hosts, keywords, seats, tallies
from hanse.extraction.belonging import owner, whole_line
from hanse.extraction.datelines import timed_below
from hanse.extraction.focus import event_of, headlined, occasion
from hanse.extraction.labels import Labelled, together
from hanse.extraction.lexicon import phrases
from hanse.extraction.localities import agrees
from hanse.extraction.participants import participants
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.model import Span

__all__ = ["state"]

_BY = "label"


def state(scene: Scene, found: Labelled) -> None:
    """Note the facts that labelled values make."""
    for role in sorted(found.roles):
        if role in _STATED:
            _STATED[role](scene, found)


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
        subject = scene.subject(found.block, _of_section(scene, found.block, subjects))
        if subjects == ("Event",) and not scene.subject(found.block, ("GoodPractice",)):
            subject = subject or event_of(scene, found.block, found.label.start)
        if (
            predicate == "attendee"
            and subject
            and subject.scope == "described"
            and subject.span.start > found.label.end
        ):
            return  # "Forum chairs", far above "Culture forum and working groups"
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


def _of_section(scene: Scene, block: int, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """What the labels of a section may speak of: no event, if its heading is but on "the network", "project facts"."""
    heading = next((scene.layout.block(i).span for i in reversed(scene.layout.headings(block))), None)
    others = tuple(kind for kind in kinds if kind != "Event")
    if heading is None or not others or scene.inside(heading):
        return kinds
    text = scene.words(heading)
    spoken = phrases("name-cue", ("Network", "Project")).within(text, scene.languages)
    held = phrases("name-cue", ("Event",)).within(text, scene.languages)
    return others if spoken and not held else kinds


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
    subjects = _of_section(scene, found.block, subjects)
    subject = scene.subject(found.block, subjects)
    whens = dates.find(found.values[0].of(scene.text), scene.language)
    if subject and subject.kind == "Event" and whens and whens[0].end and not _near(whens[0]):
        return scene.subject(found.block, INITIATIVES)  # no event lasts that long
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
        told = headlined(scene) is not None or timed_below(scene, found.block)
        of_event |= "temporalCoverage" in found.roles and told  # "Date:"
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
