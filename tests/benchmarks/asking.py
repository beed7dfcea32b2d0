"""Every saved question beside its SPARQL given to the engine as it is, and beside rdflib."""

from __future__ import annotations

import signal
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import generated
from measuring import Part, Time, shown, timed, turns

import hanse
from hanse.errors import QueryError
from hanse.queries import Graph
from hanse.queries.questions import Parameter, Question, load
from hanse.queries.sparql import bind
from hanse.vocabulary import PREFIXES

QUADS_A_THING = 90
Given = Mapping[str, object]


def questions(folder: Path, quads: int, seconds: float) -> Part:
    """On a graph of about so many quads; each pair is asked for so many seconds."""
    graph = hanse.open(generated.write(folder / "graph", quads // QUADS_A_THING))
    store, prefixes = graph.embedded.oxigraph, dict(PREFIXES)
    _, names = timed(lambda: graph.labels)
    rows, ratios, sums = [], [], [0.0, 0.0]
    for question, given, sparql in asked(graph):
        ours, alone = turns(
            (
                lambda question=question, given=given: answers(graph.ask(question, given)),
                lambda sparql=sparql: answers(store.query(sparql, prefixes=prefixes)),
            ),
            3,
            seconds,
        )
        count = answers(graph.ask(question, given))
        if count != answers(store.query(sparql, prefixes=prefixes)):
            raise AssertionError(f"{question.name}: not what the engine answers")
        ratios.append(ours.cpu / alone.cpu)
        sums = [sums[0] + ours.cpu, sums[1] + alone.cpu]
        rows.append([question.name, f"{count:,}", shown(ours.cpu), shown(alone.cpu), f"{ratios[-1]:.2f}"])
    rows.append(["**all**", "", shown(sums[0]), shown(sums[1]), f"**{sums[0] / sums[1]:.2f}**"])
    about = (
        f"Each on a graph of {len(graph.embedded):,} quads (the merge of its documents included), by its rows as Hanse "
        "gives them, and its SPARQL with the same values bound, given to pyoxigraph by itself. Processor time, the "
        f"best of several runs in turn. The median ratio is {median(ratios):.2f}, the highest {max(ratios):.2f}. "
        f"What the names of a graph mean is read when it is first asked by name: {shown(names.cpu)} once."
    )
    return Part("Saved questions", about, ["question", "rows", "Hanse", "pyoxigraph", "ratio"], rows)


def beside_rdflib(folder: Path, quads: int, patience: int) -> Part:
    """On a smaller graph, in memory; a question that rdflib has not answered after so many seconds is given up."""
    import rdflib

    graph = hanse.open(generated.write(folder / "small", quads // QUADS_A_THING))
    dataset = rdflib.Dataset()
    _, reading = timed(lambda: dataset.parse(data=dump(graph), format="nquads"))
    rows, ratios, given_up, unlike = [], [], 0, []
    for question, given, sparql in asked(graph):
        (count,), ours = timed(lambda question=question, given=given: (answers(graph.ask(question, given)),))
        ours = turns([lambda question=question, given=given: answers(graph.ask(question, given))], 3, 0.2)[0]
        theirs, found = patiently(dataset, sparql, patience)
        least = "" if theirs else "> "
        ratio = (theirs.cpu if theirs else patience) / ours.cpu
        given_up += not theirs
        ratios.append(ratio)
        unlike += [question.name] if theirs and found != count else []
        took = shown(theirs.cpu) if theirs else found if isinstance(found, str) else f"> {patience} s"
        rows.append([question.name, f"{count:,}", shown(ours.cpu), took, f"{least}{ratio:,.0f}"])
    about = (
        f"Each on a graph of {len(graph.embedded):,} quads, which rdflib holds in memory (it read them in "
        f"{shown(reading.cpu)}) and Hanse has on disk. {given_up} questions were given up after {patience} s; the "
        f"median ratio is {median(ratios):,.0f}."
    )
    if unlike:
        about += f" rdflib answers otherwise: {', '.join(unlike)}."
    return Part("Saved questions beside rdflib", about, ["question", "rows", "Hanse", "rdflib", "ratio"], rows)


def asked(graph: Graph) -> Iterator[tuple[Question, Given, str]]:
    """The questions with values that the graph has, and the SPARQL that they become."""
    known: dict[str, list[str]] = defaultdict(list)
    for iri, kind in sorted(graph.labels.kinds.items()):
        known[kind].append(graph.labels.of(iri))
    for question in load().values():
        taken: list[str] = []
        given = {one.name: value(one, known, taken) for one in question.parameters if one.required}
        try:
            yield question, given, bind(question.sparql, question.bindings(given, lambda: graph.labels))
        except QueryError as error:
            raise AssertionError(f"{question.name}: {error}") from None


def value(parameter: Parameter, known: Mapping[str, Sequence[str]], taken: list[str]) -> object:
    """One that no other parameter has: the middle of what the graph knows."""
    names: Sequence[str] = {"country": ("Spain", "Germany"), "year": ("2010",)}.get(parameter.type, ())
    if parameter.type == "name":
        kinds = [kind for kind in parameter.kinds or ("Network", "City") if known.get(kind)]
        names = known[kinds[0]][len(known[kinds[0]]) // 2 :] if kinds else ()
    found = next((name for name in names if name not in taken), parameter.example)
    taken.append(found)
    return found


def answers(found: Any) -> int:
    """How many, all of them fetched."""
    return len(found) if hasattr(found, "__len__") else len(list(found)) if hasattr(found, "__iter__") else 1


def dump(graph: Graph) -> bytes:
    """All quads of the store, its merge as the default graph."""
    from pyoxigraph import RdfFormat

    found = graph.embedded.oxigraph.dump(format=RdfFormat.N_QUADS)
    assert found is not None
    return found


def patiently(dataset: Any, sparql: str, patience: int) -> tuple[Time | None, int | str]:
    """The time and the number of answers; none where it takes too long, or where rdflib fails."""
    try:
        with interrupted(patience):
            found, took = timed(lambda: answers(dataset.query(sparql, initNs=dict(PREFIXES))))
            return took, found
    except TimeoutError:
        return None, 0
    except Exception as error:  # of many kinds
        return None, f"fails ({type(error).__name__})"


@contextmanager
def interrupted(seconds: int) -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
