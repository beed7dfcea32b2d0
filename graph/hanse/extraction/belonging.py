"""Bodies that go without saying: the city of a mayor, the body whose page lists its people, the entry above a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hanse.extraction.bodies import is_unit, skip_small
from hanse.extraction.lexicon import phrases
from hanse.extraction.localities import whole
from hanse.extraction.roles import roles
from hanse.extraction.scene import Bearer, Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.ties import tie
from hanse.extraction.words import Word, words
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["city_of_page", "owner", "read", "whole_line"]

_BY = "context"
_SEPARATOR = re.compile(r"\s+[|–—»·:-]+\s+|\s*\|\s*")
_BODIES = ("Organisation", "City", "Network")
_PROFILED = ("City", "Organisation")
_LABEL = 5  # words before the name of whom to turn to
_LINE = 9  # words of a line before a list
_BANNER = 40  # characters of a page's first line
_UP = 3  # lines of an entry between a body and its people
_BACK = 2  # sentences back to the city that a paragraph is about


def read(scene: Scene) -> None:
    """Note the bodies of people who bear a title that names none."""
    told = [(d.subject, d.object) for d in scene.drafts if d.predicate == "affiliation"]
    tied = {
        fold(person.name): body.kind
        for person, body in told
        if isinstance(person, Mention) and isinstance(body, Mention) and not is_unit(scene, body)
    }
    page = owner(scene)
    for bearer in scene.bearers:
        known = tied.get(fold(bearer.person.name))
        if known and known != "Network":  # who chairs one comes from a body, too, which a list may tell
            continue
        body = _record(scene, bearer.block) if bearer.listed else None
        if body is None and known is None:
            body = _city(scene, bearer, page) if bearer.municipal else _body(scene, bearer, page)
        if body:
            scene.say(bearer.person, "affiliation", body, _where(bearer, body), _BY, 0.75)


def _where(bearer: Bearer, body: Mention) -> Span:
    """From the body to the person where they stand in one sentence, else the person with the title."""
    sides = (bearer.person.span, bearer.title, *((body.span,) if body.span in bearer.sentence else ()))
    return Span(min(s.start for s in sides), max(s.end for s in sides))


def owner(scene: Scene) -> Mention | None:
    """The body whose page it is: named in the last piece of the title, on a line above the headline, or by it alone."""
    for text, span in _banners(scene):
        if found := _bearing(scene, text, span):
            return found
    return _town_hall(scene)


def _town_hall(scene: Scene) -> Mention | None:
    """The city whose name with "City of" is the first line of a page, or the body of a city that is."""
    first = next((b for b in scene.layout.blocks if b.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}), None)
    text = first.span.of(scene.text).strip() if first else ""
    if first is None or not 0 < len(text) < _BANNER:
        return None
    if phrases("name-cue", ("City",)).at(words(text), 0, scene.languages):
        return _bearing(scene, text, None)
    body = next((m for m in scene.inside(first.span, ("Organisation",)) if m.span == first.span), None)
    return body if body and _city_in(scene, body) else None


def _banners(scene: Scene) -> Iterator[tuple[str, Span | None]]:
    """Where a page says whose it is: pieces of its title, its site, the lines down to the headline."""
    fields = {f.name: f.value for f in scene.document.fields}
    metas = [scene.layout.text(i) for i, b in enumerate(scene.layout.blocks) if b.kind is BlockKind.META]
    titles = [*(m.partition(": ")[2] for m in metas if m.startswith("title")), fields.get("title", "")]
    for title in titles:
        pieces = _SEPARATOR.split(title)
        if len(pieces) > 1:
            yield pieces[-1].strip(), None
    if "site" in fields:
        yield fields["site"], None
    for block in scene.layout.blocks[:12]:
        if block.kind is BlockKind.HEADING:
            yield block.span.of(scene.text).strip(), block.span
        if block.kind is BlockKind.HEADING and block.level == 1:
            return


def _bearing(scene: Scene, text: str, span: Span | None) -> Mention | None:
    """The body of a name: the mention that fills a line, or the first one of the same name or place."""
    if span and (there := next((m for m in scene.inside(span, _BODIES) if m.span == span), None)):
        return there
    key = fold(text)
    named = (m for m in scene.mentions if m.kind in _BODIES and m.kind != "City")
    if found := next((m for m in named if len(key) > 2 and _same(fold(m.name), key)), None):
        return found
    found_words = words(text)
    if span or not phrases("name-cue", ("City",)).first(found_words, scene.languages):
        return None
    places = {p.id for p in scene.gazetteer.find(text, scene.language)[:1]}
    found = next((m for m in scene.mentions if m.kind == "City" and m.place and m.place.id in places), None)
    return found or (_letterhead(scene, text) if text.isupper() else None)


def _letterhead(scene: Scene, text: str) -> Mention | None:
    """The city of a first line in capitals that nothing else names: "COMUNE DI CREMONA"."""
    start = scene.text.find(text)
    line: Sequence[Word] = scene.words(Span(start, start + len(text))) if start >= 0 else ()
    cue = phrases("name-cue", ("City",)).at(line, 0, scene.languages) if line else None
    first = skip_small(scene, line, cue.end) if cue else len(line)
    span = Span(line[first].start, line[-1].end) if first < len(line) else None
    places = scene.gazetteer.find(span.of(scene.text), scene.language) if span else ()
    if span is None or not places or places[0].kind != "City" or not scene.free(span):
        return None
    return scene.add(Mention(span, "City", span.of(scene.text).title(), 0.85, place=places[0]))


def _same(name: str, key: str) -> bool:
    """Whether two folded names are the same, but for an ending or a type word before one: "Clúster AgroTech"."""
    if len(key) < 7:
        return name == key
    inflected = name.startswith(key) and len(name) - len(key) < 3
    return inflected or (name.endswith(f" {key}") and name.count(" ") - key.count(" ") < 2)


# Mayors and councillors


def _city(scene: Scene, bearer: Bearer, page: Mention | None) -> Mention | None:
    """The city of a mayor: whose page it is, the only one of the sentence or of those before, that of the headline."""
    unit = scene.layout.unit_at(bearer.sentence)
    if unit is None:
        return None
    own = _city_in(scene, page) if page and page.kind == "Organisation" else None
    own = page if page and page.kind == "City" else own
    sentences = [s for s in scene.sentences(unit) if s.start <= bearer.sentence.start]
    if scene.inside(Span(bearer.title.start, bearer.sentence.end), ("City",)):
        sentences = sentences[-1:]  # "… in Riga. Its deputy mayor, X, represented Ghent": of Ghent, if of any
    for sentence in reversed(sentences[-1 - _BACK :]):
        before = Span(
            sentence.start, max(sentence.start, min(sentence.end, bearer.title.start, bearer.person.span.start))
        )
        if cities := scene.inside(before, ("City",)):
            one = len({c.place.id if c.place else fold(c.name) for c in cities}) == 1
            if ";" in scene.text[cities[-1].span.end : before.end] and _taken(scene, cities[-1]):
                return own  # "Name, mayor of Riga; the mayor Name", who is of another town
            if one and _comes_from(scene, cities[-1]):
                return cities[-1]  # "Aus Linz kam Bürgermeisterin Anna Holm", on another town's page
            if not one or (own and not _agree(own, cities[-1]) and _is_venue(scene, cities[-1])):
                return own
            told = own or _headlined(scene)
            agreed = _agree(own, cities[-1]) if told and _is_venue(scene, told) else _agree(told, cities[-1])
            return cities[-1] if agreed else None
    return own or _headlined(scene)


def _taken(scene: Scene, city: Mention) -> bool:
    """Whether somebody is said to be of a city where it is named."""
    said = (d.object for d in scene.drafts if d.predicate == "affiliation")
    return any(isinstance(body, Mention) and body.span == city.span for body in said)


def _is_venue(scene: Scene, city: Mention) -> bool:
    """Whether a preposition right before a city says that something is there: "signed in Gdynia by the mayor"."""
    before = _before(scene, city)
    return bool(before) and phrases("place-preposition").alone(before[-1], scene.languages)


def _comes_from(scene: Scene, city: Mention) -> bool:
    """Whether a preposition right before a city says that somebody comes from there."""
    before = _before(scene, city)
    return bool(before) and before[-1].text.lower() in _FROM[scene.language]


def _before(scene: Scene, city: Mention) -> Sequence[Word]:
    unit = scene.layout.unit_at(city.span)
    return scene.words(Span(unit.span.start, city.span.start)) if unit and unit.span.start < city.span.start else []


_FROM = by_language("coming-from", as_written=True)


def _agree(own: Mention | None, city: Mention) -> bool:
    """Whether the city of a text is that of the page, if the page is a city's."""
    return own is None or fold(own.name) == fold(city.name) or (own.place is not None and own.place == city.place)


