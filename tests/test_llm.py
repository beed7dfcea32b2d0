"""A language model asked besides, with a server on this machine that speaks the protocol well, badly, and falsely."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hanse
from completions import Reply, Server, completion, serving
from hanse import LanguageModel, store
from hanse.building import Report
from hanse.building.cache import Cache
from hanse.errors import InputError, OutputError
from hanse.joining import BAD_CLASSES, BAD_NAME, BAD_QUOTE, BAD_TERM, BAD_VALUE, NO_ENTITY
from hanse.llm import KEY
from hanse.llm.answers import Reader, parse
from hanse.llm.instructions import instructions
from hanse.llm.parts import parts
from hanse.model import Block, BlockKind, Document, Span
from hanse.vocabulary import CLASSES, PROPERTIES, signature

ROOT = Path(__file__).parents[1]
SECRET = "sk-0123456789abcdef"
RUN = "Zorbl has been run from Quuxham"
TEXT = (
    f"Whoever wants to know more of Zorbl may ask. {RUN}, by all accounts, since March 2021.\n\n"
    "Its 1,250 guests heard Wibb Wobbly, chief of streets, on 24 May 2022.\n"
)
SINCE = f"{RUN}, by all accounts, since March 2021"
TRUE = {
    "entities": [
        {"id": "e1", "class": "Network", "names": ["Zorbl"]},
        {"id": "e2", "class": "City", "names": ["Quuxham"]},
        {"id": 3, "class": "Person", "names": ["Wibb Wobbly"]},
    ],
    "facts": [
        {"subject": "e1", "property": "leadPartner", "object": "e2", "quote": RUN},
        {"subject": "e1", "property": "startDate", "value": "2021-03", "quote": SINCE},
        {"subject": 3, "property": "roleTitle", "value": "chief of streets", "quote": "Wibb Wobbly, chief of streets"},
    ],
}  # fmt: skip
TOLD = """SELECT ?by ?s ?p ?o ?confidence ?exact ?start {
  ?e rdf:subject/rdfs:label ?s ; rdf:predicate ?p ; rdf:object ?object ; hanse:confidence ?confidence ;
     prov:wasGeneratedBy/rdfs:label ?by ; oa:hasSelector [ oa:exact ?exact ] , [ oa:start ?start ]
  OPTIONAL { ?object rdfs:label ?label } BIND (STR(COALESCE(?label, ?object)) AS ?o) }"""


def truly(text: str, before: int) -> Reply:
    return completion(TRUE if "Zorbl" in text else {"entities": [], "facts": []})


def always(*replies: Reply) -> Callable[[str, int], Reply]:
    """The replies one after the other, the last one ever after."""
    return lambda text, before: replies[min(before, len(replies) - 1)]


def model(server: Server, **options: Any) -> LanguageModel:
    return LanguageModel(server.url, "tiny", **{"rate": 60_000, "timeout": 5, "pause": 0.01, **options})


def pages(folder: Path, *texts: str) -> Path:
    folder = folder / "pages"
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts or (TEXT,), 1):
        (folder / f"p{number}.md").write_text(text, encoding="utf-8")
    return folder


def build(folder: Path, server: Server, *texts: str, **options: Any) -> Report:
    return hanse.build(pages(folder, *texts), folder / "G", llm=model(server, **options))


def told(graph: Path) -> set[tuple[str, ...]]:
    return {
        (s.value, p.value.rsplit("#")[-1].rsplit("/")[-1], o.value.rsplit("#")[-1], confidence.value, exact.value)
        for by, s, p, o, confidence, exact, _ in store.open(graph).query(TOLD)
        if by.value == "llm:tiny"
    }


def written(folder: Path) -> bytes:
    """All that a build leaves on disk."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


# What is right


