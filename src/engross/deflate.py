"""Bytes → the same deflated or inflated, and their checksum: by two libraries, whose bytes are the same everywhere.

Python's own zlib is another library in some builds (zlib-ng in those for Windows from 3.14 on), and its bytes differ.
So there is no way round these two: if one is missing, nothing is packed. libdeflate is the faster on what is short,
as nearly all parts of a document are; zlib-ng on what is long, and it takes a text in pieces.
"""

from __future__ import annotations

from deflate import deflate_compress
from zlib_ng.zlib_ng import DEFLATED, compress, compressobj, crc32, decompressobj, error

from engross.deflater import LEVEL, SHORT_LEVEL

SHORT = 1 << 16
"""From so many bytes on, zlib-ng deflates."""
_RAW = -15

__all__ = ["SHORT", "InflateError", "Packer", "crc32", "deflate", "inflate"]


def deflate(data: bytes) -> bytes:
    """Return the bytes deflated, without head or checksum."""
    if len(data) < SHORT:
        return bytes(deflate_compress(data, SHORT_LEVEL))
    packed: bytes = compress(data, LEVEL, _RAW)
    return packed


class InflateError(ValueError):
    """Bytes that were not deflated, or are damaged."""


def inflate(data: bytes, most: int = 0) -> bytes:
    """Return what was deflated, at most so many bytes of it, or all for 0; less if it breaks off.

    Raise InflateError if it is damaged.
    """
    try:
        content: bytes = decompressobj(_RAW).decompress(data, most)
    except error as damage:  # type: ignore[misc]  # the stubs take it for no exception
        raise InflateError(str(damage)) from None
    return content


class Packer:
    """Packs a text that comes in pieces, of which no more than a short one is held, as `deflate` does it whole."""

    def __init__(self) -> None:
        self._packer = compressobj(LEVEL, DEFLATED, _RAW)
        self._held: list[bytes] = []
        self._packed: list[bytes] = []
        self.checksum = 0
        self.size = 0

    def add(self, piece: bytes) -> None:
        """Take in what comes next."""
        self.checksum = crc32(piece, self.checksum)
        self.size += len(piece)
        if self.size < SHORT:
            self._held.append(piece)
        else:
            self._packed.append(self._packer.compress(b"".join((*self._held, piece))))
            self._held.clear()

    def finish(self) -> bytes:
        """Return all of it, packed; nothing can be added any more."""
        if self.size < SHORT:
            return deflate(b"".join(self._held))
        self._packed.append(self._packer.flush())
        return b"".join(self._packed)
