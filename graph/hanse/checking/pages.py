"""Checks of the pages: links that lead somewhere, nothing asked of others, language, title, no program from a text."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from hanse.checking.addresses import addresses
from hanse.checking.check import Check, Figure, Findings
from hanse.checking.page import resolve
from hanse.checking.site import Site

__all__ = ["CHECKS"]


def links(site: Site) -> Findings:
    """Every link within the site leads to a file, and to a place in it."""
    followed, root = 0, urlsplit(site.base).path
    for path in site.pages:
        for address in site.page(path).links:
            target = resolve(address, path, root)
            if target is None:
                continue
            followed += 1
            file, fragment = target
            if file not in site.files and f"{file}/index.html" in site.files:
                file = f"{file}/index.html"
            if file not in site.files:
                yield f"{path}: a link to {file}, which is not there"
            elif fragment and file.endswith(".html") and not _has_place(site, file, fragment):
                yield f"{path}: a link to {file}#{fragment}, and no such place is there"
    yield Figure(f"{followed:,} links within the site on {len(site.pages):,} pages")


def _has_place(site: Site, file: str, fragment: str) -> bool:
    """Whether a fragment names a place in a page, or may mean something to a program in it, as in a view."""
    page = site.page(file)
    return fragment in page.ids or fragment == "top" or bool(page.scripts) or file.startswith("query/")


def outside(site: Site) -> Findings:
    """A page asks nothing of any other host, and says so in its policy."""
    for path in site.pages:
        page = site.page(path)
        for address in page.fetched:
            parts = urlsplit(address)
            if parts.scheme not in {"", "data", "blob"} or parts.netloc:
                yield f"{path}: would fetch {address}"
        if "default-src 'none'" not in page.policy:
            yield f"{path}: no Content-Security-Policy with default-src 'none'"
    for path in site.files:
        if path.endswith(".css"):
            text = site.read(path).decode("utf-8", "replace")
            yield from (f"{path}: names another host" for part in ("url(http", "url(//", "@import") if part in text)


def readable(site: Site) -> Findings:
    """A page says its language and title, has one main heading, and fits a phone."""
    titles: Counter[str] = Counter()
    for path in site.pages:
        page = site.page(path)
        titles[page.title] += 1
        if not page.language:
            yield f"{path}: no lang"
        if not page.title:
            yield f"{path}: no title"
        if page.headings != 1:
            yield f"{path}: {page.headings} headings of the first order, where one is asked"
        if not page.viewport:
            yield f"{path}: no viewport, so that phones shrink it"


def programs(site: Site) -> Findings:
    """No text of a document became a program: none stands in the pages of things, and no attribute runs one."""
    for path in site.pages:
        page = site.page(path)
        yield from (f"{path}: the attribute {name}" for name in page.handlers)
        yield from (f"{path}: a link that is a program: {link[:60]}" for link in page.links if _runs(link))
        if page.scripts and "script-src 'self' 'unsafe-inline'" in page.policy:
            yield f"{path}: a program within the page, and a policy that lets any run"
        if page.scripts and path.startswith(("id/", "graph/", "browse/")):
            yield f"{path}: a program within the page of a thing"


def _runs(link: str) -> bool:
    return urlsplit(link.strip()).scheme.lower() in {"javascript", "vbscript", "data"}


def personal(site: Site) -> Findings:
    """No e-mail address and no telephone number, on pages or in the data."""
    for path in site.pages:
        for found in site.page(path).addresses:
            yield f"{path}: {_shortened(found)}"
    for quad in site.graphs:
        if not isinstance(quad.object, NamedNode):
            yield from (f"{quad.subject}: {_shortened(found)}" for found in addresses(str(quad.object.value)))
    for path in site.files:
        if path.startswith("text/"):
            found_in = addresses(site.read(path).decode("utf-8", "replace"))
            yield from (f"{path}: {_shortened(found)}" for found in found_in)


def _shortened(address: str) -> str:
    """Enough to find it by; a report should not publish it either."""
    return f"{address[:3]}…{address[-3:]}"


def external(site: Site) -> Findings:
    """Links to others are well-formed addresses; how many things have one."""
    total, root = 0, urlsplit(site.base).path
    for path in site.pages:
        for link in site.page(path).links:
            if resolve(link, path, root) is None and not _runs(link):
                total += 1
                parts = urlsplit(link)
                if parts.scheme not in {"http", "https", "urn"} or (parts.scheme != "urn" and "." not in parts.netloc):
                    yield f"{path}: not an address: {link[:80]}"
    yield Figure(f"{total:,} links to other sites")


CHECKS = (
    Check(
        "links",
        "Every link within the site leads somewhere",
        "Data on the Web Best Practices 9 (persistent identifiers); W3C Cool URIs",
        "publish again; what was removed by hand comes back, and retired things keep a page with --diff OLD",
        links,
    ),
    Check(
        "external",
        "Links to others are well-formed",
        "5-star linked data; FsF-I3-01M (links to related entities)",
        "mend the address in the document or table that gives it",
        external,
    ),
    Check(
        "outside",
        "Pages ask nothing of other hosts",
        "GDPR (no visitor is told to third parties); W3C Content Security Policy",
        "remove what was added by hand: fonts, counters, images of others",
        outside,
    ),
    Check(
        "readable",
        "Each page has a language, a title, one heading, and fits a phone",
        "WCAG 2.2, 2.4.2 and 3.1.1",
        "publish again; where pages were changed by hand, give <html lang> and <title>",
        readable,
    ),
    Check(
        "programs",
        "No text became a program",
        "OWASP Cross-Site Scripting Prevention",
        "report it: it is a fault of Hanse unless pages were changed by hand",
        programs,
    ),
    Check(
        "personal",
        "No e-mail addresses, no telephone numbers",
        "GDPR, article 5 (1) c (data minimisation)",
        "publish with this version: it masks them; in settings and own pages, give the address of a page instead",
        personal,
    ),
)
