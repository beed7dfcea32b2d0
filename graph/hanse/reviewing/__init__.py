"""Review of identity: which things of a graph may be one, for people to decide.

things → naming, blocking → pairs → weighing → candidates → a mapping set (SSSOM) → decisions → the next build
"""

from hanse.reviewing.candidates import Candidate, Effort, Found
from hanse.reviewing.mapping import Shown, append, written
from hanse.reviewing.quoting import Quote
from hanse.reviewing.review import Review, review
from hanse.reviewing.things import KINDS

__all__ = ["KINDS", "Candidate", "Effort", "Found", "Quote", "Review", "Shown", "append", "review", "written"]
