"""Footnotes and endnotes → text at their references, so that each is rendered with what is known there."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial

from lxml import etree

from engross.problems import WordPlace
from engross.word.opc.numbers import number_or
from engross.word.opc.stories import Story
from engross.word.opc.xml_names import ID, Element, name
from engross.word.tags.lift import has_tags
from engross.word.tags.source import Source
from engross.word.tags.tag_table import Tag, Tags

_NOTES = {"footnotes": name("w:footnote"), "endnotes": name("w:endnote")}
_REFERENCES = {"footnotes": name("w:footnoteReference"), "endnotes": name("w:endnoteReference")}


@dataclass(frozen=True, slots=True)
class NotesPart:
    """A part of notes that is written anew for each document: `head` and `tail` are what stands around the notes."""

    part: str
    element: str
    first_id: int
    head: str
    tail: str


def inline_notes(  # noqa: PLR0913, PLR0917  # the notes and the body, and what is known of each
    body: Element, story: Story, root: Element, tags: Tags, settle: Callable[[str, Element], Source], blocks: bool
) -> NotesPart | None:
    """Put each note's source at its reference; None where nothing in the notes can change.

    `root` is the notes part with its tags read; `settle` lifts, pairs and writes one note; `blocks` says whether the
    body has blocks, within which a reference may vanish or repeat.
    """
    references = list(body.iter(_REFERENCES[story.kind]))
    if not references or not (blocks or has_tags(root)):
        return None
    notes = {node.get(ID): node for node in root.iterchildren(_NOTES[story.kind])}
    apart = [node for node in notes.values() if node.get(name("w:type")) not in {None, "normal"}]
    for reference in references:
        note = notes.get(reference.get(ID))
        if note is None or note in apart:
            continue
        source = settle(story.part, deepcopy(note))
        inner = source.text[source.text.index(">") + 1 : source.text.rindex("</")]
        begins = tags.tags[source.lines[0]].where if source.lines else partial(WordPlace, "", "", part=story.part)
        tag = Tag("note", "", story.kind, inner, partial(_without_tag, begins), ours=True, inner=source.lines)
        reference.set(ID, f"\ufdd0{tags.add(tag)}\ufdd1")
    for note in list(notes.values()):
        if note not in apart:
            root.remove(note)
    whole = etree.tostring(root, encoding="unicode", with_tail=False)
    cut = whole.rindex("</") if whole.rstrip().endswith(">") and "</" in whole else len(whole)
    first = 1 + max((number_or(0, node.get(ID)) for node in apart), default=0)
    element = _NOTES[story.kind].rpartition("}")[2]
    return NotesPart(story.part, element, first, whole[:cut], whole[cut:])


def _without_tag(where: Callable[[], WordPlace]) -> WordPlace:
    """The place of a note: that of its first tag, without the tag."""
    return replace(where(), before="", tag="", after="")
