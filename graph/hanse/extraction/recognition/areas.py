"""Districts and metropolitan regions that are called by their town: "Landkreis Gotha" is not the town of Gotha."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import CASELESS, Word, capitalised, distinctive, folded, lemma
from hanse.model import Span

__all__ = ["recognise"]

_ENDINGS = frozenset(("", "s", "es"))  # of a German word for one of them in the genitive


def recognise(scene: Scene, unit: Unit) -> None:
    """Make a region of each town's name that stands beside a word for one, and that word."""
    if not scene.inside(unit.span, ("City",)):
        return
    text = scene.words(unit.span)
    for match in phrases("name-cue", ("Region",)).scan(text, (scene.language,)):
        town = _town(scene, text, match)
        if town is None or not _one(scene, text[match.end - 1].text, match) or _with_town(scene, text, match):
            continue
        if match.start and distinctive(text[match.start - 1].text):
            continue  # "CIM Região de Coimbra" is a body
        span = Span(min(text[match.start].start, town.span.start), max(text[match.end - 1].end, town.span.end))
        if scene.touching(span) == [town]:
            written = span.of(scene.text)
            name = f"{match.cue.text} {town.name}" if scene.language == "de" else written
            aliases = (written,) if name != written else ()  # "Landkreises Gotha"
            scene.replace(Mention(span, "Region", name, 0.88, aliases=aliases))


def _town(scene: Scene, text: Sequence[Word], match: Match) -> Mention | None:
    """The town right behind a word for a region, in English also before it: "Graz Metropolitan Region"."""
    behind = scene.touching(text[match.end]) if match.end < len(text) else []
    if behind and behind[0].kind == "City" and behind[0].span.start == text[match.end - 1].end + 1:
        return behind[0]
    shaped = scene.language == "en" and match.start and all(capitalised(w.text) for w in text[match.start : match.end])
    before = scene.touching(text[match.start - 1]) if shaped else []
    beside = before and before[0].kind == "City" and before[0].span.end + 1 == text[match.start].start
    return before[0] if beside else None


def _one(scene: Scene, word: str, match: Match) -> bool:
    """Whether a word tells of one area, in any case: "Landkreises", not "Landkreise"."""
    cue = match.cue.text.split()[-1]
    if scene.language == "de":
        return word.startswith(cue) and word[len(cue) :] in _ENDINGS
    if folded(word) == folded(cue):
        return True
    return scene.language not in CASELESS and lemma(word, scene.language) == lemma(cue, scene.language)


def _with_town(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether the town is meant as well: "Stadt und Landkreis Gotha"."""
    before = text[max(0, match.start - 2) : match.start]
    joined = len(before) > 1 and phrases("conjunction").alone(before[1], scene.languages)
    return joined and phrases("name-cue", ("City",)).alone(before[0], scene.languages)
