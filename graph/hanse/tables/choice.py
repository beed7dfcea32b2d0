"""Which mapping is for a table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from hanse import extensions
from hanse.errors import InputError
from hanse.tables.mapping import Mapping, load_resource
from hanse.tables.problems import shown
from hanse.tables.sheet import Sheet

__all__ = ["MAPPINGS", "builtin", "check", "choose", "mappings", "stamps"]

MAPPINGS = {
    "cordis": "cordis.toml",
    "keep": "keep.toml",
    "kohesio": "kohesio.toml",
    "urbact-networks": "urbact-networks.toml",
    "urbact-partners": "urbact-partners.toml",
}
"""The built-in mappings: name → file in ``mappings/``."""


def mappings() -> list[str]:
    """The names of all mappings: the built-in ones, and those of installed packages that take no other's place."""
    return list({**MAPPINGS, **extensions.installed(extensions.MAPPINGS)})


def stamps() -> list[str]:
    """What the reading of tables depends on, besides Hanse."""
    return [one.stamp for one in extensions.installed(extensions.MAPPINGS).values()]


@cache
def builtin(name: str) -> Mapping:
    """A mapping that is built in or installed, by its name; InputError where an installed one can't be read."""
    if name in MAPPINGS:
        return load_resource(files("hanse.tables") / "mappings" / MAPPINGS[name], name)
    added = extensions.choose(extensions.MAPPINGS, name)
    file = added.load()
    if not isinstance(file, Traversable):
        raise InputError(f"{added.titled} is no path to a TOML file, but {type(file).__name__}")
    try:
        return load_resource(file, name)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{added.titled} can't be read: {error}") from error


def choose(sheets: tuple[Sheet, ...], source: str = "") -> Mapping:
    """The mapping, built in or installed, that knows most of a table's columns; InputError where none fits."""
    known = {name: sum(len(rule.columns) for rule, _ in builtin(name).rules(sheets)) for name in mappings()}
    best = max(known, key=lambda name: known[name])
    if not known[best]:
        advice = (
            f"draft one with `hanse mapping {source or 'FILE'} > mapping.toml`, then build with --mapping mapping.toml"
        )
        raise InputError(f"no mapping fits; {_misfit(map(builtin, mappings()), sheets)}; {advice}", source=source)
    return builtin(best)


def check(mapping: Mapping, sheets: tuple[Sheet, ...], source: str = "") -> Mapping:
    """The mapping, where it fits the table; InputError where it doesn't."""
    if not mapping.rules(sheets):
        raise InputError(f"the mapping '{mapping.name}' does not fit; {_misfit([mapping], sheets)}", source=source)
    return mapping


def _misfit(mappings: Iterable[Mapping], sheets: tuple[Sheet, ...]) -> str:
    """Which columns there are, and which the closest mapping needs besides."""
    lacks = [
        (
            len(rule.missing(sheet)) / max(len(rule.columns), 1),
            mapping.name,
            ", ".join(rule.missing(sheet)) or f"a sheet named '{rule.name}'",
        )
        for mapping in mappings
        for rule in mapping.sheets
        for sheet in sheets
    ]
    columns = "; ".join(", ".join(shown(column, 40) for column in sheet.columns[:40]) for sheet in sheets)
    closest = "; '{1}' comes closest and lacks: {2}".format(*min(lacks)) if lacks else ""
    return f"found columns: {columns or 'none'}{closest}"
