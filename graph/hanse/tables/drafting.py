"""Drafts a mapping from a table's header, for a person to finish."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

from hanse.names import fold
from hanse.tables.cells import is_address, to_date
from hanse.tables.problems import Problems
from hanse.tables.sheet import Sheet
from hanse.vocabulary import CLASSES, PROPERTIES, VALUES, wording

__all__ = ["draft", "guess"]

_ROWS = 20_000  # looked at for the values of a column
_VALUES = 15  # different values that a column of codes may have
_FORMATS = ("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d.%m.%y", "%d/%m/%y", "%m/%Y", "%d %b %Y", "%d %B %Y", "%B %Y")
_LANGUAGE_CUES = {  # property or class of wording.ttl → what a column so headed holds
    "partner": "partner",
    "leadPartner": "lead",
    "leadExpert": "expert",
    "programme": "programme",
    "theme": "theme",
    "startDate": "start",
    "endDate": "end",
    "population": "population",
}


_ANSWERS = frozenset(
    "yes no y n oui non ja nein si no tak nie ano ne igen nem da nu ναι οχι да не true false 0 1".split()
)
_YES = frozenset("yes y oui ja si tak ano igen da ναι да true 1 lp".split())


class _Column(NamedTuple):
    name: str
    values: tuple[str, ...]  # the different texts in the first rows


def draft(sheets: Sequence[Sheet], source: str = "") -> str:
    """A mapping of these sheets as TOML text, which reads as it is; guesses are marked, what is unused is listed.

    ``source`` is the name of the file, for the title.
    """
    head = (
        f"title = {_quoted(source or 'table')}\n"
        "# A draft: check each line, then build with --mapping THIS-FILE. docs/tables.md describes the format.\n"
        f"# Kinds: {', '.join(CLASSES)}\n"
        f"# Predicates with an object: {', '.join(PROPERTIES)}\n"
        f"# Predicates with a value: {', '.join(VALUES)}\n"
    )
    return head + "".join(_sheet(sheet) for sheet in sheets if sheet.columns)


def guess(columns: Iterable[str]) -> dict[str, str]:
    """What columns seem to hold, by the words of their headers: role → column, the surest guesses first.

    >>> guess(["Réseau", "Ville", "Pays", "Chef de file", "Remarques"])
    {'network': 'Réseau', 'lead': 'Chef de file', 'city': 'Ville', 'country': 'Pays'}
    """
    order = {role: at for at, role in enumerate(_cues())}
    scored = [
        (-score, order[role], at, role, column)
        for at, column in enumerate(columns)
        for role, score in _scores(column).items()
        if score > (0.99 if role == "name" else 0.3)
    ]
    roles: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, _, role, column in sorted(scored):
        if column not in taken and (role not in roles or role == "private"):
            roles[role if role not in roles else f"{role} {column}"] = column
            taken.add(column)
    if (name := roles.pop("name", None)) and "partner" not in roles:  # the bare word says too little elsewhere
        roles["partner"] = name
    return {role: roles[role] for role in sorted(roles, key=lambda role: order[role.split()[0]])}


@cache
def _cues() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Folded words of headers by what they say that a column holds."""
    words: dict[str, list[str]] = tomllib.loads((files("hanse.tables") / "headers.toml").read_text("utf-8"))
    for cue in wording().get("label-cue", ()):
        if cue.term in _LANGUAGE_CUES:
            words[_LANGUAGE_CUES[cue.term]].append(cue.text)
    return {role: tuple(dict.fromkeys(tuple(fold(text).split()) for text in texts)) for role, texts in words.items()}


@cache
def _beginnings() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The cues, each with what it says, by their first word."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for role, cues in _cues().items():
        for cue in cues:
            found.setdefault(next(iter(cue), ""), []).append((role, cue))
    return found


def _scores(text: str) -> dict[str, float]:
    """What the cues in a header say that it holds, and the largest share of its words that such a cue makes up."""
    words = tuple(word.rstrip("0123456789") or word for word in fold(text).split())  # "Theme 1", "Thematic1"
    found: dict[str, float] = {}
    for at, word in enumerate(words):
        for role, cue in _beginnings().get(word, ()):
            if words[at : at + len(cue)] == cue:
                found[role] = max(found.get(role, 0), len(cue) / len(words))
    return found


def _sheet(sheet: Sheet) -> str:
    columns = {name: _Column(name, values) for name, values in _samples(sheet).items()}
    found = {role: columns[name] for role, name in guess(sheet.columns).items()}
    if "lead" in found and "role" not in found and {fold(text) for text in found["lead"].values} <= _ANSWERS:
        found["role"] = found.pop("lead")
    private = {column.name for role, column in found.items() if role.startswith("private")}
    entities, facts = _rules(found, sheet.columns)
    used = [column.name for role, column in found.items() if not role.startswith("private")]
    lines = ["", "[[sheet]]"]
    if sheet.name:
        lines.append(f"name = {_quoted(sheet.name)} # the sheet's name; * stands for anything")
    required = used or list(sheet.columns[:1])
    lines += [f"columns = [{', '.join(map(_quoted, required))}] # by which such a table is recognised"]
    lines += ["facts = [", *(f"  {fact}" for fact in facts), "]", "", "[sheet.entity]", *entities]
    told = {*used, *private}
    spare = [column for column in columns.values() if column.name not in told]
    lines += ["", "# Columns not used:"] * bool(spare) + [
        f"# {_quoted(one.name)}: {_shown(one.values)}" for one in spare
    ]
    lines += [f"# {_quoted(name)}: addresses and numbers of people or bodies are not read" for name in sorted(private)]
    return "\n".join(lines) + "\n"


