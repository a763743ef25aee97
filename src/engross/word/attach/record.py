"""What was attached → a small part of the document that says so, and back: a later run takes it out again exactly.

It is a custom XML part, which Word keeps when somebody edits and saves the document.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from engross.word.attach.names import make_root
from engross.word.attach.parts import PackageEditor, Parts
from engross.word.opc.package import parse_xml
from engross.word.opc.xml_names import OFFICE, Element

SPACE = "urn:scrutiny-response:appendix"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_STORE_ID = "{3B0F6F0A-52A5-4B8E-9C0D-6D0F5C1A7E11}"


@dataclass(frozen=True, slots=True)
class Record:
    """The ids of imported styles, the parts that did not exist before, and the section after the appendix as it was.

    `at_border` says that the section before the appendix is the report's own, and not one that the appendix made.
    """

    styles: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    following: Element | None = None
    at_border: bool = False
    part: str = ""


def write(editor: PackageEditor, record: Record) -> None:
    """Put a record into the document that is being made."""
    root = make_root(SPACE, "appendix")
    root.set("atBorder", str(int(record.at_border)))
    for tag, texts in (("style", record.styles), ("part", record.parts)):
        for text in texts:
            etree.SubElement(root, f"{{{SPACE}}}{tag}").text = text
    if record.following is not None:
        # as text: relationship ids in it belong to the document, not to this part
        etree.SubElement(root, f"{{{SPACE}}}following").text = etree.tostring(record.following, encoding="unicode")
    name = editor.add(editor.free_name("customXml/item1.xml"), root, "application/xml")
    editor.relate(editor.main, f"{OFFICE}/customXml", name)
    properties = etree.Element(
        f"{{{_PROPERTIES}}}datastoreItem", {f"{{{_PROPERTIES}}}itemID": _STORE_ID}, nsmap={"ds": _PROPERTIES}
    )
    schemas = etree.SubElement(properties, f"{{{_PROPERTIES}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_PROPERTIES}}}schemaRef", {f"{{{_PROPERTIES}}}uri": SPACE})
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    told = editor.add(editor.free_name("customXml/itemProps1.xml"), properties, kind)
    editor.relate(name, f"{OFFICE}/customXmlProps", told)


def read(parts: Parts) -> Record | None:
    """The record in a file; None where it has none."""
    for name in parts.related("customXml"):
        if name in parts and SPACE.encode() in parts.package.read(name):
            root = parts.root(name)
            if root.tag != f"{{{SPACE}}}appendix":
                continue
            following = root.findtext(f"{{{SPACE}}}following", "")
            return Record(
                tuple(item.text or "" for item in root.iterfind(f"{{{SPACE}}}style")),
                tuple(item.text or "" for item in root.iterfind(f"{{{SPACE}}}part")),
                parse_xml(following.encode(), parts.package.file, name) if following else None,
                root.get("atBorder") == "1",
                name,
            )
    return None


def erase(editor: PackageEditor, record: Record) -> None:
    """Take a record out of the document that is being made."""
    for rel in list(editor.relationships(editor.main).values()):
        if rel.target == record.part:
            editor.unrelate(editor.main, rel.id)
