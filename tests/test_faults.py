"""What goes wrong around a build: the earlier graph stays whole, the rest goes on, the message says what and where."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from zstandard import compress

import hanse
from hanse import documents, extraction, store
from hanse.building import build
from hanse.cli import cli
from hanse.errors import GraphError, HanseError, InputError, OutputError

HOSTILE = compress(b"cos\nsystem\n(S'touch owned'\ntR.")
TABLE = "network,partner,kind,city,country,role,source_url\n"
HANSE = "from hanse.cli import main; main()"
HELD = f"""
import time, hanse.views
from pathlib import Path
def hold(directory, each):
    Path("held").touch()
    while Path("held").exists():
        time.sleep(0.02)
hanse.views.write_index = hold
{HANSE}
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_text("# In4Green\n\nThe In4Green network is led by Avilés (ES).\n", encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A page of two networks."""
    path = tmp_path / "other.md"
    path.write_text("# Two\n\nThe In4Green network is led by Riga. The BiodiverCity network is led by Ghent (BE).\n")
    return path


@pytest.fixture
def graph(page: Path, tmp_path: Path) -> Path:
    """A graph that is there already, in a folder of its own."""
    (tmp_path / "out").mkdir()
    build(page, tmp_path / "out" / "G")
    return tmp_path / "out" / "G"


def state(graph: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in graph.iterdir() if path.is_file()}


def beside(graph: Path) -> set[str]:
    return {path.name for path in graph.parent.iterdir()} - {graph.name}


def start(folder: Path, *arguments: object, script: str = HANSE) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *(str(argument) for argument in arguments)]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@contextmanager
def held(source: Path, graph: Path) -> Iterator[subprocess.Popen[str]]:
    """A build that waits for the end of the block when all is written, before its graph takes its place."""
    process = start(source.parent, "build", source, "-o", graph, script=HELD)
    wait_for(source.parent / "held")
    yield process
    (source.parent / "held").unlink(missing_ok=True)


def wait_for(path: Path, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < end, f"{path} never came"
        time.sleep(0.01)


# The build is stopped


def test_builds_that_are_killed_at_random_moments(tmp_path: Path) -> None:
    """Few here: make faults kills as many as are asked for."""
    script = Path(__file__).with_name("kills.py")  # in a process that has opened no store: it forks
    command = [sys.executable, str(script), "2", "3", "4"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0 and "Each left the graph" in done.stdout, done.stderr


def test_ctrl_c_stops_a_build_and_keeps_what_was_read(graph: Path, other: Path) -> None:
    before = state(graph)
    with held(other, graph) as build_:
        build_.send_signal(signal.SIGINT)
        _, told = build_.communicate(timeout=60)
    assert build_.returncode == 130 and "Traceback" not in told
    assert f"hanse: stopped; {graph} is as it was" in told
    assert state(graph) == before
    assert {path.name for path in (graph.parent / ".G.building").iterdir()} == {"cache"}
    assert all(one.cached for one in build(other, graph).inputs) and beside(graph) == set()


def test_ctrl_c_ends_worker_processes_too(graph: Path, page: Path, tmp_path: Path) -> None:
    build_ = start(tmp_path, "build", _many(page, tmp_path), "-o", graph, "--workers", 2)
    children = _wait_for_children(build_.pid, graph)
    os.kill(build_.pid, signal.SIGINT)
    _, told = build_.communicate(timeout=60)
    assert build_.returncode == 130 and "Traceback" not in told
    assert children and _gone(children)


def test_a_killed_build_takes_its_workers_along(graph: Path, page: Path, tmp_path: Path) -> None:
    build_ = start(tmp_path, "build", _many(page, tmp_path), "-o", graph, "--workers", 2)
    children = _wait_for_children(build_.pid, graph)
    build_.kill()
    build_.communicate(timeout=60)
    assert children and _gone(children)


def _wait_for_children(process: int, graph: Path) -> list[int]:
    """The workers, when one of them has done its first task."""
    end = time.monotonic() + 60
    while not list((graph.parent / f".{graph.name}.building" / "cache").glob("read-*")):
        assert time.monotonic() < end, "no worker ever did a task"
        time.sleep(0.01)
    return _children(process)


def _many(page: Path, folder: Path) -> Path:
    """A folder of 200 long pages, so that a build with workers takes a while."""
    many = folder / "many"
    many.mkdir()
    for number in range(200):
        (many / f"{number}.md").write_text(page.read_text(encoding="utf-8") * 50, encoding="utf-8")
    return many


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task/{process}/children")
    if not tasks.exists():
        pytest.skip("needs /proc")
    return [int(child) for child in tasks.read_text().split()]


def _gone(processes: list[int], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while any(Path(f"/proc/{process}/exe").exists() for process in processes):
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def interrupt(directory: Path, each: object) -> None:
    raise KeyboardInterrupt


def test_a_stop_at_the_end_leaves_the_earlier_graph_whole(graph: Path, page: Path) -> None:
    before = state(graph)
    with pytest.raises(KeyboardInterrupt):
        build(page, graph, finish=interrupt)
    assert state(graph) == before and {path.name for path in (graph.parent / ".G.building").iterdir()} == {"cache"}


def test_a_fault_of_what_finishes_a_graph_costs_no_graph(
    graph: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.write_text("# BiodiverCity\n\nThe BiodiverCity network is led by Riga (LV).\n", encoding="utf-8")
    monkeypatch.setattr("hanse.views.write_index", lambda directory, each: print(1 / 0))
    result = CliRunner().invoke(cli, ["build", str(page), "-o", str(graph)])
    assert result.exit_code == 1 and "Riga" in (graph / "graph.nq").read_text(encoding="utf-8")
    assert "its start page could not be drawn: ZeroDivisionError: division by zero (" in result.stderr
    assert "index.html" not in result.stderr
    assert json.loads((graph / "manifest.json").read_text(encoding="utf-8"))["unfinished"].startswith("ZeroDivision")


def test_a_kill_between_two_renames_is_mended(graph: Path, page: Path) -> None:
    """Where directories can't be exchanged in one step, the earlier graph may be found under another name."""
    before = state(graph)
    graph.rename(graph.parent / ".G.old")
    with pytest.raises(InputError):
        build(page.with_name("none.md"), graph)
    assert beside(graph) == {".G.old"} and not graph.exists()
    with pytest.raises(KeyboardInterrupt):
        build(page, graph, finish=interrupt)
    assert state(graph) == before and beside(graph) == {".G.building"}


# There is no room, or no right


def test_two_builds_at_once_and_readers(graph: Path, page: Path, other: Path) -> None:
    ask = "SELECT ?n { ?n a hanse:Network }"
    opened = store.open(graph)
    with held(other, graph) as build_:
        with pytest.raises(GraphError, match=rf"another build \(process {build_.pid}\) is writing .*G; wait for it"):
            build(page, graph)
        assert len(list(store.open(graph).query(ask))) == 1
    _, told = build_.communicate(timeout=120)
    assert build_.returncode == 0, told
    assert len(list(opened.query(ask))) == 1, "who had it open reads on in the graph of then"
    assert len(list(store.open(graph).query(ask))) == 2 and beside(graph) == set()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A file system of its own, of which so many bytes are free."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "none", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a file system")

    def leave(free: int) -> Path:
        told = os.statvfs(disk)
        size = (told.f_blocks - told.f_bfree) * told.f_frsize + free
        subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)
        return disk

    try:
        leave(2**30)
        yield leave
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_and_one_that_is_read_only(small_disk: Callable[[int], Path], graph: Path, other: Path) -> None:
    """It is full early, at the cache, and late, at the store."""
    on_disk = small_disk(2**30) / "G"
    shutil.copytree(graph, on_disk)
    before = state(on_disk)
    for free in (0, 30_000, 200_000):
        small_disk(free)
        with pytest.raises(OutputError, match=r"No space left on device.*; the earlier graph is unchanged"):
            build(other, on_disk)
        assert state(on_disk) == before and beside(on_disk) <= {".G.building"}
        left = on_disk.with_name(".G.building")
        assert not left.exists() or {path.name for path in left.iterdir()} == {"cache"}, "it goes on from there"
    subprocess.run(["mount", "-o", "remount,ro", str(on_disk.parent)], check=True)
    with pytest.raises(OutputError, match="Read-only file system; the earlier graph is unchanged"):
        build(other, on_disk)
    subprocess.run(["mount", "-o", "remount,rw", str(on_disk.parent)], check=True)
    small_disk(2**30)
    build(other, on_disk)
    assert state(on_disk) != before and beside(on_disk) == set()


