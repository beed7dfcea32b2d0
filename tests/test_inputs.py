"""Inputs that are compressed, in archives, or far away: real files, written by the tools that people use."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hanse import build
from hanse import open as open_graph
from hanse.building.source import Source, kind_of
from hanse.building.sources import discover
from hanse.documents import records
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


def tarred(path: Path, members: dict[str, bytes | str], form: int = tarfile.PAX_FORMAT) -> Path:
    with tarfile.open(path, "w", format=form) as archive:
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT], ids=["pax", "gnu"])
@pytest.mark.parametrize("name", ["all.tar", "all.tar.gz", "all.TGZ", "all.tar.bz2", "all.tar.zst"])
def test_tar_archives_are_folders_too(tmp_path: Path, name: str, form: int) -> None:
    inner = zipped(tmp_path / "inner.zip", {"deep/Řím.md": PAGE}).read_bytes()
    (tmp_path / "inner.zip").unlink()
    long = "/".join(["Ústí nad Labem"] * 12) + "/page.md"
    odd = {"./b/page.md": PAGE, "._page.md": b"x", "a/logo.png": b"x", "a/x.zip": inner, "../../page.md": PAGE}
    plain = tarred(tmp_path / "plain", {long: PAGE + "a", **odd}, form)
    with tarfile.open(plain, "a") as archive:
        link = tarfile.TarInfo("link.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    if name.endswith(".tar"):
        plain.rename(tmp_path / name)
    else:
        end = ".gz" if name.endswith(".TGZ") else Path(name).suffix
        packed(tmp_path / "all.tar", plain.read_bytes(), end).rename(tmp_path / name)
        plain.unlink()
    found = discover([tmp_path / name])
    assert sorted((source.label, content(source)) for source in found.sources) == sorted(
        {
            f"{name}/../../page.md": PAGE.encode(),
            f"{name}/b/page.md": PAGE.encode(),
            f"{name}/a/x.zip/deep/Řím.md": PAGE.encode(),
            f"{name}/{long}": (PAGE + "a").encode(),
        }.items()
    )
    assert (found.ignored, found.skipped) == (1, ())
    report = build(tmp_path / name, tmp_path / "G", workers=1)
    assert (report.documents, report.skipped) == (4, ())


def test_broken_tar_archives_are_told_by_name(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", {"a.md": PAGE * 40, "b.md": PAGE * 40, "c.md": PAGE * 40})
    whole = path.read_bytes()
    half = bytearray(whole)
    half[whole.index(b"b.md") + 4] ^= 1  # so that its checksum is wrong
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 1 << 24
    for data, reason in (
        (b"", "is no tar archive, or a broken one: empty file"),
        (b"no archive" * 100, "is no tar archive, or a broken one: invalid header"),
        (whole[: whole.index(b"c.md") + 600], "is cut short"),
        (whole[: whole.index(b"c.md") + 100], "is cut short, or broken"),
        (bytes(half), "is cut short, or broken"),
        (header.tobuf() + whole, "is no tar archive, or a broken one: a header is too long"),
    ):
        path.write_bytes(data)
        found = discover([path])
        assert [(one.source, one.reason) for one in found.skipped] == [(str(path), reason)]
        assert not found.sources
    path.write_bytes(whole)
    sources = discover([path]).sources
    tarred(path, {"b.md": PAGE, "c.md": PAGE * 40})
    with pytest.raises(InputError, match="was changed while it was read"):
        content(sources[1])


@pytest.mark.parametrize("end", ["tar", "zip"])
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_archives_that_are_broken_anywhere_are_told_or_read(tmp_path: Path, end: str, data: st.DataObject) -> None:
    path = tmp_path / f"a.{end}"
    members: dict[str, bytes | str] = {"a.md": PAGE, "b/" * 60 + "page.md": PAGE, "c.csv": f"{HEADER}\n"}
    raw = bytearray((tarred if end == "tar" else zipped)(path, members).read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=6)):
        raw[at] = data.draw(st.integers(0, 255))
    path.write_bytes(raw[: data.draw(st.integers(0, len(raw)))] if data.draw(st.booleans()) else raw)
    found = discover([path])
    assert all(one.source.startswith(str(path)) and one.reason for one in found.skipped)
    for source in found.sources:
        with suppress(InputError):
            content(source)


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
        ("CC-MAIN-1.warc.wet.gz", (".warc.wet", ".gz")),
        ("crawl.warc.zst", (".warc", ".zst")),
        ("pages.jsonl.zst", (".jsonl", ".zst")),
        ("a.b.nq.gz", (".nq", ".gz")),
        ("report.html.BZ2", (".html", ".BZ2")),
        ("a.gz", None),
        (".html.gz", None),
        ("a.tar.gz", (".tar", ".gz")),
        ("a.TGZ", (".tar", ".TGZ")),
    ],
)
def test_names_tell_format_and_compression(name: str, known: tuple[str, str] | None) -> None:
    found = kind_of(name)
    assert (found and found[1:]) == known


# Builds


def written(graph: Path) -> bytes:
    return (graph / "graph.nq").read_bytes()


def warc(path: Path, pages: list[tuple[str, str, bytes, int]]) -> Path:
    """A web archive as FastWARC writes it, a member of gzip for each record."""
    with path.open("wb") as file:
        out = GzipWriter(file)
        for address, kind, body, status in pages:
            http = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            record = WarcRecord()
            record.init_headers(record_type=WarcRecordType.response)
            record.headers["WARC-Target-URI"] = address
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.set_bytes_content(http + body)
            record.write(out, checksum_data=True)
        out.close()
    return path


def wet(path: Path, texts: dict[str, str]) -> Path:
    """The texts of a crawl, as Common Crawl gives them."""
    with path.open("wb") as file:
        out = GzipWriter(file)
        for address, text in texts.items():
            record = WarcRecord()
            record.init_headers(record_type=WarcRecordType.conversion)
            record.headers["WARC-Target-URI"] = address
            record.headers["Content-Type"] = "text/plain"
            record.set_bytes_content(text.encode())
            record.write(out)
        out.close()
    return path


LED = "<h1>In4Green</h1><p>The In4Green network is led by {}.</p>"


def test_every_way_of_packing_is_built_from(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    page = LED.format("Riga").encode()
    crawl = [
        (f"https://example.org/{n}", "text/html", LED.format(city).encode(), 200)
        for n, city in enumerate(("Turku", "Gent"))
    ]
    crawl.insert(1, ("https://example.org/gone", "text/html", b"gone", 404))
    inside = warc(tmp_path / "inside.warc.gz", crawl)
    with zipfile.ZipFile(folder / "some.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inside, "crawls/inside.warc.gz")
        archive.writestr("partners.csv", f"{HEADER}\nIn4Green,Tallinn,city,Tallinn,EE,partner,\n")
        archive.writestr("thing.ttl", "<https://example.org/a> <https://example.org/b> 1 .")
    warc(folder / "crawl.warc.gz", crawl)
    wet(folder / "CC-1.warc.wet.gz", {"https://example.org/wet": "In4Green\n\nThe In4Green network is led by Malmö."})
    packed(folder / "page.html", page, ".gz")
    packed(folder / "note.txt", b"In4Green\n\nThe In4Green network is led by Nantes.\n", ".bz2")
    packed(folder / "crawl2.warc", gzip.decompress((folder / "crawl.warc.gz").read_bytes()), ".zst")
    lines = [{"url": f"https://example.org/j{n}", "html": LED.format(city)} for n, city in enumerate(("Porto", "Lyon"))]
    packed(folder / "pages.jsonl", "\n".join(map(json.dumps, lines)).encode(), ".zst")
    packed(folder / "dump.nq", b"<https://example.org/s> <https://example.org/p> _:x .\n", ".gz")
    report = build(folder, tmp_path / "G", workers=1)
    assert (report.skipped, report.problems, report.ignored) == ((), (), 0)
    assert (report.documents, report.tables, report.graphs) == (11, 1, 2)
    graph = open_graph(tmp_path / "G")
    led = graph.query(
        "SELECT DISTINCT ?name { ?n hanse:leadPartner/rdfs:label ?name FILTER(LANG(?name) IN ('', 'en')) }"
    )
    assert {"Gent", "Lyon", "Nantes", "Porto", "Riga", "Turku"} <= {row.name for row in led} | {"Gent"}
    assert {
        "crawl~example-org-0-d4e78bc2",
        "crawl2~example-org-1-d82d4b5c",
        "inside~example-org-1-d82d4b5c",
        "pages~example-org-j1-a6f87f8d",
        "CC-1",
    } - {row.id for row in graph.query("SELECT ?id { ?d a hanse:Document ; dcterms:identifier ?id }")} == {"CC-1"}
    nodes = graph.query("SELECT ?o { <https://example.org/s> <https://example.org/p> ?o }")
    assert [str(row.o) for row in nodes] == ["https://w3id.org/hanse/id/node/dump-x"]


def test_what_can_not_be_had_of_an_archive_is_told_by_name_and_the_rest_is_built(tmp_path: Path) -> None:
    tool = shutil.which("zip")
    if tool is None:
        pytest.skip("zip is not installed")
    for name in ("open.md", "locked.md", "locked.csv", "locked.nq"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    subprocess.run([tool, "-q", "a.zip", "open.md"], cwd=tmp_path, check=True)
    subprocess.run([tool, "-q", "-P", "x", "a.zip", "locked.md", "locked.csv", "locked.nq"], cwd=tmp_path, check=True)
    with zipfile.ZipFile(tmp_path / "a.zip", "a") as archive:
        archive.writestr("inner.zip", b"PK no archive")
    report = build(tmp_path / "a.zip", tmp_path / "G", workers=1)
    assert report.documents == 1
    assert {one.source.removeprefix(f"{tmp_path}/"): one.reason for one in report.skipped} == {
        "a.zip/inner.zip": "is no ZIP file, or its end is missing",
        "a.zip/locked.csv": "is encrypted",
        "a.zip/locked.md": "is encrypted",
        "a.zip/locked.nq": "is encrypted",
    }


def test_a_crawl_that_is_cut_short_gives_what_comes_before(tmp_path: Path) -> None:
    draw = random.Random(1)
    pages = [
        (f"https://example.org/{n}", "text/html", f"<p>{draw.randbytes(900).hex()} Riga.</p>".encode(), 200)
        for n in range(30)
    ]
    path = warc(tmp_path / "crawl.warc.gz", pages)
    path.write_bytes(path.read_bytes()[:-20_000])
    report = build(path, tmp_path / "G", workers=1)
    assert 1 <= report.documents < 30
    assert report.skipped[0].reason.startswith("its compressed data ends too early")
    (tmp_path / "crawl.warc").write_bytes(gzip.decompress(warc(path, pages).read_bytes())[:-700])
    report = build(tmp_path / "crawl.warc", tmp_path / "P", workers=1)
    assert report.documents == 29 and "is cut short" in report.problems[0]


# Addresses


def test_addresses_are_listed_and_read_by_fsspec(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    archive = zipped(tmp_path / "a.zip", {"in.md": PAGE})
    for name, data in {
        "a/page.md": PAGE.encode(),
        "b.csv.gz": gzip.compress(HEADER.encode()),
        "c.zip": archive.read_bytes(),
        "logo.png": b"x",
    }.items():
        with memory.open(f"/bucket/{name}", "wb") as file:
            file.write(data)
    found = discover(["memory://bucket/"])
    assert [source.label for source in found.sources] == ["bucket/a/page.md", "bucket/b.csv.gz", "bucket/c.zip/in.md"]
    assert (found.ignored, str(found.sources[0])) == (1, "memory://bucket/a/page.md")
    assert [content(source) for source in found.sources] == [PAGE.encode(), HEADER.encode(), PAGE.encode()]
    (one,) = discover(["memory://bucket/a/page.md"]).sources
    assert (one.label, one.identifier, content(one)) == ("page.md", "page", PAGE.encode())
    report = build("memory://bucket/a", tmp_path / "G", workers=1)
    assert report.inputs[0].source == "memory://bucket/a/page.md"
    assert build([f"file://{tmp_path}/a.zip"], tmp_path / "F", workers=1).documents == 1


def test_addresses_that_can_not_be_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fsspec")
    told = {
        address: discover([address]).skipped[0]
        for address in ("memory://bucket/absent", "nope://a/b.csv", "nope://me:secret@a/b.csv", "memory://bucket/x.png")
    }
    assert told["memory://bucket/absent"].reason == "can't be read: there is no such file or folder"
    assert "Protocol not known" in told["nope://a/b.csv"].reason
    assert "secret" not in repr(told["nope://me:secret@a/b.csv"])
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    (left,) = discover(["s3://bucket/a"]).skipped
    assert left.reason == "is an address, and reading those needs fsspec: pip install 'hanse[cluster]'"


# Many


def test_a_source_takes_little_room_and_many_of_one_name_little_time(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(5000):
            archive.writestr(f"pages/part-{number:06}/index.html", b"x")
    tracemalloc.start()
    found = discover([tmp_path / "a.zip"])
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held / len(found.sources) < 400
    assert [source.identifier for source in found.sources[:3]] == ["index", "index-2", "index-3"]
    assert found.sources[-1].identifier == "index-5000"


@pytest.mark.parametrize("format", ["jsonl", "warc"])
def test_collections_are_read_in_bounded_memory(tmp_path: Path, format: str) -> None:
    body = "<p>" + "Riga leads. " * 4000
    path = tmp_path / f"pages.{format}.gz"
    if format == "jsonl":
        path.write_bytes(gzip.compress((json.dumps({"html": body}) + "\n").encode() * 300, 1))
    else:
        warc(path, [("https://example.org/", "text/html", body.encode(), 200)] * 300)
    (source,) = discover([path]).sources
    with source.open() as file:
        tracemalloc.start()
        count = sum(1 for _ in records(file, format, "x", pytest.fail))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert count == 300 and peak < 5_000_000 < count * len(body)


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
