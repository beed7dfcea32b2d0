"""What is known while one document is read: its layout, its words, the mentions found so far, the facts read off."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from hanse.extraction.dates import Moment, When, find
from hanse.extraction.layout import Layout, Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.lines import Line
from hanse.extraction.mentions import INITIATIVES, PLACES, Mention, Mentions
from hanse.extraction.sentences import sentences
from hanse.extraction.words import Word, distinctive, known, words
from hanse.model import DOCUMENT, BlockKind, Document, Span, Value
from hanse.names import fold

if TYPE_CHECKING:
    from hanse.extraction.knowledge import Knowledge
    from hanse.extraction.recognition.known import NameIndex
    from hanse.gazetteer import Gazetteer, Match

__all__ = ["INITIATIVES", "PLACES", "Bearer", "Draft", "Mention", "Scene"]

_HIDEABLE = ("Programme", *INITIATIVES)  # kept as named inside a longer name
_LONG = 7  # words of a heading that is a name
_LISTING = frozenset({BlockKind.LIST, BlockKind.TABLE})


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact between mentions, before mentions become entities."""

    subject: Mention | str  # or DOCUMENT
    predicate: str
    object: Mention | Value
    where: Span
    extractor: str
    confidence: float


_start = attrgetter("start")
_place = attrgetter("span.start", "span.end")


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person with a title whose body goes without saying; listed: on a line or card of its own."""

    person: Mention
    title: Span
    sentence: Span
    block: int
    municipal: bool
    listed: bool


def _index() -> NameIndex:
    from hanse.extraction.recognition.known import NameIndex

    return NameIndex()


@dataclass(slots=True)
class Scene:
    """One document under reading. Mentions are kept in the order of the text and never overlap."""

    document: Document
    layout: Layout
    knowledge: Knowledge
    mentions: Mentions = field(default_factory=Mentions)
    drafts: list[Draft] = field(default_factory=list)
    _bound: set[int] = field(default_factory=set)  # where the mentions begin that drafts are about
    _told: tuple[list[Draft], int, dict[str, list[Mention]]] = field(default_factory=lambda: ([], 0, {}))
    _words: dict[tuple[int, int], Line] = field(default_factory=dict)
    _dates: dict[tuple[int, int], tuple[When, ...]] = field(default_factory=dict)
    _places: dict[int, list[Match]] = field(default_factory=dict)
    _callings: dict[tuple[str, ...], str] = field(default_factory=dict)
    _sentences: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    _spelled: set[str] = field(default_factory=set)
    runs: dict[tuple[Span, tuple[str, ...]], tuple[int, dict[Mention, list[Mention]]]] = field(default_factory=dict)
    topic: Mention | None = None
    published: Moment | None = None  # when the page says that it was
    names: NameIndex = field(default_factory=lambda: _index())
    countries: frozenset[str] = frozenset()
    hidden: list[Mention] = field(default_factory=list)  # named inside a longer name: "Monitoring Committee of URBACT"
    rows: dict[int, list[Mention]] = field(default_factory=dict)  # row of a table → the initiatives that it names
    records: dict[int, Mention] = field(default_factory=dict)  # block of a card, row or section → what it is about
    abroad: dict[Span, str] = field(default_factory=dict)  # cells that a row puts in a country, and its code
    bearers: list[Bearer] = field(default_factory=list)
    starts: tuple[NameIndex | None, dict[str, set[str]]] = (None, {})  # of names that may be known, and of which
    asked: set[str] = field(default_factory=set)  # texts of which it was asked whether they are a known name
    text: str = field(init=False)
    language: str = field(init=False)
    inside: Callable[..., list[Mention]] = field(init=False)  # what ``mentions`` are asked most, without a detour
    touching: Callable[[Span | Word], list[Mention]] = field(init=False)
    free: Callable[[Span | Word], bool] = field(init=False)
    languages: tuple[str, ...] = field(init=False)  # those whose wording is looked for in running text

    def __post_init__(self) -> None:
        self.text = self.document.text
        self.language = self.document.language or "en"
        self.inside, self.touching, self.free = self.mentions.inside, self.mentions.touching, self.mentions.free
        self.languages = (self.language,) if self.language == "en" else (self.language, "en")

    @property
    def gazetteer(self) -> Gazetteer:
        """Names of places."""
        return self.knowledge.gazetteer

    def words(self, span: Span) -> Line:
        """The words of a stretch of text."""
        key = (span.start, span.end)
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = self._cut(span) or Line(words(span.of(self.text), span.start))
        return found

    def _cut(self, span: Span) -> Line | None:
        """The words of a part of a unit, as those of the unit have them; none where the part begins or ends in one."""
        unit = self.layout.unit_at(span)
        after = self.text[span.end : span.end + 1]
        if unit is None or unit.span == span or after.isalnum() or after == "_":
            return None
        line = self.words(unit.span)
        first, last = (bisect_left(line, offset, key=_start) for offset in (span.start, span.end))
        broken = (first and line[first - 1].end > span.start) or (last and line[last - 1].end > span.end)
        return None if broken else line.part(first, last)

    def sentences(self, unit: Unit) -> tuple[Span, ...]:
        """The sentences of a unit."""
        found = self._sentences.get(unit.span.start)
        if found is None:
            found = self._sentences[unit.span.start] = tuple(sentences(unit.span.of(self.text), unit.span.start))
        return found

    def dates(self, span: Span) -> tuple[When, ...]:
        """The dates in a stretch of text."""
        key = (span.start, span.end)
        found = self._dates.get(key)
        if found is None:
            found = self._dates[key] = tuple(find(span.of(self.text), self.language, span.start))
        return found

    def places(self, unit: Unit) -> list[Match]:
        """The names of places in a unit, as the gazetteer finds them; all units are looked through at once."""
        if not self._places:
            spans = [u.span for u in self.layout.reading]
            found = self.gazetteer.scan_each(self.text, spans, self.language)
            self._places = {span.start: matches for span, matches in zip(spans, found, strict=True)}
        return self._places[unit.span.start]

    def add(self, mention: Mention) -> Mention | None:
        """Keep a mention if nothing is there yet; give back what then stands there, None if that is another."""
        if not self.free(mention.span):
            there = [m for m in self.inside(mention.span) if m.span == mention.span]
            return there[0] if there else None
        self.mentions.add(mention)
        return mention

    def replace(self, mention: Mention) -> Mention:
        """Keep a mention in place of all that it overlaps."""
        for other in self.touching(mention.span):
            if other.kind in _HIDEABLE and other.span != mention.span:
                self.hidden.append(other)
            self.mentions.remove(other)
        if mention.span.start in self._bound:
            self.drafts = [self._without(draft, mention) for draft in self.drafts]
        kept = self.add(mention)
        assert kept is not None
        return kept

    def _without(self, draft: Draft, mention: Mention) -> Draft:
        swapped = {
            side: mention
            for side in ("subject", "object")
            if isinstance(getattr(draft, side), Mention) and getattr(draft, side).span == mention.span
        }
        if not swapped:
            return draft
        return Draft(
            swapped.get("subject", draft.subject), draft.predicate, swapped.get("object", draft.object), draft.where,
            draft.extractor, draft.confidence,
        )  # fmt: skip

    def named(self, span: Span, kinds: Sequence[str]) -> list[Mention]:
        """The mentions within a stretch, those inside longer names included."""
        hidden = [m for m in self.hidden if m.span in span and m.kind in kinds]
        return sorted([*self.inside(span, kinds), *hidden], key=_place) if hidden else self.inside(span, kinds)

    def say(
        self, subject: Mention | str, predicate: str, object: Mention | Value, where: Span, by: str, confidence: float
    ) -> None:
        """Note a fact, unless it says of a thing that it is related to itself."""
        if subject is not object:
            self.drafts.append(Draft(subject, predicate, object, where, by, confidence))
            self._bound.update(side.span.start for side in (subject, object) if isinstance(side, Mention))

    def told(self, name: str) -> Sequence[Mention]:
        """The mentions of a folded name of which something was said so far."""
        drafts, count, subjects = self._told
        if drafts is not self.drafts:
            count, subjects = 0, {}
        for draft in self.drafts[count:]:
            if isinstance(draft.subject, Mention):
                subjects.setdefault(fold(draft.subject.name), []).append(draft.subject)
        self._told = self.drafts, len(self.drafts), subjects
        return subjects.get(name, ())

    def say_of_document(self, predicate: str, object: Mention | Value, where: Span, confidence: float) -> None:
        """Note a fact about the document itself."""
        self.say(DOCUMENT, predicate, object, where, "document", confidence)

    @property
    def strong(self) -> tuple[Span, ...]:
        """The emphasised stretches."""
        return tuple(mark.span for mark in self.document.marks if mark.kind == "strong")

    def units(self, *, boilerplate: bool = False) -> Sequence[Unit]:
        """The units to read: without menus and the like unless asked for."""
        return self.layout.units if boilerplate else self.layout.reading

    def subject(self, block: int, kinds: Sequence[str] = INITIATIVES) -> Mention | None:
        """What a block is about: its card or row, the nearest heading that names one, else the document's topic."""
        for index in (block, *self.layout.ancestors(block)):
            if (record := self.records.get(index)) and record.kind in kinds:
                return record
        if introduced := self._introduced(block, kinds):
            return introduced
        if (over := self._over(block)) is not None:
            named = self.inside(over, kinds)
            if named or self._titled(over):
                return named[0] if named else None
        for heading in reversed(self.layout.headings(block)):
            if (record := self.records.get(heading)) and record.kind in kinds:
                return record
            named = self.inside(self.layout.block(heading).span, kinds)
            if named:
                return named[0]
        topic = self.topic
        if topic is None or topic.kind not in kinds or topic.span.start >= self.layout.block(block).span.end:
            return None
        return None if self.elsewhere(topic, block) else topic

    def _over(self, block: int) -> Span | None:
        """The line that is but a label, over lines with labels and values: "SKYLARK:", "Cities involved: Riga"."""
        above: int | None = block
        while above is not None and self.layout.block(above).label:
            above = self.layout.before(above)
            label = self.layout.block(above).label if above is not None else None
            if above is not None and label and not self.text[label.end : self.layout.block(above).span.end].strip(" :"):
                return label
        return None

    def elsewhere(self, topic: Mention, block: int) -> bool:
        """Whether a section has an initiative's name for its heading, and a block stands below another name."""
        own = self.layout.innermost(topic.span)
        if own is None or self.layout.block(own).kind is not BlockKind.HEADING:
            return False
        level, above = self.layout.block(own).level, self.layout.headings(block)
        beside = [i for i in above if self.layout.block(i).level == level]
        return level > 1 and own not in above and any(self._titled(self.layout.block(i).span) for i in beside)

    def _titled(self, heading: Span) -> bool:
        """Whether a heading may be a name: coined, or of several words in capitals of which none is a cue."""
        if self.coined(heading.of(self.text)):
            return True
        found = [w for w in self.words(heading) if w.folded]
        capitals = sum(w.text[0].isupper() for w in found)
        cued = any(phrases(kind).within(Line(found), self.languages) for kind in ("label-cue", "name-cue"))
        return 1 < capitals < _LONG and not cued

    def _introduced(self, block: int, kinds: Sequence[str]) -> Mention | None:
        """The only initiative that the line before a table or list names, if that ends in a colon: "The X project:"."""
        whole = next((i for i in (block, *self.layout.ancestors(block)) if self.layout.block(i).kind in _LISTING), None)
        before = self.layout.before(whole) if whole is not None else None
        if before is None or not self.layout.text(before).rstrip().endswith(":"):
            return None
        named = self.inside(self.layout.block(before).span, kinds)
        return named[0] if len({m.name.casefold() for m in named}) == 1 else None

    def knows(self, text: str) -> bool:
        """Whether a whole text is a name that is known."""
        self.asked.add(text)
        return any(layer.get(text) for layer in self.knowledge.layers(self))

    def spelled(self) -> set[str]:
        """All words of the text, as names are compared."""
        if not self._spelled:
            self._spelled.update(*(self.words(unit.span).firsts for unit in self.layout.body))
        return self._spelled

    def nameable(self, text: str) -> bool:
        """Whether a text that layout offers as an initiative's name can be one: no place, no known name, no prose."""
        found = [w for w in words(text) if w.folded]
        if (
            not 0 < len(found) <= 12
            or text.endswith((".", "…", "!", "?"))
            or (text[0].islower() and not distinctive(found[0].text))
        ):
            return False
        if self.coined(text):
            return not self.gazetteer.country(text)
        return not self.gazetteer.find(text, self.language)

    def coined(self, text: str) -> bool:
        """Whether a text has a coined word; in a title all in capitals, one that no dictionary has."""
        found = [w for w in words(text) if w.folded]
        if len(found) > 1 and text.isupper():
            return any(len(w.text) > 3 and not any(known(w.text, code) for code in self.languages) for w in found)
        return any(distinctive(w.text) for w in found)

    def calls_itself(self, kinds: tuple[str, ...] = INITIATIVES) -> str:
        """Which kind of initiative the page speaks of most, title and headline counting four times; "" if of none."""
        if kinds not in self._callings:
            counts = dict.fromkeys(kinds, 0)
            cues = phrases("name-cue", kinds)
            for unit in self.units():
                if found := cues.scan(self.words(unit.span), self.languages):
                    block = self.layout.block(unit.block)
                    titled = block.kind is BlockKind.META or (block.kind is BlockKind.HEADING and block.level < 2)
                    weight = 4 if titled else 1
                    for match in found:
                        counts[match.cue.term] += weight
            best = max(counts, key=lambda kind: counts[kind])
            self._callings[kinds] = best if counts[best] else ""
        return self._callings[kinds]

    def sentence_at(self, span: Span) -> Span:
        """The sentence (or line) around a stretch of text: the quote for what it says."""
        unit = self.layout.unit_at(span)
        return next((s for s in self.sentences(unit) if span in s), unit.span) if unit else span
