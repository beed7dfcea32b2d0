"""Gold annotations: what careful readers found in a document, one JSON file each.

``docs/benchmark.md`` describes the format for those who annotate documents of their own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hanse.errors import InputError
from hanse.suggestions import unknown
from hanse.vocabulary import CLASSES, PROPERTIES, VALUES

__all__ = ["DOCUMENT", "MEASURED", "Gold", "Thing", "load", "load_folder", "parse"]

DOCUMENT = "doc"
"""The key under which gold speaks of the document itself."""
MEASURED = tuple(name for name in VALUES if name not in ("type", "source"))
"""The values that gold can state: the others come from tables alone."""

Triple = tuple[str, str, str]
_PARTS = ("doc", "entities", "facts", "optional_facts", "values")
_OF_A_THING = ("type", "names", "optional")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a document names: any of its classes is right, and any of its names."""

    kinds: tuple[str, ...]
    names: tuple[str, ...]
    optional: bool = False  # two careful readers could differ: it counts neither way


@dataclass(frozen=True, slots=True)
class Gold:
    """All that one document says, by the keys of its things."""

    document: str  # the stem of the document's file
    things: Mapping[str, Thing]
    facts: frozenset[Triple] = frozenset()
    optional: frozenset[Triple] = frozenset()  # facts that count neither way
    values: tuple[tuple[str, str, str | int], ...] = ()

    def name(self, key: str) -> str:
        """What a key stands for, in words."""
        return "document" if key == DOCUMENT else self.things[key].names[0]


def load_folder(folder: Path) -> tuple[list[Gold], list[InputError]]:
    """The gold of a folder, by file name, and what is wrong with the files that had to be left out."""
    found: list[Gold] = []
    wrong: list[InputError] = []
    for path in sorted(folder.glob("*.json")):
        try:
            gold = load(path)
            if any(gold.document == other.document for other in found):
                raise InputError(f"annotates {gold.document!r}, which another file does already", source=str(path))
            found.append(gold)
        except InputError as error:
            wrong.append(error)
    return found, wrong


def load(path: Path) -> Gold:
    """The gold of one file; InputError says all that is wrong with it, and what is allowed."""
    try:
        raw = json.loads(path.read_bytes().decode("utf-8-sig"), object_pairs_hook=_object)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}", source=str(path)) from error
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg}", source=str(path), line=error.lineno) from error
    except (ValueError, RecursionError) as error:  # not UTF-8, a key twice, nested without end
        raise InputError(f"not JSON as it is wanted: {error}", source=str(path)) from error
    return parse(raw, path.stem, str(path))


def parse(raw: Any, document: str, source: str) -> Gold:
    """The gold that an object of JSON holds; ``document`` is whose it is, unless it says so itself.

    Raises InputError, which names ``source``.
    """
    if problems := list(_problems(raw)):
        raise InputError("; ".join(problems[:_TOLD]) + "; …" * (len(problems) > _TOLD), source=source)
    return Gold(
        document=raw.get("doc", document),
        things={key: _thing(thing) for key, thing in raw["entities"].items()},
        facts=frozenset(map(tuple, raw.get("facts", []))),
        optional=frozenset(map(tuple, raw.get("optional_facts", []))),
        values=tuple(map(tuple, raw.get("values", []))),
    )


_TOLD = 5  # problems of one file that its message tells


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    if twice := [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]:
        raise ValueError(f"{twice[0]!r} stands twice in one object")
    return dict(pairs)


def _thing(raw: Mapping[str, Any]) -> Thing:
    kinds = [raw["type"]] if isinstance(raw["type"], str) else raw["type"]
    return Thing(tuple(kinds), tuple(raw["names"]), bool(raw.get("optional")))


def _problems(raw: object) -> Iterator[str]:
    """What is wrong with the content of a gold file."""
    if not isinstance(raw, dict) or not isinstance(raw.get("entities"), dict):
        yield f'must be an object with "entities"; allowed are {_listed(_PARTS)}'
        return
    yield from (unknown("part", str(name), _PARTS) for name in raw if name not in _PARTS)
    if not isinstance(raw.get("doc", ""), str):
        yield '"doc" must be the stem of the document\'s file name'
    for key, thing in raw["entities"].items():
        yield from (f"entity {key!r}: {problem}" for problem in _problems_of(key, thing))
    keys = {DOCUMENT, *raw["entities"]}
    for part, properties in (("facts", PROPERTIES), ("optional_facts", PROPERTIES), ("values", MEASURED)):
        said = raw.get(part, [])
        if not isinstance(said, list):
            yield f'"{part}" must be a list'
            continue
        for number, one in enumerate(said, 1):
            yield from (f"{part}, no. {number}: {problem}" for problem in _misstated(one, properties, keys))


def _problems_of(key: str, thing: object) -> Iterator[str]:
    if key == DOCUMENT:
        yield f"{DOCUMENT!r} stands for the document itself: give another key"
    if not isinstance(thing, dict) or not {"type", "names"} <= thing.keys():
        yield 'must be an object with "type" and "names"'
        return
    yield from (unknown("part", str(name), _OF_A_THING) for name in thing if name not in _OF_A_THING)
    kinds = thing["type"] if isinstance(thing["type"], list) else [thing["type"]]
    if not kinds or any(kind not in CLASSES for kind in kinds):
        yield f"type {json.dumps(thing['type'], ensure_ascii=False)} is none of {_listed(CLASSES)}"
    names = thing["names"]
    if not isinstance(names, list) or not names or not all(isinstance(name, str) and name.strip() for name in names):
        yield '"names" must be a list of at least one name'
    if not isinstance(thing.get("optional", False), bool):
        yield '"optional" must be true or false'


def _misstated(said: object, properties: Sequence[str], keys: Iterable[str]) -> Iterator[str]:
    """What is wrong with a fact or value."""
    if not isinstance(said, list) or len(said) != 3:
        yield "must be [subject, property, object]"
        return
    subject, name, target = said
    if name not in properties:
        yield unknown("property", name if isinstance(name, str) else json.dumps(name), properties)
    ends = (subject,) if properties is MEASURED else (subject, target)
    yield from (f"{end!r} is no key of an entity" for end in ends if end not in keys)
    if properties is MEASURED and (isinstance(target, bool) or not isinstance(target, str | int)):
        yield "the value must be text or a whole number"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
