"""Days, months, years and ranges of them, as documents in many languages write them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from hanse.extraction.dateforms import (
    DAILY,
    NAMING,
    READERS,
    ROUGH,
    WORDED,
    YEARLY,
    YEARS_ALONE,
    Moment,
    Reader,
    days_at,
    months_at,
)
from hanse.model import Span

__all__ = ["Moment", "When", "find", "has_hours", "resolve"]


@dataclass(frozen=True, slots=True)
class When:
    """A date or range in the text; end is None for a single date."""

    span: Span
    start: Moment
    end: Moment | None = None


_DIGIT = re.compile(r"\d")
_UNIT = r"\.?\s*(?:(?:r|г|m|god)\.|roku|godine|gada?|metų|година)?\s*"  # "2020 r. do 2023 r."
_UNTIL = (
    "to|until|till?|through|bis|à|au|al?|ad|ao|às|do|aż do|až do|až|hasta|até|fino al?|tot|tot en met|până|până în|"
    "până la|έως|ως|μέχρι|до|iki|līdz|kuni|til|jusqu['’]à|jusqu['’]au|jusqu['’]en"
)
_SOME = (
    "the|el|la|il|le|den|zum|τις?|τον?|zu|(?:the )?end of|late|early|mid|fin de|finales de|final de|finals de|Ende|"
    "Anfang|końca|kraja|sfârșitul"
)
_CLOCK = r"(?:,?\s*\d{1,2}[:.h]\d\d(?:\s?(?:h|Uhr|am|pm|uur|CES?T)\b)?)?"
_WEEKDAY = r"(?:[^\W\d_]{3,12}\.?,?\s+)?"
_THROUGH = re.compile(rf"{_CLOCK}{_UNIT}(?:[-–—]|\b(?:{_UNTIL})\b(?:\s+(?:{_SOME}))?)\s*{_WEEKDAY}")
_AND = re.compile(rf"{_UNIT}(?:and|et|y|e|und|i|a|și|και|en|och|og|ja|és|и|ir|un|in)\s+", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:between|entre|zwischen|między|pomiędzy|između|između|između|între|intre|tra|fra|mellan|mellem|mezi|medzi|med|"
    r"между|μεταξύ|tussen|starp|tarp)\b(?:\s+(?:the|le|el|il|dem|los|τ\w+))?\s*$",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINED = re.compile(r"\d\s*[./–—-]\s*\d")  # what every date of numbers has, but for a year


_HOURS = re.compile(
    r"(?<![\d./])\d{1,2}(?:[:.h]\s?\d\d)?\s?(?:h|Uhr|am|pm|uur|godz\.?)?\s*(?:[-–—]|to|bis|à|a|do|tot)\s*\d{1,2}[:.h]\s?\d\d"
)


def has_hours(text: str) -> bool:
    """Whether a text says from when to when of a day: an event's line, no page's date.

    >>> has_hours("18 September 2025, 10:00–16:00"), has_hours("18 September 2025, 10:00")
    (True, False)
    """
    return _HOURS.search(text) is not None


def find(text: str, language: str, offset: int = 0, *, years: bool = False) -> list[When]:
    """The dates and ranges in a text that begins at an offset, left to right, none overlapping.

    Days are read before months as in Europe ("03/04/2018" is in April). Years alone, and months that are but numbers,
    count only where ``years`` is set.

    >>> [(w.start.value.text, w.end and w.end.value.text) for w in find("On the 24th and 25th of October 2023", "en")]
    [('2023-10-24', '2023-10-25')]
    >>> [w.start.value.text for w in find("12. listopada 2023.", "hr") + find("12 listopada 2023", "pl")]
    ['2023-10-12', '2023-11-12']
    >>> [w.start.value.text for w in find("2024. januárban", "hu") + find("τον Μάρτιο του 2024", "el")]
    ['2024-01', '2024-03']
    """
    if not _DIGIT.search(text):
        return []
    look = _found if len(text) <= _KEPT else _found.__wrapped__
    found = look(text, language, years)
    return (
        [When(Span(w.span.start + offset, w.span.end + offset), w.start, w.end) for w in found] if offset else [*found]
    )


_KEPT = 4_000  # characters of a text of which the dates are kept


@lru_cache(maxsize=1024)  # a sentence is asked for its dates by several, and is often all of its block
def _found(text: str, language: str, years: bool) -> tuple[When, ...]:
    taken: list[When] = []
    bounds: list[tuple[int, int]] = []  # of those, in the order of the text
    months, days = months_at(text, language), days_at(text)
    for pattern, read in _READERS[
        _A_YEAR.search(text) is not None, years, bool(months), _JOINED.search(text) is not None
    ]:
        starts = months if pattern in WORDED else days if pattern in DAILY else None
        for match in pattern.finditer(text) if starts is None else _matching(pattern, text, starts):
            span = Span(match.start(), match.end())
            before = bisect_left(bounds, (span.end,))  # none of those found overlap: the last that begins in it decides
            if before and span.start < bounds[before - 1][1]:
                continue
            start, end = read(match.groups(), language)
            if start and start.sound and (end is None or (end.sound and end >= start)):
                taken.append(When(_without_stop(span, text), start, end))
                bounds.insert(before, (taken[-1].span.start, taken[-1].span.end))
    return tuple(_joined(sorted(taken, key=lambda when: when.span), text))


def _matching(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern, none overlapping, that begin at one of some places: to try all takes far longer."""
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(text, start)):
            yield match
            end = match.end()


