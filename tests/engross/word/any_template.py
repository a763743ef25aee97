"""Random templates and data → the Word file of the template, and what its document must show, worked out by itself.

A template is a tree of the classes below. `word_file` writes it as Word would, its tags cut over runs; `expected` says
what the document shows, and knows nothing of Word: only the rules of the dialect.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from markupsafe import escape

from tests.engross.word.paper import docx, p

Content = list["str | list[list[Content]]"]
"""What a story or a cell shows: the text of each paragraph, and each table as rows of cells."""
END = object()
"""The end of a paragraph, in the stream of what a template shows."""
SEAM = object()
"""Stands between two tables that lie side by side in the template."""
Stream = Iterator[Any]
Values = Mapping[str, Any]
PICTURE = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" cy="9525"/>'
    '<wp:docPr id="{0}" name="Picture {0}" descr="A dot"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{0}" '
    'name="dot"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rDot"/><a:stretch><a:fillRect/>'
    '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r>"
)
COLUMNS = 2
BEGUN = p("{#p Only parts with a tag are rendered. #}")


class Unprintable(Exception):
    """A value is printed that no document can hold."""


# What a paragraph holds


@dataclass(frozen=True)
class Words:
    """Text of the template itself."""

    text: str


@dataclass(frozen=True)
class Show:
    """A value, printed."""

    path: str


@dataclass(frozen=True)
class Choose:
    """Pieces under a condition, and others otherwise."""

    flag: str
    then: tuple[Piece, ...]
    otherwise: tuple[Piece, ...]


@dataclass(frozen=True)
class Each:
    """Pieces for each item of a list."""

    name: str
    path: str
    body: tuple[Piece, ...]


@dataclass(frozen=True)
class Noted:
    """A footnote with a text of its own."""

    body: tuple[Piece, ...]


@dataclass(frozen=True)
class Linked:
    """A hyperlink."""

    body: tuple[Piece, ...]


@dataclass(frozen=True)
class Drawn:
    """A picture, or a bookmark around nothing."""

    bookmark: bool


Piece = Words | Show | Choose | Each | Noted | Linked | Drawn

# What a story or a cell holds


@dataclass(frozen=True)
class Para:
    """A paragraph."""

    pieces: tuple[Piece, ...]
    properties: str = ""


@dataclass(frozen=True)
class Prose:
    """A paragraph for a text in Markdown."""

    path: str
    level: str


@dataclass(frozen=True)
class Control:
    """A content control around blocks."""

    body: tuple[Block, ...]


@dataclass(frozen=True)
class Across:
    """A condition or loop that begins in one paragraph and ends in another."""

    opening: str
    before: str
    first: tuple[Piece, ...]
    middle: tuple[Para, ...]
    last: tuple[Piece, ...]
    after: str


@dataclass(frozen=True)
class Grid:
    """A table."""

    rows: tuple[Line, ...]


@dataclass(frozen=True)
class Some:
    """Blocks, rows or cells under a condition or in a loop: `level` is the letter of the tags, "" for none."""

    opening: str
    level: str
    body: tuple[Any, ...]
    otherwise: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    cells: tuple[Any, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a row."""

    blocks: tuple[Block, ...]


Block = Para | Prose | Control | Across | Grid | Some
Line = Row | Some


@dataclass(frozen=True)
class Example:
    """A template, and the values to render it with; `seed` decides how tags are cut over runs."""

    body: tuple[Block, ...]
    header: tuple[Block, ...]
    values: Values = field(hash=False)
    seed: int = 0


# What it shows


def looked_up(path: str, values: Values) -> Any:
    """The value at a path such as x0.a."""
    name, _, key = path.partition(".")
    return values[name][key] if key else values[name]


def turns(opening: str, values: Values) -> list[Values] | None:
    """The values in each turn of `for x in path`; for `if flag`, one turn or None."""
    words = opening.split()
    if words[0] == "if":
        return [values] if looked_up(words[1], values) else None
    return [{**values, words[1]: item} for item in looked_up(words[3], values)]


def printed(value: Any, paragraphs: bool) -> Stream:
    """A value as it shows: blank lines and bells end paragraphs where that is possible, and else are two line breaks."""
    if value is None:
        raise Unprintable
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if re.search("[\0-\6\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]", text):
        raise Unprintable
    first, *others = re.split("\n[ \t]*(?:\n[ \t]*)+|\a", text)
    yield first
    for other in others:
        yield END if paragraphs else "\n\n"
        yield other


