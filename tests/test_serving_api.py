"""The JSON API as its own description has it: schemathesis makes requests of that, good and bad."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from servers import Served
from visiting import missing

PROGRAM = Path(__file__).parents[1] / ".schemathesis" / "bin" / "schemathesis"
SECONDS = 12
CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "negative_data_rejection", "unsupported_method",
)  # fmt: skip


def test_the_api_is_as_it_is_described(served: Served, tmp_path: Path) -> None:
    if not PROGRAM.is_file():
        missing("no schemathesis here: make schemathesis")
    command = [
        str(PROGRAM), "run", served.address + "api/openapi.json", "--phases", "examples,coverage,fuzzing",
        "--max-time", str(SECONDS), "--seed", "1", "--generation-database", "none", "--checks", ",".join(CHECKS),
        "--no-color",
    ]  # fmt: skip
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(command, capture_output=True, text=True, env=own, cwd=tmp_path, check=False)
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
    assert not [line for line in served.lines if "Traceback" in line]


@pytest.mark.parametrize("value", ["9" * 200, "-" + "9" * 30, "٣", "1e9", "NaN", "\x00", "'; DROP", "1_000"])
def test_numbers_that_are_none_are_refused(served: Served, value: str) -> None:
    answer = served.get("api/questions/largest-networks", params={"least": value})
    assert answer.status_code in {200, 400}
    assert served.get("api/search", params={"q": "a", "limit": value}).status_code == 400
