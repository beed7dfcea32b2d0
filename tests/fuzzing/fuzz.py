"""Fuzzes all targets in turn, and says how many inputs it ran and what it found.

python tests/fuzzing/fuzz.py [--minutes 60] [--inputs 1000000] [TARGET…]

Ends after so many minutes or so many inputs, whichever comes first. Each target is a process of its own, ended by what
breaks a property (one is how long an input may take), by a hang, or by memory over MEGABYTES; it is begun again until
its share of the time is over. What was found lies in .fuzzing/finds, the inputs that reach new code in .fuzzing/corpus,
from which the next run goes on. atheris is installed into .fuzzing/, which git ignores.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
WORK = ROOT / ".fuzzing"
ATHERIS = "atheris==3.0.0"
HANG = 300  # seconds on the wall: the processor's are measured in the harness, for a machine may be busy
MEGABYTES = 3000
LONGEST = 2000  # bytes of an input: many small ones find more than a few large ones
PIECE = 700


@dataclass(slots=True)
class Result:
    """What a target's runs came to."""

    inputs: int = 0
    seconds: float = 0  # of the processor
    coverage: int = 0
    megabytes: int = 0
    slowest: tuple[int, str] = (0, "")
    finds: list[str] = field(default_factory=list)


def main() -> int:
    arguments = parsed()
    install()
    sys.path[:0] = [str(ROOT / "graph"), str(ROOT / "tests"), str(HERE)]
    from targets import TARGETS

    names = arguments.target or list(TARGETS)
    for name in names:
        seed(name, TARGETS[name].seeds())
    results = {name: Result() for name in names}
    until = time.monotonic() + arguments.minutes * 60
    for turn, name in enumerate(names):
        share = 1 / (len(names) - turn)  # of what is left: what is refused at once takes no other's inputs
        left = arguments.inputs - sum(result.inputs for result in results.values())
        run(name, results[name], (until - time.monotonic()) * share, int(left * share))
    tell(results)
    return 1 if any(result.finds for result in results.values()) else 0


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("target", nargs="*")
    return parser.parse_args()


def install() -> None:
    """See to it that atheris is there."""
    if not (WORK / "atheris").is_dir():
        print("Installing atheris …", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--target", str(WORK)]
        subprocess.run([*pip, ATHERIS], check=True)


def seed(name: str, files: list[bytes]) -> None:
    """Small files as they are, of large ones pieces that are as long as inputs may be."""
    folder = WORK / "corpus" / name
    folder.mkdir(parents=True, exist_ok=True)
    large = (data for data in files if len(data) > LONGEST)
    pieces = [data[at : at + PIECE] for data in large for at in range(0, min(len(data), 20 * PIECE), 5 * PIECE)]
    for number, piece in enumerate([*pieces, *(data for data in files if len(data) <= LONGEST)]):
        (folder / f"seed-{number}").write_bytes(piece)


def run(name: str, result: Result, seconds: float, inputs: int) -> None:
    """A target for so long, begun again after each find."""
    until = time.monotonic() + seconds
    while (left := int(until - time.monotonic())) > 0 and inputs > 0:
        began = spent()
        before = result.inputs
        for line in lines(name, left, inputs):
            note(line, result, before)
        inputs -= result.inputs - before
        result.seconds += spent() - began
        if result.finds and result.finds[-1].endswith("!"):  # the process ended before it ran anything
            return


def spent() -> float:
    """The processor's seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lines(name: str, seconds: int, inputs: int) -> Iterator[str]:
    """What libFuzzer says of a run."""
    finds = WORK / "finds" / name
    finds.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(HERE / "harness.py"), name, str(WORK / "corpus" / name)]
    limits = [f"-max_total_time={seconds}", f"-runs={inputs}", f"-timeout={HANG}", f"-rss_limit_mb={MEGABYTES}"]
    limits += [f"-max_len={LONGEST}", f"-artifact_prefix={finds}/", "-print_final_stats=1", f"-dict={dictionary()}"]
    limits += [f"-report_slow_units={HANG}"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (WORK, ROOT / "graph")))}
    told = False
    with (
        (WORK / f"{name}.log").open("a", encoding="utf-8") as log,
        subprocess.Popen(
            [*command, *limits], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as process,
    ):
        assert process.stdout
        for raw in process.stdout:
            line = raw.decode("utf-8", "replace")
            log.write(line)
            told |= "Test unit written to" in line
            yield line
    if process.returncode and not told:
        yield f"Test unit written to status {process.returncode}!"


def dictionary() -> Path:
    """The marks and tags that mean something to a reader, as libFuzzer reads them."""
    from fragments import MARKS, NAMES
    from markup import TAGS

    words = [*MARKS, *NAMES, *(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS)]
    path = WORK / "words.dict"
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "replace")) for word in words)
    path.write_text("".join(f'"{word}"\n' for word in quoted), encoding="ascii")
    return path


def note(line: str, result: Result, before: int) -> None:
    """Take in a line of what libFuzzer says."""
    if found := re.match(r"#(\d+)\s.*?cov: (\d+).*?rss: (\d+)Mb", line):
        result.inputs = max(result.inputs, before + int(found[1]))
        result.coverage = max(result.coverage, int(found[2]))
        result.megabytes = max(result.megabytes, int(found[3]))
    elif found := re.match(r"stat::number_of_executed_units:\s+(\d+)", line):
        result.inputs = before + int(found[1])
    elif found := re.match(r"SLOWEST (\d+) µs/byte, (.*)", line):
        result.slowest = max(result.slowest, (int(found[1]), found[2]))
    elif "Test unit written to" in line:
        result.finds.append(line.split("Test unit written to", 1)[1].strip())
        print("found", result.finds[-1], flush=True)


def tell(results: dict[str, Result]) -> None:
    print(f"\n{'target':12}{'inputs':>10}{'a second':>10}{'coverage':>10}{'MB':>7}{'finds':>7}  slowest, µs a byte")
    for name, one in results.items():
        rate = one.inputs / max(one.seconds, 1)
        figures = f"{name:12}{one.inputs:>10,}{rate:>10,.0f}{one.coverage:>10,}{one.megabytes:>7,}{len(one.finds):>7}"
        print(f"{figures}  {one.slowest[0]:,}  {one.slowest[1][:50]}")
    inputs = sum(one.inputs for one in results.values())
    finds = [path for one in results.values() for path in one.finds]
    minutes = sum(one.seconds for one in results.values()) / 60
    print(f"{inputs:,} inputs in {minutes:.0f} minutes of the processor, {len(finds)} finds")
    for path in finds:
        print(path)


if __name__ == "__main__":
    sys.exit(main())
