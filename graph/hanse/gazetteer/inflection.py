"""Inflected names → the base forms they may have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

__all__ = ["Rules", "base_forms"]

Rules = Mapping[str, Sequence[tuple[str, str]]]
SHORTEST = 3  # letters that stay in front of an ending; one fewer in front of one of so many letters
CYRILLIC = ("sr", "mk", "bs")  # languages that write foreign names as they sound: Serbian letters as Latin ones
_LATIN = str.maketrans(
    dict(zip("абвгдђежзијклмнопрстћуфхцчшѓќѕ", "abvgddezzijklmnoprstcufhccsgkz", strict=True))
    | {"љ": "lj", "њ": "nj", "џ": "dz"}
)


def base_forms(rules: Rules, language: str) -> Callable[[str], tuple[str, ...]]:
    """A function from a folded word to the folded forms that it may be inflected from, itself excluded.

    >>> base_forms({"pl": [("owie", "ow"), ("ie", "a")]}, "pl")("krakowie")
    ('krakow', 'krakowa')
    >>> base_forms({"sr": [("a", ""), ("а", "")]}, "sr")("бреста")
    ('bresta', 'брест', 'brest')
    """
    by_ending: dict[str, list[str]] = {}
    for ending, base in rules.get(language, ()):
        by_ending.setdefault(ending, []).append(base)
    longest = max(map(len, by_ending), default=0)

    def bases(word: str) -> Iterator[str]:
        for length in range(min(longest, len(word) - SHORTEST + 1), -1, -1):
            if length < SHORTEST and len(word) - length < SHORTEST:
                continue
            stem, ending = word[: len(word) - length], word[len(word) - length :]
            yield from (stem + base for base in by_ending.get(ending, ()))

    @lru_cache(maxsize=1 << 15)
    def forms(word: str) -> tuple[str, ...]:
        latin = word.translate(_LATIN) if language in CYRILLIC else word
        spelled = (word,) if latin == word else (word, latin)
        found = [latin, *(form for spelling in spelled for form in bases(spelling))]
        return tuple(dict.fromkeys(form for form in found if form != word))

    return forms
