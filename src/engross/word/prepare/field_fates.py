"""What becomes of each of Word's fields: the one table of it, and the fields of a file that are refused or told by it.

`docs/template-guide.md` shows the same table to template owners. What Word and LibreOffice do with the fields was
seen: a field is kept only where the Word file and its PDF show the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from engross.problems import FilePlace, Place, Problem, Severity
from engross.word.model.fields import FieldView, fields_in, may_hold_fields
from engross.word.model.headings import heading_styles
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part, related_parts, relationships
from engross.word.opc.stories import Places, stories, word_parts
from engross.word.opc.xml_names import name, value
from engross.word.prepare.shown_properties import is_personal, property_of

UNLINK = "make it text (click into it, Ctrl+Shift+F9)"
_DATE = "write a date of the data in its place, such as {{{{ {date} | date }}}}"
_TAGGED_AS_IS = frozenset({"TC", "XE", "TA", "ADDIN", "MERGEFIELD"})
"""The fields whose codes say nothing of what stands beside them, so that tags in them may be."""
_QUOTED = re.compile(
    r'\s*QUOTE\s+"((?:\{\{.*?\}\}|\{%.*?%\}|[^"\\])*)"\s*(?:\\\*\s*(?:MERGE|CHAR)FORMAT\s*)*', re.IGNORECASE
)
_NUMBERS_ONLY = re.compile(r"=[\s\d.,+*/^%()-]*(\\.*)?", re.DOTALL)


class Fate(NamedTuple):
    """Why a field is refused or told: the id, what it shows, and what to do; `{date}` is a date of the data."""

    id: str
    shows: str
    advice: str
    severity: Severity = Severity.ERROR


_CLOCK = Fate("changing-field", "shows the day on which somebody opens or converts the document", _DATE)
_SAVED = Fate("changing-field", "shows when the file was made, saved or printed, and nothing in its PDF", _DATE)
_COUNT = Fate("changing-field", "counts what editors did to the file, and something else in its PDF",
              f"take it out, or {UNLINK}")  # fmt: skip
_CHOICE = Fate("deciding-field", "decides by itself what Word shows, and its PDF shows nothing",
               "write {{% if … %}} … {{% else %}} … {{% endif %}} in its place")  # fmt: skip
_TAGGED = Fate("tag-in-field-code", "shows what the template stored, whatever the tag in its code gives",
               "write the tag in place of the field")  # fmt: skip
_ADDRESSED = Fate("tag-in-field-code", "leads wherever a value says, and no field's address is held to what is allowed",
                  "make a link of it (Insert, Link) and write the tag into its address")  # fmt: skip
_BUTTON = Fate("deciding-field", "leads to another place when somebody clicks it twice, and its PDF shows nothing",
               "write a link in its place (Insert, Link, Place in This Document)")  # fmt: skip
_FORMULA = Fate("deciding-field", "is drawn by Word alone: its PDF shows what is stored, or nothing",
                "insert an equation in its place (Insert, Equation)")  # fmt: skip
_COUNTED = Fate("deciding-field", "is counted by Word alone: its PDF shows nothing, or another number",
                "make the paragraph an item of a list in its place (Home, Numbering)")  # fmt: skip
_CODE = Fate("deciding-field", "is drawn by Word alone: its PDF shows what is stored, or nothing",
             "insert a picture in its place, such as {{{{ … | image }}}}")  # fmt: skip
_TWICE = Fate("deciding-field", "stands in its PDF twice, as Word's sign and as what is stored",
              "insert the sign itself (Insert, Symbol)")  # fmt: skip
_QUESTION = Fate("deciding-field", "asks whoever opens or merges the document",
                 "write a tag in its place, such as {{{{ … }}}}")  # fmt: skip
_NAMING = Fate("deciding-field", "gives a name to a text, anew at each update", "write {{% set … %}} in its place, and "
               "{{{{ … }}}} where the text is shown")  # fmt: skip
_MERGE = Fate("deciding-field", "waits for a mail merge, which never comes",
              "write tags in its place: {{{{ … }}}}, and {{% for … %}} for what repeats")  # fmt: skip
_PERSON = Fate("personal-field", "shows a name of a person or a machine: of whoever updates it last",
               "write a tag in its place, such as {{{{ … }}}}, or " + UNLINK)  # fmt: skip
_OUTSIDE = Fate("outside-field", "takes what it shows from another file", UNLINK)
_CELLS = Fate("calculated-field", "shows what the template's own numbers came to, whatever the document's are",
              "compute it in a tag, such as {{{{ costs | sum }}}}")  # fmt: skip
_TOGETHER = Fate("nested-field", "holds another field in its code: its PDF shows the results of both",
                 "write a tag in its place; for another page number let the numbers of the section begin elsewhere "
                 "(Insert, Page Number, Format Page Numbers)")  # fmt: skip
_UNFILLED = Fate("unanswered-prompt", "has nothing but what it had before anybody filled it in",
                 "fill it in, or write a tag into it, or " + UNLINK, Severity.WARNING)  # fmt: skip
_OF_ENTRIES = {"currentDate": _CLOCK, "currentTime": _CLOCK, "calculated": _CELLS}
"""The kinds of texts of a form that Word fills in by itself."""
_STORED = Fate("field-as-stored", "is counted anew by Word, but a PDF shows what the template stored",
               "compare the PDF, or write a tag in its place", Severity.WARNING)  # fmt: skip
_LISTED = Fate("field-as-stored", "lists what the template held when Word last updated it",
               "update it in the finished document (F9), or take it out", Severity.WARNING)  # fmt: skip
_PROMPT = Fate("unanswered-prompt", "is a prompt to click on, and would stand in the document",
               "write a tag in its place, such as {{{{ … }}}}", Severity.WARNING)  # fmt: skip

FATES: Mapping[str, Fate] = {
    word: fate
    for words, fate in (
        ("DATE TIME", _CLOCK),
        ("CREATEDATE SAVEDATE PRINTDATE", _SAVED),
        ("REVNUM EDITTIME NUMWORDS NUMCHARS FILESIZE", _COUNT),
        ("IF COMPARE", _CHOICE),
        ("FILLIN ASK", _QUESTION),
        ("GOTOBUTTON", _BUTTON),
        ("SET", _NAMING),
        ("EQ", _FORMULA),
        ("LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT BIDIOUTLINE", _COUNTED),
        ("BARCODE DISPLAYBARCODE MERGEBARCODE", _CODE),
        ("NEXT NEXTIF SKIPIF MERGEREC MERGESEQ ADDRESSBLOCK GREETINGLINE", _MERGE),
        ("AUTHOR LASTSAVEDBY USERNAME USERINITIALS USERADDRESS FILENAME TEMPLATE", _PERSON),
        ("INCLUDETEXT INCLUDEPICTURE LINK DDE DDEAUTO DATABASE IMPORT INCLUDE RD", _OUTSIDE),
        ("SECTION SECTIONPAGES STYLEREF", _STORED),
        ("INDEX TOA", _LISTED),
        ("MACROBUTTON AUTOTEXTLIST", _PROMPT),
    )
    for word in words.split()
}
"""The fields that are refused or told, each with the reason. All others are kept, or filled with what they show."""


def judged_fields(package: Package, date: str = "…") -> Iterator[Problem]:
    """Tell each field of a Word file that is refused, or told, with its place; `date` is a date of the data."""
    for field, place in placed_fields(package):
        fate = _fate(field, package)
        if fate is not None:
            shown = _called(field) if field.word != "=" else f"a calculation{' of cells' * (fate is _CELLS)}"
            advice = fate.advice.format(date=date)
            yield Problem(fate.id, place, f"{shown} {fate.shows}", advice, fate.severity)


def _fate(field: FieldView, package: Package) -> Fate | None:
    if field.is_put_together and field.word not in FATES:
        return _TOGETHER
    if is_tagged(field) and FATES.get(field.word, _STORED).severity is not Severity.ERROR:
        return _of_tagged(field)
    if field.word in _BY_THEMSELVES:
        return _BY_THEMSELVES[field.word](field)
    shown = property_of(field)
    if shown is None:
        return FATES.get(_named_by(field))
    return _PERSON if is_personal(shown) and not shown.has_tag(package) else _OF_PROPERTIES.get(shown.local)


def _of_form_text(field: FieldView) -> Fate | None:
    """A text to be filled in (17.16.33): Word computes some itself, and others may still be as the form was."""
    entry = field.element.find(f"{name('w:ffData')}/{name('w:textInput')}")
    if entry is None:
        return None
    fate = _OF_ENTRIES.get(value(entry, "w:type") or "")
    result = field.result.strip()
    is_empty = result in {"", (value(entry, "w:default") or "").strip()} and "{{" not in result and "{%" not in result
    return fate or (_UNFILLED if is_empty else None)


_BY_THEMSELVES: Mapping[str, Callable[[FieldView], Fate | None]] = {
    "SYMBOL": lambda field: _TWICE if field.result.strip() else None,
    "=": lambda field: None if _NUMBERS_ONLY.fullmatch(field.instruction.strip()) else _CELLS,
    "FORMTEXT": _of_form_text,
}
"""The fields whose fate hangs on what they say or show."""


def _of_tagged(field: FieldView) -> Fate | None:
    if field.word == "HYPERLINK":
        return _ADDRESSED
    follows = field.word in _TAGGED_AS_IS or quoted(field) is not None or not field.result.strip()
    return None if follows else _TAGGED


def _called(field: FieldView) -> str:
    return "a field" if field.word.startswith("{") else f"the field {field.word}"


def is_tagged(field: FieldView) -> bool:
    """Return whether the code of a field holds a tag."""
    return "{{" in field.instruction or "{%" in field.instruction


def quoted(field: FieldView) -> str | None:
    """Return the text that a field QUOTE shows, tags and all; None if it is no such field, or shows it otherwise."""
    match = _QUOTED.fullmatch(field.instruction)
    return match[1] if match else None


def _named_by(field: FieldView) -> str:
    """The kind of field; INFO shows what the field shows whose name follows it: INFO FILENAME is FILENAME."""
    return field.arguments[0].strip().upper() if field.word == "INFO" and field.arguments else field.word


_OF_PROPERTIES = {"created": _SAVED, "modified": _SAVED, "lastPrinted": _SAVED, "revision": _COUNT,
                  **dict.fromkeys(("TotalTime", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs"),
                                  _COUNT)}  # fmt: skip
"""The properties that a field may show and that count or date what editors did."""


def placed_fields(package: Package) -> Iterator[tuple[FieldView, Place]]:
    """Yield every field of a file that is printed, with its place; what lies in no story is placed at the file."""
    parts = list(_with_fields(package))
    if not parts:
        return
    body = package.look(main_part(package))
    headings = heading_styles(package)
    read = {story.part: story for story in stories(package, body) if story.kind != "properties"}
    for part in parts:
        root, story = package.look(part), read.get(part)
        places = Places(package.file, story, root, headings) if story else None
        for field in fields_in(root):
            paragraph = field.paragraph
            is_placed = places is not None and paragraph is not None
            yield field, places.of(paragraph) if is_placed else FilePlace(package.file)  # type: ignore[union-attr, arg-type]  # just checked


def _with_fields(package: Package) -> Iterator[str]:
    unprinted = _unprinted(package)
    yield from (part for part in word_parts(package) if part not in unprinted and may_hold_fields(package.read(part)))


def _unprinted(package: Package) -> frozenset[str]:
    """The comments, and the building blocks (glossary document) that Word keeps for itself, with their own parts."""
    main = main_part(package)
    blocks = related_parts(package, main, "glossaryDocument")
    own = (line.target for part in blocks for line in relationships(package, part) if not line.external)
    return frozenset((*blocks, *own, *related_parts(package, main, "comments")))