def test_what_a_model_says_is_in_the_graph_with_its_quote(tmp_path: Path) -> None:
    with serving(truly) as server:
        report = build(tmp_path, server)
    assert report.complete and report.beside[0].facts == 3 and report.beside[0].requests == 1
    assert told(tmp_path / "G") == {
        ("Zorbl", "leadPartner", "Quuxham", "0.7", RUN),
        ("Zorbl", "partner", "Quuxham", "0.7", RUN),
        ("Zorbl", "startDate", "2021-03", "0.7", SINCE),
        ("Wibb Wobbly", "roleTitle", "chief of streets", "0.7", "Wibb Wobbly, chief of streets"),
        ("Zorbl", "type", "Network", "0.7", "Zorbl"),
        ("Quuxham", "type", "City", "0.7", "Quuxham"),
        ("Wibb Wobbly", "type", "Person", "0.7", "Wibb Wobbly"),
    }
    kept = (tmp_path / "G" / "text" / "p1.txt").read_text(encoding="utf-8")
    for *_, exact, start in store.open(tmp_path / "G").query(TOLD):
        assert kept[int(start.value) :].startswith(exact.value)


def test_the_request_is_one_of_chat_completions(tmp_path: Path) -> None:
    with serving(truly) as server:
        build(tmp_path, server)
    (asked,) = server.asked
    assert (asked["model"], asked["temperature"], asked["stream"]) == ("tiny", 0, False) and "seed" in asked
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    assert f"<text>\n{TEXT.strip()}\n</text>" in asked["messages"][1]["content"].replace("\n\n\n", "\n\n")
    assert "Authorization" not in server.headers[0]


def test_the_instructions_are_the_ontology() -> None:
    for name in CLASSES:
        assert f"\n- {name}: " in instructions()
    for name in PROPERTIES:
        assert f"\n- {name} (" in instructions()
        assert set(signature(name).objects) <= set(
            instructions().split(f"\n- {name} (")[1].split(")")[0].replace(",", "").split()
        )
    assert "It implies partner. Not the programme's secretariat" in instructions()


def test_a_second_build_asks_nothing_and_gives_the_same_bytes(tmp_path: Path) -> None:
    with serving(truly) as server:
        build(tmp_path, server)
        first = (tmp_path / "G" / "graph.nq").read_bytes()
        report = build(tmp_path, server)
        assert len(server.asked) == 1 and report.beside[0].requests == 0 and report.beside[0].facts == 3
        assert (tmp_path / "G" / "graph.nq").read_bytes() == first
        hanse.build(tmp_path / "pages", tmp_path / "G")  # without the model: what it said is gone, its answers are kept
        assert b"Zorbl" not in (tmp_path / "G" / "graph.nq").read_bytes()
        build(tmp_path, server)
        assert len(server.asked) == 1 and (tmp_path / "G" / "graph.nq").read_bytes() == first
        build(tmp_path, server, TEXT + "More.\n")
        assert len(server.asked) == 2, "another text is asked about"


def test_another_answer_of_as_many_facts_is_taken_up(tmp_path: Path) -> None:
    ones = [{**TRUE, "facts": [fact]} for fact in TRUE["facts"][1:]]
    with serving(always(*map(completion, ones))) as server:
        build(tmp_path, server)
        assert "2021-03" in {fact[2] for fact in told(tmp_path / "G")}
        for answer in (tmp_path / "G" / "cache").glob("llm-*"):
            answer.unlink()
        build(tmp_path, server)
    assert {"2021-03", "chief of streets"} & {fact[2] for fact in told(tmp_path / "G")} == {"chief of streets"}


