"""All checks, in the order in which they are told, and how they are carried out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from types import MappingProxyType
from typing import TypeAlias

from hanse.checking import dataset, files, pages, resources, server, statements
from hanse.checking.check import Check, Result, carry_out
from hanse.checking.site import Site
from hanse.errors import QueryError
from hanse.suggestions import unknown

__all__ = ["CHECKS", "check"]

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the stage, and how much of how much is done."""

FAMILIES = (files, dataset, resources, pages, statements, server)

CHECKS = MappingProxyType({one.name: one for family in FAMILIES for one in family.CHECKS})
"""The checks by name."""


def check(site: Site, only: Collection[str] = (), progress: Progress | None = None) -> Iterator[Result]:
    """What each check finds, one after the other; those of ``only``, or all. QueryError where one is unknown."""
    wanted: list[Check] = [CHECKS[name] if name in CHECKS else _unknown(name) for name in only or CHECKS]
    try:
        for done, one in enumerate(wanted):
            if progress:
                progress("checking", done, len(wanted))
            yield carry_out(one, site)
    finally:
        site.close()


def _unknown(name: str) -> Check:
    raise QueryError(unknown("check", name, CHECKS))
