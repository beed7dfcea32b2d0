"""One thing under several names, across sources: which IRI each entity of each source has.

linking   places by the gazetteer
keys      what else makes two entities one: normalised name and kind, acronym, concept
"""

from __future__ import annotations

from hanse.identity.resolution import Identity

__all__ = ["Identity"]
