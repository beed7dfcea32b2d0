"""The language of a document: what it declares, checked against what it reads like."""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["LANGUAGES", "language_of", "likeness"]

LANGUAGES = tuple("bg ca cs da de el en es et fi fr gl hr hu it lt lv nl pl pt ro sk sl sr sv tr uk".split())
"""The languages that documents are told apart in (ISO 639-1)."""

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъьюя"
_LETTERS = {
    "bg": _CYRILLIC,
    "ca": "àçèéíïòóúü·",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøåé",
    "de": "äöüß",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "en": "éèïö",
    "es": "áéíñóúü",
    "et": "äöõüšž",
    "fi": "äöå",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "gl": "áéíñóúü",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "it": "àèéìíîòóùú",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "nl": "éèëïöóü",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõúü",
    "ro": "ăâîșțşţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sr": _CYRILLIC + "ђјљњћџčćđšž",
    "sv": "åäöé",
    "tr": "çğıöşüâîû",
    "uk": _CYRILLIC + "ґєії",
}
"""The letters beyond ASCII that a language writes its own words with."""

_ADDRESS = re.compile(r"https?:|www\.|@")
_ENOUGH = 60
_SURE = 0.95


def language_of(text: str, declared: str = "", around: str = "") -> str:
    """The language of a text (ISO 639-1), or nothing where there is too little of it.

    A declared language counts unless the text clearly reads like another one: pages are often left with the "en" of
    their template.

    >>> language_of("Les collectivités qui souhaitent reprendre chez elles une bonne pratique éprouvée ailleurs.")
    'fr'
    >>> language_of("Riga", "lv-LV"), language_of("Riga")
    ('lv', '')
    """
    code = re.split(r"[-_]", declared.strip().lower())[0]
    code = code if re.fullmatch(r"[a-z]{2}", code) else ""
    letters = _letters(text)
    if len(letters) < _ENOUGH:
        return code
    found, confidence = _identify(letters)
    if confidence < _SURE and around:
        found, confidence = max((found, confidence), _identify(_letters(around)), key=itemgetter(1))
    if code and (code not in LANGUAGES or found == code or confidence < 0.99 or len(letters) < 300):
        return code
    return found


def _letters(text: str) -> str:
    words = (word for word in text[:200_000].split() if not _ADDRESS.search(word[:200]))
    return re.sub(r"[\d\W]+", " ", " ".join(words))[:20_000]


def likeness(text: str) -> float:
    r"""How much a text looks like the language that it seems to be in, from 0 to 1.

    That is the confidence in the language times the share of its own letters among those beyond ASCII.

    >>> right, wrong = (b"perch\xe9 la citt\xe0".decode(encoding) for encoding in ("cp1252", "cp1250"))
    >>> likeness(right) > likeness(wrong)
    True
    """
    beyond = [character for character in text if character > "\x7f" and (character.isalpha() or character == "\ufffd")]
    language, confidence = _identify(text)
    own = _LETTERS[language]
    return confidence * (1 + sum(character.lower() in own for character in beyond)) / (1 + len(beyond))


def _identify(text: str) -> tuple[str, float]:
    language, confidence = _identifier().classify(text)
    if language == "sr" and not any("а" <= character <= "я" for character in text):
        language = "hr"  # in Latin letters the two can't be told apart by their statistics
    return str(language), float(confidence)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier
