"""A PDF as LibreOffice writes it → the same PDF without its small faults, and the same bytes in each run."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, PageCopyWarning, Pdf, PdfError, String

from engross.pdf import watermarks
from engross.pdf.core_properties import Properties
from engross.pdf.figures import fill_figures
from engross.pdf.files import NO_DATE
from engross.pdf.marked_text import MarkedText, marked_text
from engross.pdf.structure_tree import (
    Tags,
    elements,
    is_same_object,
    kids,
    link_element,
    number_tree,
    numbers,
)
from engross.pdf.tagging import decoration, loose_paths, titles
from engross.pdf.tagging.cell_lists import put_items_into_cells
from engross.pdf.tagging.labels import add_labels
from engross.pdf.tagging.links import join_links
from engross.pdf.tagging.row_headers import add_row_headers
from engross.pdf.written_pages import WrittenPage, text_of, written_pages
from engross.print_copy import PrintedTable

PRINT = 4
"""The flag of an annotation that is printed with the page; PDF/A and PDF/UA ask for it."""
SOURCE = "/SCRN_Source"
"""The entry of the catalog that says from what the PDF was made."""
_ICC_DATE = slice(24, 36)


class Mended(NamedTuple):
    """A PDF that was mended, and what gives the text of the marked content that it had before."""

    data: bytes
    texts: Callable[[], MarkedText]


def postprocess(
    data: bytes,
    properties: Properties,
    tables: Sequence[PrintedTable] = (),
    items: Sequence[int] = (),
) -> Mended:
    """Return the PDF `data`, as LibreOffice made it, mended, with these properties in it and no clock time.

    Mended are (ISO 14289-1): the tab order of pages (7.18.3), identifiers of notes (7.9), back-links of footnotes
    without a tag (7.18.1), links in pieces (7.18.5), pictures drawn as decoration and marks behind the text drawn as
    content (7.3), lines painted outside of every tag (7.1), labels of list items (7.6), lists that run through the
    cells of tables (7.5; `items` says where they stand), titles (7.4), rows that the first column of one of the
    `tables` names (7.5), and the print flag of annotations. Claims of PDF/UA and PDF/A stay as they are. The pages
    are read once for all of this.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        _pages(pdf)
        written = written_pages(pdf)
        texts = cache(lambda: marked_text(data) if written is None else text_of(written))
        if "/StructTreeRoot" in pdf.Root:
            tags = Tags(pdf.Root.StructTreeRoot)
            _paint(pdf, tags, written)
            titles.turn_into_headings(tags)
            add_labels(pdf, tags, texts)
            put_items_into_cells(pdf, tags, items)
            add_row_headers(tags, tables)
        _catalog(pdf, properties)
        if properties.source:
            pdf.Root[SOURCE] = String(properties.source)
        _metadata(pdf, properties)
        _colour_profiles(pdf)
        return Mended(save(pdf), texts)


def _paint(pdf: Pdf, tags: Tags, written: Sequence[WrittenPage] | None) -> None:
    """Mend the notes and links, and what is painted under a wrong tag or none; `written` are the pages as read."""
    _notes(pdf, tags)
    _back_links(pdf, tags)
    join_links(pdf, tags)
    decoration.turn_into_artifacts(pdf, tags)
    is_filled = fill_figures(pdf, tags)
    watermarks.turn_into_artifacts(pdf, tags, None if is_filled else written)
    loose_paths.turn_into_artifacts(pdf, written)


def source_of(data: bytes) -> str:
    """Return what a PDF says that it was made from; empty if it says nothing, or is no PDF."""
    try:
        with Pdf.open(BytesIO(data)) as pdf:
            return str(pdf.Root.get(SOURCE, ""))
    except (PdfError, ValueError, TypeError):
        return ""


