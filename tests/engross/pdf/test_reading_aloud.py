"""A PDF read aloud by its tags, as a screen reader would say it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from engross import pdf
from engross.pdf import PdfFile
from engross.problems import Refused
from tests.engross.pdf.built import Paper


def font() -> Dictionary:
    """A font that every reader has."""
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)


class Tagged:
    """A PDF of one page whose elements are made one by one, each with its text."""

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self.pdf.docinfo.Title, self.pdf.Root.Lang = String("A report"), String("en-GB")
        self.page = self.pdf.add_blank_page(page_size=(300, 400))
        self.page.obj.Resources = Dictionary(Font=Dictionary(F=font()))
        self.page.obj.StructParents = 0
        self.content: list[bytes] = []

    def text(self, words: str) -> int:
        """Paint words as marked content; its identifier."""
        number = len(self.content)
        self.content.append(
            b"/Span <</MCID %d>> BDC BT /F 9 Tf 20 %d Td (%s) Tj ET EMC" % (number, 390 - 9 * number, words.encode())
        )
        return number

    def make(self, kind: str, *held: object, **entries: Any) -> pikepdf.Object:
        """An element of this type that holds texts and elements."""
        kids = [self.text(each) if isinstance(each, str) else each for each in held]
        return self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), Pg=self.page.obj, K=Array(kids), **entries)
        )

    def read(self, *top: pikepdf.Object) -> list[str]:
        """What is said of these elements, without what is said of the document."""
        self.page.obj.Contents = Stream(self.pdf, b"\n".join(self.content))
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.pdf.Root.StructTreeRoot = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array(list(top))))
        target = BytesIO()
        self.pdf.save(target)
        lines = pdf.read_aloud(PdfFile("report.pdf", target.getvalue()))
        assert lines[:2] == ("Document: A report", "Language: en-GB")
        return list(lines[2:])


def test_headings_text_links_notes_and_languages_are_said_in_order() -> None:
    paper = Tagged()
    link = paper.make("Link", "our page")
    note = paper.make("Note", "seen in June")
    gaelic = paper.make("Span", "Alba", Lang=String("gd"))
    assert paper.read(
        paper.make("H1", "Findings"),
        paper.make("P", "See ", link, note, gaelic),
        paper.make("H", "More"),
        paper.make("P", " "),
    ) == [
        "[page 1]",
        "Heading 1: Findings",
        "See our page (link) (note: seen in June) (gd) Alba",
        "Heading: More",
        "blank",
    ]


def test_lists_say_how_many_items_they_have_with_their_labels_and_lists_within() -> None:
    paper = Tagged()
    inner = paper.make("L", paper.make("LI", paper.make("Lbl", "a."), paper.make("LBody", paper.make("P", "Inner"))))
    first = paper.make("LI", paper.make("Lbl", "1."), paper.make("LBody", paper.make("P", "One"), inner))
    second = paper.make("LI", paper.make("Lbl", "2."), paper.make("LBody", "Two"))
    said = paper.read(paper.make("L", first, second))
    assert [line for line in said if "page" not in line] == [
        "List of 2 items",
        "  1. One",
        "  List of 1 item",
        "    a. Inner",
        "  2. Two",
    ]


def test_tables_say_their_size_and_their_header_cells_and_empty_cells_are_no_paragraphs() -> None:
    paper = Tagged()
    head = paper.make("TR", paper.make("TH", paper.make("P", "Action")), paper.make("TH", paper.make("P", "Lead")))
    row = paper.make("TR", paper.make("TH", "A1"), paper.make("TD", paper.make("P")))
    assert [
        line
        for line in paper.read(paper.make("Table", paper.make("THead", head), paper.make("TBody", row)))
        if "page" not in line
    ] == [
        "Table of 2 rows and 2 columns",
        "  Row 1: header Action | header Lead",
        "  Row 2: header A1 | empty",
    ]


def test_pictures_are_said_by_their_description_and_the_lack_of_one() -> None:
    paper = Tagged()
    with_words = paper.make("Figure", Alt=String("A map of the area"))
    assert paper.read(with_words, paper.make("Figure")) == [
        "[page 1]",
        "Picture: A map of the area",
        "Picture without a description",
    ]


def test_what_has_no_tags_is_not_made_up() -> None:
    lines = pdf.read_aloud(PdfFile("report.pdf", bytes(Paper(tagged=False))))
    assert lines[-1] == "This PDF has no tags: a screen reader guesses what to say, and in which order."


def test_a_plan_in_a_report_is_read_behind_it_or_where_it_stands() -> None:
    joined = pdf.attach(
        PdfFile("report.pdf", bytes(Paper(words="report"))), PdfFile("plan.pdf", bytes(Paper(words="plan")))
    )
    assert [line for line in pdf.read_aloud(PdfFile("both.pdf", joined.data)) if line.startswith("[page")] == [
        *("[page 1]", "[page 2]", "[page 1]", "[page 2]"),
    ]


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(Refused, match="pdf-damaged"):
        pdf.read_aloud(PdfFile("report.pdf", b"no PDF"))
