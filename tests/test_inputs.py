"""Inputs that are compressed, in archives, or far away: real files, written by the tools that people use."""

from __future__ import annotations

import gzip
import io
import random
import re
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest

from hanse import build
from hanse.building.source import Source, kind_of
from hanse.building.sources import discover
from hanse.errors import InputError
from hanse.files import LocalFile, unpacked

TOOLS = {".gz": "gzip", ".zst": "zstd", ".bz2": "bzip2"}
PAGE = "# In4Green\n\nThe city of Riga leads the network.\n"


def packed(path: Path, content: bytes, end: str) -> Path:
    """The file as a tool compresses it."""
    tool = shutil.which(TOOLS[end])
    if tool is None:
        pytest.skip(f"{TOOLS[end]} is not installed")
    path.write_bytes(content)
    subprocess.run([tool, "-q", path], check=True)
    path.unlink(missing_ok=True)
    return path.with_name(path.name + end)


def zipped(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def content(source: Source) -> bytes:
    with source.open() as file:
        return file.read()


# Compressed files


@pytest.mark.parametrize("end", TOOLS)
def test_compressed_files_are_read_as_streams(tmp_path: Path, end: str) -> None:
    noise = random.Random(7).randbytes(400_000)
    path = packed(tmp_path / "a.txt", noise + noise, end)
    assert LocalFile(path).name == "a.txt"
    with LocalFile(path).open() as file:
        assert b"".join(iter(lambda: file.read(7777), b"")) == noise + noise
    twice = path.read_bytes() * 2
    assert unpacked(io.BytesIO(twice), end).read() == noise * 4


@pytest.mark.parametrize("end", TOOLS)
@pytest.mark.parametrize("harm", ["cut", "flipped", "other"])
def test_broken_compressed_files_are_told(tmp_path: Path, end: str, harm: str) -> None:
    whole = packed(tmp_path / "a.txt", random.Random(7).randbytes(50_000) * 2, end).read_bytes()
    middle = len(whole) // 2
    data = {
        "cut": whole[:-9],
        "flipped": whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :],
        "other": b"hello",
    }[harm]
    with pytest.raises(InputError, match=r"its compressed data (is broken|ends too early)"):
        unpacked(io.BytesIO(data), end).read()


@pytest.mark.parametrize("end", TOOLS)
def test_bombs_are_not_unpacked_to_their_end(tmp_path: Path, end: str) -> None:
    bomb = packed(tmp_path / "a.txt", bytes(150_000_000), end)
    size = 0
    with LocalFile(bomb).open() as file, pytest.raises(InputError, match="unpacks to more than 500 times its size"):
        while piece := file.read(1 << 20):
            size += len(piece)
    assert size <= 100_000_000


# Archives


def test_members_of_archives_are_sources_each(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"deep/Řím.md": PAGE})
    outer = {
        "b/page.md": PAGE,
        "a/page.md": PAGE + "a",
        "a/logo.png": b"\x89PNG",
        "__MACOSX/a/._page.md": b"x",
        ".hidden/page.md": PAGE,
        "inner.zip": inner.read_bytes(),
        "empty/": b"",
    }
    inner.unlink()
    zipped(tmp_path / "all.zip", outer)
    found = discover([tmp_path])
    top = tmp_path.name
    assert [(source.label, source.identifier) for source in found.sources] == [
        (f"{top}/all.zip/a/page.md", "page"),
        (f"{top}/all.zip/b/page.md", "page-2"),
        (f"{top}/all.zip/inner.zip/deep/Řím.md", "Řím"),
    ]
    assert (found.ignored, found.skipped) == (1, ())
    assert [content(source) for source in found.sources] == [(PAGE + "a").encode(), PAGE.encode(), PAGE.encode()]


def test_what_zip_wrote_is_read(tmp_path: Path) -> None:
    tool = shutil.which("zip")
    if tool is None:
        pytest.skip("zip is not installed")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "Łódź.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "pages" / "secret.md").write_text(PAGE, encoding="utf-8")
    subprocess.run([tool, "-q", "-fz", "all.zip", "pages/Łódź.md"], cwd=tmp_path, check=True)  # in ZIP64's form
    subprocess.run([tool, "-q", "-P", "x", "all.zip", "pages/secret.md"], cwd=tmp_path, check=True)
    locked, open_ = discover([tmp_path / "all.zip"]).sources
    assert (open_.label, content(open_)) == ("all.zip/pages/Łódź.md", PAGE.encode())
    with pytest.raises(InputError, match="is encrypted"):
        content(locked)


def test_archives_may_have_something_before_them(tmp_path: Path) -> None:
    data = zipped(tmp_path / "a.zip", {"page.md": PAGE}).read_bytes()
    (tmp_path / "a.zip").write_bytes(b"#!/bin/sh\n" * 100 + data)
    assert [content(source) for source in discover([tmp_path / "a.zip"]).sources] == [PAGE.encode()]


def test_members_with_hostile_names_are_read_under_harmless_ones(tmp_path: Path) -> None:
    names = ["../../etc/cron.d/page.md", "/etc/page.md", "C:\\page.md", "a\x1b[31m\n.md", "x" * 300 + ".md"]
    path = zipped(tmp_path / "a.zip", dict.fromkeys(names, PAGE))
    sources = discover([path]).sources
    assert len(sources) == len(names)
    assert all(content(source) == PAGE.encode() for source in sources)
    assert all(source.label.isprintable() and len(source.identifier) <= 120 for source in sources)
    assert not any("/" in source.identifier for source in sources)


