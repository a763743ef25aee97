"""Content types: what each part of a package is, as [Content_Types].xml says (ECMA-376, part 2, 7.2)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from urllib.parse import quote

from lxml import etree
from msgspec import Struct

from engross.word.opc.archive import part_key
from engross.word.opc.package import CONTENT_TYPES, Package, parse_xml, serialise
from engross.word.opc.xml_names import Element, name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
"""The content types of Word's own parts begin with this, a dot, and what they are."""
MAIN, TEMPLATE = f"{WORD}.document.main+xml", f"{WORD}.template.main+xml"
_OVERRIDE, _DEFAULT = name("ct:Override"), name("ct:Default")


class ContentTypes(Struct, frozen=True):
    """The content types of a package: by part, and, for the parts that none is noted for, by file extension."""

    parts: Mapping[str, str]
    extensions: Mapping[str, str]

    def of(self, part: str) -> str:
        """Return the content type of a part; "" if none is noted."""
        noted = self.parts.get(part_key(part))
        return self.extensions.get(part.rpartition(".")[2].lower(), "") if noted is None else noted


def read_content_types(root: Element) -> ContentTypes:
    """Read the content types from the root of [Content_Types].xml; of two for the same part the first counts."""
    overrides, defaults = (list(root.iterchildren(tag))[::-1] for tag in (_OVERRIDE, _DEFAULT))
    return ContentTypes(
        {part_key(node.get("PartName", "").lstrip("/")): node.get("ContentType", "") for node in overrides},
        {node.get("Extension", "").lower(): node.get("ContentType", "") for node in defaults},
    )


def content_types(package: Package) -> ContentTypes:
    """Return the content types of a package."""
    remembered = package.memory.get(content_types)
    if not isinstance(remembered, ContentTypes):
        remembered = package.memory[content_types] = read_content_types(package.look(CONTENT_TYPES))
    return remembered


def is_xml(package: Package, part: str) -> bool:
    """Return whether a part is XML by its content type or its extension; relationships and content types are none."""
    type_ = content_types(package).of(part).lower()
    noted = type_.endswith(("+xml", "/xml")) or part.lower().endswith(".xml")
    return noted and not part.lower().endswith(".rels") and part_key(part) != part_key(CONTENT_TYPES)


def override(part: str, content_type: str) -> Element:
    """Return the line that notes the content type of a part."""
    return etree.Element(_OVERRIDE, {"PartName": f"/{quote(part)}", "ContentType": content_type})


def declare(root: Element, part: str, content_type: str) -> None:
    """Note the content type of a new part in the root of [Content_Types].xml."""
    line = etree.SubElement(root, _OVERRIDE)
    line.set("PartName", f"/{quote(part)}")
    line.set("ContentType", content_type)


def lines_of(root: Element, parts: Container[str]) -> list[Element]:
    """Return the lines that note the content types of parts; `parts` holds their keys, as `part_key` gives them."""
    return [node for node in root if part_key(node.get("PartName", "/").lstrip("/")) in parts]


def without_content_types(types: bytes, file: str, parts: set[str]) -> bytes:
    """Return [Content_Types].xml without the lines of these parts."""
    root = parse_xml(types, file, CONTENT_TYPES)
    for node in lines_of(root, set(map(part_key, parts))):
        root.remove(node)
    return serialise(root)