@dataclass
class Shower:
    """Works out what a template shows; `notes` collects what its footnotes show, in their order."""

    notes: list[Content] = field(default_factory=list)

    def pieces(self, pieces: Iterable[Piece], values: Values, paragraphs: bool = True) -> Stream:
        """What the pieces of a paragraph show."""
        for piece in pieces:
            match piece:
                case Words(text):
                    yield text
                case Show(path):
                    yield from printed(looked_up(path, values), paragraphs)
                case Choose(flag, then, otherwise):
                    yield from self.pieces(then if looked_up(flag, values) else otherwise, values, paragraphs)
                case Each(name, path, body):
                    for turn in turns(f"for {name} in {path}", values) or []:
                        yield from self.pieces(body, turn, paragraphs)
                case Noted(body):
                    self.notes.append(folded([*self.pieces(body, values), END]))
                case Linked(body):
                    yield from self.pieces(body, values, paragraphs=False)
                case Drawn():
                    pass

    def blocks(self, blocks: Iterable[Block], values: Values) -> Stream:
        """What blocks show."""
        above: list[Any] = []
        for block in blocks:
            match block:
                case Para(pieces):
                    yield from self.pieces(pieces, values)
                    yield END
                case Prose(path):
                    for paragraph in looked_up(path, values):
                        yield from (paragraph, END)
                case Control(body):
                    yield from self.blocks(body, values)
                case Grid():
                    one = list(self._structure(block, values))
                    yield from [SEAM, *one] if above and one else one
                    above = one
                    continue
                case Across() | Some():
                    yield from self._structure(block, values)
            above = []

    def _structure(self, block: Across | Grid | Some, values: Values) -> Stream:
        match block:
            case Across(opening, before, first, middle, last, after):
                yield before
                for turn in turns(opening, values) or []:
                    yield from self.pieces(first, turn)
                    yield END
                    yield from self.blocks(middle, turn)
                    yield from self.pieces(last, turn)
                yield from (after, END)
            case Grid(rows):
                lines = [line for line in self.some(rows, values, self.row) if line]
                if lines:
                    yield lines
            case Some():
                yield from (item for stream in self.some([block], values, self._one) for item in stream)

    def _one(self, block: Any, values: Values) -> list[Any]:
        return list(self.blocks([block], values))

    def some(self, items: Iterable[Any], values: Values, show: Any) -> list[Any]:
        """What is shown of items, some of them under conditions or in loops."""
        shown: list[Any] = []
        above: Any = None
        for item in items:
            if isinstance(item, Some):
                taken = turns(item.opening, values)
                for turn in taken or []:
                    shown += self.some(item.body, turn, show)
                if taken is None:
                    shown += self.some(item.otherwise, values, show)
            else:
                one = show(item, values)
                beside = isinstance(item, Grid) and isinstance(above, Grid) and one and shown[-1]
                shown.append([SEAM, *one] if beside else one)
            above = item
        return shown

    def row(self, row: Row, values: Values) -> list[Content]:
        """What the cells of a row show; each has a paragraph at its end."""
        return [ended(folded(self.blocks(cell.blocks, turn))) for cell, turn in self.some(row.cells, values, _pair)]


def _pair(cell: Cell, values: Values) -> tuple[Cell, Values]:
    return cell, values


def folded(stream: Iterable[Any]) -> Content:
    """A stream of texts, ends of paragraphs and tables as paragraphs and tables, which a paragraph keeps apart."""
    content: Content = []
    text = ""
    lies_so = False
    for item in stream:
        if item is SEAM:
            lies_so = True
        elif item is END:
            content.append(text)
            text = ""
        elif isinstance(item, str):
            text += item
        else:
            content += [""] if content and not isinstance(content[-1], str) and not lies_so else []
            content.append(item)
            lies_so = False
    return content


def ended(content: Content) -> Content:
    """Content as a cell or a header must hold it: its last block is a paragraph."""
    return content if content and isinstance(content[-1], str) else [*content, ""]


def expected(example: Example) -> tuple[Content, Content, list[Content]]:
    """What the body, the header and the footnotes of an example's document show. Unprintable where none can be made."""
    shower = Shower()
    body = folded(shower.blocks(example.body, example.values))
    notes, shower.notes = shower.notes, []
    header = ended(folded(shower.blocks(example.header, example.values))) if example.header else []
    return body, header, notes


# How Word holds it