def test_the_rules_know_better(tmp_path: Path) -> None:
    text = "# In4Green\n\nThe In4Green network is led by Avilés (ES).\n"
    said = {
        "entities": [
            {"id": "n", "class": "Project", "names": ["In4Green"]},
            {"id": "c", "class": "Organisation", "names": ["Avilés"]},
        ],
        "facts": [
            {"subject": "n", "property": "leadPartner", "object": "c", "quote": "In4Green network is led by Avilés"}
        ],
    }
    hanse.build(pages(tmp_path, text), tmp_path / "without")
    with serving(always(completion(said))) as server:
        report = build(tmp_path, server, text)
    assert report.beside[0].facts == 1
    assert told(tmp_path / "G") >= {("In4Green", "leadPartner", "Avilés", "0.7", "In4Green network is led by Avilés")}
    assert b"/id/project/" not in (tmp_path / "G" / "graph.nq").read_bytes()
    assert b"/id/organisation/avil" not in (tmp_path / "G" / "graph.nq").read_bytes()
    lines = set((tmp_path / "without" / "graph.nq").read_bytes().splitlines())
    assert lines < set((tmp_path / "G" / "graph.nq").read_bytes().splitlines()), "nothing is taken away"


def test_long_documents_are_asked_about_in_parts(tmp_path: Path) -> None:
    text = "\n\n".join(f"## Part {number}\n\n" + "Words and more words. " * 60 for number in range(20))
    with serving(truly) as server:
        build(tmp_path, server, f"{TEXT}\n{text}\n\nZorbl is all that is said here.")
    assert len(server.asked) > 3
    kept = (tmp_path / "G" / "text" / "p1.txt").read_text(encoding="utf-8")
    asked = [text.split("<text>\n", 1)[1].removesuffix("\n</text>") for text in server.texts()]
    assert sorted("".join(sorted(asked, key=kept.index))) == sorted(kept)
    assert all(kept[kept.index(part) :].startswith(("Part", TEXT[:20])) for part in asked), "cut at headings"
    assert ("Zorbl", "leadPartner", "Quuxham", "0.7", RUN) in told(tmp_path / "G")


@given(st.text(alphabet="ab \n", max_size=200), st.lists(st.integers(0, 199), max_size=20), st.integers(2, 50))
@settings(max_examples=200, deadline=None)
def test_parts_are_the_whole_text(text: str, cuts: list[int], longest: int) -> None:
    places = sorted({cut for cut in cuts if cut < len(text)})
    blocks = tuple(Block(BlockKind.PARAGRAPH, Span(start, start + 1)) for start in places)
    found = parts(Document("d", "d", text, blocks), longest)
    assert "".join(part.of(text) for part in found) == text
    assert all(0 < part.end - part.start <= longest for part in found) or not text


# Lies


PARTNER = {"subject": "e1", "property": "partner", "object": "e2"}
UNASKED = "not in the form that was asked for"
LIES: list[tuple[str, dict[str, Any]]] = [
    (BAD_QUOTE, {**PARTNER, "quote": "Zorbl is partnered by Quuxham"}),
    (BAD_QUOTE, {**PARTNER, "quote": "zorbl has been run from quuxham"}),
    (BAD_QUOTE, {**PARTNER, "quote": "  "}),
    ("quote that names neither side", {**PARTNER, "quote": "by all accounts"}),
    (BAD_TERM, {"subject": "e1", "property": "bestFriend", "object": "e2", "quote": RUN}),
    (BAD_TERM, {"subject": "e1", "property": "source", "value": "x", "quote": "Zorbl"}),
    (BAD_CLASSES, {"subject": "e2", "property": "leadPartner", "object": "e1", "quote": RUN}),
    (BAD_CLASSES, {"subject": "e1", "property": "leadExpert", "object": "e2", "quote": RUN}),
    (BAD_CLASSES, {"subject": "document", "property": "partner", "object": "e2", "quote": "Quuxham"}),
    (BAD_CLASSES, {"subject": "e1", "property": "leadPartner", "object": "e1", "quote": "Zorbl"}),
    (BAD_VALUE, {"subject": "e1", "property": "startDate", "value": "2021-13", "quote": SINCE}),
    (BAD_VALUE, {"subject": "e1", "property": "startDate", "value": "2020-03", "quote": SINCE}),
    (BAD_VALUE, {"subject": "e2", "property": "population", "value": "78000", "quote": "Quuxham"}),
    (BAD_VALUE, {"subject": 3, "property": "roleTitle", "value": "Emperor", "quote": "Wibb Wobbly, chief of streets"}),
    (BAD_VALUE, {"subject": "e1", "property": "partner", "value": "Quuxham", "quote": RUN}),
    (BAD_VALUE, {"subject": "e1", "property": "startDate", "value": {"a": 1}, "quote": "Zorbl"}),
    (NO_ENTITY, {"subject": "e9", "property": "partner", "object": "e2", "quote": "Quuxham"}),
    (UNASKED, {"subject": "e1", "property": ["partner"], "object": "e2", "quote": "Quuxham"}),
    ("quote that is too long to show anything", {**PARTNER, "quote": "a" * 601}),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "fact"), LIES)
