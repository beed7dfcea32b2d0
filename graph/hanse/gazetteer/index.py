"""The gazetteer: names looked up, or found in running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path

import numpy as np

from hanse.gazetteer import scanning
from hanse.gazetteer.atlas import open_atlas
from hanse.gazetteer.cleaning import candidates, title_remover
from hanse.gazetteer.inflection import base_forms
from hanse.gazetteer.keys import key, spelling_key, word_key
from hanse.gazetteer.lookup import Lookup
from hanse.gazetteer.place import Match, Place
from hanse.model import Span
from hanse.names import fold

__all__ = ["Gazetteer", "load"]

_TERRITORIES = {
    "FR": "GP MQ GF RE YT NC PF PM MF BL WF".split(), "GB": "GI IM JE GG".split(), "NL": "AW CW SX BQ".split(),
    "DK": ["FO", "GL"], "FI": ["AX"], "NO": ["SJ"],
}  # fmt: skip
_CODES = {"UK": "GB", "EL": "GR", "KOS": "XK"}
SHORT = 3  # letters up to which a name is taken for another word, unless the place is known
KNOWN = 20_000  # inhabitants from which a town is known: recognised in a longer name, or by three letters
_LONGEST = 300  # characters of what may be an entry with a name
LARGE = 100_000  # inhabitants from which a town of Europe is inflected in languages that are not spoken there


@cache
def load(path: Path | None = None) -> Gazetteer:
    """The gazetteer that comes with Hanse, or another file of the same format.

    >>> load().find("Αθήνα")[0].name, load().country("EL").name
    ('Athens', 'Greece')
    """
    return Gazetteer(Lookup(open_atlas(path)))


class Gazetteer:
    """A name → the places that bear it."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        header = lookup.header
        self._spoken = {language: frozenset(lands) for language, lands in header["spoken"].items()}
        self._europe = frozenset(header["europe"])
        self._untitled = title_remover(header["titles"], header["tails"])
        self.base_forms = cache(lambda language: base_forms(header["inflection"], language))
        self.begins = lru_cache(maxsize=1 << 15)(self._begins)
        self._kept = lru_cache(maxsize=1 << 15)(self._find)
        self.inflected = lru_cache(maxsize=1 << 15)(partial(scanning.inflected, self))
        self.common = lru_cache(maxsize=1 << 15)(self._common)

    @cached_property
    def version(self) -> str:
        """A digest of the place file."""
        return self.lookup.atlas.digest

    def find(self, name: str, language: str = "", *, country: str = "") -> tuple[Place, ...]:
        """The places of a name, the likeliest first; with a country (ISO 3166-1 alpha-2) only those in it.

        A name as lists and tables give it is cleaned: postcodes, brackets, "City of", "Bolzano/Bozen". Inflected
        forms are led back to the name where a language (ISO 639-1) is given.

        >>> [(p.name, p.country) for p in load().find("33402 Avilés (Asturias)", country="ES")]
        [('Avilés', 'ES')]
        """
        return self._kept(name, language, country) if len(name) <= _LONGEST else ()

    def _find(self, name: str, language: str, country: str) -> tuple[Place, ...]:
        forms = list(candidates(name, self._untitled))
        exact = next((found for form in forms if (found := self._within(self._named(form), country))), ())
        if exact and (country or not self.inflects(language) or self.likely(exact[0], language)):
            return exact
        for form in forms:
            for spoken in (language,) if language else self._inflecting(country):
                if found := self._within(self._inflected(form, spoken), country):
                    return found
        return exact or (self._inside(name, country) if country else ())

    def _named(self, name: str) -> tuple[Place, ...]:
        row = self.lookup.row(key(name))
        return self.lookup.places(row) if row >= 0 else ()

    def _inflected(self, name: str, language: str) -> tuple[Place, ...]:
        words = tuple(fold(name).split())
        return self.inflected(words, language) if len(words) <= scanning.LONGEST_INFLECTED else ()

    def _inflecting(self, country: str) -> tuple[str, ...]:
        """The languages of a country that inflect names."""
        return tuple(x for x, lands in self._spoken.items() if country in lands and self.inflects(x))

    def _within(self, places: tuple[Place, ...], country: str) -> tuple[Place, ...]:
        lands = {country, *_TERRITORIES.get(country, ())}
        return tuple(p for p in places if p.country in lands) if country else places

    def _inside(self, name: str, country: str) -> tuple[Place, ...]:
        """A place of the country in a longer name: "Aarhus C", but not "Insel Mainau" for the village of Insel."""
        for match in self.scan(name.title()):
            found = self._within(match.places, country)
            if found and not match.common and (found[0].population >= KNOWN or _begins_with(name, found[0].name)):
                return found
        return ()

    def place(self, identifier: int) -> Place:
        """The place of a GeoNames id (or of a negative id of ours).

        Raises:
            KeyError: there is none.
        """
        if (found := self.lookup.by_id(identifier)) is None:
            raise KeyError(identifier)
        return found

    def country(self, name_or_code: str) -> Place | None:
        """The country of a name in any language, or of a code (ES, ESP, EL, UK).

        >>> load().country("Republika Hrvatska").country, load().country("hr").country
        ('HR', 'HR')
        """
        if found := self.coded(name_or_code):
            return found
        return next((p for p in self.find(name_or_code) if p.kind == "Country"), None)

    def coded(self, code: str) -> Place | None:
        """The country of a code."""
        code = code.strip().upper()
        return self._countries.get(_CODES.get(code, code))

    @cached_property
    def _countries(self) -> dict[str, Place]:
        rows = np.flatnonzero(self.lookup.kinds == self.lookup.header["kinds"].index("Country"))
        places = [self.lookup.place_at(int(row)) for row in rows]
        return {p.country: p for p in places} | {code: p for p in places for _, code in p.codes}

    def scan(self, text: str, language: str = "") -> Iterator[Match]:
        """The names of places in a text, leftmost and longest, at word boundaries, capitalised.

        >>> [m.span.of("in Castilla y León and León") for m in load().scan("in Castilla y León and León")]
        ['Castilla y León', 'León']
        """
        return iter(next(scanning.scan(self, text, (Span(0, len(text)),), language)))

    def scan_each(self, text: str, stretches: Sequence[Span], language: str = "") -> Iterator[list[Match]]:
        """The names of places in each of some stretches of a text, as ``scan`` finds them in it alone, but quicker.

        >>> text = "Riga, Utrecht"
        >>> [[m.span.of(text) for m in found] for found in load().scan_each(text, (Span(0, 4), Span(6, 13)))]
        [['Riga'], ['Utrecht']]
        """
        return scanning.scan(self, text, stretches, language)

    def _common(self, name: str, language: str = "") -> bool:
        """Whether a name is an ordinary word too, in a language (and in English) or, where none is given, in any.

        >>> load().common("Reading", "en"), load().common("Reading", "pl"), load().common("Avilés", "es")
        (True, True, False)
        """
        places = self._named(name)
        if len(fold(name)) <= SHORT and not (places and (places[0].kind == "Country" or places[0].population >= KNOWN)):
            return True
        near = bool(places) and places[0].country in self._spoken.get(language, ())
        return bool(self.lookup.common_mask(spelling_key(name)) & self._bits(language, not near and name.isascii()))

    def _bits(self, language: str, english: bool) -> int:
        languages = self.lookup.header["languages"]
        wanted = {language, *(["en"] if english else [])} if language else set(languages)
        return sum(1 << i for i, name in enumerate(languages) if name in wanted)

    def inflects(self, language: str) -> bool:
        """Whether names are inflected in a language."""
        return language in self.lookup.header["inflection"]

    def _begins(self, word: str, language: str) -> bool:
        """Whether a word, or what it may be inflected from, begins a name of several words."""
        forms = (fold(word), *self.base_forms(language)(fold(word)))
        return bool(self.lookup.starts(np.array([word_key(f) for f in forms], np.uint64)).any())

    def likely(self, place: Place, language: str) -> bool:
        """Whether a place is near or large enough to be spoken of, inflected, in a language."""
        if place.kind == "Country" or not place.country or place.country in self._spoken.get(language, ()):
            return True
        return place.population >= (LARGE if place.kind == "City" and place.country in self._europe else 5 * LARGE)

    def european(self, place: Place) -> bool:
        """Whether a place is in Europe."""
        return place.country in self._europe

    def near(self, place: Place, language: str) -> bool:
        """Whether a place is in a country of Europe where a language is spoken; English is written everywhere.

        >>> gazetteer = load()
        >>> gazetteer.near(gazetteer.find("Agen")[0], "fr"), gazetteer.near(gazetteer.find("Agen")[0], "en")
        (True, False)
        """
        return language != "en" and place.country in self._europe and place.country in self._spoken.get(language, ())

    def weight(self, place: Place, language: str) -> tuple[bool, float]:
        """A sort key: countries first, then by population, places where the language is spoken before others."""
        near = place.country in self._spoken.get(language, ())
        return place.kind != "Country", -place.population * (10 if near else 1) * (0.1 if place.kind == "Region" else 1)


def _begins_with(name: str, start: str) -> bool:
    return f"{fold(name)} ".startswith(f"{fold(start)} ")
