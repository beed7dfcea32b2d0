"""What networks are about: how concentrated themes are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hanse.analysis.measure import Indicator
from hanse.analysis.newcomers import by_wave
from hanse.queries.rows import Rows

if TYPE_CHECKING:
    from hanse.analysis.panel import Panel

__all__ = ["SPECIALISATION", "concentration"]


def concentration(weights: Mapping[str, float]) -> float | None:
    """Herfindahl's index of shares: 1 where all have one theme, 1/n where n themes have as much each.

    >>> concentration({"water": 2, "energy": 2}), concentration({})
    (0.5, None)
    """
    total = sum(weights.values())
    return sum((weight / total) ** 2 for weight in weights.values()) if total else None


def _themes(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    lines: list[list[object]] = []
    for name, wave in by_wave(part):
        weights: Counter[str] = Counter()
        told = [one for one in wave.collaborations.values() if one.themes]
        for one in told:
            for theme in one.themes:
                weights[theme] += 1 / len(one.themes)  # type: ignore[assignment]  # Counter's values may be shares
        first = min(weights, key=lambda theme: (-weights[theme], theme), default="")
        found = concentration(weights)
        lines.append(
            [name, len(wave.collaborations), len(told), len(weights), found, 1 / found if found else None, first]
        )
    return Rows.of(["wave", "networks", "with_theme", "themes", "concentration", "effective_themes", "first"], lines)


SPECIALISATION = (
    Indicator(
        "themes",
        "Concentration of themes",
        "How far the networks of a wave are about the same: Herfindahl's index of their themes.",
        "H = Σ_t s_t², with s_t the theme's share; a network with n themes counts 1/n for each. Effective themes: 1/H",
        "A. O. Hirschman, The paternity of an index, American Economic Review 54, 1964, 761–762",
        "1 is one theme for all. Networks whose theme nobody tells are left out: see with_theme.",
        _themes,
    ),
)
