"""Rows whose text is all hidden → no rows: Word shows nothing of them, and a PDF would hold their empty cells."""

from __future__ import annotations

from engross.word.model.formatting.toggles import Toggles
from engross.word.opc.xml_names import TR, Element, P, R, T, ancestor, children, drop
from engross.word.prepare.hidden_rows import without_hidden_rows


def without_unseen_rows(root: Element, toggles: Toggles) -> int:
    """Take the rows out that nobody sees, with their hidden text; return how many there were."""
    for run in [run for row in root.iter(TR) for run in row.iter(R)]:
        paragraph = ancestor(run, P)
        if paragraph is not None and toggles.is_hidden(run, paragraph):
            for text in list(children(run, T)):
                drop(text)
    return without_hidden_rows(root, toggles)
