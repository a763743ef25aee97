"""A Word file → what it says, in order, as its PDF has to say it: see `engross.print_copy.PrintedText`.

What Word does not store stands as a gap: labels of lists, numbers of notes and pages, equations, signs of symbol fonts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from engross.print_copy import GAP, PrintedText
from engross.word.model.fields import FIELD_CHARACTER, FIELD_TYPE, INSTRUCTION, SIMPLE, first_word
from engross.word.model.formatting.toggles import Toggles
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part, main_part
from engross.word.opc.stories import may_hold, word_parts
from engross.word.opc.xml_names import ID, NAMESPACES, PPR, RPR, Element, P, R, T, ancestor, name, names
from engross.word.prepare.tracked_changes import tracked_changes
from engross.word.printed.margins import page_margins
from engross.word.printed.tables import is_numbered

_BOX, _CHOICE, _ALTERNATIVES = name("w:txbxContent"), name("mc:Choice"), name("mc:AlternateContent")
_GAPS = names("w:sym", "m:oMath", "w:pgNum", "w:footnoteRef", "w:endnoteRef", "w:rt", "w:object")
_SPACES = names("w:tab", "w:ptab", "w:br", "w:cr")
_NOTES = {name("w:footnoteReference"): "footnotes", name("w:endnoteReference"): "endnotes"}
_UNSEEN = {PPR, RPR, *names("w:tblPr", "w:trPr", "w:tcPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:tblGrid")}
_NUMBERS = frozenset(
    "PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF NOTEREF LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT SYMBOL EQ FORMDROPDOWN "
    "FORMCHECKBOX MACROBUTTON GOTOBUTTON ADVANCE".split()
)
"""The fields whose results are counted where they are shown, or drawn: what Word stored is not compared."""
_CONTENTS = "TOC"
"""The field whose lines get page numbers in the copy that is converted, if they have none."""
_NO_BREAK_HYPHEN = name("w:noBreakHyphen")


def printed_text(package: Package) -> PrintedText | None:
    """Return what a Word file says; None for one with tracked changes, of which a PDF shows both sides."""
    main = main_part(package)
    root = package.look(main)
    if tracked_changes(root):
        return None
    reading = _Reading(StyleSheet.of(package), _hides(package))
    reading.read(root)
    notes = _Reading(reading.styles, reading.is_hidden)
    for kind in ("footnotes", "endnotes"):
        held = _notes(package, kind)
        for number in reading.notes[kind]:
            if number in held:
                notes.pieces.append(GAP)
                notes.read(held[number])

    def read_margin(story: Element) -> str | None:
        margin = _Reading(reading.styles, reading.is_hidden)
        margin.read(story)
        return None if margin.boxes or tracked_changes(story) else "".join(margin.pieces)

    first_margins, margins = page_margins(package, main, read_margin)
    boxes = "".join((*reading.boxes, *notes.boxes))
    return PrintedText("".join(reading.pieces), "".join(notes.pieces), boxes, first_margins, margins)


def _hides(package: Package) -> Callable[[Element], bool]:
    """Return what says of a run whether it is hidden; quick if nothing in the file is."""
    if not any(may_hold(package.read(part), b"vanish") for part in word_parts(package)):
        return lambda _run: False
    toggles = Toggles(StyleSheet.of(package))

    def is_hidden(run: Element) -> bool:
        paragraph = ancestor(run, P)
        return paragraph is not None and toggles.is_hidden(run, paragraph)

    return is_hidden


def _notes(package: Package, kind: str) -> Mapping[str, Element]:
    part = document_part(package, kind)
    root = package.look(part) if part is not None and part in package else ()
    return {note.get(ID, ""): note for note in root}


class _Field(Struct):
    """A field that is open: what its instruction says so far, whether its result is reached, and whether it counts."""

    instruction: str = ""
    is_result: bool = False


class _Reading(Struct):
    """A story that is being read: pieces of its text and of its text boxes so far, and the notes that it refers to."""

    styles: StyleSheet
    is_hidden: Callable[[Element], bool]
    pieces: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=lambda: {"footnotes": [], "endnotes": []})
    fields: list[_Field] = field(default_factory=list)

    def read(self, element: Element) -> None:
        """Read what stands in an element, in its order."""
        for node in element.iterchildren("*"):
            tag = str(node.tag)
            if tag == P:
                self._read_paragraph(node)
            elif tag == R:
                if not self.is_hidden(node):
                    self.read(node)
            elif tag == _ALTERNATIVES:
                choice = next(node.iterchildren(_CHOICE), None)
                self.read(node if choice is None else choice)
            elif tag == SIMPLE:
                self._begin(node.get(name("w:instr"), ""), is_result=True)
                self.read(node)
                self.fields.pop()
            elif tag not in _UNSEEN and not self._read_sign(node, tag):
                self.read(node)

    def _read_paragraph(self, paragraph: Element) -> None:
        outside = self.pieces
        if _is_framed(paragraph):
            self.pieces = self.boxes
        if is_numbered(paragraph, self.styles):
            self.pieces.append(GAP)
        self.read(paragraph)
        self.pieces.append(
            f"{GAP}\n" if any(first_word(each.instruction) == _CONTENTS for each in self.fields) else "\n"
        )
        self.pieces = outside

    def _read_sign(self, node: Element, tag: str) -> bool:
        """Read an element that is a text, or a sign of its own; return False for one that holds others."""
        if tag == T:
            self._say(node.text or "")
        elif tag in _SPACES:
            self._say(" ")
        elif tag == _NO_BREAK_HYPHEN:
            self._say("-")
        elif tag in _GAPS:
            self._say(GAP)
        elif tag in _NOTES:
            self._say(GAP)
            self.notes[_NOTES[tag]].append(node.get(ID, ""))
        elif tag == FIELD_CHARACTER:
            self._follow(node.get(FIELD_TYPE, ""))
        elif tag == INSTRUCTION:
            if self.fields and not self.fields[-1].is_result:
                self.fields[-1].instruction += node.text or ""
        elif tag == _BOX:
            self._read_box(node)
        else:
            return False
        return True

    def _read_box(self, box: Element) -> None:
        inner = _Reading(self.styles, self.is_hidden, notes=self.notes)
        inner.read(box)
        self.boxes += [*inner.pieces, *inner.boxes]

    def _say(self, text: str) -> None:
        if all(each.is_result and not _counts(each) for each in self.fields):
            self.pieces.append(text)

    def _begin(self, instruction: str, *, is_result: bool) -> None:
        self.fields.append(_Field(instruction, is_result))
        if is_result:
            self._count()

    def _count(self) -> None:
        """Leave a gap for a field that counts, in its place."""
        if _counts(self.fields[-1]):
            counting = self.fields.pop()
            self._say(GAP)
            self.fields.append(counting)

    def _follow(self, kind: str) -> None:
        if kind == "begin":
            self._begin("", is_result=False)
        elif kind == "separate" and self.fields and not self.fields[-1].is_result:
            self.fields[-1].is_result = True
            self._count()
        elif kind == "end" and self.fields:
            if not self.fields[-1].is_result:
                self._count()
            ended = self.fields.pop()
            if first_word(ended.instruction) == _CONTENTS:
                self._say(GAP)  # the page of the last line, which ends with the field


def _counts(each: _Field) -> bool:
    return first_word(each.instruction) in _NUMBERS


def _is_framed(paragraph: Element) -> bool:
    """Return whether a paragraph stands in a frame; a drop cap does not."""
    frame = paragraph.find("w:pPr/w:framePr", NAMESPACES)
    return frame is not None and frame.get(name("w:dropCap"), "none") == "none"
