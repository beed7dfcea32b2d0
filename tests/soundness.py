"""What holds for every document, whatever it was read from."""

from __future__ import annotations

from hanse.model import BlockKind, Document


def check(document: Document) -> None:
    """Fails where blocks, marks or fields of a document are not sound."""
    for index, block in enumerate(document.blocks):
        assert 0 <= block.span.start < block.span.end <= len(document.text)
        assert not document.text[block.span.start].isspace()
        assert not document.text[block.span.end - 1].isspace()
        if block.label is not None:
            assert block.label in block.span
            assert block.label.of(document.text).strip(": ")
        if block.parent is not None:
            parent = document.blocks[block.parent]
            assert block.parent < index
            assert block.span in parent.span
            assert block.boilerplate or not parent.boilerplate
    starts = [block.span.start for block in document.blocks]
    assert starts == sorted(starts)
    check_siblings(document)
    for mark in document.marks:
        assert 0 <= mark.span.start < mark.span.end <= len(document.text)
    for field in document.fields:
        said = " ".join(field.span.of(document.text).split())
        assert said.startswith(field.value) or field.name in {"created", "modified"}


def check_siblings(document: Document) -> None:
    """Siblings don't overlap, rows lie in tables, cells in rows."""
    reach: dict[int | None, int] = {}
    for block in document.blocks:
        assert block.span.start >= reach.get(block.parent, 0)
        reach[block.parent] = block.span.end
        above = None if block.parent is None else document.blocks[block.parent].kind
        if block.kind is BlockKind.CELL:
            assert above is BlockKind.ROW
        if block.kind is BlockKind.ROW:
            assert above is BlockKind.TABLE
