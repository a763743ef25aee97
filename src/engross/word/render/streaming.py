"""Rendered pieces → one deflated part, of which the whole text is held only where something may have to be mended.

The bytes are the same in whatever groups the pieces come: `engross.deflate` sees to that.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from engross.deflate import Packer
from engross.word.opc.archive import Packed, Stored, deflated, packed
from engross.word.render.repair import Watch

GROUP = 1 << 16
"""From how many characters pieces are packed together; most parts have fewer, and are made whole."""


def packed_part(name: str, pieces: Iterable[str], watch: Watch | None, finish: Callable[[str], str]) -> Packed:
    """Return a part as it lies in the archive, made of the pieces of its text.

    `watch` sees whether what comes is as Word can read it; None if the whole text has to be looked at. `finish` mends
    a whole text.
    """
    groups = _grouped(pieces)
    first, second = next(groups, ""), next(groups, None)
    if second is None:
        return deflated(name, finish(first).encode())
    if watch is None:
        return deflated(name, finish("".join((first, second, *groups))).encode())
    packer = Packer()
    coming = chain((first, second), groups)
    for group in coming:
        if not watch.is_sound(group):
            earlier = zlib.decompress(packer.finish(), -15).decode()
            return deflated(name, finish("".join((earlier, group, *coming))).encode())
        packer.add(group.encode())
    return packed(Stored(name, 8, packer.checksum, packer.size, packer.finish()))


def _grouped(pieces: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= GROUP:
            yield "".join(held)
            held, size = [], 0
    if held:
        yield "".join(held)
