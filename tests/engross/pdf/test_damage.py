"""A PDF with something wrong inside: harmless, recovered or refused, by what its pages show."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from engross import pdf
from engross.pdf import AttachedPdf, PdfFile
from engross.pdf.damage import text_length
from engross.problems import Refused, Severity
from tests.engross.pdf.built import Paper

AGAIN = "ask its author for a fresh copy, or open it and save it again as PDF, then run again"


def written() -> bytes:
    """A PDF of three pages with an index and objects that can be read as text, and a content on each page."""
    with pikepdf.open(BytesIO(bytes(Paper(pages=3)))) as paper:
        for page in paper.pages:
            page.Contents = pikepdf.Stream(paper, b"BT /F 12 Tf 72 300 Td (Hello) Tj [(wor) -20 (ld)] TJ ET")
        target = BytesIO()
        paper.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False, static_id=True)
    return target.getvalue()


REPORT = written()


def attached(data: bytes) -> AttachedPdf:
    """The report with a plan of two pages."""
    return pdf.attach(PdfFile("report.pdf", data), PdfFile("plan.pdf", bytes(Paper(words="plan"))))


def shown(data: bytes) -> tuple[int, int]:
    """How many pages a PDF has, and how many characters they show."""
    with pikepdf.open(BytesIO(data)) as result:
        return len(result.pages), text_length(result.pages)


WHOLE = shown(attached(REPORT).data)
HARMLESS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a number of objects": (
        lambda data: re.sub(rb"/Size (\d+)", lambda size: b"/Size %d" % (int(size[1]) + 1), data),
        "reported number of objects",
    ),
    "a header": (lambda data: data.replace(b"%PDF-1.7", b"%PDF-x.y", 1), "can't find PDF header"),
    "a number of pages": (lambda data: data.replace(b"/Count 3", b"/Count 5"), "it names 5 pages and holds 3"),
    "an operator": (lambda data: data.replace(b"ET", b") ", 1), "unexpected )"),
}
RECOVERED: dict[str, Callable[[bytes], bytes]] = {
    "a place of the index": lambda data: re.sub(rb"startxref\n\d+", b"startxref\n77", data),
    "much behind the end": lambda data: data + bytes(3000),
    "no trailer": lambda data: data[: data.rindex(b"xref\n", 0, data.rindex(b"startxref"))],
    "a length": lambda data: re.sub(rb"/Length (\d+)", lambda held: b"/Length %d" % (int(held[1]) + 3), data, count=1),
    "no end of an object": lambda data: data.replace(b"endobj\n", b"", 1),
}


def test_a_sound_file_is_told_nothing_of() -> None:
    assert (5, 30 + shown(bytes(Paper(words="plan")))[1]) == WHOLE
    assert not [problem for problem in attached(REPORT).problems if problem.id in {"pdf-small-faults", "pdf-recovered"}]


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_every_reader_puts_right_is_told_as_information(kind: str) -> None:
    change, fault = HARMLESS[kind]
    data = change(REPORT)
    assert data != REPORT
    result = attached(data)
    (told,) = [problem for problem in result.problems if problem.id == "pdf-small-faults"]
    assert told.severity is Severity.INFORMATION
    assert fault in told.message
    assert shown(result.data) == WHOLE or kind == "an operator"


@pytest.mark.parametrize("kind", RECOVERED)
def test_what_had_to_be_looked_for_is_counted_and_told_as_a_warning(kind: str) -> None:
    data = RECOVERED[kind](REPORT)
    assert data != REPORT
    result = attached(data)
    (told,) = [problem for problem in result.problems if problem.id == "pdf-recovered"]
    assert told.severity is Severity.WARNING
    assert told.message.endswith("; what could be recovered is 3 pages with 30 characters of text")
    assert told.hint == f"look whether its pages are all there and whole in the result, or {AGAIN}"
    assert shown(result.data) == WHOLE
    assert attached(data).data == result.data


LOST: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "half of the file": (lambda data: data[: len(data) // 2], "report.pdf: pdf-damaged: this "),
    "an entry of the list of pages": (
        lambda data: re.sub(rb"/Kids \[ \d+ 0 R", b"/Kids [", data, count=1),
        "report.pdf: pdf-damaged: this PDF file is damaged (it names 3 pages and holds 2); ",
    ),
    "a page": (
        lambda data: re.sub(rb"/Kids \[ (\d+) 0 R", b"/Kids [ 99 0 R", data, count=1),
        "report.pdf: pdf-damaged: this PDF file is damaged (Pages tree includes non-dictionary object; ignoring)",
    ),
}


@pytest.mark.parametrize("kind", LOST)
def test_a_loss_is_refused(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    change, message = LOST[kind]
    data = change(REPORT)
    assert data != REPORT
    with pytest.raises(Refused) as refused:
        attached(data)
    assert str(refused.value).startswith(message)
    assert str(refused.value).endswith(AGAIN)
    assert capfd.readouterr() == ("", "")


def test_a_page_of_a_rebuilt_file_that_no_list_names_is_told() -> None:
    changed = re.sub(rb"/Kids \[ \d+ 0 R", b"/Kids [", REPORT, count=1).replace(b"/Count 3", b"/Count 2")
    (told,) = [problem for problem in attached(changed).problems if problem.id == "pdf-recovered"]
    assert told.message.endswith(
        "is 2 pages with 20 characters of text; one more page lies in the file, which its list of pages does not name"
    )
