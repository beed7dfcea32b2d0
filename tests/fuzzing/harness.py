"""One target under atheris, with the arguments of libFuzzer: python harness.py TARGET FOLDER… -max_total_time=60

An input that breaks a property ends the process and is left in .fuzzing/finds/TARGET as ``input-…``, beside the
``crash-…`` of libFuzzer, which for inputs that are made holds the choices alone. The slowest by time per byte are told.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

Check = Callable[[bytes], None]
ROOT = Path(__file__).parents[2]
SMALLEST = 200  # bytes of an input whose time per byte says something
SECONDS = 20  # of the processor, the most that an input may take


def main() -> None:
    name, *arguments = sys.argv[1:]
    sys.path[:0] = [str(ROOT / "graph"), str(ROOT / "tests")]
    import atheris

    with atheris.instrument_imports(include=["hanse"], enable_loader_override=False):
        from targets import TARGETS
    warnings.simplefilter("error")
    target = TARGETS[name]
    holds = watched(target.holds, ROOT / ".fuzzing" / "finds" / name)
    atheris.Setup([sys.argv[0], *arguments], holds if target.made is None else structured(target.made, holds))
    atheris.Fuzz()


def structured(made: Any, holds: Check) -> Callable[[bytes], object]:
    """Makes an input by a strategy, of which the fuzzer's bytes are the choices."""
    from hypothesis import HealthCheck, given, settings

    test: Any = given(made)(lambda data: holds(data))
    test = settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))(test)
    again: Callable[[bytes], object] = test.hypothesis.fuzz_one_input
    return again


def watched(holds: Check, finds: Path) -> Check:
    """Keeps the input that breaks a property; tells when one takes more time per byte than any before."""
    slowest = 0.0

    def check(data: bytes) -> None:
        nonlocal slowest
        began = time.process_time()
        try:
            holds(data)
            seconds = time.process_time() - began
            assert seconds < SECONDS, f"took {seconds:.0f} seconds"
        except BaseException:
            finds.mkdir(parents=True, exist_ok=True)
            (finds / f"input-{sha256(data).hexdigest()[:16]}").write_bytes(data)
            raise
        rate = seconds / max(SMALLEST, len(data))
        if rate > slowest:
            slowest = rate
            print(f"SLOWEST {rate * 1e6:.0f} µs/byte, {len(data)} bytes: {data[:120]!r}", file=sys.stderr)

    return check


if __name__ == "__main__":
    main()
