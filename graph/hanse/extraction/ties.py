"""The words that tie a person, a role and a body, as the affiliation patterns of the wording use them."""

from __future__ import annotations

import re
from functools import cache

from hanse.extraction.lexicon import Phrases
from hanse.vocabulary import Cue, wording

__all__ = ["TIES", "tie"]

TIES = {
    "is": r"\{subject\}([^{}]+)\{role\}|\{role\}(?:[^{}]+\{object\})?([^{}]+)\{subject\}",  # "is", "as", "jest", "ist"
    "at": r"\{role\}([^{}]+)\{object\}",  # role "at" body: "at", "for", "w", "bei der"
    "of": r"\{subject\}([^{}]+)\{object\}",  # person "of" body: "of", "from", "represents", "iz"
    "its": r"\{object\} \w+ (\w+) \{role\}",  # body and "its" role: "its", "sein", "su"
}


@cache
def tie(kind: str) -> Phrases:
    """The words between two slots of the affiliation patterns.

    >>> from hanse.extraction.words import words
    >>> tie("is").at(words("was elected"), 0, ["en"]).end, tie("of").at(words("trabaja en"), 0, ["es"]).end
    (2, 2)
    """
    found = set()
    for cue in wording()["pattern"]:
        if cue.term == "affiliation" and (match := re.search(TIES[kind], cue.text)):
            text = next(group for group in match.groups() if group).strip(" ,()–-.'")
            found.add(Cue("affiliation", text, cue.language))
    return Phrases(sorted(cue for cue in found if cue.text and cue.text not in {"s"}))
