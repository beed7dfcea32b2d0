"""Where a verb stands in the past: by the endings and auxiliaries that ``wording.ttl`` gives for a language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hanse.extraction.memory import Memory
from hanse.extraction.words import Word, lemma
from hanse.names import fold
from hanse.vocabulary import wording

__all__ = ["past"]

_GAP = 2  # words between an auxiliary and its participle
_SHORTEST = 2  # letters before an ending


@dataclass(frozen=True, slots=True)
class _Ending:
    """How a form ends, and how the lemma of such a form does."""

    form: str
    lemma: str


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of the past in one language: whole words, endings, participles after an auxiliary."""

    whole: frozenset[str]
    endings: tuple[_Ending, ...]
    after: dict[tuple[str, ...], tuple[str, ...]]


def past(text: Sequence[Word], index: int, language: str) -> bool:
    """Whether a verb of the past begins at a word: "opened", "ha presentado", "eröffnete"."""
    word = text[index].text if index else text[index].text.lower()  # "Sono intervenuti …"
    return _simple[language][word] or (word in _auxiliaries(language) and _compound(text, index, language))


def _compound(text: Sequence[Word], index: int, language: str) -> bool:
    for auxiliary, endings in _forms(language).after.items():
        end = index + len(auxiliary)
        if tuple(w.text if i else w.text.lower() for i, w in enumerate(text[index:end], index)) == auxiliary and any(
            _ends(w.text, e) for w in text[end : end + 1 + _GAP] for e in endings
        ):
            return True
    return False


def _ends(word: str, ending: str) -> bool:
    if not ending.startswith("-"):
        return word == ending
    return word.islower() and len(word) >= len(ending) + _SHORTEST and word.endswith(ending[1:])


def _asked(language: str) -> Memory[str, bool]:
    forms = _forms(language)

    def read(word: str) -> bool:
        if word in forms.whole:
            return True
        for ending in forms.endings:
            if _ends(word, ending.form):
                base = lemma(word, language)
                return base != fold(word) and base.endswith(ending.lemma)
        return False

    return Memory(read)


_simple: Memory[str, Memory[str, bool]] = Memory(_asked)


@cache
def _auxiliaries(language: str) -> frozenset[str]:
    return frozenset(words[0] for words in _forms(language).after)


@cache
def _forms(language: str) -> _Forms:
    whole: set[str] = set()
    endings: list[_Ending] = []
    after: dict[tuple[str, ...], tuple[str, ...]] = {}
    for cue in wording().get("past-form", ()):
        if cue.language != language:
            continue
        if match := re.fullmatch(r"(-\w+)(?: \(-(\w+)\))?", cue.text):
            endings.append(_Ending(match.group(1), fold(match.group(2) or "")))
        elif " " in cue.text:
            *auxiliary, ending = cue.text.split()
            after[tuple(auxiliary)] = (*after.get(tuple(auxiliary), ()), ending)
        else:
            whole.add(cue.text)
    return _Forms(frozenset(whole), tuple(sorted(endings, key=lambda e: (-len(e.form), e.form))), after)
