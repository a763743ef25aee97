"""The pages of a PDF as LibreOffice writes them, each read once → the operators they paint with, and their text.

LibreOffice writes few of the things that a page may hold (ISO 32000-1, 7.8.2), and those always alike. Whatever is
otherwise is not read here: then `marked_text` reads the text, and whoever needs the operators reads them with pikepdf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from pikepdf import Dictionary, Object, Page, Pdf, Stream

from engross.pdf.marked_text import UNTAGGED, MarkedText

_TOKENS = re.compile(rb"\[[^\[\]()%]*\]|<<|>>|<[0-9A-Fa-f]*>|/[^\s/<>\[\]]*|[^\s/<>\[\]]+|\S")
_UNREAD = re.compile(rb"[(){}%\0]|/Properties\b")
"""What stands in no page that is read here: texts in brackets, comments, programs, marks that are named elsewhere."""
_OPERATORS = frozenset(
    b"q Q cm w J j M d i gs m l c v y h re S s f F f* B B* b b* n W W* CS cs SC SCN sc scn G g RG rg K k "
    b"BT ET Td TD Tm T* Tf Tj TJ Tc Tw Tz TL Tr Ts BMC BDC EMC Do sh".split()
)
_OPERANDS = frozenset(b"+-.0123456789/<[>")
"""What an operand begins with."""
_PIECES = re.compile(rb"<([0-9A-Fa-f]*)>")
_BETWEEN = re.compile(rb"[-+.0-9\s\[\]]*")
_MAY_SHOW = re.compile(rb"BT|Tj|TJ|Do|BI")
_MARK = re.compile(rb"/MCID\s+([0-9]+)\s")
_CODES = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<((?:[0-9A-Fa-f]{4})+)>\s*")
_CHARACTERS = re.compile(rb"beginbfchar\s+((?:<[0-9A-Fa-f]{2}>\s*<(?:[0-9A-Fa-f]{4})+>\s*)*)endbfchar")
_FONTS = {"/TrueType", "/Type1"}

Table = Mapping[int, str]
"""The text of each code of a font."""


class _OtherwiseError(Exception):
    """Something is written in another way than LibreOffice's."""


class WrittenPage(Struct, frozen=True):
    """The operators of a page's content, in order, and the text of its marked content, by its identifiers."""

    operators: tuple[str, ...]
    texts: Mapping[int, str]


def written_pages(pdf: Pdf) -> tuple[WrittenPage, ...] | None:
    """Return what the pages hold; None if one holds what LibreOffice does not write."""
    fonts: dict[tuple[int, int], Table] = {}
    try:
        return tuple(_read(page, fonts) for page in pdf.pages)
    except _OtherwiseError:
        return None


def text_of(pages: Sequence[WrittenPage]) -> MarkedText:
    """Return the text of pages as `marked_text` does."""
    return {(number, key): text for number, page in enumerate(pages) for key, text in page.texts.items()}


@lru_cache(maxsize=16)  # the mark of a state is drawn alike on every page
def written_operators(data: bytes) -> frozenset[str] | None:
    """Return the operators that a content names; None if it holds what LibreOffice does not write."""
    words = set(_TOKENS.findall(data))
    operators = words & _OPERATORS
    is_otherwise = _UNREAD.search(data) or any(word[0] not in _OPERANDS for word in words - operators)
    return None if is_otherwise else frozenset(operator.decode() for operator in operators)


def _read(page: Page, fonts: dict[tuple[int, int], Table]) -> WrittenPage:
    content, resources = page.obj.get("/Contents"), page.obj.get("/Resources")
    if not isinstance(content, Stream) or not isinstance(resources, Dictionary):
        raise _OtherwiseError
    data = content.read_bytes()
    if _UNREAD.search(data):
        raise _OtherwiseError
    tables = {name[1:].encode(): _table(font, fonts) for name, font in resources.get("/Font", Dictionary()).items()}
    reading = _Reading(tables, resources.get("/XObject", Dictionary()))
    for operator, operands in _instructions(data):
        reading.take(operator, operands)
    return WrittenPage(tuple(reading.operators), {key: "".join(texts) for key, texts in reading.texts.items()})


