"""How many actions stand how → a bar as a picture: each kind has a pattern of its own, and none is told by colour."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import cache

from scrutiny_response.domain.tracking import LEFT_OPEN

WIDTH, HEIGHT = 600, 30
_BORDER = 2
_SHADES = {"#": 60, ".": 255}

_FILLED = ("#",)
_LINED = ("#", ".", ".", ".", ".")
_STRIPED = ("##....##", "#....###", "....####", "...####.", "..####..", ".####...", "####....", "###....#")
_DOTTED = ("........", "..##....", "..##....", "........", "........", "......##", "......##", "........")
_CROSSED = ("##....##", "###..###", ".######.", "..####..", "..####..", ".######.", "###..###", "##....##")
PATTERNS = (
    ("completed", "filled", _FILLED),
    ("due", "striped", _STRIPED),
    ("slipped", "dotted", _DOTTED),
    ("overdue", "crossed", _CROSSED),
    (LEFT_OPEN, "lined", _LINED),
)
"""What a bar shows from the left: how actions stand, what the pattern is called, and the tile that it repeats."""


@cache  # many partnerships have as many actions in the same states
def bar(numbers: tuple[int, ...]) -> bytes:
    """Return a bar as a PNG in grey: for each pattern a piece as wide as its share; empty if there are no actions."""
    ends = _ends(numbers)
    rows = b"".join(b"\0" + _row(y, ends) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data) for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    )


def _ends(numbers: Sequence[int]) -> list[int]:
    """Return where each piece ends, counted from the left."""
    total, ends, so_far = sum(numbers), [], 0
    for number in numbers:
        so_far += number
        ends.append(round(so_far * WIDTH / total) if total else 0)
    return ends


def _row(y: int, ends: Sequence[int]) -> bytes:
    """Return one line of the picture: the pieces, with a dark line before each and all around."""
    row, begin = bytearray([_SHADES["."]]) * WIDTH, 0
    for end, (_, _, tile) in zip(ends, PATTERNS, strict=True):
        row[begin:end] = _repeated(tile[y % len(tile)])[begin:end]
        if 0 < begin < end:
            row[begin : begin + _BORDER] = bytes(_BORDER)
        begin = end
    row[:_BORDER] = row[-_BORDER:] = bytes(_BORDER)
    return bytes(WIDTH) if y < _BORDER or y >= HEIGHT - _BORDER else bytes(row)


@cache
def _repeated(line: str) -> bytes:
    return (bytes(_SHADES[each] for each in line) * WIDTH)[:WIDTH]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
