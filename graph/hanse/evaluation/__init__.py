"""How much of what annotated documents say is found, and how much of what a graph says is right.

gold          what careful readers found: JSON files
sayings       what a graph says of a document
matching      the one against the other: findings
counting      precision, recall, F1
calibration   what confidences are worth
runs          findings kept, and compared with an earlier run
benchmark     a folder of documents with gold, scored
tables        scores and findings as rows
"""

from hanse.evaluation.benchmark import Evaluation, evaluate
from hanse.evaluation.counting import Count, Score, count, scores
from hanse.evaluation.matching import Finding, Verdict
from hanse.evaluation.runs import Change, Paper, Run, changes

__all__ = [
    "Change",
    "Count",
    "Evaluation",
    "Finding",
    "Paper",
    "Run",
    "Score",
    "Verdict",
    "changes",
    "count",
    "evaluate",
    "scores",
]
