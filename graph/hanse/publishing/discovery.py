"""The dataset as search engines for datasets read it: one nested object in the terms of schema.org, as JSON-LD.

https://developers.google.com/search/docs/appearance/structured-data/dataset
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from hanse.vocabulary import PREFIXES

__all__ = ["nested"]

_SCHEMA = PREFIXES["schema"]
_TYPE = PREFIXES["rdf"] + "type"
_DATE = PREFIXES["xsd"] + "date"
_BOOLEAN = PREFIXES["xsd"] + "boolean"


def nested(triples: Iterable[Triple], root: NamedNode) -> bytes:
    """What sorted triples say of a thing by schema.org, with what it leads to inside; the context says the rest."""
    said: dict[str, list[Triple]] = {}
    for subject, about in groupby(triples, key=lambda triple: str(triple.subject)):
        if own := [triple for triple in about if _is_schema(triple)]:
            said[subject.strip("<>")] = own
    context: dict[str, Any] = {"@vocab": _SCHEMA}
    content = _node(root.value, said, context, ())
    return json.dumps({"@context": context} | content, ensure_ascii=False, separators=(",", ":")).encode()


def _is_schema(triple: Triple) -> bool:
    is_type = triple.predicate.value == _TYPE and str(triple.object).startswith(f"<{_SCHEMA}")
    return is_type or triple.predicate.value.startswith(_SCHEMA)


def _node(
    iri: str, said: Mapping[str, list[Triple]], context: dict[str, Any], above: tuple[str, ...]
) -> dict[str, Any]:
    found: dict[str, Any] = {"@id": iri}
    for predicate, some in groupby(said[iri], key=lambda triple: triple.predicate.value):
        objects = [triple.object for triple in some]
        if predicate == _TYPE:
            found["@type"] = _one([str(one).strip("<>").removeprefix(_SCHEMA) for one in objects])
            continue
        name = predicate.removeprefix(_SCHEMA)
        if any(isinstance(one, NamedNode) for one in objects):
            context[name] = {"@type": "@id"}
        elif any(isinstance(one, Literal) and one.datatype.value == _DATE for one in objects):
            context[name] = {"@type": _DATE}
        found[name] = _one([_value(one, said, context, (*above, iri)) for one in objects])
    return found


def _value(one: object, said: Mapping[str, list[Triple]], context: dict[str, Any], above: tuple[str, ...]) -> Any:
    if isinstance(one, NamedNode):
        return _node(one.value, said, context, above) if one.value in said and one.value not in above else one.value
    assert isinstance(one, Literal)
    return one.value == "true" if one.datatype.value == _BOOLEAN else one.value


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
