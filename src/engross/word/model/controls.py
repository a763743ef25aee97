"""A content control that is to show something else → its first run, which keeps its formatting, to be filled."""

from __future__ import annotations

from engross.word.opc.xml_names import RPR, VAL, Element, R, drop, name

_PROMPT = "PlaceholderText"
"""The style that Word gives the prompt of a control that is not filled in."""


def emptied_run(content: Element) -> Element | None:
    """Return the first run of a control's content, empty and not looking like a prompt; None if there is none.

    The other runs are taken away.
    """
    runs = list(content.iter(R))
    if not runs:
        return None
    first = runs[0]
    for run in runs[1:]:
        drop(run)
    for child in [child for child in first if child.tag != RPR]:
        first.remove(child)
    for style in [*first.iterfind(f"{RPR}/{name('w:rStyle')}")]:
        if style.get(VAL) == _PROMPT:
            drop(style)
    return first
