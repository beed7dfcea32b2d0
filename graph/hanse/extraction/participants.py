"""Who takes part by what stands as a value: each name of an enumeration, recognised or made one by its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.entries import listed
from hanse.extraction.lexicon import phrases
from hanse.extraction.localities import agrees, near
from hanse.extraction.recognition.chunks import is_joint
from hanse.extraction.recognition.fullnames import is_given
from hanse.extraction.recognition.surroundings import doubtful
from hanse.extraction.roles import bystanding, roles
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.slots import Slot, parse
from hanse.extraction.typology import ANALYTIC
from hanse.extraction.words import Word, capitalised, distinctive, words
from hanse.model import Span

__all__ = ["PARTICIPANT", "participant", "participants"]

PARTICIPANT = ("City", "Region", "Organisation")
_PARTNERS = (*PLACES, "Organisation", "Person")
_LONGEST_QUOTE = 300
_MOST_LEADS = 2


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
    homes = {value: home for value in values if (home := _home(scene, value))}
    items = listed(scene, tuple(homes[value][1] if value in homes else value for value in values))
    slots = [slot for item in items for slot in _apart(scene, item)]
    if any(slot.name.of(scene.text).casefold() == initiative.name.casefold() for slot in slots):
        return  # one of many is not what they all take part in
    if predicate == "leadPartner" and len(slots) > _MOST_LEADS:
        predicate = "partner"  # "Lead cities: Oulu, Ghent, Graz": each leads but a part
    strong = [s for s in slots if any(s.name.start < m.end and m.start < s.name.end for m in scene.strong)]
    towns = _of_towns(scene, slots)
    for slot in slots:
        if phrases("negation-cue").within(scene.words(slot.name), scene.languages):
            continue  # "not Waterford, which joined too late"
        if any(bystanding(scene, note) for note in _remarks(slot)):
            continue
        mention = participant(scene, slot, unheard="City" if towns else "Organisation")
        if not mention or mention is initiative or _around_town(scene, mention, values):
            continue
        leads = _called_lead(scene, slot) or (len(strong) == 1 and len(slots) > 1 and slot is strong[0])
        said = "leadPartner" if leads and predicate == "partner" else predicate
        scene.say(initiative, said, mention, where or _quote(slot.whole, label), "list", confidence)
        for country in [c for n in slot.notes for c in scene.inside(n, ("Country",))][:1]:
            if slot.notes and mention.span.end <= country.span.start < mention.span.end + 3:
                scene.say(mention, "locatedIn", country, slot.whole, "list", confidence)
        for value, (country, named) in homes.items():
            if slot.whole in named and mention.kind == "City" and agrees(mention, country):
                scene.say(mention, "locatedIn", country, Span(value.start, slot.whole.end), "list", confidence)


def _around_town(scene: Scene, region: Mention, values: Sequence[Span]) -> bool:
    """Whether a region only says where the one town before it lies: "Graz, Styria, Austria", or so in line by line."""
    value = next((v for v in values if region.span in v), None) if region.kind == "Region" else None
    named = scene.inside(value, PARTICIPANT) if value else []
    if len(named) != 2 or named[0].kind != "City" or named[1] is not region or not agrees(named[0], region):
        return False
    land = value and scene.inside(Span(region.span.end, value.end), ("Country",))
    return len(values) > 1 or bool(land)


def _apart(scene: Scene, slot: Slot) -> Sequence[Slot]:
    """An item of a list, or the two towns in it that share what brackets say: "Riga and Liepāja (Latvia)"."""
    towns = scene.inside(slot.name, ("City",))
    if len(towns) != 2 or (towns[0].span.start, towns[1].span.end) != (slot.name.start, slot.name.end):
        return (slot,)
    between = scene.words(Span(towns[0].span.end, towns[1].span.start))
    if len(between) != 1 or not between[0].folded or not phrases("conjunction").alone(between[0], scene.languages):
        return (slot,)
    return [Slot(slot.whole, town.span, slot.notes, slot.rest) for town in towns]


def _of_towns(scene: Scene, slots: Sequence[Slot]) -> bool:
    """Whether most names of a list with their countries are towns', so that those unheard of are, too."""
    placed = [slot for slot in slots if _country_in(scene, slot)]
    known = [slot for slot in placed if any(m.span == slot.name for m in scene.inside(slot.name, ("City",)))]
    return len(placed) >= _FEWEST and len(known) >= _MOST * len(placed)


_FEWEST = 4  # names of a list that show what it is of
_MOST = 0.6  # of them, known as towns


def _home(scene: Scene, value: Span) -> tuple[Mention, Span] | None:
    """The country with which an item begins that lists who is from it, and the list: "from Serbia: | Ruma, Apatin"."""
    country = next(iter(scene.inside(value, ("Country",))), None)
    colon = country.span.end if country else 0
    if country is None or scene.text[colon : colon + 1] != ":":
        return None
    before = scene.words(Span(value.start, country.span.start)) if country.span.start > value.start else ()
    small = [phrases(kind) for kind in ("place-preposition", "genitive", "article")]
    if any(word.folded and not any(cue.alone(word, scene.languages) for cue in small) for word in before):
        return None
    written = scene.text[colon + 1 : value.end]
    return (country, Span(value.end - len(written.lstrip()), value.end)) if written.strip() else None


