"""The page of a city, a network, a person, and of anything else that statements are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from hanse.names import fold
from hanse.publishing.descriptions import Description
from hanse.publishing.facts import Group, elsewhere, groups, names
from hanse.publishing.material import Material
from hanse.publishing.pages.trail import trail
from hanse.publishing.pictures import draw_hub, draw_map
from hanse.publishing.wording import host
from hanse.views.kinds import KINDS

__all__ = ["content"]


def content(description: Description, material: Material) -> dict[str, Any]:
    """What the template shows."""
    called = names(description, material)
    said = groups(description, material)
    kind = description.kind
    return {
        "title": called.best,
        "trail": trail(kind),
        "kind": kind,
        "kind_label": KINDS[kind].label if kind in KINDS else "Thing",
        "names": called,
        "links": [(address, host(address)) for address in elsewhere(description)],
        "groups": said,
        "map": draw_map(description.iri, kind, said, material),
        "hub_": draw_hub(said),
        "told": _told(said, material),
    }


def _told(said: Iterable[Group], material: Material) -> list[tuple[str, str, int]]:
    """The documents that speak of a thing, with how many statements each makes of it, most first."""
    counts: Counter[str] = Counter()
    for group in said:
        for item in group.items:
            counts.update({proof.document for proof in item.proofs} & material.publication.resources.paths.keys())
    named = ((iri, material.name(iri), count) for iri, count in counts.items())
    return sorted(named, key=lambda one: (-one[2], fold(one[1]), one[0]))