@dataclass
class Writer:
    """Writes a template as Word does: tags cut over runs, with marks of spelling and formatting between."""

    chance: random.Random
    notes: list[str] = field(default_factory=list)
    number: int = 0

    def blocks(self, blocks: Iterable[Block]) -> str:
        """The XML of blocks."""
        return "".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        """The XML of a block."""
        match block:
            case Para(pieces, properties):
                return self.paragraph(pieces, properties)
            case Prose(path, level):
                return self.paragraph([Words(f"{{{{{level} {path}_text | markdown }}}}")])
            case Control(body):
                control = f"<w:sdtPr><w:id w:val='{self.fresh()}'/></w:sdtPr>"
                return f"<w:sdt>{control}<w:sdtContent>{self.blocks(body)}</w:sdtContent></w:sdt>"
            case Across(opening, before, first, middle, last, after):
                start = self.paragraph([Words(f"{before}{{% {opening} %}}"), *first])
                end = self.paragraph([*last, Words(f"{{% end{opening.split()[0]} %}}{after}")])
                return start + self.blocks(middle) + end
            case Grid(rows):
                grid = '<w:gridCol w:w="500"/>' * COLUMNS
                lines = "".join(self.some(rows, self.row, lambda tag: self.row(Row((Cell((Para((Words(tag),)),)),)))))
                return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>'
            case Some():
                return "".join(self.some([block], self.block, lambda tag: self.paragraph([Words(tag)])))

    def some(self, items: Iterable[Any], write: Any, tag: Any) -> Iterator[str]:
        """The XML of items, with the tags around those under conditions or in loops."""
        for item in items:
            if isinstance(item, Some):
                level = f"{item.level} " if item.level else " "
                yield tag(f"{{%{level}{item.opening} %}}")
                yield from self.some(item.body, write, tag)
                if item.otherwise:
                    yield tag(f"{{%{level}else %}}")
                    yield from self.some(item.otherwise, write, tag)
                yield tag(f"{{%{level}end{item.opening.split()[0]} %}}")
            else:
                yield write(item)

    def row(self, row: Row) -> str:
        """The XML of a row."""
        cells = self.some(row.cells, self.cell, lambda tag: self.cell(Cell((Para((Words(tag),)),))))
        return f"<w:tr>{''.join(cells)}</w:tr>"

    def cell(self, cell: Cell) -> str:
        """The XML of a cell."""
        inner = self.blocks(cell.blocks)
        return f'<w:tc><w:tcPr><w:tcW w:w="500" w:type="dxa"/></w:tcPr>{inner}</w:tc>'

    def paragraph(self, pieces: Iterable[Piece], properties: str = "") -> str:
        """The XML of a paragraph."""
        inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        return f"<w:p>{inner}{self.runs(pieces)}</w:p>"

    def runs(self, pieces: Iterable[Piece]) -> str:
        """The XML of pieces: what is text is joined, and cut anew."""
        joined: list[str] = []
        text = ""
        for piece in self.flat(pieces):
            if piece.startswith("\0"):
                joined += [self.cut(text), piece[1:]]
                text = ""
            else:
                text += piece
        return "".join((*joined, self.cut(text)))

    def flat(self, pieces: Iterable[Piece]) -> Iterator[str]:
        """Pieces as texts with their tags; what is no text is XML after a zero."""
        for piece in pieces:
            match piece:
                case Words(text):
                    yield text
                case Show(path):
                    yield f"{{{{ {path} }}}}"
                case Choose(flag, then, otherwise):
                    yield f"{{% if {flag} %}}"
                    yield from self.flat(then)
                    yield "{% else %}"
                    yield from self.flat(otherwise)
                    yield "{% endif %}"
                case Each(name, path, body):
                    yield f"{{% for {name} in {path} %}}"
                    yield from self.flat(body)
                    yield "{% endfor %}"
                case Noted(body):
                    self.notes.append(self.runs(body))
                    yield f'\0<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
                case Linked(body):
                    yield f'\0<w:hyperlink r:id="rLink">{self.runs(body)}</w:hyperlink>'
                case Drawn(bookmark):
                    number = self.fresh()
                    mark = f'<w:bookmarkStart w:id="{number}" w:name="mark{number}"/><w:bookmarkEnd w:id="{number}"/>'
                    yield "\0" + (mark if bookmark else PICTURE.format(number))

    def cut(self, text: str) -> str:
        """The runs of a text, cut anywhere, in any formatting."""
        cuts = (
            sorted(self.chance.sample(range(1, len(text)), min(self.chance.randrange(4), len(text) - 1)))
            if text
            else []
        )
        parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        return self.chance.choice(("", '<w:proofErr w:type="spellStart"/>')).join(map(self.run, filter(None, parts)))

    def run(self, text: str) -> str:
        """One run, with its tabs and line breaks as Word holds them."""
        properties = self.chance.choice(("", "", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:color w:val="1F4E79"/></w:rPr>'))
        held = str(escape(text)).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        return f'<w:r>{properties}<w:t xml:space="preserve">{held}</w:t></w:r>'

    def fresh(self) -> int:
        """A number that nothing has yet."""
        self.number += 1
        return self.number


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000001000000010080200000090916836000000164944415478da6390cfef2609318c6a18d5"
    "307c350000f83319105d863db50000000049454e44ae426082"
)


def word_file(example: Example) -> bytes:
    """The template of an example as a Word file."""
    writer = Writer(random.Random(example.seed))  # noqa: S311  # a test that can be repeated
    body, header = writer.blocks(example.body), ""
    notes = list(writer.notes)
    header = writer.blocks(example.header)
    return docx(
        BEGUN,
        body,
        header=header and BEGUN + header,
        footnotes=notes,
        relationships=[
            ("rLink", "hyperlink", "https://example.scot/a"),
            ("rDot", "image", "media/image1.png"),
        ],
        parts={"word/media/image1.png": DOT},
    )


def rendered_values(values: Values) -> dict[str, Any]:
    """The values as the template gets them: texts in Markdown are joined from their paragraphs."""
    return {**values, "m0_text": "\n\n".join(values["m0"])}


# Any of it

NASTY = st.sampled_from(
    ["{{ t0 }}", "{% endif %}", "}}", "{#", "<w:p>", "]]>", "&amp;", "&", "<", '"', "'", "\n", "\n\n", "\a", "\t", "\f",
     "\r\n", " ", "  ", "\u00a0", "\u2028", "à è", "🏴", "\x00", "\x0b", "\ufffe", "\ufdd01\ufdd1", "{_{", "\x01", "\\"]
)  # fmt: skip
DATA = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.lists(NASTY | st.text("ab c", max_size=3), max_size=5).map("".join),
)
SAFE = DATA.map(lambda text: re.sub("[\0-\6\x08\x0b\x0e-\x1f\ufffe\uffff]", "", text))
PLAIN = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="{}%#￼"), min_size=0, max_size=6
).map(lambda text: f"T{text}")
PROPERTIES = st.sampled_from(
    ["", "", '<w:jc w:val="right"/>', "<w:keepNext/>", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
     '<w:pStyle w:val="ListNumber"/>']
)  # fmt: skip