def test_a_disk_with_no_room_for_a_store_is_told_before_it_is_made(small_disk: Callable[[int], Path]) -> None:
    disk = small_disk(2**30)
    line = "<https://example.org/%d> <https://example.org/p> <https://example.org/o> <https://example.org/g> .\n"
    (disk / "graph.nq").write_text("".join(line % number for number in range(40_000)), encoding="utf-8")
    small_disk(2**20)
    with pytest.raises(OSError, match=r"No space left on device for a store of about 0\.0 GB, 0\.0 GB are free"):
        store.write(disk / "store", disk / "graph.nq")
    assert not (disk / "store").exists()


def test_files_that_may_not_grow(graph: Path, page: Path) -> None:
    before = state(graph)
    page.write_text("The BiodiverCity network is led by Riga (LV).", encoding="utf-8")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
    build_ = start(graph.parent, "build", page, "-o", graph, script=f"{limit}; {HANSE}")
    _, told = build_.communicate(timeout=120)
    assert build_.returncode == 1 and "Traceback" not in told
    assert f"hanse: can't write {graph}" in told and told.count("\n") == 1
    assert state(graph) == before and beside(graph) <= {".G.building"}


def test_a_directory_that_cannot_be_written(graph: Path, page: Path) -> None:
    before = state(graph)
    graph.parent.chmod(0o555)
    if os.access(graph.parent, os.W_OK):
        pytest.skip("permissions don't bind root")
    try:
        with pytest.raises(OutputError, match="Permission denied; the earlier graph is unchanged"):
            build(page, graph)
    finally:
        graph.parent.chmod(0o755)
    assert state(graph) == before


