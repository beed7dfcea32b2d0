"""A server on this machine that speaks chat completions: as it should, or as no server should."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Reply", "Server", "completion", "serving"]


@dataclass(frozen=True)
class Reply:
    """What the server sends, and how."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "application/json"
    manner: str = "whole"  # "cut": less than announced; "stall": nothing; "drip": a byte now and then; "endless"


def completion(content: object, finish: str = "stop") -> Reply:
    """A good answer, with the text or the JSON value as its content."""
    text = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


@dataclass
class Server:
    """What was asked, and what is answered: a function of the text and of how often that was asked before."""

    answer: Callable[[str, int], Reply]
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0
    closing: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def texts(self) -> list[str]:
        """The texts asked about, in the order of the requests."""
        return [one["messages"][-1]["content"] for one in self.asked]


@contextmanager
def serving(answer: Callable[[str, int], Reply]) -> Iterator[Server]:
    """Serve on a free port of this machine."""
    server = Server(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/v1/chat/completions" and self.headers["Content-Type"] == "application/json"
            text = asked["messages"][-1]["content"]
            with server.lock:
                before = server.texts().count(text)
                server.asked.append(asked)
                server.headers.append(dict(self.headers))
                server.under_way += 1
                server.most_under_way = max(server.most_under_way, server.under_way)
            try:
                self.send(server.answer(text, before))
            except OSError:  # the client has hung up
                self.close_connection = True
            finally:
                with server.lock:
                    server.under_way -= 1

        def send(self, reply: Reply) -> None:
            if reply.manner == "stall":
                server.closing.wait(20)
                self.close_connection = True
                return
            self.send_response(reply.status)
            length = len(reply.body) + (100 if reply.manner == "cut" else 0)
            for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
                self.send_header(name, value)
            if reply.manner in {"drip", "endless"}:
                self.send_header("Connection", "close")
            else:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(reply.body)
            while reply.manner in {"drip", "endless"} and not server.closing.wait(0.05 * (reply.manner == "drip")):
                self.wfile.write(b" " * (1 if reply.manner == "drip" else 65536))
            self.close_connection = self.close_connection or reply.manner != "whole"

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        server.url = f"http://127.0.0.1:{http.server_port}/v1"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            with suppress(Exception):
                http.shutdown()
            thread.join()
