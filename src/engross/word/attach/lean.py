"""A long report → the same without its plain text, to be worked on, and back: what was taken out is put back.

Most of a long report is paragraphs and tables of nothing but text, at which attaching never looks: reading, walking
through and writing them takes nearly all of its time. Each stretch of them is taken out of the part's bytes, a mark
stands in its place, and the very bytes are put back at the end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct

from engross.problems import Refused
from engross.word.model.headings import style_level
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part

LEAST = 50_000
"""Bytes from which a part is worth it."""
WORTH = 1000
"""Bytes from which a stretch is."""
_PLAIN = (
    "[prtbiu]|t[rc]|[prct]{1,2}Pr|tcW|tab|tabs|bCs|iCs|sz|szCs|rFonts|rStyle|color|lang|jc|spacing|ind|highlight|shd|"
    "caps|smallCaps|strike|vertAlign|kern|noProof|proofErr|keepNext|keepLines|widowControl|contextualSpacing|"
    "autoSpaceDE|autoSpaceDN|adjustRightInd|snapToGrid|tbl|tblPr|tblStyle|tblW|tblLook|tblGrid|gridCol|vAlign|"
    "tblBorders|tcBorders|top|left|bottom|right|insideH|insideV|start|end|tblCellMar|tcMar|tblLayout|tblInd|"
    "tblCaption|tblDescription|gridSpan|vMerge|cantSplit|tblHeader|trHeight|hideMark|noWrap|cnfStyle"
)
"""The elements of plain text and plain tables, the frequent ones first; at every other one somebody looks."""
_TABLE = re.compile(rb"<(/?)w:tbl[ >]")
_MARK = re.compile(rb'<w:tbl w:rsidR="kept-([0-9]+)"/>')
"""What stands for a stretch: a table, for nobody lets a section end in one."""
_BOOKMARK, _ATTACHED = b"<w:bookmarkStart", b"AttachedAppendix"
_ID = re.compile(rb"""\bw:id=["']([^"']*)["']""")
_PARAGRAPH_ID = re.compile(rb"""\bparaId=["']([^"']*)["']""")
_BODY, _END = b"<w:body>", b"</w:p>"
_SPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class PutBackWrongly(RuntimeError):
    """What was taken out has no place any more: a fault of this program; nothing may be written."""


class Kept(Struct, frozen=True):
    """The stretches that were taken out of the part `main`, in order."""

    main: str = ""
    stretches: tuple[bytes, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.stretches)

    def paragraph_ids(self) -> set[str]:
        """Return the ids of the paragraphs and rows that were taken out."""
        return {key.decode() for stretch in self.stretches for key in _PARAGRAPH_ID.findall(stretch)}

    def names(self, style: str) -> bool:
        """Return whether a style may be used in what was taken out."""
        return any(f"{quote}{style}{quote}".encode() in stretch for stretch in self.stretches for quote in "\"'")

    def put_back(self, document: Package) -> Package:
        """Return a document with all that was taken out of the report in its place; PutBackWrongly if it has none."""
        if not self.stretches:
            return document
        whole = self.whole(document.read(self.main))
        if whole is None:
            raise PutBackWrongly("a stretch of the report's text is missing, or not where it was")
        return document.replace({self.main: whole})

    def whole(self, data: bytes) -> bytes | None:
        """Return a part's bytes with the stretches in their places; None unless there is a place for each, in order."""
        pieces = _MARK.split(data)
        if pieces[1::2] != [b"%d" % number for number in range(len(self.stretches))]:
            return None
        pieces[1::2] = self.stretches
        return b"".join(pieces)


NOTHING_KEPT = Kept()


def without_plain_text(report: Package) -> tuple[Package, Kept]:
    """Return a report without its plain text, and that text; the report itself if that is not worth it.

    So it is also where the part is written in an unusual way, and where every paragraph is a heading. What is returned
    is to be worked on instead of the report: it takes over all that was looked at.
    """
    try:
        main = main_part(report)
        data = report.read(main)
        if len(data) < LEAST or _SPACE not in data[: data.find(_BODY)]:
            return report, NOTHING_KEPT
        sheet = StyleSheet.of(report)
    except (Refused, KeyError):  # who reads it says why
        return report, NOTHING_KEPT
    headings = {key for key, style in sheet.by_id.items() if style_level(sheet, style)}
    if sheet.default_id("paragraph") in headings:
        return report, NOTHING_KEPT
    pieces: list[bytes] = []
    stretches: list[bytes] = []
    at = 0
    for start, end in _stretches(data, headings):
        pieces += (data[at:start], b'<w:tbl w:rsidR="kept-%d"/>' % len(stretches))
        stretches.append(data[start:end])
        at = end
    kept, rest = Kept(main, tuple(stretches)), b"".join([*pieces, data[at:]])
    if not stretches or kept.whole(rest) != data:
        return report, NOTHING_KEPT
    lean = report.replace({main: rest})
    lean.memory.update(report.memory)
    report.forget()
    return lean, kept


def _stretches(data: bytes, headings: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where stretches of whole plain paragraphs and tables begin and end, which stand side by side.

    Behind paragraphs one stays, for a section may have to end there.
    """
    places = [match.start() for match in _interesting(headings).finditer(data, data.find(_BODY) + 1)]
    if any(data[place + 1] in b"!?" for place in places):
        return  # what looks like a tag might stand in a comment
    tables = list(_tables(data))
    begins = [start for start, _ in tables]
    attached = list(_attached(data, places))
    for first, last in zip(places, [*places[1:], len(data)], strict=True):
        if last - first < WORTH or any(start <= first < end for start, end in attached):
            continue
        start = data.find(_END, first, last) + len(_END)
        if start < len(_END):
            continue
        start = _outside(start, tables, begins)[1]
        close, end = _outside(data.rfind(_END, first, last), tables, begins)
        if close == end or end > last:  # behind a table a section ends in a paragraph of its own
            end = max(data.rfind(b"<w:p>", start, close), data.rfind(b"<w:p ", start, close))
            end = _outside(end, tables, begins)[0]
        if end - start >= WORTH:
            yield start, end


def _interesting(headings: Iterable[str]) -> re.Pattern[bytes]:
    """What finds each tag that is not plain: one that begins or ends something at which somebody looks."""
    styles = "|".join(re.escape(f'{key}"') for key in sorted(headings))
    named = rf'pStyle w:val="(?!{styles})' if styles else "pStyle "
    return re.compile(rf"<(?!/?w:(?:(?:{_PLAIN})[ />]|{named}))".encode())


def _tables(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the outermost tables begin and end."""
    depth = begun = 0
    for match in _TABLE.finditer(data):
        if match[1]:
            depth -= 1
            if depth == 0:
                yield begun, match.end()
        else:
            begun = begun if depth else match.start()
            depth += 1


def _outside(place: int, tables: list[tuple[int, int]], begins: list[int]) -> tuple[int, int]:
    """The nearest places before and behind this one that are in no table; itself if it is in none."""
    number = bisect_right(begins, place) - 1
    if number >= 0 and tables[number][0] < place < tables[number][1]:
        return tables[number]
    return place, place


def _attached(data: bytes, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield where what earlier runs attached begins and ends: it is compared with what was written then."""
    for place in places:
        if data.startswith(_BOOKMARK, place):
            tag = data[place : data.find(b">", place)]
            key = _ID.search(tag) if _ATTACHED in tag else None
            if key is not None:
                own = re.compile(rb"""<w:bookmarkEnd\b[^>]*\bw:id=["']%s["']""" % re.escape(key[1]))
                end = own.search(data, place)
                yield place, end.end() if end else len(data)
