"""A .docx file ⇄ its parts, safely: bounded, without DTDs or entities, and the same parts give the same bytes."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, NoReturn
from urllib.parse import unquote

from lxml import etree

from engross import files, paths
from engross.problems import FilePlace, Problem, Refused
from engross.word.opc.xml_names import NAMESPACES

MOST_BYTES = files.MOST_BYTES
"""The largest file that is opened, and the most that its parts may unpack to together, in bytes."""
MOST_PARTS = 4096
"""The most parts that a file may have."""
MOST_RATIO = 400
"""How many times its stored size a part over one mebibyte may unpack to."""

CONTENT_TYPES = "[Content_Types].xml"
"""The part that says what each part is."""
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
"""The content type of every part that holds relationships."""
_SAYS_RELS = re.compile(rb"""Extension\s*=\s*["']rels["']""", re.IGNORECASE)
DEFLATION = 3
"""How hard parts are packed, from 1 to 9: a third of the time of the usual 6, for files a tenth larger."""

_LOCAL = struct.Struct("<4s5H3L2H")
_FACTS = struct.Struct("<4H3L2H")
"""What is said of a part both where it lies and in the directory."""
_LOCAL_SIGN, _CENTRAL_SIGN = b"PK\x03\x04\x14\0", b"PK\x01\x02\x14\0\x14\0"
_NO_MORE = bytes(10)
"""A part in the directory: no comment, on the first disk, no attributes."""
_END = struct.Struct("<4s4H2LH")
_FIRST_OF_JANUARY_1980 = 0x21
_UTF8_NAMES = 0x800
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "a Rich Text document",
    b"mimetypeapplication/vnd.oasis.opendocument": "an OpenDocument file, as LibreOffice saves them",
}
"""How files begin that people take for Word files; the last after the head of an archive's first part."""
_AFTER_NAME = _LOCAL.size


class Stored(NamedTuple):
    """One part as it lies in the archive: `data` is compressed by `method` (0 stored, 8 deflated); sizes in bytes."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes

    @classmethod
    def deflate(cls, name: str, data: bytes) -> Stored:
        """The part `name` with this content, deflated."""
        return cls(name, 8, zlib.crc32(data), len(data), zlib.compress(data, DEFLATION, -15))

    def unpack(self) -> bytes:
        """The part's content."""
        return zlib.decompress(self.data, -15) if self.method else self.data


Packed = tuple[bytes, bytes, bytes]
"""One part as it lies in any archive: its bytes with what goes before them, and the two ends of its entry.

Between the two, the directory says where in the archive the part begins.
"""


def part_key(name: str) -> str:
    """Return what is the same for all spellings of a part's name: capitals and percent-encoding make no difference.

    ECMA-376, part 2, 6.2.2.3 (equivalence of part names) and 7.3.4 (names in the archive).
    """
    return (unquote(name) if "%" in name else name).lower()


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

        Raises Refused where it is no Word file, is damaged, encrypted or over the bounds of this module.
        """
        name = file or (str(source) if not isinstance(source, bytes) else "document.docx")
        data = source if isinstance(source, bytes) else _read_file(Path(source), name)
        _refuse_others(data, name)
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                infos = _bounded(archive.infolist(), name)
                parts = [_stored(data, info) for info in infos if not info.is_dir()]
                for part, info in zip(parts, (info for info in infos if not info.is_dir()), strict=True):
                    _verify(part, info)
        except (
            zipfile.BadZipFile,
            zlib.error,
            struct.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            how = "it breaks off, or is damaged" if isinstance(error, struct.error | zlib.error | EOFError) else error
            _refuse(
                "damaged-file",
                name,
                f"this is not a whole Word file ({how})",
                "open it in Word and save it again as Word Document (.docx)",
            )
        package = cls(name, parts)
        if CONTENT_TYPES not in package:
            _refuse(
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
        """The root element of an XML part, to be changed as one likes; Refused where it is no sound XML."""
        return parse_xml(self.read(name), self.file, name)

    def look(self, name: str) -> etree._Element:
        """The same root each time, which is only for looking: it must not be changed."""
        name = self.spelling(name)
        if name not in self._looked:
            self._looked[name] = self.xml(name)
        return self._looked[name]

    def is_read(self, name: str) -> bool:
        """Whether an XML part was looked at before."""
        return self.spelling(name) in self._looked

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
        _refuse(
            "damaged-part",
            file,
            f"the part {part} is not well-formed XML ({error.msg})",
            "open the file in Word and save it again as Word Document (.docx)",
        )
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs lack it
        _refuse(
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


def pack(parts: Iterable[Stored]) -> bytes:
    """The bytes of a .docx file with these parts in this order; no clock and no machine shows in them."""
    return join(map(packed, parts))


def packed(part: Stored) -> Packed:
    """A part as it lies in any archive."""
    return _packed(*part)


def deflated(name: str, data: bytes) -> Packed:
    """The part `name` with this content, deflated, as it lies in any archive."""
    return _packed(name, 8, zlib.crc32(data), len(data), zlib.compress(data, DEFLATION, -15))


def _packed(name: str, method: int, crc: int, size: int, data: bytes) -> Packed:
    flags = 0 if name.isascii() else _UTF8_NAMES
    named = name.encode()
    facts = _FACTS.pack(flags, method, 0, _FIRST_OF_JANUARY_1980, crc, len(data), size, len(named), 0)
    return b"".join((_LOCAL_SIGN, facts, named, data)), b"".join((_CENTRAL_SIGN, facts, _NO_MORE)), named


def join(parts: Iterable[Packed]) -> bytes:
    """The bytes of a .docx file with these parts in this order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for local, entry, name in parts:
        pieces.append(local)
        directory += (entry, offset.to_bytes(4, "little"), name)
        offset += len(local)
    count, entries = len(pieces), b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(entries), offset, 0)
    return b"".join((*pieces, entries, end))