def _instructions(data: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    operands: list[bytes] = []
    for token in _TOKENS.findall(data):
        if token in _OPERATORS:
            yield token, operands
            operands = []
        elif token[0] in _OPERANDS:
            operands.append(token)
        else:
            raise _OtherwiseError
    if operands:
        raise _OtherwiseError


class _Reading:
    """A page's content that is being read: the fonts and marks in force, and what was read so far."""

    def __init__(self, fonts: Mapping[bytes, Table], drawn: Object) -> None:
        self._fonts, self._drawn = fonts, drawn
        self._font: Table | None = None
        self._saved: list[Table | None] = []
        self._marks: list[int] = []
        self.operators: list[str] = []
        self.texts: dict[int, list[str]] = {UNTAGGED: []}

    def take(self, operator: bytes, operands: list[bytes]) -> None:
        """Read one instruction."""
        self.operators.append(operator.decode())
        if operator in {b"TJ", b"Tj"}:
            self._show(operands)
        elif operator == b"q":
            self._saved.append(self._font)
        elif operator == b"Q":
            self._font = self._saved.pop() if self._saved else self._font
        elif operator == b"Tf":
            self._font = self._fonts.get(operands[0][1:]) if operands else None
        elif operator in {b"BDC", b"BMC"}:
            self._marks.append(self._mark(operands))
        elif operator == b"EMC":
            if self._marks:
                self._marks.pop()
        elif operator == b"Do":
            self._draw(operands)

    def _show(self, operands: list[bytes]) -> None:
        if self._font is None or len(operands) != 1 or _BETWEEN.fullmatch(_PIECES.sub(b"", operands[0])) is None:
            raise _OtherwiseError
        codes = b"".join(_PIECES.findall(operands[0]))
        if len(codes) % 2:
            raise _OtherwiseError
        if not codes:
            return
        text = bytes.fromhex(codes.decode()).decode("latin-1").translate(self._font)
        self.texts.setdefault(self._marks[-1] if self._marks else UNTAGGED, []).append(text)

    def _mark(self, operands: list[bytes]) -> int:
        """Return the identifier of marked content; if it has none, that of what lies around it."""
        outer = self._marks[-1] if self._marks else UNTAGGED
        if len(operands) == 1:
            return outer
        if len(operands) < 3 or operands.count(b"<<") != 1 or operands[1] != b"<<" or operands[-1] != b">>":  # noqa: PLR2004  # a tag and two brackets
            raise _OtherwiseError
        identifier = _MARK.search(b" ".join(operands[2:]))
        return int(identifier[1]) if identifier else outer

    def _draw(self, operands: list[bytes]) -> None:
        """Pass over a picture, and over a form that shows no text."""
        form = self._drawn.get(operands[0].decode()) if len(operands) == 1 else None
        if not isinstance(form, Stream):
            raise _OtherwiseError
        if form.get("/Subtype") != "/Image" and _MAY_SHOW.search(form.read_bytes()):
            raise _OtherwiseError


def _table(font: Object, tables: dict[tuple[int, int], Table]) -> Table:
    """Return the text of each code of a font, which is read once."""
    if font.objgen not in tables or font.objgen == (0, 0):
        tables[font.objgen] = _read_table(font)
    return tables[font.objgen]


def _read_table(font: Object) -> Table:
    texts = font.get("/ToUnicode")
    if not isinstance(texts, Stream) or str(font.get("/Subtype")) not in _FONTS:
        raise _OtherwiseError
    data = texts.read_bytes()
    groups = _CHARACTERS.findall(data)
    if data.count(b"beginbfchar") != len(groups) or b"range" in data.replace(b"codespacerange", b""):
        raise _OtherwiseError
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "ignore")
        for group in groups
        for code, text in _CODES.findall(group)
    }
