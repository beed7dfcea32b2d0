"""Loading and reading beside the engines below: the store's own bulk loader, and trafilatura."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from shutil import copytree, rmtree

import generated
from corpora import documents
from measuring import Part, shown, turns

ROOT = Path(__file__).parents[2]


def loading(folder: Path, quads: int, runs: int) -> Part:
    """The store of a graph, which also holds the merge of its documents, and the same quads as they are."""
    from pyoxigraph import RdfFormat, Store

    from hanse import store
    from hanse.building.ranges import merge_runs
    from hanse.building.runs import write_run
    from hanse.merging import merge

    source = folder / "loaded" / store.QUADS
    source.parent.mkdir()
    place, merged, kept = folder / "store", source.with_name(store.MERGED), folder / "kept"
    with (generated.write(folder / "made", quads // 90) / store.QUADS).open("rb") as lines:
        merge_runs([write_run(lines, folder / "made.run")], source.parent)
    merged.rename(kept)
    with source.open("rb") as lines:
        triples = sum(1 for _ in merge(lines))

    def afresh() -> None:
        rmtree(place, ignore_errors=True)
        copytree(kept, merged, dirs_exist_ok=True)

    def ours() -> None:
        store.write(place, source)

    def alone() -> None:
        loaded = Store(str(place))
        loaded.bulk_load(path=str(source), format=RdfFormat.N_QUADS)
        loaded.flush()

    one, other = turns((ours, alone), runs, before=afresh)
    with source.open("rb") as lines:
        count = sum(1 for _ in lines)
    rows = [
        [label, shown(mine), shown(theirs), f"{count / mine:,.0f}", f"{count / theirs:,.0f}", f"{mine / theirs:.2f}"]
        for label, mine, theirs in (("wall", one.wall, other.wall), ("processor", one.cpu, other.cpu))
    ]
    about = (
        f"{count:,} quads into an empty store on disk, beside pyoxigraph's `bulk_load` of the same `graph.nq`. Hanse "
        f"loads their merge besides ({triples:,} triples), from which questions are answered, and which a "
        f"build makes on its way. The best of {runs} in turn."
    )
    head = ["time", "Hanse", "bulk_load", "quads/s", "quads/s", "ratio"]
    return Part("Load", about, head, rows)


def reading(folder: Path, pages: int, runs: int) -> Part:
    """Pages into documents with blocks and offsets, and trafilatura's text of them."""
    from trafilatura import extract

    from hanse.documents import read

    found = sorted((ROOT / "data" / "benchmark" / "documents").glob("*.html"))
    made = folder / "pages"
    made.mkdir()
    for one in islice((one for one in documents(3 * pages) if one.form == "html"), pages):
        path = made / f"{one.identifier}.html"
        path.write_text(one.text, encoding="utf-8")
    rows = []
    for label, paths in (("real", found), ("generated", sorted(made.iterdir()))):
        texts = [path.read_text(encoding="utf-8") for path in paths]
        size = sum(map(len, texts)) / 1e6
        ours, alone = turns(
            (
                lambda paths=paths: [read(path) for path in paths],
                lambda texts=texts: [extract(text) for text in texts],
            ),
            runs,
        )
        row = [f"{len(paths)} {label} pages", shown(ours.cpu), shown(alone.cpu), f"{size / ours.cpu:.2f}"]
        rows.append([*row, f"{size / alone.cpu:.2f}", f"{alone.cpu / ours.cpu:.1f}"])
    about = (
        "Files into documents with their layout, language and dates, beside the text that `trafilatura.extract` gives "
        f"of the same pages, without language or dates. Processor time, the best of {runs} in turn."
    )
    head = ["", "Hanse", "trafilatura", "MB/s", "MB/s", "times as fast"]
    return Part("Reading HTML", about, head, rows)
