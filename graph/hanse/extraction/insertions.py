"""Where the verb may stand that goes with a subject farther back: past what is inserted, a date, another verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from hanse.extraction.coordination import coordinated
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.nationalities import demonym
from hanse.extraction.patterns import Pattern, Token, readings
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.typology import BARE_GENITIVE, VERB_LAST
from hanse.extraction.words import capitalised, is_year
from hanse.model import Span

__all__ = [
    "APPOSED",
    "OF_VERBS",
    "further",
    "inserted",
    "is_sign",
    "joined_verb",
    "past_date",
    "past_members",
    "past_place",
    "past_relative",
    "said_of_members",
]

_ACTING = frozenset((*INITIATIVES, "Person", "Event"))
_LONGEST_AUXILIARY = 4
_LONGEST_MEMBERS = 7  # tokens
_INSERTING = frozenset(",–—-")
_ENDING = frozenset(";:.!?")
_LONGEST_INSERTION = 24  # tokens


def further(scene: Scene, tokens: Sequence[Token], place: int) -> Iterator[int]:
    """Where the verb may stand that goes with a subject farther back, with an auxiliary or without."""
    if tokens[place - 1].start == tokens[place - 1].end:
        return  # a subject that goes without saying
    found = (*_past_insertion(tokens, place), *past_members(scene, tokens, place), *_past_verb(scene, tokens, place))
    for after in found:
        yield after
        word = tokens[after].word if after + 1 < len(tokens) else None
        if word and word.text.islower() and len(word.text) <= _LONGEST_AUXILIARY:
            yield after + 1


def _past_verb(scene: Scene, tokens: Sequence[Token], place: int) -> Iterator[int]:
    """Where a second verb of the same subject may stand: "X (is led by Riga and) deals with …"."""
    for index in range(place + 1, min(place + _LONGEST_INSERTION, len(tokens) - 1)):
        mention, word = tokens[index].mention, tokens[index].word
        if (word and word.text in _ENDING) or (mention and mention.kind in _ACTING):
            return
        if word and phrases("conjunction").alone(word, scene.languages):
            yield index + 1


def _past_insertion(tokens: Sequence[Token], place: int) -> Iterator[int]:
    """Where a sentence may go on after what is inserted between two commas or dashes: ", which is led by Riga, …"."""
    sign = tokens[place].word
    if sign is None or sign.text not in _INSERTING:
        return
    for index in range(place + 2, min(place + _LONGEST_INSERTION, len(tokens))):
        mention, word = tokens[index].mention, tokens[index].word
        if (word and word.text in _ENDING) or (mention and mention.kind in {"Person", "Event"}):
            return
        if word and word.text == sign.text:
            yield index + 1


def past_members(scene: Scene, tokens: Sequence[Token], place: int) -> Iterator[int]:
    """Where a sentence may go on after whom a network is of: "a network (of seven port cities) working on …"."""
    if place and _refers(tokens[place - 1]) and _ties_members(scene, tokens, place):
        for index in range(place + 1, min(place + _LONGEST_MEMBERS, len(tokens))):
            word = tokens[index].word
            if word is None or not word.folded or phrases("place-preposition").alone(word, scene.languages):
                return
            yield index + 1


def _refers(token: Token) -> bool:
    """Whether a token stands for what has its name elsewhere: "a network" that is SKYLARK."""
    return token.mention is not None and token.start != token.mention.span.start


def said_of_members(scene: Scene, tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb at a place is about whom a network is of: "a network (of projects that) are led by Riga"."""
    last = place + 2
    if scene.language in VERB_LAST:
        last = next((i for i in range(last, len(tokens)) if is_sign(tokens[i], ",") or _ends(tokens[i])), len(tokens))
    if not any(_of_several(scene, token) for token in tokens[place - 1 : last]):
        return False
    for index in range(place - 1, max(0, place - _LONGEST_MEMBERS), -1):
        word = tokens[index].word
        if word is None or not word.folded:
            return False
        if _refers(tokens[index - 1]):
            of = phrases("genitive").alone(word, scene.languages)
            return of or (scene.language in BARE_GENITIVE and index < place)
    return False


def _of_several(scene: Scene, token: Token) -> bool:
    """Whether a verb is said of several, so of the members: "a network of projects (that are | led by Riga)"."""
    word = token.word
    if word is None or not word.text.islower():
        return False
    endings = tuple(_PLURAL_PARTICIPLES[scene.language])
    return word.text in _SEVERAL[scene.language] or (len(word.text) > _PARTICIPLE and word.text.endswith(endings))


