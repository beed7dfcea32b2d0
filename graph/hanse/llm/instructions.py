"""What a model is told: its task (``task.txt``), and the classes and properties as ``hanse.ttl`` defines them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from hanse.joining import STATED
from hanse.model import Document, Span
from hanse.vocabulary import CLASSES, PREFIXES, ontology, signature, term

__all__ = ["instructions", "question"]


@cache
def instructions() -> str:
    """The system message."""
    said = _said()
    classes = (f"- {name}: {said[term(name)]}" for name in CLASSES)
    properties = (f"- {name} ({_sides(name)}): {said[term(name)]}" for name in STATED)
    task = (files("hanse.llm") / "task.txt").read_text(encoding="utf-8")
    return "\n".join((task, "Classes:", *classes, "", "Properties:", *properties))


def _sides(name: str) -> str:
    allowed = signature(name)
    subjects, objects = (", ".join(sorted(side)) for side in allowed)
    return f"{subjects.replace('Document', 'document')} → {objects if allowed.objects & {*CLASSES} else 'value'}"


@cache
def _said() -> dict[str, str]:
    """What the ontology says of each term in English: its definition or usage note, and an example."""
    from pyoxigraph import Literal, RdfFormat, parse

    notes = (PREFIXES["skos"] + "definition", "http://purl.org/vocab/vann/usageNote", PREFIXES["skos"] + "example")
    found: dict[str, list[tuple[int, str]]] = {}
    for quad in parse((ontology() / "hanse.ttl").read_bytes(), format=RdfFormat.TURTLE):
        note = quad.object
        if quad.predicate.value in notes and isinstance(note, Literal) and note.language in {"en", None}:
            place = notes.index(quad.predicate.value)
            text = ("For example: " if place == 2 else "") + note.value.replace("hanse:", "")
            found.setdefault(str(quad.subject).strip("<>"), []).append((place, text))
    return {iri: " ".join(text for _, text in sorted(texts)) for iri, texts in found.items()}


def question(document: Document, part: Span) -> list[dict[str, str]]:
    """The messages that ask about a part of a document."""
    title = next((field.value for field in document.fields if field.name == "title"), "")
    about = f"The text is a part of the document “{title}”.\n" if title and part.start else ""
    text = part.of(document.text)
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": f"{about}<text>\n{text}\n</text>"},
    ]
