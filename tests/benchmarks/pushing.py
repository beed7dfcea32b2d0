"""Quads a second: `hanse push` onto Oxigraph and Virtuoso, beside what their own bulk loaders need for the same quads.

python tests/benchmarks/pushing.py [DIR]     a graph directory; hanse-graph if none is given

Both get the named graphs and their merge, into an empty database on disk; a push counts and compares besides. Times are
the processor's, of the server and of what sends, so that what else runs here matters less; runs take turns, and the
best of several counts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 3
MERGE = "https://w3id.org/hanse/graph/merge"
sys.path.insert(0, str(ROOT / "tests"))


def main() -> None:
    from hanse import store
    from hanse.merging import merge

    directory = Path(sys.argv[1] if len(sys.argv) > 1 else "hanse-graph")
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "graph.nq"), Path(folder, "merge.nt")
        shutil.copy(directory / store.QUADS, files[0])
        with files[0].open("rb") as quads:
            files[1].write_bytes(b"".join(merge(quads)))
        count = sum(file.read_bytes().count(b"\n") for file in files)
        jobs: dict[str, Callable[[Path], float]] = {
            "oxigraph load": lambda work: oxigraph_load(work, *files),
            "push to Oxigraph, gsp": lambda work: oxigraph_push(work, directory, "gsp"),
            "push to Oxigraph, update": lambda work: oxigraph_push(work, directory, "update"),
        }
        if shutil.which("virtuoso-t"):
            jobs |= {
                "Virtuoso's rdf_loader_run": lambda work: virtuoso_load(work, *files),
                "push to Virtuoso, gsp": lambda work: virtuoso_push(work, directory, "gsp"),
                "push to Virtuoso, update": lambda work: virtuoso_push(work, directory, "update"),
            }
        best = dict.fromkeys(jobs, float("inf"))
        for run in range(RUNS):
            for name, job in jobs.items():
                work = Path(folder, f"{run} {name}")
                work.mkdir()
                os.environ["XDG_STATE_HOME"] = str(work / "state")
                best[name] = min(best[name], job(work))
                shutil.rmtree(work)
    print(f"{count:,} quads, the merge included\n{'':28}{'quads/s of processor time':>27}{'ratio':>8}")
    own = 1.0
    for name, seconds in best.items():
        own = own if name.startswith("push") else seconds
        print(f"{name:28}{count / seconds:>27,.0f}{seconds / own:>8.1f}")


def processor(process: int) -> float:
    """Seconds that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def oxigraph_load(work: Path, *files: Path) -> float:
    program = Path(sys.executable).with_name("oxigraph")
    before = os.times()
    for file in files:
        command = [str(program), "load", "--location", str(work / "db"), "--file", str(file)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def oxigraph_push(work: Path, directory: Path, protocol: str) -> float:
    from triplestores import oxigraph

    with oxigraph("--location", str(work / "db")) as server:
        return pushed(directory, server.query, protocol, child("oxigraph"))


def virtuoso_load(work: Path, *files: Path) -> float:
    from triplestores import virtuoso

    for file in files:
        shutil.copy(file, work)
    with virtuoso(work) as server:
        process = child("virtuoso-t")
        port = next(line.rpartition(":")[2] for line in (work / "virtuoso.ini").read_text().split() if "127" in line)
        before = processor(process)
        told = (
            f"ld_dir('.', 'graph.nq', '{MERGE}'); ld_dir('.', 'merge.nt', '{MERGE}'); rdf_loader_run(); checkpoint; "
            "SELECT ll_error FROM DB.DBA.load_list WHERE ll_error IS NOT NULL;"
        )
        out = subprocess.run(["isql-vt", port, server.user, server.password, f"exec={told}"], capture_output=True)
        assert b"\n0 Rows" in out.stdout, out
        return processor(process) - before


def virtuoso_push(work: Path, directory: Path, protocol: str) -> float:
    from triplestores import virtuoso

    with virtuoso(work) as server:
        os.environ |= {"HANSE_ENDPOINT_USER": server.user, "HANSE_ENDPOINT_PASSWORD": server.password}
        return pushed(directory, server.query, protocol, child("virtuoso-t"))


def pushed(directory: Path, address: str, protocol: str, server: int) -> float:
    from hanse.pushing import push

    before, own = processor(server), time.process_time()
    push(directory, address, protocol=protocol)
    return processor(server) - before + time.process_time() - own


def child(name: str) -> int:
    """The server that this process started."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            stat = (entry / "stat").read_text()
        except OSError:
            continue
        if f"({name[:15]})" in stat and int(stat.rpartition(")")[2].split()[1]) == os.getpid():
            return int(entry.name)
    raise AssertionError(f"no {name} runs here")


if __name__ == "__main__":
    main()
