"""A .docx file ⇄ its parts, safely: bounded, without DTDs or entities, and the same parts give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from lxml import etree

from engross.word.opc.archive import Stored, pack, part_key
from engross.word.opc.unpacking import refuse, stored_parts
from engross.word.opc.xml_names import NAMESPACES

CONTENT_TYPES = "[Content_Types].xml"
"""The part that says what each part is."""
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
"""The content type of every part that holds relationships."""
_SAYS_RELS = re.compile(rb"""Extension\s*=\s*["']rels["']""", re.IGNORECASE)


class Package:
    """The parts of one Word file, by name, in the order in which they lie in it. Immutable.

    A part is found by any spelling of its name (`part_key`). `memory` is for those who read it to keep what they have
    read, as it cannot change.
    """

    __slots__ = ("_looked", "_parts", "_spellings", "_unpacked", "file", "memory")

    def __init__(self, file: str, parts: Iterable[Stored]) -> None:
        self.file = file
        self._parts = {part.name: part for part in parts}
        self._spellings = {part_key(name): name for name in self._parts}
        self._unpacked: dict[str, bytes] = {}
        self._looked: dict[str, etree._Element] = {}
        self.memory: dict[object, object] = {}

    @classmethod
    def open(cls, source: Path | str | bytes, file: str = "") -> Package:
        """Read a Word file from a path or from its bytes; `file` is what problems call it.

        Raises Refused if it is no Word file, is damaged, encrypted or over the bounds of this module.
        """
        name = file or (str(source) if not isinstance(source, bytes) else "document.docx")
        parts, contents = stored_parts(source, name)
        package = cls(name, parts)
        package._unpacked = contents
        if CONTENT_TYPES not in package:
            refuse(
                "not-a-word-file",
                name,
                "this archive has no [Content_Types].xml, so it is not a Word file",
                "save it from Word as Word Document (.docx)",
            )
        return package

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts, in order, without a leading slash."""
        return tuple(self._parts)

    def spelling(self, name: str) -> str:
        """Return the name of a part as the archive spells it; the name as it is if there is no such part."""
        return name if name in self._parts else self._spellings.get(part_key(name), name)

    def __contains__(self, name: str) -> bool:
        return name in self._parts or part_key(name) in self._spellings

    def stored(self, name: str) -> Stored:
        """Return the part as it lies compressed; KeyError if there is none."""
        return self._parts[self.spelling(name)]

    def read(self, name: str) -> bytes:
        """Return the part's content; KeyError if there is none."""
        name = self.spelling(name)
        if name not in self._unpacked:
            self._unpacked[name] = self._parts[name].unpack()
        return self._unpacked[name]

    def xml(self, name: str) -> etree._Element:
        """The root element of an XML part, to be changed as one likes; Refused if it is no sound XML."""
        return parse_xml(self.read(name), self.file, name)

    def look(self, name: str) -> etree._Element:
        """The same root each time, which is only for looking: it must not be changed."""
        name = self.spelling(name)
        if name not in self._looked:
            self._looked[name] = self.xml(name)
        return self._looked[name]

    def forget(self) -> None:
        """Remember nothing that was looked at: another package works on it now."""
        self._looked.clear()
        self.memory.clear()

    def take(self, name: str) -> etree._Element:
        """Return the root of an XML part, to be changed; one that was only looked at is handed over, not read anew."""
        looked = self._looked.pop(self.spelling(name), None)
        return self.xml(name) if looked is None else looked

    def replace(self, changes: Mapping[str, bytes | None]) -> Package:
        """A package with these parts changed, added (at the end) or, where the content is None, left out.

        Where a part with relationships is new, the content types say what it is (`with_relationships_type`).
        """
        parts = dict(self._parts)
        spelled = {self.spelling(name): data for name, data in changes.items()}
        if any(name.endswith(".rels") and data is not None and name not in parts for name, data in spelled.items()):
            types = spelled.get(CONTENT_TYPES) or self.read(CONTENT_TYPES)
            spelled[self.spelling(CONTENT_TYPES)] = with_relationships_type(types, self.file)
        for name, data in spelled.items():
            if data is None:
                parts.pop(name, None)
            else:
                parts[name] = Stored.deflate(name, data)
        changed = Package(self.file, parts.values())
        changed._unpacked = {name: data for name, data in self._unpacked.items() if name not in spelled}
        changed._looked = {name: root for name, root in self._looked.items() if name not in spelled}
        return changed

    def __bytes__(self) -> bytes:
        return pack(self._parts.values())


def parse_xml(data: bytes, file: str, part: str) -> etree._Element:
    """The root of an XML text that must have no document type; `file` and `part` say where it is from."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        refuse(
            "damaged-part",
            file,
            f"the part {part} is not well-formed XML ({error.msg})",
            "open the file in Word and save it again as Word Document (.docx)",
        )
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs lack it
        refuse(
            "document-type",
            file,
            f"the part {part} has a document type declaration, which Word never writes",
            "open the file in Word and save it again as Word Document (.docx)",
        )
    return root


def with_relationships_type(types: bytes, file: str) -> bytes:
    """[Content_Types].xml so that it says what every part with relationships is, whatever their names.

    Some programs (LibreOffice until 6.0) say it part by part, and then nothing is said of one that is added.
    """
    if _SAYS_RELS.search(types):
        return types
    root = parse_xml(types, file, CONTENT_TYPES)
    tag = f"{{{NAMESPACES['ct']}}}Default"
    if all(line.get("Extension", "").lower() != "rels" for line in root.iterchildren(tag)):
        root.append(etree.Element(tag, {"Extension": "rels", "ContentType": RELATIONSHIPS_TYPE}))
        types = serialise(root)
    return types


def serialise(root: etree._Element) -> bytes:
    """An XML part's bytes, with the declaration that Word writes."""
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + etree.tostring(root, encoding="utf-8")
