"""Notes that are numbered otherwise than the text refers to them → in its order, without those it leaves out.

Word numbers notes by their references. LibreOffice hands them out by their ids, and counts those that nothing refers
to: where an appendix was put into the midst of a report, a source would stand under another statement.
"""

from __future__ import annotations

from collections.abc import Mapping

from engross.word.opc.numbers import number_or
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part, main_part
from engross.word.opc.xml_names import ID, Element, name

_REFERENCES = {"footnotes": name("w:footnoteReference"), "endnotes": name("w:endnoteReference")}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def set_notes_in_order(package: Package, body: Element, others: dict[str, Element]) -> set[str]:
    """Number and set the notes in the order of their references in the body; return the parts that changed.

    `others` are the parts that are changed already, by name; what changes here is added to them.
    """
    changed = set()
    for kind, reference in _REFERENCES.items():
        part = document_part(package, kind)
        if part is None or part not in package:
            continue
        references = list(body.iter(reference))
        notes = {note.get(ID): note for note in _notes(others[part] if part in others else package.look(part))}
        order = [key for key in dict.fromkeys(node.get(ID) for node in references) if key in notes]
        if order != list(notes) or order != sorted(order, key=lambda id_: number_or(0, id_)):
            root = others.setdefault(part, package.xml(part))
            ids = {key: str(number) for number, key in enumerate(order, start=_first(root))}
            _set(root, ids)
            for node in references:
                node.set(ID, ids.get(node.get(ID), ""))
            changed |= {part, main_part(package)}
    return changed


def _notes(root: Element) -> list[Element]:
    """The notes of a part, without what Word draws between them and the text."""
    return [note for note in root if note.get(name("w:type")) not in _SEPARATORS]


def _first(root: Element) -> int:
    """The first number behind those of what Word draws between notes and text."""
    others = (note.get(ID) for note in root if note.get(name("w:type")) in _SEPARATORS)
    return max([0, *(number_or(0, id_) for id_ in others)]) + 1


def _set(root: Element, ids: Mapping[str | None, str]) -> None:
    notes = {note.get(ID): note for note in _notes(root)}
    for note in notes.values():
        root.remove(note)
    for key, id_ in ids.items():
        notes[key].set(ID, id_)
        root.append(notes[key])
