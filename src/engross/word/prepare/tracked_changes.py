"""Tracked changes: all the kinds of them that Word knows (ECMA-376, part 1, 17.13.5; [MS-DOCX] 2.5.1), and where.

There is no other list of them in this package: what a template, an issued document and an attached file may not hold
is the same.
"""

from __future__ import annotations

from engross.word.opc.stories import holds_definitions, may_hold
from engross.word.opc.xml_names import Element, name

_TEXT = "ins del moveFrom moveTo"
_MOVED_RANGES = "moveFromRangeStart moveToRangeStart"
_PROPERTIES = (
    "rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tblGridChange trPrChange tcPrChange numberingChange"
)
_CELLS = "cellIns cellDel cellMerge"
_RANGES = "customXmlInsRangeStart customXmlDelRangeStart customXmlMoveFromRangeStart customXmlMoveToRangeStart"
_CONFLICTS = "conflictIns conflictDel customXmlConflictInsRangeStart customXmlConflictDelRangeStart"
TRACKED = (
    *(name(f"w:{local}") for local in f"{_TEXT} {_MOVED_RANGES} {_PROPERTIES} {_CELLS} {_RANGES}".split()),
    *(name(f"w14:{local}") for local in _CONFLICTS.split()),
)
"""The names of the elements that are, or begin, a change that is neither accepted nor rejected."""
_MOVED = frozenset(name(f"w:{local}") for local in ("moveFrom", "moveTo"))
_STARTS = frozenset(name(f"w:{local}") for local in _MOVED_RANGES.split())


_WORDS = (b"author", b"Change")
"""Of these words one stands in every part that holds a tracked change: w:tblGridChange alone names no author.

Where there are no tables, as among styles, every tracked change names its author.
"""


def may_hold_tracked_changes(data: bytes) -> bool:
    """Return whether a part may hold a tracked change; asked before it is read for nothing else."""
    return may_hold(data, *(_WORDS[:1] if holds_definitions(data) else _WORDS))


def tracked_changes(root: Element) -> list[Element]:
    """Return the tracked changes of a part, in order. A move counts by what was moved."""
    changes = [node for node in root.iter(*TRACKED) if not _is_merged(node)]
    has_moves = any(node.tag in _MOVED for node in changes)
    return [node for node in changes if node.tag not in _STARTS] if has_moves else changes


def _is_merged(node: Element) -> bool:
    """Whether a w:cellMerge says nothing of a change, as some programs write it."""
    return node.tag == name("w:cellMerge") and node.get(name("w:vMerge")) is None and node.get(name("w:author")) is None
