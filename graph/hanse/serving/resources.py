"""Things under their IRIs: from each to its page, Turtle or JSON-LD, by what the client accepts.

After section 4.2 of https://www.w3.org/TR/cooluris/.
"""

from __future__ import annotations

from collections.abc import Container

from hanse.publishing.resources import address
from hanse.serving.negotiation import RESOURCES, choose, media_types
from hanse.serving.refusal import Refusal

__all__ = ["locate"]

_PLACES = {"html": ("/index.html", "/"), "turtle": (".ttl", ".ttl"), "jsonld": (".jsonld", ".jsonld")}


def locate(path: str, accept: str, files: Container[str]) -> tuple[str, str]:
    """The file that a path means, and where to send the client for it instead: one of the two is "".

    A path is decoded and begins with no slash. Raises Refusal: 404 where there is nothing, 406 where nothing of what
    there is will do.

    >>> files = {"index.html", "id/city/riga/index.html", "id/city/riga.ttl"}
    >>> locate("", "", files), locate("id/city/riga/", "", files), locate("id/city/riga", "text/turtle", files)
    (('index.html', ''), ('id/city/riga/index.html', ''), ('', 'riga.ttl'))
    """
    if path in files:
        return path, ""
    if path.endswith("/") or not path:
        if f"{path}index.html" in files:
            return f"{path}index.html", ""
        raise Refusal(404, "there is nothing here")
    offered = [format for format in RESOURCES if path + _PLACES[format.name][0] in files]
    if not offered:
        raise Refusal(404, "there is nothing here")
    format = choose(accept, offered)
    if not format:
        raise Refusal(406, f"there is no such format of it; there are: {media_types(offered)}", {"Vary": "Accept"})
    return "", address(path.rpartition("/")[2]) + _PLACES[format.name][1]
