"""How soon a command has begun, beside Python itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import generated
from measuring import Part, of_children, shown, timed


def starting(folder: Path, runs: int) -> Part:
    graph = str(generated.write(folder / "little", 50))
    hanse = str(Path(sys.executable).with_name("hanse"))
    commands = {
        "`python -c pass`": [sys.executable, "-c", "pass"],
        "`hanse --help`": [hanse, "--help"],
        "`hanse query 'ASK { ?s ?p ?o }'`": [hanse, "query", "-g", graph, "ASK { ?s ?p ?o }"],
        "`hanse query --saved largest-networks`": [hanse, "query", "-g", graph, "--saved", "largest-networks"],
    }
    best = dict.fromkeys(commands, (float("inf"), float("inf")))
    for _ in range(runs):
        for label, command in commands.items():
            (_, took), cpu = of_children(lambda command=command: timed(lambda: run(command)))
            best[label] = (min(best[label][0], took.wall), min(best[label][1], cpu))
    bare = best["`python -c pass`"]
    rows = [[label, shown(wall), shown(cpu), f"{cpu / bare[1]:.1f}"] for label, (wall, cpu) in best.items()]
    about = f"Whole processes, from start to end, on a graph of a few thousand quads. The best of {runs} in turn."
    return Part("Start of commands", about, ["command", "wall", "processor", "times Python itself"], rows)


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