_PARTICIPLE = 5  # letters
_PLURAL_PARTICIPLES = by_language("participles-of-several", as_written=True)
_SEVERAL = by_language("verbs-of-several", as_written=True)


def _ties_members(scene: Scene, tokens: Sequence[Token], place: int) -> bool:
    """Whether whom a network is of begins at a place: with "of", or where genitives are bare with words up to a noun
    for towns or bodies: "sieć (dwudziestu miast)".
    """
    near = [token.word for token in tokens[place : place + _LONGEST_MEMBERS] if token.word]
    tied = bool(near) and phrases("genitive").alone(near[0], scene.languages)
    plain = list(takewhile(lambda word: word.text.isalnum(), near[tied:]))
    named = phrases("name-cue", _MEMBERS).within(plain, scene.languages)
    return named and (tied or scene.language in BARE_GENITIVE)


_MEMBERS = ("City", "Region", "Organisation")


_JOINED = 14  # words from a name to its second verb
_MARKS = frozenset("\"“”„«»'’‘")
_NEAR = 8  # words from a verb to whom it unites
OF_VERBS = frozenset(("partner", "leadPartner", "programme"))


def joined_verb(scene: Scene, pattern: Pattern, tokens: Sequence[Token], place: int) -> int | None:
    """Where a second verb stands that "and" joins to the first: "SKYLARK is co-funded by X and brings together …"."""
    of, wanted = readings((pattern.language,)), pattern.parts[1]
    aside = _past_comma(scene, tokens, place)
    if _is_governed(scene, tokens, place - 1) and not aside:
        return None  # "the town's part in SKYLARK is small and includes …", but "of SKYLARK, paid by X and led by Y"
    for index in range(aside or place, min(place + _JOINED, len(tokens) - 1)):
        token, after = tokens[index], tokens[index + 1].word
        if (token.mention and token.mention.kind in {*INITIATIVES, "Person"}) or _ends(token):
            return None
        joint = token.word is not None and phrases("conjunction").alone(token.word, scene.languages)
        if joint and after and wanted in of[after.text]:
            first = next((t.mention for t in tokens[index + 2 : index + _NEAR] if t.mention), None)
            whole = Span(tokens[0].start, tokens[-1].end)
            several = first is not None and len(coordinated(scene, first, whole)) > 1
            return index + 1 if several or pattern.term != "partner" else None
    return None


def _past_comma(scene: Scene, tokens: Sequence[Token], place: int) -> int:
    """The token behind the comma that stands behind a name, at most a word for what it is between; 0 without one."""
    word = tokens[place].word if place < len(tokens) else None
    called = word is not None and phrases("name-cue", INITIATIVES).alone(word, scene.languages)
    comma = place + called
    return comma + 1 if comma < len(tokens) and is_sign(tokens[comma], ",") else 0


def _is_governed(scene: Scene, tokens: Sequence[Token], place: int) -> bool:
    """Whether a preposition stands before a token, articles and a word for what it is passed over."""
    for index in range(place - 1, max(-1, place - 4), -1):
        word = tokens[index].word
        if word is None or not word.folded or word.text in particles("relative", scene.languages):
            return False
        if word.text[0].isupper() and phrases("article").alone(word, scene.languages):
            return False  # "Das Projekt SKYLARK wird …"
        kinds = ("genitive", "place-preposition", "company-preposition")
        if any(phrases(kind).alone(word, scene.languages) for kind in kinds):
            return True
    return False


def _ends(token: Token) -> bool:
    """Whether a clause ends or another begins at a token."""
    return token.word is not None and (token.word.text in _STOPS or token.word.text in _MARKS)


_STOPS = frozenset(",;:.!?()–—")


_INSERTED = 14  # words that commas may put between a subject and its verb


def past_place(scene: Scene, pattern: Pattern, tokens: Sequence[Token], place: int, part: int) -> int | None:
    """Where a verb may go on behind the town in which something was done: "von Linz (in Graz) gegründet", where it is
    at the end, and "wurde (in Graz) von Linz ausgerichtet".
    """
    last = part == len(pattern.parts) - 1 and pattern.parts[part - 1] == "{object}" and pattern.term in OF_VERBS
    held = pattern.term == "organiser" and pattern.parts[part] != "{object}"
    if not ((last and pattern.language in VERB_LAST) or held) or place + 2 >= len(tokens):
        return None
    word, town = tokens[place].word, tokens[place + 1].mention
    placed = word is not None and phrases("place-preposition").alone(word, scene.languages)
    return place + 2 if placed and town is not None and town.kind == "City" else None


