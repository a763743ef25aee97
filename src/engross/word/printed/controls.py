"""Content controls that LibreOffice cannot show → what stands in them.

LibreOffice 7.4 never ends with an item of a list that begins with a control if a word in it is wider than the line, or
paints the label again and again. Of a line with a control in it and another one round it, it leaves out the words
before the inner one.
"""

from __future__ import annotations

from engross.word.model.styles import StyleSheet
from engross.word.opc.xml_names import Element, P, ancestor, drop, name, unwrap
from engross.word.printed.tables import is_numbered

_CONTROL, _CONTENT = name("w:sdt"), name("w:sdtContent")


def free_of_controls(root: Element, sheet: StyleSheet) -> int:
    """Take away the controls in items and round other controls, leaving what stands in them; return how many."""
    controls = [control for control in root.iter(_CONTROL) if _is_lost(control, sheet)]
    for control in controls:
        for child in list(control):
            if child.tag == _CONTENT:
                unwrap(child)
            else:
                drop(child)
        unwrap(control)
    return len(controls)


def _is_lost(control: Element, sheet: StyleSheet) -> bool:
    if next(control.iter(P), None) is not None:
        return next(control.iterdescendants(_CONTROL), None) is not None
    paragraph = ancestor(control, P)
    return paragraph is not None and is_numbered(paragraph, sheet)