def _read_file(path: Path, name: str) -> bytes:
    try:
        is_too_large = path.stat().st_size > MOST_BYTES
        data = b"" if is_too_large else files.read_file(path)
    except OSError as error:
        _refuse(
            "unreadable-file",
            name,
            f"the file cannot be read ({paths.reason(error)})",
            "check its name and its permissions",
        )
    if is_too_large or len(data) > MOST_BYTES:
        _too_large(name)
    return data


def _refuse_others(data: bytes, file: str) -> None:
    """Say what a file is that is no Word file of the present kind, where that shows at its beginning."""
    hint = "open it in Word, and save it as Word Document (.docx)"
    if data.startswith(_OLE):
        _refuse("encrypted-or-old", file, "this is an encrypted file or one of the old .doc kind, not a .docx file",
                hint.replace("and save", "take the password off, and save"))  # fmt: skip
    other = next((kind for start, kind in _OTHERS.items() if data[:80].find(start) in {0, _AFTER_NAME}), None)
    if other:
        _refuse("not-a-word-file", file, f"this is {other}, whatever its name says, and not a Word file", hint)
    if not data:
        _refuse("damaged-file", file, "the file is empty", "take a whole one from where it was saved or sent")


def _bounded(infos: list[zipfile.ZipInfo], file: str) -> list[zipfile.ZipInfo]:
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_BYTES:
        _too_large(file)
    seen: set[str] = set()
    for info in infos:
        if info.file_size > 1024 * 1024 and info.file_size > MOST_RATIO * info.compress_size:
            _too_large(file)
        folded = part_key(info.filename)
        steps = info.filename.rstrip("/").split("/")
        if folded in seen or "\\" in info.filename or any(step in {"", ".", ".."} for step in steps):
            raise zipfile.BadZipFile(f"the part name {info.filename!r} is not allowed")
        if info.flag_bits & 1 or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise zipfile.BadZipFile(f"the part {info.filename!r} is encrypted or packed in an unknown way")
        seen.add(folded)
    return infos


def _stored(data: bytes, info: zipfile.ZipInfo) -> Stored:
    fields = _LOCAL.unpack_from(data, info.header_offset)
    if fields[0] != b"PK\x03\x04":
        raise zipfile.BadZipFile(f"the part {info.filename!r} does not begin where it should")
    start = info.header_offset + _LOCAL.size + fields[9] + fields[10]
    packed = data[start : start + info.compress_size]
    return Stored(info.filename, info.compress_type, info.CRC, info.file_size, packed)


def _verify(part: Stored, info: zipfile.ZipInfo) -> None:
    unpacker = zlib.decompressobj(-15)
    content = unpacker.decompress(part.data, info.file_size + 1) if part.method else part.data
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise zipfile.BadZipFile(f"the part {info.filename!r} is damaged")


def _too_large(file: str) -> NoReturn:
    _refuse(
        "too-large",
        file,
        "the file is larger, or unpacks to more, than a Word document may here",
        "compress its pictures in Word (Picture Format, Compress Pictures) and save it again",
    )


def _refuse(id: str, file: str, message: str, hint: str) -> NoReturn:
    raise Refused([Problem(id, FilePlace(file), message, hint)])
