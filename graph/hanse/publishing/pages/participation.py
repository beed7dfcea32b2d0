"""The page of a participation: who takes part in what, as what, and when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode

from hanse.names import printable
from hanse.publishing.descriptions import Description
from hanse.publishing.material import Material
from hanse.publishing.pages.trail import trail
from hanse.publishing.proofs import Proof
from hanse.publishing.wording import shown, term_labels
from hanse.vocabulary import PREFIXES, local_name, term

__all__ = ["content"]

_ORG = PREFIXES["org"]


def content(description: Description, material: Material) -> dict[str, Any]:
    """What the template shows."""
    values: dict[str, list[str]] = {}
    for triple in description.triples:
        if getattr(triple.subject, "value", "") == description.iri and isinstance(triple.object, NamedNode | Literal):
            values.setdefault(triple.predicate.value, []).append(triple.object.value)
    whos, wholes = values.get(_ORG + "member", []), values.get(_ORG + "organization", [])
    roles = [term_labels().get(role) or printable(local_name(role)) for role in values.get(_ORG + "role", [])]
    ties = {term("partner"), term("leadPartner")}
    return {
        "title": material.name(description.iri),
        "trail": trail("Participation"),
        "members": [(iri, material.name(iri), material.kind(iri)) for iri in whos],
        "wholes": [(iri, material.name(iri), material.kind(iri)) for iri in wholes],
        "roles": roles,
        "since": [shown(term("startDate"), day) for day in values.get(term("startDate"), [])],
        "until": [shown(term("endDate"), day) for day in values.get(term("endDate"), [])],
        "proofs": _once(
            proof
            for one in wholes
            for proof in material.proofs.on(one)
            if proof.subject == one and proof.object in whos and proof.predicate in ties
        ),
    }


def _once(proofs: Iterable[Proof]) -> list[Proof]:
    """Each quote once: who leads takes part by the same words."""
    found: dict[tuple[str, str], Proof] = {}
    for proof in proofs:
        found.setdefault((proof.document, proof.anchor or proof.row), proof)
    return list(found.values())
