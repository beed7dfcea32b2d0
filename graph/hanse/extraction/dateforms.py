"""How dates are written in many languages: patterns, each with what it reads; the names of months."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hanse.extraction.memory import Memory
from hanse.model import Value
from hanse.names import fold

__all__ = [
    "DAILY",
    "NAMING",
    "READERS",
    "ROUGH",
    "WORDED",
    "YEARLY",
    "YEARS_ALONE",
    "Moment",
    "Reader",
    "days_at",
    "months_at",
]


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
        if number := names.get(plain) or names.get(f"{plain}σ"):  # Greek "Μάιο" is of "Μάιος"
            return number
        if (close := _inflected(plain, names, _ENDING.get(language, 4))) and len(plain) > 4:
            return close
    return 0


_ENDING = {"hu": 6}  # letters of an ending are fewer; 4 elsewhere


def _inflected(plain: str, names: dict[str, int], ending: int) -> int:
    """The month whose stem a word shares at greatest length: Czech "červenci" is July, "červnu" June."""
    stems = [
        (len(form), number)
        for form, number in names.items()
        if len(form) > 4 and len(plain) < len(form) + ending and plain[:-1].startswith(form[:-2])
    ]
    longest = {number for length, number in stems if length == max(stems)[0]}
    return longest.pop() if len(longest) == 1 else 0


_LETTERS = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"[Ll](?=[’']\s?\d)|\d+")


def months_at(text: str, language: str) -> list[int]:
    """Where words of a text begin that may name a month: with its name or stem, in the language or in English.

    >>> months_at("On 12 March", "en"), months_at("V listopadu 2022", "cs"), months_at("5 cities", "en")
    ([6], [2], [])
    """
    known = _naming(language)
    if not any(known[word] for word in _LETTERS.findall(text)):
        return []
    return [match.start() for match in _LETTERS.finditer(text) if known[match.group()]]


def days_at(text: str) -> list[int]:
    """Where numbers of a text begin, with the article before them.

    >>> days_at("L'11 e il 12")
    [0, 2, 10]
    """
    return [match.start() for match in _NUMBER.finditer(text)]


@cache
def _naming(language: str) -> Memory[str, bool]:
    names = {form for code in (language, "en") for form in _months().get(code, ())}
    stems = tuple(names | {form[:-2] for form in names if len(form) > 4})

    def naming(word: str) -> bool:
        plain = fold(word)
        return any(stem in plain for stem in stems)

    return Memory(naming)


_DAY = r"(?<![\d.,])(?<!\d:)(?:[Ll][’']\s?)?([0-3]?\d)(?:\s?(?:st|nd|rd|th)\b|er|ος|η|ης|-?[oº°]|\.)?(?![\d])"
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_TO = (
    r"\s*(?:[-–—/&]|\bal(?=l[’'])|\b(?:à|às|and|to|till?|until|und|bis|et|au|y|e|al|ad?|i|do|și|la|pana|până|και|έως|"
    r"ως|μέχρι|и|до|ir|iki|un|līdz|kuni|és|en|tot en met|t/m|tot|en met|"
    r"och|og|ja|in|bis zum|to the|and the|a los|ao|az|až|é|til)\b"
    r"(?:\s+(?:the|el|il|le|den|zum|am|no|na|στις|τις|τον|το|την?|la))?)\s*"
)
_THROUGH = (
    r"\s*(?:[-–—]|\bal(?=l[’'])|\b(?:al?|au|to|till?|bis|do|tot|tot en met|t/m|până la|la|έως|ως|μέχρι|til|iki|līdz)\b"
    r"(?:\s+(?:the|den|zum|τις))?)\s*"
)
_OF = r"\s*(?:(?:(?:of|de|del|di|do|da|der|den|em|van|του|año|ano|any)\b|d['’]|,|\.)\s*){0,3}"
_NAME = r"([^\W\d_]{3,15})\.?"
_FIRST = rf"(?<![^\W\d_]){_NAME}"  # a pattern's first word: to try all of its letters takes ten times as long

_LISTED = r"(?:,\s*[0-3]?\d(?!\d)\.?)*"
_WEEKDAY = r"(?:[^\W\d_]{3,12},?\s+(?:den\s+|the\s+)?)?"
_RANGE_DAYS = re.compile(rf"{_DAY}{_LISTED},?{_TO}{_WEEKDAY}{_DAY}{_OF}{_NAME}(?:{_OF}{_YEAR})?")
_RANGE_MONTHS = re.compile(rf"{_DAY}{_OF}{_NAME}(?:{_OF}{_YEAR})?{_TO}{_DAY}{_OF}{_NAME}(?:{_OF}{_YEAR})?")
_RANGE_ENGLISH = re.compile(rf"{_FIRST}\s+{_DAY}{_TO}{_DAY}(?:,?\s*{_YEAR})?")
_ENGLISH = re.compile(rf"{_FIRST}\s+{_DAY}(?:,?\s+{_YEAR})")
_ENGLISH_DAY = re.compile(rf"{_FIRST}\s+{_DAY}(?!\s*[^\W\d_]+\s+(?:19|20)\d\d)")
_FULL = re.compile(rf"{_DAY}{_OF}{_NAME}(?:{_OF}{_YEAR})?")
_SHORT = re.compile(r"(?<![\d./-])([0-3]?\d)/([01]?\d)/(\d\d)(?![\d/])")
_MONTH_YEARS = re.compile(rf"{_FIRST}(?:{_OF}{_YEAR})?{_TO}{_NAME}{_OF}{_YEAR}")
_MONTH_YEAR = re.compile(rf"{_FIRST}{_OF}{_YEAR}")
_YEAR_MONTH_DAY = re.compile(rf"{_YEAR}\.?\s+(?:m\.\s+)?{_NAME}\s+{_DAY}(?:{_TO}{_DAY})?")
_YEAR_DAY_MONTH = re.compile(rf"{_YEAR}\.\s+gada\s+{_DAY}(?:{_TO}{_DAY})?\s*{_NAME}")
_IN_YEAR = rf"{_YEAR}\.?\s+(?:gada\s+|m\.\s+)?{_NAME}"  # in languages that have the year first
_YEAR_MONTHS = re.compile(rf"{_IN_YEAR}(?:\s*[-–—]\s*|\s+(?:līdz\s+|iki\s+)?){_IN_YEAR}(?!\s+\d)")
_YEAR_MONTH = re.compile(rf"{_IN_YEAR}(?!\s+\d)")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d\d)\2(\d\d)(?!\d)")
_N = r"([0-3]?\d)\s?[./]\s?([01]?\d)"
_NUMERIC_RANGE = re.compile(rf"(?<![\d.]){_N}\.?(?:\s?[./]\s?{_YEAR})?{_TO}{_N}\s?[./-]\s?{_YEAR}")
_NUMERIC_DAYS = re.compile(rf"(?<![\d.])([0-3]?\d)\.?{_THROUGH}([0-3]?\d)\s?[./]\s?([01]?\d)\s?[./]\s?{_YEAR}")
_NUMERIC = re.compile(rf"(?<![\d.])([0-3]?\d)(?:([./-])|\.\s)([0-3]?\d)(?:\2|\.\s){_YEAR}")
_N_ = r"([0-3]?\d)[./]([01]?\d)(?:(?<=/\d)|(?<=/\d\d)|\.)"  # "15/10", "15.10."; "15.10" is an hour
_NUMERIC_DAY_RANGE = re.compile(rf"(?<![\d./-]){_N_}\s?[-–—]\s?{_N_}(?![\d/])")
_NUMERIC_MONTHS = re.compile(
    rf"(?<![\d./-])(0?[1-9]|1[0-2])\s?[./]\s?{_YEAR}\s*(?:[-–—]|to|bis|do|al?|à|a)\s*(0?[1-9]|1[0-2])\s?[./]\s?{_YEAR}(?![\d./])"
)
_NUMERIC_MONTH = re.compile(rf"(?<![\d./-])(0[1-9]|1[0-2])[./]{_YEAR}(?![\d./-])")
_ISO_MONTH = re.compile(r"(?<![\d./-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d./-])")
_YEARS = re.compile(rf"(?<![\d./-]){_YEAR}(?:/|[-–—])((?:19|20)?\d\d)(?![\d./-])")
_YEAR_ALONE = re.compile(rf"(?<![\d./-]){_YEAR}(?![\d/-])")


Groups = tuple[str | None, ...]
Reading = tuple[Moment | None, Moment | None]
Reader = tuple[re.Pattern[str], Callable[[Groups, str], Reading]]


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


def _year_day_month(g: Groups, language: str) -> Reading:
    return _year_month_day((g[0], g[3], g[1], g[2]), language)


def _year_month(g: Groups, language: str) -> Reading:
    month = _month(g[1] or "", language) if language in _YEAR_FIRST else 0
    return (Moment(_int(g[0]), month), None) if month else (None, None)


def _year_months(g: Groups, language: str) -> Reading:
    since, until = _year_month(g[:2], language)[0], _year_month(g[2:], language)[0]
    return (since, until) if since and until else (None, None)


_YEAR_FIRST = ("hu", "lv", "lt")


def _iso(g: Groups, _: str) -> Reading:
    return Moment(_int(g[0]), _int(g[2]), _int(g[3])), None


def _numeric_range(g: Groups, _: str) -> Reading:
    year = _int(g[5])
    return Moment(_int(g[2]) or year, _int(g[1]), _int(g[0])), Moment(year, _int(g[4]), _int(g[3]))


def _numeric_days(g: Groups, _: str) -> Reading:
    year, month = _int(g[3]), _int(g[2])
    return Moment(year, month, _int(g[0])), Moment(year, month, _int(g[1]))


def _numeric(g: Groups, _: str) -> Reading:
    """Day before month, unless there is no such month: "02/22/2024"."""
    day, month = _int(g[0]), _int(g[2])
    return Moment(_int(g[3]), *((day, month) if month > 12 and g[1] == "/" else (month, day))), None


def _numeric_day_range(g: Groups, _: str) -> Reading:
    return Moment(0, _int(g[1]), _int(g[0])), Moment(0, _int(g[3]), _int(g[2]))


def _short(g: Groups, _: str) -> Reading:
    return Moment(2000 + _int(g[2]), _int(g[1]), _int(g[0])), None


def _numeric_months(g: Groups, _: str) -> Reading:
    return Moment(_int(g[1]), _int(g[0])), Moment(_int(g[3]), _int(g[2]))


def _numeric_month(g: Groups, _: str) -> Reading:
    return Moment(_int(g[1]), _int(g[0])), None


def _iso_month(g: Groups, _: str) -> Reading:
    return Moment(_int(g[0]), _int(g[1])), None


def _years(g: Groups, _: str) -> Reading:
    since, until = _int(g[0]), _int(g[1])
    return Moment(since), Moment(until if until > 99 else since - since % 100 + until)


def _year(g: Groups, _: str) -> Reading:
    return Moment(_int(g[0])), None


READERS: tuple[Reader, ...] = (
    (_NUMERIC_RANGE, _numeric_range),
    (_NUMERIC_DAYS, _numeric_days),
    (_ISO, _iso),
    (_NUMERIC, _numeric),
    (_NUMERIC_DAY_RANGE, _numeric_day_range),
    (_SHORT, _short),
    (_RANGE_MONTHS, _range_months),
    (_YEAR_DAY_MONTH, _year_day_month),
    (_RANGE_DAYS, _range_days),
    (_YEAR_MONTH_DAY, _year_month_day),
    (_RANGE_ENGLISH, _range_english),
    (_ENGLISH, _english),
    (_FULL, _full),
    (_ENGLISH_DAY, _english_day),
    (_YEAR_MONTHS, _year_months),
    (_YEAR_MONTH, _year_month),
    (_MONTH_YEARS, _month_years),
    (_MONTH_YEAR, _month_year),
    (_NUMERIC_MONTHS, _numeric_months),
    (_ISO_MONTH, _iso_month),
    (_NUMERIC_MONTH, _numeric_month),
    (_YEARS, _years),
    (_YEAR_ALONE, _year),
)
ROUGH = (_ISO_MONTH, _NUMERIC_MONTH, _YEARS, _YEAR_ALONE)
YEARLY = (
    _NUMERIC_RANGE, _NUMERIC_DAYS, _ISO, _NUMERIC, _YEAR_MONTH_DAY, _YEAR_DAY_MONTH, _ENGLISH, _YEAR_MONTHS,
    _YEAR_MONTH, _MONTH_YEARS, _MONTH_YEAR, _NUMERIC_MONTHS, *ROUGH,
)  # fmt: skip
NAMING = (
    _RANGE_MONTHS, _RANGE_DAYS, _RANGE_ENGLISH, _YEAR_MONTH_DAY, _YEAR_DAY_MONTH, _ENGLISH, _FULL, _ENGLISH_DAY,
    _YEAR_MONTHS, _YEAR_MONTH, _MONTH_YEARS, _MONTH_YEAR,
)  # fmt: skip
WORDED = frozenset((_RANGE_ENGLISH, _ENGLISH, _ENGLISH_DAY, _MONTH_YEARS, _MONTH_YEAR))  # a month's name comes first
DAILY = frozenset((_RANGE_MONTHS, _RANGE_DAYS, _FULL))  # a day comes first
YEARS_ALONE = _YEAR_ALONE
