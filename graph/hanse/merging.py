"""Named graphs into one: each triple once, and one name for each thing in a language.

Documents call a thing by many names: "Germany", "DE", "Alemania", "Allemagne". In the graph of each document its name
stands as rdfs:label and skos:prefLabel. In the merge a thing keeps one skos:prefLabel in each language, and one without
a language, as SKOS asks (S14); every other form is a skos:altLabel, and none is both (S13). It keeps one rdfs:label,
which is one of the preferred ones, so that a query for it gives one row, however many documents there are.

Preferred is what the gazetteer, the ontology, the user's decisions or own RDF calls the thing; else what most documents
do; then what is not all in capitals, then the shortest. A code ("DE"), or any other form of up to three capitals, is
preferred only where the thing has no other name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from hanse.vocabulary import PREFIXES

__all__ = ["merge"]

_LABEL = f"<{PREFIXES['rdfs']}label>".encode()
_PREFERRED, _OTHER = (f"<{PREFIXES['skos']}{name}>".encode() for name in ("prefLabel", "altLabel"))
_NAMES = (_LABEL, _PREFERRED, _OTHER)
_THING = b"/id/"
_AUTHORITY = re.compile(rb"/graph/(?:decisions|gazetteer|ontology|input/[^>]*)>$")
_SURE = 1_000_000  # votes of those, which write names as one expects them
_CODE = re.compile(r"(?:[^\W\d_]\.?){1,3}")
_NO_LANGUAGE = ""
_ENGLISH = "en"  # the language of most names that the gazetteer gives without one


def merge(quads: Iterable[bytes]) -> Iterator[bytes]:
    r"""Sorted lines of N-Quads as lines of N-Triples, those of a subject together, each once.

    >>> lines = [b'<a/id/c/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "%s"@en <g%d> .' % pair for pair in
    ...          ((b"DE", 1), (b"DE", 2), (b"Germany", 3))]
    >>> for line in merge(lines):
    ...     print(line.decode(), end="")
    <a/id/c/1> <http://www.w3.org/2004/02/skos/core#altLabel> "DE"@en .
    <a/id/c/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Germany"@en .
    """
    for subject, lines in groupby(filter(bytes.strip, quads), _subject):
        names = _Names()
        last = b""
        for line in lines:
            triple, graph, _ = line.rsplit(b" ", 2)
            predicate, target = triple.split(b" ", 2)[1:]
            if predicate in _NAMES and target.startswith(b'"'):
                names.add(predicate, target, graph)
            elif triple != last:
                yield triple + b" .\n"
                last = triple
        for predicate, target in names.settled(thing=_THING in subject):
            yield b" ".join((subject, predicate, target, b".\n"))


def _subject(line: bytes) -> bytes:
    return line.split(b" ", 1)[0]


@dataclass(slots=True)
class _Names:
    """What one subject is called, as terms of N-Triples, with how many graphs call it so."""

    labels: Counter[bytes] = field(default_factory=Counter)
    preferred: dict[str, Counter[bytes]] = field(default_factory=lambda: defaultdict(Counter))  # by language
    others: set[bytes] = field(default_factory=set)
    usual: set[bytes] = field(default_factory=set)  # texts of authorities that have no language

    def add(self, predicate: bytes, target: bytes, graph: bytes) -> None:
        authority = _AUTHORITY.search(graph) is not None
        if predicate == _OTHER:
            self.others.add(target)
        elif predicate == _LABEL:
            self.labels[target] += _SURE if authority else 1
        else:
            language = _language(target)
            self.preferred[language][target] += _SURE if authority else 1
            if authority and language == _NO_LANGUAGE:
                self.usual.add(_text(target))

    def settled(self, *, thing: bool) -> Iterator[tuple[bytes, bytes]]:
        """Predicates and names, sorted."""
        if not (self.labels or self.preferred or self.others):
            return
        chosen = set(self._chosen())
        rest = self.others.union(*self.preferred.values()) - chosen
        labels = set(self.labels)
        if labels and (thing or self.preferred):
            labels = {self._label({_text(name) for name in chosen})}
        yield from ((_LABEL, name) for name in sorted(labels))
        yield from ((_OTHER, name) for name in sorted(rest))
        yield from ((_PREFERRED, name) for name in sorted(chosen))

    def _chosen(self) -> Iterator[bytes]:
        """The preferred name in each language."""
        totals: Counter[bytes] = Counter()
        for votes in self.preferred.values():
            for name, count in votes.items():
                totals[_text(name)] += count
        coded = all(map(_is_code, totals))
        for language, votes in self.preferred.items():
            if found := [name for name in votes if coded or not _is_code(name)]:
                general = language in (_NO_LANGUAGE, _ENGLISH)
                yield min(found, key=lambda name: self._rank(name, votes, totals, general=general))

    def _rank(
        self, name: bytes, votes: Counter[bytes], totals: Counter[bytes], *, general: bool
    ) -> tuple[bool, bool, int, int, bool, int, bytes]:
        text, often = _text(name), votes[name]
        return often < _SURE, not (general and text in self.usual), -often, -totals[text], *_plain(name)

    def _label(self, preferred: set[bytes]) -> bytes:
        """The one label: of those that are preferred in some language, if any is."""
        found = [name for name in self.labels if _text(name) in preferred] or list(self.labels)
        return min(found, key=lambda name: (_is_code(name), -self.labels[name], *_plain(name)))


def _plain(name: bytes) -> tuple[bool, int, bytes]:
    """No shouting, then short."""
    return _text(name).isupper(), len(name), name


def _text(name: bytes) -> bytes:
    """A literal's text, in its quotes and escaped as it was."""
    return name[: name.rindex(b'"') + 1]


def _language(name: bytes) -> str:
    """A literal's language: "" for none.

    >>> _language(b'"Riga"@EN'), _language(b'"Riga"')
    ('en', '')
    """
    return name[name.rindex(b'"') + 1 :].lower().decode().lstrip("@")


def _is_code(name: bytes) -> bool:
    """Whether a name is but one to three capitals.

    >>> [_is_code(name.encode()) for name in ('"DE"@en', '"U.S."', '"ΕΕ"@el', '"Ely"', '"C40"', '"URGE"')]
    [True, True, True, False, False, False]
    """
    text = _text(name)[1:-1].decode()
    return text.isupper() and _CODE.fullmatch(text) is not None
