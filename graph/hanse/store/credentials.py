"""Who asks a server: a token or a password, from the environment or from ~/.netrc, never from a command line."""

from __future__ import annotations

import netrc
import os
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from hanse.errors import ServerError

__all__ = ["HINT", "TOKEN", "Credentials"]

TOKEN = "HANSE_ENDPOINT_TOKEN"
"""The environment variable of a bearer token."""

_USER, _PASSWORD = "HANSE_ENDPOINT_USER", "HANSE_ENDPOINT_PASSWORD"
HINT = f"set {TOKEN}, or {_USER} and {_PASSWORD}, or add the server to ~/.netrc"


@dataclass(slots=True)
class Credentials(httpx.Auth):
    """What is shown to the one server that it is for; the server says whether a password goes as Basic or Digest."""

    origin: tuple[str, str, int | None]
    token: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    _chosen: httpx.Auth | None = field(default=None, repr=False)

    @classmethod
    def of(cls, address: str) -> Credentials:
        """Those for a server: of the environment, else of ~/.netrc; none where neither knows any."""
        user, password = os.environ.get(_USER, ""), os.environ.get(_PASSWORD, "")
        token = os.environ.get(TOKEN, "").strip()
        if not (token or user):
            user, password = _kept(urlsplit(address).hostname or "")
        return cls(_origin(address), token, user, password)

    def __bool__(self) -> bool:
        return bool(self.token or self.user)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""
        return tuple(filter(None, (self.token, self.password)))

    def hint(self) -> str:
        """What to tell somebody whom the server turned away."""
        if self:
            return "the token or password that it was shown is not allowed to do this"
        return HINT

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Called by httpx with each request: a password waits till the server asks for one."""
        if _origin(str(request.url)) != self.origin or not self:
            yield request
        elif self.token:
            request.headers["Authorization"] = f"Bearer {self.token}"
            yield request
        elif self._chosen:
            yield from self._chosen.auth_flow(request)
        else:
            response = yield request
            if response.status_code == 401:
                asked = response.headers.get("www-authenticate", "").lower()
                kind = httpx.DigestAuth if asked.startswith("digest") else httpx.BasicAuth
                self._chosen = kind(self.user, self.password)
                yield from self._chosen.auth_flow(request)


def _origin(address: str) -> tuple[str, str, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port


def _kept(host: str) -> tuple[str, str]:
    """User and password of a host in ~/.netrc, or the file that NETRC names."""
    path = Path(os.environ.get("NETRC") or "~/.netrc").expanduser()
    if not path.is_file():
        return "", ""
    try:
        found = netrc.netrc(str(path)).authenticators(host)
    except netrc.NetrcParseError as error:  # its message may quote a password
        raise ServerError(f"{path}, line {error.lineno}: not what such a file may say") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(f"{path}: can't be read ({type(error).__name__})") from None
    return (found[0], found[2] or "") if found else ("", "")
