"""Finding mentions: one kind of thing a module, RECOGNISERS names them in the order in which they may claim text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from hanse.extraction.layout import Unit
from hanse.extraction.recognition import (
    acronyms,
    agenda,
    billed,
    enumerated,
    events,
    held,
    honoured,
    initiatives,
    introduced,
    known,
    organisations,
    people,
    places,
    seated,
    tagged,
)
from hanse.extraction.scene import Scene

__all__ = ["RECOGNISERS", "Recogniser"]

Recogniser = Callable[[Scene, Unit], None]

RECOGNISERS: Mapping[str, Recogniser] = MappingProxyType(
    {
        "known": known.recognise,
        "initiatives": initiatives.recognise,
        "acronyms": acronyms.recognise,
        "long places": places.recognise_long,
        "events": events.recognise,
        "billed": billed.recognise,
        "organisations": organisations.recognise,
        "seated": seated.recognise,
        "people": people.recognise,
        "honoured": honoured.recognise,
        "introduced": introduced.recognise,
        "held": held.recognise,
        "agenda": agenda.recognise,
        "enumerated": enumerated.recognise,
        "places": places.recognise,
        "tagged": tagged.recognise,
    }
)
