"""Who is tied to whom: projections of the graph as networkx graphs.

A projection is a question of ``ontology/queries/projections`` that pairs networks with those that take part in them.
Two are tied when they take part in the same network. A tie has two weights: how many networks the two share, and
Newman's, in which each shared network counts 1/(k−1) for its k members, so that meeting in a small one says more
(M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64, 016132, 2001, equation 2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from html import escape
from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx

from hanse.errors import QueryError
from hanse.names import printable
from hanse.queries import questions
from hanse.queries.filters import chosen, given, worded
from hanse.queries.rows import Rows, value_of
from hanse.suggestions import unknown

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["PROJECTIONS", "WEIGHTS", "Network", "leads", "memberships", "project", "situation", "tie"]

PROJECTIONS = {
    "city": "city",
    "organisation": "organisation",
    "country": "country",
    "network": "partner",
    "two-mode": "partner",
}
"""What a network can be of, and the question that pairs it with networks."""

WEIGHTS = {"weight": "shared networks (or partners)", "newman": "the same, each counted 1/(k−1) for its k members"}
"""Weights of a tie, by the name of the edge's attribute."""

_SITUATION = (
    """
SELECT ?node (MIN(?label) AS ?country) {
  ?node hanse:locatedIn+ ?in . ?in a hanse:Country ; rdfs:label ?label
} GROUP BY ?node
""",
    """
SELECT ?node (MIN(?lat) AS ?latitude) (MIN(?long) AS ?longitude) {
  ?node wgs84:lat ?lat ; wgs84:long ?long
} GROUP BY ?node
""",
    "SELECT ?node (MAX(?people) AS ?population) { ?node gn:population ?people } GROUP BY ?node",
    "SELECT ?node (MIN(?area) AS ?region) { ?node schema:addressRegion ?area } GROUP BY ?node",
    "SELECT DISTINCT ?node (EXISTS { ?node gn:featureCode gn:P.PPLC } AS ?capital) { ?node gn:population ?people }",
)
_LISTED = """
SELECT DISTINCT ?network ?node {
  VALUES ?as { hanse:partner hanse:leadPartner }
  ?evidence rdf:predicate ?as ; rdf:subject ?network ; rdf:object ?partner ; oa:hasSelector/rdf:value ?row .
  ?partner hanse:locatedIn* ?node
}
"""
_LEADS = "SELECT DISTINCT ?network ?node { ?network hanse:leadPartner/hanse:locatedIn* ?node }"

Pairs = set[tuple[str, str]]


class Network(nx.Graph):  # type: ignore[misc]
    """A networkx graph that notebooks show as a table of who has the most ties; all else is networkx's.

    >>> project(graph)
    <hanse.network.Network of city: 3 nodes, 3 ties>
    """

    _SHOWN = 10

    def __repr__(self) -> str:
        return f"<hanse.network.{self._size()}>"

    def _repr_html_(self) -> str:
        chosen = worded(self.graph.get("filters", {}))
        head = self._size() + (f"; only networks {chosen}" if chosen else "")
        nodes = sorted(self.degree, key=lambda one: (-one[1], self._named(one[0])))
        lines = [[self._named(node), *self._told(node), ties] for node, ties in nodes[: self._SHOWN]]
        table = Rows.of(["label", "kind", "country", "ties"], lines)._repr_html_() if lines else ""
        rest = f"… and {len(self) - self._SHOWN:,} with as many or fewer" if len(self) > self._SHOWN else ""
        return f"<div>{escape(head)}</div>{table}{rest}"

    def _size(self) -> str:
        of = f" of {self.graph['of']}" if "of" in self.graph else ""
        return f"Network{of}: {len(self):,} nodes, {self.number_of_edges():,} ties"

    def _named(self, node: object) -> str:
        return str(self.nodes[node].get("label", node))

    def _told(self, node: object) -> list[str]:
        return [str(self.nodes[node].get(name, "")) for name in ("kind", "country")]


class _Memberships(Mapping[tuple[str, str], bool]):
    """Pairs of network and member, or member and network, and whether a table says so: looked up when first asked."""

    def __init__(self, graph: Graph, pairs: Iterable[tuple[str, str]]) -> None:
        self._graph, self._pairs = graph, dict.fromkeys(sorted(pairs))

    @cached_property
    def _listed(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(map(_iri, line)) for line in self._graph.select(_LISTED).terms)

    def __getitem__(self, pair: tuple[str, str]) -> bool:
        self._pairs[pair]  # KeyError where it is none
        return pair in self._listed or pair[::-1] in self._listed

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __reduce__(self) -> tuple[type, tuple[dict[tuple[str, str], bool]]]:
        return dict, (dict(self),)  # a copy that goes elsewhere has no graph to ask


