"""Patterns changed about: where who takes part may stand behind the verb, and what they take part in before it.

Of "{object} należy do {subject}" this makes "do {subject} należy {object}", of "{object} leitet {subject}" in languages
that tell the two apart by their cases "{subject} leitet {object}", of "{object} is partner in {subject}" in any
"partner in {subject} is {object}"; where the verb is the second, "nimmt {object} an {subject} teil", for what stands
behind another beginning; and relative clauses, "{subject} que coordina {object}", "{subject} którego liderem jest
{object}".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hanse.extraction.smallwords import by_language
from hanse.extraction.typology import BARE_GENITIVE, CASED, VERB_SECOND
from hanse.vocabulary import Cue, wording

__all__ = ["turned"]

_TURNED = frozenset(("partner", "leadPartner"))
_FIRST, _LAST = "{object} ", " {subject}"
_AS = by_language("as", as_written=True)
_TOWARDS = by_language("towards", as_written=True)
_OF_WHICH = by_language("of-which", as_written=True)
_WHOM_WHICH = by_language("whom-which", as_written=True)
_REFLEXIVE = by_language("reflexive", as_written=True)


def turned(cue: Cue) -> Iterator[Cue]:
    """A pattern of who takes part in something, begun with the thing or with what the other is in it.

    >>> [other.text for other in turned(Cue("partner", "{object} należy do {subject}", "pl"))]
    ['do {subject} należy {object}']
    >>> [other.text for other in turned(Cue("leadPartner", "{object} coordina {subject}", "es"))]
    ['{subject} que coordina {object}', '{subject}, que coordina {object}']
    >>> [other.text for other in turned(Cue("leadPartner", "{object} is lead partner of {subject}", "en"))][-2:]
    ['lead partner of {subject} is {object}', 'of {subject} is lead partner {object}']
    """
    start, ends, tail = cue.text.partition(_LAST)
    if cue.term not in _TURNED or not ends or not start.startswith(_FIRST) or "{" in tail:
        return
    verb, leading = start.removeprefix(_FIRST).split(), list[str]()
    if not verb or not verb[0].isalpha() or verb[0] in _nouns(cue.language):
        return
    while len(verb) > 1 and verb[-1] in _prepositions(cue.language):
        verb, leading = verb[:-1], [verb[-1], *leading]
    is_, *what = verb
    copular = is_ in _copulas(cue.language) and not tail
    yield from _relative(cue, is_, what, of=leading, copular=copular) if not tail else ()
    if copular and what and what[0] in _nouns(cue.language):
        yield Cue(cue.term, " ".join((*what, *leading, "{subject}", is_, "{object}")), cue.language)
    if cue.language in VERB_SECOND:
        yield Cue(cue.term, " ".join((is_, "{object}", *what, *leading, "{subject}", *tail.split())), cue.language)
    if leading or (cue.language in CASED and not copular):
        apart = cue.language in VERB_SECOND and what[:1] and what[0] not in _REFLEXIVE[cue.language]
        rest = ("{object}", *what) if apart else (*what, "{object}")
        yield Cue(cue.term, " ".join((*leading, "{subject}", is_, *rest, *tail.split())), cue.language)


def _relative(cue: Cue, verb: str, what: list[str], of: list[str], *, copular: bool) -> Iterator[Cue]:
    """What is said of the thing in a clause of its own: whom something is led by, what who takes part is in it."""
    if copular and what and what[0] in _nouns(cue.language) and (of or cue.language in BARE_GENITIVE):
        for whose in sorted(_OF_WHICH[cue.language]):
            told = " ".join((whose.replace("_", " "), *what, verb, "{object}"))
            yield from (Cue(cue.term, f"{{subject}}{sign} {told}", cue.language) for sign in ("", ","))
            if cue.language not in BARE_GENITIVE:
                told = " ".join((whose.replace("_", " "), "{object}", verb, *what))
                yield from (Cue(cue.term, f"{{subject}}{sign} {told}", cue.language) for sign in ("", ","))
    elif cue.term == "leadPartner" and not copular and not what and not of:
        for which in sorted(_WHOM_WHICH[cue.language]):
            ends = ("{object}", verb) if cue.language == "en" else (verb, "{object}")
            told = " ".join((which.replace("_", " "), *ends))
            yield from (Cue(cue.term, f"{{subject}}{sign} {told}", cue.language) for sign in ("", ","))


@cache
def _nouns(language: str) -> frozenset[str]:
    """What other patterns have behind a comma, "{object}, partner of", and "as": no verbs."""
    apposed = (
        c.text.split()[1] for c in wording()["pattern"] if c.language == language and c.text[:10] == "{object}, "
    )
    return frozenset(apposed) | _AS[language]


@cache
def _prepositions(language: str) -> frozenset[str]:
    """Those that stand before what one takes part in, belongs to or joins."""
    kinds = (cue for kind in ("genitive", "place-preposition") for cue in wording()[kind])
    told = frozenset(cue.text for cue in kinds if cue.language == language)
    return told | _TOWARDS[language]


@cache
def _copulas(language: str) -> frozenset[str]:
    cues = (cue for cue in wording()["copula"] if cue.term == "organiser")
    return frozenset(cue.text for cue in cues if cue.language == language)
