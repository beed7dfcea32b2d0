"""Names that a sentence joins: "Ghent, Zaragoza (ES) and the Portuguese port of Setúbal"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.nationalities import demonym
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.words import Word, words
from hanse.model import Span

__all__ = ["closes", "coordinated", "initiatives_from", "parted"]


def coordinated(scene: Scene, mention: Mention, sentence: Span) -> list[Mention]:
    """A mention and those joined to it by commas and "and"; a country in brackets between them is passed over."""
    kinds = _alike(mention.kind)
    when, joined = scene.runs.get((sentence, kinds), (-1, {}))
    if when != scene.mentions.changes:
        runs = _runs(scene, scene.inside(sentence), kinds)
        joined = {m: run for run in runs if not _opened(scene, run, sentence) for m in run}
        scene.runs[sentence, kinds] = scene.mentions.changes, joined
    return joined.get(mention, [mention])


def parted(scene: Scene, joined: Sequence[Mention]) -> bool:
    """Whether two are joined behind a comma, so that what is said is of one alone: "the mayor, X, and Y of …"."""
    return len(joined) == 2 and "," in scene.text[joined[0].span.end : joined[1].span.start]


def _opened(scene: Scene, run: Sequence[Mention], sentence: Span) -> bool:
    """Whether the first of two is but in a phrase that opens a sentence: "Unlike Graz, Linz takes part"."""
    if len(run) != 2 or scene.text[run[0].span.end : run[1].span.start].strip() != ",":
        return False
    before = words(scene.text[sentence.start : run[0].span.start], sentence.start)
    if not 0 < len(before) <= _OPENING or not before[0].text[0].isupper():
        return False
    led = before[-1].text.lower() in _LEADING[scene.language] | particles("company-preposition", scene.languages)
    return led or phrases("place-preposition").alone(before[-1], scene.languages)


_OPENING = 3  # words of such a phrase before its name: "with the help of" is longer
_LEADING = by_language("opening-phrases", as_written=True)


def _runs(scene: Scene, inside: Sequence[Mention], kinds: Sequence[str]) -> list[list[Mention]]:
    """The mentions of some kinds, those that are joined together."""
    runs: list[list[Mention]] = []
    last: Mention | None = None
    for mention in inside:
        if last and (_bracketed(scene, mention) or _seated(scene, last, mention)):
            continue
        if mention.kind in kinds:
            if last and _joined(scene, last, mention):
                runs[-1].append(mention)
            else:
                runs.append([mention])
            last = mention
        elif mention.kind != "Country":
            last = None
    return runs


def _bracketed(scene: Scene, mention: Mention) -> bool:
    """Whether a region stands alone in brackets and says where the name before them is: "SPRI (Euskadi)"."""
    before, after = (
        scene.text[mention.span.start - 1 : mention.span.start],
        scene.text[mention.span.end : mention.span.end + 1],
    )
    return mention.kind == "Region" and before == "(" and after == ")"


def _seated(scene: Scene, body: Mention, place: Mention) -> bool:
    """Whether a place only says where the body before it is: "Eurac Research de Bolzano"."""
    if body.kind != "Organisation" or place.kind not in _SEATS:
        return False
    between = words(scene.text[body.span.end : place.span.start])
    return 0 < len(between) <= _PREPOSITION and _locates(scene, between)


_SEATS = frozenset(("City", "Region"))
_PREPOSITION = 2  # words of one, with an article


def _locates(scene: Scene, found: Sequence[Word]) -> bool:
    """Whether words are a preposition between a thing and its place, with an article or without."""
    first, *rest = found
    before = phrases("genitive").alone(first, scene.languages) or phrases("place-preposition").alone(
        first, scene.languages
    )
    return before and all(phrases("article").alone(word, scene.languages) for word in rest)


def _alike(kind: str) -> tuple[str, ...]:
    """The kinds that a list may mix: those who take part in things."""
    return _ACTING if kind in _ACTING else (kind,)


_NEAR = 16  # characters before a name: a preposition, "the city of"
_APOSTROPHES = ("'", "’")
_ACTING = ("City", "Network", "Organisation", "Region")


def _joined(scene: Scene, last: Mention, mention: Mention) -> bool:
    """Whether two names are joined by commas or "and", but for where the first is and what the second is.

    "Larissa in Greece, Pécs (Hungary) and the Portuguese port of Setúbal"; not "Ghent, a friend of Riga".
    """
    between = Span(last.span.end, mention.span.start)
    if _by_country(scene, between):
        return True
    text = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), between.of(scene.text))
    elided = text.endswith(_APOSTROPHES)  # "et l'": the name begins within a word
    found = words(f"{text}x" if elided else text, between.start)
    found = [w for w in (found[:-1] if elided else found) if w.folded or w.text not in {"&"}]
    found = found[_called(scene, last, found) :]
    found = found[_whereabouts(scene, last, found) :]
    signs = [w for w in found if w.text in {",", ";"}]
    plain = [w for w in found if w.folded]
    joints = [w for m in phrases("conjunction").scan(found, scene.languages) for w in found[m.start : m.end]]
    if any(not w.folded and w.text not in {",", ";"} for w in found) or not (signs or joints or "&" in text):
        return False
    if plain and found[0] not in joints and found[0] not in signs:
        return False
    if plain and found[0].text == ";" and any(w not in joints for w in plain):
        return False  # "with Tallinn and Cork; the town of Sabadell brings …"
    return _describes(scene, plain, [w for w in plain if w not in joints and not _repeated(scene, w, last)])


def _by_country(scene: Scene, between: Span) -> bool:
    """Whether one bracket of names behind a country closes and the next opens: "Austria (Graz) and France (Pau)"."""
    found = re.fullmatch(r"\)([^()]*?)\s?\(", between.of(scene.text))
    countries = scene.inside(between, ("Country",)) if found else []
    if not found or len(countries) != 1 or countries[0].span.end != between.start + found.end(1):
        return False
    before = words(scene.text[between.start + 1 : countries[0].span.start])
    small = [phrases(kind) for kind in ("article", "place-preposition", "genitive", "conjunction")]
    joint = before and (before[0].text in {",", ";"} or phrases("conjunction").alone(before[0], scene.languages))
    return bool(joint) and all(any(cue.alone(word, scene.languages) for cue in small) for word in before[1:])


def _repeated(scene: Scene, word: Word, name: Mention) -> bool:
    """Whether a preposition stands before a name too: "cu Arad și cu orașul Pécs", "à Linz et à Graz"."""
    prepositions = (particles(kind, scene.languages) for kind in ("company-preposition", "place-preposition"))
    if not any(word.text in kind for kind in prepositions):
        return False
    return word.text in scene.text[max(0, name.span.start - _NEAR) : name.span.start].split()


def _called(scene: Scene, name: Mention, found: Sequence[Word]) -> int:
    """Whether the word after a name only says what it is: "the CANALS network and …"."""
    cue = phrases("name-cue", (name.kind,)).at(found, 0, scene.languages) if found else None
    return cue.end if cue and found[0].text[0].islower() and name.kind in _CALLED else 0


_CALLED = ("Network", "Project", "City")


def _whereabouts(scene: Scene, name: Mention, found: Sequence[Word]) -> int:
    """The words after a name that say where it is: "in Greece", "de Bélgica", ", Ireland"."""
    for end in (1, 2, 3):
        there = next(iter(scene.touching(found[end - 1])), None) if end <= len(found) else None
        if there and (there.kind in {"Country", "Region"} or _seated(scene, name, there)):
            before = found[: end - 1]
            small = all(w.text == "," or len(w.folded) <= 4 for w in before)
            return sum(w.start < there.span.end for w in found) if small and before else 0
    return 0


def _describes(scene: Scene, plain: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether what precedes a name only says what it is: an article, "city of", a word or two in lower case."""
    articles, cues = phrases("article"), phrases("name-cue", ("City", "Organisation", "Region"))
    covered: set[int] = set()
    for index, _ in enumerate(rest):
        if match := cues.at(rest, index, scene.languages):
            covered |= {*range(match.start, match.end)}
    if any(w.text.lower() in particles("indefinite", (scene.language,)) for w in rest):
        return False
    small = _SMALL[scene.language]
    loose = [
        w for i, w in enumerate(rest)
        if i not in covered and w.folded not in small and not articles.alone(w, scene.languages)
    ]  # fmt: skip
    if len(plain) <= 3 and not loose:
        return True
    if loose and any(phrases("place-preposition").alone(w, scene.languages) for w in rest):
        return False  # "… and Riga, held a workshop in Ghent", as Greek has prepositions that are articles, too
    return len(rest) <= 5 and len(loose) <= 2 and all(_is_attribute(scene, w) for w in loose)


