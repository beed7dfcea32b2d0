"""The names that an entry of a table may stand for: "SK-811 01 Bratislava", "City of Utrecht", "Bolzano/Bozen"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

__all__ = ["candidates", "title_remover"]

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,3}[-– ])?(?=[A-Z]{0,2}\d)[A-Z]{0,2}\d[\dA-Z]{0,3}[- ]?\d{2,4}(?:[- ]?\d{2,4})?(?:\s?[A-Z]{2}\b)?|"
    r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b"
)
_DISTRICT = re.compile(r"(?:[\s,/-]+(?:\d{1,3}\.?|[IVXL]+\.?|cedex(?: \d+)?|codex|[a-z]+ \d{1,2}))+$", re.IGNORECASE)
_DISTRICT_ENDS = frozenset(".ivxlIVXLıİ")  # with which, or with a digit, every district ends
_DIGIT = re.compile(r"\d")
_PARTS = re.compile(r"\s+[-–—|]\s+|\s*[/;,|&+]\s*|\s+(?:and|und|et|y|e|i|och|og|ja|és|en)\s+(?=[^\W\d_a-z])")
_INVERTED = re.compile(r"^([^,]+),\s*([^,]+)$")
_RUN_ON = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_HYPHENS = re.compile(r"\s*[-–—]\s*")


def candidates(name: str, untitled: Callable[[str], str]) -> Iterator[str]:
    """Names to look up, the likeliest first, each once.

    >>> list(candidates("811 01 Bratislava (Staré Mesto)", str))
    ['811 01 Bratislava (Staré Mesto)', '811 01 Bratislava', 'Bratislava', 'Staré Mesto']
    """
    if name.isalpha():  # one word, as most that are asked for
        return iter(dict.fromkeys((name, _apart(name))))
    return iter(dict.fromkeys(form for form in _forms(name.strip(), untitled) if form))


def _forms(name: str, untitled: Callable[[str], str]) -> Iterator[str]:
    bare = _BRACKETS.sub("", name).strip(" ,;:.*\"'“”„«»")
    plain = (_POSTCODE.sub(" ", bare) if _DIGIT.search(bare) else bare).strip(" ,;:.-–")
    whole = [name, bare, plain, _undistricted(plain)]
    yield from whole
    yield from (untitled(form) for form in whole)
    if inverted := _INVERTED.match(plain):
        yield f"{inverted[2]} {inverted[1]}"
    parts = [part.strip() for part in _PARTS.split(plain)]
    for part in parts if len(parts) > 1 else ():
        yield from (part, untitled(part), _undistricted(part))
    for inner in _BRACKETS.findall(name):
        yield from (inner.strip(), untitled(inner.strip()))
    if len(pieces := _HYPHENS.split(plain)) > 1:
        yield from pieces[:1]
    yield _apart(plain)


def _undistricted(name: str) -> str:
    last = name[-1:]
    return _DISTRICT.sub("", name) if last in _DISTRICT_ENDS or last.isdecimal() else name


def _apart(name: str) -> str:
    """With a space where words have run together: "BolzanoBozen"."""
    return _RUN_ON.sub(" ", name)


def title_remover(titles: Sequence[str], tails: Sequence[str]) -> Callable[[str], str]:
    """A function that takes "City of", "Gmina" and the like off the front, and "County", "kommun" off the end.

    >>> title_remover(["City of"], ["kommun"])("City of Utrecht")
    'Utrecht'
    """
    front = re.compile(rf"^(?:the\s+)?(?:{_either(titles)})\s*", re.IGNORECASE)
    back = re.compile(rf"\s+(?:{_either(tails)})$", re.IGNORECASE)

    first = (
        "the",
        *(title.lower() for title in titles),
    )  # quicker to see than to try the patterns
    last = tuple(tail.lower() for tail in tails)

    @lru_cache(maxsize=4096)
    def untitled(name: str) -> str:
        lower = name.lower()
        shorter = front.sub("", name) if lower.startswith(first) else name
        return (back.sub("", shorter) if lower.rstrip("\n").endswith(last) else shorter) or name

    return untitled


def _either(phrases: Sequence[str]) -> str:
    words = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(p) + ("" if p.endswith(("'", "’")) else r"(?!\w)") for p in words) or r"(?!)"
