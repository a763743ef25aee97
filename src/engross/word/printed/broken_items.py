"""List items with a page break within their text → two paragraphs, of which the second is no item.

LibreOffice 7.4 takes what follows the break for another item, and gives it a number that the Word file does not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from engross.word.model.list_labels import ListLabels
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part
from engross.word.opc.xml_names import NAMESPACES, PPR, RPR, SECTPR, Element, P, R, T, ancestor, drop, make, name
from engross.word.printed.tables import is_numbered

_BREAK, _TYPE = name("w:br"), name("w:type")


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
    """Yield the page breaks of items behind which words of the item stand, the last first."""
    for paragraph in root.iter(P):
        nodes = [node for run in paragraph.iterchildren(R) for node in run.iterchildren(_BREAK, T)]
        places = [at for at, node in enumerate(nodes) if node.tag == _BREAK and node.get(_TYPE) == "page"]
        if places and is_numbered(paragraph, sheet):
            yield from (nodes[at] for at in reversed(places) if any(node.text for node in nodes[at + 1 :]))


def _part(paragraph: Element, node: Element, left: str | None) -> None:
    run = node.getparent()
    if run is None:
        return
    rest = make("w:p")
    rest.append(_properties(paragraph, left))
    behind = make("w:r")
    behind.extend([deepcopy(child) for child in run.iterchildren(RPR)])
    behind.extend(list(node.itersiblings()))
    rest.append(behind)
    rest.extend(list(run.itersiblings()))
    drop(node)
    paragraph.addnext(rest)
    for section in list(paragraph.iterfind(f"{PPR}/{SECTPR}")):
        drop(section)


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
            for each in node.iterchildren(name("w:lvl")):
                indent = each.find("w:pPr/w:ind", NAMESPACES)
                if each.get(name("w:ilvl")) == str(level) and indent is not None:
                    return indent.get(name("w:left"))
    return None
