"""The plan's stories → stories of the report: styles, lists, notes, ids, fields and media settled, in that order."""

from __future__ import annotations

from lxml import etree

from engross.problems import Refused
from engross.word.attach.choices import Choices, Headers
from engross.word.attach.fields import settle as settle_fields
from engross.word.attach.ids import Ids
from engross.word.attach.media import Media, ids_in
from engross.word.attach.notes import Notes
from engross.word.attach.numbering import Lists
from engross.word.attach.parts import PackageEditor, Parts
from engross.word.attach.refusals import unresolved_ids
from engross.word.attach.sections import FOOTER, HEADER
from engross.word.attach.styles import ReportStyles, StyleImporter
from engross.word.opc.package import serialise
from engross.word.opc.xml_names import NAMESPACES, R_ID, TBL, Element, P, w

_BOUND = ("w:sdtPr/w:dataBinding", "w:sdtPr/w15:dataBinding", "w:sdtPr/w:placeholder")


class Importer:
    """All that carries one plan into one report."""

    def __init__(self, editor: PackageEditor, report: ReportStyles, plan: Parts, choices: Choices, mark: str) -> None:
        self.editor = editor
        self.mark = mark
        self.plan = plan
        self.choices = choices
        self.ids = Ids(editor)
        self.media = Media(editor, plan)
        self.lists = Lists(editor, plan, self.media)
        self.styles = StyleImporter(editor, report, plan, choices.look)
        self.styles.list_of = self.lists.find
        self.lists.style_of = self.styles.find
        self.notes = Notes(editor, plan, self.settle_story)
        self._headers: dict[str, str] = {}
        for _, root in plan.stories():
            self.ids.know_names(root)

    def settle_body(self, body: Element) -> None:
        """Make the plan's body fit, its headers and notes carried along."""
        for use in list(body.iterfind(".//w:sectPr/w:printerSettings", NAMESPACES)):
            _remove(use)
        if self.choices.headers is Headers.REPORT:
            for item in list(body.iterfind(".//w:sectPr/*", NAMESPACES)):
                if item.tag in {HEADER, FOOTER, w("titlePg")}:
                    _remove(item)
        self.settle_story(body, self.plan.main, self.editor.main)
        for reference in body.iter(HEADER, FOOTER):
            reference.set(R_ID, self.header(reference.get(R_ID, "")))

    def settle_story(self, story: Element, source: str, target: str) -> None:
        """Make a note of the plan's part `source` fit for the report's part `target`."""
        self.notes.settle(story)
        self._settle(story)
        problems = unresolved_ids(self.plan, source, ids_in(story))
        if problems:
            raise Refused(problems)
        self.media.relink(story, source, target)

    def header(self, key: str) -> str:
        """Return the document's relationship to the report's copy of a header or footer of the plan."""
        rel = self.plan.relationships(self.plan.main).get(key)
        if rel is None:
            raise Refused(unresolved_ids(self.plan, self.plan.main, {key}))
        if rel.target not in self._headers:
            root = self.plan.root(rel.target)
            self._settle(root)
            if len(root) and root[-1].tag == TBL:
                etree.SubElement(root, P)  # LibreOffice drops what follows a header that ends in a table
            name = self.editor.free_name(rel.target)
            self.editor.add(name, serialise(root), self.plan.content_type(rel.target))
            self.media.copy_relationships(rel.target, name)
            self._headers[rel.target] = self.editor.relate(self.editor.main, rel.type, name)
        return self._headers[rel.target]

    def _settle(self, story: Element) -> None:
        for path in _BOUND:
            for item in list(story.iterfind(f".//{path}", NAMESPACES)):
                _remove(item)
        settle_fields(story, self.ids.rename, self.mark, self.styles.down)
        self.styles.settle(story)
        self.lists.settle(story)
        self.ids.settle(story)


def _remove(item: Element) -> None:
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)
