"""One target under atheris, with the arguments of libFuzzer: python harness.py TARGET FOLDER… -max_total_time=60

An input that breaks a property ends the process and is left as ``crash-…``; the slowest by time per byte are told.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
SMALLEST = 200  # bytes of an input whose time per byte says something


def main() -> None:
    name, *arguments = sys.argv[1:]
    sys.path[:0] = [str(ROOT / "graph"), str(ROOT / "tests")]
    import atheris

    with atheris.instrument_imports(include=["hanse"], enable_loader_override=False):
        from targets import TARGETS
    warnings.simplefilter("error")
    target = TARGETS[name]
    atheris.Setup([sys.argv[0], *arguments], watched(target.holds) if target.made is None else structured(target))
    atheris.Fuzz()


def structured(target: object) -> Callable[[bytes], object]:
    """Makes an input by the target's strategy, of which the fuzzer's bytes are the choices."""
    from hypothesis import HealthCheck, given, settings

    holds = watched(target.holds)
    test = given(target.made)(lambda data: holds(data))
    test = settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))(test)
    return test.hypothesis.fuzz_one_input


def watched(holds: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Tells when an input takes more time per byte than any before."""
    slowest = 0.0

    def check(data: bytes) -> None:
        nonlocal slowest
        began = time.process_time()
        holds(data)
        rate = (time.process_time() - began) / max(SMALLEST, len(data))
        if rate > slowest:
            slowest = rate
            print(f"SLOWEST {rate * 1e6:.0f} µs/byte, {len(data)} bytes: {data[:120]!r}", file=sys.stderr)

    return check


if __name__ == "__main__":
    main()
