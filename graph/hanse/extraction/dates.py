"""Days, months, years and ranges of them, as documents in many languages write them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hanse.model import Span, Value
from hanse.names import fold

__all__ = ["Moment", "When", "find", "resolve"]


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day, month or year, as far as it is said; 0 where it is not."""

    year: int = 0
    month: int = 0
    day: int = 0

    @property
    def value(self) -> Value:
        """Its literal.

        >>> Moment(2024, 2, 22).value.text, Moment(0, 10, 24).value.text, Moment(2019, 1).value.text
        ('2024-02-22', '--10-24', '2019-01')
        """
        if self.year and self.month and self.day:
            return Value(f"{self.year:04}-{self.month:02}-{self.day:02}", "date")
        if self.month and self.day:
            return Value(f"--{self.month:02}-{self.day:02}", "gMonthDay")
        if self.year and self.month:
            return Value(f"{self.year:04}-{self.month:02}", "gYearMonth")
        return Value(f"{self.year:04}", "gYear")

    @property
    def sound(self) -> bool:
        """Whether there is such a day."""
        days = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
        return (
            (not self.year or 1900 <= self.year <= 2100)
            and 0 <= self.month <= 12
            and 0 <= self.day <= (days[self.month - 1] if self.month else 0)
        )


@dataclass(frozen=True, slots=True)
class When:
    """A date or range in the text; end is None for a single date."""

    span: Span
    start: Moment
    end: Moment | None = None


@cache
def _months() -> dict[str, dict[str, int]]:
    data = tomllib.loads((files("hanse.extraction") / "months.toml").read_text(encoding="utf-8"))
    return {
        language: {form: number for number, names in enumerate(months, 1) for form in names if len(form) > 2}
        for language, months in data.items()
    }


@cache
def _month(word: str, language: str) -> int:
    """The number of a month's name in a language or in English; inflected endings are allowed for; 0 if it is none."""
    plain = fold(word)
    for code in (language, "en"):
        names = _months().get(code, {})
        if plain in names:
            return names[plain]
        close = {
            n
            for form, n in names.items()
            if len(form) > 4 and len(plain) < len(form) + 4 and plain[:-1].startswith(form[:-2])
        }
        if len(close) == 1 and len(plain) > 4:
            return close.pop()
    return 0


_DAY = r"(?<![\d.,])(?:[Ll][’']\s?)?([0-3]?\d)(?:st|nd|rd|th|er|ος|η|ης|-?[oº°]|\.)?(?![\d])"
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_TO = (
    r"\s*(?:[-–—/&]|\b(?:à|às|and|to|till?|until|und|bis|et|au|y|e|al|a|i|do|și|la|pana|până|και|έως|"
    r"ως|en|tot|en met|och|og|ja|in|bis zum|to the|and the|a los|ao|az|až|é|til)\b"
    r"(?:\s+(?:the|el|il|le|den|zum|στις|τις|la))?)\s*"
)
_OF = r"\s*(?:(?:(?:of|de|del|di|do|da|der|den|em|van)\b|d['’]|,|\.)\s*){0,2}"
_NAME = r"([^\W\d_]{3,15})\.?"

