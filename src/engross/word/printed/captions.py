"""Captions that count themselves (SEQ) → the numbers that the Word file shows, as text.

LibreOffice counts them anew, shows those that are hidden, and begins at no heading: a PDF would say something else.
"""

from __future__ import annotations

from collections.abc import Callable

from engross.word.model.fields import FIELD_CHARACTER, SIMPLE, complex_fields, first_word
from engross.word.opc.xml_names import RPR, Element, R, ancestor, drop, name, unwrap

FIELDS = (b"instrText", b"fldSimple")
"""One of these words stands in each part that holds a field; the field's own word may be cut."""
_INSTR = name("w:instr")


def settle_captions(root: Element) -> int:
    """Turn the captions' fields below `root` into text; return how many there were."""
    return settle_fields(root, lambda instruction: first_word(instruction) == "SEQ")


def settle_fields(root: Element, is_settled: Callable[[str], bool]) -> int:
    """Turn the fields below `root` with such instructions into the text that they show; return how many there were."""
    simple = [node for node in root.iter(SIMPLE) if is_settled(node.get(_INSTR, ""))]
    fields = [
        field
        for field in complex_fields(root)
        if field.end is not None and _is_plain(field.before_result) and is_settled(field.instruction)
    ]
    for node in simple:
        unwrap(node)
    for field in fields:
        for part in (field.begin, *field.instructions, field.separate, field.end):
            if part is not None:
                _take_out(part)
    return len(simple) + len(fields)


def _is_plain(before_result: list[Element]) -> bool:
    """Whether no other field stands in a field's code."""
    return all(node.tag != FIELD_CHARACTER or node.get(name("w:fldCharType")) == "separate" for node in before_result)


def _take_out(node: Element) -> None:
    run = ancestor(node, R)
    drop(node)
    if run is not None and all(child.tag == RPR for child in run):
        drop(run)
