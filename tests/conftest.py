"""What several test modules ask for."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCORER = Path(__file__).parents[2] / "shared" / "tools" / "score.py"


@pytest.fixture(scope="session")
def scorer() -> ModuleType:
    """The scorer that lies beside the checkout; tests that ask for it are skipped where it does not."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
