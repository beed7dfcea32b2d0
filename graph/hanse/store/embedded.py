"""Quads in an embedded store on disk (Oxigraph), and SPARQL over them.

A graph directory holds ``graph.nq``, which is everything, and ``store/``, which is the same, indexed. The store can be
made again from ``graph.nq`` at any time; a directory without it is read from ``graph.nq`` into memory.

The index also holds, as its default graph, the merge of all named graphs: each triple once, however many documents say
it, and one rdfs:label for each thing (see `hanse.merging`). Queries see that by default and count right; Oxigraph's own
union of graphs gives a triple as often as it was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hanse.errors import GraphError
from hanse.sifting import sift
from hanse.store.layout import QUADS, STORE
from hanse.store.loading import load
from hanse.store.sealing import is_whole
from hanse.store.terms import each
from hanse.vocabulary import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import DefaultGraph, NamedNode, Quad
    from pyoxigraph import Store as Oxigraph

    from hanse.store.terms import Node, Result, Some, Term

__all__ = ["Embedded", "open"]


class Embedded:
    """A graph to read: any number of them may be open on the same directory at once."""

    def __init__(self, oxigraph: Oxigraph) -> None:
        self.oxigraph = oxigraph

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        default_graphs: Iterable[str] = (),
        named_graphs: Iterable[str] = (),
        base: str = "",
    ) -> Result:
        """Answer a SPARQL 1.1 query over the merge of all graphs; the project's prefixes are known.

        Values of ``bindings`` take the place of the variables so named, as terms; a SELECT must name them
        among what it selects. IRIs of graphs make a dataset of these graphs alone, as the SPARQL protocol has it.
        ``base`` is what relative IRIs are resolved against; without one they are errors.
        Raises SyntaxError where the query is not SPARQL, ValueError for what is no IRI.
        """
        from pyoxigraph import NamedNode, Variable

        default, named = [NamedNode(iri) for iri in default_graphs], [NamedNode(iri) for iri in named_graphs]
        dataset = {"default_graph": default, "named_graphs": named} if default or named else {}
        return self.oxigraph.query(
            sparql,
            base_iri=base or None,
            prefixes=dict(PREFIXES),
            substitutions={Variable(name): term for name, term in (bindings or {}).items()},
            **dataset,  # type: ignore[arg-type]
        )

    def quads(
        self,
        subject: Some[Node] = None,
        predicate: Some[NamedNode] = None,
        object: Some[Term] = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads that match: of the named graphs, or of the one that is given, which may be the merge."""
        from pyoxigraph import DefaultGraph

        subjects: Sequence[Node | None] = each(subject)
        objects: Sequence[Term | None] = each(object)
        for one, by, other in product(subjects, each(predicate), objects):
            found = self.oxigraph.quads_for_pattern(one, by, other, graph)
            if graph is not None:
                yield from found
            else:
                yield from (quad for quad in found if not isinstance(quad.graph_name, DefaultGraph))

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(graph.value for graph in self.oxigraph.named_graphs())

    def __len__(self) -> int:
        return len(self.oxigraph)


def open(directory: str | Path, least: float = 0.0) -> Embedded:
    """Open the graph directory that ``hanse build`` made, to read.

    With ``least``, without the statements of less confidence: the graph is then read into memory. Raises GraphError
    where there is none, where it is something else, or where it is broken.
    """
    from pyoxigraph import Store as Oxigraph

    folder = Path(directory)
    _check(folder)
    if least > 0 or not (folder / STORE).is_dir():
        return Embedded(_loaded(folder / QUADS, least))
    try:
        if not is_whole(folder / STORE):
            raise RuntimeError("its list of files was changed")
        return Embedded(Oxigraph.read_only(str(folder / STORE)))
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: corruption
        raise GraphError(
            f"{folder}: the store is broken ({_first_line(error)}); build the graph again, "
            f"or remove {folder / STORE} to read {QUADS} instead"
        ) from error


def _check(folder: Path) -> None:
    make = "hanse build SOURCE -o " + str(folder)
    if not folder.exists():
        raise GraphError(f"{folder}: there is no graph here; make one with: {make}")
    if not folder.is_dir():
        raise GraphError(f"{folder}: not a graph directory, but a file; a graph is made with: {make}")
    if not (folder / QUADS).is_file():
        raise GraphError(f"{folder}: not a graph directory (it has no {QUADS}); a graph is made with: {make}")


def _loaded(quads: Path, least: float) -> Oxigraph:
    from pyoxigraph import Store as Oxigraph

    store = Oxigraph()
    try:
        if least > 0:
            with TemporaryDirectory() as folder:
                sifted = Path(folder) / QUADS
                with sifted.open("wb") as lines:
                    lines.writelines(sift(quads, least))
                load(store, sifted)
        else:
            load(store, quads)
    except (OSError, SyntaxError, RuntimeError, ValueError) as error:  # ValueError: a line that is no quad
        raise GraphError(f"{quads}: broken ({_first_line(error)}); build the graph again") from error
    return store


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
