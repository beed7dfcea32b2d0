"""Values as bytes: compressed, with a checksum, and read back only where they are Hanse's own."""

from __future__ import annotations

import io
import pickle
from dataclasses import is_dataclass
from enum import Enum
from importlib import import_module
from typing import Any

import zstandard

__all__ = ["UnreadableError", "dumped", "loaded", "plain"]

_LARGEST = 1 << 31  # bytes of a value: what claims to be more is broken


class UnreadableError(Exception):
    """A value that can't be read."""


def dumped(value: Any) -> bytes:
    """A value, compressed."""
    return zstandard.ZstdCompressor(level=3, write_checksum=True).compress(pickle.dumps(value, protocol=5))


def loaded(data: bytes) -> Any:
    """A value that was compressed; raises UnreadableError where it is none of Hanse's, or broken."""
    try:
        return _Safe(io.BytesIO(plain(data))).load()
    except Exception as error:  # cut short, of another version, by a stranger
        raise UnreadableError(str(error)) from error


def plain(data: bytes) -> bytes:
    """The bytes that were compressed; raises UnreadableError where they are broken."""
    try:
        return zstandard.ZstdDecompressor().decompress(data, max_output_size=_LARGEST)
    except (zstandard.ZstdError, MemoryError) as error:
        raise UnreadableError(str(error)) from error


_PLAIN = {("builtins", "set"), ("builtins", "frozenset"), ("collections", "Counter"), ("collections", "OrderedDict")}


class _Safe(pickle.Unpickler):
    """Reads Hanse's own values and nothing else: a graph directory may come from anyone, and pickles can run code."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return getattr(import_module(module), name)
        found = getattr(import_module(module), name, None) if module.startswith("hanse.") else None
        if (
            isinstance(found, type)
            and found.__module__ == module
            and (is_dataclass(found) or issubclass(found, (Enum, tuple)))
        ):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of Hanse")