_LISTED = r"(?:,\s*[0-3]?\d(?!\d))*"
_WEEKDAY = r"(?:[^\W\d_]{3,12},?\s+)?"
_RANGE_DAYS = re.compile(rf"{_DAY}{_LISTED}{_TO}{_WEEKDAY}{_DAY}{_OF}{_NAME}(?:{_OF}{_YEAR})?")
_RANGE_MONTHS = re.compile(rf"{_DAY}{_OF}{_NAME}(?:{_OF}{_YEAR})?{_TO}{_DAY}{_OF}{_NAME}(?:{_OF}{_YEAR})?")
_RANGE_ENGLISH = re.compile(rf"{_NAME}\s+{_DAY}{_TO}{_DAY}(?:,?\s*{_YEAR})?")
_ENGLISH = re.compile(rf"{_NAME}\s+{_DAY}(?:,?\s+{_YEAR})")
_ENGLISH_DAY = re.compile(rf"{_NAME}\s+{_DAY}(?!\s*[^\W\d_]+\s+(?:19|20)\d\d)")
_FULL = re.compile(rf"{_DAY}{_OF}{_NAME}(?:{_OF}{_YEAR})?")
_SHORT = re.compile(r"(?<![\d./-])([0-3]?\d)/([01]?\d)/(\d\d)(?![\d/])")
_MONTH_YEARS = re.compile(rf"{_NAME}(?:{_OF}{_YEAR})?{_TO}{_NAME}{_OF}{_YEAR}")
_MONTH_YEAR = re.compile(rf"{_NAME}{_OF}{_YEAR}")
_YEAR_MONTH_DAY = re.compile(rf"{_YEAR}\.?\s+{_NAME}\s+{_DAY}(?:{_TO}{_DAY})?")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/])(\d\d)\2(\d\d)(?!\d)")
_N = r"([0-3]?\d)\s?[./]\s?([01]?\d)"
_NUMERIC_RANGE = re.compile(rf"(?<![\d.]){_N}\.?(?:\s?[./]\s?{_YEAR})?{_TO}{_N}\s?[./-]\s?{_YEAR}")
_NUMERIC_DAYS = re.compile(rf"(?<![\d.])([0-3]?\d)\.?\s*[-–—]\s*([0-3]?\d)\s?[./]\s?([01]?\d)\s?[./]\s?{_YEAR}")
_NUMERIC = re.compile(rf"(?<![\d.])([0-3]?\d)([./-])([01]?\d)\2{_YEAR}")
_YEARS = re.compile(rf"(?<![\d./-]){_YEAR}\s*(?:[-–—/]|to|bis|à|al?|do|until)\s*{_YEAR}")
_YEAR_ALONE = re.compile(rf"(?<![\d./-]){_YEAR}(?![\d/-])")
_DIGIT = re.compile(r"\d")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_WITH_YEAR = (
    _NUMERIC_RANGE, _NUMERIC_DAYS, _ISO, _NUMERIC, _YEAR_MONTH_DAY, _ENGLISH, _MONTH_YEARS, _MONTH_YEAR, _YEARS,
    _YEAR_ALONE,
)  # fmt: skip


def find(text: str, language: str, offset: int = 0, *, years: bool = False) -> list[When]:
    """The dates and ranges in a text that begins at an offset, left to right, none overlapping.

    Days are read before months as in Europe ("03/04/2018" is in April). Years alone count only where ``years`` is set.

    >>> [(w.start.value.text, w.end and w.end.value.text) for w in find("On the 24th and 25th of October 2023", "en")]
    [('2023-10-24', '2023-10-25')]
    >>> [w.start.value.text for w in find("12. listopada 2023.", "hr") + find("12 listopada 2023", "pl")]
    ['2023-10-12', '2023-11-12']
    """
    taken: list[When] = []
    if not _DIGIT.search(text):
        return taken
    no_year = _A_YEAR.search(text) is None
    for pattern, read in _READERS:
        if (no_year and pattern in _WITH_YEAR) or (not years and pattern in (_YEARS, _YEAR_ALONE)):
            continue
        for match in pattern.finditer(text):
            span = Span(match.start() + offset, match.end() + offset)
            if any(span.start < w.span.end and w.span.start < span.end for w in taken):
                continue
            start, end = read(match.groups(), language)
            if start and start.sound and (end is None or (end.sound and end >= start)):
                taken.append(When(_without_stop(span, text, offset), start, end))
    return sorted(taken, key=lambda when: when.span)


def _without_stop(span: Span, text: str, offset: int) -> Span:
    inner = text[span.start - offset : span.end - offset]
    return Span(span.start, span.start + len(inner.rstrip(" .,")))


Groups = tuple[str | None, ...]
Reading = tuple[Moment | None, Moment | None]


