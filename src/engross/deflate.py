"""Bytes → the same deflated, and their checksum: by one library, whose bytes are the same on every machine.

Python's own zlib is another library in some builds (zlib-ng in those for Windows from 3.14 on), and its bytes differ.
So there is no way round this one: if it is missing, nothing is packed.
"""

from __future__ import annotations

from zlib_ng.zlib_ng import DEFLATED, compress, compressobj, crc32

from engross.deflater import LEVEL

_RAW = -15

__all__ = ["Packer", "crc32", "deflate"]


def deflate(data: bytes) -> bytes:
    """Return the bytes deflated, without head or checksum."""
    packed: bytes = compress(data, LEVEL, _RAW)
    return packed


class Packer:
    """Packs a text given in pieces, and holds none of them; the bytes equal those that `deflate` gives of the whole."""

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
