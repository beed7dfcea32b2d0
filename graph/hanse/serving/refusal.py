"""What a client is told when it does not get what it asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["Refusal"]


class Refusal(Exception):  # noqa: N818  (nothing went wrong here)
    """A request that is not answered: with which status, why, and what is allowed."""

    def __init__(self, status: int, reason: str, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(reason)
        self.status, self.reason, self.headers = status, reason, headers
