"""The Word files of `papers` → PDFs, made once for all tests: LibreOffice takes seconds to start."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf

from engross import pdf
from engross.pdf.converter import Converter
from engross.pdf.files import Archive, AttachedPdf, ConvertedPdf, PdfFile, WordFile
from engross.problems import Problem
from tests.engross.pdf.documents import WORD_FILES


def made(office: Converter, archive: Archive | None = None, run: int = 1) -> dict[str, ConvertedPdf | Problem]:
    """The PDFs of all papers, or of report and plan where they are archival; another `run` makes those two again."""
    return _made(office, archive, run)


@cache
def _made(office: Converter, archive: Archive | None, run: int) -> dict[str, ConvertedPdf | Problem]:
    names = list(WORD_FILES) if archive is None and run == 1 else ["report.docx", "plan.docx"]
    results = pdf.to_pdf(office, [WordFile(name, WORD_FILES[name]) for name in names], archive)
    return dict(zip(names, results, strict=True))


def paper(office: Converter, name: str, archive: Archive | None = None) -> PdfFile:
    """The PDF of one paper, under the paper's name."""
    result = made(office, archive)[f"{name}.docx"]
    assert isinstance(result, ConvertedPdf), result
    return PdfFile(f"{name}.pdf", result.data)


def same_content(one: AttachedPdf, other: AttachedPdf) -> bool:
    """Whether both are the same but for the PDF version, the digest of both, and the order of things in the file."""

    def plain(attached: AttachedPdf) -> bytes:
        stream = BytesIO()
        with pikepdf.open(BytesIO(attached.data)) as whole:
            del whole.Root.SCRN_Result
            whole.save(stream, force_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return stream.getvalue().rpartition(b"/ID [")[0]

    return (one.title, one.problems, plain(one)) == (other.title, other.problems, plain(other))
