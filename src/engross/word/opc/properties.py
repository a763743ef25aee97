"""A package and texts → the package with these among its core and custom properties; the texts may hold tags."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from engross.word.opc.content_types import declare
from engross.word.opc.numbers import number_or
from engross.word.opc.package import CONTENT_TYPES, Package, serialise
from engross.word.opc.relationships import related_parts, relationships, relationships_part
from engross.word.opc.xml_names import Element, name

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PART = "docProps/custom.xml"


def with_properties(package: Package, *, status: str, custom: Mapping[str, str]) -> Package:
    """The package with this status, unless a tag stands there already, and these custom properties by their names."""
    changes: dict[str, bytes | None] = {}
    for relationship in relationships(package, ""):
        if relationship.kind == "core-properties" and relationship.target in package:
            changes[relationship.target] = _with_status(package.xml(relationship.target), status)
    part = next(iter(related_parts(package, "", "custom-properties")), None)
    root = package.xml(part) if part else _nothing()
    for called, text in custom.items():
        _put(root, called, text)
    changes[part or _PART] = serialise(root)
    if not part:
        changes |= _introduced(package)
    return package.replace(changes)


def custom_properties(package: Package) -> dict[str, str]:
    """Return the custom properties of a Word file that are texts, by their names."""
    part = next(iter(related_parts(package, "", "custom-properties")), None)
    if part is None or part not in package:
        return {}
    lines = package.look(part).iterfind(f"{{{_CUSTOM}}}property")
    return {line.get("name", ""): line.findtext(f"{{{_VARIANT}}}lpwstr", "") for line in lines}


def document_title(package: Package) -> str:
    """Return the title that a Word file has among its properties; "" if it has none."""
    part = next(iter(related_parts(package, "", "core-properties")), None)
    return (package.look(part).findtext(_TITLE) or "").strip() if part is not None and part in package else ""


def _with_status(root: Element, status: str) -> bytes:
    status_line = root.find(f"{{{_CORE}}}contentStatus")
    if status_line is None:
        status_line = etree.SubElement(root, f"{{{_CORE}}}contentStatus")
    if "{{" not in (status_line.text or ""):
        status_line.text = status
    return serialise(root)


def _nothing() -> Element:
    return etree.fromstring(f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VARIANT}"/>')


def _put(root: Element, called: str, text: str) -> None:
    for element in root.findall(f"{{{_CUSTOM}}}property"):
        if element.get("name") == called:
            root.remove(element)
    number = max((number_or(1, line.get("pid")) for line in root), default=1) + 1
    line = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=called)
    etree.SubElement(line, f"{{{_VARIANT}}}lpwstr").text = text


def _introduced(package: Package) -> dict[str, bytes | None]:
    """The relationships and the content types that name the new part."""
    lines = package.xml(relationships_part(""))
    etree.SubElement(lines, name("rel:Relationship"), Id="rIdCustomProperties", Type=_KIND, Target=_PART)
    types = package.xml(CONTENT_TYPES)
    declare(types, _PART, _CUSTOM_TYPE)
    return {relationships_part(""): serialise(lines), CONTENT_TYPES: serialise(types)}
