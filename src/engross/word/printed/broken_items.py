"""List items with a page break within their text → two paragraphs, of which the second is no item.

LibreOffice 7.4 takes what follows the break for another item, and gives it a number that the Word file does not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import takewhile

from engross.word.model.list_labels import ListLabels
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part
from engross.word.opc.xml_names import NAMESPACES, PPR, RPR, SECTPR, Element, P, R, T, ancestor, drop, make, name, names
from engross.word.printed.tables import is_numbered

_BREAK, _TYPE = name("w:br"), name("w:type")
_SHOWN = names("w:noBreakHyphen", "w:sym", "w:tab", "w:ptab", "w:drawing", "w:pict", "w:object")
"""What makes another item behind a break, as text does."""
_PROPERTIES = {RPR, *names("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr")}
_HOLDERS = {R, *names("w:hyperlink", "w:sdt", "w:sdtContent", "w:smartTag", "w:customXml", "w:dir", "w:bdo")}
"""What may be parted at a break that stands in it."""


def part_broken_items(root: Element, package: Package) -> int:
    """Part the items below `root` at their page breaks; return how many breaks there were."""
    sheet = StyleSheet.of(package)
    breaks = list(_breaks(root, sheet))
    labels = ListLabels.of(package) if breaks else None
    for node in breaks:
        paragraph = ancestor(node, P)
        if paragraph is not None and labels is not None:
            _part(paragraph, node, _left(package, labels, *labels.place_of(paragraph, sheet)))
    return len(breaks)


def _breaks(root: Element, sheet: StyleSheet) -> Iterator[Element]:
    """Yield the page breaks of items behind which something of the item is shown, the last first."""
    for paragraph in root.iter(P):
        if any(True for _ in paragraph.iter(_BREAK)) and is_numbered(paragraph, sheet):
            nodes = [node for node in paragraph.iter(_BREAK, T, *_SHOWN) if ancestor(node, P) is paragraph]
            shown = max((at for at, node in enumerate(nodes) if node.text or node.tag in _SHOWN), default=0)
            yield from (node for node in reversed(nodes[:shown]) if _parts(node, paragraph))


def _parts(node: Element, paragraph: Element) -> bool:
    """Return whether a node is a page break at which its paragraph can be parted."""
    if node.tag != _BREAK or node.get(_TYPE) != "page":
        return False
    return all(holder.tag in _HOLDERS for holder in takewhile(lambda each: each is not paragraph, node.iterancestors()))


def _part(paragraph: Element, node: Element, left: str | None) -> None:
    rest = make("w:p")
    rest.append(_properties(paragraph, left))
    rest.extend(_behind(paragraph, node))
    drop(node)
    paragraph.addnext(rest)
    for section in list(paragraph.iterfind(f"{PPR}/{SECTPR}")):
        drop(section)


def _behind(paragraph: Element, node: Element) -> list[Element]:
    """What stands behind a break in its paragraph, in holders like those of the break."""
    rest = list(node.itersiblings())
    for holder in takewhile(lambda each: each is not paragraph, node.iterancestors()):
        if rest:
            like = holder.makeelement(holder.tag, {str(key): str(each) for key, each in holder.attrib.items()})
            like.extend([deepcopy(child) for child in holder if child.tag in _PROPERTIES])
            like.extend(rest)
            rest = [like]
        rest += holder.itersiblings()
    return rest


def _properties(paragraph: Element, left: str | None) -> Element:
    """The properties of what follows a break: on a page of its own, without a number, where the item's text stands."""
    own = paragraph.find(PPR)
    properties = make("w:pPr") if own is None else deepcopy(own)
    for old in list(properties.iterchildren(name("w:numPr"))):
        drop(old)
    numbering = make("w:numPr")
    numbering.append(make("w:numId", val="0"))
    at = 1 if properties.find("w:pStyle", NAMESPACES) is not None else 0
    properties[at:at] = [make("w:pageBreakBefore"), numbering]
    indent = properties.find("w:ind", NAMESPACES)
    if indent is None and left is not None:
        properties.append(make("w:ind", left=left))
    elif indent is not None:
        for key in (name("w:hanging"), name("w:firstLine")):
            indent.attrib.pop(key, "")
    return properties


def _left(package: Package, labels: ListLabels, number: int, level: int) -> str | None:
    """Where the text of a level of a list stands, as the list says."""
    part = document_part(package, "numbering")
    root = package.look(part) if part is not None and part in package else None
    definition = labels.lists.get(number)
    for node in root.iterchildren(name("w:abstractNum")) if root is not None else ():
        if node.get(name("w:abstractNumId")) == str(definition):
            for element in node.iterchildren(name("w:lvl")):
                indent = element.find("w:pPr/w:ind", NAMESPACES)
                if element.get(name("w:ilvl")) == str(level) and indent is not None:
                    return indent.get(name("w:left"))
    return None
