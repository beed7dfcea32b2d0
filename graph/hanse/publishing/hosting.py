"""Files for servers: how each host answers the IRI of a thing with what was asked for, and with the right types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import IO
from urllib.parse import quote, unquote, urlsplit

from hanse.publishing.publication import Publication

__all__ = ["Hosting", "accepted"]

_FILES = ("README.md", "_headers", "_redirects", "htaccess", "nginx.conf", "w3id.htaccess")
_FORMS = {
    "HTML": r"(text/html|application/xhtml\+xml)",
    "TURTLE": "text/turtle",
    "JSONLD": r"application/ld\+json",
}


def accepted(form: str, *, full: bool) -> str:
    """The regular expression for an Accept header that asks for a form: at full preference, or at any.

    RFC 9110, section 12.5.1; Apache and nginx read it alike.

    >>> turtle = accepted("TURTLE", full=True)
    >>> [bool(re.search(turtle, said)) for said in ("text/turtle", "*/*, text/turtle;q=1.0", "text/turtle;q=0.9")]
    [True, True, False]
    """
    low = r"0" if full else r"0(\.0*)?\s*([,;]|$)"
    return rf"(^|,)\s*{_FORMS[form]}\s*(;(?!\s*q\s*=\s*{low})[^,;]*)*(,|$)"


class Hosting:
    """``hosting/``: a file for each kind of server, and a README that says which; ``.nojekyll``."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield ".nojekyll"
        yield from (f"hosting/{name}" for name in _FILES)

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        name = path.removeprefix("hosting/")
        if path == ".nojekyll":
            return True
        if path == name or name not in _FILES:
            return False
        text = (files("hanse.publishing") / "assets" / "hosting" / name).read_text(encoding="utf-8")
        values = self._values()
        out.write(_filled(text, values).encode())
        if name == "_redirects" and values["PATH"] != "/":
            out.write(f"{values['PATH']}* /:splat 200\n".encode())
        return True

    def _values(self) -> Mapping[str, str]:
        base = urlsplit(self.publication.base)
        host = base.hostname or ""
        patterns = {
            f"{form}_{degree}": accepted(form, full=degree == "FULL") for form in _FORMS for degree in ("FULL", "ANY")
        }
        return patterns | {
            "BASE": self.publication.base,
            "PATH": quote(unquote(base.path), safe="/-._~"),
            "HOST": host if re.fullmatch(r"[\w.:-]+", host, re.ASCII) else "_",
        }


def _filled(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"@([A-Z_]+)@", lambda match: values[match[1]], text)
