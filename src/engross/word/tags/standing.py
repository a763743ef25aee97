"""Where the mark of a tag stands, in an author's words."""

from __future__ import annotations

from engross.word.opc.xml_names import SDT, TBL, TC, TR, Element, P, ancestor
from engross.word.tags.tag_table import CONTAINERS


def home_of(node: Element) -> str:
    """Return what a mark stands in."""
    parent = node.getparent()
    if parent is not None and parent.tag == TR:
        return "among the cells of a row"
    if parent is not None and parent.tag == TBL:
        return "among the rows of a table"
    container = _container(node)
    if container is not None:
        return f"in {CONTAINERS[container.tag]}"
    holder = next(node.iterancestors(TC, SDT), None)
    within = {None: "", TC: "a cell", SDT: CONTAINERS[SDT]}[None if holder is None else holder.tag]
    if ancestor(node, P) is not None:
        return "in the text of a paragraph" + (f" in {within}" if within else "")
    return "among the paragraphs" + (f" of {within}" if within else "")


def other_holder(first: Element, node: Element) -> str:
    """What two tags stand in two of, though they stand alike."""
    holders = [next(mark.iterancestors(TC, SDT), None) for mark in (first, node)]
    if holders[0] is holders[1] or holders[0] is None:
        return "paragraph"
    return "cell" if holders[0].tag == TC else "content control"


def _container(node: Element) -> Element | None:
    """The hyperlink, content control or tracked change, within its paragraph, that a mark stands in."""
    for parent in node.iterancestors():
        if parent.tag == P:
            return None
        if parent.tag in CONTAINERS and ancestor(parent, P) is not None:
            return parent
    return None


def advice(first: Element, node: Element) -> str:
    """Return what to do where two tags of one block stand in two things."""
    containers = [c for c in (_container(first), _container(node)) if c is not None]
    if containers:
        what = CONTAINERS[containers[0].tag]
        return f"put both tags inside {what}, or both outside it"
    controls = {next(mark.iterancestors(TC, SDT), None) for mark in (first, node)}
    if len(controls) > 1 and any(control is not None and control.tag == SDT for control in controls):
        return "put both tags inside one content control, or both outside it"
    cells = {ancestor(mark, TC) for mark in (first, node)}
    if len(cells) > 1:
        return "give each of the two tags a row of its own in the table, or put both into one cell"
    return "give each of the two tags a paragraph of its own, or put both into one paragraph"
