"""The part of styles → which style has which name, which list it puts a paragraph in, and how the text is indented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engross.word.opc.package import Package
from engross.word.opc.stories import main_part, relationships
from engross.word.opc.xml_names import NAMESPACES, Element, children, name, value


@dataclass(frozen=True, slots=True)
class StyledList:
    """The list that a paragraph style puts its paragraphs in: its number, its level from 0, and the style's own indent.

    `left` is the style's own distance from the margin in twentieths of a point, None where the list gives it;
    `hanging` how far the first line stands before it.
    """

    list: int
    level: int
    left: int | None
    hanging: int


@dataclass(frozen=True, slots=True)
class Styles:
    """A template's styles. `ids` finds an id by kind and name in lower case, as ids differ from language to language.

    `lists` has the styles that make list items; `headed` the table styles that mark a header row themselves; `table`
    is the style of new tables that the template's settings name, or "".
    """

    ids: Mapping[tuple[str, str], str]
    lists: Mapping[str, StyledList]
    headed: frozenset[str]
    table: str

    def find(self, kind: str, *names: str) -> str:
        """The id of the first of these names that is a style of this kind (paragraph, character, table), or ""."""
        return next((self.ids[kind, called] for called in names if (kind, called) in self.ids), "")


def read_styles(package: Package) -> Styles:
    """The styles of a template; none where it has no part of styles."""
    root = _related(package, "styles")
    nodes = {} if root is None else {s.get(name("w:styleId"), ""): s for s in children(root, name("w:style"))}
    ids = {(node.get(name("w:type"), ""), (value(node, "w:name") or "").lower()): id_ for id_, node in nodes.items()}
    lists = {id_: found for id_ in nodes if (found := _list(id_, nodes)) is not None}
    headed = {id_ for id_, node in nodes.items() if _marks_headers(node)}
    settings = _related(package, "settings")
    table = value(settings, "w:defaultTableStyle") or ""
    return Styles(ids, lists, frozenset(headed), table if ids.get(("table", "")) != table and table in nodes else "")


def _related(package: Package, kind: str) -> Element | None:
    part = next((r.target for r in relationships(package, main_part(package)) if r.kind == kind), "")
    return package.look(part) if part in package else None


def _marks_headers(style: Element) -> bool:
    return any(node.get(name("w:type")) == "firstRow" for node in children(style, name("w:tblStylePr")))


def _bases(id_: str, nodes: Mapping[str, Element]) -> list[Element]:
    """A style and those that it is based on, nearest first."""
    chain: list[Element] = []
    while id_ in nodes and nodes[id_] not in chain:
        chain.append(nodes[id_])
        id_ = value(nodes[id_], "w:basedOn") or ""
    return chain


def _list(id_: str, nodes: Mapping[str, Element]) -> StyledList | None:
    chain = _bases(id_, nodes)
    number = next((n for node in chain if (n := value(node, "w:pPr/w:numPr/w:numId")) is not None), "0")
    if number == "0" or not number.isdigit():
        return None
    level = next((n for node in chain if (n := value(node, "w:pPr/w:numPr/w:ilvl")) is not None), "0")
    indent = next((i for node in chain if (i := node.find("w:pPr/w:ind", NAMESPACES)) is not None), None)
    left, hanging = twips(indent, "left", "start"), twips(indent, "hanging")
    return StyledList(int(number), int(level) if level.isdigit() else 0, left, hanging or 0)


def twips(node: Element | None, *attributes: str) -> int | None:
    """The first of these attributes that is there, in twentieths of a point; None where none is a whole number."""
    for attribute in attributes:
        text = "" if node is None else node.get(name(f"w:{attribute}"), "")
        if text.lstrip("-").isdigit():
            return int(text)
    return None