def _int(text: str | None) -> int:
    return int(text) if text else 0


def _range_days(g: Groups, language: str) -> Reading:
    month, year = _month(g[2] or "", language), _int(g[3])
    return (Moment(year, month, _int(g[0])), Moment(year, month, _int(g[1]))) if month else (None, None)


def _range_months(g: Groups, language: str) -> Reading:
    first, last, until = _month(g[1] or "", language), _month(g[4] or "", language), _int(g[5])
    since = _int(g[2]) or (until if first <= last else until - 1 if until else 0)
    return (Moment(since, first, _int(g[0])), Moment(until, last, _int(g[3]))) if first and last else (None, None)


def _range_english(g: Groups, language: str) -> Reading:
    return _range_days((g[1], g[2], g[0], g[3]), language)


def _english(g: Groups, language: str) -> Reading:
    return _full((g[1], g[0], g[2]), language)


def _english_day(g: Groups, language: str) -> Reading:
    return _full((g[1], g[0], None), language) if g[0] and g[0][0].isupper() else (None, None)


def _full(g: Groups, language: str) -> Reading:
    month = _month(g[1] or "", language)
    return (Moment(_int(g[2]), month, _int(g[0])), None) if month and _int(g[0]) else (None, None)


def _month_years(g: Groups, language: str) -> Reading:
    first, last, until = _month(g[0] or "", language), _month(g[2] or "", language), _int(g[3])
    since = _int(g[1]) or (until if first <= last else until - 1)
    return (Moment(since, first), Moment(until, last)) if first and last else (None, None)


def _month_year(g: Groups, language: str) -> Reading:
    month = _month(g[0] or "", language)
    return (Moment(_int(g[1]), month), None) if month else (None, None)


def _year_month_day(g: Groups, language: str) -> Reading:
    month = _month(g[1] or "", language)
    end = Moment(_int(g[0]), month, _int(g[3])) if g[3] else None
    return (Moment(_int(g[0]), month, _int(g[2])), end) if month else (None, None)


def _iso(g: Groups, _: str) -> Reading:
    return Moment(_int(g[0]), _int(g[2]), _int(g[3])), None


def _numeric_range(g: Groups, _: str) -> Reading:
    year = _int(g[5])
    return Moment(_int(g[2]) or year, _int(g[1]), _int(g[0])), Moment(year, _int(g[4]), _int(g[3]))


def _numeric_days(g: Groups, _: str) -> Reading:
    year, month = _int(g[3]), _int(g[2])
    return Moment(year, month, _int(g[0])), Moment(year, month, _int(g[1]))


def _numeric(g: Groups, _: str) -> Reading:
    return Moment(_int(g[3]), _int(g[2]), _int(g[0])), None


def _short(g: Groups, _: str) -> Reading:
    return Moment(2000 + _int(g[2]), _int(g[1]), _int(g[0])), None


def _years(g: Groups, _: str) -> Reading:
    return Moment(_int(g[0])), Moment(_int(g[1]))


def _year(g: Groups, _: str) -> Reading:
    return Moment(_int(g[0])), None


_READERS = (
    (_NUMERIC_RANGE, _numeric_range),
    (_NUMERIC_DAYS, _numeric_days),
    (_ISO, _iso),
    (_NUMERIC, _numeric),
    (_SHORT, _short),
    (_RANGE_MONTHS, _range_months),
    (_RANGE_DAYS, _range_days),
    (_RANGE_ENGLISH, _range_english),
    (_YEAR_MONTH_DAY, _year_month_day),
    (_ENGLISH, _english),
    (_FULL, _full),
    (_ENGLISH_DAY, _english_day),
    (_MONTH_YEARS, _month_years),
    (_MONTH_YEAR, _month_year),
    (_YEARS, _years),
    (_YEAR_ALONE, _year),
)


def resolve(moment: Moment, published: Moment | None) -> Moment:
    """A date without a year gets the document's year where that is safe: it is at most three months from publication.

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
    return nearest if apart <= 3 else moment
