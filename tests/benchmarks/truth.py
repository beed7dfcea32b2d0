"""How much of the known truth of a corpus its graph holds, and how much of what the graph says is true.

python tests/benchmarks/truth.py GRAPH TRUTH [--by kind|language|name] [--every N] [--errors N]

GRAPH is a graph directory of what corpora.py wrote, TRUTH the folder of that name beside its sources. Scored is as by
hanse evaluate, one document and one project of the tables at a time: nothing is held but counts. A near-duplicate may
be left out of a graph; where it is there, it is scored like all else.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from corpora import in_a_collection

import hanse
from hanse.evaluation.counting import Count
from hanse.evaluation.gold import Gold, parse
from hanse.evaluation.matching import SORTS, Finding, Verdict, judge
from hanse.evaluation.sayings import Page, Said, gathered, page, said
from hanse.gazetteer import load

TABLES = "project of a table"
COUNTS = {Verdict.HIT: Count(hits=1), Verdict.MISS: Count(misses=1), Verdict.EXTRA: Count(extras=1)}
Group = tuple[str, str]  # things, facts or values, and whose


@dataclass(slots=True)
class Tally:
    """What came of a corpus."""

    counts: dict[Group, Count] = field(default_factory=lambda: defaultdict(Count))
    documents: int = 0
    absent: int = 0  # that are no near-duplicates
    copies: int = 0
    left_out: int = 0  # near-duplicates
    projects: int = 0
    errors: list[Finding] = field(default_factory=list)

    def of(self, sort: str, *, tables: bool) -> Count:
        """The things, facts or values of the tables, or of all documents."""
        kinds = (key for key in self.counts if key[0] == sort and key[1] != "all" and (key[1] == TABLES) is tables)
        return sum((self.counts[key] for key in kinds), Count())

    def add(self, findings: list[Finding], group: Callable[[Finding], str], errors: int) -> None:
        for one in findings:
            for key in ("all", group(one)):
                self.counts[one.sort, key] += COUNTS[one.verdict]
            if one.verdict is not Verdict.HIT and len(self.errors) < errors:
                self.errors.append(one)


def score(graph: Path, truth: Path, by: str = "kind", every: int = 1, errors: int = 0) -> Tally:
    """Score a graph against the truth, or against every so-manieth document and project of it."""
    store, tally = hanse.open(graph).store, Tally()
    for raw in islice(_lines(truth / "documents.jsonl.gz"), 0, None, every):
        kind, language, copy, address = (raw.pop(part) for part in ("kind", "language", "copy_of", "address"))
        called = (raw["doc"], *in_a_collection(raw["doc"], address))
        found = next((one for name in called if (one := page(store, name))), None)
        tally.documents += 1
        tally.copies += bool(copy)
        if found is None and copy:
            tally.left_out += 1
            continue
        tally.absent += found is None
        findings = judge(parse(raw, "", str(truth)), said(store, found) if found else Said(""))
        label = {"kind": f"copy of {kind}" if copy else kind, "language": language}.get(by, "")
        tally.add(findings, lambda one, label=label: label or one.name, errors)
    tables = truth / "tables.jsonl.gz"
    if tables.is_file():
        pages = [one for name in ("organization", "project") if (one := page(store, name))]
        for raw in islice(_lines(tables), 0, None, every):
            tally.projects += 1
            findings = judge(_gold(raw), _said(store, pages, raw))
            tally.add(findings, lambda one: one.name if by == "name" else TABLES, errors)
    return tally


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _gold(raw: dict[str, Any]) -> Gold:
    """What the rows of a project state."""
    things: dict[str, Any] = {
        "project": {"type": "Project", "names": [raw["acronym"], raw["title"]]},
        "programme": {"type": "Programme", "names": [raw["programme"]]},
    }
    facts = {("project", "programme", "programme")}
    for number, name, city, country, role in raw["partners"]:
        land = load().country({"EL": "GR", "UK": "GB"}.get(country, country))
        things[f"o{number}"] = {"type": "Organisation", "names": [name]}
        things[city] = {"type": "City", "names": [city]}
        things[f"in {country}"] = {"type": "Country", "names": [country, *([land.name] if land else [])]}
        facts.add(("project", "leadPartner" if role == "coordinator" else "partner", f"o{number}"))
        facts |= {(f"o{number}", "locatedIn", where) for where in (city, f"in {country}")}
        facts.add((city, "locatedIn", f"in {country}"))
    values = [["project", "startDate", raw["start"]], ["project", "endDate", raw["end"]]]
    return parse({"doc": raw["project"], "entities": things, "facts": [*map(list, facts)], "values": values}, "", "")


def _said(store: Any, pages: list[Page], raw: dict[str, Any]) -> Said:
    """What the graphs of the tables say of a project, of what it is tied to, and of where that is."""
    from pyoxigraph import Literal, NamedNode

    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    graphs = [NamedNode(graph) for one in pages for graph in one.graphs]

    def named(name: str) -> set[Any]:
        return {quad.subject for graph in graphs for quad in store.quads(None, label, Literal(name), graph)}

    alike = named(raw["acronym"])
    todo = sorted((alike & named(raw["title"]) if len(alike) > 1 else alike), key=str)
    quads, seen = [], set(todo)
    for _ in range(3):  # it, its partners, their cities
        told = [quad for one in todo for graph in graphs for quad in store.quads(one, None, None, graph)]
        quads += told
        ends = {quad.object for quad in told if isinstance(quad.object, NamedNode) and "/id/" in quad.object.value}
        todo = sorted((end for end in ends - seen if "/participation/" not in end.value), key=str)
        seen |= ends
    return gathered("", quads, {})


def table(tally: Tally) -> str:
    """The scores, as Markdown."""
    lines = [
        "| | | found | missed | too much | P | R | F1 |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for (sort, group), count in sorted(tally.counts.items(), key=lambda item: (SORTS.index(item[0][0]), item[0][1])):
        rates = " | ".join("–" if one is None else f"{one:.4f}" for one in (count.precision, count.recall, count.f1))
        lines.append(f"| {sort} | {group} | {count.hits:,} | {count.misses:,} | {count.extras:,} | {rates} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--by", choices=("kind", "language", "name"), default="kind")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="score each Nth document and project")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N")
    given = parser.parse_args()
    tally = score(given.graph, given.truth, given.by, given.every, given.errors)
    for one in tally.errors:
        print(f"{one.document}\t{one.verdict} {one.sort}\t{one.name}\t{one.subject}\t{one.object}\t{one.quote[:120]!r}")
    print(f"{tally.documents:,} documents ({tally.absent} not in the graph), of them {tally.copies} near-duplicates")
    print(f"({tally.left_out} left out), and {tally.projects:,} projects of tables\n")
    print(table(tally))


if __name__ == "__main__":
    main()
