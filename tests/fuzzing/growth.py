"""Looks for cost that grows faster than the input: pieces repeated, alone and in pairs, twice as often each time.

python tests/fuzzing/growth.py [--pairs 300] [--seed 0] [FORMAT…]

Told is each input of which one stage takes more than MOST times the work for twice the bytes, where that counts for
anything, and each that takes longer than PATIENCE. Work is the processor's time of this process.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "graph"), str(ROOT / "tests")]

from fragments import MARKS, NAMES, SAYINGS  # noqa: E402
from markup import ATTRIBUTES, TAGS  # noqa: E402

from hanse.documents import READERS  # noqa: E402
from hanse.errors import InputError  # noqa: E402
from hanse.extraction import Knowledge, extract, survey  # noqa: E402
from hanse.gazetteer import load  # noqa: E402
from hanse.identity import Identity  # noqa: E402
from hanse.triples import quads  # noqa: E402

FIRST, LAST = 8_000, 64_000  # bytes
MOST = 2.9
COUNTS = 0.8  # seconds of a stage from which its growth is looked at
ENOUGH = 5.0  # seconds, from which no more bytes are given
PATIENCE = 25
STAGES = ("read", "survey", "extract", "write")


class _TooLongError(Exception):
    pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("format", nargs="*", default=["txt", "html", "md"])
    arguments = parser.parse_args()
    signal.signal(signal.SIGPROF, _interrupt)
    for format in arguments.format:
        for unit in units(format, arguments.pairs, arguments.seed):
            for told in judged(format, unit):
                print(f"{format} {unit!r}: {told}", flush=True)


def units(format: str, pairs: int, seed: int) -> Iterator[str]:
    """The pieces of a format, then pieces in pairs and threes, the same for the same seed."""
    said = [saying.replace("{}", name) for saying in SAYINGS for name in NAMES[:3]]
    pieces = [*MARKS, *NAMES, *said]
    if format == "html":
        pieces += [f"<{tag}>" for tag in TAGS] + [f"<{tag}>a</{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]
        pieces += [f"<p {attribute}>" for attribute in ATTRIBUTES]
    if pairs:
        yield from pieces
    chance = random.Random(seed)
    for _ in range(pairs):
        yield "".join(chance.choices(pieces, k=chance.choice((2, 2, 3))))


def judged(format: str, unit: str) -> Iterator[str]:
    """What is wrong with the cost of a piece that is repeated."""
    size, before = FIRST, [0.0] * len(STAGES)
    while size <= LAST:
        data = (unit * (size // len(unit.encode()) + 1) + " end\n").encode()
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        try:
            found = [*costs(format, data), 0.0, 0.0, 0.0][: len(STAGES)]
        except _TooLongError:
            yield f"more than {PATIENCE} s for {size:,} bytes"
            return
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        for stage, one, other in zip(STAGES, before, found, strict=True):
            if size > FIRST and other > COUNTS and other > MOST * one:
                yield f"{stage} takes {one:.2f} s, then {other:.2f} s for {size:,} bytes"
        if sum(found) > ENOUGH:
            return
        size, before = size * 2, found


def costs(format: str, data: bytes) -> list[float]:
    """The processor's seconds of each stage."""
    clock = [time.process_time()]
    try:
        document = READERS[format](data, "it", f"it.{format}")
    except InputError:
        return [time.process_time() - clock[0]]
    clock.append(time.process_time())
    found = survey(document, load())
    clock.append(time.process_time())
    said = extract(document, Knowledge.of([found], [], load()))
    clock.append(time.process_time())
    identity = Identity(load())
    identity.add(said)
    for _ in quads(said, document, lambda entity: identity.iri(entity, said.document)):
        pass
    clock.append(time.process_time())
    return [after - before for before, after in pairwise(clock)]


def _interrupt(*_: object) -> None:
    raise _TooLongError


if __name__ == "__main__":
    main()
