"""A body whose tables of contents hold their lines as fields → the same with lines as text, each with its page counted.

LibreOffice takes the lines of a table of contents as they are stored, page numbers too, and counts a page reference
that stands in text. So a copy that is converted has the lines as text, each with a page reference.
"""

from __future__ import annotations

from engross.word.model.contents import lines_of, lists_of, make_line_number, target_of
from engross.word.model.fields import INSTRUCTION, Field, complex_fields
from engross.word.opc.xml_names import Element, R, ancestor, drop, name


def open_contents(root: Element) -> bool:
    """Turn the tables of contents below `root` into text; return whether there were any."""
    marks = {mark.get(name("w:name"), "") for mark in root.iter(name("w:bookmarkStart"))}
    tables = [field for field in complex_fields(root) if field.word == "TOC" and _opens(field, root, marks)]
    for field in tables:
        _open(field, root)
    return bool(tables)


def _opens(field: Field, root: Element, marks: set[str]) -> bool:
    """Return whether every line of a table leads to a place in the document."""
    if field.separate is None or field.end is None or "\\n" in field.instruction:
        return False
    lines = lines_of(field, root)
    return bool(lines) and lists_of(field.instruction) is not None and all(target_of(line) in marks for line in lines)


def _open(field: Field, root: Element) -> None:
    for line in lines_of(field, root):
        if not any("PAGEREF" in (node.text or "") for node in line.iter(INSTRUCTION)):
            holder = next(line.iter(name("w:hyperlink")), line)
            holder.extend(make_line_number(line, target_of(line)))
    for node in (field.begin, *field.instructions, field.separate, field.end):
        run = ancestor(node, R) if node is not None else None
        if run is not None and node is not None:
            drop(node)
            if not any(child.tag != name("w:rPr") for child in run):
                drop(run)
