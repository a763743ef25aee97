"""Stories in which numbers come twice (of drawings, controls, paragraphs) → the same with each number once.

Other programs number each part by itself, and Word files are joined by hand; some versions of Word call such a file
unreadable. The first of each keeps its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from engross.word.opc.stories import may_hold
from engross.word.opc.xml_names import NAMESPACES, VAL, Element, drop, name
from engross.word.tags.compilation_unit import CompilationUnit
from engross.word.tags.repeat import last_number

_DRAWING, _FALLBACK = name("wp:docPr"), name("mc:Fallback")
_CONTROL = etree.XPath("descendant::w:sdtPr/w:id", namespaces=NAMESPACES)
_NUMBERED = etree.XPath("descendant::*[@w14:paraId]", namespaces=NAMESPACES)
_PARAGRAPH, _TEXT = name("w14:paraId"), name("w14:textId")


def settle_ids(unit: CompilationUnit) -> None:
    """Give what comes twice in the stories of a template numbers of its own; changed parts are added to the unit."""
    drawings, controls, paragraphs = set[str](), set[str](), set[str]()
    number = 0
    for story, root in unit.trees:
        data = unit.package.read(story.part)
        for drawing in list(_twice(root.iter(_DRAWING), "id", drawings)) if may_hold(data, b"docPr") else ():
            number = number or last_number(unit.package.look(part) for part in unit.parts)
            number += 1
            drawing.set("id", str(number))
            unit.changed.add(story.part)
        for control in list(_twice(_at(_CONTROL, root), VAL, controls)) if may_hold(data, b"sdtPr") else ():
            drop(control)
            unit.changed.add(story.part)
        numbered = _at(_NUMBERED, root) if may_hold(data, b"paraId") else ()
        for paragraph in list(_twice(numbered, _PARAGRAPH, paragraphs)):
            del paragraph.attrib[_PARAGRAPH]
            paragraph.attrib.pop(_TEXT, "")
            unit.changed.add(story.part)


def _at(path: etree.XPath, root: Element) -> list[Element]:
    return list(path(root))  # type: ignore[arg-type]  # the stubs allow numbers, which this does not give


def _twice(elements: Iterable[Element], key: str, taken: set[str]) -> Iterator[Element]:
    """Yield the elements whose number is taken, and take the others'; what older programs read is no second one."""
    for element in elements:
        number = element.get(key)
        if number is None or next(element.iterancestors(_FALLBACK), None) is not None:
            continue
        if number in taken:
            yield element
        taken.add(number)
