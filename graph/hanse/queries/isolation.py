"""What keeps a hostile query from reaching beyond the graph that it asks.

The engine calls other servers where a query says SERVICE, and has no switch against it. So two things are done, each of
which is enough: `refuse_calls` has the engine itself tell whether the word is a keyword in a query, and `isolate` takes
from a process the right to open any connection.
"""

from __future__ import annotations

import ctypes
import platform
import re
import secrets
import string
import struct
import sys
from collections.abc import Callable
from contextlib import suppress

from hanse.queries.sparql import check

__all__ = ["isolate", "refuse_calls"]

_CALL = re.compile("service", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:u|U0000)00([46][1-9A-Fa-f]|[57][0-9Aa])")  # a letter (SPARQL 1.1, section 19.2)


def refuse_calls(sparql: str, parse: Callable[[str], object]) -> None:
    """Refuse a query that asks another server or would change something.

    Where the letters of SERVICE occur, the query is parsed once more with random letters in their place: inside a
    string, an IRI, a name, a variable or a comment that changes nothing, but no keyword is made of them. So the
    engine's reading of the text counts, and no other. ``parse`` raises SyntaxError for what is not SPARQL; it is never
    given the query as it stands. Raises QueryError, or SyntaxError at a keyword that `check` could not see.

    >>> from pyoxigraph import Store
    >>> refuse_calls('ASK { ?s ?p "room service" }', Store().query)
    >>> refuse_calls("ASK { FILTER(1<'>'||1=1) SERVICE <http://example.org/> {} FILTER(''='') }", Store().query)
    Traceback (most recent call last):
    SyntaxError: error at 1:34: expected OPTIONAL
    """
    check(sparql)
    plain = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), sparql)
    if _CALL.search(plain):
        letters = "".join(secrets.choice(string.ascii_lowercase) for _ in "service")
        with suppress(RuntimeError, OSError, ValueError):  # it was parsed, and then could not be answered
            parse(_CALL.sub(letters, plain))


# Of linux/audit.h and the tables of system calls: seccomp; socket, execve, io_uring_setup (which opens sockets too).
_MACHINES = {
    "x86_64": (0xC000003E, 317, (41, 59, 425)),
    "aarch64": (0xC00000B7, 277, (198, 221, 425)),
}
_NO_NEW_PRIVILEGES, _FILTER, _ALL_THREADS = 38, 1, 1
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # EACCES
_X32 = 0x40000000  # the same system calls under other numbers


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def isolate() -> bool:
    """Take from this process, for good, the right to open sockets and start programs; whether that could be done.

    It can on Linux with seccomp, on x86-64 and ARM64 (https://man7.org/linux/man-pages/man2/seccomp.2.html).
    """
    if not sys.platform.startswith("linux") or platform.machine() not in _MACHINES:
        return False
    architecture, seccomp, refused = _MACHINES[platform.machine()]
    code = _program(architecture, refused)
    program = _Program(len(code) // 8, code)
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(library.syscall(seccomp, _FILTER, _ALL_THREADS, ctypes.byref(program)) == 0)


def _program(architecture: int, refused: tuple[int, ...]) -> bytes:
    """The filter, in the code of the Berkeley Packet Filter: a jump says how many steps to leave out."""
    count = len(refused)
    steps = [
        (_LOAD, 0, 0, 4),  # the architecture
        (_EQUAL, 0, count + 3, architecture),
        (_LOAD, 0, 0, 0),  # the number of the call
        (_AT_LEAST, count + 1, 0, _X32),
        *((_EQUAL, count - place, 0, number) for place, number in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
