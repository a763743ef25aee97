"""Tags with dashes (`{%-`, `-%}`) → their paragraphs joined to the neighbours, with nothing lost between them."""

from __future__ import annotations

from engross.word.model.visible import Seen, breaks_of, in_words, is_line_break, is_of_paragraph, seen
from engross.word.opc.xml_names import PPR, Element, P, ancestor, drop, make
from engross.word.tags.lift import marks
from engross.word.tags.look_beside import goes_with
from engross.word.tags.tag_table import Tag, Tags, number_of

_NO_DASH = "take the dash out of the tag to keep it"


def join_paragraphs(root: Element, tags: Tags) -> None:
    """Do what `{%-` and `-%}` ask: at a paragraph's beginning or end they join it to its neighbour, at a line break
    they take the break out, and beside anything else they do nothing.
    """
    for node in marks(root):
        tag = tags.tags[number_of(node)]
        paragraph = ancestor(node, P) if any(tag.joins) else None
        if paragraph is None:
            continue
        if tag.joins[0] and _reaches_edge(node, paragraph, -1, tags):
            joined = _append(paragraph.getprevious(), paragraph, tag, tags)
            paragraph = paragraph if joined is None else joined
        if tag.joins[1] and _reaches_edge(node, paragraph, 1, tags):
            _append(paragraph, paragraph.getnext(), tag, tags)


def _reaches_edge(node: Element, paragraph: Element, direction: int, tags: Tags) -> bool:
    """Whether nothing shows between a mark and its paragraph's edge; a line break beside the mark is taken out."""
    shown = [thing for thing in seen(paragraph) if not is_of_paragraph(thing.node)]
    place = next(place for place, thing in enumerate(shown) if thing.node is node)
    beside = shown[:place][::-1] if direction < 0 else shown[place + 1 :]
    if beside and is_line_break(beside[0].node) and not beside[0].text:
        drop(beside[0].node)
        goes_with(tags.tags[number_of(node)], in_words(beside[0]), "as the dash in the tag asks", _NO_DASH, tags)
        return False
    return not beside


def _append(first: Element | None, second: Element | None, tag: Tag, tags: Tags) -> Element | None:
    """Put the second paragraph's content at the end of the first; None if they are not two paragraphs.

    A section that ends with the second ends with both; what keeps them apart otherwise is reported.
    """
    if first is None or second is None or first.tag != P or second.tag != P:
        return None
    ends, begins = breaks_of(first).get("sectPr"), breaks_of(second)
    apart = ends if ends is not None else begins.get("pageBreakBefore")
    if apart is not None:
        between = in_words(Seen(apart, "")).removesuffix(" before the paragraph")
        tags.report("joined-over-break", tag.place, f"{between} stands between the two paragraphs that the dash joins",
                    "take the dash out of the tag, or the break out from between the paragraphs")  # fmt: skip
        return None
    if "sectPr" in begins:
        _end_section(first, begins["sectPr"])
    for child in list(second):
        if child.tag != PPR:
            first.append(child)
    drop(second)
    return first


def _end_section(paragraph: Element, section: Element) -> None:
    """Let a section end with a paragraph."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = make("w:pPr")
        paragraph.insert(0, properties)
    changed = [place for place, child in enumerate(properties) if str(child.tag).endswith("}pPrChange")]
    properties.insert(changed[0] if changed else len(properties), section)
