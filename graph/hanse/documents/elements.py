"""What an HTML element is for: by its name, role, class and id, and by the elements beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from lxml.html import HtmlElement

__all__ = [
    "APART",
    "BLOCKS",
    "DROPPED",
    "HEADINGS",
    "Roles",
    "is_data",
    "is_dropped",
    "is_footnote_mark",
    "is_repeated",
    "words_of",
]

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 5, "legend": 5}
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form frameset header hgroup hr html li main menu nav noscript ol optgroup option p pre search section table tbody "
    "td tfoot th thead tr ul caption".split()
)
APART = frozenset("a button label time span abbr cite small option".split())
"""Inline elements that are words of their own where they touch."""

DROPPED = frozenset(
    "script style template noscript iframe object embed applet canvas audio video map svg math select datalist input "
    "textarea progress meter head title link meta base col colgroup area param source track wbr frame".split()
)
_CLUTTER = frozenset("nav aside form dialog search menu".split())
_CLUTTER_ROLES = frozenset(
    "navigation banner contentinfo search dialog alertdialog complementary menu menubar toolbar".split()
)
_CLUTTER_WORDS = frozenset(
    "nav navbar navi navigation menu submenu breadcrumb breadcrumbs crumb crumbs cookie cookies consent gdpr share "
    "sharing shares social socials addtoany sharethis footer related pagination pager paginator newsletter subscribe "
    "subscription skiplink skiplinks skip login signin comments respond advert ads adv advertisement advertising promo "
    "popup modal toolbar lang langs language languages locale sitenotice paywall copyright disclaimer toc sidebar "
    "widget widgets masthead tools colophon topbar offcanvas imprint printfriendly readmore".split()
)
_BESIDE = frozenset("sidebar widget widgets".split())
_CONTENT_WORDS = frozenset(
    "infobox info facts factsheet key details summary content main body article entry partners".split()
)
_VALUE_WORDS = frozenset("item items value values data".split())
_LONGEST_LABEL = 60
_FEWEST_FIELDS, _PAIR = 2, 2
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*(?=[A-Z]|$|[^a-z])|[A-Z][a-z]+")
_ORDINAL = re.compile(r"\d{2,}|(^|-)(odd|even|first|last|active)$")
_FOOTNOTE = re.compile(r"\[\s*(\d{1,3}|[a-z]|note \d+|edit[^\]]{0,20})\s*\]|\d{1,3}")


def words_of(element: HtmlElement) -> frozenset[str]:
    """The lower-cased words in an element's class and id: "fr-breadcrumb siteNav" → fr, breadcrumb, site, nav."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return frozenset(word.lower() for word in _WORD.findall(names[:500]))


def is_dropped(element: HtmlElement) -> bool:
    """Whether nothing of an element shows on the page as text."""
    if element.tag in DROPPED or not isinstance(element.tag, str):
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return element.tag not in {"html", "body", "main"}
    return bool(_HIDDEN_STYLE.search(element.get("style", ""))) or "editsection" in element.get("class", "")


def is_footnote_mark(element: HtmlElement) -> bool:
    """A raised "[3]", or a raised number that is a link: no part of the sentence."""
    if element.tag != "sup":
        return False
    text = "".join(element.itertext()).strip()
    linked = element.find(".//a") is not None or any(a.tag == "a" for a in element.iterancestors("a"))
    return bool(_FOOTNOTE.fullmatch(text)) and (linked or text.startswith("["))


def is_data(table: HtmlElement) -> bool:
    """A table that shows data, not one that places things on the page."""
    if table.get("role") in {"presentation", "none"} or table.find(".//table") is not None:
        return False
    cells = sum(1 for _ in zip(range(2), table.iter("td", "th"), strict=False))
    return cells > 1


def is_repeated(picture: HtmlElement, text: str) -> bool:
    """Whether a picture's text stands beside it too."""
    figure = next(picture.iterancestors("figure"), None)
    caption = figure.find(".//figcaption") if figure is not None else None
    around = picture.getparent()
    if around is not None and sum(1 for _ in islice(around, 20)) == 20:
        around = None
    texts = [x for x in (caption, around) if x is not None]
    return any(text in " ".join("".join(x.itertext()).split()) for x in texts)