def past_date(scene: Scene, tokens: Sequence[Token], place: int) -> int | None:
    """The end of a date with its preposition between the parts of a pattern: "was set up (in 2019) by Ghent"."""
    first = next((i for i in range(place, min(place + _DATED, len(tokens))) if _is_number(tokens[i])), None)
    opening = [token.word for token in tokens[place:first]]
    if first is None or any(w is None or not w.text.isalpha() or len(w.text) > _LONGEST_WORD for w in opening):
        return _past_day(scene, tokens, place)
    for when in scene.dates(Span(tokens[0].start, tokens[-1].end)):
        if tokens[place].start <= when.span.start <= tokens[first].start < when.span.end:
            end = next((i for i in range(first, len(tokens)) if tokens[i].start >= when.span.end), None)
            return _past_year(tokens, end) if end else None
    word, led = tokens[first].word, opening[0] if opening else None
    small = (phrases("place-preposition"), phrases("article"))
    dated = led is None or led.folded in _SINCE or any(cue.alone(led, scene.languages) for cue in small)
    if not (dated and word and is_year(word.text) and len(opening) <= _DATED - 2):
        return None
    return _past_year(tokens, first + 1)


def _past_day(scene: Scene, tokens: Sequence[Token], place: int) -> int | None:
    """The end of a weekday or a word like "today", with what leads to it: "was held (on Friday) in Ghent"."""
    small = (phrases("place-preposition"), phrases("article"))
    for index in range(place, min(place + _DATED, len(tokens))):
        word = tokens[index].word
        if word is None:
            return None
        if word.folded in _DAYS:
            return index + 1
        if not any(cue.alone(word, scene.languages) for cue in small):
            return None
    return None


_DAYS = everywhere("days")


def _past_year(tokens: Sequence[Token], place: int) -> int:
    """Past what belongs to a year that ends before a place."""
    return place + sum(1 for _ in takewhile(_ends_year, tokens[place : place + 2]))


def _ends_year(token: Token) -> bool:
    """Whether a word or sign behind a year belongs to it: "w 2019 | r.", "2019 | ."."""
    return token.word is not None and token.word.text in _YEAR_ENDS


_YEAR_ENDS = frozenset(("r", "г", "."))


def _is_number(token: Token) -> bool:
    return token.word is not None and token.word.text[0].isdigit()


_SINCE = everywhere("since")


_DATED = 4  # tokens of a date and its preposition up to a number: "since 24 May", "im Jahr 2019"


_LONGEST_WORD = 10  # letters of a month


def past_relative(scene: Scene, tokens: Sequence[Token], place: int) -> int | None:
    """Where the verb stands of a relative clause about a name: "Riga, (a Latvian port that) leads X"."""
    if not is_sign(tokens[place], ",") or (place > 1 and _led_in(scene, tokens[place - 2])):
        return None
    relative = particles("relative", scene.languages)
    for index in range(place + 1, min(place + APPOSED, len(tokens))):
        word = tokens[index].word
        if word and word.text in relative:
            return index + 1
        if not word or not (word.text.islower() or demonym(scene, word)) or _led_in(scene, tokens[index]):
            return None
    return None


def _led_in(scene: Scene, token: Token) -> bool:
    """Whether a preposition stands there, so that a clause may be about another thing: "the museum in Riga, which"."""
    word = token.word
    return word is not None and phrases("place-preposition").alone(word, scene.languages)


APPOSED = 5  # words from a comma to the relative: "cidade francesa que"


def inserted(scene: Scene, tokens: Sequence[Token], place: int) -> int | None:
    """The end of what commas put between a subject and its verb: "SKYLARK, led by Riga, unites …"."""
    first = tokens[place + 1].word if place + 1 < len(tokens) else None
    if first is None or capitalised(first.text) or phrases("conjunction").alone(first, scene.languages):
        return None
    for index in range(place + 2, min(place + _INSERTED, len(tokens))):
        inner = tokens[index]
        if inner.mention and inner.mention.kind in INITIATIVES:
            return None
        if is_sign(inner, ","):
            return index + 1
        if inner.word and inner.word.text in {";", ":", ".", "(", ")"}:
            return None
    return None


def is_sign(token: Token, sign: str) -> bool:
    """Whether a token is a certain sign."""
    return token.word is not None and token.word.text == sign
