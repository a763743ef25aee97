"""The bytes of a PNG or JPEG file → what kind of picture it is, its size by its resolution, and which way is up."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from msgspec import Struct

from engross.word.values.printing import ValueRefused

EMU_PER_INCH = 914_400
"""Word's unit of length in pictures, of which an inch has so many."""
MOST_PIXELS = 300_000_000
"""The most pixels of a picture that is taken: unpacked, a gigabyte."""
_DEFAULT_DPI = 96.0
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""How many bits a PNG picture may have for each kind of colours (PNG, table 11.1)."""
_OF_PALETTE = 3
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_USUAL_FRAMES, _USUAL_DEPTH = (0xC0, 0xC1, 0xC2), 8
"""The kinds of JPEG pictures that Word reads: baseline, extended and progressive, of 8 bits."""
_JFIF, _EXIF = 0xE0, 0xE1
_ORIENTATION = 0x0112
"""The number of the entry in which a camera notes how it was held (Exif 2.32, section 4.6.4)."""
_UPRIGHT, _ON_ITS_SIDE, _LAST = 1, 5, 8
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_LEAST_DPI, _MOST_DPI = 20.0, 2400.0


class Picture(Struct, frozen=True):
    """A picture: its bytes, its file extension and content type, and the size it has by its own resolution, in EMU.

    `orientation` is how its pixels have to be turned or mirrored to be upright, 1 to 8 as Exif counts; the size is that
    of the upright picture.
    """

    data: bytes
    extension: str
    content_type: str
    width: int
    height: int
    orientation: int = _UPRIGHT

    @property
    def on_its_side(self) -> bool:
        """Whether the pixels are stored with width and height exchanged."""
        return self.orientation >= _ON_ITS_SIDE


class _Unfit(Exception):
    """A whole picture that no document can show: identifier, what it is, what to do."""

    def __init__(self, id: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.id, self.hint = id, hint


def read_picture(data: bytes, called: str) -> Picture:
    """Return a picture from a file's bytes; `called` is what a refusal calls it.

    Raises ValueRefused if it is neither PNG nor JPEG, or is damaged.
    """
    try:
        if data.startswith(_PNG):
            return _png(data)
        if data.startswith(_JPEG):
            return _jpeg(data)
    except _Unfit as unfit:
        raise ValueRefused(unfit.id, f"the picture {called} {unfit}", unfit.hint) from None
    except (struct.error, IndexError, ValueError) as error:
        how = error if type(error) is ValueError else "it breaks off"
        raise ValueRefused("picture-damaged", f"the picture {called} is damaged ({how})",
                           "open it and save it again") from None  # fmt: skip
    raise ValueRefused("picture-unknown", f"{called} is neither a PNG nor a JPEG picture",
                       "save it as PNG or JPEG")  # fmt: skip


def _sized(data: bytes, kind: str, pixels: tuple[int, int], dpi: tuple[float, float], orientation: int) -> Picture:
    if 0 in pixels:
        raise ValueError("it has no pixels")
    if pixels[0] * pixels[1] > MOST_PIXELS:
        message = f"has {pixels[0]:,} by {pixels[1]:,} pixels"
        raise _Unfit("picture-too-large", message, "save it smaller")
    if not all(_LEAST_DPI <= each <= _MOST_DPI for each in dpi):
        dpi = (_DEFAULT_DPI, _DEFAULT_DPI)
    width, height = (round(count / each * EMU_PER_INCH) for count, each in zip(pixels, dpi, strict=True))
    if orientation >= _ON_ITS_SIDE:
        width, height = height, width
    return Picture(data, kind, f"image/{kind}", width, height, orientation)


def _png(data: bytes) -> Picture:
    pixels, dpi, orientation = (0, 0), (_DEFAULT_DPI, _DEFAULT_DPI), _UPRIGHT
    needed = {b"IHDR", b"IDAT"}
    for kind, body in _chunks(data):
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack_from(">LLBB", body)
            pixels = (width, height)
            if depth not in _DEPTHS.get(colours, ()):
                raise ValueError("it has a kind of colours that there is not")
            needed |= {b"PLTE"} if colours == _OF_PALETTE else set()
        elif kind == b"pHYs":
            across, down, unit = struct.unpack(">LLB", body)
            dpi = (round(across * 0.0254, 2), round(down * 0.0254, 2)) if unit == 1 else dpi
        elif kind == b"eXIf":
            orientation = _oriented(body)
        needed.discard(kind)
    if needed:
        raise ValueError("it has no pixels")
    return _sized(data, "png", pixels, dpi, orientation)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">L4s", data, at)
        body = data[at + 8 : at + 8 + length]
        (sum_,) = struct.unpack_from(">L", data, at + 8 + length)
        if sum_ != zlib.crc32(body, zlib.crc32(kind)):
            raise ValueError("a checksum is wrong")
        yield kind, body
        at += 12 + length


def _jpeg(data: bytes) -> Picture:
    dpi, orientation = (_DEFAULT_DPI, _DEFAULT_DPI), _UPRIGHT
    for kind, start, body in _segments(data):
        if kind == _JFIF and body.startswith(b"JFIF\0"):
            unit, across, down = struct.unpack_from(">BHH", body, 7)
            scale = {1: 1.0, 2: 2.54}.get(unit, 0.0)
            dpi = (across * scale, down * scale)
        elif kind == _EXIF and body.startswith(b"Exif\0\0"):
            orientation = _oriented(body[6:])
        elif kind in _FRAMES:
            if data.find(b"\xff\xd9", start) < 0:
                raise ValueError("its end is missing")
            depth, height, width = struct.unpack_from(">BHH", body)
            if kind not in _USUAL_FRAMES or depth != _USUAL_DEPTH:
                message = "is a JPEG of a kind that Word does not show"
                raise _Unfit("picture-unknown", message, "save it as a usual JPEG")
            return _sized(data, "jpeg", (width, height), dpi, orientation)
    raise ValueError("it has no size")


def _segments(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The segments of a JPEG file before its pixels: kind, where the content starts, and the content."""
    at = 2
    while data[at] == 0xFF:  # noqa: PLR2004  # every segment begins with this byte
        kind = data[at + 1]
        if kind == 0xFF:  # noqa: PLR2004  # filling
            at += 1
        elif kind in _ALONE:
            at += 2
        else:
            (length,) = struct.unpack_from(">H", data, at + 2)
            yield kind, at + 4, data[at + 4 : at + 2 + length]
            at += 2 + length


def _oriented(exif: bytes) -> int:
    """The orientation that Exif data tell; upright if they tell none, or are damaged."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4], "")
    try:
        (start,) = struct.unpack_from(f"{order}L", exif, 4) if order else (len(exif),)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for at in range(start + 2, start + 2 + 12 * count, 12):
            entry, kind, _, value = struct.unpack_from(f"{order}HHLH", exif, at)
            if (entry, kind) == (_ORIENTATION, 3):  # the type of a number of two bytes
                return int(value) if _UPRIGHT <= value <= _LAST else _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT
