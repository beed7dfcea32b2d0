"""A graph as it may be published: under the site's base, without addresses of people, texts as far as they are quoted.

All is done once, to the quads and the texts, before anything is made of them: so pages, dumps and queries agree. Quotes
stay exact substrings of the texts at their offsets.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import Literal, Quad, RdfFormat, parse

from hanse import manifest, store
from hanse.building.runs import write_sorted
from hanse.publishing.masking import Span, cover, masked, private
from hanse.publishing.rebasing import rebased

__all__ = ["GAP", "Prepared", "blanked", "prepare"]

GAP = "·"
"""What stands for each letter of a text that is not quoted."""

_QUOTE = re.compile(
    rb"<[^>]*/id/document/([^#>]+)#quote=(\d+),(\d+)> <http://www\.w3\.org/ns/oa#(exact|prefix|suffix)> "
)
_LITERAL = re.compile(rb'"((?:[^"\\]|\\.)*+)"')
_SUSPECT = re.compile(rb"@|\d(?:[^\d\"]{0,3}\d){5}|[(\[{]at?[)\]}]")
_REACHED = re.compile(rb"<(?:mailto|tel|sms|callto):", re.IGNORECASE)
_TEXTS = "text"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What had to be done to a graph."""

    masked: Mapping[str, list[Span]]  # of texts, by identifier
    changed: bool  # whether any quad is another than in the graph


def prepare(directory: Path, target: Path, old: str, new: str, *, whole: bool) -> Prepared:
    """Write to the folder ``target`` what of a graph's directory may be published, under the base ``new``.

    With ``whole``, documents' texts are whole; else only what is quoted of them, all other letters being `GAP`.
    """
    target.mkdir(parents=True, exist_ok=True)
    texts = {path.stem: path.read_bytes().decode() for path in sorted((directory / _TEXTS).glob("*.txt"))}
    spans = {name: found for name, text in texts.items() if (found := private(text))}
    changed = old != new or _differs(directory / store.QUADS, spans)
    if changed:
        with (directory / store.QUADS).open("rb") as lines:
            write_sorted(rebased(_clean(lines, spans), old, new), target / store.QUADS)
        store.write(target / store.STORE, target / store.QUADS)
    else:
        for name in (store.QUADS, store.STORE):
            _link(directory / name, target / name)
    _manifest(directory / manifest.NAME, target / manifest.NAME, new)
    quoted = {} if whole else _quoted(directory / store.QUADS)
    (target / _TEXTS).mkdir()
    for name, text in texts.items():
        shown = cover(text, spans.get(name, ()))
        shown = shown if whole else blanked(shown, quoted.get(name, ()))
        (target / _TEXTS / f"{name}.txt").write_bytes(shown.encode())
    return Prepared(spans, changed)


def _differs(quads: Path, spans: Mapping[str, list[Span]]) -> bool:
    with quads.open("rb") as lines, quads.open("rb") as cleaned:
        return any(one != other for one, other in zip(lines, _clean(cleaned, spans), strict=False))


def _clean(lines: Iterable[bytes], spans: Mapping[str, list[Span]]) -> Iterator[bytes]:
    """N-Quads without what nobody should read there."""
    for line in lines:
        if _REACHED.search(line) and not _LITERAL.search(line):
            continue
        quote = _QUOTE.match(line)
        if quote and (name := unquote(quote[1].decode())) in spans:
            yield _covered(line, quote, spans[name])
        elif not quote and (found := _LITERAL.search(line)) and _SUSPECT.search(found[1]):
            yield _rewritten(line, masked)
        else:
            yield line


def _covered(line: bytes, quote: re.Match[bytes], spans: list[Span]) -> bytes:
    """A quote, or what stands around it, with blocks where its text has them."""
    start, end, part = int(quote[2]), int(quote[3]), quote[4]

    def covered(text: str) -> str:
        at = {b"exact": start, b"prefix": start - len(text), b"suffix": end}[part]
        return cover(text, spans, at)

    return _rewritten(line, covered)


def _rewritten(line: bytes, change: object) -> bytes:
    """The line of a quad with another text in its literal; the line itself where that is the same."""
    assert callable(change)
    quad = next(iter(parse(line, format=RdfFormat.N_QUADS)))
    said = quad.object
    if not isinstance(said, Literal) or (text := change(said.value)) == said.value:
        return line
    other = Literal(text, language=said.language) if said.language else Literal(text, datatype=said.datatype)
    return f"{Quad(quad.subject, quad.predicate, other, quad.graph_name)} .\n".encode()


def _quoted(quads: Path) -> dict[str, list[Span]]:
    """What is quoted of each text, with the words around."""
    found: dict[str, list[Span]] = defaultdict(list)
    with quads.open("rb") as lines:
        for line in lines:
            if quote := _QUOTE.match(line):
                start, end, part = int(quote[2]), int(quote[3]), quote[4]
                length = len(next(iter(parse(line, format=RdfFormat.N_QUADS))).object.value)
                span = {b"exact": (start, end), b"prefix": (start - length, start), b"suffix": (end, end + length)}
                found[unquote(quote[1].decode())].append(span[part])
    return found


def blanked(text: str, kept: Iterable[Span]) -> str:
    r"""A text of which only some spans are there; its lines stay.

    >>> blanked("Riga leads it.\nNo more.", [(0, 10)])
    'Riga leads····\n········'
    """
    parts: list[str] = []
    at = 0
    for start, end in sorted(kept):
        if end > max(at, start):
            parts += [re.sub(r"[^\r\n]", GAP, text[at : max(at, start)]), text[max(at, start) : end]]
            at = end
    return "".join([*parts, re.sub(r"[^\r\n]", GAP, text[at:])])


def _link(source: Path, target: Path) -> None:
    """The same under another name: whatever takes the graph's place meanwhile, it stays what it is.

    A symbolic link where the two are on different disks, and a copy where the system has no links.
    """
    if source.is_dir():
        try:
            shutil.copytree(source, target, copy_function=os.link)
            return
        except (OSError, shutil.Error):
            shutil.rmtree(target, ignore_errors=True)
    elif not source.exists():
        return
    for way in (os.link, os.symlink):
        try:
            way(source.resolve(), target)
            return
        except OSError:
            continue
    (shutil.copytree if source.is_dir() else shutil.copy2)(source, target)


def _manifest(source: Path, target: Path, base: str) -> None:
    if source.is_file():
        said = json.loads(source.read_text(encoding="utf-8"))
        said["options"] = {**said.get("options", {}), "base": base}
        target.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
