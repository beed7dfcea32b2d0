"""How many requests a client may make."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict

from hanse.serving.refusal import Refusal

__all__ = ["Rate", "client_of"]

_CLIENTS = 10_000  # that are remembered
_BURST = 4  # seconds' worth that may come at once


class Rate:
    """Lets ``most`` requests a second through for each client, over a few seconds; 0 is no limit.

    >>> rate = Rate(0.5)
    >>> rate.count("192.0.2.1"), rate.count("192.0.2.1")
    (None, None)
    >>> rate.count("192.0.2.1")
    Traceback (most recent call last):
    hanse.serving.refusal.Refusal: more than 0.5 requests a second; try again later
    """

    def __init__(self, most: float) -> None:
        self.most = most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def count(self, client: str) -> None:
        """Count a request; Refusal where it is one too many."""
        if not self.most:
            return
        now, full = time.monotonic(), max(1.0, self.most * _BURST)
        left, then = self._left.get(client, (full, now))
        left = min(full, left + (now - then) * self.most)
        self._left[client] = (left - 1 if left >= 1 else left, now)
        self._left.move_to_end(client)
        if len(self._left) > _CLIENTS:
            self._left.popitem(last=False)
        if left < 1:
            wait = str(int((1 - left) / self.most) + 1)
            raise Refusal(429, f"more than {self.most:g} requests a second; try again later", {"Retry-After": wait})


def client_of(address: str) -> str:
    """Who counts as one client: an IPv4 address; of IPv6 the network of 64 bits that one customer gets.

    >>> client_of("192.0.2.1"), client_of("2001:db8::1:2:3:4")
    ('192.0.2.1', '2001:db8::')
    """
    try:
        number = ipaddress.ip_address(address)
    except ValueError:  # a socket file, or a test
        return address
    return str(ipaddress.ip_network((number, 64), strict=False).network_address) if number.version == 6 else address
