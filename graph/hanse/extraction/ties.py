"""The words that tie a person, a role and a body, as the affiliation patterns of the wording use them."""

from __future__ import annotations

import re
from functools import cache

from hanse.extraction.lexicon import Match, Phrases
from hanse.extraction.smallwords import everywhere
from hanse.vocabulary import Cue, wording

__all__ = ["TIES", "is_strong", "tie"]

TIES = {
    "is": r"\{subject\}([^{}]+)\{role\}|\{role\}(?:[^{}]+\{object\})?([^{}]+)\{subject\}",  # "is", "as", "jest", "ist"
    "at": r"\{role\}([^{}]+)\{object\}",  # role "at" body: "at", "for", "w", "bei der"
    "of": r"\{subject\}([^{}]+)\{object\}",  # person "of" body: "of", "from", "represents", "iz"
    "by": r"^\{object\}([^{}]+)\{subject\}$",  # body "is represented by" person
    "its": r"\{object\} \w+ (\w+) \{role\}",  # body and "its" role: "its", "sein", "su"
}
_SHORT = 3  # letters of a word that ties loosely
_LOOSE = everywhere("from", as_written=True)


@cache
def tie(kind: str) -> Phrases:
    """The words between two slots of the affiliation patterns; without the preposition that ends them, which the body
    has before it in one form or another: "en representación (de, de la, del)".

    >>> from hanse.extraction.words import words
    >>> tie("is").at(words("was elected"), 0, ("en",)).end, tie("of").at(words("en representación del"), 0, ("es",)).end
    (2, 2)
    """
    found = set()
    for cue in wording()["pattern"]:
        if cue.term == "affiliation" and (match := re.search(TIES[kind], cue.text)):
            text = next(group for group in match.groups() if group).strip(" ,()–-.'")
            found.add(Cue("affiliation", _bare(text, cue.language) if kind == "of" else text, cue.language))
    return Phrases.of(sorted(cue for cue in found if cue.text and cue.text not in {"s"}))


def _bare(text: str, language: str) -> str:
    parts = text.split()
    while len(parts) > 1 and parts[-1] in _grammar(language):
        parts.pop()
    return " ".join(parts)


@cache
def _grammar(language: str) -> frozenset[str]:
    kinds = ("article", "genitive", "place-preposition")
    return frozenset(cue.text for kind in kinds for cue in wording()[kind] if cue.language == language)


def is_strong(match: Match) -> bool:
    """Whether words tie a person to a body for certain: "represents", "on behalf"; not "of", "from", "bei"."""
    text = match.cue.text
    return " " in text or not (len(text) <= _SHORT or text in _LOOSE or text in _loose(match.cue.language))


@cache
def _loose(language: str) -> frozenset[str]:
    cues = (cue for cue in wording()["pattern"] if cue.term == "affiliation" and cue.language == language)
    found = (match.group(1).strip() for cue in cues if (match := re.search(TIES["at"], cue.text)))
    return frozenset(word for text in found for word in text.split()) | _grammar(language)
