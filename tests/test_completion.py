"""Completion, from the words that are typed to what real shells make of it."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.cli.lines import quoted, read
from hanse.model import Document, Entity, Evidence, Extract, Fact, Span
from hanse.names import fold
from hanse.queries import Graph
from hanse.queries.beginnings import begins, named
from hanse.store import write
from hanse.triples import quads
from hanse.vocabulary import mint

BREAKS = " \t\n\"'@><=;|&(:"
HOSTILE = (
    "Bb $(touch OWNED)",
    "Cc `touch OWNED`",
    "Dd ; touch OWNED",
    "Ee 'touch OWNED'",
    'Ff "touch OWNED"',
    "Gg $OWNED & touch OWNED #",
    "Hh !! > OWNED",
    "Ii ~ * {a,b} ?",
    "Jj: \\ back",
    "Kk = @ % + (x) [y] <z> |",
    "Ll\u00adm\u0300 ’n’ $'o'",
)
UNTYPABLE = ("Tt\nnewline", "Tt\x1b[31mred", "Tt\u202eturned", "-Tt")
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)
USUAL = ("Avilés", "Aveiro", "Avène", "Den Haag", "Den Bosch", "'s-Hertogenbosch", "Ελλάδα", "Łódź")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph whose cities have names that no shell may take for anything else."""
    directory = tmp_path_factory.mktemp("hostile") / "G"
    directory.mkdir()
    cities = [Entity(f"c{number}", "City", name) for number, name in enumerate(HOSTILE + UNTYPABLE + USUAL)]
    network = Entity("n", "Network", "Network")
    proof = Evidence(Span(0, 1), "hand", 0.9)
    facts = tuple(Fact("n", "partner", city.id, proof) for city in cities)
    found = quads(
        Extract("page", (network, *cities), facts),
        Document("page", "page.txt", "x", language="en"),
        lambda entity: mint(entity.kind, entity.id),
    )
    (directory / "graph.nq").write_text("".join(sorted({f"{quad} .\n" for quad in found})), encoding="utf-8")
    write(directory / "store", directory / "graph.nq")
    return directory


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``hanse`` as an executable file, for PATH; asked anything else, it writes its arguments down."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "hanse"
    python = shlex.quote(sys.executable)
    script.write_text(
        "#!/bin/sh\n"
        'if [ -n "$_HANSE_COMPLETE" ] || [ "$1" = completion ]; then\n'
        f"  exec {python} -c 'from hanse.cli import main; main()' \"$@\"\n"
        "fi\n"
        f'exec {python} -c \'import json, sys; json.dump(sys.argv[1:], open("told", "w"))\' "$@"\n'
    )
    script.chmod(0o755)
    return folder


def environment(command: Path) -> dict[str, str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return {
        "PATH": f"{command}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": paths,
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
        "HOME": str(command),
    }


def asked(command: Path, line: str, shell: str = "bash", **more: str) -> list[str]:
    """What hanse answers a shell: the kind, and candidates."""
    given = environment(command) | {
        "_HANSE_COMPLETE": f"{shell}_complete",
        "_HANSE_LINE": line,
        "_HANSE_BREAKS": BREAKS,
    }
    result = subprocess.run([command / "hanse"], env=given | more, capture_output=True, timeout=60, check=False)
    assert result.stderr == b""
    return result.stdout.decode().splitlines()


class TestLines:
    @pytest.mark.parametrize(
        ("text", "words", "word", "kept"),
        [
            ("hanse ", ("hanse",), "", ""),
            ("hanse -p city=Av", ("hanse", "-p"), "city=Av", "city="),
            ("hanse -p city=Den\\ H", ("hanse", "-p"), "city=Den H", "city="),
            ('hanse -p "city=Den H', ("hanse", "-p"), "city=Den H", ""),
            ('hanse -p city="Den H', ("hanse", "-p"), "city=Den H", "city="),
            ('hanse \'a b\' "c \\" d" e\\', ("hanse", "a b", 'c " d'), "e", ""),
            ("hanse '' x", ("hanse", ""), "x", ""),
        ],
    )
    def test_are_read_as_a_shell_would(self, text: str, words: tuple[str, ...], word: str, kept: str) -> None:
        line = read(text, BREAKS)
        assert (line.words, line.word, line.kept) == (words, word, kept)

    @pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(["", "'", '"']), WORDS), min_size=1))
    def test_what_is_quoted_is_the_same_text_again(self, texts: list[tuple[str, str]]) -> None:
        written = [f"{quote}{quoted(text, quote)}{quote}" for quote, text in texts]
        line = f"printf '%s\\0' {' '.join(written)}"
        said = subprocess.run(["bash", "-c", line], capture_output=True, check=True, env={"LC_ALL": "C.UTF-8"}).stdout
        assert said.decode().split("\0")[:-1] == [text for _, text in texts]
        assert list(read(f"{line} ").words[2:]) == [text for _, text in texts]


