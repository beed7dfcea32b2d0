"""Many tasks on several cores, by a crew of processes that a poisoned document can't stop."""

from hanse.building.workers.crews import NONE, Crew, Limits, Step, collecting_rarely, crew

__all__ = ["NONE", "Crew", "Limits", "Step", "collecting_rarely", "crew"]
