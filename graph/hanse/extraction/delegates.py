"""Cities that people at an event speak for: where the mayor of Brno takes part, Brno does."""

from __future__ import annotations

from hanse.extraction.scene import Mention, Scene
from hanse.names import fold

__all__ = ["read"]


def read(scene: Scene) -> None:
    """Note for each person at an event the city that they work for, unless it holds the event or it takes place there.

    Of other bodies nothing is said: somebody who speaks at a conference does not always speak for their employer; nor
    does everybody in a programme speak for their city.
    """
    cities: dict[str, list[Mention]] = {}
    homes: set[tuple[str, str]] = set()
    for draft in scene.drafts:
        if not (isinstance(draft.subject, Mention) and isinstance(draft.object, Mention)):
            continue
        if draft.predicate == "affiliation" and draft.object.kind == "City":
            cities.setdefault(fold(draft.subject.name), []).append(draft.object)
        elif draft.predicate in {"organiser", "locatedIn"} and draft.subject.kind == "Event":
            homes.add((fold(draft.subject.name), _place(draft.object)))
    for draft in tuple(scene.drafts):
        event, person = draft.subject, draft.object
        if (
            draft.predicate != "attendee"
            or draft.extractor == "programme"
            or not isinstance(event, Mention)
            or not isinstance(person, Mention)
        ):
            continue
        for city in cities.get(fold(person.name), ()):
            if person.kind == "Person" and (fold(event.name), _place(city)) not in homes:
                scene.say(event, "attendee", city, draft.where, "presence", draft.confidence - 0.05)


def _place(mention: Mention) -> str:
    return str(mention.place.id) if mention.place else fold(mention.name)
