"""A piece of evidence as the statement that it is for, in words."""

from __future__ import annotations

from dataclasses import dataclass

from hanse.names import printable
from hanse.publishing.material import Material
from hanse.publishing.proofs import Proof
from hanse.publishing.wording import class_label, shown, worded

__all__ = ["Said", "said"]


@dataclass(frozen=True, slots=True)
class Said:
    """Subject, phrase, object, each as it is shown."""

    proof: Proof
    subject: str
    subject_kind: str
    phrase: str
    object: str
    object_iri: str  # "" of a value
    object_kind: str

    def __str__(self) -> str:
        return f"{self.subject} {self.phrase} {self.object}"


def said(proof: Proof, material: Material) -> Said:
    """The statement of a piece of evidence."""
    target = proof.object
    is_thing = bool(class_label(target) or material.kind(target))
    name = class_label(target) or (material.name(target) if is_thing else shown(proof.predicate, target))
    return Said(
        proof,
        material.name(proof.subject),
        material.kind(proof.subject),
        worded(proof.predicate, name),
        printable(name),
        target if is_thing else "",
        material.kind(target) if is_thing else "",
    )
