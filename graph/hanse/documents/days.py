"""Days of a month at the start of a line, "12. Mai 2025": their number is no item's."""

from __future__ import annotations

import re

__all__ = ["at_days", "begins_with_day"]

_MONTHS = """
januar jänner februar feber märz april mai juni juli august september oktober november dezember
siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga studenog prosinca
januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra
јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра
januarja februarja marca junija julija
ledna února března dubna května června července srpna září října listopadu prosince
januára februára apríla mája júna júla augusta októbra
marts mars maj december desember
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta
joulukuuta
jaanuar veebruar märts aprill juuni juuli oktoober detsember
""".split()  # those that follow a number with a full stop
_DAY = rf"\d{{1,2}}\.\s+(?:(?:[-–—]|bis|und|do|i|a|až|og|ja)\s+\d{{1,2}}\.\s+)?(?:{'|'.join(_MONTHS)})\b"
_BEGINS = re.compile(_DAY, re.IGNORECASE)

at_days = re.compile(rf"(?im)^([ \t]*(?:[-*+][ \t]+)?\d{{1,2}})(?={_DAY.removeprefix(chr(92) + 'd{1,2}')})")
"""The numbers of days at the starts of lines, and what stands before them there."""


def begins_with_day(text: str) -> bool:
    """Whether a text begins with the day of a month.

    >>> begins_with_day("12. Mai 2025: Tagung"), begins_with_day("3. i 4. lipnja"), begins_with_day("1. Maribor")
    (True, True, False)
    """
    return _BEGINS.match(text) is not None