def project(graph: Graph, of: str = "city", **filters: object) -> Network:
    """A projection of the graph.

    ``of`` is a key of `PROJECTIONS`; filters are ``programme``, ``type``, ``theme``, ``since`` and ``until`` (years in
    which networks started), ``wave`` (a year, or the name that tables of waves have) and ``running`` (a year, or a
    period such as "2016-2018"): see `hanse.queries.filters`. Nodes are IRIs with ``label``, ``kind``, what `situation`
    tells of them, and ``networks`` (labels); edges have ``weight``, ``newman`` and ``networks``, or ``partners``
    where networks are tied. ``graph["memberships"]`` are the pairs of network and member that ties are made of, with
    whether a table says so. Nodes and edges are in a fixed order. QueryError where a name or year means nothing.

    >>> cities = project(graph, of="city")
    >>> for one, other, tie in cities.edges(data=True):
    ...     print(cities.nodes[one]["label"], cities.nodes[other]["label"], tie["weight"], tie["newman"])
    Avilés Riga 2 1.5
    Avilés Tallinn 1 0.5
    Riga Tallinn 1 0.5
    """
    pairs = memberships(graph, of, filters)
    if of == "two-mode":
        made = _bipartite(graph, pairs)
    elif of == "network":
        made = tie(((node, network) for network, node in pairs), graph.labels.of, "partners")
    else:
        made = tie(pairs, graph.labels.of)
    made.graph["memberships"] = _Memberships(graph, pairs if of != "network" else {pair[::-1] for pair in pairs})
    made.graph.update(of=of, filters=given(filters))
    _describe(graph, made)
    return made


def memberships(graph: Graph, of: str = "city", filters: Mapping[str, object] | None = None) -> Pairs:
    """Who takes part in what, as IRIs of network and member; arguments are those of `project`."""
    if of not in PROJECTIONS:
        raise QueryError(unknown("network of", of, PROJECTIONS))
    question = questions.projections()[PROJECTIONS[of]]
    asked = given(filters or {})
    answer: Any = graph.ask(replace(question, name=f"network of {of}"), asked)
    wave = str(asked.get("wave", ""))
    if not answer and wave and not wave.isdigit() and not chosen(graph, {"wave": wave}):
        raise QueryError(f"no wave {printable(wave)!r}; hanse analyse participation names those that there are")
    return {(network.value, node.value) for network, node in answer.terms}


def _iri(term: Any) -> str:
    return str(value_of(term))


def leads(graph: Graph) -> Pairs:
    """Who leads what, as IRIs of network and lead; the places where a lead is located lead, too."""
    return {(_iri(network), _iri(node)) for network, node in graph.select(_LEADS).terms}


def situation(graph: Graph) -> dict[str, dict[str, Any]]:
    """Where things are, by IRI: ``country``, ``latitude`` and ``longitude`` in degrees, ``region``, ``population``
    (inhabitants) and ``capital``, each where known. What gives them is the gazetteer, or else the documents.

    >>> situation(graph)["https://w3id.org/hanse/id/city/riga-lv"]["population"]
    742572
    """
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for sparql in _SITUATION:
        answer = graph.select(sparql)
        for node, *values in answer.terms:
            known = map(value_of, values)
            found[str(value_of(node))] |= dict(zip(answer.columns[1:], known, strict=True))
    return dict(found)


def tie(pairs: Iterable[tuple[str, str]], name: Any = str, shared: str = "networks") -> Network:
    """Tie members that share a group; pairs are of group and member.

    Groups of three and of two: the pair that meets in both has weight 2, and Newman's is 1/2 + 1.

    >>> ties = tie([("N", "a"), ("N", "b"), ("N", "c"), ("M", "a"), ("M", "b")])
    >>> ties["a"]["b"], ties["a"]["c"]["newman"]
    ({'weight': 2, 'newman': 1.5, 'networks': ['M', 'N']}, 0.5)
    """
    groups: dict[str, set[str]] = defaultdict(set)
    own: dict[str, set[str]] = defaultdict(set)
    for group, member in pairs:
        groups[group].add(member)
        own[member].add(group)
    made = Network()
    for member in sorted(own):
        made.add_node(member, **{shared: sorted(map(name, own[member]))})
    for ends, met in sorted(_meetings(groups).items()):
        newman = sum(1 / (len(groups[group]) - 1) for group in sorted(met))
        made.add_edge(*ends, weight=len(met), newman=newman, **{shared: sorted(map(name, met))})
    return made


def _meetings(groups: Mapping[str, set[str]]) -> dict[tuple[str, str], list[str]]:
    met: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group, members in groups.items():
        for ends in combinations(sorted(members), 2):
            met[ends].append(group)
    return met


def _bipartite(graph: Graph, pairs: Pairs) -> Network:
    """Networks (``bipartite`` 0) and their partners (1); an edge's ``role`` is lead or partner."""
    made = Network()
    members = {node for _, node in pairs} - {network for network, _ in pairs}  # a network may be a partner of another
    made.add_nodes_from(sorted({network for network, _ in pairs}), bipartite=0)
    made.add_nodes_from(sorted(members), bipartite=1)
    leading = leads(graph)
    for network, node in sorted(pair for pair in pairs if pair[1] in members):
        role = "lead" if (network, node) in leading else "partner"
        made.add_edge(network, node, weight=1, newman=1.0, role=role, networks=[graph.labels.of(network)])
    return made


def _describe(graph: Graph, made: nx.Graph) -> None:
    """Give nodes their label, kind and place."""
    situated = situation(graph)
    for iri, node in made.nodes(data=True):
        kind, label = graph.labels.kinds.get(iri, ""), graph.labels.of(iri)
        node.update({"label": label, "kind": kind, "country": ""} | situated.get(iri, {}))
        if kind == "Country":
            node["country"] = label