@st.composite
def values(draw: st.DrawFn, text: st.SearchStrategy[str] = SAFE) -> Values:
    """Values: texts, flags, and a list of records with lists."""

    def record(depth: int) -> dict[str, Any]:
        inner = [record(0) for _ in range(draw(st.integers(0, 2)))] if depth else []
        return {"a": draw(text), "b": draw(text), "f": draw(st.booleans()), "l": inner}

    return {
        "t0": draw(text),
        "t1": draw(text | st.integers() | st.none()),
        "m0": draw(st.lists(st.text("abc é", min_size=1, max_size=6).map(lambda words: f"x{words}x"), max_size=3)),
        "f0": draw(st.booleans()),
        "f1": draw(st.booleans()),
        "l0": [record(1) for _ in range(draw(st.sampled_from([0, 1, 1, 2, 3])))],
    }


@dataclass(frozen=True)
class Scope:
    """What can be named at a place of a template, and how deep it is."""

    texts: tuple[str, ...] = ("t0", "t0", "t0", "t1")
    flags: tuple[str, ...] = ("f0", "f1")
    lists: tuple[str, ...] = ("l0",)
    depth: int = 0

    def inside(self, name: str) -> Scope:
        """The scope in a loop over records under this name."""
        return Scope(
            (*self.texts, f"{name}.a", f"{name}.b", f"{name}.a"),
            (*self.flags, f"{name}.f"),
            (*self.lists[-1:], f"{name}.l") if self.depth < 2 else self.lists,
            self.depth + 1,
        )

    @property
    def deeper(self) -> Scope:
        """The same scope, one level deeper."""
        return Scope(self.texts, self.flags, self.lists, self.depth + 1)