def _quote(item: Span, label: Span | None) -> Span:
    if label is None or label.end > item.start or item.end - label.start > _LONGEST_QUOTE:
        return item
    return Span(label.start, item.end)


def _remarks(slot: Slot) -> tuple[Span, ...]:
    """What brackets, dash or comma set beside a name."""
    return (*slot.notes, slot.rest) if slot.rest else slot.notes


def _called_lead(scene: Scene, slot: Slot) -> bool:
    stretches = [n.of(scene.text) for n in _remarks(slot)] + [scene.text[slot.whole.start : slot.name.start]]
    return any(
        "leadPartner" in roles(part.strip(" :–-")) or _leading(scene, part)
        for text in stretches
        for part in text.split(",")
    )


def _leading(scene: Scene, text: str) -> bool:
    found = words(text)
    return len(found) <= 4 and phrases("label-cue", ("leadPartner",)).within(found, scene.languages)


def participant(scene: Scene, slot: Slot, unheard: str = "Organisation") -> Mention | None:
    """Who a value names: what is recognised there, else a name that only its place in the list makes one, of a town
    where the list is of these.
    """
    text = scene.text
    name = slot.name
    label = re.match(r"([^:]{3,50}):\s+", name.of(text))
    if label and (roles(label.group(1)) or label.group(1)[0].isdigit()):  # "2 companies: Hydrotec"
        name = Span(name.start + label.end(), name.end)
        slot = Slot(slot.whole, parse(text, Span(name.start, slot.whole.end)).name, slot.notes, slot.rest)
        name = slot.name
    slot = Slot(slot.whole, _bare(scene, name), slot.notes, slot.rest)
    name = slot.name
    there = [m for m in scene.touching(name) if m.kind in PARTICIPANT]
    exact = next((m for m in there if m.span == name), None)
    if exact:
        return _elsewhere(scene, slot, exact)
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
    plain = unheard == "City" and _country_in(scene, slot) and _is_plain(scene, scene.words(name))
    return scene.replace(Mention(name, "City" if plain and written.istitle() else "Organisation", written, 0.7))


def _bare(scene: Scene, name: Span) -> Span:
    """A municipality's name without the article before it: "il Comune di Torino"."""
    text = scene.words(name)
    article = phrases("article").at(text, 0, scene.languages) if len(text) > 1 and text[0].text[0].islower() else None
    if article is None or article.end == len(text):
        return name
    titled = phrases("name-cue", ("City",)).at(text, article.end, scene.languages)
    return Span(text[article.end].start, name.end) if titled else name


def _elsewhere(scene: Scene, slot: Slot, mention: Mention) -> Mention:
    """A city, or the body of its name where brackets put that far from it: "Polis (Brussels)"."""
    cities = [city for note in slot.notes for city in scene.inside(note, ("City",))]
    if all(near(mention, city) for city in cities):
        return mention
    return scene.replace(Mention(mention.span, "Organisation", mention.name, 0.75))


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
    found = found if cue or not written.islower() else []  # "nove partner", nine partners; Nove is a town
    found = [p for p in found if p.country == country] if country else found
    found = sorted(found, key=lambda place: place.kind != "City") if cue else found  # not the region of its name
    sure = cue or country or (found and found[0].population >= _LARGE) or not doubtful(scene, written)
    if found and sure:
        return scene.replace(Mention(name, found[0].kind, written, 0.9, place=found[0]))
    if cue and name is not slot.name and _is_plain(scene, text[cue.end :]):
        name = name if scene.language in ANALYTIC else slot.name
        return scene.replace(Mention(name, "City", name.of(scene.text), 0.75))
    return None


def _is_plain(scene: Scene, name: Sequence[Word]) -> bool:
    """Whether words are a name in which nothing says what bears it, and nothing else is recognised."""
    capital = all(capitalised(w.text) or is_joint(w) for w in name)
    typed = phrases("name-cue").within(name, scene.languages)
    return capital and len(name) <= _LONGEST and not typed and all(scene.free(w) for w in name)


_LONGEST = 4  # words of a town's name


_LARGE = 100_000  # people of a city that is meant in a list of partners even where its name is a word: "Split"


def _country_in(scene: Scene, slot: Slot) -> str:
    for note in _remarks(slot):
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
    named = first and (capital >= 2 or distinctive(text[0].text) or len(text) == 1)
    return named and not roles(written) and not titled and not _is_office(scene, text)


def _is_office(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether words say what somebody is and where: "Deputy Mayor of Graz"."""
    role = phrases("role-cue").at(text, 0, scene.languages)
    return role is not None and phrases("genitive").at(text, role.end, scene.languages) is not None
