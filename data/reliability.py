"""Count how often each reading is right in annotated documents, which makes the confidences; keep scores for the docs.

python data/reliability.py    (make reliability runs it, and writes the docs)

Every folder beside this file with ``documents/`` and ``gold/`` counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from hanse.evaluation import Finding, Run, evaluate, tables
from hanse.evaluation.calibration import measure
from hanse.tabulation import records

HERE = Path(__file__).parent
RATES = HERE.parent / "graph" / "hanse" / "reliability.toml"
SCORES = HERE / "accuracy.json"
KEPT_ASIDE = 3
"""Documents whose number this divides are kept aside while extraction is improved."""
HEAD = """# How often what each extractor reads was right and wrong in the annotated documents of data/: for each class
# and property, extractor = [right, wrong]; and how often each was missed. Confidences, and intervals of ranks, are made
# of it. `make reliability` writes it: do not edit.
"""


def benchmarks() -> list[Path]:
    """The folders of annotated documents."""
    return sorted(folder.parent for folder in HERE.glob("*/gold") if (folder.parent / "documents").is_dir())


def rates(findings: Iterable[Finding]) -> str:
    """The rates of all readings, as TOML."""
    return HEAD + "".join(measure(findings).lines())


def scores(run: Run) -> dict[str, object]:
    """What the docs tell of a benchmark."""
    found = {
        "scores": tables.score_table(run, split=KEPT_ASIDE),
        "languages": tables.score_table(run, by="language"),
        "layouts": tables.score_table(run, by="layout"),
        "confidences": tables.calibration_table(run, split=KEPT_ASIDE),
    }
    return {"documents": len(run.documents)} | {name: json.loads(records(rows)) for name, rows in found.items()}


if __name__ == "__main__":
    runs = {folder.name: evaluate(folder).run for folder in benchmarks()}
    findings = [finding for run in runs.values() for finding in run.findings]
    RATES.write_text(rates(findings), encoding="utf-8", newline="")
    told = {name: scores(run) for name, run in runs.items()}
    SCORES.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")
