"""Bytes → the same deflated, and their checksum: by one library, whose bytes are the same on every machine.

Python's own zlib is another library in some builds (zlib-ng in those for Windows from 3.14 on), and its bytes differ.
So there is no way round this one: where it is missing, nothing is packed.
"""

from __future__ import annotations

from collections.abc import Iterable

from zlib_ng.zlib_ng import DEFLATED, compress, compressobj, crc32

from engross.deflater import LEVEL

_RAW = -15

__all__ = ["crc32", "deflate", "deflate_pieces"]


def deflate(data: bytes) -> bytes:
    """Return the bytes deflated, without head or checksum."""
    packed: bytes = compress(data, LEVEL, _RAW)
    return packed


def deflate_pieces(pieces: Iterable[bytes]) -> tuple[int, int, bytes]:
    """Return the checksum of all pieces together, their size, and what `deflate` gives of them; none is held."""
    packer = compressobj(LEVEL, DEFLATED, _RAW)
    checksum, size = 0, 0
    packed = []
    for piece in pieces:
        checksum = crc32(piece, checksum)
        size += len(piece)
        packed.append(packer.compress(piece))
    packed.append(packer.flush())
    return checksum, size, b"".join(packed)