@st.composite
def pieces(draw: st.DrawFn, scope: Scope, simple: bool = False) -> tuple[Piece, ...]:
    """The pieces of a paragraph; the first is text, so that no tag stands alone by chance."""
    found: list[Piece] = [Words(draw(PLAIN))]
    kinds = ["show", "show", "words"] + ([] if simple or scope.depth > 2 else ["if", "for", "note", "link", "draw"])
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=3)):
        match kind:
            case "show":
                found.append(Show(draw(st.sampled_from(scope.texts))))
            case "words":
                found.append(Words(draw(PLAIN)))
            case "if":
                branches = draw(pieces(scope.deeper)), draw(pieces(scope.deeper, simple=True))
                found.append(Choose(draw(st.sampled_from(scope.flags)), *branches))
            case "for":
                name = f"y{scope.depth}"
                path = draw(st.sampled_from(scope.lists))
                found.append(Each(name, path, draw(pieces(scope.inside(name)))))
            case "note":
                found.append(Noted(draw(pieces(scope, simple=True))))
            case "link":
                found.append(Linked(draw(pieces(scope, simple=True))))
            case "draw":
                found.append(Drawn(draw(st.booleans())))
    return tuple(found)


@st.composite
def opening(draw: st.DrawFn, scope: Scope) -> tuple[str, Scope]:
    """The opening of a condition or a loop, and the scope inside it."""
    if draw(st.booleans()):
        return f"if {draw(st.sampled_from(scope.flags))}", scope.deeper
    name = f"x{scope.depth}"
    return f"for {name} in {draw(st.sampled_from(scope.lists))}", scope.inside(name)


@st.composite
def block(draw: st.DrawFn, scope: Scope, notes: bool = True) -> Block:
    """A block of any kind."""
    kinds = ["para", "para", "para", "prose"]
    kinds += ["some", "some", "across", "grid", "control"] if scope.depth < 3 else []
    match draw(st.sampled_from(kinds)):
        case "some":
            begun, inside = draw(opening(scope))
            others = draw(blocks(scope.deeper, notes)) if begun.startswith("if") and draw(st.booleans()) else ()
            return Some(begun, draw(st.sampled_from(["p", ""])), draw(blocks(inside, notes)), others)
        case "across":
            begun, inside = draw(opening(scope))
            middle = draw(st.lists(pieces(inside, simple=True).map(Para), max_size=1).map(tuple))
            first, last = draw(pieces(inside, simple=True)), draw(pieces(inside, simple=True))
            return Across(begun, draw(PLAIN), first, middle, last, draw(PLAIN))
        case "grid":
            return Grid(draw(rows(scope.deeper, notes)))
        case "control":
            return Control(draw(blocks(scope.deeper, notes)))
        case "prose":
            return Prose("m0", draw(st.sampled_from(["p", ""])))
        case _:
            return Para(draw(pieces(scope, simple=not notes)), draw(PROPERTIES))


def blocks(scope: Scope, notes: bool = True) -> st.SearchStrategy[tuple[Block, ...]]:
    """One to three blocks."""
    return st.lists(block(scope, notes), min_size=1, max_size=3).map(tuple)


def closed(found: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks as Word lets them end a cell or a header."""
    return (*found, Para((Words("end"),))) if found and isinstance(found[-1], Grid | Control) else found


@st.composite
def rows(draw: st.DrawFn, scope: Scope, notes: bool) -> tuple[Line, ...]:
    """Rows, some of them under conditions or in loops."""
    found: list[Line] = []
    for _ in range(draw(st.integers(1, 2))):
        if scope.depth < 3 and draw(st.booleans()):
            begun, inside = draw(opening(scope))
            others = draw(rows(scope.deeper, notes)) if begun.startswith("if") and draw(st.booleans()) else ()
            found.append(Some(begun, draw(st.sampled_from(["tr", ""])), draw(rows(inside, notes)), others))
        else:
            found.append(Row(draw(cells(scope, notes))))
    return tuple(found)


@st.composite
def cells(draw: st.DrawFn, scope: Scope, notes: bool) -> tuple[Any, ...]:
    """Cells; at most one of them repeats, so that a row stays within its table's grid."""
    found: list[Any] = [Cell((Para(draw(pieces(scope, simple=not notes))),))]
    found += [Cell(closed(draw(blocks(scope.deeper, notes)))) for _ in range(draw(st.integers(0, 1)))]
    if draw(st.integers(0, 3)) == 0:
        begun, inside = draw(opening(scope))
        found.append(Some(begun, "tc", (Cell((Para(draw(pieces(inside, simple=True))),)),)))
    return tuple(found)


@st.composite
def examples(draw: st.DrawFn, text: st.SearchStrategy[str] = SAFE) -> Example:
    """A template of any shape and values of any kind."""
    header = draw(st.lists(block(Scope(depth=2), notes=False), max_size=2).map(tuple).map(closed))
    return Example(draw(blocks(Scope())), header, draw(values(text)), draw(st.integers(0, 1000)))
