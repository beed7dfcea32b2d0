"""How far a body's name goes after its type word, by the grammar of its language."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import Match, contracted, particles, phrases
from hanse.extraction.nationalities import demonym
from hanse.extraction.recognition.chunks import is_joint, span_of
from hanse.extraction.recognition.complements import complemented
from hanse.extraction.recognition.conjoined import fields, goes_on, past_again, past_joints, series
from hanse.extraction.recognition.fullnames import begins_name
from hanse.extraction.recognition.passages import INFLECTED, RELATIONAL, ROMANCE, Passage, lower, plural
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, PLACES, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.tenses import past
from hanse.extraction.words import Word, capitalised, distinctive, known, lemma

__all__ = ["rightwards"]

_SLAVIC = ("hr", "sr", "bs", "sl", "cs", "sk", "bg")  # those that write a name's common nouns in lower case
_WITHIN = by_language("within", as_written=True)
_WITHIN_SLAVIC = frozenset().union(*(_WITHIN[code] for code in _SLAVIC))
_UNNAMED = everywhere("unnamed-ties", as_written=True)
_PURPOSE = everywhere("purpose", as_written=True)  # what ties a field or a place to a Slavic body
_INFINITIVE = ("ti", "ci", "t")
_CAPITALISING = ("en", "de", "nl")  # languages whose names have capitals, but for what joins their words
_POLITE = by_language("polite", as_written=True)
_LONGEST = 16  # words of a name after its type word


def rightwards(passage: Passage, match: Match) -> int:
    """The end of the name after its type word: capitals and what joins them, lower-case words of one phrase."""
    scene, text = passage.scene, passage.words
    end = place = match.end
    # "Ministry of …": only a name with a complement goes on after "and"
    complement = is_joint(text[place - 1]) or (passage.language in INFLECTED and match.end - match.start > 1)
    borne = _after_role(passage, match.start)
    while place < min(len(text), match.end + _LONGEST):
        word = text[place]
        if word.text in {"'s", "’s"} or "@" in word.text or passage.apart(place) or _labels(passage, place):
            break
        if place > match.end and _somebody(passage, place):
            break
        if place > match.end and word.text in _POLITE[passage.language]:
            break  # "Svaz měst a obcí ČR | Vás zve"
        if place == match.end and passage.language == "en" and phrases("role-cue").at(text, place, ("en",)):
            break  # "Harbour Group | President"
        if place == end > match.end and _spans(text, place):
            place += 1
        elif not word.folded:
            after = series(passage, place) if complement else 0
            if not after and word.text != "&" and not (word.text == "." and text[place - 1].text == "ds"):
                break
            place = after or place + 1
            end = max(end, after)
        elif capitalised(word.text) or distinctive(word.text):
            if lower(text[place - 1]) and place > match.end and not _ties(passage, match, place - 1):
                break
            if borne and begins_name(scene, text, place):
                break
            place = end = _past(scene, text, place)
            complement = complement or passage.language in INFLECTED
        elif place == end > match.end and _numbered(passage, place):
            place = end = place + 1
        elif phrases("conjunction").alone(word, passage.languages):
            joined = past_joints(passage, place + 1)
            following = past_again(passage, match, joined)
            again = following > joined
            joinable = complement or fields(passage, place, following)
            if not (joinable and goes_on(passage, following, again=again)):
                break
            place = _past(scene, text, following) if again else following
            end = place if again else end
        elif _ties(passage, match, place):
            if _of_project(passage, place):
                break  # "Konsortium | des Projekts SKYLARK"
            if word.text in particles("company-preposition", passage.languages) and not _named(text, place + 1):
                break  # "Ayuntamiento con la colaboración de …"
            if end > match.end and not _national(passage, match.end, place) and _owner(passage, place):
                break
            complement = True
            place += 1
        elif passage.language in _CAPITALISING or not _follows(passage, place):
            break
        else:
            place += 1
    return _tail(passage, match, end)


def _spans(text: Sequence[Word], place: int) -> bool:
    """Whether a dash without spaces joins two names: "Komisja Współpracy Graz | –Linz"."""
    if text[place].text not in {"–", "—"} or not _named(text, place + 1):
        return False
    return text[place - 1].end == text[place].start and text[place].end == text[place + 1].start


def _of_project(passage: Passage, place: int) -> bool:
    """Whether German words of a name go on with whose it is, a network or project by its type word and name."""
    text = passage.words
    if passage.language != "de" or place + 2 >= len(text):
        return False
    cue = phrases("name-cue", INITIATIVES).at(text, place + 1, ("de",))
    return cue is not None and cue.end < len(text) and distinctive(text[cue.end].text)


def _somebody(passage: Passage, place: int) -> bool:
    """Whether an article and a role stand at a place: "presidenta de la Red de Museos | la alcaldesa de Vigo"."""
    text = passage.words
    if passage.language not in ROMANCE or not lower(text[place]) or place + 1 >= len(text):
        return False
    article = phrases("article").alone(text[place], (passage.language,))
    office = article and lower(text[place + 1]) and phrases("role-cue").at(text, place + 1, (passage.language,))
    return bool(office) and text[place].text not in contracted(passage.language)


def _labels(passage: Passage, place: int) -> bool:
    """Whether a word is the label of what a colon brings: "Lead partner: Centre for Ports | Partners: Riga"."""
    text = passage.words
    colon = place + 1 < len(text) and text[place + 1].text == ":"
    return colon and bool(roles(text[place].text, passage.languages))


def _numbered(passage: Passage, place: int) -> bool:
    """Whether the number of one of a city's universities or schools stands at a place: "Université Rennes 2"."""
    text = passage.words
    plain = passage.language == "fr" and text[place].text.isdigit() and len(text[place].text) == 1
    return plain and not (place + 1 < len(text) and text[place + 1].text[:1].isdigit())


