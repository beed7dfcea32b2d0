"""What Hanse costs beside its peers, each measured with it in one run: times as ratios, which differ less by machine.

python tests/benchmarks/run.py [NAME ...] [--quick] [--markdown FILE]

NAME is one or more of the benchmarks below; all if none is given. --quick takes about two minutes, and small inputs.
Where a figure is the processor's time, other work on the machine matters little; where it is the wall's, it does.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # before numpy is imported: the peers get one core, as Hanse does

from measuring import Part  # noqa: E402

PACKAGES = ("hanse", "pyoxigraph", "trafilatura", "spacy", "rdflib", "networkx", "rustworkx")


def main() -> None:
    given = arguments()
    parts = []
    with tempfile.TemporaryDirectory(dir=given.scratch) as scratch:
        for name in given.names or BENCHMARKS:
            print(f"{name} …", file=sys.stderr, flush=True)
            folder = Path(scratch, name)
            folder.mkdir()
            part = BENCHMARKS[name](folder, given)
            print(part.markdown(), flush=True)
            parts.append(part)
    if given.markdown:
        earlier = given.markdown.read_text(encoding="utf-8") if given.markdown.is_file() else ""
        given.markdown.write_text(page(parts, earlier), encoding="utf-8")


def arguments() -> argparse.Namespace:
    about = "\n".join(f"  {name:12}{job.__doc__}" for name, job in BENCHMARKS.items())
    parser = argparse.ArgumentParser(
        description=f"{__doc__}\n{about}", formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="see above")
    parser.add_argument("--quick", action="store_true", help="small inputs and few runs")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="put the tables into a page, too")
    parser.add_argument("--quads", type=int, metavar="N", help="of the graph that is asked and loaded (1,000,000)")
    parser.add_argument("--sizes", metavar="N,N", help="documents of the corpora whose memory is compared (1000,10000)")
    parser.add_argument("--rows-each", type=int, default=20, metavar="N", help="rows of tables for each document (20)")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="of the builds that are compared (2)")
    parser.add_argument("--documents", type=int, metavar="N", help="that one and two workers build (1000)")
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="where files go meanwhile")
    given = parser.parse_args()
    if unknown := [name for name in given.names if name not in BENCHMARKS]:
        parser.error(f"{unknown[0]!r} is no benchmark; there are {', '.join(BENCHMARKS)}")
    given.quads = given.quads or (50_000 if given.quick else 1_000_000)
    given.documents = given.documents or (100 if given.quick else 1000)
    given.sizes = [int(size) for size in (given.sizes or ("50,150" if given.quick else "1000,10000")).split(",")]
    return given


def extraction(folder: Path, given: argparse.Namespace) -> Part:
    """text to entities, facts and their quotes, beside spaCy's small pipeline"""
    import words
    from corpora import documents

    from hanse.building.workers import collecting_rarely

    rows = []
    jobs = {"Hanse": words.extracted, **words.spacy_jobs()}
    generated, other = folder / "generated", folder / "other"
    generated.mkdir()
    other.mkdir()
    english = (one for one in documents(10_000) if one.truth["language"] == "en")
    for one in islice(english, 40 if given.quick else 400):
        (generated / f"{one.identifier}.{one.form}").write_text(one.text, encoding="utf-8")
    with collecting_rarely():
        texts = {"real": words.DOCUMENTS, "generated": generated, "other": words.topics(other)}
        for label, place in texts.items():
            _, found, _ = words.read_all(place)
            rates = words.measured(jobs, found, 2 if given.quick else 5)
            for job, (again, new) in rates.items():
                ratios = [rates["Hanse"][at] / rate for at, rate in enumerate((again, new))]
                size = f"{label}, {words.count(found):,} words"
                rows.append([job, size, f"{again:,.0f}", f"{ratios[0]:.1f}", f"{new:,.0f}", f"{ratios[1]:.1f}"])
    about = (
        "Words a second on one core, both passes of Hanse: what it finds are entities, facts and the words that say "
        "them; what spaCy finds is part of speech, syntax and entities, or entities alone. “New” is text that is read "
        "for the first time, after as much other text. How fast Hanse is depends on how much there is to find: in real "
        "and generated documents every sentence names a town, body or network; “other” text, Python's help topics, is "
        "about something else, as most pages of a crawl are."
    )
    head = ["", "English documents", "again, words/s", "Hanse, times as fast", "new, words/s", "Hanse, times as fast"]
    return Part("Extraction", about, head, rows)


