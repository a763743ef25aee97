"""Bytes → the same deflated or inflated, and their checksum: by one library, whose bytes are the same on every machine.

Python's own zlib is another library in some builds (zlib-ng in those for Windows from 3.14 on), and its bytes differ.
So there is no way round this one: where it is missing, nothing is packed.
"""

from __future__ import annotations

from zlib_ng.zlib_ng import DEFLATED, compress, compressobj, crc32, decompressobj, error

from engross.deflater import LEVEL

_RAW = -15

__all__ = ["InflateError", "Packer", "crc32", "deflate", "inflate"]


def deflate(data: bytes) -> bytes:
    """Return the bytes deflated, without head or checksum."""
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
    """Packs a text that comes in pieces, of which none is held, into the bytes that `deflate` gives of it whole."""

    def __init__(self) -> None:
        self._packer = compressobj(LEVEL, DEFLATED, _RAW)
        self._packed: list[bytes] = []
        self.checksum = 0
        self.size = 0

    def add(self, piece: bytes) -> None:
        """Take in what comes next."""
        self.checksum = crc32(piece, self.checksum)
        self.size += len(piece)
        self._packed.append(self._packer.compress(piece))

    def finish(self) -> bytes:
        """Return all of it, packed; nothing can be added any more."""
        self._packed.append(self._packer.flush())
        return b"".join(self._packed)
