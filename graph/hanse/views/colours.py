"""The colours of communities, in a light and in a dark page: the one place that says them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product
from math import cos, dist, radians, sin

__all__ = ["MOST", "Pair", "communities", "contrast"]

Pair = tuple[str, str]
"""A colour in a light page, and in a dark one."""

MOST = 40
"""Communities with a colour of their own: beyond, two would be too near to be told apart."""

_GREY = ("#868e96", "#8b949e")
# Of Tol (2021), "muted": told apart with any colour vision.
_FIRST = (
    ("#cc6677", "#e08a98"), ("#332288", "#8f84e0"), ("#a8931a", "#ddcc77"), ("#117733", "#4fb06e"),
    ("#3b9fc4", "#88ccee"), ("#882255", "#d273a0"), ("#2f9484", "#5cc4b2"), ("#7f7f26", "#bcbc4a"),
    ("#aa4499", "#d086c4"),
)  # fmt: skip
_PAPER = ("#ffffff", "#14181d")
_CONTRAST = 3  # of what is no text (WCAG 2.2, 1.4.11)
_LIGHTNESS = ((0.4, 0.62), (0.52, 0.73), (0.64, 0.85))
_CHROMA = (0.16, 0.11, 0.06)
_HUES = range(0, 360, 6)  # degrees

Point = tuple[float, float, float]


@cache
def communities(count: int) -> tuple[Pair, ...]:
    """The colours of so many communities, at most `MOST`, the largest first; before them, the grey of all others.

    The first nine are told apart with any colour vision. Each further one is, of colours that stand out from the page,
    that which is farthest from all before it, in OKLab (B. Ottosson, A perceptual color space for image processing,
    2020). So the first of them don't depend on how many there are.

    >>> communities(2)
    (('#868e96', '#8b949e'), ('#cc6677', '#e08a98'), ('#332288', '#8f84e0'))
    """
    own = (*_FIRST, *islice(_farthest([_GREY, *_FIRST]), max(0, min(count, MOST) - len(_FIRST))))
    return (_GREY, *own[:count])


def _farthest(taken: Sequence[Pair]) -> Iterator[Pair]:
    """Further colours, each the farthest from those before in the page in which it is nearer to one."""
    left = {pair: tuple(map(_lab, pair)) for pair in _candidates()}
    near = {pair: min(_apart(points, tuple(map(_lab, one))) for one in taken) for pair, points in left.items()}
    while near:
        best = max(near, key=lambda pair: (round(near[pair], 6), pair))
        yield best
        del near[best]
        for pair in near:
            near[pair] = min(near[pair], _apart(left[pair], left[best]))


def _apart(one: Sequence[Point], other: Sequence[Point]) -> float:
    return min(map(dist, one, other))


def _candidates() -> Iterator[Pair]:
    for hue, chroma, levels in product(_HUES, _CHROMA, _LIGHTNESS):
        found = [_hex(level, chroma, radians(hue)) for level in levels]
        if all(code and contrast(code, paper) >= _CONTRAST for code, paper in zip(found, _PAPER, strict=True)):
            yield found[0], found[1]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 has it.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    low, high = sorted(_luminance(code) for code in (one, other))
    return round((high + 0.05) / (low + 0.05), 2)


def _luminance(code: str) -> float:
    red, green, blue = _linear(code)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(code: str) -> Point:
    red, green, blue = (c / 255 for c in bytes.fromhex(code[1:]))
    return _unfold(red), _unfold(green), _unfold(blue)


def _unfold(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _fold(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _lab(code: str) -> Point:
    """A colour in OKLab."""
    red, green, blue = _linear(code)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _hex(lightness: float, chroma: float, hue: float) -> str:
    """A colour of OKLCH, hue in radians; none where a screen has no such colour."""
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    if not all(0 <= part <= 1 for part in parts):
        return ""
    return "#" + "".join(f"{round(255 * _fold(part)):02x}" for part in parts)
