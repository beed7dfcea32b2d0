"""What pages say in ever other words: who leads, takes part and pays, where a town lies, how a list is led in."""

from __future__ import annotations

import pytest

from told import statements, told


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_is_understood(language: str, wanted: str, text: str) -> None:
    facts = {" ".join(statement) for statement in statements(text, language)}
    for one in (line.strip() for line in wanted.split(";")):
        assert (one[1:].strip() not in facts) if one.startswith("!") else (one in facts), facts