def _may_match(has_year: bool, years: bool, has_month: bool, has_numbers: bool) -> tuple[Reader, ...]:
    """The readers that may find something in a text of which this is known."""
    return tuple(
        (pattern, read)
        for pattern, read in READERS
        if (has_year or pattern not in YEARLY)
        and (years or pattern not in ROUGH)
        and (has_month if pattern in NAMING else has_numbers or pattern is YEARS_ALONE)
    )


_READERS = {known: _may_match(*known) for known in product((False, True), repeat=4)}


def _joined(found: list[When], text: str) -> list[When]:
    """Two dates with a dash or "to" between them, or "between" before and "and" between, are one range."""
    joined: list[When] = []
    for when in found:
        last = joined[-1] if joined else None
        if last and last.end is None and when.end is None and when.start.year:
            between = text[last.span.end : when.span.start]
            before = text[max(0, last.span.start - 24) : last.span.start]
            through = _THROUGH.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.search(before))
            since = last.start if last.start.year else _before(last.start, when.start)
            if through and since <= when.start:
                joined[-1] = When(Span(last.span.start, when.span.end), since, when.start)
                continue
        joined.append(when)
    return joined


def _before(day: Moment, until: Moment) -> Moment:
    """The last such day of a year before another."""
    return Moment(until.year - (day.month > until.month), day.month, day.day)


def _without_stop(span: Span, text: str) -> Span:
    return Span(span.start, span.start + len(span.of(text).rstrip(" .,")))


def resolve(moment: Moment, published: Moment | None) -> Moment:
    """A date without a year gets the document's where that is safe: it is at most three months from publication, or
    six in the same year.

    >>> resolve(Moment(0, 10, 24), Moment(2023, 11, 2)), resolve(Moment(0, 10, 24), Moment(2024, 2, 22))
    (Moment(year=2023, month=10, day=24), Moment(year=0, month=10, day=24))
    """
    if moment.year or not moment.month or not published or not published.year or not published.month:
        return moment
    nearest = min(
        (Moment(published.year + shift, moment.month, moment.day) for shift in (-1, 0, 1)),
        key=lambda m: abs((m.year - published.year) * 12 + m.month - published.month),
    )
    apart = abs((nearest.year - published.year) * 12 + nearest.month - published.month)
    return nearest if apart <= (6 if nearest.year == published.year else 3) else moment
