"""Rendered pieces → one deflated part, of which the whole text is held only where something may have to be mended.

The bytes are the same in whatever groups the pieces come: `engross.deflate` sees to that.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

from engross.deflate import Packer
from engross.word.opc.archive import Packed, Stored, deflated, packed
from engross.word.render.repair import Watch

GROUP = 1 << 16
"""From how many characters pieces are packed together; most parts have fewer, and are made whole."""


def packed_part(
    name: str, pieces: Iterable[str], holders: frozenset[str] | None, finish: Callable[[str], str]
) -> Packed:
    """Return a part as it lies in the archive, made of the pieces of its text.

    `holders` are what it can leave empty, at which a long part is looked group by group; None if the whole text has to
    be looked at. `finish` mends a whole text.
    """
    coming = iter(pieces)
    first, is_all = _group(coming)
    if is_all:
        return deflated(name, finish(first).encode())
    watch = None if holders is None else Watch.over(holders)
    if watch is None:
        return deflated(name, finish("".join((first, *coming))).encode())
    packer, group = Packer(), first
    while group or not is_all:
        if not watch.is_sound(group):
            earlier = zlib.decompress(packer.finish(), -15).decode()
            return deflated(name, finish("".join((earlier, group, *coming))).encode())
        packer.add(group.encode())
        group, is_all = _group(coming)
    return packed(Stored(name, 8, packer.checksum, packer.size, packer.finish()))


def _group(pieces: Iterator[str]) -> tuple[str, bool]:
    """Return the next pieces together, and whether there are no more."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= GROUP:
            return "".join(held), False
    return "".join(held), True
