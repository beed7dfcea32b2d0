"""How long a server asks to wait."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["seconds"]


def seconds(said: str) -> float:
    """The seconds that Retry-After asks to wait, in either of its forms (RFC 9110, section 10.2.3).

    >>> seconds("7"), seconds("soon"), seconds("Wed, 21 Oct 2015 07:28:00 GMT")
    (7.0, 0.0, 0.0)
    """
    if said.strip().isdecimal():
        return float(said.strip()[:9])
    try:
        then = parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
