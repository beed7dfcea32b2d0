"""Keys → places: binary search in the mapped file."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from hanse.gazetteer.atlas import Atlas
from hanse.gazetteer.place import Kind, Place

__all__ = ["Lookup"]

_SECTION = 4  # bit of ``kind``


class Lookup:
    """The place file as a dictionary from name keys to places."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._keys = atlas["key"]
        self._post_end = np.cumsum(atlas["post_length"], dtype=np.int64)
        self._text_end = np.cumsum(atlas["text_length"], dtype=np.int64)
        self.header = atlas.header
        self.kinds = atlas["kind"]
        self.place_at = lru_cache(maxsize=1 << 14)(self._place_at)
        self.places = lru_cache(maxsize=1 << 14)(self._places)

    def rows(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The row of each key in the file, -1 for one that no place bears."""
        at = np.minimum(self._keys.searchsorted(keys), len(self._keys) - 1)
        return np.where(self._keys[at] == keys, at, -1)

    def row(self, key: int) -> int:
        """The row of one key, or -1."""
        wanted = np.uint64(key)
        at = int(self._keys.searchsorted(wanted))
        return at if at < len(self._keys) and self._keys[at] == wanted else -1

    def starts(self, word_keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which words begin a name of several words (false alarms: one in 80,000)."""
        first = self.atlas["first_word"]
        high = (word_keys >> np.uint64(32)).astype(first.dtype)
        at = np.minimum(first.searchsorted(high), len(first) - 1)
        return cast("NDArray[np.bool_]", first[at] == high)

    def common_mask(self, key: int) -> int:
        """The languages in which a name is an ordinary word, a bit for each of the header's ``languages``."""
        keys = self.atlas["common_key"]
        at = int(keys.searchsorted(np.uint64(key)))
        return int(self.atlas["common_mask"][at]) if at < len(keys) and keys[at] == np.uint64(key) else 0

    def _places(self, row: int) -> tuple[Place, ...]:
        start = int(self._post_end[row - 1]) if row else 0
        return tuple(self.place_at(int(i)) for i in self.atlas["post"][start : self._post_end[row]])

    def by_id(self, identifier: int) -> Place | None:
        """The place of a number."""
        at = int(np.searchsorted(self.atlas["id"], identifier))
        return self.place_at(at) if at < len(self.atlas["id"]) and self.atlas["id"][at] == identifier else None

    def _place_at(self, index: int) -> Place:
        def value(section: str) -> Any:
            return self.atlas[section][index].item()

        start = int(self._text_end[index - 1]) if index else 0
        name, *codes = self.atlas["text"][start : self._text_end[index]].tobytes().decode().split("\t")
        kind: Kind = self.header["kinds"][value("kind") & 3]
        return Place(
            id=value("id"),
            name=name,
            kind=kind,
            country=self.header["countries"][value("country")],
            latitude=value("latitude") / 1e5,
            longitude=value("longitude") / 1e5,
            population=value("population"),
            region=self.header["regions"][value("region")] if kind == "City" else "",
            codes=tuple((code.split("=")[0], code.split("=")[1]) for code in codes),
            section=bool(value("kind") & _SECTION),
        )
