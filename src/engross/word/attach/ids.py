"""The ids and names in the plan's stories → ones that nothing in the report has."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property

from engross.word.attach.parts import PackageEditor
from engross.word.opc.numbers import number_or
from engross.word.opc.xml_names import ID, NAMESPACES, PARA_ID, Element, P, name, val, w

START, END, NAME = w("bookmarkStart"), w("bookmarkEnd"), w("name")
_PERMISSIONS = (w("permStart"), w("permEnd"))
_DRAWING = name("wp:docPr")
_LONGEST_NAME = 40
VML_NAMES = "{urn:schemas-microsoft-com:vml}*"
_CONTROL_ID = w("id")
_OBJECT_ID = "ObjectID"
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"


class Ids:
    """Gives out bookmark, permission, drawing, control and paragraph ids that are free in the report."""

    def __init__(self, report: PackageEditor) -> None:
        self.marks = 0
        self.drawings = 0
        self.permissions = 0
        self.names: set[str] = set()
        self.controls: set[str] = set()
        self.shapes: set[str] = set()
        self._report = report
        self.objects: set[str] = set()
        for _, root in report.stories():
            self._know(root)
        self._renamed: dict[str, str] = {}

    def _know(self, root: Element) -> None:
        for item in root.iter(START, _DRAWING, *_PERMISSIONS, _OBJECT, _CONTROL_ID, VML_NAMES):
            if item.tag == START:
                self.names.add(item.get(NAME, "").lower())
                self.marks = max(self.marks, _number(item.get(ID, "")))
            elif item.tag == _DRAWING:
                self.drawings = max(self.drawings, _number(item.get("id", "")))
            elif item.tag in _PERMISSIONS:
                self.permissions = max(self.permissions, _number(item.get(ID, "")))
            elif item.tag == _OBJECT:
                self.objects.add(item.get(_OBJECT_ID, ""))
            elif item.tag == _CONTROL_ID:
                self.controls.add(val(item))
            else:
                self.shapes.add(item.get("id", ""))

    @cached_property
    def paragraphs(self) -> set[str]:
        """The ids of the report's paragraphs and rows; they are many, and asked for only if the plan has some."""
        own = {item.get(PARA_ID, "") for _, root in self._report.stories() for item in root.iter(P, w("tr"))}
        return own | self._report.kept.paragraph_ids()

    def rename(self, name: str) -> str:
        """Return what a bookmark of the plan is called in the report."""
        return self._renamed.get(name.lower(), name)

    def know_names(self, story: Element) -> None:
        """Choose the names of the bookmarks in a story of the plan, before any reference is changed."""
        for mark in story.iter(START):
            name = mark.get(NAME, "")
            new, turn = name, 1
            while new.lower() in self.names:
                turn += 1
                new = f"{name[: _LONGEST_NAME - 4]}_{turn}"
            self.names.add(new.lower())
            self._renamed[name.lower()] = new

    def free_name(self, wanted: str) -> str:
        """Return a bookmark name that is free, and taken from now on."""
        new, turn = wanted, 1
        while new.lower() in self.names:
            turn += 1
            new = f"{wanted[: _LONGEST_NAME - 4]}_{turn}"
        self.names.add(new.lower())
        return new

    def mark_id(self) -> str:
        """Return a free bookmark id."""
        self.marks += 1
        return str(self.marks)

    def settle(self, story: Element) -> None:
        """Give everything in a story of the plan an id of its own."""
        self._settle_ranges(story)
        self._settle_shapes(story)
        for item in story.iter(_OBJECT):
            key = item.get(_OBJECT_ID)
            if key is not None:
                item.set(_OBJECT_ID, self._fresh(key, self.objects, lambda number: f"_{number}"))
        for item in story.iter(_DRAWING):
            self.drawings += 1
            item.set("id", str(self.drawings))
        for item in story.iterfind(".//w:sdtPr/w:id", NAMESPACES):
            item.set(w("val"), self._control(val(item)))
        for item in story.iter(P, w("tr")):
            key = item.get(PARA_ID)
            if key is not None:
                item.set(PARA_ID, self.paragraph(key))
        for link in story.iter(w("hyperlink")):
            anchor = link.get(w("anchor"))
            if anchor:
                link.set(w("anchor"), self.rename(anchor))

    def _settle_shapes(self, story: Element) -> None:
        """Rename old drawings and what names them: shapes their types, embedded objects and controls their shapes."""
        new: dict[str, str] = {}
        for item in story.iter(VML_NAMES):
            old = item.get("id")
            if old:
                new[old] = self._free(old, self.shapes)
                item.set("id", new[old])
        for item in story.iter(VML_NAMES) if new else ():
            kind = item.get("type", "")
            if kind[1:] in new:
                item.set("type", f"#{new[kind[1:]]}")
        for item in story.iter(_OBJECT, w("control")) if new else ():
            for key in ("ShapeID", w("shapeid")):
                if item.get(key) in new:
                    item.set(key, new[item.get(key, "")])

    @staticmethod
    def _free(wanted: str, taken: set[str]) -> str:
        new, turn = wanted, 1
        while new in taken:
            turn += 1
            new = f"{wanted}_{turn}"
        taken.add(new)
        return new

    def _settle_ranges(self, story: Element) -> None:
        new: dict[str, str] = {}
        for mark in story.iter(START, END):
            old = mark.get(ID, "")
            if mark.tag == START:
                new[old] = self.mark_id()
                mark.set(NAME, self.rename(mark.get(NAME, "")))
            mark.set(ID, new.get(old, old))
        permitted: dict[str, str] = {}
        for item in story.iter(*_PERMISSIONS):
            old = item.get(ID, "")
            if old not in permitted:
                self.permissions += 1
                permitted[old] = str(self.permissions)
            item.set(ID, permitted[old])

    def _control(self, wanted: str) -> str:
        return self._fresh(wanted, self.controls, str)

    def paragraph(self, wanted: str) -> str:
        """Return a paragraph id like this one that is free, over zero and below 0x80000000 ([MS-DOCX] 2.6.2.3)."""
        return self._fresh(wanted, self.paragraphs, lambda number: f"{number:08X}")

    @staticmethod
    def _fresh(wanted: str, taken: set[str], write: Callable[[int], str]) -> str:
        new, turn = wanted, 0
        while new in taken:
            turn += 1
            digest = hashlib.sha256(f"{wanted} {turn}".encode()).digest()
            new = write(int.from_bytes(digest[:4], "big") % 0x7FFFFFFE + 1)
        taken.add(new)
        return new


def _number(text: str) -> int:
    return number_or(0, text)
