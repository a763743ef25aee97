"""Numbered lists in loops → lists that begin anew in each turn, and go on where the loop makes the items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from engross.word.model.style_index import StyleIndex
from engross.word.opc.xml_names import NAMESPACES, PPR, VAL, Element, P, make, name, value
from engross.word.tags.pair import Block
from engross.word.tags.repeat import LOOPS, Within, placeholder
from engross.word.tags.tag_table import Tag, Tags, is_mark, mark, number_of

_NUMBER, _STYLE = name("w:numId"), name("w:pStyle")


@dataclass(frozen=True, slots=True)
class ListStyle:
    """The list that a paragraph style belongs to, and the level of the style in it, as the file has them."""

    number: str
    level: str


def list_styles(styles: StyleIndex, headings: frozenset[str]) -> dict[str, ListStyle]:
    """The paragraph styles that number their paragraphs, by id; headings, which count through a document, left out."""
    return {key: ListStyle(str(s.list), str(s.level)) for key, s in styles.lists.items() if key not in headings}


def restart_lists(root: Element, within: Within, tags: Tags, styles: Mapping[str, ListStyle]) -> None:
    """Let each list that stands wholly in a loop begin anew in every turn of it."""
    items: dict[str, list[Element]] = defaultdict(list)
    saying = (node for node in root.iter(_NUMBER, _STYLE) if node.tag == _NUMBER or node.get(VAL) in styles)
    listed = {paragraph for node in saying for paragraph in node.iterancestors(P)}
    for paragraph in [each for each in root.iter(P) if each in listed]:
        number = _number(paragraph, styles)
        if number is not None:
            items[number].append(paragraph)
    for number, paragraphs in items.items():
        around = [b for b in within.get(paragraphs[0], ()) if all(b in within.get(p, ()) for p in paragraphs)]
        loops = [b for b in around if b.word in LOOPS and not _makes_items(b, set(paragraphs))]
        if loops:
            _restart(loops[-1], number, paragraphs, tags, styles)


def _number(paragraph: Element, styles: Mapping[str, ListStyle]) -> str | None:
    number = value(paragraph, "w:pPr/w:numPr/w:numId")
    if number is not None:
        return number if number != "0" else None
    style = styles.get(value(paragraph, "w:pPr/w:pStyle") or "")
    return style.number if style is not None else None


def _makes_items(block: Block, items: set[Element]) -> bool:
    """Whether a loop holds nothing but items of one list, so that its turns make that list."""
    first, last = block.marks[0], block.marks[-1]
    if first.getparent() is not last.getparent():
        return False
    node = first.getnext()
    while node is not None and node is not last:
        if node not in items and not is_mark(node):
            return False
        node = node.getnext()
    return True


def _restart(loop: Block, number: str, paragraphs: list[Element], tags: Tags, styles: Mapping[str, ListStyle]) -> None:
    opening = loop.marks[0]
    where = tags.tags[number_of(opening)].where
    begin = Tag("statement", "", "do", f"do '{number}'|_restart", where, ours=True)
    sign = mark(tags.add(begin))
    sign.tail, opening.tail = opening.tail, None
    opening.addnext(sign)
    for paragraph in paragraphs:
        _numbering(paragraph, styles).set(VAL, placeholder(tags, f"'{number}'|_list"))


def _numbering(paragraph: Element, styles: Mapping[str, ListStyle]) -> Element:
    """The element that says which list a paragraph belongs to; made where only the paragraph's style says it."""
    own = paragraph.find("w:pPr/w:numPr/w:numId", NAMESPACES)
    if own is not None:
        return own
    properties = paragraph.find(PPR)
    style = styles[value(paragraph, "w:pPr/w:pStyle") or ""]
    if properties is None:
        raise AssertionError("a paragraph that its style numbers names that style")
    numbering = make("w:numPr")
    numbering.append(make("w:ilvl", val=style.level))
    numbering.append(make("w:numId"))
    earlier = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"}
    place = sum(1 for child in properties if str(child.tag).rpartition("}")[2] in earlier)
    properties.insert(place, numbering)
    return numbering[1]
