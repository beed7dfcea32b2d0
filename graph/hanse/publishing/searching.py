"""The search of a site: names as files that a small program in the page reads, all in one or, of many, in parts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import IO, Any

from hanse.names import fold, printable
from hanse.publishing.frame import render
from hanse.publishing.pages.trail import home
from hanse.publishing.publication import Publication
from hanse.publishing.resources import address
from hanse.views.kinds import KINDS
from hanse.vocabulary import THEMES, theme_names

__all__ = ["Searching"]

_WHOLE = 20_000
"""Things up to which one file has them all (2 MB, a fifth of that as it is sent)."""
_LETTERS = 2  # that a word's part is found by
_INDEX, _PAGE = "search.json", "search/index.html"
_FOUND = (*KINDS, "Document")
_OTHERS = 12  # names of a thing beside its best

Entry = list[Any]
"""Name, number of its kind, address from the site on, other names."""


class Searching:
    """``search.json``, its parts ``search/{letters}.json`` where there are many things, and the page of results."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    @cached_property
    def entries(self) -> list[Entry]:
        """All things that are found, by kind and name."""
        material, resources = self.publication.material, self.publication.resources
        found = [
            self._entry(_FOUND.index(kind), material.name(iri), address(resources.paths[iri]) + "/", names.get(iri, ()))
            for names in [self.publication.labels.names]
            for iri, kind in resources.kinds.items()
            if kind in _FOUND
        ]
        for iri, labels in theme_names().items():
            path = f"themes/{address(iri.removeprefix(THEMES))}/"
            if iri.startswith(THEMES) and "en" in labels:
                others = [label for _, label in sorted(labels.items())]
                found.append(self._entry(_FOUND.index("Theme"), labels["en"], path, others))
        return sorted(found, key=lambda entry: (entry[1], fold(entry[0]), entry[2]))

    def _entry(self, kind: int, name: str, path: str, names: Any) -> Entry:
        others = dict.fromkeys(printable(one) for one in names if one != name)
        return [name, kind, path, list(others)[:_OTHERS]]

    @cached_property
    def parts(self) -> dict[str, list[Entry]]:
        """Path → the entries one of whose words begins with its letters."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries if len(self.entries) > _WHOLE else ():
            words = {word[:_LETTERS] for name in (entry[0], *entry[3]) for word in fold(name).split()}
            for letters in sorted(words):
                found[_part(letters)].append(entry)
        return dict(found)

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted([_INDEX, _PAGE, *self.parts])

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if path == _INDEX:
            shown = {"kinds": [kind.label for kind in KINDS.values()] + ["Document"], "marks": list(_FOUND)}
            held = {"letters": _LETTERS} if self.parts else {"letters": 0, "entries": self.entries}
            out.write(_json(shown | held))
        elif path == _PAGE:
            out.write(render(self.publication, "search.html.j2", _PAGE, title="Search", trail=(home,)))
        elif path in self.parts:
            out.write(_json(self.parts[path]))
        else:
            return False
        return True


def _part(letters: str) -> str:
    """The file of some letters: in hexadecimal, so that any script has a plain name.

    >>> _part("ri"), _part("λό")
    ('search/72-69.json', 'search/3bb-3cc.json')
    """
    return f"search/{'-'.join(format(ord(letter), 'x') for letter in letters)}.json"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
