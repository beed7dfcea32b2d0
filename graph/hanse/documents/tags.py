"""The keywords that a page files itself under: by ``rel="tag"`` (microformats), or by the class of what holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from lxml.html import HtmlElement

from hanse.names import fold
from hanse.vocabulary import wording

__all__ = ["tags"]

_SEVERAL = frozenset("tags topics themes keywords taglist etiquetas mots-cles schlagworte themen temas".split())
_ONE = frozenset("tag topic theme keyword".split())
_PARTS = frozenset("list item items link links label labels name names group".split())
_NO_TOPIC = frozenset("toggle toggler switch switcher dark light color colour manager cloud filter filters".split())
_WHOLE = frozenset("html head body main article section form table".split())
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*")
_LABELS = frozenset("h2 h3 h4 h5 h6 strong b time label dt".split())
_LONGEST = 60  # characters of a keyword
_MOST = 15  # keywords of a page
_LARGEST = 100  # elements in what holds keywords


def tags(root: HtmlElement) -> frozenset[HtmlElement]:
    """The elements of a page of which each holds one keyword."""
    found: list[HtmlElement] = []
    for element in root.iter("a", "span", "div", "p", "li", "ul", "ol", "dd", "td"):
        rel = element.get("rel", "").lower().split()
        if "tag" in rel:
            found += [element] if "category" not in rel else []
        elif _holds_keywords(element) or _is_code(element):
            found += _leaves(element)
        elif pieces := _pieces(element):
            found += pieces
    return frozenset(element for element in found if 1 < len(_text(element)) <= _LONGEST)


def _holds_keywords(element: HtmlElement) -> bool:
    """Whether one of an element's classes ends in a word for keywords: "Card_theme", "field--name-field-tags"."""
    return element.tag not in _WHOLE and any(_is_name(token) for token in element.get("class", "")[:300].split())


def _is_code(element: HtmlElement) -> bool:
    """Whether a paragraph is nothing but pieces of code: how Markdown is made to show keywords."""
    parts = len(element) > 1 and element.tag == "p" and all(e.tag == "code" for e in element)
    return parts and not any((e.tail or "").strip(" ,·|\n") for e in element) and not (element.text or "").strip()


def _pieces(element: HtmlElement) -> list[HtmlElement]:
    """The links or spans of which an element consists, with nothing but spaces between, if its label is "Topics"."""
    inner = [e for e in element if isinstance(e.tag, str)] if element.tag in _FIELDS else []
    label = (element.text or "").strip()
    if inner and not label and inner[0].tag in _LABELS and not (inner[0].tail or "").strip(" :\n"):
        label, inner = _text(inner[0]), inner[1:]
    before = element.getprevious()
    if not label and before is not None and before.tag in {"dt", "th", "td"}:
        label = _text(before)
    alike = len(inner) > 1 and all(e.tag == inner[0].tag and e.tag in _INLINE and _text(e) for e in inner)
    if not alike or any((e.tail or "").strip() for e in inner) or fold(label.strip(" :")) not in _labels():
        return []
    return inner


_FIELDS, _INLINE = frozenset("p div li dd td".split()), frozenset("a span code em small".split())


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(cue.text) for cue in wording()["label-cue"] if cue.term in ("theme", "Theme"))


def _is_name(token: str) -> bool:
    words = [word.lower() for word in _WORD.findall(token)]
    while len(words) > 1 and words[-1] in _PARTS:
        words.pop()
    return bool(words) and words[-1] in (_SEVERAL | _ONE) and not _NO_TOPIC.intersection(words)


def _leaves(element: HtmlElement) -> Iterator[HtmlElement]:
    """The innermost elements, if they are few and hold most of what stands there; without any, the element itself."""
    around = list(islice(element.iterdescendants(), _LARGEST))
    if len(around) == _LARGEST:
        return
    inner = [e for e in around if isinstance(e.tag, str) and len(e) == 0 and _text(e)]
    if not inner and not re.search(r"[,;:|]|#.*#", _text(element)):
        yield element
    leaves = [e for e in inner if e.tag == "a"] or [e for e in inner if e.tag not in _LABELS]
    if len(leaves) <= _MOST and sum(len(_text(e)) for e in leaves) > 0.5 * len(_text(element)):
        yield from (e for e in leaves if not _text(e).endswith(":"))


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
