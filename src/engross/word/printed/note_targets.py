"""References to bookmarks in footnotes and endnotes → what LibreOffice can follow: words as text, and the notes' marks.

LibreOffice knows no bookmark in a note: it prints an error text, and links lead nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from engross.word.model.fields import arguments, bare_name, first_word
from engross.word.model.references import inner_links, references
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part
from engross.word.opc.xml_names import ID, Element, R, ancestor, drop, name
from engross.word.printed.captions import settle_fields

_KINDS = ("footnotes", "endnotes")
_START, _END, _NAME = name("w:bookmarkStart"), name("w:bookmarkEnd"), name("w:name")


def lead_to_notes(roots: Mapping[str, Element], package: Package) -> int:
    """Let references to bookmarks in notes lead to the marks of these notes; `roots` are the stories, the body first.

    Words that are shown of a note become text. Return how many such bookmarks there were.
    """
    body = next(iter(roots.values()))
    marks = {(kind, mark.get(ID)): mark for kind in _KINDS for mark in body.iter(name(f"w:{kind[:-1]}Reference"))}
    held = list(_held(roots, package))
    called = {start.get(_NAME, "").lower() for _, _, start, _ in held}
    referring = chain.from_iterable(references(root, inner_links(package, part)) for part, root in roots.items())
    asked = {reference.target.lower() for reference in referring} & called
    if not asked:
        return 0
    for root in roots.values():
        settle_fields(root, lambda instruction: _shown(instruction) in asked)
    for kind, note, start, end in held:
        mark = marks.get((kind, note))
        run = None if mark is None else ancestor(mark, R)
        if run is not None and start.get(_NAME, "").lower() in asked:
            drop(start)
            drop(end)
            run.addprevious(start)
            run.addnext(end)
    return len(asked)


def _shown(instruction: str) -> str:
    """The bookmark whose words a field shows, in small letters; "" for another field."""
    words = arguments(instruction) if first_word(instruction) == "REF" else []
    return (bare_name(instruction) or "".join(words[:1])).lower()


def _held(roots: Mapping[str, Element], package: Package) -> Iterator[tuple[str, str | None, Element, Element]]:
    """The bookmarks in notes: the kind and the number of the note, and the two ends."""
    for kind in _KINDS:
        part = document_part(package, kind)
        for note in roots.get(part or "", ()):
            ends = {end.get(ID): end for end in note.iter(_END)}
            for start in note.iter(_START):
                if start.get(ID) in ends:
                    yield kind, note.get(ID), start, ends[start.get(ID)]