def test_a_lie_is_left_out_and_counted(tmp_path: Path, reason: str, fact: dict[str, Any]) -> None:
    said = {**TRUE, "facts": [*TRUE["facts"], fact]}
    with serving(always(completion(said))) as server:
        report = build(tmp_path, server)
    assert report.beside[0].left_out == {reason: 1} and report.beside[0].facts == 3
    manifest = json.loads((tmp_path / "G" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["beside"][0]["left_out"] == {reason: 1}


@pytest.mark.parametrize(
    ("reason", "entity"),
    [
        (BAD_NAME, {"id": "x", "class": "City", "names": ["Atlantis"]}),
        (BAD_NAME, {"id": "x", "class": "City", "names": ["<script>alert(1)</script>"]}),
        (BAD_NAME, {"id": "x", "class": "City", "names": ["uuxha"]}),  # inside a word
        (BAD_NAME, {"id": "x", "class": "City", "names": [7, None, "", "2021"]}),
        (BAD_NAME, {"id": "x", "class": "City", "names": ["accounts, since March 2021.\n\nIts"]}),
        (BAD_TERM, {"id": "x", "class": "Dragon", "names": ["streets"]}),
        (UNASKED, {"id": "x", "class": None, "names": ["Zorbl"]}),
        (UNASKED, {"id": "e1", "class": "City", "names": ["Quuxham"]}),
    ],
)
def test_an_invented_thing_is_left_out_with_what_is_said_of_it(
    tmp_path: Path, reason: str, entity: dict[str, Any]
) -> None:
    said = {"entities": [*TRUE["entities"], entity], "facts": TRUE["facts"]}
    with serving(always(completion(said))) as server:
        report = build(tmp_path, server)
    assert report.beside[0].left_out == {reason: 1} and report.beside[0].facts == 3
    assert b"script" not in (tmp_path / "G" / "graph.nq").read_bytes()


def test_html_that_the_document_itself_has_as_a_name_is_only_text(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)>"
    said = {"entities": [{"id": 1, "class": "Network", "names": [name]}], "facts": []}
    text = f"The `{name}` network.\n"
    with serving(always(completion(said))) as server:
        build(tmp_path, server, text)
    assert name.encode() in (tmp_path / "G" / "graph.nq").read_bytes()
    for page in ("index.html", "graph.html"):
        assert name not in (tmp_path / "G" / page).read_text(encoding="utf-8")


WORDS = ["e1", "Zorbl", "Network", "City", "partner", "document", "startDate", RUN]
KEYS = ["id", "class", "names", "subject", "property", "object", "value", "quote"]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=8),
    max_leaves=30,
)


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_no_answer_breaks_the_reader(said: Any) -> None:
    document = Document("d", "d.txt", TEXT, language="en")
    reader = Reader(document)
    reader.read(Span(0, len(TEXT)), {"entities": [*TRUE["entities"], said], "facts": said})
    for fact in reader.extract().facts:
        assert isinstance(fact.evidence.where, Span) and fact.evidence.where.of(TEXT).strip()


