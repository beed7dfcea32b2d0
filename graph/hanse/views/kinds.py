"""How each kind of thing looks, and how each property is worded in both directions."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ACTORS", "COLLABORATIONS", "CONTEXT", "KINDS", "PHRASES", "Kind"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of things: its words, and its shape and colour (in a light and in a dark page).

    The colours are those of Okabe and Ito (2008) and Tol (2021), told apart with any colour vision; the shape says it
    again for print and for those who see no colour.
    """

    name: str
    label: str
    plural: str
    shape: str  # one of vis-network's
    light: str
    dark: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind("Network", "Network", "Networks", "square", "#0072b2", "#3d9bd6"),
        Kind("Project", "Project", "Projects", "diamond", "#4aa8dc", "#7cc4ee"),
        Kind("GoodPractice", "Good practice", "Good practices", "star", "#cc79a7", "#e09bc2"),
        Kind("City", "City", "Cities", "dot", "#e69f00", "#f0b429"),
        Kind("Organisation", "Organisation", "Organisations", "hexagon", "#009e73", "#2bbf95"),
        Kind("Person", "Person", "People", "triangle", "#d55e00", "#f07f2e"),
        Kind("Event", "Event", "Events", "triangleDown", "#882255", "#c9679a"),
        Kind("Region", "Region", "Regions", "dot", "#d8c825", "#f0e442"),
        Kind("Country", "Country", "Countries", "dot", "#777777", "#a5a5a5"),
        Kind("Programme", "Programme", "Programmes", "square", "#332288", "#8f84e0"),
        Kind("Theme", "Theme", "Themes", "diamond", "#7a5c2e", "#bd9a63"),
    )
}
"""By the local name of the class, in the order of the legend."""

COLLABORATIONS = ("Network", "Project", "GoodPractice")
ACTORS = ("City", "Organisation", "Region")
CONTEXT = ("Programme", "Theme", "Country")
"""Kinds that so many things share that drawn as nodes they would tie everything to everything: in a large graph they
are filters."""

PHRASES = {
    "leadPartner": ("is led by", "leads"),
    "leadExpert": ("has lead expert", "is lead expert of"),
    "expert": ("has expert", "is expert of"),
    "programme": ("is under programme", "is programme of"),
    "follows": ("follows", "is followed by"),
    "partner": ("has partner", "is partner in"),
    "implementedIn": ("is carried out in", "carries out"),
    "organiser": ("is organised by", "organises"),
    "eventOf": ("is an event of", "holds event"),
    "roleTitle": ("has role", ""),
    "affiliation": ("works for", "has among its people"),
    "partOf": ("is part of", "has part"),
    "startDate": ("starts", ""),
    "endDate": ("ends", ""),
    "attendee": ("is attended by", "attends"),
    "attendance": ("has attendance", ""),
    "theme": ("has theme", "is theme of"),
    "locatedIn": ("is in", "is where one finds"),
    "population": ("has population", ""),
    "creator": ("was written by", "wrote"),
    "source": ("has source", ""),
    "title": ("has title", ""),
    "created": ("was created", ""),
    "modified": ("was modified", ""),
    "type": ("is a", ""),
}
"""A property by its local name, read from its subject and from its object; what tells most of a thing comes first."""
