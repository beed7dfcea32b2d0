"""Checks that only a server can fail: types of files, access from other sites, what is not there, negotiation."""

from __future__ import annotations

from collections.abc import Iterator

from hanse.checking.check import Check, Figure, Findings
from hanse.checking.site import Site, Web

__all__ = ["CHECKS"]

_TYPES = {
    ".html": ("text/html",),
    ".ttl": ("text/turtle",),
    ".jsonld": ("application/ld+json",),
    ".css": ("text/css",),
    ".js": ("text/javascript", "application/javascript"),
}
_ABSENT = "id/network/no-such-thing-here"


def _web(site: Site) -> Web:
    assert isinstance(site, Web)  # these checks are made of nothing else
    return site


def types(site: Site) -> Findings:
    """Files come with the media type of what they are."""
    web = _web(site)
    for path in _one_of_each(site):
        given = web.ask(path).headers.get("content-type", "")
        wanted = _TYPES[path[path.rindex(".") :]]
        if not given.startswith(wanted):
            yield f"{path}: comes as {given or 'no type'}, where {wanted[0]} is asked"


def _one_of_each(site: Site) -> Iterator[str]:
    for end in _TYPES:
        yield from [path for path in site.files if path.endswith(end)][:1]


def absent(site: Site) -> Findings:
    """What is not there is answered with 404, not with a page that says so."""
    web = _web(site)
    status = web.ask(_ABSENT).status
    if status not in {404, 410}:
        yield f"{_ABSENT}: answered with {status}, where 404 is asked"


def negotiated(site: Site) -> Findings:
    """A thing's IRI leads to the page or to the data, as is asked for; a plain static host can't, which is told."""
    web = _web(site)
    if not site.resources:
        yield "no thing is described here"
        return
    path = next((one for one in site.resources if one.startswith("id/")), site.resources[0])
    page = web.ask(path, "text/html")
    if page.status != 200 or not page.headers.get("content-type", "").startswith("text/html"):
        yield f"{path}: a browser that asks gets {page.status} {page.headers.get('content-type', '')}"
    given = {kind: web.ask(path, kind).headers.get("content-type", "") for kind in _DATA}
    if not any(given[kind].startswith(kind) for kind in _DATA):
        yield Figure("no content negotiation here: data is at .ttl and .jsonld (hosting/ has settings for servers)")
        return
    yield from (f"{path}: asked for {kind}, gives {had}" for kind, had in given.items() if not had.startswith(kind))


_DATA = ("text/turtle", "application/ld+json")


def shared(site: Site) -> Findings:
    """Pages of other sites may read the data (CORS)."""
    web = _web(site)
    if web.ask("dataset.ttl").headers.get("access-control-allow-origin") != "*":
        yield Figure("programs of other sites can't read the data: no Access-Control-Allow-Origin (hosting/ has it)")


CHECKS = (
    Check(
        "types",
        "The server gives files the right media type",
        "Data on the Web Best Practices 14; FsF-A1-02D",
        "tell the server the types: hosting/ has settings for Apache, nginx and others",
        types,
        needs="server",
    ),
    Check(
        "absent",
        "What is not there is answered with 404",
        "Cool URIs for the Semantic Web; RFC 9110, section 15.5.5",
        "switch off the host's way of answering everything with the start page",
        absent,
        needs="server",
    ),
    Check(
        "negotiated",
        "The address of a thing leads to its page, and to its data where that is asked for",
        "Data on the Web Best Practices 19; Cool URIs, section 4.3",
        "use the settings of hosting/ for your server",
        negotiated,
        needs="server",
    ),
    Check(
        "shared",
        "Programs of other sites may read the data",
        "W3C CORS; Data on the Web Best Practices 20",
        "use the settings of hosting/ for your server",
        shared,
        needs="server",
    ),
)
