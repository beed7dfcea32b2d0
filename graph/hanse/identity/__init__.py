"""One thing under several names, across sources: which IRI each entity of each source has.

index     the keys of all sources, packed
linking   places by the gazetteer
roster    what identity needs of a source's entities, and its answers for them
minting   the IRI of each thing
keys      what else makes two entities one: normalised name and kind, acronym, concept
"""

from __future__ import annotations

from hanse.identity.linking import Linker
from hanse.identity.resolution import Identity
from hanse.identity.roster import Answers, Roster, enrol

__all__ = ["Answers", "Identity", "Linker", "Roster", "enrol"]
