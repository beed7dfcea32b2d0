"""What differs between two graphs, for people: things, names and statements that came and went, and who says them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, parse

from hanse import store
from hanse.comparing import Changed, Triple, changes, successors
from hanse.errors import GraphError
from hanse.queries.rows import compact
from hanse.vocabulary import CLASSES, DCTERMS, PREFIXES, PROPERTIES, SKOS, VALUES, local_name, term

__all__ = ["COLUMNS", "Counts", "Difference", "differ"]

COLUMNS = ("change", "what", "property", "subject", "object", "sources", "subject_iri", "object_iri")

_TYPE = f"<{PREFIXES['rdf']}type>".encode()
_LABEL = f"<{PREFIXES['rdfs']}label>".encode()
_NAMES = frozenset((_LABEL, f"<{SKOS}prefLabel>".encode(), f"<{SKOS}altLabel>".encode()))
_REPLACED = f"<{DCTERMS}isReplacedBy>".encode()
_KINDS = {f"<{term(kind)}>".encode(): kind for kind in (*CLASSES, "Document")}
_SAID = {f"<{term(name)}>".encode() for name in (*PROPERTIES, *VALUES)}
_PROOFS = (b"/id/evidence/", b"/id/participation/", b"/id/extractor/", b"#quote=", b"#char=", b"#row=", b"#sheet=")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that came (+), went (-), or is otherwise (~)."""

    change: str
    what: str  # "thing", "iri", "name", "statement"; "source": who says it, where it was said and is said anyway
    property: str  # of a statement; the class of a thing
    subject: str
    object: str
    sources: tuple[str, ...]  # who says so
    subject_iri: str
    object_iri: str = ""


@dataclass(slots=True)
class Counts:
    """How much came and went."""

    things: Counter[tuple[str, str]] = field(default_factory=Counter)  # by change and class
    statements: Counter[tuple[str, str]] = field(default_factory=Counter)  # by change and property
    sources: Counter[tuple[str, str]] = field(default_factory=Counter)  # statements, by change and who says them
    names: Counter[str] = field(default_factory=Counter)  # by change
    renamed: int = 0
    proofs: int = 0  # evidence, places of quotes and participations that differ

    def __bool__(self) -> bool:
        return any((self.things, self.statements, self.sources, self.names, self.renamed, self.proofs))

    def add(self, one: Difference) -> None:
        """Count it."""
        if one.what == "thing":
            self.things[one.change, one.property] += 1
        elif one.what == "iri":
            self.renamed += 1
        elif one.what == "name":
            self.names[one.change] += 1
        else:
            self.statements[one.change, one.property] += one.what == "statement"
            self.sources.update((one.change, source) for source in one.sources)


def differ(old: str | Path, new: str | Path, counts: Counts) -> Iterator[Difference]:
    """What the new of two graphs, directories or files of sorted N-Quads, has otherwise, in the order of IRIs.

    What the new one says takes the place of something (dcterms:isReplacedBy) is compared with that. All is counted.
    Raises GraphError where there is no graph.
    """
    before, after = _quads(old), _quads(new)
    followed = successors(after)
    earlier = successors(before)
    followed = {term: _end(term, followed) for term in followed if earlier.get(term) != followed[term]}
    called = _Names(old, new)
    for iri, other in sorted(followed.items()):
        one = Difference("~", "iri", "", _path(iri), _path(other), (), _bare(iri), _bare(other))
        counts.add(one)
        yield one
    for changed in changes(before, after, followed):
        if changed.subject in followed:
            continue
        if any(part in changed.subject for part in _PROOFS):
            counts.proofs += 1
            continue
        for one in _told(changed, called):
            counts.add(one)
            yield one


def _quads(place: str | Path) -> Path:
    path = Path(place)
    quads = path / store.QUADS if path.is_dir() else path
    if not quads.is_file() or not quads.name.endswith(".nq"):
        raise GraphError(
            f"{place}: there is no graph here; give a directory that hanse build made, or a sorted .nq file"
        )
    return quads


