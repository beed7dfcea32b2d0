"""Dictionaries: made once on a machine, whole or not at all, and read where they lie where they can't be kept."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hanse.extraction.dictionaries import Dictionaries


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user's cache that nothing is in yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    yield tmp_path
    left = [path.name for path in tmp_path.rglob("*") if path.is_dir() and path.name.startswith("tmp")]
    assert not left, "drafts are left behind"


def lemma(language: str, word: str) -> str | None:
    return Dictionaries().get_dictionary(language).get(word)


def tries(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.dic"))


def test_a_dictionary_is_made_once(kept: Path) -> None:
    assert lemma("sl", "mestih") == "mesto"
    (made,) = tries(kept)
    before = made.stat().st_mtime_ns
    assert lemma("sl", "mestih") == "mesto"
    assert made.stat().st_mtime_ns == before


def test_of_processes_that_want_it_one_makes_it(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def draft(dir: Path) -> TemporaryDirectory[str]:
        with (kept / "drafts").open("a") as told:
            told.write("one\n")
        return TemporaryDirectory(dir=dir)

    monkeypatch.setattr("hanse.extraction.dictionaries.TemporaryDirectory", draft)
    with ProcessPoolExecutor(4, get_context("fork")) as several:
        assert set(several.map(lemma, ["sl"] * 8, ["mestih"] * 8)) == {"mesto"}
    assert len(tries(kept)) == 1
    assert (kept / "drafts").read_text() == "one\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="needs a user who is not root")
def test_a_cache_that_can_not_be_written(kept: Path) -> None:
    kept.chmod(0o500)
    assert lemma("sl", "mestih") == "mesto"
    assert not tries(kept)


def test_a_cache_that_is_no_folder(kept: Path) -> None:
    (kept / "hanse").write_text("a file")
    assert lemma("sl", "mestih") == "mesto"
    assert not tries(kept)


@pytest.mark.parametrize("broken", [b"", b"nothing of the kind", None], ids=["empty", "other", "cut"])
def test_a_broken_one_is_made_anew(kept: Path, broken: bytes | None, caplog: pytest.LogCaptureFixture) -> None:
    lemma("sl", "mestih")
    (made,) = tries(kept)
    whole = made.read_bytes()
    made.write_bytes(whole[: len(whole) // 2] if broken is None else broken)
    with caplog.at_level(logging.CRITICAL):
        assert lemma("sl", "mestih") == "mesto"
    assert made.read_bytes() == whole


def test_a_language_without_one(kept: Path) -> None:
    with pytest.raises(ValueError, match="Unsupported"):
        Dictionaries().get_dictionary("xx")
    assert not tries(kept)