def save(
    pdf: Pdf, least_version: str = "", streams: ObjectStreamMode = ObjectStreamMode.generate, version: str = ""
) -> bytes:
    """Return the bytes of `pdf`: neither clock nor chance shows in them. They are of this very `version`, if given."""
    for key in ("/DocChecksum", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    stream = BytesIO()
    with warnings.catch_warnings():
        # Said of fields that a form has lost: that is as it was in the file, and its readers see what they saw.
        warnings.simplefilter("ignore", PageCopyWarning)
        pdf.save(
            stream,
            deterministic_id=True,
            object_stream_mode=streams,
            min_version=least_version,
            force_version=version,
        )
    return stream.getvalue()


def _pages(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.Tabs = Name.S
        for annotation in page.obj.get("/Annots", Array()):
            annotation.F = int(annotation.get("/F", 0)) | PRINT


def _notes(pdf: Pdf, tags: Tags) -> None:
    """Give each note an identifier, and the tree its index of them."""
    index = []
    for number, note in enumerate(tags.of("/Note"), 1):
        note.ID = String(f"note{number:06}")
        index += [note.ID, note]
    if index:
        tags.root.IDTree = pdf.make_indirect(Dictionary(Names=Array(index)))


def _back_links(pdf: Pdf, tags: Tags) -> None:
    """Tag the links that lead from footnotes back to the text: each on its note's number, in the order of the page."""
    root = tags.root
    parents = numbers(root.get("/ParentTree"))
    notes = list(_numbers_of_notes(tags))
    for page in pdf.pages:
        loose = sorted((a for a in page.obj.get("/Annots", Array()) if "/StructParent" not in a), key=_from_the_top)
        here = [paragraph for paragraph in notes if is_same_object(paragraph.get("/Pg"), page.obj)]
        goals = here if len(loose) == len(here) else [kids(root)[0]] * len(loose)
        for annotation, parent in zip(loose, goals, strict=True):
            _tag(pdf, page.obj, annotation, parent, parents)
            tags.changed("/Link")
    root.ParentTree = number_tree(pdf, parents)
    root.ParentTreeNextKey = max(parents, default=-1) + 1


def _numbers_of_notes(tags: Tags) -> Iterator[Object]:
    """Yield the first element with content of each note: the paragraph that begins with the note's number."""
    for note in tags.of("/Note"):
        label = next((e for e in elements(note) if isinstance(next(iter(kids(e)), None), int)), None)
        if label is not None:
            yield label


def _tag(pdf: Pdf, page: Object, annotation: Object, parent: Object, parents: dict[int, Object]) -> None:
    """Put a link into `parent`: around the content that it begins with, if it does, else after all it holds."""
    held = kids(parent)
    number = [held.pop(0)] if isinstance(held[0], int) else []
    link = link_element(pdf, parent, page, annotation, number)
    parent.K = Array([link, *held] if number else [*held, link])
    for identifier in number:
        parents[int(page.StructParents)][identifier] = link
    annotation.StructParent = max(parents, default=-1) + 1
    parents[int(annotation.StructParent)] = link


def _from_the_top(annotation: Object) -> float:
    return -float(annotation.Rect[3])


def _catalog(pdf: Pdf, properties: Properties) -> None:
    if properties.language and "/Lang" not in pdf.Root:
        pdf.Root.Lang = String(properties.language)
    preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle = True
    pdf.Root.ViewerPreferences = preferences


def _metadata(pdf: Pdf, properties: Properties) -> None:
    """The same title, language and dates in the information dictionary and in the metadata stream."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as metadata:
        if properties.title:
            metadata["dc:title"] = properties.title
        if "/Lang" in pdf.Root:
            metadata["dc:language"] = {str(pdf.Root.Lang)}
        for key, date in (("xmp:CreateDate", properties.created), ("xmp:ModifyDate", properties.modified)):
            metadata.pop(key, None)
            if date:
                metadata[key] = date.isoformat()
    for key in ("/CreationDate", "/ModDate"):
        if (properties.created if key == "/CreationDate" else properties.modified) is None and key in pdf.docinfo:
            del pdf.docinfo[key]
    for name, text in properties.custom:
        if f"/{name}" not in pdf.docinfo:  # what the standard gives a meaning says what it says
            pdf.docinfo[f"/{name}"] = text


def _colour_profiles(pdf: Pdf) -> None:
    """Take the clock out of the colour profile that PDF/A carries (ICC.1, 7.2.8: six numbers of two bytes)."""
    for intent in pdf.Root.get("/OutputIntents", Array()):
        profile = intent.DestOutputProfile
        data = bytearray(profile.read_bytes())
        numbers_of_date = (NO_DATE.year, NO_DATE.month, NO_DATE.day, 0, 0, 0)
        data[_ICC_DATE] = b"".join(n.to_bytes(2, "big") for n in numbers_of_date)
        profile.write(bytes(data))
