"""The page that asks the graph in the browser, by SPARQL: Oxigraph's WebAssembly build over the dumps of the site."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import IO, Any

from hanse.publishing.dumps import FOLDER, Dumps
from hanse.publishing.frame import POLICY, render
from hanse.publishing.publication import Publication
from hanse.queries.questions import Parameter, Question, load
from hanse.vocabulary import HANSE, PREFIXES, THEMES

__all__ = ["PATH", "QueryPage"]

PATH = "query/index.html"
_SETTINGS = "query/settings.json"
_FILES: Mapping[str, str] = {
    "query/LICENSE": "vendor/LICENSE-MIT",
    "query/names.js": "query/names.js",
    "query/oxigraph.js": "vendor/oxigraph.js",
    "query/oxigraph.wasm": "vendor/oxigraph.wasm",
    "query/query.css": "query/query.css",
    "query/query.js": "query/query.js",
    "query/results.js": "query/results.js",
    "query/sparql.js": "query/sparql.js",
    "query/worker.js": "query/worker.js",
}
_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
_LARGEST = 25_000_000
"""Bytes, packed, up to which evidence is loaded without being asked for."""

_FIRST = "largest-networks"


class QueryPage:
    """``query/``: the page, its program, the questions, and the engine."""

    ways = (PATH,)

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted((PATH, _SETTINGS, *_FILES))

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if path == PATH:
            out.write(render(self.publication, "query.html.j2", PATH, title="Ask the graph", policy=_POLICY))
        elif path == _SETTINGS:
            out.write(json.dumps(self.settings(), ensure_ascii=False, indent=1).encode() + b"\n")
        elif path in _FILES:
            out.write((files("hanse.publishing") / "assets" / _FILES[path]).read_bytes())
        else:
            return False
        return True

    def settings(self) -> Mapping[str, Any]:
        """What the program has to know: the dumps that it loads, the prefixes, the questions."""
        dumps = self.publication.parts["dumps"]
        assert isinstance(dumps, Dumps)
        loaded = {name: [_file(dumps, f"{name}.{format}.gz") for format in ("nt", "nq")] for name in ("graph", "facts")}
        small = sum(one["bytes"] for one in loaded["graph"]) <= _LARGEST
        return {
            "base": self.publication.base,
            "ontology": HANSE,
            "themes": THEMES,
            "files": loaded,
            "depth": "graph" if small else "facts",
            "prefixes": dict(PREFIXES),
            "first": _FIRST,
            "questions": list(map(_question, load().values())),
        }


def _file(dumps: Dumps, name: str) -> dict[str, Any]:
    size = dumps.held(f"{FOLDER}/{name}").size
    return {"url": f"../{FOLDER}/{name}", "format": name.split(".")[1], "bytes": size}


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": question.title,
        "help": question.help,
        "sparql": question.sparql.rstrip("\n"),
        "parameters": list(map(_parameter, question.parameters)),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "kinds": parameter.kinds,
        "description": parameter.description,
        "example": parameter.example,
        "default": parameter.default,
        "required": parameter.required,
    }
