"""What was attached → a small part of the document that says so, and back: a later run takes it out again exactly.

It is a custom XML part, which Word keeps when somebody edits and saves the document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec import Struct

from engross.word.attach.names import APPENDIX, make_root, number_of
from engross.word.attach.parts import PackageEditor, Parts
from engross.word.attach.sections import is_small
from engross.word.opc.package import Package, parse_xml
from engross.word.opc.xml_names import OFFICE, Element

SPACE = "urn:scrutiny-response:appendix"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


class Record(Struct, frozen=True):
    """The ids of imported styles, the parts that did not exist before, and the section after the appendix as it was.

    `at_border` says that the section before the appendix is the report's own, and not one that the appendix made;
    `mark` is the bookmark around it, and `key` what tells it from others, for those who attach. `source` is a digest of
    the plan and the choices, `content` one of the appendix as it was written. `references` are the relationships of
    headers and footers that the appendix behind this one was given, so that it does not show this one's. `after` is the
    place in the report that was asked for; empty for its end. `is_below` and `is_page` are as the choices have them.
    """

    styles: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    following: Element | None = None
    at_border: bool = False
    part: str = ""
    mark: str = APPENDIX
    key: str = ""
    source: str = ""
    content: str = ""
    references: tuple[str, ...] = ()
    after: str = ""
    is_below: bool = False
    is_page: bool = False


def write(editor: PackageEditor, record: Record) -> None:
    """Put a record into the document that is being made."""
    root = make_root(SPACE, "appendix")
    root.set("atBorder", str(int(record.at_border)))
    attributes = {"mark": record.mark if record.mark != APPENDIX else "", "key": record.key}
    attributes |= {"source": record.source, "content": record.content, "after": record.after}
    attributes |= {"below": "1" if record.is_below else "", "page": "1" if record.is_page else ""}
    for attribute, text in attributes.items():
        if text:
            root.set(attribute, text)
    for tag, texts in (("style", record.styles), ("part", record.parts), ("reference", record.references)):
        for text in texts:
            etree.SubElement(root, f"{{{SPACE}}}{tag}").text = text
    if record.following is not None:
        # as text: relationship ids in it belong to the document, not to this part
        etree.SubElement(root, f"{{{SPACE}}}following").text = etree.tostring(record.following, encoding="unicode")
    name = editor.add(editor.free_name("customXml/item1.xml"), root, "application/xml")
    editor.relate(editor.main, f"{OFFICE}/customXml", name)
    describe(editor, name, number_of(record.mark))


def describe(editor: PackageEditor, name: str, number: int) -> None:
    """Give a custom XML part the properties that Word gives one: an id of its own, and what it is written in."""
    properties = etree.Element(
        f"{{{_PROPERTIES}}}datastoreItem",
        {f"{{{_PROPERTIES}}}itemID": _store_id(number)},
        nsmap={"ds": _PROPERTIES},
    )
    schemas = etree.SubElement(properties, f"{{{_PROPERTIES}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_PROPERTIES}}}schemaRef", {f"{{{_PROPERTIES}}}uri": SPACE})
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    told = editor.add(editor.free_name("customXml/itemProps1.xml"), properties, kind)
    editor.relate(name, f"{OFFICE}/customXmlProps", told)


def _store_id(number: int) -> str:
    """The id of the part's store, which no other part of the document may have."""
    return f"{{3B0F6F0A-52A5-4B8E-9C0D-6D0F5C1A{0x7E10 + number:04X}}}"


def read(parts: Parts, mark: str) -> Record | None:
    """Return the record of the appendix with this mark in a file; None if it has none."""
    return next((record for record in read_all(parts) if record.mark == mark), None)


def read_all(parts: Parts) -> Iterator[Record]:
    """Yield the records in a file."""
    for name in parts.related("customXml"):
        if name in parts and SPACE.encode() in parts.package.read(name):
            root = parts.root(name)
            if root.tag != f"{{{SPACE}}}appendix":
                continue
            following = root.findtext(f"{{{SPACE}}}following", "")
            yield Record(
                tuple(item.text or "" for item in root.iterfind(f"{{{SPACE}}}style")),
                tuple(item.text or "" for item in root.iterfind(f"{{{SPACE}}}part")),
                parse_xml(following.encode(), parts.package.file, name) if following else None,
                root.get("atBorder") == "1",
                name,
                root.get("mark", APPENDIX),
                root.get("key", ""),
                root.get("source", ""),
                root.get("content", ""),
                tuple(item.text or "" for item in root.iterfind(f"{{{SPACE}}}reference")),
                root.get("after", ""),
                bool(root.get("below")),
                bool(root.get("page")),
            )


def source_of(plan: Package, choices: object) -> str:
    """Return a digest of a plan and of how it is attached."""
    parts = [plan.stored(name)[:4] for name in sorted(plan.names)]
    return hashlib.sha256(repr((parts, choices)).encode()).hexdigest()


def content_of(blocks: Iterable[Element]) -> str:
    """Return a digest of an appendix's blocks, wherever they stand, without the paragraph that ends what is before."""
    digest = hashlib.sha256()
    for place, block in enumerate(blocks):
        if place or not is_small(block):
            digest.update(etree.tostring(block, method="c14n", exclusive=True, with_tail=False))
    return digest.hexdigest()


def erase(editor: PackageEditor, record: Record) -> None:
    """Take a record out of the document that is being made."""
    for rel in list(editor.relationships(editor.main).values()):
        if rel.target == record.part:
            editor.unrelate(editor.main, rel.id)
