"""Numbers and lists as a reader expects them in a sentence or a table."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["counted", "cut", "figure", "listed", "share", "whole"]


def whole(value: float | int | None) -> str:
    """A count, with separators.

    >>> whole(12345), whole(None)
    ('12,345', '')
    """
    return "" if value is None else f"{value:,.0f}"


def share(value: float | None) -> str:
    """A share in hundredths; one more digit where there are few.

    >>> share(0.4552), share(0.0467), share(1.0), share(0), share(None)
    ('46%', '4.7%', '100%', '0%', '')
    """
    if value is None:
        return ""
    hundredths = 100 * value
    return f"{hundredths:.1f}%" if 0 < hundredths < 9.95 else f"{hundredths:.0f}%"


def figure(value: float | int | None) -> str:
    """A number with three digits that count.

    >>> figure(0.026200), figure(1402.54), figure(-0.0319), figure(7), figure(1.0)
    ('0.0262', '1,403', '−0.0319', '7', '1')
    """
    if value is None:
        return ""
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{value:,.0f}".replace("-", "−")
    return f"{value:.3g}".replace("-", "−")


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> counted(1, "city", "cities"), counted(1200, "city", "cities")
    ('1 city', '1,200 cities')
    """
    return f"{count:,} {one if count == 1 else many}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["Riga"]), listed(["Riga", "Łódź", "Cesena"])
    ('Riga', 'Riga, Łódź and Cesena')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def cut(text: str, most: int) -> str:
    """A text that is too long for its place, without its end.

    >>> cut("Vila Nova de Famalicão", 12)
    'Vila Nova d…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
