"""What checks found, told to people (text, Markdown) and programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hanse.checking.catalogue import CHECKS
from hanse.checking.check import Result
from hanse.names import printable

__all__ = ["as_json", "as_markdown", "as_text", "catalogue", "verdict"]


def as_text(result: Result) -> str:
    """A result for the terminal: what holds, or what is wrong, after which recommendation, and how to mend it."""
    check = result.check
    told = f" ({'; '.join(result.figures)})" if result.figures else ""
    lines = [f"{_state(result)}  {check.name:<12}{check.title}{told}"]
    if not result.passed:
        lines += [f"        {problem}" for problem in result.problems]
        lines += _more(result, "        … and {:,} more")
        lines += [f"      After: {check.after}", f"      To mend: {check.mend}"]
    return "".join(printable(line) + "\n" for line in lines)


def _state(result: Result) -> str:
    if result.skipped:
        return "skip"
    return "pass" if result.passed else "FAIL"


def _more(result: Result, words: str) -> list[str]:
    left = result.count - len(result.problems)
    return [words.format(left)] if left else []


def as_markdown(results: Sequence[Result]) -> str:
    """Results as a table, and what is wrong below it."""
    lines = ["| | Check | What holds | After |", "|---|---|---|---|"]
    lines += [
        f"| {_state(result)} | {result.check.name} | {_cell(result)} | {result.check.after} |" for result in results
    ]
    for result in results:
        if not result.passed:
            lines += ["", f"## {result.check.name}", "", f"To mend: {result.check.mend}", ""]
            lines += [f"- `{printable(problem).replace('`', chr(39))}`" for problem in result.problems]
            lines += _more(result, "- and {:,} more")
    return "\n".join(lines) + "\n"


def _cell(result: Result) -> str:
    told = f" ({'; '.join(result.figures)})" if result.figures else ""
    return printable(result.check.title + told).replace("|", "\\|")


def as_json(results: Sequence[Result]) -> str:
    """Results with all that is known of each check."""
    found = [
        {
            "check": result.check.name,
            "title": result.check.title,
            "passed": result.passed,
            "skipped": result.skipped,
            "problems": list(result.problems),
            "count": result.count,
            "figures": list(result.figures),
            "after": result.check.after,
            "mend": result.check.mend,
        }
        for result in results
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def catalogue() -> str:
    """All checks: what each holds a site to, and after which recommendation."""
    return "".join(f"{one.name:<12}{one.title}\n{'':12}after: {one.after}\n" for one in CHECKS.values())


def verdict(results: Sequence[Result]) -> str:
    """What is said in the end.

    >>> verdict([])
    'no check was made'
    """
    failed = [result.check.name for result in results if not result.passed]
    made = [result for result in results if not result.skipped]
    if not made:
        return "no check was made"
    if failed:
        return f"{len(failed)} of {len(made)} checks fail: {', '.join(failed)}"
    left = len(results) - len(made)
    return f"all {len(made)} checks pass" + (f"; {left} more need what is not here" if left else "")
