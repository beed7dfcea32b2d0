"""What somebody may have meant who gave a name that nothing has."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hanse.names import fold, printable

__all__ = ["meant", "near", "unknown"]

_NEAR = 75  # rapidfuzz' ratio, of 100, from which a name is suggested
_CODE = 2  # letters: what is so short is part of everything, so that only the whole of it counts


def near(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Those of the known names that resemble one, best first; case, accents and punctuation don't count.

    >>> near("betweeness", ["degree", "betweenness", "closeness"]), near("totals", ["wave-totals"]), near("x", ["xml"])
    (['betweenness'], ['wave-totals'], [])
    """
    from rapidfuzz.fuzz import WRatio, ratio
    from rapidfuzz.process import extract

    asked = fold(name)
    folded = {one: fold(one) for one in known}
    codes = {one: key for one, key in folded.items() if len(key) <= _CODE or len(asked) <= _CODE}
    others = {one: key for one, key in folded.items() if one not in codes}
    found = [
        *extract(asked, others, scorer=WRatio, limit=None, score_cutoff=_NEAR),
        *extract(asked, codes, scorer=ratio, limit=None, score_cutoff=_NEAR),
    ]
    likest = sorted(found, key=lambda match: -match[1] - ratio(asked, match[0]))  # the whole counts, not a part alone
    return [one for _, _, one in likest[:most]] if asked else []


def meant(name: str, known: Iterable[str], most: int = 3) -> str:
    """A question in brackets, to put behind a name that is unknown; empty where nothing is near.

    >>> meant("citys", ["city", "country", "two-mode"]), meant("x", ["city"])
    (' (did you mean city?)', '')
    """
    found = [printable(one) for one in near(name, known, most)]
    return f" (did you mean {' or '.join(found)}?)" if found else ""


def unknown(what: str, name: str, known: Collection[str]) -> str:
    """The message that there is no such thing, what is near, and which there are.

    >>> unknown("weight", "newmann", ["weight", "newman"])
    "no weight 'newmann' (did you mean newman?); there are: weight, newman"
    """
    return f"no {what} '{printable(name)}'{meant(name, known)}; there are: {', '.join(map(printable, known)) or 'none'}"
