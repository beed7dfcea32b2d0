"""One event under several names on a page, in many languages; and events that are not one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanse.documents import READERS
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.model import Extract

ONE = [
    ("ca", "# Girona acull la tercera trobada Portuària\n\nEl 5 i 6 de maig de 2022 es va fer a Girona el 3r "
     "Portuària meeting. Va obrir la jornada Núria Puig, directora del port."),
    ("en", "# Bremen hosts the fifth Quayside meeting\n\nSome 80 people came to the 5th Quayside Meeting on 3 March "
     "2022 in Bremen."),
    ("en", "# SKYLARK partners in Riga\n\nThe kick-off of the SKYLARK project took place in Riga on 4 May 2021. The "
     "launch meeting was opened by Anna Berzina, mayor of Riga."),
    ("en", "# Harbours Festival 2021\n\nThe Harbours Festival was held in Ghent on 14 June 2021. Paul Smith opened "
     "the festival."),
    ("en", "Ghent held an event on 14 June 2021. The satellite event was opened by Paul Smith, deputy mayor of Ghent."),
    ("es", "# Gijón acoge el IV encuentro Puertos Vivos\n\nEl cuarto encuentro Puertos Vivos se celebró en Gijón el "
     "6 de junio de 2022. Abrió la reunión Lucía Herrero, concejala de Movilidad."),
    ("es", "# Segunda reunión transnacional de SKYLARK\n\nLa 2ª reunión del proyecto SKYLARK tuvo lugar en Gijón el "
     "6 de junio de 2022."),
    ("fr", "# Nantes accueille la troisième rencontre Quais Vivants\n\nLa 3e réunion Quais Vivants a eu lieu à "
     "Nantes le 8 avril 2022."),
    ("fr", "# Deuxième réunion transnationale du projet SKYLARK\n\nLe 2nd meeting du projet SKYLARK s'est tenu à "
     "Nantes le 8 avril 2022."),
    ("it", "# Il terzo incontro transnazionale di SKYLARK\n\nIl 3° meeting del progetto SKYLARK si è svolto a Torino "
     "il 9 maggio 2022."),
    ("pt", "# Porto recebe o quarto encontro Cais Vivo\n\nA 4.ª reunião decorreu no Porto a 9 de maio de 2022."),
    ("de", "# Zweites Treffen des Projekts SKYLARK\n\nDas 2. Projekttreffen fand am 9. Mai 2022 in Bremen statt."),
    ("de", "# Auftakttreffen des Projekts SKYLARK\n\nDas Kick-off-Meeting fand am 9. Mai 2022 in Bremen statt."),
    ("nl", "# Derde bijeenkomst van het project SKYLARK\n\nDe 3e projectbijeenkomst vond plaats in Gent op 9 mei "
     "2022."),
    ("pl", "# Trzecie spotkanie projektu SKYLARK\n\nW Lublinie odbyło się 3. spotkanie projektowe 9 maja 2022 r."),
    ("hr", "# Treći sastanak projekta SKYLARK\n\nNaš 3. projektni sastanak održan je u Rijeci 9. svibnja 2022."),
    ("ro", "# A treia întâlnire transnațională a proiectului SKYLARK\n\nA 3-a întâlnire a avut loc la Iași pe 9 mai "
     "2022."),
    ("el", "# Τρίτη συνάντηση του έργου SKYLARK\n\nΗ 3η διακρατική συνάντηση πραγματοποιήθηκε στη Ρίγα στις 9 Μαΐου "
     "2022."),
    ("cs", "# Třetí setkání projektu SKYLARK\n\nNaše 3. setkání partnerů se konalo v Brně 9. května 2022."),
    ("sv", "# Tredje mötet i projektet SKYLARK\n\nDet tredje projektmötet hölls i Malmö den 9 maj 2022."),
]  # fmt: skip

REPORTED = [
    ("en", "# Aalborg hosts European meeting on night trains\n\nOn 27 and 28 September 2023 Aalborg hosted the third "
     "transnational meeting of the SKYLARK network. The opening session was attended by Rita Smith."),
    ("it", "# Rimini ospita il convegno europeo sulla mobilità\n\nDal 12 al 14 maggio 2024 Rimini ha ospitato il "
     "convegno «Muoversi bene». La sessione plenaria è stata aperta da Luca Bianchi, sindaco di Rimini."),
    ("fr", "# Rennes accueille une conférence européenne sur le vélo\n\nLa conférence « Villes à vélo » s'est tenue à "
     "Rennes les 4 et 5 juin 2023."),
    ("de", "# Graz lädt zur Konferenz über Stadtgrün\n\nAm 4. und 5. Juni 2023 fand in Graz die Konferenz „Mehr "
     "Schatten“ statt. Die Eröffnungssitzung leitete Bürgermeisterin Eva Maier."),
    ("pl", "# Europejskie spotkanie w Łodzi\n\nW dniach 4–5 czerwca 2023 r. w Łodzi odbyło się drugie spotkanie "
     "partnerów projektu SKYLARK."),
    ("pt", "# Aveiro recebe encontro europeu\n\nAveiro acolheu o segundo encontro transnacional do projeto SKYLARK nos "
     "dias 27 e 28 de setembro de 2023. A sessão de abertura contou com a presença de Rita Seabra."),
]  # fmt: skip

TWO = [
    ("en", "# Second meeting of the SKYLARK project in Riga\n\nThe kick-off meeting took place in Ghent on 4 May "
     "2021."),
    ("en", "# Aalborg hosts European conference\n\nThe workshop on night trains took place in Aalborg on 3 May 2022. "
     "The conference follows in June 2022."),
    ("es", "# Vigo prepara la reunión europea\n\nLa próxima reunión de la red SKYLARK será en Faro el 3 de mayo "
     "de 2022. La reunión europea se celebrará en Vigo en octubre de 2022."),
    ("en", "The third meeting of the SKYLARK project took place in Riga on 4 May 2021. The fourth meeting will be "
     "held in Ghent on 6 June 2022."),
    ("en", "The second Quayside workshop took place in Riga on 4 May 2021. The second Quayside forum was held in "
     "Ghent on 6 June 2022."),
    ("en", "The kick-off meeting of SKYLARK took place in Riga on 4 May 2021. The final conference was held in Ghent "
     "on 6 June 2023."),
    ("en", "Harbours Festival 2021 was held in Ghent on 14 June 2021. Harbours Festival 2022 takes place in Riga on "
     "3 May 2022."),
    ("en", "The 4th Quayside Meeting was held in Ghent on 14 June 2021. The 4th Orchard Meeting was held in Riga on "
     "3 May 2021."),
    ("en", "The Quayside Forum was held in Ghent on 14 June 2021. Another event took place in Riga on 3 May 2021."),
    ("en", "A meeting of the mayors was held in Ghent on 14 June 2021. The second meeting of SKYLARK took place in "
     "Riga on 15 June 2021."),
    ("es", "La tercera reunión de SKYLARK tuvo lugar en Gijón el 6 de junio de 2022. La cuarta reunión será en Riga "
     "el 5 de mayo de 2023."),
    ("fr", "La deuxième réunion du projet SKYLARK a eu lieu à Nantes le 8 avril 2022. La troisième réunion aura lieu "
     "à Riga le 5 mai 2023."),
    ("it", "Il secondo incontro di SKYLARK si è svolto a Torino il 9 maggio 2022. Il terzo incontro si terrà a Riga "
     "il 5 maggio 2023."),
    ("pt", "A segunda reunião do projeto SKYLARK decorreu no Porto a 9 de maio de 2022. A terceira reunião será em "
     "Riga a 5 de maio de 2023."),
    ("de", "Das zweite Treffen von SKYLARK fand am 9. Mai 2022 in Bremen statt. Das dritte Treffen findet am 5. Mai "
     "2023 in Riga statt."),
    ("nl", "De tweede bijeenkomst van SKYLARK vond plaats in Gent op 9 mei 2022. De derde bijeenkomst is in Riga op "
     "5 mei 2023."),
    ("pl", "Drugie spotkanie sieci SKYLARK odbyło się w Lublinie 9 maja 2022 r. Trzecie spotkanie odbędzie się w "
     "Rydze 5 maja 2023 r."),
    ("hr", "Drugi sastanak mreže SKYLARK održan je u Rijeci 9. svibnja 2022. Treći sastanak održat će se u Rigi 5. "
     "svibnja 2023."),
    ("ro", "A doua întâlnire a rețelei SKYLARK a avut loc la Iași pe 9 mai 2022. A treia întâlnire va avea loc la "
     "Riga pe 5 mai 2023."),
    ("el", "Η δεύτερη συνάντηση του δικτύου SKYLARK πραγματοποιήθηκε στη Ρίγα στις 9 Μαΐου 2022. Η τρίτη συνάντηση "
     "θα γίνει στη Γάνδη στις 5 Μαΐου 2023."),
    ("ca", "La segona reunió de SKYLARK va tenir lloc a Girona el 9 de maig de 2022. La tercera reunió serà a Riga "
     "el 5 de maig de 2023."),
]  # fmt: skip


def read(text: str, language: str) -> Extract:
    """What a page says."""
    document = replace(READERS["md"](text.encode(), "page", "page.md"), language=language)
    gazetteer = load()
    return extract(document, Knowledge.of([survey(document, gazetteer)], [], gazetteer))


def events(text: str, language: str) -> list[tuple[str, ...]]:
    """The names of each event that a page tells of."""
    return [entity.names for entity in read(text, language).entities if entity.kind == "Event"]


@pytest.mark.parametrize(("language", "text"), ONE + REPORTED)
def test_one_event_has_several_names(language: str, text: str) -> None:
    assert len(events(text, language)) == 1


@pytest.mark.parametrize(("language", "text"), TWO)
def test_different_events_stay_apart(language: str, text: str) -> None:
    assert len(events(text, language)) == 2


def test_what_is_said_of_the_event_holds_for_its_other_name() -> None:
    page = (
        "# News from the quay\n\nThe 5th Quayside Meeting was held in Bremen on 3 March 2022. The fifth meeting was "
        "hosted by the University of Bremen.\n\n## Figures\n\nIn the end, 80 participants were counted."
    )
    [event] = [e for e in read(page, "en").entities if e.kind == "Event"]
    said = {f.predicate for f in read(page, "en").facts if f.subject == event.id}
    assert {"startDate", "locatedIn", "organiser", "attendance"} <= said
