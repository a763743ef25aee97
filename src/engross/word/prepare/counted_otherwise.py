"""A template → what Word counts one way and a PDF another: each told, with what to write in its place.

The Word file is right; LibreOffice, which makes the PDF, does not know these settings of ECMA-376, part 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engross.problems import Place, Problem, Severity
from engross.word.model.list_labels import ListLabels
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part, main_part
from engross.word.opc.stories import word_parts
from engross.word.opc.xml_names import SECTPR, Element, P, name, value
from engross.word.prepare.counted_pages import page_forms
from engross.word.prepare.field_fates import placed_fields
from engross.word.prepare.unfinished import read_stories

_NOTES = {"footnotes": (name("w:footnotePr"), name("w:footnoteReference")),
          "endnotes": (name("w:endnotePr"), name("w:endnoteReference"))}  # fmt: skip
_SIGNS = (b"\\p", b"\\*", b"\\#")
"""What stands in the codes of fields that may be shown otherwise."""
_WITH_NUMBER = re.compile(r"\\[nrw]\b", re.IGNORECASE)
_OTHER_PICTURE = re.compile(r'\\#(?!\s*"?[#0,]*[#0]"?(?:\s|$))')
"""A picture of more than digits and the commas of thousands."""
_WITH_DIRECTION = re.compile(r"\\p\b", re.IGNORECASE)


def counted_otherwise(package: Package) -> Iterator[Problem]:
    """Tell what a PDF of a document made of a template will count otherwise than Word does."""
    body = package.look(main_part(package))
    yield from _running_levels(package)
    yield from _notes(package, body)
    yield from _fields(package, body)


def _problem(place: Place, message: str, hint: str) -> Problem:
    return Problem("counted-otherwise", place, message, hint, Severity.WARNING)


def _running_levels(package: Package) -> Iterator[Problem]:
    """Levels of lists that never begin anew (17.9.10); each list is told at its first such item."""
    labels = ListLabels.of(package)
    running = {
        (number, level)
        for number, definition in labels.lists.items()
        for level, form in enumerate(labels.definitions.get(definition, ()))
        if level and form.runs_on
    }
    if not running:
        return
    sheet = StyleSheet.of(package)
    for _, root, places in read_stories(package):
        for paragraph in root.iter(P):
            item = labels.place_of(paragraph, sheet)
            if item in running:
                running.remove(item)
                yield _problem(places.of(paragraph), "this level of the list never begins anew in Word, and its "
                               "PDF begins it anew after each item above it",
                               "number these items by a list of one level (Home, Multilevel List)")  # fmt: skip


def _notes(package: Package, body: Element) -> Iterator[Problem]:
    """Notes that begin anew on each page or in each section (17.11.19), or stand at its end (17.11.21)."""
    settings = document_part(package, "settings")
    roots = [body, *([package.look(settings)] if settings is not None and settings in package else [])]
    has_sections = len(list(body.iter(SECTPR))) > 1
    for kind, (properties, reference) in _NOTES.items():
        nodes = [node for root in roots for node in root.iter(properties)]
        restarts, ends = ({value(node, key) for node in nodes} for key in ("w:numRestart", "w:pos"))
        marks = list(body.iter(reference))
        paragraph = next(marks[0].iterancestors(P), None) if marks else None
        if paragraph is None:
            continue
        _, _, places = next(read_stories(package))
        is_many = len(marks) > 1 or b"endfor" in package.read(main_part(package))
        if ("eachSect" in restarts and has_sections) or ("eachPage" in restarts and is_many):
            where = "in each section" if "eachSect" in restarts else "on each page"
            message = f"the numbers of {kind} begin anew {where} in Word, and run on in the PDF"
            hint = "let them run on (References, the small arrow at Footnotes, Numbering: Continuous)"
            yield _problem(places.of(paragraph), message, hint)
        if kind == "endnotes" and "sectEnd" in ends and has_sections:
            message = "endnotes stand at the end of each section in Word, and at the end of the document in the PDF"
            hint = "let them stand at the end of the document (References, the small arrow at Footnotes, Endnotes)"
            yield _problem(places.of(paragraph), message, hint)


def _fields(package: Package, body: Element) -> Iterator[Problem]:
    """The forms of page numbers, their count where they begin anew (17.6.12), numbers with "above" and "below"."""
    numbers = [section.find(name("w:pgNumType")) for section in body.iter(SECTPR)]
    begins_anew = any(number is not None and number.get(name("w:start")) is not None for number in numbers[1:])
    has_forms = any(sign in package.read(part) for part in word_parts(package) for sign in _SIGNS)
    fields = list(placed_fields(package)) if has_forms or any(number is not None for number in numbers) else []
    for field, place in fields:
        if field.word == "NUMPAGES" and begins_anew:
            yield _problem(place, "the field NUMPAGES counts the pages of the document in Word, and in the PDF also "
                           "the empty pages that stand before a section whose numbers begin anew",
                           "let the page numbers run on (Insert, Page Number, Format Page Numbers), "
                           "or take it out")  # fmt: skip
        elif field.word == "REF" and _shows_two(field.instruction):
            yield _problem(place, "this reference shows a number and above or below in Word, and one of the two "
                           "in the PDF", "let it show the number, and write above or below as text")  # fmt: skip
        elif field.word == "SEQ" and _OTHER_PICTURE.search(field.instruction):
            yield _problem(place, f"the field {' '.join(field.instruction.split())} counts in a form that only Word "
                           "knows: where its number is counted anew, the document and its PDF show it in digits",
                           "write words and points as text beside it, and choose 0 or #,##0 as its form")  # fmt: skip
    yield from (_problem(*told) for told in page_forms(fields, package, body))


def _shows_two(instruction: str) -> bool:
    return bool(_WITH_NUMBER.search(instruction) and _WITH_DIRECTION.search(instruction))
