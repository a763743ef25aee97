"""Pages read the quick way hold what the libraries read in them, and whatever is written otherwise is left to these."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Pdf

from engross.pdf.converter import Converter
from engross.pdf.files import WordFile
from engross.pdf.marked_text import UNTAGGED, marked_text
from engross.pdf.written_pages import text_of, written_operators, written_pages
from tests.engross.pdf.documents import WORD_FILES

CODES = (
    b"/CMapName /A def begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
    b"3 beginbfchar\n<01> <0041>\n<02> <00660069>\n<03> <D835DC00>\nendbfchar\nendcmap end"
)


def made(content: bytes, codes: bytes = CODES, form: bytes = b"0 0 m 1 1 l f*") -> bytes:
    """A PDF of one page with this content, two fonts with these codes, and a form."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        fonts = {
            name: Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.A, ToUnicode=pdf.make_stream(codes))
            for name in ("/F1", "/F2")
        }
        drawn = pdf.make_stream(form, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        page.obj.Resources = Dictionary(
            Font=Dictionary({name: pdf.make_indirect(font) for name, font in fonts.items()}),
            XObject=Dictionary(Tr4=drawn),
        )
        page.obj.Contents = pdf.make_stream(content)
        stream = BytesIO()
        pdf.save(stream)
        return stream.getvalue()


def assert_read_alike(data: bytes) -> None:
    """Assert that the quick way gives what playa and pikepdf give."""
    with Pdf.open(BytesIO(data)) as pdf:
        pages = written_pages(pdf)
        assert pages is not None
        assert text_of(pages) == marked_text(data)
        for page, written in zip(pdf.pages, pages, strict=True):
            instructions = pikepdf.parse_content_stream(page)
            assert [str(instruction.operator) for instruction in instructions] == list(written.operators)


PIECES = (
    "/P<</MCID 0>>BDC", "/Span<</MCID 1/Lang<656E>>>BDC", "/Artifact BMC", "/Artifact<</Type/Pagination>>BDC",
    "/Table#20Text<</MCID 12>>BDC", "EMC", "q 1 0 0 rg", "Q", "BT 1 2 Td /F1 10 Tf<0102>Tj ET", "/F2 9 Tf",
    "BT 65.3 7 Td /F2 9.5 Tf[<01>-2<020403>7.5<FF>]TJ ET", "BT /F1 1 Tf[]TJ ET", "0 0 m 1 1 l S", "q 0 0 9 9 re W* n",
    "[3 2] 0 d", "/Tr4 Do",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_a_page_as_libreoffice_writes_it_is_read_as_the_libraries_read_it(pieces: list[str]) -> None:
    assert_read_alike(made("\n".join(pieces).encode()))


def test_all_that_libreoffice_writes_is_read_the_quick_way(office: Converter) -> None:
    names = ("report.docx", "plan.docx")
    for result in office.convert([WordFile(name, WORD_FILES[name]) for name in names]):
        assert isinstance(result, bytes)
        assert_read_alike(result)


@pytest.mark.parametrize(
    "content",
    [b"BT /F1 9 Tf (A) Tj ET", b"BT /F1 9 Tf [<01> /A] TJ ET", b"BT /F1 9 Tf <012> Tj ET", b"BT <01> Tj ET",
     b"BT /F3 9 Tf <01> Tj ET", b"/P /Marks BDC EMC", b"/P <</A <</MCID 3>>>> BDC EMC", b"/Other Do", b"1 % Tj\n w",
     b"BI /W 1 ID x EI", b"<01> '", b"0 0 m 1"],
)  # fmt: skip
def test_what_is_written_otherwise_is_not_read_the_quick_way(content: bytes) -> None:
    with Pdf.open(BytesIO(made(content))) as pdf:
        assert written_pages(pdf) is None


@pytest.mark.parametrize(
    ("codes", "form"),
    [(CODES.replace(b"beginbfchar", b"beginbfrange"), b""), (CODES.replace(b"<0041>", b"/A"), b""),
     (CODES, b"BT <01> Tj ET"), (CODES, b"/Tr5 Do")],
)  # fmt: skip
def test_fonts_and_forms_written_otherwise_are_left_to_the_libraries(codes: bytes, form: bytes) -> None:
    with Pdf.open(BytesIO(made(b"BT /F1 9 Tf <01> Tj ET /Tr4 Do", codes, form))) as pdf:
        assert written_pages(pdf) is None


def test_the_operators_of_a_form() -> None:
    assert written_operators(b"0 0 m 1 1 l h f*\n") == frozenset({"m", "l", "h", "f*"})
    assert written_operators(b"0 0 m (l) Tj") is None
    assert written_operators(b"0 0 m BI") is None


def test_codes_that_a_font_does_not_name_stand_for_themselves() -> None:
    with Pdf.open(BytesIO(made(b"BT /F1 9 Tf <0102037E> Tj ET"))) as pdf:
        (page,) = written_pages(pdf) or ()
    assert page.texts == {UNTAGGED: "Afi\U0001d400~"}
