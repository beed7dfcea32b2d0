"""What fuzzing found, and a short part of it: inputs that have the structure of their format."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from targets import TARGETS

FINDS = sorted((Path(__file__).parent / "finds").glob("*/*"))
STRUCTURED = sorted(name for name, target in TARGETS.items() if target.made is not None)


@pytest.mark.parametrize("find", FINDS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_once(find: Path) -> None:
    TARGETS[find.parent.name].holds(find.read_bytes())


@pytest.mark.parametrize("name", STRUCTURED)
def test_inputs_of_its_structure(name: str) -> None:
    made = TARGETS[name].made
    assert made is not None

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(made)
    def holds(data: bytes) -> None:
        TARGETS[name].holds(data)

    holds()
