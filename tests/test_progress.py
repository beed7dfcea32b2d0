"""How far a job is, on a terminal and in the log of a batch job."""

from __future__ import annotations

import io
import sys

import pytest

from hanse.cli import progress
from hanse.cli.progress import progress as telling


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setattr(progress, "time", clock := Clock())
    return clock


def test_bars_count_before_the_total_is_known(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with telling() as told:
        assert told
        for done, total in ((0, 0), (30, 0), (60, 100), (100, 100)):
            told("reading", done, total)
            clock.now += 10
        told("[b]\x1b[31mmine", 1, 1)
    shown = terminal.getvalue()
    assert "Reading documents" in shown and "30/?" in shown and "3/s" in shown and "100/100" in shown
    assert "[b]" in shown and "\x1b[31mmine" not in shown


def test_a_log_gets_a_line_a_minute(capsys: pytest.CaptureFixture[str], clock: Clock) -> None:
    with telling() as told:
        assert told
        for done in range(1, 131):
            told("extracting", 10 * done, 2000 if done > 100 else 0)
            clock.now += 1
    lines = ["Extracting facts: 610, 10.2/s", "Extracting facts: 1,210 of 2,000, 10.1/s, 0:01:18 left"]
    assert capsys.readouterr() == ("", "\n".join(lines) + "\n")


def test_nothing_is_told_where_that_is_wished() -> None:
    with telling(silent=True) as told:
        assert told is None
