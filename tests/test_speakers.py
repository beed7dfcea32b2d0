"""Who speaks at an event, in lists of its programme and in lines of calendars."""

from __future__ import annotations

import pytest

from told import said, told


@pytest.mark.parametrize(("language", "wanted", "text"), list(told(__file__)), ids=lambda value: value[:24])
def test_lists_and_lines_tell_who_speaks(language: str, wanted: str, text: str) -> None:
    assert said(text, language, "attendee") == {one.strip() for one in wanted.split(";") if one.strip()}
