"""What poppler's findings of a PDF are called."""

from __future__ import annotations

from io import BytesIO

import pytest
from pikepdf import Pdf

from engross.print_copy import Margins, PrintedText
from tests.printed import judge

MARGINS = (Margins("People\n", "page \ufffc\n"),)


@pytest.mark.parametrize(
    ("pages", "verdict"),
    [
        ("People\n(a) one\npage 1\n\fPeople\n1 people\npage 2\n\f", "false alarm"),
        ("People\n(a) one\npage 1\n\fPeople\n1\npage 2\n\f", "lost"),  # the headers have the letters of the lost note
    ],
)
def test_a_header_hides_no_loss(pages: str, verdict: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "_poppler", lambda program, *_: pages if program == "pdftotext" else "")
    monkeypatch.setattr(judge, "_in_tags", lambda _: "")
    monkeypatch.setattr(judge, "without_spaces", lambda data: data)
    word = PrintedText("\ufffcone\n", "\ufffcpeople\n", "", MARGINS, MARGINS)
    assert judge.verdict(word, b"") == verdict


def test_poppler_reads_a_pdf_without_marks_of_spaces_within_a_piece() -> None:
    """As LibreOffice writes them between words; another text stays, as its letters may not be those that are painted."""
    space, letters = "/Span <</ActualText<FEFF0020>>> BDC", "/Span << /ActualText (fi) >> BDC"
    content = "\n".join(("/P << /MCID 0 >> BDC", "%s(a) Tj", f"{letters}\n(b) Tj\nEMC", "EMC"))
    source, written = Pdf.new(), BytesIO()
    source.add_blank_page().obj.Contents = source.make_stream((content % f"{space}\n(c) Tj\nEMC\n").encode())
    source.save(written)
    with Pdf.open(BytesIO(judge.without_spaces(written.getvalue()))) as pdf:
        assert pdf.pages[0].Contents.read_bytes().decode() == content % "(c) Tj\n"