def city_of_page(scene: Scene) -> Mention | None:
    """The city whose page it is, or that of whose body; else the only one of the headline, if nothing is just there."""
    own = owner(scene)
    if own and own.kind == "City":
        return own
    if own:
        return _city_in(scene, own)
    told = _headlined(scene)
    return told if told and not _is_venue(scene, told) else None


def _city_in(scene: Scene, body: Mention) -> Mention | None:
    """The city of the page that a body's name has in it: "Ayuntamiento de Vic"."""
    return next((m for m in scene.mentions if m.kind == "City" and f" {m.name} " in f" {body.name} "), None)


def _headlined(scene: Scene) -> Mention | None:
    """The only city of the headline."""
    title = next((f.span for f in scene.document.fields if f.name == "title" and f.span), None)
    cities = scene.inside(title, ("City",)) if title else []
    return cities[0] if len({fold(c.name) for c in cities}) == 1 else None


# Staff and boards


def _body(scene: Scene, bearer: Bearer, page: Mention | None) -> Mention | None:
    """The body of somebody in a list: of the entry that the line belongs to, of the page if it lists its people or
    says whom to turn to.
    """
    if not bearer.listed:
        return None
    if entry := _entry(scene, bearer) or _led_in(scene, bearer.block):
        return entry
    if _lists_people(scene, bearer.block):
        return page or _titled(scene)
    return _profiled(scene, page) if _is_contact(scene, bearer) else None


