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
    ("de", "Der <Rat für den Wandel> lud ein, und schon bespricht die Schulbehörde den Nachtbus mit allen."),
    ("de", "Mit dabei sind die Beratungsfirma <Plankontor> und die <Klimaschutzagentur Hannover>."),
    ("nl", "De <Hogeschool Utrecht> werkt samen met het adviesbureau <Waterwerk>."),
    ("pl", "W spotkaniu wzięła udział <Politechnika Gdańska> oraz <Stowarzyszenie „Nasza Rzeka”>."),
    ("hr", "Sudjelovali su <Sveučilište u Zadru> i <Regionalna razvojna agencija Međimurje>."),
    ("hr", "Program vodi <Ministarstvo kulture i medija>."),
    ("ro", "Au semnat <Universitatea din Craiova> și asociația <Podul Verde>."),
    ("sv", "I styrgruppen sitter <Umeå universitet> och Jämtlands läns museum."),
    ("lt", "Dalyvavo <Vilniaus universitetas> ir <UAB „Šilumos tinklai“>."),
    ("en", "It was set up by <FerroLab>, <Seresta> and the <University of Oviedo> two years ago."),
    ("fi", "Puhujina ovat professori Aino Rantanen <Helsingin yliopistosta> ja muita."),
    ("da", "Lektor Camilla Ravn <Aalborg Universitet> fortalte om skærme."),
    ("hr", "Govorila je Ana Kolarić iz <Javne ustanove Gradski vrtovi> o tome."),
    ("hr", "Govorila je Mirela Peričić, ravnateljica <Razvojne agencije Zadarske županije>, o planu."),
    ("cs", "Nabídku podal <Dopravní podnik města Olomouce> včas."),
    ("es", "La organiza el Ayuntamiento con la colaboración de la <Fundación Arcilla Viva>."),
    ("es", "Habló Salvador Ruiz, director de la <Fundación Ecología Urbana y Territorial>."),
    ("fr", "Elle enseigne à l'<Université Rennes 2> depuis 2015."),
    ("fr", "Elle dirige l'<Université de Lyon> avec 20 collègues."),
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

PLACED = [
    ("en", "Blue Heron Ltd, which has its seat in Cork, wrote the plan.", {"Blue Heron Ltd > Cork"}),
    ("en", "Habitus Forum, a Rotterdam think tank, and NORVEX, the Dublin-based institute, wrote it.",
     {"Habitus Forum > Rotterdam", "NORVEX > Dublin"}),
    ("en", "Kavala, a port of 54 000 people in northern Greece, follows.", {"Kavala > Greece"}),
    ("en", "Ghent and Bruges (Belgium) follow; Bruges visits Utrecht.", {"Ghent > Belgium", "Bruges > Belgium"}),
    ("es", "La empresa Nortia, que tiene su sede en Burgos, colabora.", {"Nortia > Burgos"}),
    ("fr", "La société Hydrea, installée à Lyon, participe.", {"Hydrea > Lyon"}),
    ("it", "Capofila è Faenza, Emilia-Romagna (Italia).",
     {"Faenza > Emilia-Romagna", "Faenza > Italia", "Emilia-Romagna > Italia"}),
    ("pl", "Firma Ekoton, która ma siedzibę w Gdyni, bierze udział.", {"Ekoton > Gdyni"}),
    ("sv", "Projektet leds av Vasa i Finland.", {"Vasa > Finland"}),
    ("en", "# Industry\n\n## Demontu Oy\n\nLahti, Finland\n\n## Solarwerk GmbH\n\nKassel, Germany\n",
     {"Demontu Oy > Lahti", "Lahti > Finland", "Solarwerk GmbH > Kassel", "Kassel > Germany"}),
    ("en", "| State | Partner | Town |\n|---|---|---|\n| AT | Solarwerk GmbH | Graz |\n| SI | Sava Oy | Maribor |\n",
     {"Solarwerk GmbH > Graz", "Graz > AT", "Sava Oy > Maribor", "Maribor > SI"}),
    ("en", "In Dublin, the agency will meet Tartu and Graz.", set()),
    ("en", "Solarwerk GmbH will not move to Kassel, and Kassel was visited by Graz.", set()),
]  # fmt: skip

