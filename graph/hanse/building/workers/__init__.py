"""Many tasks on several cores, by a crew of processes that a poisoned document can't stop."""

from hanse.building.workers.crews import NONE, Crew, Limits, Step, collecting_rarely, crew
from hanse.building.workers.pool import WORTHWHILE, Lost, each

__all__ = ["NONE", "WORTHWHILE", "Crew", "Limits", "Lost", "Step", "collecting_rarely", "crew", "each"]
