# /// script
# requires-python = ">=3.11"
# dependencies = ["babel>=2.15"]
# ///
"""Write the names of the months in the languages that Hanse reads, from the Unicode CLDR by way of Babel.

python data/gazetteer/months.py > graph/hanse/extraction/months.toml
"""

import unicodedata

from babel import Locale

LANGUAGES = "bg ca cs da de el en es et fi fr gl hr hu it lt lv nb nl pl pt ro sk sl sr sv tr uk".split()

OTHERS = {  # what the CLDR leaves out: short forms, cases far from the nominative, names of regions
    "de": {1: ["janner"], 2: ["feber"]},
    "el": {2: ["φλεβαρη"], 3: ["μαρτη"], 4: ["απριλη"], 5: ["μαη"], 6: ["ιουνη"], 7: ["ιουλη"], 10: ["οκτωβρη"]},
    "en": {9: ["sept"]},
    "es": {9: ["sep", "setiembre"]},
    "et": {5: ["mail", "mais"]},
    "hr": {
        **{1: ["januar", "januara"], 2: ["februar", "februara"], 3: ["mart", "marta"], 4: ["april", "aprila"]},
        **{5: ["maj", "maja"], 6: ["juni", "juna"], 7: ["juli", "jula"], 8: ["avgust", "avgusta"]},
        **{9: ["septembar", "septembra"], 10: ["oktobar", "oktobra"], 11: ["novembar", "novembra"]},
        **{12: ["decembar", "decembra"]},
    },
    "lv": {3: ["marta"], 5: ["maija"]},
    "nl": {9: ["sept"]},
    "pl": {2: ["lutym"], 5: ["maju"]},
    "sk": {5: ["maji"], 6: ["juni"], 7: ["juli"]},
    "sl": {3: ["marca", "marcu"], 5: ["maja", "maju"]},
    "sr": {
        **{1: ["јануара"], 2: ["фебруара"], 3: ["марта"], 4: ["априла"], 5: ["маја", "мају"], 6: ["јуна", "јуну"]},
        **{7: ["јула", "јулу"]},
        **{8: ["августа"], 9: ["септембра"], 10: ["октобра"], 11: ["новембра"], 12: ["децембра"]},
    },
}


def plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l").replace("ı", "i"))
    return "".join(c for c in decomposed if c.isalpha())


def forms(language: str, month: int) -> list[str]:
    months = Locale.parse(language).months
    names = (
        months[context][width][month] for context in ("format", "stand-alone") for width in ("wide", "abbreviated")
    )
    others = OTHERS.get(language, {}).get(month, [])
    return sorted({plain(name) for name in names if not any(c.isdigit() for c in name)} - {""} | set(others))


if __name__ == "__main__":
    print("# Months 1 to 12, each with its forms folded: written by data/gazetteer/months.py from the Unicode CLDR.")
    for language in LANGUAGES:
        print(f"{language} = [{', '.join(str(forms(language, m)).replace(chr(39), chr(34)) for m in range(1, 13))}]")