def _named(text: Sequence[Word], place: int) -> bool:
    """Whether a word with a capital stands at a place."""
    return place < len(text) and capitalised(text[place].text)


def _after_role(passage: Passage, index: int) -> bool:
    """Whether a role stands right before a body, whose bearer may follow it: "president of the University Ana Gil"."""
    text = passage.words
    return any(
        role.end > index or all(lower(w) for w in text[role.end : index])
        for start in range(max(0, index - 5), index)
        if (role := phrases("role-cue").at(text, start, passage.languages))
    )


def _past(scene: Scene, text: Sequence[Word], place: int) -> int:
    """The word after a word, or after the whole name of a place that it begins: "Castilla y León", "Novo mesto"."""
    if place + 1 < len(text) and lower(text[place + 1]) and len(text[place + 1].text) > 3:
        written = span_of(text, place, place + 2).of(scene.text)
        if "/" not in written and scene.gazetteer.find(written):
            return place + 2
    reach = max((m.span.end for m in scene.touching(text[place]) if m.kind in PLACES), default=text[place].end)
    while place < len(text) and text[place].start < reach:
        place += 1
    return place


def _joins(passage: Passage, place: int) -> bool:
    """Words within names: "of", "de la"; in Slavic and Romanian the preposition of place too."""
    word = passage.words[place]
    if (passage.language == "en" and word.text in _UNNAMED) or _of_motion(passage, place):
        return False
    if past(passage.words, place, passage.language):
        return False  # "Fundația Apa Vie | a organizat"
    own = phrases("genitive").alone(word, (passage.language,))
    if passage.foreign:
        return own or (is_joint(word) and not known(word.text, passage.scene.language))
    return own or is_joint(word) or phrases("genitive").alone(word, passage.languages)


def _of_motion(passage: Passage, place: int) -> bool:
    """Whether German "in" says where to: before an accusative, "lädt in den Rathaussaal"; not "in den Alpen"."""
    text = passage.words[place : place + 3]
    if passage.language != "de" or len(text) < 3 or text[0].text != "in":
        return False
    return text[1].text in {"das", "die"} or (text[1].text == "den" and not text[2].text.endswith(("n", "s")))


