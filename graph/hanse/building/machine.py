"""Faults of the machine, for which nothing that is read can be blamed."""

from __future__ import annotations

import errno

from hanse.errors import OutputError

__all__ = ["is_of_machine"]

_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.EROFS, errno.ENOMEM}


def is_of_machine(error: Exception) -> bool:
    """Whether the machine is at fault, and not what was read: there is no room left, too many files are open."""
    return isinstance(error, MemoryError | OutputError) or (isinstance(error, OSError) and error.errno in _MACHINE)
