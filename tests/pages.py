"""A small graph to draw, made of hand-written extracts, some of them hostile."""

from __future__ import annotations

from pathlib import Path

from hanse import store
from hanse.model import DOCUMENT, Document, Entity, Evidence, Extract, Fact, Row, Span, Value
from hanse.triples import quads

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "</script><script>alert(3)</script>",
    "javascript:alert(4)",
    "\u202egnippilf<!--",
    '<a href="https://evil.example/">Port & Co\'s</a>',
    "{{ 7 * 7 }} ${alert(5)} \u2028 <b>",
)
TEXT = """In4Green is led by Avilés. Partners: Riga, Łódź, Αθήνα and Cesena.
Techtown is led by Łódź. Partners: Riga, Cesena, Barnsley and {}.
Marta Costero is the lead expert of In4Green.
"""


def extract() -> tuple[Extract, Document]:
    """Two networks, six cities, a person, themes and programmes, and the hostile names as organisations."""
    text = TEXT.format(", ".join(HOSTILE))
    cities = {"Avilés": "ES", "Riga": "LV", "Łódź": "PL", "Αθήνα": "GR", "Cesena": "IT", "Barnsley": "GB"}

    def found(name: str) -> Span:
        start = text.index(name)
        return Span(start, start + len(name))

    entities = [
        Entity("in4green", "Network", "In4Green", ("In4Green", "In4Green network"), mention=found("In4Green")),
        Entity("techtown", "Network", "Techtown", mention=found("Techtown")),
        Entity("costero", "Person", "Marta Costero", mention=found("Marta Costero")),
        Entity("urbact", "Programme", "URBACT III"),
        Entity("urbact4", "Programme", "URBACT IV"),
        Entity("green", "Theme", "Green transition"),
    ]
    entities += [Entity(c, "Country", c) for c in cities.values()]
    entities += [Entity(name, "City", name, language="en", mention=found(name)) for name in cities]
    entities += [Entity(f"h{i}", "Organisation", name, mention=found(name)) for i, name in enumerate(HOSTILE)]

    def fact(subject: str, predicate: str, object_: str | Value, said: str, confidence: float = 0.9) -> Fact:
        return Fact(subject, predicate, object_, Evidence(found(said), "sentences", confidence))

    facts = [
        fact("in4green", "leadPartner", "Avilés", "In4Green is led by Avilés"),
        fact("techtown", "leadPartner", "Łódź", "Techtown is led by Łódź"),
        *(
            fact("in4green", "partner", name, "Partners: Riga, Łódź, Αθήνα and Cesena")
            for name in ("Riga", "Łódź", "Αθήνα", "Cesena")
        ),
        *(
            fact("techtown", "partner", name, "Partners: Riga, Cesena, Barnsley", 0.75)
            for name in ("Riga", "Cesena", "Barnsley")
        ),
        *(fact("techtown", "partner", f"h{i}", name) for i, name in enumerate(HOSTILE)),
        fact("in4green", "leadExpert", "costero", "Marta Costero is the lead expert of In4Green"),
        fact("in4green", "programme", "urbact4", "In4Green"),
        fact("techtown", "programme", "urbact", "Techtown"),
        fact("in4green", "theme", "green", "In4Green"),
        *(fact(name, "locatedIn", country, name) for name, country in cities.items()),
        fact("Riga", "population", Value("605273", "integer"), "Riga"),
        fact(DOCUMENT, "title", Value("Two <networks> & their partners"), "In4Green"),
        Fact("in4green", "partner", "Riga", Evidence(Row("", 3, "In4Green | Riga | LV"), "table", 0.99)),
    ]
    document = Document("two networks", "https://example.org/page?a=1&b=2", text, language="en")
    return Extract("two networks", tuple(entities), tuple(facts)), document


def graph_directory(directory: Path) -> Path:
    """A graph directory of it."""
    said, document = extract()
    (directory / "text").mkdir(parents=True)
    (directory / "text" / f"{document.identifier}.txt").write_text(document.text, encoding="utf-8", newline="")
    lines = sorted({f"{quad} .\n" for quad in quads(said, document, lambda entity: iri(entity))})
    (directory / store.QUADS).write_text("".join(lines), encoding="utf-8")
    store.write(directory / store.STORE, directory / store.QUADS)
    return directory


def iri(entity: Entity) -> str:
    """As identity would give it."""
    from hanse.vocabulary import mint

    return mint(entity.kind, entity.name)
