"""Where a tag stands, how two places differ, and what stands in a tag: in the words of a template's author."""

from __future__ import annotations

from engross.word.opc.xml_names import SDT, TBL, TC, TR, Element, P, ancestor, name
from engross.word.tags.tag_table import CONTAINERS, Tag

TXBX = name("w:txbxContent")
_THINGS = {
    name("w:footnoteReference"): "a note reference",
    name("w:endnoteReference"): "a note reference",
    name("w:drawing"): "a picture",
    name("w:pict"): "a picture",
    name("w:object"): "an embedded object",
    name("w:fldChar"): "a field",
    name("w:sym"): "a symbol",
    name("w:ptab"): "a tab",
}
_AROUND = {TC: "cell", SDT: "content control", TXBX: "text box"}


def elsewhere(first: Element, second: Element) -> str:
    """Return how two places differ that are of the same kind: the innermost thing that only one of them stands in."""
    around = [[above for above in node.iterancestors() if above.tag in _AROUND] for node in (first, second)]
    alone = [above for above in (*around[1], *around[0]) if not (above in around[0] and above in around[1])]
    if not alone:
        return "in another part of the text than"
    what = _AROUND[alone[0].tag]
    both = all(any(above.tag == alone[0].tag for above in above_it) for above_it in around)
    if both:
        return f"in another {what} than"
    return f"in a {what}, but outside it stands" if alone[0] in around[1] else f"outside the {what} that holds"


def where_of(tag: Tag) -> str:
    """Return the place of another tag, for a message that names the file already."""
    return str(tag.place._replace(file=""))


def home_of(node: Element) -> str:
    parent = node.getparent()
    if parent is not None and parent.tag == TR:
        return "among the cells of a row"
    if parent is not None and parent.tag == TBL:
        return "among the rows of a table"
    container = _container(node)
    if container is not None:
        return f"in {CONTAINERS[container.tag]}"
    if ancestor(node, P) is not None:
        return "in the text of a paragraph" + (" in a cell" if ancestor(node, TC) is not None else "")
    return "among the paragraphs" + (" of a cell" if ancestor(node, TC) is not None else "")


def _container(node: Element) -> Element | None:
    """The hyperlink, content control or tracked change, within its paragraph, that a mark stands in."""
    for parent in node.iterancestors():
        if parent.tag == P:
            return None
        if parent.tag in CONTAINERS and ancestor(parent, P) is not None:
            return parent
    return None


def advice(first: Element, node: Element) -> str:
    containers = [c for c in (_container(first), _container(node)) if c is not None]
    if containers:
        what = CONTAINERS[containers[0].tag]
        return f"put both tags inside {what}, or both outside it"
    controls = {ancestor(mark, SDT) for mark in (first, node)}
    if len(controls) > 1:
        return "put both tags inside the content control, or both outside it"
    cells = {ancestor(mark, TC) for mark in (first, node)}
    if len(cells) > 1:
        return "give each of the two tags a row of its own in the table, or put both into one cell"
    return "give each of the two tags a paragraph of its own, or put both into one paragraph"


def thing_in_words(node: Element) -> str:
    """Return what stands in a tag that is no text, in words."""
    if node.tag == name("w:br"):
        return f"a {node.get(name('w:type'), 'line')} break"
    return _THINGS.get(node.tag, "something that is no text")