def _is_attribute(scene: Scene, word: Word) -> bool:
    kinds = (("negation-cue", ()), ("place-preposition", ()), ("label-cue", ("partner", "leadPartner")))
    other = any(phrases(name, terms).alone(word, scene.languages) for name, terms in kinds)
    return (
        (word.text.islower() or demonym(scene, word))
        and len(word.folded) > 3
        and not other
        and word.text not in particles("relative", scene.languages)
    )


_SMALL = by_language("towns-joined")


def initiatives_from(scene: Scene, first: Mention, sentence: Span) -> list[Mention]:
    """An initiative and those that nothing but commas and "and" join to it: "the LIFE projects SKYLARK and AQUAMAP"."""
    found = [first]
    for mention in scene.inside(Span(first.span.start, sentence.end), INITIATIVES):
        if mention.span.start >= found[-1].span.end:
            between = scene.text[found[-1].span.end : mention.span.start]
            joints = [w for w in words(re.sub(r"\([^()]*\)", "", between)) if w.text not in ",&"]
            if not between.strip() or not all(phrases("conjunction").alone(w, scene.languages) for w in joints):
                break
            found.append(mention)
    return found


def closes(scene: Scene, listed: Sequence[Mention], sentence: Span) -> bool:
    """Whether nothing is said behind some names: "takes part in the projects SKYLARK (birds) and TIDELINE."."""
    rest = re.sub(r"^\s*\([^()]*\)", "", scene.text[listed[-1].span.end : sentence.end]).lstrip(' "”»')
    return not rest or rest[0] in _CLOSING


_CLOSING = frozenset(".;:)!?")