@pytest.mark.parametrize("content", ["", "No.", "[1]", "{", '{"a": ', '{"a":' * 100_000, "null", "{nothing}"])
def test_what_holds_no_json_object_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(ValueError):
        parse(content)
    with serving(always(completion(content))) as server:
        report = build(tmp_path, server)
    assert report.beside[0].failed == ("pages/p1.md: what the model wrote holds no JSON object",)


# Errors


@pytest.mark.parametrize(
    "fault",
    [
        Reply(b'{"error": {"message": "slow down"}}', 429, {"Retry-After": "0"}),
        Reply(b"oops", 500, kind="text/plain"),
        Reply(b"", 503),
        Reply(completion(TRUE).body[:-20]),
        Reply(completion(TRUE).body, manner="cut"),
        Reply(manner="stall"),
        Reply(completion(TRUE).body[:40], manner="drip"),
    ],
)
def test_what_may_pass_is_tried_again(tmp_path: Path, fault: Reply) -> None:
    with serving(always(fault, fault, completion(TRUE))) as server:
        report = build(tmp_path, server, timeout=0.5)
    assert report.complete and report.beside[0].facts == 3 and len(server.asked) == 3


@pytest.mark.parametrize(
    ("fault", "reason", "tries"),
    [
        (Reply(b"oops", 500), "HTTP 500 Internal Server Error", 3),
        (Reply(b'{"error": {"message": "not\\u001b[31m it"}}', 404), "HTTP 404 Not Found: not\\x1b[31m it", 1),
        (Reply(b'{"error": "too long"}', 400), "HTTP 400 Bad Request: too long", 1),
        (Reply(b"{}", 401), f"HTTP 401 Unauthorized (the key is taken from {KEY}, which is not set)", 1),
        (Reply(b"", 429, {"Retry-After": "7200"}), "HTTP 429 Too Many Requests; it asks to wait 7,200 s", 1),
        (Reply(b"", 302, {"Location": "http://127.0.0.1:9/"}), "HTTP 302 Found", 1),
        (Reply(b"<html>", kind="text/html"), "answered with text/html, not JSON: is URL the address of a model?", 1),
        (Reply(b"{"), "an answer that is no JSON, or is cut short", 3),
        (Reply(b"[" * 100_000), "an answer that is no JSON, or is cut short", 3),
        (Reply(b'{"choices": []}'), "an answer without choices[0].message.content", 1),
        (Reply(b'{"choices": [{"message": {"content": null}}]}'), "an answer without choices[0].message.content", 1),
        (completion(TRUE, "length"), "an answer that the endpoint cut short: it allows too few tokens", 1),
        (Reply(manner="stall"), "no answer within 0.3 s", 3),
        (Reply(b" ", manner="drip"), "no answer within 0.3 s", 3),
        (Reply(b" ", manner="endless"), "an answer of more than 4 MB", 1),
    ],
)  # fmt: skip
def test_what_does_not_pass_is_told_and_the_rules_facts_are_there(
    tmp_path: Path, fault: Reply, reason: str, tries: int
) -> None:
    text = "The In4Green network is led by Avilés (ES).\n"
    timeout = 0.3 if "0.3" in reason else 5
    with serving(always(fault)) as server:
        report = build(tmp_path, server, text, timeout=timeout, tries=3)
        assert report.beside[0].failed == (f"pages/p1.md: {reason.replace('URL', server.url)}",)
        assert len(server.asked) == tries
    assert not report.complete
    assert b"leadPartner" in (tmp_path / "G" / "graph.nq").read_bytes()


def test_nobody_there(tmp_path: Path) -> None:
    with serving(truly) as server:
        pass
    report = build(tmp_path, server, tries=2)
    (failed,) = report.beside[0].failed
    assert failed.startswith("pages/p1.md: no connection: ") and report.beside[0].requests == 2


