"""A seed → a Word document of anything that templates make: the same one for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from markupsafe import escape

from tests.engross.word.paper import DECLARATIONS, docx, note, p, run

_WORDS = (
    "we found that the partnership's services for children and young people improve where staff work well together "
    "office affluent fjord efficient fluffy co-operate well-being post-scrutiny twenty\u2011one e\u2011mail re\u00adsponse "
    "£3,000 50% ½ x² 1,200 2026 23 SV1.1 (see) [sic] “quoted” ‘so’ it’s — – … & < > @ # Slàinte Cùram Ceartas naïve œuvre "
    "Łódź Ἀθῆναι Москва 東京 A4/A5 http://example.org/a-long-address-that-breaks?x=1&y=2 O’Neill Mc\u00adDonald ﬁnding ﬂow "
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz I a i 1 1. a. (a) • - ☐ ☒ § † * / \u00a0 "
    "Straße İstanbul ΣΊΣΥΦΟΣ ㎡ ™ ① …… ____ ......"
).split(" ")
_FORMATS = ("", "", "", "<w:b/>", "<w:i/>", "<w:caps/>", "<w:smallCaps/>", '<w:lang w:val="gd-GB"/>', "<w:u w:val=\"single\"/>",
            '<w:vertAlign w:val="superscript"/>', "<w:strike/>", '<w:sz w:val="40"/>', '<w:color w:val="FFFFFF"/>', "<w:vanish/>",
            '<w:spacing w:val="40"/>', '<w:position w:val="6"/>')  # fmt: skip
LABEL = "Action"
"""The word of a label."""
_LISTS = (("decimal", "%1."), ("bullet", "•"), ("lowerLetter", "(%1)"), ("upperRoman", "%1"), ("decimal", f"{LABEL} %1:"),
          ("bullet", "\uf0b7"), ("none", ""))  # fmt: skip
_MOST_NOTES = 3
_MOST_IN_CELL = 5
"""Words of a run in a cell: rows over several pages keep LibreOffice 7.4 busy for ever, or cost it words."""


class _Maker:
    """What is being made: its chances, and the notes that the text refers to so far.

    LibreOffice 7.4 never ends with some tables that hold notes, page breaks, lines that keep with the next, or indents
    wider than their cells.
    """

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311  # no secret
        self.notes: list[str] = []
        self.marks = 0
        self.in_table = False

    def words(self, most: int = 14) -> str:
        most = min(most, _MOST_IN_CELL) if self.in_table else most
        return " ".join(self.chance.choices(_WORDS, k=self.chance.randint(1, most)))

    def text(self) -> str:
        """A run of words, in some format."""
        return run(self.words() + self.chance.choice(("", " ", ", ", ".")), self.chance.choice(_FORMATS))

    def field(self) -> str:
        """A field whose stored result is the right one."""
        code, result = self.chance.choice((("PAGE", "1"), ("NUMPAGES", "1"), ('QUOTE "so"', "so"), ("= 2 + 3", "5")))
        begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end"))
        return f'{begin}<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>{separate}{run(result)}{end}'

    def reference(self) -> str:
        """A bookmark, and a reference to it that is right: in one behind a note LibreOffice 7.4 loses a letter."""
        self.marks += 1
        words = self.words(4).replace("\u00a0", "").strip() or "so"
        begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end"))
        mark = f'<w:bookmarkStart w:id="{self.marks}" w:name="_Ref{self.marks}"/>{run(words)}<w:bookmarkEnd w:id="{self.marks}"/>'
        code = f'<w:r><w:instrText xml:space="preserve"> REF _Ref{self.marks} \\h </w:instrText></w:r>'
        return p(f"{mark}{run(' see ')}{begin}{code}{separate}{run(words)}{end}")

    def sign(self) -> str:
        """A break, a tab, a hyphen, or a sign of a symbol font."""
        signs = ("<w:br/>", "<w:tab/>", "<w:noBreakHyphen/>", "<w:softHyphen/>", '<w:sym w:font="Wingdings" w:char="F0FC"/>',
                 '<w:br w:type="page"/>')  # fmt: skip
        return f"<w:r>{self.chance.choice(signs[: -1 if self.in_table else None])}</w:r>"

    def link(self) -> str:
        return f'<w:hyperlink r:id="rLink"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>{escape(self.words(5))}</w:t></w:r></w:hyperlink>'

    def note(self) -> str:
        if self.in_table or len(self.notes) >= _MOST_NOTES:
            return self.text()
        self.notes.append(self.words())
        return note(len(self.notes))

    def control(self) -> str:
        return f'<w:sdt><w:sdtPr><w:alias w:val="a"/></w:sdtPr><w:sdtContent>{self.text()}</w:sdtContent></w:sdt>'

    def line(self) -> str:
        """What stands in a paragraph."""
        kinds: Sequence[Callable[[], str]] = (self.text,) * 8 + (
            self.field, self.sign, self.link, self.note, self.control
        )  # fmt: skip
        return "".join(self.chance.choice(kinds)() for _ in range(self.chance.randint(1, 2 if self.in_table else 6)))

    def paragraph(self) -> str:
        properties = self.chance.choice(("", "", "", '<w:jc w:val="both"/>', '<w:jc w:val="center"/>', "" if self.in_table else "<w:keepNext/>",
                                         '<w:pStyle w:val="Heading1"/>',
                                         "" if self.in_table else '<w:ind w:left="1000" w:right="3000"/>'))  # fmt: skip
        return p(self.line(), properties=properties)

    def items(self) -> str:
        number = self.chance.randrange(3 if self.in_table else len(_LISTS)) + 1
        some = range(self.chance.randint(1, 4))
        return "".join(
            p(
                self.line(),
                properties=f'<w:numPr><w:ilvl w:val="{self.chance.choice((0, 0, 1))}"/><w:numId w:val="{number}"/></w:numPr>',
            )
            for _ in some
        )

    def table(self) -> str:
        columns = self.chance.randint(1, 4)
        rows = []
        for number in range(self.chance.randint(1, 5)):
            cells = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="2200" w:type="dxa"/></w:tcPr>{self.cell()}</w:tc>' for _ in range(columns)
            )
            header = "<w:trPr><w:tblHeader/></w:trPr>" if number == 0 and self.chance.random() < 0.6 else ""
            rows.append(f"<w:tr>{header}{cells}</w:tr>")
        look = self.chance.choice(("", '<w:tblLook w:val="04A0" w:firstColumn="1"/>'))
        grid = '<w:gridCol w:w="2200"/>' * columns
        self.in_table = False
        return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>{p()}'

    def cell(self) -> str:
        self.in_table = True
        return "".join(
            self.chance.choice((self.paragraph, self.items, p))() for _ in range(self.chance.choice((1, 1, 2)))
        )


def document(seed: int) -> bytes:
    """The document of a seed."""
    maker = _Maker(seed)
    kinds = [maker.paragraph] * 6 + [maker.reference] + [maker.items] * 2 + [maker.table] * 2
    body = [maker.chance.choice(kinds)() for _ in range(maker.chance.randint(1, 14))]
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text.replace("%1", f"%{level + 1}")}"/>'
            f'<w:pPr><w:ind w:left="{500 * level + 500}" w:hanging="400"/></w:pPr></w:lvl>'
            for level in (0, 1)
        )
        + "</w:abstractNum>"
        for n, (kind, text) in enumerate(_LISTS)
    ) + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(_LISTS)))
    return docx(
        *body,
        header="".join(p(maker.text(), maker.field()) for _ in range(maker.chance.randint(1, 3))),
        footer=p(maker.field(), maker.text()),
        footnotes=maker.notes,
        properties=f"Document {seed}",
        relationships=[("rLink", "hyperlink", "https://example.org/")],
        parts={"word/numbering.xml": f"<w:numbering {DECLARATIONS}>{lists}</w:numbering>"},
    )
