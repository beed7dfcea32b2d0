"""``hanse serve`` as a process, for tests that ask it over HTTP."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_connection, socket
from typing import Any
from urllib.parse import quote

import httpx

COMMAND = [sys.executable, "-c", "from hanse.cli import main; main()", "serve"]
PATIENCE = 30  # seconds until a server listens


@dataclass
class Served:
    """A server, and what it wrote."""

    process: subprocess.Popen[str]
    address: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    def get(self, path: str, accept: str = "*/*", **more: Any) -> httpx.Response:
        return httpx.get(self.address + path.lstrip("/"), headers={"Accept": accept}, timeout=120, **more)

    def wait_for_start(self) -> None:
        """Till the start page is there, which needs much else."""
        end = time.monotonic() + 4 * PATIENCE
        while (answer := self.get("", "text/html")).status_code == 503 and time.monotonic() < end:
            assert "being made" in answer.text
            time.sleep(0.1)
        assert answer.status_code == 200

    def ask(self, query: str, accept: str = "application/sparql-results+json", **fields: Any) -> httpx.Response:
        fields = {"query": query, **fields}
        return httpx.post(self.address + "sparql", data=fields, headers={"Accept": accept}, timeout=60)

    def rows(self, query: str) -> list[dict[str, str]]:
        answer = self.ask(query)
        assert answer.status_code == 200, answer.text
        found = answer.json()["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]

    def raw(self, data: bytes, source: str = "127.0.0.1", seconds: float = 20) -> bytes:
        """All that is answered to some bytes, until the server closes or falls silent."""
        with self.connect(source, seconds) as connection:
            connection.sendall(data)
            return drained(connection)

    def connect(self, source: str = "127.0.0.1", seconds: float = 20) -> socket:
        return create_connection(("127.0.0.1", self.port), seconds, (source, 0))

    def from_client(self, source: str, query: str, seconds: float = 60) -> httpx.Response:
        """An answer to a client at another address of this machine."""
        with httpx.Client(transport=httpx.HTTPTransport(local_address=source), timeout=seconds) as client:
            return client.get(f"{self.address}sparql?query={quote(query)}", headers={"Accept": "text/csv"})

    def memory(self) -> int:
        """Bytes that the server itself holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024  # type: ignore[index]

    def wait_for_line(self, pattern: str, seconds: float = PATIENCE) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := next((line for line in list(self.lines) if re.search(pattern, line)), None):
                return found
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise AssertionError(f"no line {pattern!r} in {self.lines}")


def drained(connection: socket) -> bytes:
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except (TimeoutError, ConnectionResetError):
        pass
    return b"".join(parts)


@contextmanager
def serving(directory: Path, *options: str) -> Iterator[Served]:
    """A server of a graph directory at a free port, ended in the end as Ctrl-C does it."""
    command = [*COMMAND, "-g", str(directory), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ, cwd=directory.parent)
    served = Served(process)

    reader = threading.Thread(target=_read, args=(served,), daemon=True)
    reader.start()
    try:
        served.address = served.wait_for_line("at http://").split(" at ")[1].split(" ")[0]
        yield served
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        finally:
            process.kill()
            process.wait()
            reader.join(5)
            assert process.stderr
            process.stderr.close()


def _read(served: Served) -> None:
    assert served.process.stderr
    for line in served.process.stderr:
        served.lines.append(line.rstrip("\n"))
