"""The main job: puts the stages in a row, sources in, a graph directory out.

    sources     which files are read, as what                     discover → Found
    shards      documents in stretches; tables in slices          a task each, for any process
    reading     documents are read, their names noted             first pass; tabling, graphs: tables and RDF
    knowing     what all of them establish                        between the passes
    extracting  what documents say, knowing that; beside: others  second pass
    material    has all this done, and identity told what is one thing
    saying      lines of N-Quads of each shard, sorted            runs; summing: what is said once
    ranges      runs merged, counted                              graph.nq, and what queries see
    pipeline    puts it in a row; directory: in its place, whole or not at all

What stages make is in ``packs`` and ``runs``: files of the cache, one a shard, each entry under a key of all it depends
on. So memory does not grow with the documents, and what did not change is not done again. A build gives the same bytes
for the same sources, whoever does the work (``workers``).
"""

from hanse.building.pipeline import build
from hanse.building.report import Beside, Decided, Input, Progress, Report, Trust
from hanse.building.sources import Skipped

__all__ = ["Beside", "Decided", "Input", "Progress", "Report", "Skipped", "Trust", "build"]
