"""List items with content controls in their text → items with what stands in these.

LibreOffice 7.4 never ends with an item that begins with a control if a word in it is wider than the line, or paints the
label again and again.
"""

from __future__ import annotations

from engross.word.model.styles import StyleSheet
from engross.word.opc.xml_names import Element, P, ancestor, drop, name, unwrap
from engross.word.printed.tables import is_numbered

_CONTROL, _CONTENT = name("w:sdt"), name("w:sdtContent")


def free_items_of_controls(root: Element, sheet: StyleSheet) -> int:
    """Take away the controls in the text of items, leaving what stands in them; return how many there were."""
    controls = [control for control in root.iter(_CONTROL) if _is_in_item(control, sheet)]
    for control in controls:
        for child in list(control):
            if child.tag == _CONTENT:
                unwrap(child)
            else:
                drop(child)
        unwrap(control)
    return len(controls)


def _is_in_item(control: Element, sheet: StyleSheet) -> bool:
    paragraph = ancestor(control, P)
    holds_paragraphs = next(control.iter(P), None) is not None
    return paragraph is not None and not holds_paragraphs and is_numbered(paragraph, sheet)