def test_one_document_that_fails_costs_no_other(tmp_path: Path) -> None:
    def answer(text: str, before: int) -> Reply:
        return Reply(b"", 400) if "forbidden" in text else truly(text, before)

    with serving(answer) as server:
        report = build(tmp_path, server, "All that is forbidden.", TEXT)
        assert report.beside[0].failed == ("pages/p1.md: HTTP 400 Bad Request",) and report.beside[0].facts == 3
        again = build(tmp_path, server, "All that is forbidden.", TEXT)
    assert again.beside[0].requests == 1 and "forbidden" in server.texts()[-1], "what failed is asked again, no more"


def test_a_model_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    texts = [f"Text number {number}." for number in range(20)]
    with serving(always(Reply(b"", 503))) as server:
        report = build(tmp_path, server, *texts, tries=2, at_once=1)
    assert len(server.asked) == 2 * 5 and len(report.beside[0].failed) == 20
    assert report.beside[0].failed[-1].endswith(": not asked: HTTP 503 Service Unavailable")
    with serving(always(Reply(b"", 401))) as server:
        build(tmp_path, server, *texts, at_once=1)
    assert len(server.asked) == 1, "a key that is refused once is refused always"


def test_retry_after_is_kept_to_and_holds_for_all(tmp_path: Path) -> None:
    times: list[float] = []

    def answer(text: str, before: int) -> Reply:
        times.append(time.monotonic())
        return Reply(b"", 429, {"Retry-After": "1"}) if len(times) == 1 else truly(text, before)

    with serving(answer) as server:
        report = build(tmp_path, server, TEXT, "Another text.", at_once=1)
    assert report.complete and times[1] - times[0] >= 1


def test_requests_keep_their_distance(tmp_path: Path) -> None:
    times: list[float] = []

    def answer(text: str, before: int) -> Reply:
        times.append(time.monotonic())
        time.sleep(0.3)
        return truly(text, before)

    with serving(answer) as server:
        build(tmp_path, server, *(f"Text {number}." for number in range(6)), rate=600)
    assert times[-1] - times[0] >= 0.45, "six requests at ten a second"
    assert 1 < server.most_under_way <= 4


def test_a_disk_that_is_full_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def put(self: Cache, name: str, value: object) -> None:
        if name.startswith("llm-"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        kept(self, name, value)

    kept = Cache.put
    monkeypatch.setattr(Cache, "put", put)
    with serving(truly) as server, pytest.raises(OutputError, match="No space left on device"):
        build(tmp_path, server, *(f"Text {number}." for number in range(9)))


def test_answers_outlast_a_build_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(directory: Path, quads: Path, **others: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with serving(truly) as server:
        with monkeypatch.context() as patch, pytest.raises(OutputError, match="No space left on device"):
            patch.setattr("hanse.building.pipeline.write", full)
            build(tmp_path, server)
        assert not (tmp_path / "G").exists()
        left = {path.name[:4] for path in (tmp_path / ".G.building").rglob("*") if path.is_file()}
        assert left == {"llm-", "read", "extr", "quad", "tall"}, "all that was read, too"
        report = build(tmp_path, server)
    assert len(server.asked) == 1 and report.beside[0].facts == 3


def test_without_httpx_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with serving(truly) as server, pytest.raises(InputError, match=r"pip install 'hanse\[llm\]'"):
        build(tmp_path, server)


# The key


def test_the_key_is_sent_and_seen_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, SECRET)
    echo = {"error": {"message": f"Incorrect API key provided: {SECRET}"}}

    def answer(text: str, before: int) -> Reply:
        if "Zorbl" in text:
            return completion(json.dumps(TRUE) + f" I was called with {SECRET}")
        return Reply(json.dumps(echo).encode(), 400)

    with serving(answer) as server:
        report = build(tmp_path, server, TEXT, "Another text.")
    assert {headers["Authorization"] for headers in server.headers} == {f"Bearer {SECRET}"}
    assert report.beside[0].failed == ("pages/p2.md: HTTP 400 Bad Request: Incorrect API key provided: █",)
    assert report.beside[0].facts == 3
    assert SECRET.encode() not in written(tmp_path) and SECRET not in repr(report)


@pytest.mark.parametrize("key", ["sk-1\nX-Evil: 1", "schlüssel", "two words"])
def test_a_key_that_is_none_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv(KEY, key)
    with serving(truly) as server, pytest.raises(InputError, match=KEY) as caught:
        build(tmp_path, server)
    assert key not in str(caught.value) and server.asked == []


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("localhost:1234/v1", "m"),
        ("ftp://localhost/v1", "m"),
        ("http://", "m"),
        ("http://user:word@localhost/v1", "m"),
        ("http://localhost/v1?key=abc", "m"),
        ("http://localhost:x/v1", "m"),
        ("http://localhost/v1", " "),
        ("http://localhost/v1", "m\x1b"),
    ],
)
def test_addresses_and_names_that_are_none(url: str, name: str) -> None:
    with pytest.raises(InputError, match=r"no address of a model|needs a name"):
        LanguageModel(url, name)


