"""What a graph minted under its base, and where each thing of it stands in a site."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from pyoxigraph import DefaultGraph, NamedNode

from hanse.names import printable
from hanse.store import Embedded
from hanse.views.kinds import KINDS
from hanse.vocabulary import HANSE, PREFIXES, THEMES, term

__all__ = ["Resources", "index", "path_of"]

_TYPE = PREFIXES["rdf"] + "type"
_KINDS = {term(name): name for name in KINDS if name != "Theme"} | {
    HANSE + "Document": "Document",
    HANSE + "Evidence": "Evidence",
    HANSE + "Participation": "Participation",
    term("Theme"): "Theme",
    PREFIXES["prov"] + "Activity": "Extractor",
}
_ORDER = {kind: place for place, kind in enumerate(_KINDS.values())}
_OWN = frozenset(
    {
        "assets",
        "browse",
        "changes",
        "dataset",
        "dumps",
        "hosting",
        "ontology",
        "queries",
        "query",
        "search",
        "text",
        "themes",
        ".well-known",
    }
)
"""Folders that are the site's own: what a graph has under them is described where its names stand."""
_FILES = (".ttl", ".jsonld")
_LONGEST = 200  # bytes of a segment, with the suffix, that every file system takes
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f/\\]")


@dataclass(frozen=True, slots=True)
class Resources:
    """The resources of a graph, sorted by IRI, and their paths."""

    kinds: Mapping[str, str]  # IRI → "City", …, "Document", "Evidence", "Participation", "Extractor", "Graph", "Thing"
    paths: Mapping[str, str]  # IRI → path in the site: decoded, no suffix
    iris: Mapping[str, str]  # the other way round
    left_out: tuple[str, ...]  # those that have no safe path, and why

    def of_kind(self, *kinds: str) -> list[str]:
        """Those of some kinds, sorted by IRI."""
        return [iri for iri, kind in self.kinds.items() if kind in kinds]


def index(store: Embedded, base: str) -> Resources:
    """All that was minted under a base: subjects, named graphs, and what is but named under ``id/`` and ``graph/``."""
    types: dict[str, set[str]] = defaultdict(set)
    minted = (f"{base}id/", f"{base}graph/")
    for quad in store.oxigraph.quads_for_pattern(None, None, None, DefaultGraph()):
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        target = quad.object.value if isinstance(quad.object, NamedNode) else ""
        if subject.startswith(base):
            is_type = quad.predicate.value == _TYPE and "#" not in subject
            types[subject.partition("#")[0]].update([target] if is_type else ())
        if target.startswith(minted):
            types[target.partition("#")[0]].update()
    for graph in store.graphs():
        if graph.startswith(base):
            types[graph.partition("#")[0]].add("")
    return _placed({iri: _kind(types[iri]) for iri in sorted(types) if iri.startswith(base)}, base)


def _kind(types: Iterable[str]) -> str:
    known = [kind for one in types if (kind := _KINDS.get(one))]
    if known:
        return min(known, key=_ORDER.__getitem__)
    return "Graph" if "" in types else "Thing"


def _placed(kinds: Mapping[str, str], base: str) -> Resources:
    paths: dict[str, str] = {}
    iris: dict[str, str] = {}
    problems: list[str] = []
    for iri in kinds:
        try:
            path = path_of(iri, base)
        except ValueError as error:
            problems.append(f"{printable(iri)}: {error}")
            continue
        if path.partition("/")[0] in _OWN or iri in (HANSE[:-1], THEMES[:-1]):
            continue
        if "/" not in path and "." in path:
            problems.append(f"{printable(iri)}: a file of the site may have its path")
        elif path in iris:
            problems.append(f"{printable(iri)}: has the same path as {printable(iris[path])}")
        elif any(path.endswith(suffix) and path.removesuffix(suffix) in iris for suffix in _FILES):
            problems.append(f"{printable(iri)}: a file of another resource has its path")
        else:
            paths[iri], iris[path] = path, iri
    return Resources({iri: kinds[iri] for iri in paths}, paths, iris, tuple(problems))


def path_of(iri: str, base: str) -> str:
    """The path in a site of what stands under its base, decoded; ValueError where it is none that is safe.

    >>> path_of("https://a.eu/id/document/a%20b", "https://a.eu/")
    'id/document/a b'
    >>> path_of("https://a.eu/id/..%2F..%2Fetc", "https://a.eu/")
    Traceback (most recent call last):
    ValueError: its address holds what no file name may
    """
    path = iri.removeprefix(base)
    if "?" in path:
        raise ValueError("its address has a query, which no file has")
    try:
        segments = [unquote(segment, errors="strict") for segment in path.split("/")]
    except UnicodeDecodeError:
        raise ValueError("its address holds what is not UTF-8") from None
    for segment in segments:
        if not segment:
            raise ValueError("its address has an empty part")
        if _CONTROL.search(segment) or segment.startswith(".") or segment == "index.html":
            raise ValueError("its address holds what no file name may")
        if len(segment.encode("utf-8", "surrogatepass")) > _LONGEST:
            raise ValueError(f"a part of its address is longer than {_LONGEST} bytes")
    return "/".join(segments)


def address(path: str) -> str:
    """A path as a relative address: percent-encoded, so that it means the same in a link."""
    return quote(path, safe="/!$&'()*+,;=@~-._", errors="surrogatepass")
