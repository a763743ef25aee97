"""The sheet of styles of a package → the index of what a rendering asks of it."""

from __future__ import annotations

from engross.word.model.style_index import StyledList, StyleIndex
from engross.word.model.styles import StyleSheet, style_name
from engross.word.opc.numbers import natural_number, natural_or, whole_number
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part
from engross.word.opc.xml_names import NAMESPACES, Element, children, name, value


def index_styles(package: Package) -> StyleIndex:
    """Return the styles of a template; none if it has no part of styles."""
    sheet = StyleSheet.of(package)
    nodes = sheet.by_id
    ids = {(node.get(name("w:type"), ""), style_name(node)): id_ for id_, node in nodes.items()}
    lists = {id_: item for id_, node in nodes.items() if (item := _list(sheet.lineage(node))) is not None}
    headed = {id_ for id_, node in nodes.items() if _marks_headers(node)}
    settings = document_part(package, "settings")
    table = value(package.look(settings), "w:defaultTableStyle") or "" if settings else ""
    is_named = ids.get(("table", "")) != table and table in nodes
    return StyleIndex(ids, lists, frozenset(headed), table if is_named else "")


def _marks_headers(style: Element) -> bool:
    return any(node.get(name("w:type")) == "firstRow" for node in children(style, name("w:tblStylePr")))


def _list(chain: tuple[Element, ...]) -> StyledList | None:
    numbers = (value(node, "w:pPr/w:numPr/w:numId") for node in chain)
    number = natural_number(next((text for text in numbers if text is not None), "0"))
    if not number:
        return None
    levels = (value(node, "w:pPr/w:numPr/w:ilvl") for node in chain)
    level = natural_or(0, next((text for text in levels if text is not None), "0"))
    indents = (node.find("w:pPr/w:ind", NAMESPACES) for node in chain)
    indent = next((node for node in indents if node is not None), None)
    return StyledList(number, level, twips(indent, "left", "start"), twips(indent, "hanging") or 0)


def twips(node: Element | None, *attributes: str) -> int | None:
    """Return the first of these attributes that is there, in twentieths of a point; None if none is a whole number."""
    for attribute in attributes:
        number = whole_number(None if node is None else node.get(name(f"w:{attribute}")))
        if number is not None:
            return number
    return None