def html(folder: Path, given: argparse.Namespace) -> Part:
    """pages into documents, beside trafilatura"""
    import engines

    return engines.reading(folder, 30 if given.quick else 300, 2 if given.quick else 5)


def load(folder: Path, given: argparse.Namespace) -> Part:
    """a graph into its store, beside pyoxigraph's bulk_load"""
    import engines

    return engines.loading(folder, given.quads, 2 if given.quick else 3)


def questions(folder: Path, given: argparse.Namespace) -> Part:
    """every saved question, beside pyoxigraph by itself"""
    import asking

    return asking.questions(folder, given.quads, 0.1 if given.quick else 0.5)


def rdflib(folder: Path, given: argparse.Namespace) -> Part:
    """every saved question, beside rdflib, on a small graph in memory"""
    import asking

    return asking.beside_rdflib(folder, 5000 if given.quick else 20_000, 2 if given.quick else 20)


def analysis(folder: Path, given: argparse.Namespace) -> Part:
    """the measures of networks, beside networkx"""
    from analysis import analysing

    return analysing(*((2000, 20_000, 600, 5000) if given.quick else (20_000, 500_000, 2000, 10_000)))


def start(folder: Path, given: argparse.Namespace) -> Part:
    """commands, beside python -c pass"""
    from starting import starting

    return starting(folder, 3 if given.quick else 15)


def workers(folder: Path, given: argparse.Namespace) -> Part:
    """a build by two workers, beside one"""
    import growing

    return growing.workers(folder, given.documents, 1 if given.quick else 2)


def memory(folder: Path, given: argparse.Namespace) -> Part:
    """builds of growing corpora: memory, time, and whether the facts are as true"""
    import growing

    return growing.memory(folder, given.sizes, given.rows_each, given.workers, 20)


def stages(folder: Path, given: argparse.Namespace) -> Part:
    """a build by its stages: where the processor's time and the memory go"""
    import profiling

    return profiling.stages(folder, given.documents, given.rows_each, given.workers)


BENCHMARKS: dict[str, Callable[[Path, argparse.Namespace], Part]] = {
    job.__name__: job for job in (extraction, html, load, questions, rdflib, analysis, start, workers, memory, stages)
}


def page(parts: list[Part], earlier: str) -> str:
    """The tables with what they were measured on; those of other runs stay as they are on the page."""
    sections = {text.partition("\n")[0]: f"## {text}" for text in earlier.split("\n## ")[1:]}
    for part in parts:
        sections[part.title] = f"{part.markdown()}\n{made()}\n"
    return "\n".join([HEAD, *(text.rstrip("\n") + "\n" for text in sections.values())])


HEAD = """# Speed and memory

What Hanse costs beside its peers, each measured in one run with it: what counts are the ratios, for times differ from
machine to machine. Ratios differ too, if less: extraction of the real pages below was 5.0 times as fast as spaCy's
small pipeline (new text: 2.7) on another machine. `make benchmarks` measures all of it again,
`python tests/benchmarks/run.py --help` tells how to choose what, and how large. Beside it, `pushing.py`, `serving.py`,
`views.py` and `identity.py` measure what their names say.

Generated corpora are as `tests/benchmarks/corpora.py` writes them: pages, news, listings and reports in five languages,
with what each states known beforehand. In 20,000 documents one paragraph of prose in a hundred and one sentence in ten
was there before, so that little comes out of a cache; three lines in ten (menus, footers, headings) are repeated, as on
any site.
"""


def made() -> str:
    """By which command, where, and with what."""
    found = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    chosen = [word for word in sys.argv[1:] if not word.startswith("--scratch=") and not word.startswith("--markdown=")]
    return (
        f"`python tests/benchmarks/run.py {' '.join(chosen)}` on {processor()}, {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}; {', '.join(found)}."
    )


def processor() -> str:
    """The model of the processor, where the system says it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


if __name__ == "__main__":
    main()
