"""A Word document → the copy of it that LibreOffice converts, and what its PDF has to say. The document stays as it is.

The copy mends what LibreOffice would do otherwise than Word: pages of contents, rows that nobody sees, decoration, long
tables with text around them, captions, the forms of page numbers, the numbers and the order of notes and references to
them, page breaks within items of lists, content controls, and the looks of character styles in tables.
"""

from __future__ import annotations

from collections.abc import Callable

from engross.print_copy import PrintCopy
from engross.problems import Refused
from engross.word.model.formatting.toggles import Toggles
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package, serialise
from engross.word.opc.relationships import main_part
from engross.word.opc.stories import may_hold, word_parts
from engross.word.opc.xml_names import Element
from engross.word.printed.broken_items import part_broken_items
from engross.word.printed.captions import FIELDS, settle_captions
from engross.word.printed.contents import open_contents
from engross.word.printed.controls import free_of_controls
from engross.word.printed.decoration import mark_decoration, undescribed
from engross.word.printed.floating import set_long_tables_in_line
from engross.word.printed.hidden_rows import without_unseen_rows
from engross.word.printed.note_forms import number_notes_by_sections
from engross.word.printed.note_order import set_notes_in_order
from engross.word.printed.note_targets import lead_to_notes
from engross.word.printed.page_forms import settle_page_forms
from engross.word.printed.styled_runs import settle_styled_runs
from engross.word.printed.tables import items_by_place, printed_tables
from engross.word.printed.text import printed_text

_NOTES = (b"footnoteReference", b"endnoteReference")
_MENDED = (b"TOC", b"vanish", b"rStyle", b"decorative", b"tblpPr", b'"page"', b"sdtContent", *_NOTES, *FIELDS)
"""One of these words stands in each body that has something to mend."""


def for_conversion(data: bytes) -> PrintCopy:
    """Return the copy of a document that is to be converted, with what its PDF has to say.

    The copy has the same bytes if there is nothing to mend. What cannot be read is left to the converter to tell of.
    """
    try:
        package = Package.open(data)
        main = main_part(package)
        text = printed_text(package)
        stored = package.read(main)
        root = package.xml(main) if may_hold(stored, *_MENDED) else package.look(main)
    except (Refused, KeyError):
        return PrintCopy(data)
    silent = undescribed(root) if may_hold(stored, b"drawing", b"pict") else ()
    changes = _mended(root, package, stored)
    tables = printed_tables(root)
    items = items_by_place(root, StyleSheet.of(package)) if tables else ()
    if may_hold(stored, b"TOC"):
        changes += open_contents(root)
    if may_hold(stored, *FIELDS):
        changes += settle_captions(root) + settle_page_forms(root)
    others = _others(package, main)
    styles = StyleSheet.of(package)
    changed = {
        part
        for part, story in others.items()
        if settle_captions(story) + settle_page_forms(story) + settle_styled_runs(story, styles)
    }
    if lead_to_notes({main: root, **others}, package):
        changed |= {main, *others}
    if may_hold(stored, *_NOTES):
        changes += number_notes_by_sections(root, package)
        changed |= set_notes_in_order(package, root, others)
    changed |= {main} if changes else set()
    parts = {part: serialise(story) for part, story in {main: root, **others}.items() if part in changed}
    copy = bytes(package.replace(parts)) if parts else data
    return PrintCopy(copy, tables, text, items=items if any(items) else (), undescribed=silent)


def _mended(root: Element, package: Package, stored: bytes) -> int:
    """Mend what LibreOffice would show otherwise in the body; return how many places there were."""
    steps: tuple[tuple[bytes, Callable[[], int]], ...] = (
        (b"vanish", lambda: without_unseen_rows(root, Toggles(StyleSheet.of(package)))),
        (b"decorative", lambda: mark_decoration(root)),
        (b"tblpPr", lambda: set_long_tables_in_line(root)),
        (b"sdtContent", lambda: free_of_controls(root, StyleSheet.of(package))),
        (b'"page"', lambda: part_broken_items(root, package)),
        (b"rStyle", lambda: settle_styled_runs(root, StyleSheet.of(package))),
    )
    return sum(step() for word, step in steps if may_hold(stored, word))


def _others(package: Package, main: str) -> dict[str, Element]:
    """The parts other than the body that may hold fields or bookmarks, to be changed."""
    words = (*FIELDS, b"bookmarkStart", b"rStyle")
    parts = (part for part in word_parts(package) if part != main and may_hold(package.read(part), *words))
    return {part: package.xml(part) for part in parts}