def test_broken_archives_are_told_by_name(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", {"a.md": PAGE, "b.md": PAGE}).read_bytes()
    directory = whole.rindex(b"PK\1\2a"[:4], 0, whole.rindex(b"PK\5\6"))
    for name, data in {
        "cut": whole[:-30],
        "text": b"no archive",
        "empty": b"",
        "headless": whole[20:],
        "directory": whole[:directory] + b"XX" + whole[directory + 2 :],
    }.items():
        (tmp_path / "a.zip").write_bytes(data)
        found = discover([tmp_path / "a.zip"])
        assert [one.source for one in found.skipped] == [str(tmp_path / "a.zip")], name
    flipped = bytearray(whole)
    flipped[40] ^= 255
    (tmp_path / "a.zip").write_bytes(flipped)
    broken, sound = discover([tmp_path / "a.zip"]).sources
    with pytest.raises(InputError, match="is broken"):
        content(broken)
    assert content(sound) == PAGE.encode()


def test_bombs_in_archives_are_refused(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {"a.txt": bytes(120_000_000)})
    (bomb,) = discover([tmp_path / "a.zip"]).sources
    with pytest.raises(InputError, match="unpacks to more than 500 times its size"):
        content(bomb)
    data = zipped(tmp_path / "a.zip", {f"{number}.txt": random.Random(1).randbytes(5000) for number in range(9)})
    raw = bytearray(data.read_bytes())
    at = -1
    while (at := raw.find(b"PK\1\2", at + 1)) > 0:  # all members are the first
        struct.pack_into("<L", raw, at + 42, 0)
        struct.pack_into("<L", raw, at + 20, 40_000)
    data.write_bytes(raw)
    assert [one.reason for one in discover([data]).skipped] == ["its members share their bytes, as in a bomb"]


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    data = zipped(tmp_path / "a.zip", {"a.md": PAGE}).read_bytes()
    for _ in range(4):
        data = zipped(tmp_path / "a.zip", {"a.zip": data}).read_bytes()
    found = discover([tmp_path / "a.zip"])
    assert not found.sources
    assert found.skipped[0].reason == "stands 4 archives deep: at most 3 are opened"


def test_an_archive_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.md": PAGE, "b.md": PAGE})
    sources = discover([path]).sources
    zipped(path, {"b.md": PAGE, "c.md": PAGE})
    with pytest.raises(InputError, match=r"was changed|is broken"):
        content(sources[0])


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("CC-MAIN-1.warc.wet.gz", (".warc.wet.gz", "")),
        ("crawl.warc.zst", (".warc", ".zst")),
        ("pages.jsonl.zst", (".jsonl", ".zst")),
        ("a.b.nq.gz", (".nq", ".gz")),
        ("report.html.BZ2", (".html", ".BZ2")),
        ("a.gz", None),
        (".html.gz", None),
        ("a.tar.gz", None),
    ],
)
def test_names_tell_format_and_compression(name: str, known: tuple[str, str] | None) -> None:
    found = kind_of(name)
    assert (found and found[1:]) == known


# Builds


def written(graph: Path) -> bytes:
    return (graph / "graph.nq").read_bytes()


HEADER = "network,partner,kind,city,country,role,source_url"


def rows(count: int) -> list[str]:
    draw = random.Random(5)
    return [f"Network {n // 9} {draw.random()},Town {n % 97},city,Town {n % 97},ES,partner," for n in range(count)]


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanse.tables.slicing.ROWS", 40)


def zipped_table(path: Path, lines: list[str]) -> Path:
    path.write_bytes(gzip.compress("\n".join((HEADER, *lines)).encode()))
    return path


@pytest.mark.usefixtures("small_slices")
def test_large_tables_are_mapped_slice_by_slice_by_any_number_of_processes(tmp_path: Path) -> None:
    lines = rows(200)
    lines[110] = "Network,Town,city,Town,ES,boss,"
    table = zipped_table(tmp_path / "partners.csv.gz", lines)
    one = build(table, tmp_path / "one", workers=1)
    two = build(table, tmp_path / "two", workers=2)
    assert written(tmp_path / "one") == written(tmp_path / "two")
    assert (one.tables, one.problems) == (1, two.problems) and "row 112: role 'boss' is unknown" in one.problems[0]
    assert not one.unchanged and build(table, tmp_path / "one", workers=1).unchanged == 1
    zipped_table(table, [*lines, "Network X,Ölberg,city,Ölberg,DE,lead,"])
    build(table, tmp_path / "one", workers=1)
    build(table, tmp_path / "three", workers=1)
    assert written(tmp_path / "one") == written(tmp_path / "three")
    assert "Ölberg".encode() in written(tmp_path / "one")


@pytest.mark.usefixtures("small_slices")
def test_a_table_that_is_cut_short_is_told_and_its_rows_before_that_are_there(tmp_path: Path) -> None:
    draw = random.Random(5)
    table = zipped_table(tmp_path / "partners.csv.gz", [f"{row}{draw.randbytes(2000).hex()}" for row in rows(200)])
    table.write_bytes(table.read_bytes()[: table.stat().st_size * 9 // 10])
    report = build(table, tmp_path / "G", workers=1)
    (cut,) = report.skipped
    assert re.fullmatch(r"its compressed data ends too early; the [34] parts before that are in the graph", cut.reason)
    assert report.tables == 1 and b"Town 60" in written(tmp_path / "G")
