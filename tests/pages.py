"""Graphs to draw: a small one of hand-written extracts, some of them hostile, and scenes of any size."""

from __future__ import annotations

from collections import Counter
from math import cos, sin, sqrt
from pathlib import Path
from random import Random

from hanse import store
from hanse.model import DOCUMENT, Document, Entity, Evidence, Extract, Fact, Row, Span, Value
from hanse.triples import quads
from hanse.views.scene import Bundle, Community, Edge, Measure, Node, Quote, Scene, Source, Statement

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "</script><script>alert(3)</script>",
    "javascript:alert(4)",
    "\u202egnippilf<!--",
    '<a href="https://evil.example/">Port & Co\'s</a>',
    "{{ 7 * 7 }} ${alert(5)} \u2028 <b>",
)
COUNTRIES = ("BE", "DE", "ES", "FR", "IT", "LV", "PL", "PT", "RO", "SE")
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


def generated(count: int, *, seed: int = 1) -> Scene:
    """A scene with everything that a page can show: communities, measures, years, places on a map, statements."""
    draw = Random(seed)
    groups = max(1, count // 180) if count > 300 else max(1, count // 40)
    centres = [(round(cos(2.4 * g) * 380 * sqrt(g)), round(sin(2.4 * g) * 300 * sqrt(g))) for g in range(groups)]
    nodes, edges, statements = [], [], []
    members: list[list[int]] = [[] for _ in range(groups)]
    source = Source("urn:page", "page", "A page of partners", "https://example.org/partners")
    for i in range(count):
        group = min(int(groups * draw.random() ** 1.5), groups - 1)
        place = len(members[group])
        members[group].append(i)
        kind = "Network" if i % 7 == 0 else "Organisation" if i % 7 == 3 else "City"
        away = 26 * sqrt(place + 0.5)
        network = kind == "Network"
        nodes.append(
            Node(
                f"https://example.org/id/{kind.lower()}/{i}", kind, _called(draw, i, kind),
                also=(f"Name {i}",) if i % 5 == 0 else (),
                country=() if network else (COUNTRIES[(i * 7 + group) % len(COUNTRIES)],),
                programme=(("URBACT II", "URBACT III", "URBACT IV")[i % 3],) if network else (),
                theme=(("Green transition", "Housing", "Mobility", "Jobs")[i % 4],) if network else (),
                x=round(centres[group][0] + away * cos(2.4 * place)),
                y=round(centres[group][1] + away * sin(2.4 * place)),
                radius=round(6 + 9 / sqrt(place / 4 + 1), 1),
                community=group + 1 if groups > 1 else 0,
                measures=(float(draw.randrange(1, 40)), round(draw.random() ** 4, 5)),
                years=(2012 + (i * 5 + group) % 12,) if i % 9 else (),
                spot=None if network else (round(draw.gauss(480, 150)), round(draw.gauss(430, 130))),
            )
        )  # fmt: skip
    pairs = set()
    for group in range(groups):
        for place, i in enumerate(members[group]):
            for _ in range(2):
                if place:
                    pairs.add((members[group][int(place * draw.random() ** 2)], i))
            if draw.random() < 0.06:
                other = draw.randrange(count)
                if other != i:
                    pairs.add((min(i, other), max(i, other)))
    for one, other in sorted(pairs):
        said = Quote("urn:page", "has partners", f"{nodes[one].name} ", f" {nodes[other].name}", "characters 1–9", 0.8)
        statements.append(Statement(nodes[one].iri, "partner", nodes[other].iri, (said,)))
        weight = 1.0 + (one + other) % 3
        year = 2012 + (one + other) % 12
        edges.append(
            Edge(
                nodes[one].iri, nodes[other].iri, "partner", weight, (one + other) % 11 == 0,
                (len(statements) - 1,), (year,), round(0.6 + (one % 8) / 20, 2),
            )
        )  # fmt: skip
    return Scene(
        title=f"{count} generated things", note=f"All {count} things and the {len(edges)} ties between them.",
        nodes=tuple(nodes), edges=tuple(edges), statements=tuple(statements), sources=(source,),
        absent=("Atlantis",),
        measures=(
            Measure("degree", "Ties", "High: tied to many."),
            Measure("betweenness", "Betweenness", "High: on many shortest ways."),
        ),
        communities=_communities(nodes, members, centres) if groups > 1 else (),
        bundles=_bundles(nodes, edges) if groups > 1 else (),
        outline=("M200 150L760 120L840 420L700 760L420 800L180 640Z", "M120 250L170 240L160 380L110 360Z"),
        overview="communities" if count > 300 else "",
    )  # fmt: skip


def _called(draw: Random, i: int, kind: str) -> str:
    name = "".join(draw.choice(("ka", "ri", "lo", "ven", "mar", "sto", "bru", "ga")) for _ in range(3)).capitalize()
    return {"Network": f"{name} network", "Organisation": f"University of {name}"}.get(kind, name) + f" {i}"


def _communities(nodes: list[Node], members: list[list[int]], centres: list[tuple[int, int]]) -> tuple[Community, ...]:
    return tuple(
        Community(g + 1, ", ".join(nodes[i].name for i in own[:3]), len(own), *centres[g], 30 * sqrt(len(own) + 1))
        for g, own in enumerate(members)
    )


def _bundles(nodes: list[Node], edges: list[Edge]) -> tuple[Bundle, ...]:
    home = {node.iri: node.community for node in nodes}
    weights = Counter[tuple[int, int]]()
    for edge in edges:
        one, other = sorted((home[edge.one], home[edge.other]))
        if one != other:
            weights[one, other] += 1
    return tuple(Bundle(*pair, float(count), count) for pair, count in sorted(weights.items()))