def _record(scene: Scene, block: int) -> Mention | None:
    """The city or body whose card or row a line stands in: it fills the first cell, or the card's heading."""
    layout = scene.layout
    row, parent = layout.nearest(block, BlockKind.ROW), layout.block(block).parent
    if row is not None:
        first = layout.block(layout.children[row][0]).span
        own = block in (layout.children[row][0], *layout.children[layout.children[row][0]])
        return None if own or scene.dates(layout.block(row).span) else whole(scene, first, _PROFILED)
    if parent is None or layout.block(parent).kind not in {BlockKind.ITEM, BlockKind.CELL}:
        return None
    head = layout.block(layout.children[parent][0])
    return whole(scene, head.span, _PROFILED) if head.kind is BlockKind.HEADING else None


def _titled(scene: Scene) -> Mention | None:
    """The network that the page is about and that its headline names."""
    topic = scene.topic
    heads = " ".join(span.of(scene.text) for span in scene.layout.headlines)
    return topic if topic and topic.kind == "Network" and topic.name in heads else None


def _profiled(scene: Scene, page: Mention | None) -> Mention | None:
    """The city or body whose fact sheet a page is: it fills the headline, or the line that says whose page it is."""
    heads = (whole(scene, span, _PROFILED) for span in scene.layout.headlines)
    if page and page.kind in _PROFILED and whole_line(scene, page.span):
        return page
    return next((head for head in heads if head), None)


def whole_line(scene: Scene, span: Span) -> bool:
    """Whether a stretch is all of its line, but for marks of emphasis."""
    around = scene.text[: span.start].rpartition("\n")[2] + scene.text[span.end :].partition("\n")[0]
    return not around.strip(" #*")


def _is_contact(scene: Scene, bearer: Bearer) -> bool:
    """Whether a line says whom to turn to: "Technical contact: X, planner"."""
    line = scene.words(Span(bearer.sentence.start, max(bearer.sentence.start, bearer.person.span.start)))
    creates = phrases("label-cue", ("creator",)).within(line, scene.languages)
    called = phrases("label-cue", ("Person",)), phrases("role-cue", ("affiliation",))
    return len(line) <= _LABEL and not creates and any(c.within(line, scene.languages) for c in called)


def _entry(scene: Scene, bearer: Bearer) -> Mention | None:
    """The body on a line of its own, a few lines above a line that ends in a name."""
    for index in scene.layout.preceding(bearer.block, _UP):
        block = scene.layout.block(index)
        if block.kind is BlockKind.HEADING:
            return None
        filling = [m for m in scene.inside(block.span, ("Organisation",)) if m.span.start == block.span.start]
        if filling and block.span.end - filling[0].span.end < 12:
            return filling[0]
    return None


def _led_in(scene: Scene, block: int) -> Mention | None:
    """The only city or body that the line before a list says its people come from: "From Lousada (Portugal):"."""
    items = scene.layout.nearest(block, BlockKind.LIST)
    before = scene.layout.before(items) if items is not None else None
    if before is None:
        return None
    span = scene.layout.block(before).span
    text, named = scene.words(span), scene.inside(span, _PROFILED)
    if len(named) != 1 or len(text) > _LINE or phrases("name-cue", ("Event",)).within(text, scene.languages):
        return None
    place = next(i for i, w in enumerate(text) if w.end > named[0].span.start)
    ties = (tie("of").at(text, i, scene.languages) for i in range(max(0, place - 3), place))
    return named[0] if any(m and skip_small(scene, text, m.end) >= place for m in ties) else None


def _lists_people(scene: Scene, block: int) -> bool:
    """Whether a heading over a block, or the page's, is a word for people: "Team", "Junta directiva"."""
    heads = [scene.layout.block(h).span.of(scene.text) for h in scene.layout.headings(block)]
    titles = [piece for f in scene.document.fields if f.name == "title" for piece in _SEPARATOR.split(f.value)]
    metas = [
        scene.layout.text(i).partition(": ")[2] for i, b in enumerate(scene.layout.blocks) if b.kind is BlockKind.META
    ]
    pieces = [piece.strip() for text in (*heads, *titles, *metas) for piece in _SEPARATOR.split(text)]
    return any("Person" in roles(piece, scene.languages) for piece in pieces)
