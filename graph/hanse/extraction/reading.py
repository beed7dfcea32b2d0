"""The order in which a document is read: layout first, then names, then what is said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from hanse.extraction import (
    acting,
    affiliations,
    announced,
    appointments,
    belonging,
    chairs,
    company,
    consistency,
    countries,
    elected,
    entities,
    enumerations,
    examples,
    frames,
    funding,
    grids,
    headed,
    header,
    helms,
    hosts,
    implied,
    inhabitants,
    labels,
    leadins,
    listings,
    localities,
    mayors,
    memberships,
    namecards,
    nationalities,
    occasions,
    pairs,
    participation,
    passes,
    periods,
    presence,
    profiles,
    recalled,
    records,
    relations,
    repeated,
    representation,
    rosters,
    rows,
    schedules,
    sites,
    speakers,
    stanzas,
    statements,
    turnout,
    whereabouts,
)
from hanse.extraction.gates import Gate, admitted, gate, looked, opened
from hanse.extraction.knowledge import Knowledge, Survey
from hanse.extraction.layout import Layout, Unit
from hanse.extraction.recognition import (
    RECOGNISERS,
    Recogniser,
    funded,
    inflected,
    initiatives,
    known,
    meetings,
    programmes,
)
from hanse.extraction.recognition.echoes import echoed
from hanse.extraction.recognition.known import NameIndex
from hanse.extraction.recognition.practices import practices
from hanse.extraction.recognition.setoff import set_off
from hanse.extraction.recognition.titled import described, headlined, name_sites, sited, titled
from hanse.extraction.relevance import Noted
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.model import Document, Extract, Span

if TYPE_CHECKING:
    from hanse.gazetteer import Gazetteer

__all__ = ["VERSION", "extract", "extract_noting", "survey"]

VERSION = "1"

SentenceReader = Callable[[Scene, Unit, Span], None]


def survey(document: Document, gazetteer: Gazetteer) -> Survey:
    """The names that a document establishes by its layout or by the words beside them."""
    scene = _declared(document, Knowledge(gazetteer))
    left = passes.copy(scene)
    _find_initiatives(scene)
    passes.keep(left)
    names = tuple(n for n in scene.names.names() if n.score >= 0.85)
    end = tuple(repeated.ending(document))
    return Survey(document.identifier, names, repeated.name(document, end), tuple(mark for _, mark in end))


def extract(document: Document, knowledge: Knowledge) -> Extract:
    """All that a document says."""
    return extract_noting(document, knowledge)[0]


def extract_noting(document: Document, knowledge: Knowledge) -> tuple[Extract, Noted]:
    """All that a document says, and on which names of the corpus that may depend."""
    document = repeated.without(document, knowledge.ends)
    scene = passes.take(document, knowledge) or _declared(document, knowledge)
    scene.countries = countries.named(scene)
    _find_initiatives(scene)
    _recognise(scene, *_OF_UNITS)
    if bodies := list(echoed(scene)):
        scene.names = NameIndex((*scene.names.names(), *bodies))
        _recognise(scene, _KNOWN)
    inflected.recognise(scene)
    implied.imply(scene)
    _read_sentences(scene, _DESCRIBING)
    scene.topic = _topic(scene)
    _read(scene)
    return entities.resolve(scene), Noted.of(scene)


def _units(scene: Scene) -> Sequence[Unit]:
    return scene.layout.body


_PROGRAMMES, _KNOWN, _INITIATIVES = gate(programmes.recognise), gate(known.recognise), gate(initiatives.recognise)
_FUNDED = gate(funded.recognise)
_OF_UNITS = tuple(map(gate, RECOGNISERS.values()))


def _recognise(scene: Scene, *gates: Gate[Recogniser]) -> None:
    stretches = looked(scene, _units(scene))
    for one in gates:
        for unit in admitted(scene, one, stretches):
            one.read(scene, unit)


def _declared(document: Document, knowledge: Knowledge) -> Scene:
    """A document with the names that its layout declares, whatever other documents establish."""
    scene = Scene(document, Layout(document), knowledge)
    countries.declare(scene)
    grids.declare(scene)
    records.declare(scene)
    listings.declare(scene)
    pairs.declare(scene)
    pairs.declare_led(scene)
    pairs.declare_listed(scene)
    pairs.declare_begun(scene)
    rosters.declare(scene)
    stanzas.declare(scene)
    return scene


def _find_initiatives(scene: Scene) -> None:
    """Words beside names declare more; then each is found wherever it stands."""
    scene.names = NameIndex(
        chain(practices(scene), described(scene), titled(scene), sited(scene), set_off(scene), entities.names_of(scene))
    )
    _recognise(scene, _PROGRAMMES, _KNOWN, _INITIATIVES, _FUNDED)
    profiles.declare(scene)
    if coined := list(headlined(scene)):
        scene.names = NameIndex((*scene.names.names(), *coined))
        _recognise(scene, _KNOWN)
    name_sites(scene)
    scene.names = NameIndex((*scene.names.names(), *entities.names_of(scene)))


def _topic(scene: Scene) -> Mention | None:
    """The practice of a fact sheet, else the initiative in the title, else the one named most often by far."""
    where = header.title(scene)
    found = [m for m in scene.mentions if m.kind in INITIATIVES]
    sheets = {name.text for name in practices(scene)} if any(m.kind == "GoodPractice" for m in found) else ()
    if of_sheet := next((m for m in found if m.name in sheets), None):
        return of_sheet
    if where:
        titled = next((m for m in found if m.span in where), None)
        if titled:
            return titled
        within = where.of(scene.text).casefold()
        titled = next((m for m in found if len(m.name) > 3 and m.name.casefold() in within), None)
        if titled:
            return titled
    counts = Counter(m.name.casefold() for m in found)
    ranked = counts.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
        often = next(m for m in found if m.name.casefold() == ranked[0][0])
        return often if ranked[0][1] > 1 or often.score > funded.SCORE else None
    return found[0] if found and labels.lists_partners(scene) else None


def _read(scene: Scene) -> None:
    for found in (*labels.labelled(scene), *rosters.rosters(scene), *rosters.sections(scene), *rosters.nations(scene)):
        statements.state(scene, found)
    records.read(scene)
    rows.read(scene)
    schedules.read(scene)
    pairs.read(scene)
    announced.read(scene)
    headed.read(scene)
    rosters.read(scene)
    stanzas.read(scene)
    header.read(scene)
    namecards.read(scene)
    scene.published = header.published(scene)
    _read_sentences(scene, _OF_SENTENCES)
    leadins.read(scene)
    periods.read_subtitle(scene)
    appointments.read(scene)
    belonging.read(scene)
    memberships.read(scene)
    speakers.read(scene)
    speakers.read_slots(scene)
    speakers.read_announced(scene)
    occasions.read_years(scene)
    appointments.settle(scene)
    localities.read(scene)
    sites.read_below(scene)
    whereabouts.read_names(scene)
    funding.read(scene)
    hosts.settle(scene)
    consistency.check(scene)


_OF_SENTENCES = tuple(
    map(
        gate,
        (
            relations.read,
            participation.read,
            frames.read,
            examples.read,
            pairs.read_brackets,
            pairs.read_leads,
            enumerations.read,
            enumerations.read_themes,
            enumerations.read_bare_themes,
            enumerations.read_themes_beside,
            affiliations.read,
            elected.read,
            mayors.read,
            helms.read,
            chairs.read,
            whereabouts.read,
            nationalities.read,
            inhabitants.read,
            funding.read_sentence,
            sites.read,
            occasions.read,
            recalled.read,
            turnout.read,
            periods.read,
            company.read,
            presence.read,
            acting.read,
            representation.read,
        ),
    )
)
_DESCRIBING = (gate(meetings.describe),)


def _read_sentences(scene: Scene, gates: Sequence[Gate[SentenceReader]]) -> None:
    for unit in _units(scene):
        for sentence in scene.sentences(unit):
            for read in opened(scene, sentence, gates):
                read(scene, unit, sentence)
