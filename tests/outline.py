"""A document's blocks as an indented outline, for tests to compare and people to read."""

from __future__ import annotations

from hanse.model import Block, Document


def outline(document: Document) -> str:
    """One line a field or block: kind, level, [label], flags, and the text of blocks without others inside."""
    fields = [f"{field.name} = {field.value}" for field in document.fields]
    outer = {block.parent for block in document.blocks}
    depth: dict[int, int] = {}
    lines = [f"language = {document.language}", *fields, ""]
    for index, block in enumerate(document.blocks):
        depth[index] = 0 if block.parent is None else depth[block.parent] + 1
        text = "" if index in outer else ": " + block.span.of(document.text).replace("\n", "⏎").replace("\t", "⇥")
        lines.append("  " * depth[index] + _facts(block, document.text) + text)
    return "\n".join(lines) + "\n"


def _facts(block: Block, text: str) -> str:
    label = f" [{block.label.of(text)}]" if block.label else ""
    level = f" {block.level}" if block.level else ""
    columns = f" x{block.columns}" if block.columns > 1 else ""
    return block.kind.value + level + columns + label + " header" * block.header + " ~" * block.boilerplate