def _end(first: bytes, followed: Mapping[bytes, bytes]) -> bytes:
    """What goes on in the end."""
    seen = {first}
    last = first
    while (after := followed.get(last, last)) not in seen:
        seen.add(after)
        last = after
    return last


def _told(changed: Changed, called: Callable[[bytes], str]) -> Iterator[Difference]:
    subject, iri = called(changed.subject), _bare(changed.subject)
    kinds = [
        {_KINDS[o] for p, o in triples if p == _TYPE and o in _KINDS} for triples in (changed.before, changed.after)
    ]
    for change, found in (("-", kinds[0] - kinds[1]), ("+", kinds[1] - kinds[0])):
        for kind in sorted(found):
            yield Difference(change, "thing", kind, subject, "", (), iri)
    labels = [{_text(o) for p, o in triples if p in _NAMES} for triples in (changed.before, changed.after)]
    for change, texts in (("-", labels[0] - labels[1]), ("+", labels[1] - labels[0])):
        for text in sorted(texts) if not _ours(changed) else ():
            yield Difference(change, "name", "", subject, text, (), iri)
    own = _SAID if "Document" in kinds[0] | kinds[1] or b"/graph/" in changed.subject else None

    def kept(triples: list[Triple]) -> Iterator[Triple]:
        return (t for t in triples if t[0] not in _NAMES | {_TYPE, _REPLACED} and (own is None or t[0] in own))

    for change, triples, sources in (
        ("-", changed.lost, changed.sources_before),
        ("+", changed.gained, changed.sources_after),
    ):
        for triple in kept(triples):
            yield _statement(change, "statement", changed, triple, sources.get(triple, frozenset()), called)
    for triple in kept(sorted(changed.before & changed.after)):
        graphs = [said.get(triple, frozenset()) for said in (changed.sources_before, changed.sources_after)]
        for change, some in (("-", graphs[0] - graphs[1]), ("+", graphs[1] - graphs[0])):
            if some:
                yield _statement(change, "source", changed, triple, some, called)


def _ours(changed: Changed) -> bool:
    """Whether it is a graph, of which the names are those of what it holds."""
    return b"/graph/" in changed.subject


def _statement(
    change: str, what: str, changed: Changed, triple: Triple, graphs: frozenset[bytes], called: Callable[[bytes], str]
) -> Difference:
    predicate, target = triple
    linked = target.startswith(b"<")
    return Difference(
        change,
        what,
        compact(_bare(predicate)).removeprefix("hanse:"),
        called(changed.subject),
        called(target) if linked else _text(target),
        tuple(sorted(_bare(graph).partition("/graph/")[2] or _bare(graph) for graph in graphs)),
        _bare(changed.subject),
        _bare(target) if linked else "",
    )


def _path(term: bytes) -> str:
    """The part of an IRI that tells it from others: "event/forum-2025"."""
    return _bare(term).rpartition("/id/")[2]


def _bare(term: bytes) -> str:
    return term.decode(errors="replace").removeprefix("<").removesuffix(">")


def _text(literal: bytes) -> str:
    """What a literal says."""
    if b"\\" not in literal:
        return literal[1 : literal.rindex(b'"')].decode(errors="replace")
    quad = next(iter(parse(b"<a:a> <a:a> " + literal + b" .", format=RdfFormat.N_TRIPLES)))
    return quad.object.value if isinstance(quad.object, Literal) else str(quad.object)


class _Names:
    """What things are called: in the new graph, or else in the old one; else by the end of their IRI."""

    def __init__(self, old: str | Path, new: str | Path) -> None:
        self._stores = [store.open(one) for one in (new, old) if Path(one).is_dir()]

    def __call__(self, term: bytes) -> str:
        iri = _bare(term)
        for one in self._stores:
            for quad in one.quads(NamedNode(iri), NamedNode(PREFIXES["rdfs"] + "label"), None, DefaultGraph()):
                if isinstance(quad.object, Literal):
                    return quad.object.value
        return local_name(iri)
