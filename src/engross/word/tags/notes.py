"""Footnotes and endnotes → text at their references, so that each is rendered with what is known there."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import partial

from lxml import etree
from msgspec import Struct

from engross.problems import Severity, WordPlace
from engross.word.model.visible import seen
from engross.word.opc.numbers import number_or
from engross.word.opc.xml_names import ID, Element, P, name, names
from engross.word.tags.compilation_unit import CompilationUnit, StoryTree
from engross.word.tags.lift import has_marks
from engross.word.tags.notes_part import NotesPart
from engross.word.tags.source import write_source
from engross.word.tags.structure import Structure, settle_structure
from engross.word.tags.tag_table import CLOSINGS, MIDDLES, Tag, Tags, is_mark, number_of

_NOTES = {"footnotes": name("w:footnote"), "endnotes": name("w:endnote")}
_REFERENCES = {"footnotes": name("w:footnoteReference"), "endnotes": name("w:endnoteReference")}
_SIGNS = names("w:footnoteRef", "w:endnoteRef", "w:tab", "w:br")
_CHOOSING = frozenset({"if", "for"})
_EMPTY = ("all words of this note stand in a condition or a loop: where it gives none, the document has an empty note",
          "put the sign of the note in the text into the same {% if … %} or {% for … %}")  # fmt: skip


class _Note(Struct, frozen=True):
    """One note at its reference: a tree of its own, settled."""

    reference: Element
    root: Element
    structure: Structure


class SettledNotes(Struct, frozen=True):
    """The notes of a part at their references in the body; `is_new` says whether each document has its own."""

    tree: StoryTree
    notes: list[_Note]
    is_new: bool


def settle_notes(tree: StoryTree, unit: CompilationUnit, body: Structure) -> SettledNotes:
    """Settle each footnote, or each endnote, as it stands at its reference in the body.

    `tree` is the notes part with its tags found, `body` what became of the body.
    """
    kind, within = tree.story.kind, body.within or {}
    notes = {node.get(ID): node for node in tree.root.iterchildren(_NOTES[kind])}
    settled: list[_Note] = []
    for reference in list(unit.body.iter(_REFERENCES[kind])):
        note = notes.get(reference.get(ID))
        if note is not None and not _is_apart(note):
            root = deepcopy(note)
            unit.places[tree.story.part].copy(note, root)
            unit.notes.append(root)
            around, first = within.get(reference, ()), next(root.iter(P), None)
            structure = settle_structure(tree.story.part, root, unit, around)
            outer = frozenset(unit.tags.tags[number_of(block.marks[0])].code for block in around)
            is_sound = structure.within is not None  # what is wrong with its blocks is told already
            if is_sound and first is not None and _may_be_empty(root, unit.tags, outer):
                unit.tags.report("note-left-empty", unit.places[tree.story.part].of(first), *_EMPTY, Severity.WARNING)
            settled.append(_Note(reference, root, structure))
    referred = [note.reference.get(ID) for note in settled]
    is_new = body.has_blocks or tree.story.part in unit.changed or len(set(referred)) < len(referred)
    return SettledNotes(tree, settled, is_new)


def _may_be_empty(note: Element, tags: Tags, outer: frozenset[str]) -> bool:
    """Whether all words of a note stand in conditions that nothing answers otherwise; `outer` are those around it."""
    opened: list[str] = []
    conditions: set[str] = set()
    for thing in seen(note):
        tag = tags.tags[number_of(thing.node)] if is_mark(thing.node) else None
        if tag is not None and tag.kind == "statement":
            if tag.word in MIDDLES:
                return False
            if tag.opens:
                opened.append(tag.code if tag.word in _CHOOSING else "")
            elif tag.word in CLOSINGS:
                opened.pop()
        elif tag is not None or thing.text.strip() or (not thing.text and thing.node.tag not in _SIGNS):
            first = next(filter(None, opened), "")
            if not first:
                return False
            conditions.add(first)
    return bool(conditions) and not conditions & outer


def inline_notes(settled: SettledNotes, unit: CompilationUnit) -> NotesPart | None:
    """Put the source of each note at its reference in the body.

    Return the part as it is written anew for each document, or None if nothing in the notes can change.
    """
    (story, root), notes = settled.tree, settled.notes
    has_references = bool(notes) or next(unit.body.iter(_REFERENCES[story.kind]), None) is not None
    if not has_references or not (settled.is_new or has_marks(root) or any(has_marks(note.root) for note in notes)):
        return None
    prefixes = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    for note in notes:
        source = write_source(note.root, unit.tags, note.structure.removed, unit.sites, unit.extents)
        inner = source.text[source.text.index(">") + 1 : source.text.rindex("</")]
        begins = unit.tags.tags[source.lines[0]].where if source.lines else partial(WordPlace, "", "", part=story.part)
        tag = Tag("note", "", story.kind, inner, partial(_without_tag, begins), ours=True, inner=source.lines)
        prefixes |= {prefix: uri for prefix, uri in note.root.nsmap.items() if prefix}
        note.reference.set(ID, f"\ufdd0{unit.tags.add(tag)}\ufdd1")
    etree.cleanup_namespaces(root, top_nsmap=prefixes, keep_ns_prefixes=list(prefixes))
    return _part(story.part, story.kind, root)


def _is_apart(note: Element) -> bool:
    """Whether this is a separator, which no text refers to."""
    return note.get(name("w:type")) not in {None, "normal"}


def _part(part: str, kind: str, root: Element) -> NotesPart:
    apart = [node for node in root.iterchildren(_NOTES[kind]) if _is_apart(node)]
    for note in list(root.iterchildren(_NOTES[kind])):
        if note not in apart:
            root.remove(note)
    root.text = root.text or "\n"  # so that it has an end of its own where no note is left
    whole = etree.tostring(root, encoding="unicode", with_tail=False)
    cut = whole.rindex("</")
    first = 1 + max((number_or(0, node.get(ID)) for node in apart), default=0)
    return NotesPart(part, _NOTES[kind].rpartition("}")[2], first, whole[:cut], whole[cut:])


def _without_tag(where: Callable[[], WordPlace]) -> WordPlace:
    """The place of a note: that of its first tag, without the tag."""
    return where()._replace(before="", tag="", after="")