def _ties(passage: Passage, match: Match, place: int) -> bool:
    """A joint; "Sveučilište u Padovi", but not "Fakulteta za arhitekturo v Ljubljani", which says two things."""
    if passage.language in _SLAVIC and passage.words[place].text in _WITHIN_SLAVIC:
        return not any(w.text in _PURPOSE for w in passage.words[match.start : place])
    if passage.language == "pl" and passage.words[place].text in _WITHIN["pl"]:
        return _told_by_town(passage, match, place)
    return _joins(passage, place) and not _of_object(passage, place)


def _told_by_town(passage: Passage, match: Match, place: int) -> bool:
    """Whether but its town tells a body from others of its kind: "Uniwersytet w Gdyni", "Akademia Sztuki w Gdyni"."""
    words = passage.words[match.start : place]
    town = place + 1 < len(passage.words) and passage.scene.gazetteer.find(passage.words[place + 1].text, "pl")
    return bool(town) and all(known(w.text, "pl") and not distinctive(w.text) for w in words)


def _of_object(passage: Passage, place: int) -> bool:
    """Whether a German article behind a noun begins what is done to something: "prüft das Planungsamt den Weg"."""
    word, before = passage.words[place], passage.words[place - 1]
    german = passage.language == "de" and not lower(before) and phrases("article").alone(word, ("de",))
    return bool(german) and word.text not in particles("genitive", ("de",))


def _follows(passage: Passage, place: int) -> bool:
    """A lower-case word of the phrase: after "de la", or an adjective; in Slavic and Greek a genitive."""
    text = passage.words
    if past(text, place, passage.language) or phrases("copula").alone(text[place], (passage.language,)):
        return False
    if passage.language in _SLAVIC and lower(text[place]) and _is_verb(passage, text[place]):
        return False  # "Udruga Vidra | ima sjedište u Zadru"
    if passage.language not in ROMANCE:
        return place < 3 or not (lower(text[place - 1]) and lower(text[place - 2]) and not _joins(passage, place - 1))
    related = RELATIONAL.search(text[place].folded) is not None or demonym(passage.scene, text[place])
    return related or _joins(passage, place - 1)


def _owner(passage: Passage, place: int) -> bool:
    """As in "… of the Government of X", "… del Comune di X": another body, or a place by its title."""
    text = passage.words
    if passage.language == "en" and text[place + 1 : place + 2] and text[place + 1].text != "the":
        return False
    first = next((i for i in range(place, min(place + 3, len(text))) if not lower(text[i])), len(text))
    last = first
    while last < len(text) and text[last].folded and not lower(text[last]):
        last += 1
    if last > first and any(m.kind == "Organisation" for m in passage.scene.touching(span_of(text, first, last))):
        return True
    cues = phrases("name-cue", ("Organisation", "City"))
    found = cues.scan(text[first : last if passage.language == "en" else min(last, first + 1)], passage.languages)
    return any(not plural(text[first + m.start], m) for m in found)


def _national(passage: Passage, start: int, place: int) -> bool:
    """Whether nothing but a country's adjective tells a body so far, the section of another: "Asociación Española | del
    Consejo …".
    """
    word = passage.words[start]
    return place == start + 1 and capitalised(word.text) and demonym(passage.scene, word)


def _tail(passage: Passage, match: Match, end: int) -> int:
    """What ends a name in lower case: Romance adjectives ("Coesione territoriale"), Slavic genitives ("za turizam")."""
    text, last = passage.words, passage.words[end - 1]
    if passage.language in _SLAVIC and match.cue.language == passage.language:
        return _past_town(passage, _complemented(passage, end)) if end <= match.end else _past_noun(passage, end)
    if passage.language in ROMANCE and end == match.end:
        return complemented(passage, match)
    if passage.language not in ROMANCE or passage.scene.touching(last) or distinctive(last.text):
        return end
    if passage.scene.gazetteer.find(last.text) and not known(last.text, passage.language):
        return end
    while end < len(text) and lower(text[end]) and RELATIONAL.search(text[end].folded) and not is_joint(text[end]):
        end += 1
    return end


