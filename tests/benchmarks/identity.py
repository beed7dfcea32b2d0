"""What identity costs by the number of things: the name index, and looking for candidates.

    python tests/benchmarks/identity.py [THINGS ...]

Names are made up of syllables, some of them twice: under another legal form, with the city, abbreviated, misspelt. Each
size runs in a process of its own. The slope is that of the logarithms: 1 is linear.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import log
from resource import RUSAGE_SELF, getrusage
from time import process_time

SIZES = (1_000, 10_000, 100_000)
SYLLABLES = "ka lo mi tu re sa vo pe ni du gra stre bel nor fin mar os ta ri en che so li ger ba".split()
FORMS = ("GmbH", "Ltd", "d.o.o.", "S.A.", "e.V.")
HEADS = ("Agency", "Centre", "Association", "Foundation", "University", "Institute", "Council", "Cluster", "School")
EVERY = 10  # one name of so many stands twice


def word(rnd: random.Random) -> str:
    return "".join(rnd.choice(SYLLABLES) for _ in range(rnd.randint(2, 4))).capitalize()


def organisations(count: int, seed: int = 1) -> tuple[list[tuple[str, int]], set[tuple[int, int]]]:
    """Names, each with the number of its city, and which two are of one body.

    >>> names, same = organisations(100)
    >>> len(names), 0 < len(same) < 20
    (100, True)
    """
    rnd = random.Random(seed)
    cities = max(10, count // 40)
    words = [word(rnd) for _ in range(max(50, count // 4))]
    places = [word(rnd) for _ in range(cities)]
    found: list[tuple[str, int]] = []
    same = set()
    while len(found) < count:
        city = min(int(rnd.paretovariate(0.9)) - 1, cities - 1)
        own = [rnd.choice(words) for _ in range(rnd.randint(1, 3))]
        name = " ".join((*own, rnd.choice(HEADS))) if rnd.random() < 0.5 else " ".join((rnd.choice(HEADS), "of", *own))
        found.append((name, city))
        if rnd.randrange(EVERY) == 0 and len(found) < count:
            same.add((len(found) - 1, len(found)))
            found.append((twin(name, places[city], rnd), city))
    return found, same


def twin(name: str, place: str, rnd: random.Random) -> str:
    """The same body, called otherwise."""
    way = rnd.randrange(4)
    if way == 0:
        return f"{name} {rnd.choice(FORMS)}"
    if way == 1:
        return f"{name} {place}"
    if way == 2 and len(name.split()) > 3:
        return "".join(part[0].upper() for part in name.split())
    at = rnd.randrange(1, max(len(name.split()[0]), 2))
    return name[:at] + name[at + 1 :] if " " not in name[at : at + 1] else name + "s"


def measured(count: int) -> dict[str, float]:
    """CPU seconds, megabytes and pairs for so many things."""
    from hanse.gazetteer import load
    from hanse.identity import Identity
    from hanse.model import Entity, Extract
    from hanse.reviewing.candidates import find
    from hanse.reviewing.things import Thing, World

    names, same = organisations(count)
    identity = Identity(load())
    before, started = getrusage(RUSAGE_SELF).ru_maxrss, process_time()
    for start in range(0, count, 50):
        some = tuple(
            Entity(str(place), "Organisation", name, (name,))
            for place, (name, _) in enumerate(names[start : start + 50])
        )
        identity.add(Extract(f"d{start}", some))
    identity.iri(Entity("0", "Organisation", names[0][0], (names[0][0],)), "d0")
    index = {"index s": process_time() - started, "index MB": (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024}
    del identity
    world = World([f"c{n}" for n in range(count)], {}, {}, [40] * count)
    things = [
        Thing(f"o{place:07}", (name,), cities=(city,), neighbours=(city,)) for place, (name, city) in enumerate(names)
    ]
    before, started = getrusage(RUSAGE_SELF).ru_maxrss, process_time()
    found = find({"Organisation": things}, world, most=count)
    told = {frozenset((f"o{one:07}", f"o{other:07}")) for one, other in same}
    hits = sum(frozenset((one.one, one.other)) in told for one in found.candidates)
    return index | {
        "find s": process_time() - started,
        "find MB": (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024,
        "compared": found.effort["Organisation"].compared,
        "judged": found.effort["Organisation"].judged,
        "candidates": len(found.candidates),
        "of the twins": hits / len(told),
    }


def table(sizes: list[int]) -> Iterator[str]:
    rows = {}
    for size in sizes:
        command = [sys.executable, __file__, "--one", str(size)]
        rows[size] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    columns = list(rows[sizes[0]])
    yield "| things | " + " | ".join(columns) + " |"
    yield "| ---: " * (len(columns) + 1) + "|"
    for size, row in rows.items():
        cells = (f"{value:,.2f}" if value < 100 else f"{value:,.0f}" for value in row.values())
        yield f"| {size:,} | " + " | ".join(cells) + " |"
    for smaller, larger in pairwise(sizes):
        slopes = {name: _slope(rows, smaller, larger, name) for name in ("index s", "find s", "compared")}
        yield f"slope from {smaller:,} to {larger:,}: " + ", ".join(f"{n} {v:.2f}" for n, v in slopes.items())


def _slope(rows: dict[int, dict[str, float]], smaller: int, larger: int, name: str) -> float:
    return log(rows[larger][name] / rows[smaller][name]) / log(larger / smaller)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measured(int(sys.argv[2]))))
    else:
        print("\n".join(table([int(one) for one in sys.argv[1:]] or list(SIZES))))
