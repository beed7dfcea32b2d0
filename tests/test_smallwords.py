"""smallwords.toml: words of grammar by what is asked of them, and the modules that ask."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

import hanse.extraction
from hanse.documents.languages import LANGUAGES
from hanse.extraction.smallwords import by_language, everywhere, phrases_of
from hanse.extraction.words import folded_words
from hanse.names import fold

FOLDER = Path(hanse.extraction.__file__).parent
TABLES = tomllib.loads((FOLDER / "smallwords.toml").read_text(encoding="utf-8"))
CALL = re.compile(r'\b(everywhere|by_language|phrases_of|phrases_by_first)\("([^"]+)"(, as_written=True)?')
MODULES = [path for path in FOLDER.rglob("*.py") if path.name != "smallwords.py"]
ASKED = [call for path in MODULES for call in CALL.findall(path.read_text(encoding="utf-8"))]
FOLDED = sorted({name for reader, name, as_written in ASKED if "phrases" not in reader and not as_written})
PHRASES = sorted({name for reader, name, _ in ASKED if "phrases" in reader})
SCRIPTS = {"el": {"GREEK"}, "bg": {"CYRILLIC"}, "uk": {"CYRILLIC"}, "sr": {"CYRILLIC", "LATIN"}}


def test_every_table_is_asked_for() -> None:
    assert {name for _, name, _ in ASKED} == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_words_stand_once_under_languages_that_are_known(name: str) -> None:
    assert TABLES[name]
    assert set(TABLES[name]) <= set(LANGUAGES)
    for code, listed in TABLES[name].items():
        words = listed.split()
        assert words, code
        assert len(words) == len(set(words)), code


@pytest.mark.parametrize("name", TABLES)
def test_words_are_in_the_letters_of_their_language(name: str) -> None:
    for code, listed in TABLES[name].items():
        assert unicodedata.is_normalized("NFC", listed)
        scripts = {unicodedata.name(c).split()[0] for c in listed if c.isalpha()}
        assert scripts <= SCRIPTS.get(code, {"LATIN"}), code


@pytest.mark.parametrize("name", FOLDED)
def test_words_that_are_looked_up_folded_can_be_found(name: str) -> None:
    for code, listed in TABLES[name].items():
        folded = [fold(word) for word in listed.split()]
        assert all(word and " " not in word for word in folded), code
        assert len(folded) == len(by_language(name)[code]), code
    assert everywhere(name) == frozenset().union(*by_language(name).values())


@pytest.mark.parametrize("name", PHRASES)
def test_phrases_are_cut_into_words_as_documents_are(name: str) -> None:
    phrases = [phrase for listed in TABLES[name].values() for phrase in listed.split()]
    assert phrases_of(name) == {folded_words(phrase.replace("_", " ")) for phrase in phrases}