def test_a_directory_below_a_file(page: Path) -> None:
    with pytest.raises(OutputError, match="can't write"):
        build(page, page / "G")


def test_a_file_that_may_not_be_read(page: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "secret.txt").chmod(0)
    if os.access(tmp_path / "secret.txt", os.R_OK):
        pytest.skip("permissions don't bind root")
    (left,) = build([page, tmp_path / "secret.txt"], tmp_path / "G").skipped
    assert left.source.endswith("secret.txt") and "Permission denied" in left.reason


# What is there is broken


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flip(path: Path) -> None:
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(
        content[:middle] + bytes(255 - byte for byte in content[middle : middle + 8]) + content[middle + 8 :]
    )


@pytest.mark.parametrize("harm", [_cut, _flip, Path.unlink])
def test_a_broken_store_is_told_or_answers_right(graph: Path, other: Path, harm: Callable[[Path], None]) -> None:
    """Each file of it is broken in turn; the next build mends it."""
    ask = "SELECT * { ?s ?p ?o }"
    count = len(list(hanse.open(graph).query(ask)))
    told = 0
    for path in sorted((graph / "store").iterdir()):
        whole = path.read_bytes()
        if not whole:
            continue
        harm(path)
        try:
            assert len(list(hanse.open(graph).query(ask))) == count, path
        except HanseError as error:
            told += 1
            assert "the store is broken (" in str(error) or "could not be answered: Corruption" in str(error)
        path.write_bytes(whole)
    assert told > 5
    harm(next((graph / "store").glob("MANIFEST-*")))
    build(other, graph)
    assert len(list(store.open(graph).query("SELECT ?n { ?n a hanse:Network }"))) == 2


