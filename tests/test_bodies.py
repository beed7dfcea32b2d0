"""Organisations in running text: how each language writes their names, and what only looks like one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import Extract

NAMED = [
    ("en", "The plan was drawn by the <Silesian University of Technology> and by <Stadtwerke Jena>."),
    (
        "en",
        "Among the partners are the <Universidad de Oviedo>, the <Université de Lille> and <Göteborgs universitet>.",
    ),
    ("en", "<Brikolo>, a Ghent-based repair cooperative, trains the staff."),
    ("en", "The consultancy <Blue Heron> drew up the business case."),
    ("en", "<Habitus Forum>, a Rotterdam think tank, wrote the report."),
    ("en", "The public transport operator <TramLink> kept its depot."),
    ("es", "Firmaron el convenio la <cámara de comercio de Burgos> y la empresa zamorana <AguaNorte>."),
    ("es", "Los terrenos son de <Talleres Ortuño, S.A.>, y de la <Fundación Laboral del Metal>."),
    ("fr", "Le projet est porté par l'<université de Poitiers> et par l'association <Terres Brassées>."),
    ("it", "Ha aderito anche la cooperativa <Sottovento>, con il <Politecnico di Bari>."),
    ("pt", "A empresa <Ondazul> e a <Universidade de Aveiro> assinaram o protocolo."),
    ("de", "Mit dabei sind die Beratungsfirma <Plankontor> und die <Klimaschutzagentur Hannover>."),
    ("nl", "De <Hogeschool Utrecht> werkt samen met het adviesbureau <Waterwerk>."),
    ("pl", "W spotkaniu wzięła udział <Politechnika Gdańska> oraz <Stowarzyszenie „Nasza Rzeka”>."),
    ("hr", "Sudjelovali su <Sveučilište u Zadru> i <Regionalna razvojna agencija Međimurje>."),
    ("hr", "Program vodi <Ministarstvo kulture i medija>."),
    ("ro", "Au semnat <Universitatea din Craiova> și asociația <Podul Verde>."),
    ("sv", "I styrgruppen sitter <Umeå universitet> och Jämtlands läns museum."),
    ("lt", "Dalyvavo <Vilniaus universitetas> ir <UAB „Šilumos tinklai“>."),
    ("sl", "Raziskavo je opravila <Fakulteta za arhitekturo> v Ljubljani."),
]
"""The names of bodies stand between angle brackets."""

NAMELESS = [
    ("en", "Last Monday, the city agency closed its office in Brussels."),
    ("en", "The university and the chamber of commerce were asked, and so were local NGOs."),
    ("en", "According to the company CEO, a steering committee will decide."),
    ("es", "El martes, la empresa municipal y la universidad visitaron el museo."),
    ("fr", "Les entreprises et les universités de la région ont répondu à l'appel."),
    ("de", "Die Firma und der Verein haben die Verwaltung der Stadt informiert."),
    ("it", "Il comitato tecnico e le associazioni di categoria si sono riuniti."),
    ("pl", "Firma i stowarzyszenie złożyły wniosek do urzędu."),
    ("hr", "Nova agencija za okoliš još nije osnovana."),
    ("ro", "Compania și universitatea au depus cererea."),
]


def said(language: str, text: str) -> Extract:
    document = replace(READERS["txt"](text.encode(), "page", "page.txt"), language=language)
    return extract(document, Knowledge.of([survey(document, load())], [], load()))


@pytest.mark.parametrize(("language", "text"), NAMED)
def test_bodies_are_found_by_their_names(language: str, text: str) -> None:
    found = said(language, re.sub("[<>]", "", text))
    names = re.findall("<(.+?)>", text)
    assert sorted(e.name for e in found.entities if e.kind == "Organisation") == sorted(names)


@pytest.mark.parametrize(("language", "text"), NAMELESS)
def test_bodies_without_a_name_are_none(language: str, text: str) -> None:
    assert [e.name for e in said(language, text).entities if e.kind == "Organisation"] == []
