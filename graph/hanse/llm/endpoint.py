"""Asking the endpoint: no faster than allowed, again where that may help, never for longer or more than a limit.

What an endpoint sends is hostile until shown otherwise: its bytes are counted, its time is, and the key is struck from
its words before anybody sees them.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self

from hanse.errors import InputError
from hanse.llm.model import KEY, LanguageModel
from hanse.names import printable
from hanse.patience import seconds

if TYPE_CHECKING:
    import httpx

__all__ = ["LARGEST", "PATIENCE", "Endpoint", "UnansweredError"]

LARGEST = 4_000_000
"""Bytes of an answer."""

PATIENCE = 5
"""Questions in a row that stay without an answer before no more are asked."""

_LONGEST_WAIT = 600
"""Seconds that an endpoint may ask to wait."""

_AGAIN = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
_HOPELESS = {
    HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
}  # fmt: skip


class UnansweredError(Exception):
    """A question without an answer, and why."""


class _RequestError(Exception):
    """A request that failed: whether another try may help, when, and whether any further question makes sense."""

    def __init__(self, reason: str, *, again: bool = False, wait: float = 0, hopeless: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.again, self.wait, self.hopeless = reason, again, wait, hopeless


class Endpoint:
    """An endpoint under questions: ``async with Endpoint(model) as endpoint: await endpoint.answer(messages)``."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self.requests = 0
        self._key = model.key()
        self._next = 0.0  # when the next request may go
        self._failed = 0  # questions in a row
        self._given_up = ""
        self._client: httpx.AsyncClient

    async def __aenter__(self) -> Self:
        try:
            import httpx
        except ImportError as error:
            raise InputError("what asks models is not installed: pip install 'hanse[llm]'") from error
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        self._client = httpx.AsyncClient(headers=headers, timeout=self.model.timeout, follow_redirects=False)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def answer(self, messages: Sequence[Mapping[str, str]]) -> str:
        """What the model answers; raises UnansweredError where it doesn't, or others have shown that it won't."""
        failed = _RequestError("")
        for count in range(self.model.tries):
            if self._given_up:
                raise UnansweredError(f"not asked: {self._given_up}")
            await self._turn()
            try:
                answer = await self._ask(messages)
            except _RequestError as error:
                failed = error
                if error.hopeless or not error.again:
                    break
                self._next = max(self._next, time.monotonic() + (error.wait or self.model.pause * 2**count))
            else:
                self._failed = 0
                return answer
        self._failed += 1
        if failed.hopeless or self._failed >= PATIENCE:
            self._given_up = failed.reason
        raise UnansweredError(failed.reason)

    async def _turn(self) -> None:
        """Wait until a request may go: each has a slot of its own, as far from the next as the rate asks."""
        while (wait := self._next - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        self._next = time.monotonic() + 60 / self.model.rate

    async def _ask(self, messages: Sequence[Mapping[str, str]]) -> str:
        import httpx

        self.requests += 1
        question = {"model": self.model.name, "messages": messages, "temperature": 0, "seed": 1, "stream": False}
        try:
            async with (
                asyncio.timeout(self.model.timeout),
                self._client.stream("POST", self.model.address, json=question) as response,
            ):
                body = await _body(response)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise _RequestError(f"no answer within {self.model.timeout:g} s", again=True) from error
        except httpx.TransportError as error:
            raise _RequestError(self._safe(f"no connection: {error or type(error).__name__}"), again=True) from error
        if response.status_code != HTTPStatus.OK:
            raise self._refused(response, body)
        if "json" not in response.headers.get("content-type", ""):
            kind = response.headers.get("content-type", "nothing that it names")
            raise _RequestError(
                self._safe(f"answered with {kind}, not JSON: is {self.model.url} the address of a model?")
            )
        return self._safe_content(_content(body))

    def _refused(self, response: httpx.Response, body: bytes) -> _RequestError:
        status = response.status_code
        phrase = response.reason_phrase
        reason = self._safe(": ".join(part for part in (f"HTTP {status} {phrase}".strip(), _message(body)) if part))
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            reason += f" (the key is taken from {KEY}, which is {'set' if self._key else 'not set'})"
        wait = seconds(response.headers.get("retry-after", ""))
        if wait > _LONGEST_WAIT:
            return _RequestError(f"{reason}; it asks to wait {wait:,.0f} s", hopeless=True)
        return _RequestError(reason, again=status >= 500 or status in _AGAIN, wait=wait, hopeless=status in _HOPELESS)

    def _safe(self, text: str) -> str:
        """Words of the endpoint for a person to read: short, printable, without the key."""
        plain = printable(self._safe_content(" ".join(text.split())))
        return plain if len(plain) <= 300 else f"{plain[:299]}…"

    def _safe_content(self, text: str) -> str:
        return text.replace(self._key, "█") if self._key else text


async def _body(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > LARGEST:
            raise _RequestError(f"an answer of more than {LARGEST // 1_000_000} MB")
    return bytes(body)


def _content(body: bytes) -> str:
    """What the model says, in the envelope of chat completions."""
    try:
        choice = json.loads(body)["choices"][0]
        content, finished = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, RecursionError) as error:
        raise _RequestError("an answer that is no JSON, or is cut short", again=True) from error
    except (LookupError, TypeError, AttributeError) as error:
        raise _RequestError("an answer without choices[0].message.content") from error
    if finished == "length":
        raise _RequestError("an answer that the endpoint cut short: it allows too few tokens")
    if not isinstance(content, str):
        raise _RequestError("an answer without choices[0].message.content")
    return content


def _message(body: bytes) -> str:
    """What the endpoint says is wrong."""
    try:
        said: Any = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    error = said.get("error", said) if isinstance(said, dict) else ""
    message = error.get("message", "") if isinstance(error, dict) else error
    return message if isinstance(message, str) else ""
