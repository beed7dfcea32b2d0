"""The headline of a text that marks none: the line that names the page, between its menu and its first paragraph."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from hanse.documents.boilerplate import is_boilerplate_line, is_menu, is_prose, is_trail, names_platforms
from hanse.documents.draft import Draft, Node
from hanse.documents.shaping import key_of
from hanse.model import BlockKind
from hanse.names import fold
from hanse.vocabulary import wording

__all__ = ["ISSUE", "find_headline", "names_date"]

_DATE = re.compile(
    r"\b\d{1,2}\W+(?:\w+\W+){0,3}(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:^|, |^\w{4,} )\d{1,2}\W+\w{3,}$"
)
_PAGE = re.compile(r"\w+ \d{1,4}: ?")
_TRAIL = re.compile(r"\s+[›»>/]+\s+")
_STEP = re.compile(r"^[^›»>.!?]{2,40}\s[›»>]\s[^›»>.!?]{2,60}$")  # a breadcrumb of two: "Events > Forum 2016"
_SENTENCE = re.compile(r"(?<!\b\d)(?<!\b\d\d)[.!]\s+\w+\s|\w{3}[.,]$|\.{3,}|…")
ISSUE = re.compile(r"\b(?:n|n[orº°]|nr|núm|num|br|č|vol|issue|heft|numéro|numero|número)\.?\s?\d", re.IGNORECASE)
_HOUR = re.compile(r"\d{1,2}[:.h]\d\d\b(?!\.\d)")
_FILE = re.compile(r"[a-z_-]+\d*")  # "infoday3": the text of an image
_QUOTED = re.compile(r"[“„«\"]\w[^“”„«»\"]+[”“»\"]")
_ADDRESS = re.compile(r"\d, (?:[A-Z]{1,2}-)?(?!19|20)\d{4,5} [A-Z]")  # "Canal Street 4, 1000 Riga"
_FURTHEST = 30


def find_headline(draft: Draft) -> None:
    """Raise the headline to a heading of level 1, unless the text marks one itself."""
    if any(node.level == 1 and node.kind is BlockKind.HEADING for node in draft.nodes):
        return
    text = draft.text
    head = _head(draft, text)
    for node in head:
        if node.kind is BlockKind.HEADING and _is_record(node.span.of(text)):
            node.kind, node.level = BlockKind.PARAGRAPH, 0
    names = _names(draft, head, text)
    stated = {fold(field.value) for field in draft.fields if field.name == "title"}
    if stated:
        head = [node for node in head if fold(node.span.of(text)) in stated]
    _join_lines(draft, head, text, names)
    menu = max((i for i, node in enumerate(head) if _leads_in(node.span.of(text))), default=-1)
    below = head[-1].end if head else 0
    scored = [
        (_score(node, text, names) + 4 * (i > menu) + 8 * (i > menu >= 0 and _told_of(node, text, below)), -i)
        for i, node in enumerate(head)
        if _may_name(node, text)
    ]
    if scored and max(scored)[0] > 0:
        best = head[-max(scored)[1]]
        best.kind, best.level, best.label = BlockKind.HEADING, 1, None
        _lower_subtitle(draft, best, text)


def names_date(line: str) -> bool:
    """Whether a line gives a day, month and year, or a day and month alone.

    >>> names_date("Edited on 19/01/2024"), names_date("9 maja 2018 r."), names_date("Eurocities 2024 Cluj-Napoca")
    (True, True, False)
    """
    return bool(_DATE.search(line))


def _lower_subtitle(draft: Draft, headline: Node, text: str) -> None:
    """The line below a headline says more of it; only a short one or a question heads a section already."""
    place = draft.nodes.index(headline)
    for node in draft.nodes[place + 1 : place + 2]:
        words = node.span.of(text)
        if node.kind is BlockKind.HEADING and len(words.split()) > 3 and not words.endswith("?"):
            node.kind, node.level = BlockKind.PARAGRAPH, 0


def _head(draft: Draft, text: str) -> list[Node]:
    """The lines before the first running text, on the outermost level."""
    head: list[Node] = []
    for node in draft.nodes[:_FURTHEST]:
        line = node.span.of(text)
        if node.kind is BlockKind.META:
            continue
        if node.kind in {BlockKind.LIST, BlockKind.TABLE} or (is_prose(line) and len(line) > 110):
            break
        if node.parent is None and len(line) < 300 and "\n" not in line:
            head.append(node)
    return head


def _names(draft: Draft, head: list[Node], text: str) -> set[str]:
    """What the page calls itself: the end of its breadcrumb, the running title of its pages."""
    trails = [_TRAIL.split(node.span.of(text))[-1] for node in head if _TRAIL.search(node.span.of(text))]
    lines = [node.span.of(text) for node in draft.nodes[:5000] if node.parent is None and node.end - node.start < 200]
    running = Counter(fold(_PAGE.sub("", line, count=1)) for line in lines if _PAGE.match(line))
    return {fold(trail) for trail in trails} | {name for name, count in running.items() if count > 1} - {""}


def _join_lines(draft: Draft, head: list[Node], text: str, names: set[str]) -> None:
    """A headline that was broken over lines becomes one block."""
    for first in range(len(head)):
        for last in range(first + 1, min(first + 4, len(head))):
            if fold(text[head[first].start : head[last].end]) in names:
                head[first].end = head[last].end
                gone = {id(node) for node in head[first + 1 : last + 1]}
                draft.nodes = [node for node in draft.nodes if id(node) not in gone]
                del head[first + 1 : last + 1]
                return


def _leads_in(line: str) -> bool:
    """A menu or breadcrumb, which stands above the headline; a share bar stands below it."""
    return (is_menu(line) or is_trail(line) or bool(_STEP.search(line))) and not names_platforms(line)


def _is_menu(line: str) -> bool:
    return is_menu(line) or is_trail(line) or is_boilerplate_line(line)


def _may_name(node: Node, text: str) -> bool:
    line = node.span.of(text)
    if _is_menu(line) or len(line.split()) > 30 or line.startswith("[") or not any(c.isalpha() for c in line):
        return False
    if "    " in line or max(map(len, line.split())) == 1:  # in columns; "M I N U T E S"
        return False
    if _FILE.fullmatch(line) or _HOUR.match(line):
        return False
    if _is_record(line) or _HOUR.match(_above(node, text)):
        return False
    short_key = key_of(line) is not None and len(line.split()) < 4 and not _begins_coined(node, text)
    return not short_key and not _PAGE.match(line) and sum(c.isdigit() for c in line) < len(line) / 3


def _above(node: Node, text: str) -> str:
    """The line above one, if any."""
    return text[max(0, node.start - 300) : node.start].rstrip().rpartition("\n")[2].lstrip()


def _below(node: Node, text: str) -> str:
    """The line below one, if any."""
    return text[node.end : node.end + 300].partition("\n")[2].partition("\n")[0].strip()


def _is_stamp(line: str) -> bool:
    """Whether a line says since when the page is so: "Last updated: 9 February 2016"."""
    key = key_of(line)
    return key is not None and fold(key.of(line)) in _keys(_OF_STAMPS) and names_date(line)


def _is_record(line: str) -> bool:
    """Whether a line says when or where something is, or who has to do with it: "Where: Town Hall, Riga"."""
    key = key_of(line)
    return bool(_ADDRESS.search(line)) or (key is not None and fold(key.of(line)) in _keys(_OF_RECORDS))


@cache
def _keys(terms: frozenset[str]) -> frozenset[str]:
    """The labels of some terms."""
    return frozenset(fold(cue.text) for cue in wording()["label-cue"] if cue.term in terms)


_OF_RECORDS = frozenset(
    ("temporalCoverage", "startDate", "endDate", "locatedIn", "organiser", "Person", "roleTitle", "creator")
)
_OF_STAMPS = frozenset(("modified",))


def _told_of(node: Node, text: str, below: int) -> bool:
    """Whether a short line is a name that the running text has again: the name over a line that explains it."""
    line = node.span.of(text)
    return 1 < len(line.split()) < 6 and not line.isupper() and line in text[below:]


def _begins_coined(node: Node, text: str) -> bool:
    """Whether the text begins with a coined name and what is told of it, alone in a line: "SlowSpark: next steps"."""
    name, _, told = node.span.of(text).partition(":")
    alone = not text[: node.start].strip() and text[node.end : node.end + 40].lstrip(" \t").startswith("\n\n")
    return alone and sum(c.isupper() for c in name) > 1 and told.replace(" ", "").isalpha()


def _score(node: Node, text: str, names: set[str]) -> int:
    """How well a line would do as headline: by length, by standing alone, and by what the page calls itself."""
    line = node.span.of(text)
    named = 10 if fold(line) in names and not _TRAIL.search(line) else 4 * _begins_coined(node, text)
    wrong = 5 * bool(_DATE.search(line)) + 6 * bool(_SENTENCE.search(line)) + 3 * ("? " in line or line.endswith("."))
    first = text[max(0, node.start - 40) : node.start].rstrip(" \t").endswith("\n\n") or node.start == 0
    alone = text[node.end : node.end + 40].lstrip(" \t").startswith("\n\n") or _is_stamp(_below(node, text))
    listed = not alone or key_of(_above(node, text)) is not None
    keyed = key_of(line) is not None and listed  # a headline with a colon stands alone
    issue = line.partition(" | ")[0]
    of_series = len(issue.split()) > 4 and bool(ISSUE.search(issue))  # "Papers on Heat, no. 17"; but "Bulletin No 35"
    wrong += 5 * (of_series or bool(_TRAIL.search(line)) or keyed)
    return min(len(line.split()), 8) + named + 2 * bool(_QUOTED.search(line)) - wrong - (0 if first else 4) + 3 * alone
