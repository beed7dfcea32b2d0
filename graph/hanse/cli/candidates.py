"""What may stand where the cursor is: completions of options and arguments, from the library and from the graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from hanse.queries.questions import Parameter
    from hanse.store import Embedded

__all__ = ["checks", "measures", "names", "parameters", "reviewed", "saved", "sources", "value", "what"]

Candidates = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def names(*kinds: str) -> Candidates:
    """Names in the graph."""

    def found(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
        from hanse.queries.beginnings import named

        store = _opened(ctx)
        return [CompletionItem(name) for name in named(store, typed, kinds)] if store else []

    return found


def value(parameter: Parameter) -> Candidates:
    """Values of an option that is a parameter, such as those that choose networks."""

    def found(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
        return [CompletionItem(one) for one in _values(ctx, parameter, typed)]

    return found


def saved(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Saved questions."""
    from hanse.queries.questions import load

    return [CompletionItem(one.name, help=one.title) for one in load().values() if one.name.startswith(typed)]


def checks(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Checks of published sites."""
    from hanse.checking import CHECKS

    return [CompletionItem(one.name, help=one.title) for one in CHECKS.values() if one.name.startswith(typed)]


def reviewed(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Classes of things that are reviewed."""
    from hanse.reviewing import KINDS

    return [CompletionItem(kind) for kind in KINDS if kind.lower().startswith(typed.lower())]


def sources(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Identifiers of what the graph was made from."""
    store = _opened(ctx)
    graphs = store.graphs() if store else []
    known = (graph.partition("/graph/")[2] for graph in graphs if not graph.endswith("/evidence"))
    return [CompletionItem(one) for one in known if one and one.startswith(typed)]


def parameters(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Parameters of the saved question or indicator that is asked, or values of one of them."""
    declared = {one.name: one for one in _declared(ctx)}
    name, sign, begun = typed.partition("=")
    if not sign:
        return [
            CompletionItem(f"{one.name}=", type="open", help=one.description)
            for one in declared.values()
            if one.name.startswith(name)
        ]
    found = _values(ctx, declared[name], begun) if name in declared else []
    return [CompletionItem(f"{name}={one}") for one in found]


def measures(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Measures, or indices of the whole; further ones after a comma."""
    from hanse.analysis import INDICES, MEASURES

    before, comma, begun = typed.rpartition(",")
    given = before.split(",")
    known = [*(INDICES if ctx.params.get("whole") else MEASURES)]
    return [CompletionItem(before + comma + name) for name in known if name.startswith(begun) and name not in given]


def what(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Indicators, by name; whatever can be computed, where --list asks what it is."""
    from hanse.analysis import FAMILIES, INDICATORS

    families = FAMILIES.values() if ctx.params.get("listed") else (INDICATORS,)
    return [CompletionItem(name) for family in families for name in family if name.startswith(typed)]


def _declared(ctx: click.Context) -> tuple[Parameter, ...]:
    from hanse.queries.questions import load

    if question := load().get(ctx.params.get("saved") or ""):
        return question.parameters
    indicator = ctx.params.get("what") or next(iter(ctx.args), "")  # not yet told apart, while -p waits for its value
    if not indicator or ctx.info_name != "analyse":
        return ()
    from hanse.analysis import INDICATORS

    return INDICATORS[indicator].parameters if indicator in INDICATORS else ()


def _values(ctx: click.Context, parameter: Parameter, typed: str) -> list[str]:
    from hanse.queries.beginnings import values

    store = _opened(ctx)
    return values(store, typed, parameter) if store else []


def _opened(ctx: click.Context) -> Embedded | None:
    """The graph that the line names; none where it would have to be read first, or asked from a server."""
    from hanse import store

    place = ctx.params.get("graph")
    directory = place.expanduser() if isinstance(place, Path) else None
    return store.open(directory) if directory and (directory / store.STORE).is_dir() else None
