"""Word files and PDFs → milliseconds: conversion by way, mending, attaching; run with `python -m tests.bench.pdf`."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from msgspec.structs import replace

from engross import pdf
from engross.pdf.converter import Converter
from engross.pdf.core_properties import properties
from engross.pdf.files import Enclosure, PdfAttachChoices, PdfFile, WordFile
from engross.pdf.postprocess import postprocess
from tests.engross.pdf.documents import WORD_FILES, heading, table, word_file

FILES = 24
ROWS = 200


def main() -> None:
    """Measure everything once and print it."""
    office = replace(pdf.find_converter(), processes=1)
    print(f"{os.cpu_count()} cores")
    for words, figure in (*conversion(office), *attaching(office)):
        print(f"{figure:8.1f} ms  {words}")
        sys.stdout.flush()


def conversion(office: Converter) -> Iterator[tuple[str, float]]:
    """Milliseconds a document, by way of starting LibreOffice."""
    files = [WordFile("report.docx", WORD_FILES["report.docx"])] * FILES
    alone = once(lambda: [office.convert([file]) for file in files[:6]]) / 6
    yield "a document of 3 pages, one process a file", alone
    yield f"… one process, a list of {FILES}", once(lambda: office.convert(files)) / FILES
    two = replace(office, processes=2)
    yield f"… two processes, lists of {FILES // 2}", once(lambda: two.convert(files)) / FILES
    (converted,) = office.convert(files[:1])
    assert isinstance(converted, bytes), converted
    facts = properties(files[0].data)
    yield "mending it", median(lambda: postprocess(converted, facts).data)


def attaching(office: Converter) -> Iterator[tuple[str, float]]:
    """Milliseconds to attach a plan, beside opening and saving both files alone."""
    rows = [
        (f"A{n}", "Agree one chronology with all agencies, and audit it. " * 3, "Head of service") for n in range(ROWS)
    ]
    large = word_file(heading("Plan"), table(("Reference", "Action", "Lead"), *rows), title="Plan", landscape=True)
    words = {"report": WORD_FILES["report.docx"], "short": WORD_FILES["short plan.docx"], "large": large}
    made = pdf.to_pdf(office, [WordFile(name, data) for name, data in words.items()])
    report, short, long = (PdfFile(f"{name}.pdf", result.data) for name, result in zip(words, made, strict=True))  # type: ignore[union-attr]  # all of them can be made
    yield from _attaching(f"a short plan of {pages(short)} page", report, short, words["short"])
    yield from _attaching(f"a plan of {ROWS} rows and {pages(long)} pages", report, long, large)


def _attaching(name: str, report: PdfFile, plan: PdfFile, word: bytes) -> Iterator[tuple[str, float]]:
    enclosure = Enclosure("plan.docx", word)
    yield f"attaching {name}", median(lambda: pdf.attach(report, plan, PdfAttachChoices(), enclosure))
    yield "… opening and saving the two alone", median(lambda: [saved(report), saved(plan)])


def pages(file: PdfFile) -> int:
    return pdf.page_count(file)


def saved(file: PdfFile) -> bytes:
    stream = BytesIO()
    with pikepdf.open(BytesIO(file.data)) as whole:
        whole.save(stream, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return stream.getvalue()


def once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def median(work: Callable[[], object]) -> float:
    return statistics.median(once(work) for _ in range(15))


if __name__ == "__main__":
    main()
