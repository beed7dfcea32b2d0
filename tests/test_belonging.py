"""For whom somebody works, what an initiative goes on with, where it is carried out: as sentences word it."""

from __future__ import annotations

import pytest

from told import statements

WORKS = [
    ("en", "Alenka Zupan, who heads the waste department of the Municipality of Kranj, spoke.",
     {"Alenka Zupan > Kranj"}),
    ("en", "Sorin Popa, who teaches economics at the University of Craiova, spoke first.",
     {"Sorin Popa > University of Craiova"}),
    ("en", "Marta Lahoz, who studied at the University of Zaragoza, spoke first.", set()),
    ("en", "Marta Lahoz, who visited the University of Zaragoza, spoke first.", set()),
    ("en", "Marta Lahoz, who works with the City of Ghent, spoke first.", set()),
    ("en", "Marta Lahoz, who works in Ghent, spoke first.", set()),
    ("en", "Marta Lahoz, who coordinates contacts between the City of Ghent and the University of Lille, left.", set()),
    ("en", "The mayors of Bristol and London, Marvin Reed and Simon Cohen, confirmed it.",
     {"Marvin Reed > Bristol", "Simon Cohen > London"}),
    ("en", "The Consorzio Vetro Vivo has joined. Its president is Paolo Toso.", {"Paolo Toso > Consorzio Vetro Vivo"}),
    ("en", "Maria Rossi met the Consorzio Vetro Vivo. Its president is Paolo Toso.", set()),
    ("en", "Mirela Radu, night manager of Cluj-Napoca, and Prof. Anselm Riedl of the University of Graz spoke.",
     {"Mirela Radu > Cluj-Napoca", "Anselm Riedl > University of Graz"}),
    ("en", "Marta Lahoz, from the mobility office of Ghent, spoke first.", {"Marta Lahoz > Ghent"}),
    ("en", "For Kaunas, Marta Lahoz presented the plan.", {"Marta Lahoz > Kaunas"}),
    ("en", "The series, told by Marta Lahoz, targets mayors and directors from Ghent.", set()),
    ("es", "Ana Pérez, que dirige el área de urbanismo del Ayuntamiento de Elche, habló.",
     {"Ana Pérez > Ayuntamiento de Elche"}),
    ("fr", "Marie Dupont, qui dirige le service environnement de la Ville de Sète, a parlé.", {"Marie Dupont > Sète"}),
    ("it", "Laura Bianchi, assessora all'ambiente del Comune di Faenza, ha parlato.", {"Laura Bianchi > Faenza"}),
    ("it", "L'assessore ai Parchi del Comune di Faenza Luca Rossi ha parlato.", {"Luca Rossi > Faenza"}),
    ("de", "In Jena war viel los. Der Jenaer Oberbürgermeister Thomas Nitzsche sprach zuerst.",
     {"Thomas Nitzsche > Jena"}),
    ("de", "Eva Kern, die an der Universität Graz lehrt, sprach zuerst.", {"Eva Kern > Universität Graz"}),
    ("pl", "Ewa Madej, która kieruje wydziałem rozwoju w Urzędzie Miasta Katowice, przedstawiła plan.",
     {"Ewa Madej > Urzędzie Miasta Katowice"}),
    ("el", "Η Μαρία Γεωργίου, που διδάσκει στο Πανεπιστήμιο Πατρών, μίλησε.", {"Μαρία Γεωργίου > Πανεπιστήμιο Πατρών"}),
]  # fmt: skip

FOLLOWS = [
    ("en", "The project FERRYLINK follows up on the project PONTOWAY.", {"FERRYLINK > PONTOWAY"}),
    ("en", "The project FERRYLINK does not follow up on the project PONTOWAY.", set()),
    ("es", "El proyecto AGUAVIVA recoge el testigo del proyecto RIEGAMAS.", {"AGUAVIVA > RIEGAMAS"}),
    ("it", "Il progetto VIVIBORGO raccoglie l'eredità del progetto BORGONUOVO.", {"VIVIBORGO > BORGONUOVO"}),
    ("de", "Das Projekt STADTGRÜN setzt das Projekt PARKLAND fort.", {"STADTGRÜN > PARKLAND"}),
    ("hr", "Projekt ZELENGRAD nastavlja se na projekt GRADPARK.", {"ZELENGRAD > GRADPARK"}),
]  # fmt: skip

CARRIED_OUT = [
    ("en", "Kortrijk's good practice Buda Beach impressed us all.", {"Buda Beach > Kortrijk"}),
    ("en", "The project FERRYLINK was presented in Riga.", set()),
    ("en", "The project FERRYLINK could be implemented in Riga.", set()),
    ("el", "Το έργο GREENWAY υλοποιείται στα Τρίκαλα και στη Λάρισα.", {"GREENWAY > Τρίκαλα", "GREENWAY > Λάρισα"}),
    ("fr", "La bonne pratique « Bourse aux vélos » est mise en œuvre à Sète.", {"Bourse aux vélos > Sète"}),
]  # fmt: skip

LIES = [
    ("en", "The Polish city of Katowice and the Spanish municipality of Elche joined.",
     {"Katowice > Poland", "Elche > Spain"}),
    ("en", "The French network met in Katowice, and French experts visited the city of Elche.", set()),
    ("fr", "La ville française de Sète accueille la rencontre.", {"Sète > France", "rencontre > Sète"}),
    ("es", "La ciudad italiana de Forlì participa con el municipio portugués de Setúbal.",
     {"Forlì > Italia", "Setúbal > Portugal"}),
    ("de", "Vorbild ist die Werkstatt der portugiesischen Stadt Braga.", {"Braga > Portugal"}),
    ("pl", "Włoskie miasto Faenza bierze udział w projekcie.", {"Faenza > Włochy"}),
    ("el", "Η ελληνική πόλη Λάρισα συμμετέχει.", {"Λάρισα > Ελλάδα"}),
    ("fr", "# Sète\n\nPays : France\n\nRégion : Occitanie", {"Sète > France", "Sète > Occitanie"}),
    ("en", "# News from the project GREENWAY\n\nCountry: Italy", set()),
]  # fmt: skip


def tied(language: str, text: str, predicate: str) -> set[str]:
    return {f"{first} > {second}" for first, said, second in statements(text, language) if said == predicate}


@pytest.mark.parametrize(("language", "text", "facts"), WORKS)
def test_a_clause_says_for_whom_somebody_works(language: str, text: str, facts: set[str]) -> None:
    assert tied(language, text, "affiliation") == facts


@pytest.mark.parametrize(("language", "text", "facts"), FOLLOWS)
def test_a_sentence_says_what_a_project_goes_on_with(language: str, text: str, facts: set[str]) -> None:
    assert tied(language, text, "follows") == facts


@pytest.mark.parametrize(("language", "text", "facts"), CARRIED_OUT)
def test_a_sentence_says_where_something_is_carried_out(language: str, text: str, facts: set[str]) -> None:
    assert tied(language, text, "implementedIn") == facts


@pytest.mark.parametrize(("language", "text", "facts"), LIES)
def test_an_adjective_or_a_key_line_says_in_which_country_a_city_lies(
    language: str, text: str, facts: set[str]
) -> None:
    assert tied(language, text, "locatedIn") == facts
