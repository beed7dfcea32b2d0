"""Requests to a server: with patience, and within limits; an answer is read whole before any of it counts.

What a server sends is hostile until shown otherwise: its bytes are counted, its time is, what it calls a reason is made
safe to print, and credentials are struck from it. Every request that is made here may be sent twice: queries change
nothing, and to add triples again that are there changes nothing either.
"""

from __future__ import annotations

import re
import time
import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, Any, Self
from urllib.parse import urljoin, urlsplit

from hanse.errors import ServerError

try:
    import httpx
except ImportError as error:
    raise ServerError("what asks servers is not installed: pip install 'hanse[remote]'") from error

from hanse.names import printable
from hanse.patience import seconds
from hanse.store.credentials import HINT, Credentials

__all__ = ["Connection", "LateError", "Limits", "Reply", "check", "shown"]

_REDIRECTS = {301, 302, 303, 307, 308}
_AGAIN = {429, 502, 503}
_HELD = 8_000_000  # bytes of an answer that are kept in memory
_LONGEST_REASON = 300
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient one is with a server."""

    seconds: float = 300  # from a request to the end of its answer
    bytes: int = 1_000_000_000  # of an answer
    tries: int = 4
    pause: float = 0.5  # seconds before the second try, twice as many before each further one
    wait: float = 60  # seconds that a server may ask to wait


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer."""

    status: int
    headers: Mapping[str, str]
    body: IO[bytes] = field(repr=False)  # at its start
    framed: bool = True  # it says where it ends: one that doesn't may have been cut

    @property
    def kind(self) -> str:
        """Its content type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class _Body(SpooledTemporaryFile[bytes]):
    """The bytes of an answer, which go when nobody has it any more."""

    def __del__(self) -> None:
        self.close()


class LateError(ServerError):
    """An answer that did not come in time."""


class _AgainError(Exception):
    """Another try may help, after so many seconds."""

    def __init__(self, error: ServerError, wait: float = 0) -> None:
        super().__init__(str(error))
        self.error, self.wait = error, wait


class Connection:
    """A server under questions.

    >>> with Connection("http://127.0.0.1:1/sparql", Limits(tries=1)) as connection:
    ...     connection.ask("GET", connection.address)
    Traceback (most recent call last):
    hanse.errors.ServerError: http://127.0.0.1:1/sparql: no connection (Connection refused)
    """

    def __init__(self, address: str, limits: Limits | None = None) -> None:
        self.address = check(address)
        self.limits = limits or Limits()
        self.credentials = Credentials.of(self.address)
        self._worked = False  # till there is an answer, the address may be wrong
        timeout = httpx.Timeout(self.limits.seconds, connect=min(15, self.limits.seconds))
        self._client = httpx.Client(
            auth=self.credentials, timeout=timeout, follow_redirects=False, headers={"Accept-Encoding": "gzip"}
        )

        self.close = weakref.finalize(self, self._client.close)  # at the latest when nobody has it any more

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def ask(
        self,
        method: str,
        address: str,
        *,
        accept: str = "*/*",
        form: Mapping[str, Any] | None = None,
        content: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """The answer to a request; ServerError where there is none, or one that is none (status 400 and above).

        ``form`` is sent as a form, ``content`` as it is; an iterable of bytes that can be iterated again is one too.
        """
        given = {"headers": {"Accept": accept, **(headers or {})}, "data": form, "content": content}
        for count in range(1, self.limits.tries + 1):
            try:
                return self._follow(method, address, given)
            except _AgainError as again:
                if count == self.limits.tries or again.wait > self.limits.wait:
                    raise again.error from None
                time.sleep(again.wait or self.limits.pause * 2 ** (count - 1))
        raise AssertionError("unreachable")

    def _follow(self, method: str, address: str, given: Mapping[str, Any]) -> Reply:
        for _ in range(5):
            reply = self._once(method, address, given)
            if reply.status not in _REDIRECTS:
                return reply
            address = self._elsewhere(address, reply)
        raise ServerError(f"{shown(address)}: leads from one address to the next without end")

    def _elsewhere(self, address: str, reply: Reply) -> str:
        """Where a redirect leads: only to the same server, or from http to https there."""
        target = urljoin(address, reply.headers.get("location", ""))
        here, there = urlsplit(address), urlsplit(target)
        same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
        if same or ((here.scheme, there.scheme) == ("http", "https") and here.hostname == there.hostname):
            return target
        raise ServerError(
            f"{shown(address)}: leads elsewhere, to {shown(target)}; if you trust that, give that address",
            status=reply.status,
        )

    def _once(self, method: str, address: str, given: Mapping[str, Any]) -> Reply:
        begun = time.monotonic()
        try:
            with self._client.stream(method, address, **given) as response:
                body = self._body(response, address, begun + self.limits.seconds)
        except httpx.TimeoutException:
            raise self._late(address) from None
        except (httpx.TransportError, httpx.DecodingError) as error:
            reason = self.safe(re.sub(r"^\[[^\]]*\] ", "", str(error)) or type(error).__name__)
            failed = ServerError(f"{shown(address)}: no connection ({reason})")
            raise (_AgainError(failed) if self._worked else failed) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
            raise ServerError(f"{shown(address)}: can't be asked ({self.safe(str(error))})") from None
        headers = {name.lower(): text for name, text in response.headers.items()}
        framed = not headers.keys().isdisjoint({"content-length", "transfer-encoding"})
        self._worked = True
        reply = Reply(response.status_code, headers, body, framed)
        if reply.status >= 400:
            raise self._refused(address, reply, time.monotonic() - begun)
        return reply

    def _body(self, response: httpx.Response, address: str, end: float) -> IO[bytes]:
        """All bytes of an answer, unpacked; those of a refusal as far as they may tell why."""
        most = self.limits.bytes if response.status_code < 400 else 100_000
        body = _Body(max_size=_HELD)
        for chunk in response.iter_bytes():
            body.write(chunk)
            if body.tell() > most:
                if response.status_code >= 400:
                    break
                raise ServerError(f"{shown(address)}: an answer of more than {most / 1e6:,.0f} MB")
            if time.monotonic() > end:
                raise self._late(address)
        body.seek(0)
        return body

    def _late(self, address: str) -> LateError:
        return LateError(f"{shown(address)}: no whole answer within {self.limits.seconds:g} s")

    def _refused(self, address: str, reply: Reply, took: float) -> ServerError | _AgainError:
        reason = self.safe(_reason(reply.body.read(), reply.kind))
        said = f"HTTP {reply.status}" + (f": {reason}" if reason else "")
        if reply.status in {401, 403}:
            said += f" ({self.credentials.hint()})"
        wait = seconds(reply.headers.get("retry-after", ""))
        if wait > self.limits.wait:
            said += f"; it asks to wait {wait:,.0f} s"
        error = ServerError(f"{shown(address)}: {said}", status=reply.status, reason=reason)
        # a 503 that took its time is a query that took too long: to ask again makes it worse
        again = reply.status in _AGAIN and (reply.status != 503 or wait or took < 5)
        return _AgainError(error, wait) if again else error

    def safe(self, text: str) -> str:
        """Words of a server for a person to read: short, in one line, printable, without credentials."""
        for secret in self.credentials.secrets:
            text = text.replace(secret, "█")
        plain = printable(" ".join(text.split()))
        return plain if len(plain) <= _LONGEST_REASON else f"{plain[: _LONGEST_REASON - 1]}…"


def check(address: str) -> str:
    """An address that may be asked; ServerError for what is none, and where it holds a password."""
    try:
        parts = urlsplit(address)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        parts, port_is_right = urlsplit(""), False
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port_is_right or re.search(r"\s", address):
        raise ServerError(f"not the address of a server: {shown(address)!r}; one is http://localhost:7878/query")
    if parts.username is not None:
        raise ServerError(f"{shown(address)}: no password in an address, where others see it; {HINT}")
    return address


def shown(address: str) -> str:
    """An address without what may be secret, safe to print.

    >>> shown("https://me:secret@example.org/sparql?key=abc")
    'https://example.org/sparql?…'
    """
    before, mark, _ = address.partition("?")
    return printable(re.sub(r"//[^/]*@", "//", before) + ("?…" if mark else ""))


def _reason(body: bytes, kind: str) -> str:
    """What a refusal says is wrong, as plain text: its first paragraph."""
    text = body.decode(errors="replace").strip()
    if kind in {"text/html", "application/xhtml+xml"} or text[:1] == "<":
        return unescape(_MARKUP.sub(" ", text))
    return text.replace("\r\n", "\n").partition("\n\n")[0]