# The command


def command(folder: Path, server: Server, *more: str, **environment: str) -> subprocess.Popen[str]:
    arguments = [str(folder / "pages"), "-o", str(folder / "G"), "--llm", server.url, "--llm-model", "tiny", *more]
    return subprocess.Popen(
        [sys.executable, "-c", "from hanse.cli import main; main()", "build", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "graph"), "PYTHONUTF8": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_the_command_says_what_came_of_it(tmp_path: Path) -> None:
    pages(tmp_path, TEXT, "Another text.")
    said = {**TRUE, "facts": [*TRUE["facts"], LIES[0][1]]}

    def answer(text: str, before: int) -> Reply:
        return completion(said) if "Zorbl" in text else Reply(b"", 400)

    with serving(answer) as server:
        ran = command(tmp_path, server, "--llm-rate", "6000", **{KEY: SECRET})
        out, err = ran.communicate(timeout=60)
    assert ran.returncode == 1 and out == ""
    assert "llm:tiny: 3 facts taken from 2 requests; left out: 1 quote that the document does not have." in err
    assert "1 document that llm:tiny could not read:\n  pages/p2.md: HTTP 400 Bad Request\n" in err
    assert SECRET not in err and SECRET.encode() not in written(tmp_path)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_build_that_was_killed_goes_on_where_it_was(tmp_path: Path, how: signal.Signals) -> None:
    texts = [f"{TEXT}\nThis is page {number}.\n" for number in range(8)]
    pages(tmp_path, *texts)

    def answer(text: str, before: int) -> Reply:
        return truly(text, before) if len(server.asked) <= 4 else Reply(manner="stall")

    with serving(answer) as server:
        killed = command(tmp_path, server, "--llm-rate", "60000")
        deadline = time.monotonic() + 60
        while len(server.asked) < 8 and time.monotonic() < deadline:
            time.sleep(0.02)
        killed.send_signal(how)
        killed.communicate(timeout=20)
        assert killed.returncode == {signal.SIGKILL: -signal.SIGKILL, signal.SIGINT: 130}[how]
        assert not (tmp_path / "G").exists()
        before = len(server.asked)
        server.answer = truly
        report = build(tmp_path, server, *texts)
    assert len(server.asked) - before == report.beside[0].requests == 4
    assert report.complete and report.beside[0].facts == 8 * 3


def test_where_and_which_go_together(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from hanse.cli import cli

    for option in (("--llm", "http://localhost/v1"), ("--llm-model", "m")):
        result = CliRunner().invoke(cli, ["build", str(pages(tmp_path)), *option])
        assert result.exit_code == 2 and "--llm and --llm-model go together" in result.output


def test_inside_a_loop_that_runs_already(tmp_path: Path) -> None:
    """As in a notebook."""
    import asyncio

    async def cell() -> Report:
        return build(tmp_path, server)

    with serving(truly) as server:
        assert asyncio.run(cell()).beside[0].facts == 3