def _complemented(passage: Passage, end: int) -> int:
    """After a Slavic type word: "za arhitekturo", "kulture i medija", in oblique cases up to the verb."""
    text, place, reached = passage.words, end, end
    while place < len(text) and place - end < 6 and text[place].folded and not passage.apart(place):
        word = text[place]
        if phrases("name-cue", INITIATIVES).alone(word, (passage.language,)):
            break  # "Lokalna grupa | projekta SKYLARK"
        conjunction = phrases("conjunction").alone(word, (passage.language,))
        if (word.text in _PURPOSE and place == end) or (conjunction and reached == place > end):
            place += 1
        elif _oblique(passage, word) or (_for_what(passage, end, place) and _noun(passage, word, place)):
            place = reached = place + 1
        else:
            break
    return reached


def _for_what(passage: Passage, end: int, place: int) -> bool:
    """Whether "for" stands before a word, or "for" and an adjective: "za | turizam", "za regionalni | razvoj"."""
    before = passage.words[end - 1 : place]
    first = next((i for i, w in enumerate(before) if w.text in _PURPOSE), len(before))
    between = before[first + 1 :]
    adjectives = all(lemma(w.text, passage.language).endswith(_ADJECTIVAL) for w in between)
    return first < len(before) and len(between) < 2 and adjectives


_ADJECTIVAL = ("i", "y", "an", "en")  # how lemmas of Slavic adjectives end


def _past_town(passage: Passage, end: int) -> int:
    """The end of a name that goes on with a town's: "Dopravní podnik města | Olomouce"."""
    text = passage.words
    cued = phrases("name-cue", ("City",)).alone(text[end - 1], (passage.language,))
    return end + 1 if cued and lower(text[end - 1]) and _named(text, end) else end


def _past_noun(passage: Passage, end: int) -> int:
    """The end of a name whose last word in capitals is an adjective: its noun follows, "Zadarske | županije"."""
    text = passage.words
    last, noun = text[end - 1], text[end] if end < len(text) else None
    if noun is None or not lower(noun) or len(noun.text) < _SHORTEST_NOUN or distinctive(last.text):
        return end
    adjective = lemma(last.text, passage.language).endswith(("i", "y")) and len(last.text) >= _SHORTEST_NOUN
    verb = _is_verb(passage, noun)
    grammar = ("conjunction", "phrase-end", "place-preposition")
    told = verb or any(phrases(kind).alone(noun, (passage.language,)) for kind in grammar)
    return end + 1 if adjective and not told else end


_IN_T = ("cs", "sk")  # languages whose infinitives end in "t"
_SHORTEST_NOUN = 4


def _is_verb(passage: Passage, word: Word) -> bool:
    """Whether the lemma of a Slavic word is an infinitive."""
    ending = _INFINITIVE if passage.language in _IN_T else _INFINITIVE[:2]
    return lemma(word.text, passage.language).endswith(ending)


def _noun(passage: Passage, word: Word, place: int = 0) -> bool:
    """Whether a word may be a noun; right behind "for" it is one even if it could be a verb: "za | vode"."""
    behind = place > 0 and passage.words[place - 1].text in _PURPOSE
    return (
        lower(word)
        and (len(word.text) >= _SHORTEST_NOUN if behind else len(word.text) > 4)
        and (behind or not _is_verb(passage, word))
    )


def _oblique(passage: Passage, word: Word) -> bool:
    """A noun or adjective in a case other than the first: its lemma is another word, and no verb."""
    return _noun(passage, word) and lemma(word.text, passage.language) != word.folded
