"""Parts → the bytes of a .docx file: the same parts give the same bytes, on every machine."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from engross.deflate import crc32, deflate, inflate

LOCAL = struct.Struct("<4s5H3L2H")
_FACTS = struct.Struct("<4H3L2H")
"""What is said of a part both where it lies and in the directory."""
_LOCAL_SIGN, _CENTRAL_SIGN = b"PK\x03\x04\x14\0", b"PK\x01\x02\x14\0\x14\0"
_NO_MORE = bytes(10)
"""A part in the directory: no comment, on the first disk, no attributes."""
_END = struct.Struct("<4s4H2LH")
_FIRST_OF_JANUARY_1980 = 0x21
_UTF8_NAMES = 0x800
_SHORT = 1 << 12
"""Up to so many bytes a part is remembered as it was packed: one document's headers and footers are the next one's."""


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
        return cls(name, 8, *_squeezed(data))

    def unpack(self) -> bytes:
        """The part's content."""
        return inflate(self.data, self.size + 1) if self.method else self.data


_METHOD = slice(8, 10)
"""Where a part says how it is compressed."""
Packed = tuple[bytes, bytes, bytes]
"""One part as it lies in any archive: its bytes with what goes before them, and the two ends of its entry.

Between the two, the directory says where in the archive the part begins.
"""


def part_key(name: str) -> str:
    """Return what is the same for all spellings of a part's name: capitals and percent-encoding make no difference.

    ECMA-376, part 2, 6.2.2.3 (equivalence of part names) and 7.3.4 (names in the archive).
    """
    return (unquote(name) if "%" in name else name).lower()


def pack(parts: Iterable[Stored]) -> bytes:
    """The bytes of a .docx file with these parts in this order; no clock and no machine shows in them."""
    return join(map(packed, parts))


def packed(part: Stored) -> Packed:
    """A part as it lies in any archive."""
    return _packed(*part)


def deflated(name: str, data: bytes) -> Packed:
    """The part `name` with this content, deflated, as it lies in any archive."""
    return _packed(name, 8, *_squeezed(data))


def _squeezed(data: bytes) -> tuple[int, int, bytes]:
    """Return the checksum of a part, its size, and the part deflated."""
    return _squeezed_before(data) if len(data) <= _SHORT else (crc32(data), len(data), deflate(data))


@lru_cache(maxsize=32)
def _squeezed_before(data: bytes) -> tuple[int, int, bytes]:
    return crc32(data), len(data), deflate(data)


def unpacked(part: Packed) -> bytes:
    """Return the content of a part."""
    local, _, name = part
    data = local[LOCAL.size + len(name) :]
    return inflate(data) if int.from_bytes(local[_METHOD], "little") else data


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
        directory += entry, offset.to_bytes(4, "little"), name
        offset += len(local)
    count, entries = len(pieces), b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(entries), offset, 0)
    return b"".join((*pieces, entries, end))
