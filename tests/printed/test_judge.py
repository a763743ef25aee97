"""What poppler's findings of a PDF are called."""

from __future__ import annotations

import pytest

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
    word = PrintedText("\ufffcone\n", "\ufffcpeople\n", "", MARGINS, MARGINS)
    assert judge.verdict(word, b"") == verdict
