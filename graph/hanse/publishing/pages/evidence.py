"""The page of a piece of evidence, and that of an extractor, which read many."""

from __future__ import annotations

from typing import Any

from hanse.publishing.descriptions import Description
from hanse.publishing.material import Material
from hanse.publishing.pages.statements import said
from hanse.publishing.pages.trail import home, trail
from hanse.views.reading import property_name
from hanse.vocabulary import PREFIXES

__all__ = ["content", "extractor"]

_SHOWN = 200  # statements that an extractor's page has
_VERSION = PREFIXES["schema"] + "softwareVersion"


def content(description: Description, material: Material) -> dict[str, Any]:
    """What the template shows of a piece of evidence."""
    proof = material.proofs.read(description.iri)
    one = said(proof, material)
    document = material.publication.resources.paths.get(proof.document)
    way = [(material.name(proof.document), f"{document}/index.html")] if document else []
    trust = material.publication.manifest.get("trust", {}).get(property_name(proof.predicate), {})
    return {
        "title": f"Why: {one}",
        "trail": (home, ("Documents", "browse/document/index.html"), *way),
        "said": one,
        "proof": proof,
        "extractor": material.name(proof.extractor) if proof.extractor else "",
        "judged": trust.get("judged", 0),
        "right": trust.get("right", 0.0),
    }


def extractor(description: Description, material: Material) -> dict[str, Any]:
    """What the template shows of an extractor."""
    proofs = material.proofs.by(description.iri)
    versions = sorted(
        {getattr(triple.object, "value", "") for triple in description.triples if triple.predicate.value == _VERSION}
    )
    return {
        "title": material.name(description.iri),
        "trail": trail("Extractor"),
        "versions": versions,
        "statements": [said(proof, material) for proof in proofs[:_SHOWN]],
        "count": len(proofs),
    }