@pytest.mark.parametrize("harm", [_cut, _flip, Path.unlink, lambda path: path.write_bytes(HOSTILE)])
def test_a_broken_cache_is_made_anew(
    graph: Path, page: Path, tmp_path: Path, harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = state(graph)
    for path in (graph / "cache").iterdir():
        harm(path)
    build(page, graph)
    assert state(graph)["graph.nq"] == before["graph.nq"] and not (tmp_path / "owned").exists()
    assert (graph / "text" / "page.txt").read_text(encoding="utf-8").startswith("In4Green")


# The clock is wrong


def test_clocks_that_jump(graph: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(graph)
    clock = iter(range(4_000_000_000, 0, -100_000_000))
    monkeypatch.setattr("time.time", lambda: float(next(clock)))
    for changed in (2**33, 0, -(2**31)):
        os.utime(page, (changed, changed))
        report = build(page, graph)
        assert 0 <= report.seconds < 1000 and all(one.cached for one in report.inputs)
    assert state(graph)["graph.nq"] == before["graph.nq"]


# A document is poisoned


def poisoned(work: Callable[..., object], place: Callable[..., str]) -> Callable[..., object]:
    """What a function does with documents that are none."""

    def do(*arguments: object) -> object:
        name = place(*arguments)
        if "hang" in name:
            time.sleep(600)
        if "swell" in name:
            bytearray(2**32)
        if "crash" in name:
            os._exit(3)
        return work(*arguments)

    return do


@pytest.mark.parametrize("stage", ["read", "extracted from"])
def test_a_poisoned_document_is_left_out_and_told(tmp_path: Path, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a", "crash", "hang", "swell", "z"):
        (tmp_path / "in" / f"{name}.md").write_text(f"The {name.title()} network is led by Riga (LV).")
    if stage == "read":
        monkeypatch.setattr(documents, "read_record", poisoned(documents.read_record, lambda record, name, place: name))
    else:
        extract = poisoned(extraction.extract_noting, lambda document, knowledge: document.identifier)
        monkeypatch.setattr(extraction, "extract_noting", extract)
    report = build(tmp_path / "in", tmp_path / "G", most_seconds=2, most_memory=0.5)
    assert [(Path(one.source).name, one.reason) for one in report.skipped] == [
        ("crash.md", "ended the process (status 3): a fault in a library"),
        ("hang.md", "took more than 2 s"),
        ("swell.md", "needed more than 0.5 GB of memory"),
    ]
    assert report.documents == 2 and len(list((tmp_path / "G" / "text").iterdir())) == 2
    monkeypatch.undo()
    assert build(tmp_path / "in", tmp_path / "G").documents == 5


# A source is bad


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", ""),
        ("binary.txt", bytes(range(256)) * 40, ""),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", ""),
        ("notes.docx", b"PK\x03\x04 not a document", ""),
        ("empty.csv", b"", "empty"),
        ("odd.csv", b"a,b\n1,2\n", "mapping"),
        ("bad.xlsx", b"not a workbook", ""),
        (
            "bad.ttl",
            b"@prefix : <https://example.org/> .\n:a :b :c .\n:a :b ; .x\n",
            "line 3: ; is not a valid RDF object (column 7)",
        ),
        ("bad.nq", b"<https://example.org/a> <b> .\n", "line 1: "),
        ("bad.jsonld", b'{"@id": ', "line 1: "),
        ("bad.rdf", b"<rdf:RDF>", ""),
        ("star.ttl", b"@prefix : <https://example.org/> . :a :b <<( :c :d :e )>> .", "triple term"),
        ("remote.jsonld", b'{"@context": "https://example.org/context", "a": 1}', "a build fetches nothing"),
        ("empty.ttl", b"", "empty"),
        ("deep.html", b"<div>" * 5000 + b"Riga", "2,048 deep"),
        ("bad.jsonl", b'{"text": 1}\n', ""),
        ("bad.warc.gz", b"\x1f\x8b not gzip", ""),
    ],
)
def test_a_bad_source_is_named_and_the_rest_goes_on(
    page: Path, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    report = build([page, tmp_path / name], tmp_path / "G")
    (left,) = report.skipped
    assert Path(left.source).name == name and reason in left.reason
    assert "could not be processed" not in left.reason and left.reason.strip() and "\n" not in left.reason
    assert report.documents == 1 and not report.complete
    with pytest.raises(InputError, match="nothing could be read, nothing was written: "):
        build(tmp_path / name, tmp_path / "H")
    assert not (tmp_path / "H").exists() and not (tmp_path / ".H.building").exists()


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = "In4Green\n\nThe In4Green network is led by Avilés (Spain). La ciudad de Avilés está en España.\n"
    (tmp_path / "page.txt").write_bytes(text.encode(encoding))
    assert build(tmp_path / "page.txt", tmp_path / "G").complete
    assert "Avilés" in (tmp_path / "G" / "text" / "page.txt").read_text(encoding="utf-8")


def test_a_bad_line_among_many_documents_is_told_and_the_others_count(tmp_path: Path) -> None:
    lines = (
        '{"text": "The In4Green network is led by Avilés."}',
        '{"text": ',
        '{"text": "Riga \\ud800"}',
        '{"text": "Riga"}',
    )
    (tmp_path / "pages.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = build(tmp_path / "pages.jsonl", tmp_path / "G")
    assert report.complete and report.documents + len(report.problems) == 4 and report.problems
    assert all("pages.jsonl" in problem for problem in report.problems)
    assert build(tmp_path / "pages.jsonl", tmp_path / "G").problems == report.problems, "from the cache too"


def test_rows_that_cannot_be_used_are_told_and_the_others_count(tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text(
        TABLE + "In4Green,Avilés,city,Avilés,ES,lead,https://example.org\nIn4Green,Riga,city,Riga,LV,boss,x\n"
    )
    report = build(tmp_path / "partners.csv", tmp_path / "G")
    assert report.complete and report.facts > 0
    assert any("partners.csv, row 3" in problem and "boss" in problem for problem in report.problems)


def test_a_table_that_the_given_mapping_does_not_fit_is_told_why(page: Path, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(
        '[[sheet]]\ncolumns = ["town"]\nfacts = []\nentity.city = { kind = "City", name = "town" }\n'
    )
    (tmp_path / "t.csv").write_text("city,since\nRiga,2019\n")
    (left,) = build([page, tmp_path / "t.csv"], tmp_path / "G", mapping=[tmp_path / "m.toml"]).skipped
    assert "town" in left.reason and "city" in left.reason
    (tmp_path / "t.csv").write_text("town,since\nRiga,2019\n")
    assert build([page, tmp_path / "t.csv"], tmp_path / "G", mapping=[tmp_path / "m.toml"]).tables == 1


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.jpg").touch()
    with pytest.raises(InputError, match="none of its 1 files has a format that is read; allowed: "):
        build(tmp_path / "pictures", tmp_path / "G")
    (tmp_path / "void").mkdir()
    with pytest.raises(InputError, match="it is empty; allowed: "):
        build(tmp_path / "void", tmp_path / "G")
    assert not (tmp_path / "G").exists()


def test_no_source_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no source was given"):
        build([], tmp_path / "G")


def test_a_bad_mapping_is_told_before_anything_is_read(page: Path, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text("[[sheet]\n")
    with pytest.raises(InputError, match=r"m\.toml: is not TOML"):
        build(page, tmp_path / "G", mapping=[tmp_path / "m.toml"])
    with pytest.raises(InputError, match=r"none\.toml"):
        build(page, tmp_path / "G", mapping=[tmp_path / "none.toml"])


def test_a_hostile_name_reaches_no_iri_and_no_path(tmp_path: Path) -> None:
    hostile = "..‮gpj> <script>alert(1)</script>"
    path = tmp_path / f"{hostile.replace('/', '')}.md"
    path.write_text(f"# {hostile}\n\nThe {hostile} network is led by Avilés (ES).\n", encoding="utf-8")
    report = build(path, tmp_path / "G")
    assert report.complete
    (text,) = (tmp_path / "G" / "text").iterdir()
    assert text.name == "gpj_script_alert_1_script.txt"
    for quad in store.open(tmp_path / "G").quads():
        for term in (quad.subject, quad.predicate, quad.graph_name):
            assert not set('<>‮ "') & set(term.value)


def test_file_names_that_are_not_utf_8(page: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in (b"Avil\xe9s.md", b"\xff.txt"):
        Path(os.fsdecode(bytes(tmp_path / "in") + b"/" + name)).write_bytes(page.read_bytes() if b"md" in name else b"")
    result = CliRunner().invoke(cli, ["build", str(tmp_path / "in"), "-o", str(tmp_path / "G")])
    assert result.exit_code == 1 and "\\udcff.txt: is empty" in result.stderr
    assert "in/Avil\ufffds.md" in (tmp_path / "G" / "graph.nq").read_text(encoding="utf-8")
    assert "is empty" in (tmp_path / "G" / "index.html").read_text(encoding="utf-8")


def test_what_is_no_file_in_a_folder_is_told(page: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    page.rename(tmp_path / "in" / "page.md")
    (tmp_path / "in" / "gone.txt").symlink_to("nowhere")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    report = build(tmp_path / "in", tmp_path / "G")
    assert [one.reason for one in report.skipped] == ["a link to what is not there", "neither a file nor a folder"]
    assert report.ignored == 0 and report.documents == 1