class TestNames:
    def test_begin_as_typed_but_for_case_and_accents(self, graph: Graph) -> None:
        assert named(graph.store, "AVILES") == ["Avilés"]
        assert named(graph.store, "r", ["City"]) == ["Riga"]
        assert named(graph.store, "", ["Country"]) == ["Estonia", "Latvia", "Spain"]
        assert named(graph.store, "EE", ["Country"]) == ["EE"]  # where no best name begins so
        assert named(graph.store, "zz") == []

    def test_a_space_that_is_typed_counts(self) -> None:
        assert [begins(name, "den ") for name in ("Den Haag", "Denver", "Den")] == [True, False, True]

    def test_those_that_cannot_be_typed_are_left_out(self, hostile: Path) -> None:
        import hanse

        assert named(hanse.open(hostile).store, "tt") == []
        assert set(named(hanse.open(hostile).store, "")) == {*HOSTILE, *USUAL, "Network"}


class TestAnswers:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("hanse ana", ["plain", "analyse"]),
            ("hanse analyse --of ci", ["plain", "city"]),
            ("hanse analyse --of=ci", ["plain", "city"]),
            ("hanse analyse -f gra", ["plain", "graphml"]),
            ("hanse analyse newc", ["plain", "newcomers"]),
            ("hanse analyse -l den", ["plain", "density"]),
            ("hanse analyse -m degree,page", ["plain", "degree,pagerank"]),
            ("hanse analyse next-partners -p me", ["open", "method="]),
            ("hanse analyse next-partners -g {graph} -p name=ta", ["plain", "Tallinn"]),
            ("hanse analyse -g {graph} --programme ur", ["plain", "URBACT\\ IV"]),
            ("hanse analyse -g {graph} --programme='ur", ["plain", "URBACT IV"]),
            ("hanse analyse -g {graph} --theme gr", ["plain", "Green\\ transition"]),
            ("hanse analyse -g {graph} --type a", ["plain", "Action\\ Planning\\ Network"]),
            ("hanse analyse -g {graph} --since 202", ["plain", "2023", "2024"]),
            ("hanse query -s partners-of-c", ["plain", "partners-of-city"]),
            ("hanse query -s partners-of-city -p ", ["open", "city=", "least="]),
            ("hanse query -s partners-of-city -g {graph} -p city=ri", ["plain", "Riga"]),
            ("hanse query -s partners-of-city -g {graph} -p 'city=ri", ["plain", "city=Riga"]),
            ("hanse query -s partners-of-city -g {graph} -p ci=ri", ["plain"]),
            ("hanse query -s themes-of-country -g {graph} -p country=s", ["plain", "Spain"]),
            ("hanse query -f jsonl", ["plain", "jsonld", "jsonl"]),
            ("hanse explain -g {graph} in4", ["plain", "In4Green"]),
            ("hanse view -g {graph} --around univ", ["plain", "Universidad\\ de\\ Oviedo"]),
            ("hanse view --by eig", ["plain", "eigenvector"]),
            ("hanse completion z", ["plain", "zsh"]),
            ("hanse export -g {graph} --only li", ["plain", "listing"]),
            ("hanse check --only lic", ["plain", "licence"]),
            ("hanse query -g ", ["file"]),
            ("hanse query -s no-such -g {graph} -p x=", ["plain"]),
            ("hanse explain -g {graph}/none ri", ["plain"]),
            ("", ["plain"]),
        ],
    )
    def test_what_may_stand_there(self, command: Path, graph_directory: Path, typed: str, found: list[str]) -> None:
        answer = asked(command, typed.format(graph=graph_directory))
        assert sorted(answer[1:]) == sorted(found[1:]) if typed else answer
        assert answer[0] == found[0]

    def test_what_a_shell_puts_there_takes_nothing_away(self, command: Path, hostile: Path) -> None:
        """The cities share "Av" alone, less than was typed."""
        line = f"hanse query -g {hostile} -s partners-of-city -p city=ave"
        assert asked(command, line) == ["plain", "aveiro", "avene"]
        assert asked(command, line.replace("=ave", "=avei")) == ["plain", "Aveiro"]
        assert asked(command, line.replace("=ave", "=av")) == ["plain", "Aveiro", "Avène", "Avilés"]

    def test_whatever_is_wrong_is_no_error(self, command: Path, tmp_path: Path) -> None:
        (tmp_path / "store").mkdir()
        (tmp_path / "graph.nq").write_text("broken")
        assert asked(command, f"hanse explain -g {tmp_path} x") in ([], ["plain"])
        assert asked(command, "hanse", shell="tcsh") == []
        assert asked(command, "hanse query -p 'un\"balanced \\") == ["plain"]

    def test_descriptions_stand_beside_where_a_shell_shows_them(self, command: Path) -> None:
        (one,) = asked(command, "hanse query -s partners-of-c", shell="fish")[1:]
        assert re.fullmatch(r"partners-of-city\t.+\?", one)

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_scripts_are_printed(self, command: Path, shell: str) -> None:
        printed = subprocess.run(
            [command / "hanse", "completion", shell], env=environment(command), capture_output=True, check=True
        ).stdout
        assert b"_hanse_completion" in printed
        asked_for = environment(command) | {"_HANSE_COMPLETE": f"{shell}_source"}
        assert subprocess.run([command / "hanse"], env=asked_for, capture_output=True, check=True).stdout == printed


