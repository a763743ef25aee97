"""The plan's footnotes, endnotes and comments → notes of the report under new ids, wherever they are referred to."""

from __future__ import annotations

import copy
from collections.abc import Callable

from lxml import etree

from engross.word.attach.namespaces import widen
from engross.word.attach.note_ids import first_free
from engross.word.attach.parts import PackageEditor, Parts
from engross.word.opc.xml_names import ID, NAMESPACES, PARA_ID, Element, P, make, name, w

KINDS = ("footnote", "endnote", "comment")
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_NSMAP = {"w": NAMESPACES["w"]}
_EXTENDED_ROOT = name("w15:commentsEx")
_EX_ID, _EX_PARENT = name("w15:paraId"), name("w15:paraIdParent")


class Notes:
    """Carries the notes that a story refers to; `settle` is what makes a note's own content fit.

    `around` are the blocks of the report before and behind the place; `commented` are the comments of the plan that
    came along.
    """

    def __init__(self, editor: PackageEditor, plan: Parts, settle: Callable[[Element, str, str], None]) -> None:
        self.editor = editor
        self.plan = plan
        self._settle_story = settle
        self.around: tuple[list[Element], list[Element]] = ([], [])
        self.commented: list[Element] = []

    def settle(self, story: Element) -> None:
        """Carry every note that a story refers to, and let the story name it by its new id."""
        for kind in KINDS:
            references = list(story.iter(w(f"{kind}Reference")))
            if references:
                new = self._carry(kind, [reference.get(ID, "") for reference in references])
                tags = [w(f"{kind}{end}") for end in ("Reference", "RangeStart", "RangeEnd")]
                for item in list(story.iter(*tags)):
                    _rename(item, new)

    def _carry(self, kind: str, keys: list[str]) -> dict[str, str]:
        source = self.plan.one(f"{kind}s")
        notes = {note.get(ID, ""): note for note in self.plan.root(source).iter(w(kind))} if source else {}
        wanted = [key for key in dict.fromkeys(keys) if key in notes]
        if not wanted:
            return {}
        target = self._part(kind)
        widen(self.editor, target, self.plan.root(source))
        root = self.editor.root(target)
        first = first_free(kind, root, *self.around, len(wanted))
        new = {key: str(first + place) for place, key in enumerate(wanted)}
        paragraphs: dict[str, str] = {}
        for key in wanted:
            note = copy.deepcopy(notes[key])
            note.set(ID, new[key])
            old_ids = [paragraph.get(PARA_ID, "") for paragraph in note.iter(P)]
            self._settle_story(note, source, target)
            paragraphs |= dict(zip(old_ids, (paragraph.get(PARA_ID, "") for paragraph in note.iter(P)), strict=True))
            self.editor.append(target, note)
        if kind == "comment":
            self.commented += [notes[key] for key in wanted]
            self._carry_threads(paragraphs)
        return new

    def _part(self, kind: str) -> str:
        name = self.editor.one(f"{kind}s")
        if name:
            return name
        root = etree.Element(w(f"{kind}s"), nsmap=_NSMAP)
        if kind != "comment":
            for key, role in (("-1", "separator"), ("0", "continuationSeparator")):
                note = etree.SubElement(root, w(kind), {w("type"): role, ID: key})
                run = etree.SubElement(etree.SubElement(note, P), w("r"))
                run.append(make(f"w:{role}"))
        return self.editor.add_word_part(f"{kind}s", root)

    def _carry_threads(self, paragraphs: dict[str, str]) -> None:
        """Which comment answers which, and which are settled ([MS-DOCX] 2.5.4.2)."""
        source = self.plan.one("commentsExtended")
        if not source:
            return
        told = [item for item in self.plan.root(source) if item.get(_EX_ID) in paragraphs]
        if not told:
            return
        target = self.editor.one("commentsExtended") or self.editor.add_word_part(
            "commentsExtended", etree.Element(_EXTENDED_ROOT, nsmap={"w15": NAMESPACES["w15"]}), _EXTENDED
        )
        for item in told:
            new = copy.deepcopy(item)
            new.set(_EX_ID, paragraphs[item.get(_EX_ID, "")])
            parent = paragraphs.get(item.get(_EX_PARENT, ""))
            new.attrib.pop(_EX_PARENT, "")
            if parent:
                new.set(_EX_PARENT, parent)
            self.editor.append(target, new)


def _rename(item: Element, new: dict[str, str]) -> None:
    key = new.get(item.get(ID, ""))
    parent = item.getparent()
    if key is not None:
        item.set(ID, key)
    elif parent is not None:
        parent.remove(item)
