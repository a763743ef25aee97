"""A .docx file → the parts that lie in it, bounded and whole, or the reason why it is refused."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import NoReturn

from engross import files, paths
from engross.deflate import InflateError, crc32, inflate
from engross.problems import FilePlace, Problem, Refused
from engross.word.opc.archive import LOCAL, Stored, part_key

MOST_BYTES = files.MOST_BYTES
"""The largest file that is opened, and the most that its parts may unpack to together, in bytes."""
MOST_PARTS = 4096
"""The most parts that a file may have."""
_SMALL, _FEW = 512 * 1024, 4 * 1024 * 1024
"""Up to how many bytes a part is kept as it was unpacked, and all of them together."""
MOST_RATIO = 400
"""How many times its stored size a part over one mebibyte may unpack to."""


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "a Rich Text document",
    b"mimetypeapplication/vnd.oasis.opendocument": "an OpenDocument file, as LibreOffice saves them",
}
"""How files begin that people take for Word files; the last after the head of an archive's first part."""
_AFTER_NAME = LOCAL.size
_ARCHIVE = b"PK\x03\x04"
"""How each Word file begins."""
_CUT = "the file breaks off: it was not sent, copied or downloaded to its end"
_ANEW = "take a whole one from where it was saved or sent"
_OF_ANOTHER_KIND = "this is not a Word file, whatever its name says: perhaps a text, a picture or a web page"


def stored_parts(source: Path | str | bytes, name: str) -> tuple[list[Stored], dict[str, bytes]]:
    """Return the parts of a file, from its path or its bytes, and the content of its small XML parts by their names.

    The content was unpacked to see that it is whole, and is soon read. `name` is what problems call the file.
    Raises Refused where it is no Word file, is damaged, encrypted or over the bounds of this module.
    """
    data = whole_file(source, name)
    _refuse_others(data, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = [info for info in _bounded(archive.infolist(), name) if not info.is_dir()]
            parts = [_stored(data, info) for info in infos]
            contents = _verified(parts, infos)
    except (
        zipfile.BadZipFile,
        InflateError,
        struct.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as error:
        how = "it breaks off, or is damaged" if isinstance(error, struct.error | InflateError | EOFError) else error
        refuse(
            "damaged-file",
            name,
            f"this is not a whole Word file ({how})",
            "open it in Word and save it again as Word Document (.docx)",
        )
    return parts, contents


def whole_file(source: Path | str | bytes, name: str) -> bytes:
    """Return the bytes of a file from its path, or those that were given; `name` is what problems call it.

    Raises Refused if it cannot be read, or is larger than any Word file may be.
    """
    if isinstance(source, bytes):
        return source
    path = Path(source)
    try:
        is_too_large = path.stat().st_size > MOST_BYTES
        data = b"" if is_too_large else files.read_file(path)
    except OSError as error:
        refuse(
            "unreadable-file",
            name,
            f"the file cannot be read ({paths.reason(error)})",
            "check its name and its permissions",
        )
    if is_too_large or len(data) > MOST_BYTES:
        _too_large(name)
    return data


def _refuse_others(data: bytes, file: str) -> None:
    """Refuse a file that is no Word file of the present kind, and say what it is if its first bytes show that."""
    hint = "open it in Word, and save it as Word Document (.docx)"
    if data.startswith(_OLE):
        refuse("encrypted-or-old", file, "this is an encrypted file or one of the old .doc kind, not a .docx file",
                hint.replace("and save", "take the password off, and save"))  # fmt: skip
    other = next((kind for start, kind in _OTHERS.items() if data[:80].find(start) in {0, _AFTER_NAME}), None)
    if other:
        named = "" if file.casefold().endswith(".pdf") else ", whatever its name says,"
        refuse("not-a-word-file", file, f"this is {other}{named} and not a Word file", hint)
    if not data:
        refuse("damaged-file", file, "the file is empty", _ANEW)
    if not zipfile.is_zipfile(BytesIO(data)):
        if data.startswith(_ARCHIVE):
            refuse("damaged-file", file, _CUT, _ANEW)
        refuse("not-a-word-file", file, _OF_ANOTHER_KIND, hint)


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
    fields = LOCAL.unpack_from(data, info.header_offset)
    if fields[0] != b"PK\x03\x04":
        raise zipfile.BadZipFile(f"the part {info.filename!r} does not begin where it should")
    start = info.header_offset + LOCAL.size + fields[9] + fields[10]
    packed = data[start : start + info.compress_size]
    return Stored(info.filename, info.compress_type, info.CRC, info.file_size, packed)


def _verified(parts: list[Stored], infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack all parts to see that they are whole; return the content of those that are worth keeping."""
    contents: dict[str, bytes] = {}
    left = _FEW
    for part, info in zip(parts, infos, strict=True):
        content = inflate(part.data, info.file_size + 1) if part.method else part.data
        if len(content) != info.file_size or crc32(content) != info.CRC:
            raise zipfile.BadZipFile(f"the part {info.filename!r} is damaged")
        if len(content) <= min(_SMALL, left) and part.name.endswith((".xml", ".rels")):
            contents[part.name] = content
            left -= len(content)
    return contents


def _too_large(file: str) -> NoReturn:
    refuse(
        "too-large",
        file,
        "the file is larger, or unpacks to more, than a Word document may here",
        "compress its pictures in Word (Picture Format, Compress Pictures) and save it again",
    )


def refuse(id: str, file: str, message: str, hint: str) -> NoReturn:
    """Refuse a whole file."""
    raise Refused([Problem(id, FilePlace(file), message, hint)])
