"""Pages: a head that states things, a tree of elements, and what goes wrong in trees."""

from __future__ import annotations

import html

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from texts import WORDS, encoded

__all__ = ["TAGS", "pages"]

TAGS = (
    *("p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tr", "th", "td", "caption", "h1", "h2", "h6"),
    *("a", "b", "strong", "em", "span", "br", "hr", "img", "figure", "figcaption", "nav", "header", "footer", "aside"),
    *("article", "section", "main", "form", "input", "select", "option", "button", "pre", "blockquote", "details"),
    *(
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "textarea",
        "title",
        "time",
        "address",
        "x-y",
    ),
)
ATTRIBUTES = (
    *(
        'class="card"',
        'class="menu"',
        'id="footer"',
        'role="navigation"',
        "hidden",
        'style="display:none"',
        'colspan="3"',
    ),
    *('rowspan="2"', 'colspan="-1"', 'rowspan="99999999999"', 'colspan="x"', 'href="https://example.org/a"', "href"),
    *(
        'alt="A view of Riga"',
        'datetime="2023-10-24"',
        'lang="pl"',
        'rel="tag"',
        'itemprop="name"',
        'aria-hidden="true"',
    ),
)
META = (
    '<meta charset="{}">',
    '<meta property="og:title" content="{}">',
    '<meta name="author" content="{}">',
    '<meta property="article:published_time" content="{}">',
    '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{}", "dateModified": "2020"}}</script>',
    '<script type="application/ld+json">[[[{}</script>',
    "<title>{}</title>",
    '<link rel="canonical" href="{}">',
    '<base href="{}">',
)


def _element(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    """An element around others; its end may be missing, doubled, or another's."""
    opened = st.tuples(st.sampled_from(TAGS), st.lists(st.sampled_from(ATTRIBUTES), max_size=2))
    ended = st.sampled_from(["</{0}>", "</{0}>", "</{0}>", "", "</{0}></{0}>", "</div>", "</table>", "</"])
    return st.builds(
        lambda tag, parts, end: f"<{' '.join([tag[0], *tag[1]])}>{''.join(parts)}{end.format(tag[0])}",
        opened,
        st.lists(inner, max_size=4),
        ended,
    )


BODY = st.recursive(st.one_of(WORDS.map(html.escape), WORDS), _element, max_leaves=25)


@st.composite
def pages(draw: DrawFn) -> bytes:
    """A page: a head that states things, and a tree of elements, with what goes wrong in trees."""
    head = "".join(each.format(draw(WORDS)) for each in draw(st.lists(st.sampled_from(META), max_size=3)))
    body = "".join(draw(st.lists(BODY, min_size=1, max_size=4)))
    frame = draw(
        st.sampled_from(["<html><head>{}</head><body>{}</body></html>", "{}{}", '<?xml version="1.0"?><html>{}{}'])
    )
    return draw(encoded(frame.format(head, body)))
