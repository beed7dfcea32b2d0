"""Texts for tests, in tables with what they tell, and what is extracted from one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import DOCUMENT, Extract, Value

__all__ = ["CONFERENCE", "belongings", "extracted", "said", "statements", "told"]

CONFERENCE = {
    "en": "The final conference of the SKYLARK project took place in Riga on 12 May 2023. ",
    "es": "La conferencia final del proyecto SKYLARK tuvo lugar en Riga el 12 de mayo de 2023. ",
    "fr": "La conférence finale du projet SKYLARK a eu lieu à Riga le 12 mai 2023. ",
    "it": "La conferenza finale del progetto SKYLARK si è svolta a Riga il 12 maggio 2023. ",
    "pt": "A conferência final do projeto SKYLARK decorreu em Riga a 12 de maio de 2023. ",
    "de": "Die Abschlusskonferenz des Projekts SKYLARK fand am 12. Mai 2023 in Riga statt. ",
    "pl": "Konferencja końcowa projektu SKYLARK odbyła się w Rydze 12 maja 2023 r. ",
    "hr": "Završna konferencija projekta SKYLARK održana je u Rigi 12. svibnja 2023. godine. ",
    "ro": "Conferința finală a proiectului SKYLARK a avut loc la Riga pe 12 mai 2023. ",
    "el": "Η τελική διάσκεψη του έργου SKYLARK πραγματοποιήθηκε στη Ρίγα στις 12 Μαΐου 2023. ",
    "nl": "De slotconferentie van het project SKYLARK vond plaats in Riga op 12 mei 2023. ",
    "ca": "La conferència final del projecte SKYLARK va tenir lloc a Riga el 12 de maig de 2023. ",
}
"""A sentence that tells of an event, by language."""


def told(test: str) -> Iterator[tuple[str, str, str]]:
    r"""Language, what is told, and text, of the table beside a test module; ``\\n`` in a text is a new line.

    "@en" begins a language, "told || text" is a line of it.
    """
    language = ""
    for line in Path(test).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            language = line[1:]
        elif line:
            said, _, text = line.partition("|| ")
            yield language, said.strip(), text.replace("\\n", "\n")


def extracted(text: str, language: str = "en", form: str = "md") -> Extract:
    """What is extracted from a text that is a corpus of its own."""
    document = replace(READERS[form](text.encode(), "page", f"page.{form}"), language=language)
    return extract(document, Knowledge.of([survey(document, load())], [], load()))


def statements(text: str, language: str = "en", form: str = "md") -> list[tuple[str, str, str]]:
    """What a page says as subject, property and object, by names and values; of the page itself as "page"."""
    found = extracted(text, language, form)
    names = {entity.id: entity.name for entity in found.entities} | {DOCUMENT: "page"}
    ends = ((fact, fact.object) for fact in found.facts)
    return [(names[f.subject], f.predicate, e.text if isinstance(e, Value) else names[e]) for f, e in ends]


def said(text: str, language: str, term: str) -> set[str]:
    """What a page says by a property: names, or values."""
    return {end for _, predicate, end in statements(text, language) if predicate == term}


def belongings(found: Iterable[tuple[str, str, str]]) -> set[str]:
    """Whose people are, of statements, as "A of X"."""
    return {f"{name} of {body}" for name, predicate, body in found if predicate == "affiliation"}
