"""A report that carries an appendix from an earlier run → the report as it was before that run."""

from __future__ import annotations

from lxml import etree

from engross.word.attach.extraction import Extracted, take_out
from engross.word.attach.media import ids_in
from engross.word.attach.notes import KINDS
from engross.word.attach.parts import PackageEditor
from engross.word.attach.record import Record, erase, read_all
from engross.word.attach.sections import FOOTER, HEADER
from engross.word.opc.used_parts import NAMED, named_ids
from engross.word.opc.xml_names import ID, NAMESPACES, PARA_ID, R_ID, Element, P, name, val, w

_EX_ID = name("w15:paraId")
_STYLE_USES = tuple(map(w, ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")))


def without_appendix(editor: PackageEditor, mark: str) -> PackageEditor:
    """Return an editor of the report without the appendix that has this mark, and what only that used.

    Without a mark, only records go whose appendix somebody has deleted since.
    """
    marks = editor.marks
    gone = [record for record in read_all(editor) if record.mark == mark or record.mark not in marks]
    reachable = _reachable(editor) if gone or mark else set()
    unnamed = _unnamed(editor) if reachable else set()
    if mark:
        _remove(editor, next((record for record in gone if record.mark == mark), Record(mark=mark)))
    for record in gone:
        erase(editor, record)
    for key in sorted(_unnamed(editor) - unnamed) if reachable else ():
        editor.unrelate(editor.main, key)
    for part in reachable - _reachable(editor) if reachable else ():
        editor.drop(part)
    return PackageEditor(editor.written(), editor.kept) if reachable else editor


def _remove(editor: PackageEditor, record: Record) -> None:
    extracted = take_out(editor.edit(editor.main).find(w("body")), record, record.mark)  # type: ignore[arg-type]  # validate found the body
    notes = _remove_notes(editor, extracted)
    _remove_relationships(editor, editor.main, extracted.blocks, extracted.section)
    styles = _remove_styles(editor, record)
    _remove_lists(editor, [*extracted.blocks, *notes, *styles])
    _remove_created(editor, record)


def _reachable(editor: PackageEditor) -> set[str]:
    """The parts that relationships lead to, from the package on."""
    reached: set[str] = set()
    left = [""]
    while left:
        source = left.pop()
        targets = {rel.target for rel in editor.relationships(source).values() if not rel.external}
        left += sorted(targets - reached)
        reached |= targets
    return reached


def _unnamed(editor: PackageEditor) -> set[str]:
    """The relationships of the body that mean nothing, as it does not name them: a header of no section, for one."""
    there = named_ids(etree.tostring(editor.root(editor.main)))
    return {
        rel.id
        for rel in editor.relationships(editor.main).values()
        if rel.kind in NAMED and rel.kind != "diagramDrawing" and rel.id not in there
    }


def _remove_notes(editor: PackageEditor, extracted: Extracted) -> list[Element]:
    """Remove the notes that only the appendix refers to, and return them."""
    gone: list[Element] = []
    for kind in KINDS:
        part, tag = editor.one(f"{kind}s"), w(f"{kind}Reference")
        ids = {item.get(ID, "") for block in extracted.blocks for item in block.iter(tag)}
        ids -= {item.get(ID, "") for item in editor.body.iter(tag)}
        if part and ids:
            root = editor.edit(part)
            notes = [note for note in root.iter(w(kind)) if note.get(ID) in ids]
            for note in notes:
                root.remove(note)
            _remove_relationships(editor, part, notes, None)
            gone += notes
    _remove_threads(editor, gone)
    return gone


def _remove_threads(editor: PackageEditor, notes: list[Element]) -> None:
    ids = {paragraph.get(PARA_ID) for note in notes for paragraph in note.iter(P)} - {None}
    part = editor.one("commentsExtended")
    for item in list(editor.root(part)) if part and ids else ():
        if item.get(_EX_ID) in ids:
            editor.edit(part).remove(item)


def _remove_relationships(editor: PackageEditor, part: str, gone: list[Element], section: Element | None) -> None:
    """Remove the relationships of a part that only what is gone has used."""
    pieces = [*gone, *([section] if section is not None else [])]
    used = {key for piece in pieces for key in _all_ids(piece)}
    left = _all_ids(editor.root(part))
    drawings = _drawings_of_diagrams(editor, part, used - left)
    for key in sorted((used - left) | drawings):
        if key in editor.relationships(part):
            editor.unrelate(part, key)


def _all_ids(story: Element) -> set[str]:
    return ids_in(story) | {item.get(R_ID, "") for item in story.iter(HEADER, FOOTER)}


def _drawings_of_diagrams(editor: PackageEditor, part: str, keys: set[str]) -> set[str]:
    """The relationships to drawings that diagrams among these parts name in their data."""
    drawings: set[str] = set()
    for key in keys:
        rel = editor.relationships(part).get(key)
        if rel is not None and rel.kind == "diagramData":
            drawings |= {
                str(item.get("relId")) for item in editor.root(rel.target).iter(etree.Element) if item.get("relId")
            }
    return drawings


def _remove_styles(editor: PackageEditor, record: Record) -> list[Element]:
    """Remove imported styles, unless the report has come to use them since, and return them."""
    part = editor.one("styles")
    if not part or not record.styles:
        return []
    root = editor.edit(part)
    ours = [style for style in root.iter(w("style")) if style.get(w("styleId")) in record.styles]
    for style in ours:
        root.remove(style)
    used = {val(use) for _, story in [*editor.stories(), (part, root)] for use in story.iter(*_STYLE_USES)}
    used |= {style.get(w("styleId"), "") for style in ours if editor.kept.names(style.get(w("styleId"), ""))}
    gone = ours
    while kept := [style for style in gone if style.get(w("styleId")) in used]:
        root.extend(kept)
        gone = [style for style in gone if style not in kept]
        used = {val(use) for style in kept for use in style.iter(*_STYLE_USES)}
    return gone


def _remove_lists(editor: PackageEditor, gone: list[Element]) -> None:
    """Remove the lists that only what is gone has used, and their definitions."""
    part = editor.one("numbering")
    if not part:
        return
    path = ".//w:numPr/w:numId"
    styles = editor.one("styles")
    left = {val(use) for _, root in editor.stories() for use in root.iterfind(path, NAMESPACES)}
    left |= {val(use) for use in editor.root(styles).iterfind(path, NAMESPACES)} if styles else set()
    ours = {val(use) for piece in gone for use in piece.iterfind(path, NAMESPACES)} - left - {"0"}
    root = editor.root(part)
    numbers = [number for number in root.iterfind(w("num")) if number.get(w("numId")) in ours]
    definitions = {val(number.find(w("abstractNumId"))) for number in numbers}
    for number in numbers:
        editor.edit(part).remove(number)
    definitions -= {val(item) for item in root.iterfind("w:num/w:abstractNumId", NAMESPACES)}
    removed = [item for item in root.iterfind(w("abstractNum")) if item.get(w("abstractNumId")) in definitions]
    for definition in removed:
        root.remove(definition)
    bullets = {val(item) for definition in removed for item in definition.iter(w("lvlPicBulletId"))}
    bullets -= {val(item) for item in root.iter(w("lvlPicBulletId"))}
    pictures = [item for item in root.iterfind(w("numPicBullet")) if item.get(w("numPicBulletId")) in bullets]
    for picture in pictures:
        root.remove(picture)
    _remove_relationships(editor, part, pictures, None)


def _remove_created(editor: PackageEditor, record: Record) -> None:
    """Remove the parts that did not exist before, if nothing but separators is left in them."""
    for rel in list(editor.relationships(editor.main).values()):
        if rel.target in record.parts and rel.target in editor and not _has_more(editor.root(rel.target)):
            editor.unrelate(editor.main, rel.id)


def _has_more(root: Element) -> bool:
    return any(item.get(w("type")) is None for item in root)
