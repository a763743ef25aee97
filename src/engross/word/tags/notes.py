"""Footnotes and endnotes → text at their references, so that each is rendered with what is known there."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import partial

from lxml import etree

from engross.problems import WordPlace
from engross.word.opc.numbers import number_or
from engross.word.opc.xml_names import ID, Element, name
from engross.word.tags.compilation_unit import CompilationUnit, StoryTree
from engross.word.tags.jinja_source import JinjaSource
from engross.word.tags.lift import has_marks
from engross.word.tags.notes_part import NotesPart
from engross.word.tags.source import write_source
from engross.word.tags.structure import settle_structure
from engross.word.tags.tag_table import Tag

_NOTES = {"footnotes": name("w:footnote"), "endnotes": name("w:endnote")}
_REFERENCES = {"footnotes": name("w:footnoteReference"), "endnotes": name("w:endnoteReference")}


def inline_notes(tree: StoryTree, unit: CompilationUnit, body_has_blocks: bool) -> NotesPart | None:
    """Put the source of each footnote, or each endnote, at its reference in the body.

    `tree` is the notes part with its tags found; `body_has_blocks` says whether a reference may vanish or repeat.
    Return the part as it is written anew for each document, or None if nothing in the notes can change.
    """
    story, root = tree
    references = list(unit.body.iter(_REFERENCES[story.kind]))
    if not references or not (body_has_blocks or has_marks(root)):
        return None
    notes = {node.get(ID): node for node in root.iterchildren(_NOTES[story.kind])}
    apart = [node for node in notes.values() if node.get(name("w:type")) not in {None, "normal"}]
    for reference in references:
        note = notes.get(reference.get(ID))
        if note is None or note in apart:
            continue
        source = _settled(story.part, deepcopy(note), unit)
        inner = source.text[source.text.index(">") + 1 : source.text.rindex("</")]
        begins = unit.tags.tags[source.lines[0]].where if source.lines else partial(WordPlace, "", "", part=story.part)
        tag = Tag("note", "", story.kind, inner, partial(_without_tag, begins), ours=True, inner=source.lines)
        reference.set(ID, f"\ufdd0{unit.tags.add(tag)}\ufdd1")
    for note in list(notes.values()):
        if note not in apart:
            root.remove(note)
    root.text = root.text or "\n"  # so that it has an end of its own where no note is left
    whole = etree.tostring(root, encoding="unicode", with_tail=False)
    cut = whole.rindex("</")
    first = 1 + max((number_or(0, node.get(ID)) for node in apart), default=0)
    element = _NOTES[story.kind].rpartition("}")[2]
    return NotesPart(story.part, element, first, whole[:cut], whole[cut:])


def _settled(part: str, note: Element, unit: CompilationUnit) -> JinjaSource:
    """Lift, pair and write one note by itself."""
    structure = settle_structure(part, note, unit)
    return write_source(note, unit.tags, structure.removed, unit.sites, unit.extents)


def _without_tag(where: Callable[[], WordPlace]) -> WordPlace:
    """The place of a note: that of its first tag, without the tag."""
    return replace(where(), before="", tag="", after="")
