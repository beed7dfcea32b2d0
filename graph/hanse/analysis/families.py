"""What can be computed, by name: Hanse's own, and what installed packages announce as entry points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from hanse import extensions
from hanse.analysis.measure import Index, Indicator, Measure
from hanse.errors import HanseError, QueryError
from hanse.extensions import Extension

__all__ = ["Family"]

Known = TypeVar("Known", Measure, Index, Indicator)


class Family(Mapping[str, Known]):
    """Measures, indices or indicators by name: Hanse's own first, which no other can take the place of.

    One of an installed package is imported when it is asked for by name, and is never computed unasked.
    """

    def __init__(self, kind: type[Known], own: Iterable[Known], group: str, gives: type) -> None:
        self.own: dict[str, Known] = {one.name: one for one in own}
        self._kind: type[Known] = kind
        self._group, self._gives = group, gives
        self._added: dict[str, Known] = {}

    def __getitem__(self, name: str) -> Known:
        if name in self.own:
            return self.own[name]
        if name not in self._added:
            self._added[name] = self._loaded(extensions.installed(self._group)[name])
        return self._added[name]

    def __iter__(self) -> Iterator[str]:
        yield from self.own
        yield from (name for name in extensions.installed(self._group) if name not in self.own)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _loaded(self, extension: Extension) -> Known:
        one = extension.load()
        if not isinstance(one, self._kind):
            raise QueryError(f"{extension.titled} is no hanse.analysis.{self._kind.__name__}, but {type(one).__name__}")
        unasked: Any = {"usual": False} if hasattr(one, "usual") else {}
        return replace(one, name=extension.name, compute=_checked(extension, one.compute, self._gives), **unasked)

    @property
    def usual(self) -> tuple[str, ...]:
        """The names of those that are computed unasked."""
        return tuple(name for name, one in self.own.items() if getattr(one, "usual", False))


def _checked(extension: Extension, compute: Callable[..., Any], gives: type) -> Callable[..., Any]:
    """What it computes, or an error that says whose it is."""

    def computed(network: Any, *others: Any) -> Any:
        try:
            found = compute(network, *others)
        except HanseError:
            raise
        except Exception as error:  # of somebody else's code: it may be any
            raise QueryError(f"{extension.titled} failed: {type(error).__name__}: {error}") from error
        if not isinstance(found, gives):
            raise QueryError(f"{extension.titled} gave {type(found).__name__}, not {gives.__name__}")
        if isinstance(found, Mapping) and (left := len(set(network) - found.keys())):
            raise QueryError(f"{extension.titled} has no score for {left} of {len(network)} nodes; None is one, too")
        return found

    return computed
