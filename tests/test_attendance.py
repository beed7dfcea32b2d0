"""Who was at the event that a report tells of: by what they do there, in many languages; and who was not."""

from __future__ import annotations

import pytest

from told import CONFERENCE, said

THERE = [
    ("en", "Marta Nowak, who heads the port authority, wondered why nobody had asked the dockers.", "Marta Nowak"),
    ("en", "Then Paul Smith drew a map of the quay on the window.", "Paul Smith"),
    ("en", "The audience was welcomed by Anna Berzina, the deputy mayor, and by Paul Smith of the port.",
     "Anna Berzina, Paul Smith"),
    ("en", "The first talk was followed by a debate in the presence of Minister Jane Doyle.", "Jane Doyle"),
    ("en", "Marta Nowak (Port of Gdynia) handed over the flag.", "Marta Nowak"),
    ("es", "La concejala de Movilidad, Lucía Herrero, enseñó a los asistentes el nuevo tranvía.", "Lucía Herrero"),
    ("es", "El acto contó con la presencia de Lucía Herrero y del gerente del puerto, Javier Soto.",
     "Lucía Herrero, Javier Soto"),
    ("es", "Javier Soto, gerente del puerto, ha defendido el peaje.", "Javier Soto"),
    ("fr", "Claire Dubois, adjointe au maire de Nantes, a plaidé pour la gratuité.", "Claire Dubois"),
    ("fr", "La journée s'est conclue en présence de Claire Dubois et de Luc Martin.", "Claire Dubois, Luc Martin"),
    ("fr", "Le maire de Brest, Luc Martin, s'est étonné du coût.", "Luc Martin"),
    ("it", "Giulia Bianchi, assessora alla mobilità, ha difeso la scelta del tram.", "Giulia Bianchi"),
    ("it", "I lavori si sono chiusi alla presenza di Giulia Bianchi e di Marco Rossi.", "Giulia Bianchi, Marco Rossi"),
    ("pt", "A vereadora Inês Carvalho defendeu os passes gratuitos.", "Inês Carvalho"),
    ("pt", "Na sessão da tarde falaram Inês Carvalho, gestora do porto, e Rui Matos.", "Inês Carvalho, Rui Matos"),
    ("de", "Bürgermeisterin Petra Lange begrüßte die Gäste im Rathaus.", "Petra Lange"),
    ("de", "Danach führte Hafenmeister Jan Petersen durch die Speicher.", "Jan Petersen"),
    ("de", "Die Sitzung wurde eröffnet von Petra Lange und Jan Petersen.", "Petra Lange, Jan Petersen"),
    ("pl", "Zastępca prezydenta Jan Kowalski oprowadził gości po porcie.", "Jan Kowalski"),
    ("pl", "O kosztach mówiła Anna Zielińska, dyrektorka portu.", "Anna Zielińska"),
    ("pl", "Obrady toczyły się w obecności Anny Zielińskiej.", "Anny Zielińskiej"),
    ("hr", "Goste je ugostio gradonačelnik Ivan Horvat.", "Ivan Horvat"),
    ("hr", "Voditeljica luke Ana Kovač pokazala je nove brodove.", "Ana Kovač"),
    ("ro", "Primarul Andrei Popescu a condus delegația prin port.", "Andrei Popescu"),
    ("ro", "Discuțiile s-au purtat în prezența doamnei Elena Ionescu.", "Elena Ionescu"),
    ("el", "Ο δήμαρχος Γιώργος Παπαδόπουλος ξενάγησε τους επισκέπτες στο λιμάνι.", "Γιώργος Παπαδόπουλος"),
    ("el", "Τον λόγο πήρε στη συνέχεια η Μαρία Δημητρίου.", "Μαρία Δημητρίου"),
    ("nl", "Wethouder Joke Jansen leidde de gasten rond in de haven.", "Joke Jansen"),
    ("ca", "La regidora Núria Puig va defensar el tramvia.", "Núria Puig"),
]  # fmt: skip

ABSENT = [
    ("en", "Paul Smith could not make the journey."),
    ("en", "The idea was inspired by the books of Jane Jacobs."),
    ("en", "Paul Smith, the author of the report, died in 2019."),
    ("en", "“It was Paul Smith who invented the tram,” a guest said."),
    ("en", "The map that Paul Smith drew hangs in the town hall."),
    ("en", "Paul Smith would have liked the tram."),
    ("en", "The next meeting will be opened by nobody less than the mayor. Questions go to Paul Smith."),
    ("en", "Apologies: Paul Smith, Jane Doyle"),
    ("es", "Lucía Herrero no asistió."),
    ("es", "El modelo, inspirado en Jane Jacobs, es conocido."),
    ("es", "Contacto: Javier Soto, gerente del puerto."),
    ("fr", "Luc Martin, excusé, a envoyé une lettre."),
    ("fr", "Pour plus d'informations, écrivez à Claire Dubois."),
    ("it", "Marco Rossi, assente, ha mandato un messaggio."),
    ("pt", "Rui Matos faltou à sessão."),
    ("de", "Jan Petersen fehlte."),
    ("de", "Das Buch von Petra Lange ist vergriffen."),
    ("pl", "Zabrakło Jana Kowalskiego, który odwołał przyjazd."),
    ("hr", "Ivan Horvat nije došao."),
    ("ro", "Andrei Popescu nu a putut veni."),
    ("el", "Ο Γιώργος Παπαδόπουλος απουσίαζε."),
    ("nl", "Joke de Wit was verhinderd en zegde af."),
]

HOSTS = [
    ("en", "It was organised jointly by Riga Technical University and Ghent University.",
     "Riga Technical University, Ghent University"),
    ("en", "It was organised by the host city jointly with Ghent University.", "Ghent University"),
    ("en", "It was organised by the universities of both cities: Riga Technical University and Ghent University.",
     "Riga Technical University, Ghent University"),
    ("es", "La organizó la Universidad de Zaragoza.", "Universidad de Zaragoza"),
    ("es", "La organiza la Universidad de Zaragoza.", "Universidad de Zaragoza"),
    ("it", "La organizza l'Università di Bologna.", "Università di Bologna"),
    ("pt", "A conferência foi organizada pela Universidade do Porto.", "Universidade do Porto"),
    ("de", "Die Konferenz wurde organisiert von der Universität Bremen gemeinsam mit der Universität Gent.",
     "Universität Bremen, Universität Gent"),
    ("ro", "Conferința a fost organizată de Universitatea București.", "Universitatea București"),
    ("en", "It was not organised by Ghent University.", ""),
    ("en", "The library was opened with the help of Ghent University.", ""),
    ("de", "Die Bibliothek wurde gemeinsam mit der Universität Gent gebaut.", ""),
]  # fmt: skip


def attendees(text: str, language: str) -> set[str]:
    """Who a page says to be at an event."""
    return said(text, language, "attendee")


@pytest.mark.parametrize(("language", "sentence", "expected"), THERE)
def test_somebody_who_acts_was_there(language: str, sentence: str, expected: str) -> None:
    assert attendees(CONFERENCE[language] + sentence, language) == set(expected.split(", "))


@pytest.mark.parametrize(("language", "sentence"), ABSENT)
def test_somebody_only_named_was_not(language: str, sentence: str) -> None:
    assert attendees(CONFERENCE[language] + sentence, language) == set()


@pytest.mark.parametrize(("language", "sentence", "expected"), HOSTS)
def test_who_holds_an_event_that_was_just_named(language: str, sentence: str, expected: str) -> None:
    assert said(CONFERENCE[language] + sentence, language, "organiser") == set(filter(None, expected.split(", ")))
