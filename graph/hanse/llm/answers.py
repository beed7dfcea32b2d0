"""What a model answers → an extract: what stands in the document word for word; the rest is counted by reason."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hanse.joining import BAD_NAME, BAD_QUOTE, BAD_TERM, BAD_VALUE, NO_ENTITY, STATED
from hanse.model import DOCUMENT, Document, Entity, Evidence, Extract, Fact, Span, Value
from hanse.names import fold
from hanse.vocabulary import signature

__all__ = ["CONFIDENCE", "Reader", "parse"]

CONFIDENCE = 0.7
"""Of all that a model says."""

_MOST = 2000  # entities, and facts, of one answer
_LONGEST = 150  # code points of a name
_LONGEST_QUOTE = 600
_MALFORMED = "not in the form that was asked for"
_LONG = "quote that is too long to show anything"
_BESIDE = "quote that names neither side"
_TYPES = {4: "gYear", 5: "gMonthDay", 7: "gYearMonth", 10: "date"}


def parse(content: str) -> dict[str, Any]:
    r"""The JSON object of an answer, whatever stands around it; raises ValueError where there is none.

    >>> parse('Here it is:\n```json\n{"entities": []}\n```')
    {'entities': []}
    """
    start, end = content.find("{"), content.rfind("}")
    try:
        found = json.loads(content[start : end + 1])
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


@dataclass(slots=True)
class Reader:
    """Takes the answers about the parts of one document, one after the other."""

    document: Document
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: dict[Fact, None] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def extract(self) -> Extract:
        """All that was taken."""
        return Extract(self.document.identifier, tuple(self.entities.values()), tuple(self.facts))

    def read(self, part: Span, answer: dict[str, Any]) -> None:
        """Take what an answer about a part says."""
        ids = {"document": DOCUMENT}
        for one in self._items(answer, "entities"):
            if reason := self._take_entity(one, part, ids):
                self.left_out[reason] += 1
        for one in self._items(answer, "facts"):
            if reason := self._take_fact(one, part, ids):
                self.left_out[reason] += 1

    def _items(self, answer: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
        found = answer.get(name, [])
        items = found if isinstance(found, list) else [found]
        good = [one for one in items[:_MOST] if isinstance(one, dict)]
        if len(good) < len(items):
            self.left_out[_MALFORMED] += len(items) - len(good)
        yield from good

    def _take_entity(self, one: dict[str, Any], part: Span, ids: dict[str, str]) -> str:
        """Take an entity; gives why not, or ""."""
        kind, said = one.get("class"), one.get("names", one.get("name"))
        said = said if isinstance(said, list) else [said]
        if not isinstance(kind, str) or not isinstance(one.get("id"), str | int) or str(one["id"]) in ids:
            return _MALFORMED
        names = {
            name: place for name in said[:20] if isinstance(name, str) and (place := self._named(name, kind, part))
        }
        if not names:
            return BAD_NAME
        name = next(iter(names))
        key = f"{kind}:{fold(name) or name}"
        there = self.entities.get(key)
        forms = (*there.names, *names) if there else tuple(names)
        self.entities[key] = Entity(
            id=key,
            kind=kind,
            name=there.name if there else name,
            names=tuple(dict.fromkeys(forms)),
            mention=there.mention if there else names[name],
            confidence=CONFIDENCE,
        )
        ids[str(one["id"])] = key
        return ""

    def _named(self, name: str, kind: str, part: Span) -> Span | None:
        """Where a name stands as whole words: in the part, or else anywhere in the document."""
        private = kind == "Person" and ("@" in name or sum(c.isdigit() for c in name) > 2)
        if private or not 1 < len(name) <= _LONGEST or not name.isprintable() or not any(map(str.isalpha, name)):
            return None
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        text = self.document.text
        found = pattern.search(text, part.start, part.end) or pattern.search(text)
        return Span(*found.span()) if found else None

    def _take_fact(self, one: dict[str, Any], part: Span, ids: dict[str, str]) -> str:
        """Take a fact; gives why not, or ""."""
        name, quote = one.get("property"), one.get("quote")
        if not isinstance(name, str) or not isinstance(quote, str):
            return _MALFORMED
        if name not in STATED:
            return BAD_TERM
        if len(quote) > _LONGEST_QUOTE:
            return _LONG
        where = self._quoted(quote, part)
        if where is None:
            return BAD_QUOTE
        subject, object_ = str(one.get("subject")), one.get("object")
        if subject not in ids or (object_ is not None and str(object_) not in ids):
            return NO_ENTITY
        sides = [ids[subject]] if object_ is None else [ids[subject], ids[str(object_)]]
        if not self._shown(sides, quote):
            return _BESIDE
        target = self._value(name, one.get("value"), quote) if object_ is None else sides[1]
        if target is None:
            return BAD_VALUE
        self.facts[Fact(sides[0], name, target, Evidence(where, "", CONFIDENCE))] = None
        return ""

    def _quoted(self, quote: str, part: Span) -> Span | None:
        if not quote.strip():
            return None
        start = self.document.text.find(quote, part.start, part.end)
        start = self.document.text.find(quote) if start < 0 else start
        return None if start < 0 else Span(start, start + len(quote))

    def _shown(self, sides: list[str], quote: str) -> bool:
        """Whether the quote names one of the sides, where they are more than the document and a value."""
        names = [name for side in sides if side != DOCUMENT for name in self.entities[side].names]
        return not names or any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", quote) for name in names)

    def _value(self, name: str, said: object, quote: str) -> Value | None:
        """A value of the property's kind that the quote shows."""
        text, types = str(said).strip(), signature(name).objects
        if not isinstance(said, str | int) or isinstance(said, bool):
            return None
        if "integer" in types:
            plain = re.sub(r"(?<=\d)[.,'’\s](?=\d{3}(?!\d))", "", quote)
            return Value(text, "integer") if re.search(rf"(?<!\d){re.escape(text)}(?!\d)", plain) else None
        if "date" in types:
            text = text.removeprefix("--")
            telling = text[-2:].lstrip("0") if len(text) in {5, 10} else text[:4]
            shown = re.search(rf"(?<!\d)0?{re.escape(telling)}(?!\d)", quote)
            return Value(text, _TYPES.get(len(text), "date")) if shown else None
        return Value(text, "string", self.document.language) if text and text in quote else None
