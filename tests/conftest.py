"""What several test modules ask for."""

from __future__ import annotations

import importlib.util
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from socket import create_server
from types import ModuleType
from typing import Any

import pytest

from servers import Served, serving
from triplestores import Liar, Triplestore, liar, oxigraph, virtuoso
from visiting import Visit, chromium, missing, visiting

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
SCORER = Path(__file__).parents[2] / "shared" / "tools" / "score.py"


def pytest_configure() -> None:
    """Ctrl-C reaches what tests start, also where the tests run behind a shell that ignores it (``make test &``)."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def scorer() -> ModuleType:
    """The scorer that lies beside the checkout; tests that ask for it are skipped where it does not."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def served(graph_directory: Path) -> Iterator[Served]:
    """A server of the small graph, without a limit on requests."""
    with serving(graph_directory, "--rate", "0") as running:
        yield running


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, which finds barriers in pages."""
    if not AXE.is_file():
        missing("no axe-core here: make axe")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, for all browser tests of a process."""
    with chromium() as launched:
        yield launched


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    """A window, in which nothing may go wrong and from which nothing may be asked of the network."""
    with visiting(browser, patience=15_000) as seen:
        yield seen


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and who has connected to it."""
    calls: list[object] = []

    def listen() -> None:
        try:
            while True:
                connection, address = server.accept()
                calls.append(address)
                connection.close()
        except OSError:  # closed
            return

    with create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], calls
        server.shutdown(2)
    thread.join(5)


@pytest.fixture(scope="session")
def oxigraph_server() -> Iterator[Triplestore]:
    """An Oxigraph server, empty at first."""
    with oxigraph() as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Triplestore]:
    """A Virtuoso, empty at first, that gives 500 rows at most."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso"), rows=500) as server:
        yield server


@pytest.fixture
def lying_server() -> Iterator[Liar]:
    """A server that does whatever it is told."""
    with liar() as server:
        yield server


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where programs keep their state, for this test alone; no credentials of the machine."""
    for name in ("HANSE_ENDPOINT_TOKEN", "HANSE_ENDPOINT_USER", "HANSE_ENDPOINT_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"