PARTS = [
    ("en", "The Institute for Urban Futures is part of the University of Ghent.",
     {"Institute for Urban Futures > University of Ghent"}),
    ("en", "The University of Ghent is not part of the Flemish Business Council.", set()),
    ("es", "El Instituto de Energía pertenece a la Universidad de Oviedo.",
     {"Instituto de Energía > Universidad de Oviedo"}),
    ("de", "Das Institut für Verkehrswesen gehört zur Technischen Universität Braunschweig.",
     {"Institut für Verkehrswesen > Technischen Universität Braunschweig"}),
    ("fr", "Le laboratoire Géolab, rattaché à l'Université de Limoges, suit le projet.",
     {"Géolab > Université de Limoges"}),
    ("el", "Το Ινστιτούτο Ενέργειας ανήκει στο Πανεπιστήμιο Πατρών.", {"Ινστιτούτο Ενέργειας > Πανεπιστήμιο Πατρών"}),
    ("en", "# Nordic Repair Federation\n\n## Our members\n\n- Turku Repair Centre Ltd\n- City of Lahti\n"
     "- Tartu Science Park",
     {"Turku Repair Centre Ltd > Nordic Repair Federation", "Tartu Science Park > Nordic Repair Federation"}),
    ("en", "# SKYLARK project\n\nIt is a project.\n\n## Members\n\n- Tartu Science Park\n- Turku Repair Centre Ltd",
     set()),
    ("de", "# Verband der Energieagenturen\n\n## Mitglieder\n\n- Energieagentur Weiz GmbH\n- Klimabüro Graz GmbH\n\n"
     "## Vorstand\n\n- Stadtwerke Leoben AG\n- Sonnwerk Kapfenberg GmbH",
     {"Energieagentur Weiz GmbH > Verband der Energieagenturen", "Klimabüro Graz GmbH > Verband der Energieagenturen"}),
    ("it", "# Associazione Mercati Storici\n\n## I soci\n\n| Ente | Sede |\n|---|---|\n"
     "| Fondazione Mercato | Torino |\n| Consorzio Piazza Nuova | Bari |",
     {"Fondazione Mercato > Associazione Mercati Storici", "Consorzio Piazza Nuova > Associazione Mercati Storici"}),
    ("fr", "# Fédération des Ports\n\nNos adhérents : Université de Limoges, Port Atlantique SA",
     {"Université de Limoges > Fédération des Ports", "Port Atlantique SA > Fédération des Ports"}),
]  # fmt: skip


def said(language: str, text: str) -> Extract:
    document = replace(READERS["md"](text.encode(), "page", "page.md"), language=language)
    return extract(document, Knowledge.of([survey(document, load())], [], load()))


@pytest.mark.parametrize(("language", "text"), NAMED)
def test_bodies_are_found_by_their_names(language: str, text: str) -> None:
    found = said(language, re.sub("[<>]", "", text))
    names = re.findall("<(.+?)>", text)
    assert sorted(e.name for e in found.entities if e.kind == "Organisation") == sorted(names)


@pytest.mark.parametrize(("language", "text"), NAMELESS)
def test_bodies_without_a_name_are_none(language: str, text: str) -> None:
    assert [e.name for e in said(language, text).entities if e.kind == "Organisation"] == []


def tied(found: Extract, predicate: str) -> set[str]:
    names = {entity.id: entity.name for entity in found.entities}
    return {f"{names[f.subject]} > {names[str(f.object)]}" for f in found.facts if f.predicate == predicate}


@pytest.mark.parametrize(("language", "text", "facts"), PLACED)
def test_places_beside_a_name_say_where_it_is(language: str, text: str, facts: set[str]) -> None:
    assert tied(said(language, text), "locatedIn") == facts


@pytest.mark.parametrize(("language", "text", "facts"), PARTS)
def test_bodies_are_parts_of_bodies(language: str, text: str, facts: set[str]) -> None:
    assert tied(said(language, text), "partOf") == facts
