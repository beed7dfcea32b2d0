"""The server as a process: its socket, its signals, its end."""

from __future__ import annotations

import logging
import socket
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import uvicorn

from hanse.errors import OutputError
from hanse.publishing import Settings
from hanse.serving.app import application
from hanse.serving.connections import Connection, Doors
from hanse.serving.options import Options
from hanse.serving.service import Service

__all__ = ["run"]

_SWITCH = 0.0005  # seconds that a thread that writes a page may keep the others from answering
_GRACE = 10  # seconds for requests under way when the server is told to end


def run(directory: Path, settings: Settings | None, options: Options) -> None:
    """Serve a graph directory until the process is told to end (SIGINT, SIGTERM).

    Raises GraphError where there is no graph, OutputError where the address can't be listened at.
    """
    listening = listen(options.host, options.port)
    _allow_files(options.connections)
    sys.setswitchinterval(_SWITCH)
    with listening:
        port = listening.getsockname()[1]
        service = Service(directory, settings, replace(options, port=port))
        host = f"[{options.host}]" if ":" in options.host else options.host
        print(
            f"hanse: serving {directory} at http://{host}:{port}/ (queries at /sparql); Ctrl-C ends it", file=sys.stderr
        )
        with suppress(KeyboardInterrupt):  # which uvicorn raises again when all has been answered
            _configured(service, options).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; OutputError where the address is in use or not of this machine."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise OutputError(f"can't listen at {host}: {getattr(error, 'strerror', None) or error}") from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"can't listen at {host}, port {port}: {reason}; --port gives another") from None
    return listening


def _configured(service: Service, options: Options) -> uvicorn.Server:
    doors = Doors(
        most=options.connections,
        each=options.connections_each,
        request_seconds=options.request_seconds,
        whole_seconds=300 + 2 * options.seconds + service.gate.patience,
    )
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # it tells of each malformed request
    config = uvicorn.Config(
        application(service),
        http=partial(Connection, doors),  # type: ignore[arg-type]
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(options.proxy),
        forwarded_allow_ips=options.proxy or "",
        timeout_graceful_shutdown=_GRACE,
        backlog=2048,
    )
    return uvicorn.Server(config)


def _allow_files(connections: int) -> None:
    """Have as many open files as connections need, where the system lets us."""
    try:
        import resource
    except ImportError:  # Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * connections + 500
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