def _samples(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    seen: dict[str, dict[str, None]] = {name: {} for name in sheet.columns}
    for line in islice(sheet.lines(Problems("")), _ROWS):
        for name, text in zip(sheet.columns, line.cells, strict=True):
            if text and len(seen[name]) <= _VALUES:
                seen[name][text] = None
    return {name: tuple(values) for name, values in seen.items()}


def _rules(found: dict[str, _Column], columns: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of entities and of facts."""
    entities: dict[str, str] = {}
    country = f", country = {_quoted(found['country'].name)}" if "country" in found else ""

    def entity(key: str, kind: str, role: str, further: str = "") -> None:
        if role in found:
            entities[key] = f"{key} = {{ kind = {kind}, name = {_quoted(found[role].name)}{further} }}"

    title = f", names = [{_quoted(found['title'].name)}]" if "title" in found else ""
    main = "network" if "network" in found else "project" if "project" in found else ""
    if main:
        entity(main, _quoted(main.title()), main, title)
    entity("partner", _kind(found), "partner", country)
    if "kind" not in found and "partner" in entities:
        entities["partner"] += ' # or "City", where the partners are cities'
    entity("lead", _quoted("Organisation"), "lead", country)
    entity("city", _quoted("City"), "city", country)
    entity("region", _quoted("Region"), "region", country)
    entity("country", _quoted("Country"), "country")
    entity("programme", _quoted("Programme"), "programme")
    if "theme" in found:
        name = _listed(found["theme"])
        entities["theme"] = f'theme = {{ kind = "Theme", name = {name} }}'
    entity("expert", _quoted("Person"), "expert")
    if not entities:
        entities["thing"] = (
            f'thing = {{ kind = "Organisation", name = {_quoted(columns[0])} }} # nothing was recognised'
        )
    return list(entities.values()), _facts(found, main, set(entities))


def _facts(found: dict[str, _Column], main: str, entities: set[str]) -> list[str]:
    facts = []

    def state(subject: str, predicate: str, object_: str, needs: str = "") -> None:
        if {subject, object_} <= entities and (not needs or needs in entities):
            facts.append(f"{{ subject = {_quoted(subject)}, predicate = {predicate}, object = {_quoted(object_)} }},")

    def value(subject: str, predicate: str, role: str) -> None:
        if subject in entities and role in found:
            column = _dated(found[role]) if role in {"start", "end"} else _quoted(found[role].name)
            facts.append(f"{{ subject = {_quoted(subject)}, predicate = {_quoted(predicate)}, value = {column} }},")

    member = "partner" if "partner" in entities else "" if "lead" in entities else "city"
    state(main, _predicate(found), member)
    state(main, '"leadPartner"', "lead")
    state(main, '"programme"', "programme")
    state(main, '"theme"', "theme")
    state(main, '"leadExpert"', "expert")
    for subject, place in (
        *((one, place) for one in ("partner", "lead") for place in ("city", "country") if one == (member or "lead")),
        ("city", "region"),
        ("city", "country"),
        ("region", "country"),
    ):
        state(subject, '"locatedIn"', place)
    value(main, "type", "type")
    value(main, "startDate", "start")
    value(main, "endDate", "end")
    value("city", "population", "population")
    value(main, "source", "source")
    return facts


def _predicate(found: dict[str, _Column]) -> str:
    """Partner, or what each text in the column of roles means."""
    if "role" not in found or not 0 < len(found["role"].values) <= _VALUES:
        return '"partner"'
    meanings = {text: "leadPartner" if _leads(text) else "partner" for text in found["role"].values}
    rest = ', otherwise = "partner"' if {fold(text) for text in meanings} <= _ANSWERS else ""
    return f"{{ column = {_quoted(found['role'].name)}, values = {_table(meanings)}{rest} }}"


def _leads(text: str) -> bool:
    return "lead" in _scores(text) or fold(text) in {
        "yes",
        "oui",
        "ja",
        "si",
        "lp",
        "true",
        "1",
    }


def _kind(found: dict[str, _Column]) -> str:
    """Organisation, or what each text in the column of kinds means."""
    if "kind" not in found or not 0 < len(found["kind"].values) <= _VALUES:
        return '"Organisation"'
    meanings = {
        text: next(
            (kind for role, kind in (("city", "City"), ("region", "Region")) if role in _scores(text)),
            "Organisation",
        )
        for text in found["kind"].values
    }
    return f"{{ column = {_quoted(found['kind'].name)}, values = {_table(meanings)} }}"


def _listed(column: _Column) -> str:
    """A cell, or a list by what most often divides the cells of the column."""
    mark = max(";|,", key=lambda mark: sum(mark in text for text in column.values))
    if not any(mark in text for text in column.values):
        return _quoted(column.name)
    return f"{{ column = {_quoted(column.name)}, separator = {_quoted(mark)} }}"


def _dated(column: _Column) -> str:
    """A date, with its format where it is none that goes without saying."""
    if all(to_date(text) for text in column.values):
        return _quoted(column.name)
    form = next((form for form in _FORMATS if all(to_date(text, (form,)) for text in column.values)), None)
    return f"{{ column = {_quoted(column.name)}, format = [{_quoted(form)}] }}" if form else _quoted(column.name)


def _table(meanings: dict[str, str]) -> str:
    folded = {fold(text) or text: (text, meaning) for text, meaning in meanings.items()}
    return "{ " + ", ".join(f"{_quoted(text)} = {_quoted(meaning)}" for text, meaning in folded.values()) + " }"


def _shown(values: Sequence[str]) -> str:
    return ", ".join(_quoted(text[:40]) for text in values[:3] if not is_address(text)) or "empty"


def _quoted(text: str) -> str:
    """A TOML basic string (TOML 1.0: its escapes are those of JSON, and the delete character needs one)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
