"""Dates as machines write them in pages and files → ISO."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["iso_date"]

_ISO = re.compile(r"(\d{4})-?(\d{2})(?:-?(\d{2}))?(?!\d)")
_PDF = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_ENGLISH = re.compile(r"(\d{1,2})[ -]([A-Z][a-z]{2})[a-z]*[ -](\d{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def iso_date(text: str) -> str:
    """The date in a time stamp, in ISO form; nothing where it is not one.

    Understood are ISO 8601, PDF's own form (ISO 32000-1, 7.9.4) and that of mail headers (RFC 5322).

    >>> iso_date("2019-10-01T09:30:00+02:00"), iso_date("D:20131105"), iso_date("Tue, 04 Mar 2020 10:00:00 GMT")
    ('2019-10-01', '2013-11-05', '2020-03-04')
    >>> iso_date("2019-10"), iso_date("2019-13-01"), iso_date("yesterday")
    ('2019-10', '', '')
    """
    text = text.strip()
    found = _PDF.match(text) or _ISO.match(text)
    if found:
        return _checked(*(int(part) if part else 0 for part in found.groups()))
    found = _ENGLISH.search(text)
    if found and found[2] in _MONTHS:
        return _checked(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
    return ""


def _checked(year: int, month: int, day: int) -> str:
    try:
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return ""
    if not 1900 <= year <= 2200:
        return ""
    return whole if day else whole[:7] if month else whole[:4]