class Terminal:
    """A shell that somebody types in."""

    def __init__(self, arguments: list[str], environment: dict[str, str], folder: Path) -> None:
        self.folder = folder
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(arguments[0], arguments, environment)

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def wait(self, until: Callable[[str], bool], seconds: float = 30) -> str:
        """What is shown until that is so."""
        shown, end = "", time.monotonic() + seconds
        while not until(shown):
            assert time.monotonic() < end, shown
            if select.select([self.master], [], [], 0.05)[0]:
                shown += os.read(self.master, 65536).decode(errors="replace")
        return shown

    def complete(self, typed: str) -> list[str]:
        """The arguments that hanse is called with when this is typed, then the tabulator, then return."""
        told = self.folder / "told"
        told.unlink(missing_ok=True)
        self.type(f"{typed}\t\r")
        self.wait(lambda _: told.exists() and told.read_text().endswith("]"))
        found: list[str] = json.loads(told.read_text())
        return found

    def close(self) -> None:
        os.close(self.master)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(hanse completion bash)"'),
    "zsh": (
        ["zsh", "-f", "-i"],
        'unsetopt prompt_sp; autoload -Uz compinit && compinit -u -D && eval "$(hanse completion zsh)"',
    ),
    "fish": (["fish", "--no-config", "-i"], "hanse completion fish | source"),
}


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, command: Path, tmp_path: Path) -> Iterator[Terminal]:
    """Each shell, with completion, in an empty folder."""
    arguments, start = SHELLS[request.param]
    if not shutil.which(arguments[0]):
        pytest.skip(f"no {arguments[0]} here")
    terminal = Terminal(arguments, environment(command), tmp_path)
    terminal.type(f"{start}; echo rea''dy\r")
    terminal.wait(lambda shown: "ready" in shown)
    yield terminal
    terminal.close()


class TestShells:
    """What arrives at the command is the name, and nothing that is in a name ever runs."""

    @pytest.mark.parametrize("opening", ["-p city=", "-p 'city=", '-p city="'])
    def test_names_arrive_as_they_are(self, shell: Terminal, hostile: Path, opening: str) -> None:
        for name in (*HOSTILE, "Łódź"):
            given = shell.complete(f"hanse query -g {hostile} -s partners-of-city {opening}{name[:2].lower()}")
            assert given[-1] == f"city={name}"
        assert sorted(path.name for path in shell.folder.iterdir()) == ["told"]

    def test_the_usual_arrives_too(self, shell: Terminal, graph_directory: Path) -> None:
        assert shell.complete(f"hanse explain -g {graph_directory} avil")[-1] == "Avilés"
        assert fold(shell.complete(f"hanse explain -g {graph_directory} AVILE")[-1]) == "aviles"
        assert shell.complete(f"hanse explain -g {graph_directory} universi")[-1] == "Universidad de Oviedo"
        assert shell.complete("hanse ana")[-1] == "analyse"
        asked = f"hanse query -g {graph_directory} -s partners-of-city --parameter=city=avil"
        assert shell.complete(asked)[-1] == "--parameter=city=Avilés"
        assert shell.complete("hanse analyse --of=tw")[-1] == "--of=two-mode"
        assert shell.complete("hanse analyse -m degree,page")[-1] == "degree,pagerank"
        assert shell.complete("hanse query -s partners-of-city -p cit")[-1] == "city="
        (shell.folder / "folder").mkdir()
        assert shell.complete("hanse view -g fol")[-1].rstrip("/") == "folder"
