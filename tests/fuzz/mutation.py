"""A file's bytes and a seed → the bytes with a few changes, such as a slip of a hand or of a disk makes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from engross.word.opc.package import Package

BYTES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\t", b"\xed\xa0\x80", b"9" * 400, b"-1", b"1e999", b"{}", b"[]",
    b"null", b"../../../x", b"C:\\x", b"&a;", b"<!DOCTYPE x>", b"{{ x }}", b"{% if x %}", b"%%EOF", b"\xf0\x9f\x8f\xb4",
    b"a" * 6000, b": ", b"- ", b"&x ", b"*x", b"!!python/object:x", b"2026-02-30", b"'", b'"', b"\\", b"%(x)s", b"\n\n",
)  # fmt: skip
"""What is put somewhere: what readers of numbers, names, dates, text and markup stumble over."""
_LINES = re.compile(rb"[^\n]*\n?")
_TAGS = re.compile(rb"<[^<>]*>")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one to four changes anywhere."""
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_CHANGES)(data, chance)
    return data


def damaged_lines(data: bytes, chance: random.Random) -> bytes:
    """Return a text with changes to whole lines, and sometimes to anything."""
    lines = _LINES.findall(data)
    for _ in range(chance.randint(1, 3)):
        _change_pieces(lines, chance)
    data = b"".join(lines)
    return damaged(data, chance) if chance.random() < 0.5 else data


def damaged_package(data: bytes, chance: random.Random) -> bytes:
    """Return a Word file, or a workbook, in one of whose parts some markup was changed; the archive itself is whole."""
    package = Package.open(data, "damaged.docx")
    part = chance.choice(sorted(package.names))
    pieces = _TAGS.split(package.read(part)), _TAGS.findall(package.read(part))
    content = b"".join(piece for pair in zip(pieces[0], [*pieces[1], b""], strict=True) for piece in pair)
    tags = list(_TAGS.findall(content)) if chance.random() < 0.7 else []
    if tags:
        _change_pieces(tags, chance)
        texts = _TAGS.split(content)
        content = b"".join(text + (tags[at] if at < len(tags) else b"") for at, text in enumerate(texts))
    else:
        content = damaged(content, chance)
    return bytes(package.replace({part: content}))


def _change_pieces(pieces: list[bytes], chance: random.Random) -> None:
    if not pieces:
        return
    at, other = (chance.randrange(len(pieces)) for _ in range(2))
    kind = chance.randrange(5)
    if kind == 0:
        del pieces[at]
    elif kind == 1:
        pieces.insert(other, pieces[at])
    elif kind == 2:
        pieces[at], pieces[other] = pieces[other], pieces[at]
    elif kind == 3:
        pieces[at] = damaged(pieces[at], chance)
    else:
        pieces[at] = re.sub(rb'"[^"]*"|: .*', lambda _: b'"' + chance.choice(BYTES) + b'"', pieces[at], count=1)


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.randint(1, 80) :]


def _end(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _put(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(BYTES) + data[at:]


def _twice(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[: at + chance.randint(1, 200)] + data[at:]


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _cut, _end, _put, _put, _twice)
