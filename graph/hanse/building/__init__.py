"""The main job: puts the stages in a row, sources in, a graph directory out.

    discover → survey all → know their names → extract all → one identity → quads, sorted → store → in its place

A build is atomic (``directory``), incremental (``cache``), runs on several cores (``workers``), and gives the same
bytes for the same sources.
"""

from hanse.building.pipeline import build
from hanse.building.report import Beside, Input, Progress, Report, Trust
from hanse.building.sources import Skipped

__all__ = ["Beside", "Input", "Progress", "Report", "Skipped", "Trust", "build"]
