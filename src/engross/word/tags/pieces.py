"""The pieces that a paragraph's text is cut in → the pieces that a tag lies in, and the tags cut out of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from engross.word.opc.xml_names import RPR, SPACE, Element, R, T, drop, name
from engross.word.tags.tag_scanner import ScannedTag, scan, without_dashes
from engross.word.tags.tag_table import mark

TEXTS = {T: "text", name("w:instrText"): "instruction", name("w:delText"): "deleted"}
"""The elements that hold text, and what it is."""


class Piece(NamedTuple):
    """A text of a paragraph, or what stands for something else in it, with its element and what that stands in."""

    text: str
    node: Element
    kind: str
    containers: tuple[Element, ...]


def starts_of(pieces: Sequence[Piece]) -> list[int]:
    """Return where each piece begins in the text of all of them."""
    return list(accumulate((len(piece.text) for piece in pieces[:-1]), initial=0))


def within_pieces(pieces: Sequence[Piece], starts: Sequence[int], scanned: ScannedTag) -> list[tuple[Piece, int, int]]:
    """Return the pieces that a tag lies in, each with the part of its text that belongs to the tag."""
    first, beyond = bisect_right(starts, scanned.start) - 1, bisect_left(starts, scanned.end)
    covered = []
    for piece, at in zip(pieces[first:beyond], starts[first:beyond], strict=True):
        start, end = max(scanned.start - at, 0), min(scanned.end - at, len(piece.text))
        if start < end:
            covered.append((piece, start, end))
    return covered


def trimmed(pieces: list[Piece], text: str) -> list[Piece]:
    """Return the pieces without the space that dashes take away beside tags that print, where it stands in other runs.

    Where it stands in the run in which the tag begins, Jinja takes it away.
    """
    starts, texts = starts_of(pieces), [piece.text for piece in pieces]
    for scanned in scan(text):
        if scanned.opener != "{{" or scanned.fault:
            continue
        _, (has_first, has_last) = without_dashes(scanned.code)
        first, last = bisect_right(starts, scanned.start) - 1, bisect_left(starts, scanned.end) - 1
        rest = text[scanned.end : starts[last] + len(pieces[last].text)]
        if has_first and not text[starts[first] : scanned.start].strip():
            _strip(pieces, texts, range(first - 1, -1, -1), str.rstrip)
        if has_last and first != last and rest:
            texts[last] = texts[last].removesuffix(rest) + rest.lstrip()
        if has_last and not rest.strip():
            _strip(pieces, texts, range(last + 1, len(pieces)), str.lstrip)
    for piece, shorter in zip(pieces, texts, strict=True):
        if shorter != piece.text:
            piece.node.text = shorter
    return [piece._replace(text=shorter) for piece, shorter in zip(pieces, texts, strict=True)]


def _strip(pieces: list[Piece], texts: list[str], numbers: Iterable[int], strip: Callable[[str], str]) -> None:
    """Strip the texts with these numbers, up to the first that is more than space, or stands for something else."""
    for number in numbers:
        if pieces[number].kind != "text":
            return
        texts[number] = strip(texts[number])
        if texts[number]:
            return


def cut_out(placed: list[tuple[list[tuple[Piece, int, int]], int]]) -> None:
    """Take the texts of tags out and put each tag's mark where it began.

    This is done from the last to the first: `ends` keeps where the text of a node that is not cut yet ends, which is
    written once, as a node may hold thousands of tags.
    """
    ends: dict[Element, tuple[str, int]] = {}
    for within, number in reversed(placed):
        first, start, end = within[0]
        if first.kind == "break":
            raise AssertionError("a tag begins with a brace, which is text")
        sign = mark(number)
        _, until = ends.get(first.node, ("", len(first.text)))
        sign.tail = first.text[end:until] if len(within) == 1 else ""
        ends[first.node] = (first.text, start)
        first.node.insert(0, sign)
        for piece, _, last in within[1:]:
            _cut_beginning(piece, last, ends)
    for node, (text, until) in ends.items():
        node.text = text[:until]
        if node.tag in TEXTS:
            node.set(SPACE, "preserve")


def _cut_beginning(piece: Piece, last: int, ends: dict[Element, tuple[str, int]]) -> None:
    """Take the text with which a tag of an earlier piece goes on out of a piece."""
    if piece.kind == "break":
        _discard(piece.node)
        return
    _, until = ends.pop(piece.node, ("", len(piece.text)))
    piece.node.text = piece.text[last:until]
    piece.node.set(SPACE, "preserve")
    if not piece.node.text and not len(piece.node):
        _discard(piece.node)


def _discard(node: Element) -> None:
    run = node.getparent()
    drop(node)
    if run is not None and run.tag == R and not [child for child in run if child.tag != RPR]:
        drop(run)
