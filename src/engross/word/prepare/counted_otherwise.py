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
from engross.word.prepare.field_fates import placed_fields
from engross.word.prepare.unfinished import read_stories

_NOTES = {"footnotes": (name("w:footnotePr"), name("w:footnoteReference")),
          "endnotes": (name("w:endnotePr"), name("w:endnoteReference"))}  # fmt: skip
_WITH_NUMBER = re.compile(r"\\[nrw]\b", re.IGNORECASE)
_WITH_DIRECTION = re.compile(r"\\p\b", re.IGNORECASE)


def counted_otherwise(package: Package) -> Iterator[Problem]:
    """Tell what a PDF of a document made of a template will count otherwise than Word does."""
    body = package.look(main_part(package))
    yield from _running_levels(package)
    yield from _notes_of_sections(package, body)
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


def _notes_of_sections(package: Package, body: Element) -> Iterator[Problem]:
    """Notes that begin anew in each section (17.11.19), if there is more than one."""
    if len(list(body.iter(SECTPR))) < 2:  # noqa: PLR2004  # one section has nothing to begin anew after
        return
    settings = document_part(package, "settings")
    roots = [body, *([package.look(settings)] if settings is not None and settings in package else [])]
    for kind, (properties, reference) in _NOTES.items():
        restarts = {value(node, "w:numRestart") for root in roots for node in root.iter(properties)}
        first = next(body.iter(reference), None)
        paragraph = None if first is None else next(first.iterancestors(P), None)
        if "eachSect" in restarts and paragraph is not None:
            _, _, places = next(read_stories(package))
            message = f"the numbers of {kind} begin anew in each section in Word, and run on in the PDF"
            hint = "let them run on (References, the small arrow at Footnotes, Numbering: Continuous)"
            yield _problem(places.of(paragraph), message, hint)


def _fields(package: Package, body: Element) -> Iterator[Problem]:
    """The number of pages where page numbers begin anew (17.6.12), and numbers with "above" and "below"."""
    numbers = [section.find(name("w:pgNumType")) for section in body.iter(SECTPR)]
    begins_anew = any(number is not None and number.get(name("w:start")) is not None for number in numbers[1:])
    if not begins_anew and not any(b"\\p" in package.read(part) for part in word_parts(package)):
        return
    for field, place in placed_fields(package):
        if field.word == "NUMPAGES" and begins_anew:
            yield _problem(place, "the field NUMPAGES counts the pages of the document in Word, and in the PDF also "
                           "the empty pages that stand before a section whose numbers begin anew",
                           "let the page numbers run on (Insert, Page Number, Format Page Numbers), "
                           "or take it out")  # fmt: skip
        elif field.word == "REF" and _shows_two(field.instruction):
            yield _problem(place, "this reference shows a number and above or below in Word, and one of the two "
                           "in the PDF", "let it show the number, and write above or below as text")  # fmt: skip


def _shows_two(instruction: str) -> bool:
    return bool(_WITH_NUMBER.search(instruction) and _WITH_DIRECTION.search(instruction))