class Roles:
    """What the elements of one page are for, where that depends on what lies in them or beside them."""

    def __init__(self, root: HtmlElement) -> None:
        self._headline = _around(root.iter("h1"))
        self._content = self._headline | _around(root.iter("article", "main"))
        self._titled = _around(element for element in root.iter() if _is_title(element))
        self.labels = frozenset(e for e in root.iter("div", "span", "p", "strong", "h3", "h4", "h5") if _is_label(e))
        """Elements that say what the next one is, as a <dt> does; such fields come in most content managers' pages."""
        self.fields = frozenset(parent for e in self.labels for parent in [e.getparent()] if parent is not None)
        self.cards: dict[HtmlElement, bool] = {}
        """Elements that repeat as records: siblings of one make, each with a heading; True for the first of a run."""
        for parent in root.iter("div", "section", "main", "article", "body"):
            for run in _runs(parent):
                if self._are_cards(run):
                    self.cards |= {element: element is run[0] for element in run}

    def is_clutter(self, element: HtmlElement) -> bool:
        """Whether an element is a menu, a site's header or footer, a share bar or the like."""
        tag, words = element.tag, words_of(element)
        if tag in {"html", "body", "main", "article", "h1", "td", "th", "tr", "tbody", "table"}:
            return False
        if tag in {"header", "footer"} or element.get("role") in _CLUTTER_ROLES:
            return not self._belongs_to_content(element, words)
        if (tag == "aside" or words & _BESIDE) and not (words - _BESIDE) & _CLUTTER_WORDS and _tells_facts(element):
            return False
        if tag in _CLUTTER:
            return not words & _CONTENT_WORDS or bool(words & _CLUTTER_WORDS)
        if words & _CLUTTER_WORDS or element.get("id") == "header" or _is_skip_link(element):
            return element not in self._content  # "has-sidebar" on the wrapper of the whole page says nothing
        return False

    def _belongs_to_content(self, element: HtmlElement, words: frozenset[str]) -> bool:
        """An article's own header and footer, or a page's header around its headline."""
        inside = any(a.tag in {"article", "main", "section"} for a in islice(element.iterancestors(), 20))
        if inside and not words & _CLUTTER_WORDS:
            return True
        return element.tag == "header" and element in self._headline and element.find(".//nav") is None

    def _are_cards(self, run: list[HtmlElement]) -> bool:
        if not all(element in self._titled for element in run):
            return False
        if run[0].tag == "article":
            return True
        if run[0].tag == "section" or not run[0].get("class"):
            return bool(words_of(run[0]) & {"card", "teaser", "item", "tile", "result"})
        short = sum(len("".join(element.itertext())) for element in run) < 1500 * len(run)
        return short and not any(element in self._headline for element in run)


def _tells_facts(element: HtmlElement) -> bool:
    """Whether what stands beside a text are fields with their values, and no links to other pages."""
    terms = sum(1 for _ in element.iter("dt"))
    linked = sum(1 for each in element.iter("dt") if each.find(".//a") is not None)
    bold = [e for e in element.iter("b", "strong") if _colon(e)]
    rows = [row for row in element.iter("tr") if len(row) == _PAIR and row[0].find(".//a") is None]
    return terms - linked + len(bold) + len(rows) >= _FEWEST_FIELDS


def _colon(element: HtmlElement) -> bool:
    """Whether a bold word is a key: "<b>Lead partner:</b> Faenza"."""
    text, tail = "".join(element.itertext()).strip(), (element.tail or "").strip()
    return text.endswith(":") or tail.startswith(":")


def _around(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    """All elements around the given ones."""
    found: set[HtmlElement] = set()
    for element in elements:
        for outer in element.iterancestors():
            if outer in found:
                break
            found.add(outer)
    return found


def _is_title(element: HtmlElement) -> bool:
    if element.tag in {"h2", "h3", "h4", "h5", "h6"}:
        return True
    return element.tag in {"div", "p", "span", "a"} and bool({"title", "heading", "headline"} & words_of(element))


def _is_label(element: HtmlElement) -> bool:
    """Whether an element is a field's label: its class says so, and that the next one is the value."""
    if "label" not in element.get("class", "").lower() or "label" not in words_of(element):
        return False
    following, parent = element.getnext(), element.getparent()
    if (
        following is None
        or not isinstance(following.tag, str)
        or parent is None
        or parent.tag not in {"div", "section"}
    ):
        return False
    text = " ".join("".join(element.itertext()).split())
    return 0 < len(text) <= _LONGEST_LABEL and bool(words_of(following) & _VALUE_WORDS)


def _runs(parent: HtmlElement) -> Iterator[list[HtmlElement]]:
    children = [child for child in parent if isinstance(child.tag, str)]
    for (tag, _), group in groupby(children, key=lambda child: (child.tag, _make(child))):
        run = list(group)
        if tag in {"article", "div", "section", "a"} and len(run) > 1:
            yield run


def _make(element: HtmlElement) -> str:
    """The class without the words that tell siblings apart (node-1432, odd, first)."""
    names = element.get("class", "").split()
    return " ".join([name for name in names if not _ORDINAL.search(name)][:2])


def _is_skip_link(element: HtmlElement) -> bool:
    target, words = element.get("href", ""), words_of(element)
    return element.tag == "a" and target.startswith("#") and bool(words & {"hidden", "skip", "sr", "screen"})
