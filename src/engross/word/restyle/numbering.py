"""The lists that the house's styles use → the template's part of numbering, under fresh numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy

from engross.word.opc.numbers import number_or
from engross.word.opc.xml_names import NAMESPACES, VAL, Element, children, make, name, value

_NUM, _DEFINITION = name("w:num"), name("w:abstractNum")
_NUM_ID, _DEFINITION_ID = name("w:numId"), name("w:abstractNumId")
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


def bring(house: Element, template: Element, numbers: Iterable[str], ids: Mapping[str, str]) -> dict[str, str]:
    """Add the house's lists with these numbers, and their definitions, to the template's; the numbers they have there.

    `ids` are the house's styles by the identifiers that they have in the template. A style belongs to one list: the
    template's own definitions let go of the styles that the lists brought belong to.
    """
    lists = {list_.get(_NUM_ID, ""): list_ for list_ in children(house, _NUM)}
    definitions = {definition.get(_DEFINITION_ID, ""): definition for definition in children(house, _DEFINITION)}
    fresh: dict[str, str] = {}
    brought: dict[str, str] = {}
    for number in dict.fromkeys(numbers):
        definition = value(lists.get(number), "w:abstractNumId")
        if definition is None or definition not in definitions:
            continue
        if definition not in brought:
            brought[definition] = _add_definition(definitions[definition], template, ids)
        fresh[number] = _add_list(lists[number], template, brought[definition])
    return fresh


def of_styles(house: Element, styles: Iterable[Element]) -> set[str]:
    """Return the numbers of the lists that these styles use, by themselves or through a style of lists."""
    numbers = {number for style in styles for node in style.iter(_NUM_ID) if (number := node.get(VAL, "0")) != "0"}
    lists = {list_.get(_NUM_ID, "") for list_ in children(house, _NUM)}
    return numbers & lists


def _add_definition(definition: Element, template: Element, ids: Mapping[str, str]) -> str:
    brought = deepcopy(definition)
    number = _next(template, _DEFINITION, _DEFINITION_ID)
    brought.set(_DEFINITION_ID, number)
    for node in list(brought.iter(name("w:nsid"), name("w:lvlPicBulletId"))):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    for node in list(brought.iter(name("w:pStyle"), name("w:styleLink"), name("w:numStyleLink"))):
        _point_to(node, ids)
    _let_go(template, {node.get(VAL, "") for node in brought.iter(name("w:pStyle"))})
    first = next(children(template, _NUM, name("w:numIdMacAtCleanup")), None)
    if first is None:
        template.append(brought)
    else:
        first.addprevious(brought)
    return number


def _point_to(node: Element, ids: Mapping[str, str]) -> None:
    target, parent = ids.get(node.get(VAL, "")), node.getparent()
    if target is not None:
        node.set(VAL, target)
    elif parent is not None:
        parent.remove(node)


def _let_go(template: Element, styles: set[str]) -> None:
    for node in list(template.iter(name("w:pStyle"))):
        parent = node.getparent()
        if node.get(VAL) in styles and parent is not None:
            parent.remove(node)


def _add_list(list_: Element, template: Element, definition: str) -> str:
    brought = deepcopy(list_)
    number = _next(template, _NUM, _NUM_ID)
    brought.set(_NUM_ID, number)
    reference = brought.find("w:abstractNumId", NAMESPACES)
    if reference is None:
        reference = make("w:abstractNumId")
        brought.insert(0, reference)
    reference.set(VAL, definition)
    last = template.find("w:numIdMacAtCleanup", NAMESPACES)
    if last is None:
        template.append(brought)
    else:
        last.addprevious(brought)
    return number


def _next(template: Element, tag: str, key: str) -> str:
    return str(1 + max((number_or(0, node.get(key)) for node in children(template, tag)), default=0))
