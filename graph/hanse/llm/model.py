"""Which model is asked, where, and how patiently."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from hanse.errors import InputError

__all__ = ["KEY", "LanguageModel"]

KEY = "HANSE_LLM_KEY"
"""The environment variable that holds the key, where the endpoint wants one; it is written nowhere."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model behind an endpoint that speaks OpenAI's chat completions. Raises InputError for what can't be one.

    >>> LanguageModel("http://localhost:11434/v1", "qwen3:8b").extractor
    'llm:qwen3:8b'
    >>> LanguageModel("ftp://example.org", "m")
    Traceback (most recent call last):
    ...
    hanse.errors.InputError: no address of a model; one is http://localhost:11434/v1, without ? # or a password
    """

    url: str  # up to and without /chat/completions
    name: str  # as the endpoint calls it
    rate: float = 60  # requests a minute
    timeout: float = 300  # seconds for a request and its answer
    tries: int = 4
    pause: float = 1  # seconds before the second try; twice as many before each further one
    at_once: int = 4  # requests under way at a time

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            good = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            good = False
        if not good or "@" in parts.netloc or parts.query or parts.fragment or not self.url.isprintable():
            example = "http://localhost:11434/v1"
            raise InputError(f"no address of a model; one is {example}, without ? # or a password")
        if not self.name.strip() or not self.name.isprintable():
            raise InputError("a model needs a name, as its endpoint calls it")
        if not (self.rate > 0 and self.timeout > 0 and self.tries > 0 and self.pause >= 0 and self.at_once > 0):
            raise InputError("rate, timeout, tries and requests at once are numbers above zero")

    @property
    def extractor(self) -> str:
        """The name that evidence has for it."""
        return f"llm:{self.name}"

    @property
    def address(self) -> str:
        """Where questions go."""
        return f"{self.url.rstrip('/').removesuffix('/chat/completions')}/chat/completions"

    @staticmethod
    def key() -> str:
        """The key that the environment holds, or ""."""
        key = os.environ.get(KEY, "").strip()
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise InputError(f"{KEY} holds what no key has: only visible ASCII is allowed")
        return key
