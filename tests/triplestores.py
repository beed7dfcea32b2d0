"""SPARQL servers that tests start on loopback: two real ones, and one that does whatever it is told."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from visiting import missing

VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 50
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 6
DirsAllowed = .
DisableUnixSocket = 1
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True)
class Triplestore:
    """A server that runs."""

    query: str  # where it takes queries
    graphs: str  # where it takes graphs
    user: str = ""
    password: str = ""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def oxigraph(*options: str) -> Iterator[Triplestore]:
    """The server of the ``oxigraph`` package, in memory."""
    program = Path(sys.executable).with_name("oxigraph")
    found = str(program) if program.is_file() else shutil.which("oxigraph")
    if found is None:
        missing("no oxigraph server here: pip install oxigraph")
    port = free_port()
    with _running([str(found), "serve", "--bind", f"127.0.0.1:{port}", *options]):
        _wait(f"http://127.0.0.1:{port}/query?query=ASK%7B%7D")
        yield Triplestore(f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/store")


@contextmanager
def virtuoso(folder: Path, rows: int = 1_000_000) -> Iterator[Triplestore]:
    """Virtuoso, with a database of its own in a folder, that gives so many rows at most."""
    program = shutil.which("virtuoso-t")
    if program is None:
        missing("no Virtuoso here: apt-get install virtuoso-opensource-7-bin")
    http = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=free_port(), http=http, rows=rows))
    with _running([str(program), "+configfile", "virtuoso.ini", "+foreground"], folder):
        _wait(f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D")
        at = f"http://127.0.0.1:{http}"
        yield Triplestore(f"{at}/sparql", f"{at}/sparql-graph-crud-auth", "dba", "dba")


@contextmanager
def _running(command: list[str], folder: Path | None = None) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _wait(address: str) -> None:
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


@dataclass
class Asked:
    """A request that came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.body.decode())

    @property
    def parameters(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query, keep_blank_values=True)


Handler = Callable[[Asked, BaseHTTPRequestHandler], None]


@dataclass
class Liar:
    """A server that does whatever it is told: ``does`` is called with each request, ``asked`` has them all."""

    address: str = ""
    does: Handler = lambda asked, connection: None
    asked: list[Asked] = field(default_factory=list)


def say(
    connection: BaseHTTPRequestHandler,
    status: int = 200,
    body: bytes = b"",
    kind: str = "application/sparql-results+json",
    **headers: str,
) -> None:
    """A whole answer."""
    connection.send_response(status)
    for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
        connection.send_header(name.replace("_", "-"), value)
    connection.end_headers()
    connection.wfile.write(body)


@contextmanager
def liar() -> Iterator[Liar]:
    """A server of this process."""
    told = Liar()

    class Connection(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            with suppress(ConnectionError):
                super().handle_one_request()

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            told.asked.append(asked := Asked(self.command, self.path, headers, body))
            told.does(asked, self)

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Connection)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    told.address = f"http://127.0.0.1:{server.server_port}/sparql"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
