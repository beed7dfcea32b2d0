"""The encoding of text that is not Unicode, from the few letters that tell.

A table has names, not prose, so detectors that know languages guess badly; but names use few letters beyond ASCII, and
those of one code page read in another come out as signs or as letters that its languages don't have.
"""

from __future__ import annotations

import itertools

__all__ = ["legacy_encoding"]

_WESTERN = "àáâãäåæçèéêëíîïñòóôõöøœùúûüßÀÁÂÃÄÅÆÇÈÉÊËÍÎÏÑÒÓÔÕÖØŒÙÚÛÜ"
_CENTRAL = "áäăâąćčďđéęěíîĺľłńňóôöőŕřśšşťţúůüűýźżžßÁÄĂÂĆČĎĐÉĘĚÍÎĽŁŃŇÓÔÖŐŘŚŠŞŤŢÚŮÜŰÝŹŻŽ"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ"
_CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "ёђѓєѕіїјљњћќўџґЁЂЄІЇЈЉЊЋЌЎЏҐ"
_MARKS = "«»“”„‘’‚–—…·°№ºª"
_LETTERS = {  # in the order of a tie
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1257": "āčēģīķļņšūžąęėįųõäöüĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲÕÄÖÜóéÓÉ",
    "cp1254": "çğıöşüâîûÇĞİÖŞÜÂÎÛ",
    "cp1251": _CYRILLIC,
    "cp1253": _GREEK,
    "iso8859_7": _GREEK,
}


def legacy_encoding(sample: bytes) -> str:
    """The code page in which most letters beyond ASCII are those of its languages; Western where nothing tells.

    >>> [legacy_encoding(name.encode(page)) for name, page in (("Guimarães", "cp1252"), ("Łódź", "cp1250"))]
    ['cp1252', 'cp1250']
    >>> [legacy_encoding(name.encode(page)) for name, page in (("Пловдив", "cp1251"), ("Θεσσαλονίκη", "cp1253"))]
    ['cp1251', 'cp1253']
    """
    strange = bytes(byte for byte in sample if byte > 127)
    beside = sum(first > 127 and second > 127 for first, second in itertools.pairwise(sample))
    other_script = beside * 2 > len(strange) > 1
    pages = [page for page in _LETTERS if other_script == (_LETTERS[page] in (_CYRILLIC, _GREEK))]
    return max(pages, key=lambda page: _likelihood(sample, page)) if strange else "cp1252"


def _likelihood(sample: bytes, page: str) -> int:
    """How many letters are of the page's languages, less the capitals inside words."""
    text = sample.decode(page, errors="replace")
    known = set(_LETTERS[page] + _MARKS)
    capitals = sum(one.islower() and other.isupper() for one, other in itertools.pairwise(text))
    return sum(character in known for character in text) - capitals
