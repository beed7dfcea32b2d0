"""One thing under several names, across sources: which IRI each entity of each source has.

index     the keys of all sources, packed
linking   places by the gazetteer
roster    what identity needs of a source's entities, and its answers for them
minting   the IRI of each thing
decisions what people decided, from mapping sets (sssom)
ruling    what that changes
keys      what else makes two entities one: normalised name and kind, acronym, concept
"""

from __future__ import annotations

from hanse.identity.decisions import Decisions
from hanse.identity.decisions import read as read_decisions
from hanse.identity.linking import Linker
from hanse.identity.resolution import Identity
from hanse.identity.roster import Answers, Roster, enrol
from hanse.identity.ruling import Outcome, Ruling

__all__ = ["Answers", "Decisions", "Identity", "Linker", "Outcome", "Roster", "Ruling", "enrol", "read_decisions"]
