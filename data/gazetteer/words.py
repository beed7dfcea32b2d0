"""Which names are ordinary words too, judged by word lists (simplemma) and word frequencies (wordfreq).

A city's name is about as frequent in one language as in the next ("Bilbao": 3.0 on the Zipf scale everywhere); a name
that is a word of a language is more frequent there ("Reading": 5.1 in English, 3.5 elsewhere). The excess tells.
"""

from __future__ import annotations

import statistics
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from sources import Record
from wordfreq import top_n_list, zipf_frequency

from hanse.names import fold

LANGUAGES = (
    "bg bs ca cs da de el en es et fi fr gl hr hu is it lt lv mk nb nl nn no pl pt ro ru sk sl sq sr sv tr uk".split()
)
SAME = {"bs": "hbs", "hr": "hbs", "sr": "hbs", "nn": "nb", "no": "nb"}  # languages by another one's word list
COUNTED = {"hbs": "sh"}  # and by wordfreq's name for it
LATIN = "ca cs da de en es fi fr hu is it lt lv nb nl pl pt ro sh sk sl sv tr".split()
UNCOUNTED = {"et", "gl", "sq", "bg", "el", "mk", "ru", "uk"}  # no frequencies, or too few languages of the script
TITLED = {"en", "de"}  # languages that write ordinary words with capitals, in titles or always
COMPOUNDS = 40  # German words that end so: then it is a noun
PEOPLE = ((5_000, 0.0), (100_000, 0.8), (500_000, 1.2), (2**40, 2.0))  # excess needed, by population
ALIAS = 0.1  # a place counts this much under a name that is not its own
METROPOLIS = 200_000
LOCAL = 20_000  # inhabitants from which a name is at home in its own language


@lru_cache(maxsize=2)
def _dictionary(language: str) -> Iterable[str]:
    return DefaultDictionaryFactory(1).get_dictionary(language)  # type: ignore[return-value]


def _small(language: str) -> Iterator[str]:
    """The words of a language that are written small."""
    return (unicodedata.normalize("NFC", w) for w in _dictionary(language) if w[0].islower() and w.isalpha())


def ordinary(names: set[str], language: str) -> dict[str, str]:
    """Words of a language, written small or German nouns, by whose spelling a folded name could be meant."""
    bare = fold.__wrapped__
    words = {w: folded for w in _small(language) if (folded := bare(w)) in names}
    if language == "de":
        capital = {w.casefold(): folded for w in _dictionary("de") if (folded := bare(w)) in names}
        listed = (w.casefold() for w in _dictionary("de"))
        ends = Counter(end for w in listed for i in range(3, len(w) - 2) if (end := w[i:]) in capital)
        words |= {word: capital[word] for word, count in ends.items() if count >= COMPOUNDS}
    return words


def common(first: dict[str, Record], spoken: dict[str, list[str]]) -> dict[str, set[str]]:
    """Spelling → the languages in which it is an ordinary word, given the likeliest place of each folded name."""
    singles = {name for name in first if " " not in name}
    lists = {language: ordinary(singles, language) for language in sorted({SAME.get(x, x) for x in LANGUAGES})}
    found = {}
    for word, name in sorted({pair for words in lists.values() for pair in words.items()}):
        inside = {language for language, words in lists.items() if word in words}
        judged = set(_judge(word, name, first[name], inside, spoken))
        if judged:
            found[word] = {x for x in LANGUAGES if SAME.get(x, x) in judged}
    return found


def _judge(word: str, name: str, place: Record, inside: set[str], spoken: dict[str, list[str]]) -> Iterator[str]:
    outside = [x for x in LATIN if not any(COUNTED.get(y, y) == x for y in inside)]
    usual = statistics.median([max(zipf_frequency(w, x) for w in (word, name)) for x in outside] or [0])
    own = name in {fold(n) for n in (place.name, *place.sure)}
    if place.kind == "Country" and own:
        return
    people = place.population * (1 if own else ALIAS) * (0.1 if place.kind == "Region" else 1)
    for language in inside:
        at_home = place.country in spoken.get("hr" if language == "hbs" else language, ()) and people >= LOCAL
        if at_home and language not in TITLED:
            continue
        if language in UNCOUNTED:
            if people < LOCAL:
                yield language
            continue
        frequency = zipf_frequency(word, COUNTED.get(language, language))
        needed = next(excess for size, excess in PEOPLE if people < size)
        if needed > 1 and language not in TITLED:
            needed += 0.8
        if frequency >= 2 and (not needed or frequency - usual >= max(needed, 1.4 if at_home else 0)):
            yield language


def inflections(
    first: dict[str, Record], rules: dict[str, list[list[str]]], bases: Callable[[dict, str], Callable[[str], tuple]]
) -> dict[str, set[str]]:
    """Frequent words that look like inflected forms of a name, with the languages: "miasta" is no place called Miast.

    Forms of a large town's name are left out: word lists have "warszawie", which is a car too.
    """
    found: dict[str, set[str]] = {}
    small_names = {name for name, place in first.items() if place.kind == "Country" or place.population < METROPOLIS}
    for language in sorted(set(LANGUAGES) & set(rules)):
        listed = SAME.get(language, language)
        counted = COUNTED.get(listed, listed)
        if counted not in {*LATIN, "bg", "el", "mk", "ru", "uk"}:
            continue
        small = set(_small(listed))
        forms = bases(rules, language)
        for word in (unicodedata.normalize("NFC", w) for w in top_n_list(counted, 25_000)):
            hits = [base for base in forms(fold(word)) if base in first] if word in small and len(word) > 3 else []
            if hits and all(base in small_names for base in hits) and fold(word) not in first:
                found.setdefault(word, set()).add(language)
    return found
