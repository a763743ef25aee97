"""The notes of a report and the place of an appendix → ids for its notes, and which notes LibreOffice would mix up.

Word numbers notes by their references. LibreOffice hands them out by their ids, the smallest first, and counts those
that nothing refers to. The report's own ids stay as they are, so the appendix's lie between them where there is room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engross.word.attach.parts import Parts
from engross.word.opc.numbers import number_or
from engross.word.opc.xml_names import ID, Element, name, w

_REFERENCES = {kind: name(f"w:{kind}Reference") for kind in ("footnote", "endnote")}


def first_free(kind: str, root: Element, preceding: Sequence[Element], following: Sequence[Element], count: int) -> int:
    """Return the first of as many new ids: between those referred to around the place if these are free, else last.

    `root` is the part of these notes; `preceding` and `following` are the blocks of the body around the place.
    """
    ids = {number_or(0, note.get(ID)) for note in root.iter(w(kind))}
    last = max(ids, default=-1 if kind == "comment" else 0)
    if kind not in _REFERENCES:
        return last + 1
    behind = min(_referred(kind, following), default=last + 1)
    first = max([0, *(key for key in ids if key < behind)]) + 1
    fits = first + count <= behind and first > max(_referred(kind, preceding), default=0)
    return first if fits else last + 1


def mixed_up(report: Parts, blocks: Sequence[Element]) -> dict[str, int]:
    """Return how many notes to which these blocks refer LibreOffice would show as others, by kind, if there are any."""
    wrong: dict[str, int] = {}
    for kind in _REFERENCES:
        part = report.one(f"{kind}s")
        notes = [note for note in report.root(part).iter(w(kind)) if note.get(w("type")) is None] if part else []
        own = {number_or(0, note.get(ID)) for note in notes}
        shown = [key for key in dict.fromkeys(_referred(kind, blocks)) if key in own] if own else []
        others = sum(1 for key, other in zip(shown, sorted(own), strict=False) if key != other)
        if others:
            wrong[kind] = others
    return wrong


def _referred(kind: str, blocks: Iterable[Element]) -> list[int]:
    return [number_or(0, node.get(ID)) for block in blocks for node in block.iter(_REFERENCES[kind])]
