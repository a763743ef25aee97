"""A report and plans → how long attaching takes, against the archive's reading and writing alone and docxcompose.

Run with `python -m tests.bench.attach`. All ways of one pair take turns, so that a busy machine is busy for all of them.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
from docxcompose.composer import Composer

from engross.word.attach import Choices, Look, attach
from engross.word.opc.package import Package
from tests.engross.word.attach.plans import PLANS, landscape

ROUNDS = 15
BATCH = 32
ROWS = 200
AIMS = {"a plan of 6 rows": 4.0, f"a plan of {ROWS} rows": 10.0}
"""How many times the archive's reading and writing alone attaching may take."""


def main() -> None:
    """Measure everything once and print it, as medians and as ratios."""
    report = a_report()
    print(f"{os.cpu_count()} cores; a report of {len(report) // 1024} KiB; medians of {ROUNDS} rounds taken in turns")
    for words, plan in {"a plan of 6 rows": landscape(6), f"a plan of {ROWS} rows": landscape(ROWS)}.items():
        figures = medians(ways(report, plan))
        print(f"\n{words}, {len(plan) // 1024} KiB")
        for way, figure in figures.items():
            print(f"{figure:8.1f} ms  {figure / figures[ZIP]:5.1f} x  {way}")
        print(f"aim: at most {AIMS[words]:g} x")
    begun = time.perf_counter()
    for number in range(BATCH):
        attach(Package.open(report), Package.open(PLANS["landscape"]()), Choices(letter=str(number)))
    print(
        f"\n{(time.perf_counter() - begun) * 1000:8.1f} ms  a batch of {BATCH}, one process, plans made anew included"
    )
    sys.stdout.flush()


ZIP = "the archives read and written, nothing else"


def ways(report: bytes, plan: bytes) -> dict[str, Callable[[], object]]:
    """What is measured for one pair of files."""
    whole = attach(Package.open(report), Package.open(plan))
    return {
        ZIP: lambda: rewritten(report, plan, whole),
        "attach": lambda: attach(Package.open(report), Package.open(plan)),
        "attach, the plan's look": lambda: attach(Package.open(report), Package.open(plan), Choices(look=Look.PLAN)),
        "attach, where a plan is replaced": lambda: attach(
            Package.open(whole), Package.open(plan), Choices(letter="Q")
        ),
        "attach, where the plan is there already": lambda: attach(Package.open(whole), Package.open(plan)),
        "docxcompose": lambda: composed(report, plan),
    }


def medians(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median milliseconds of each, measured in turns."""
    times: dict[str, list[float]] = {way: [] for way in works}
    for _ in range(ROUNDS + 1):
        for way, work in works.items():
            begun = time.perf_counter()
            work()
            times[way].append((time.perf_counter() - begun) * 1000)
    return {way: statistics.median(found[1:]) for way, found in times.items()}


def rewritten(report: bytes, plan: bytes, whole: bytes) -> bytes:
    """Both files unpacked with zipfile, and the parts of the result packed."""
    read(report)
    read(plan)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in WHOLES.setdefault(whole, read(whole)).items():
            archive.writestr(name, data)
    return target.getvalue()


WHOLES: dict[bytes, dict[str, bytes]] = {}


def read(package: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def composed(report: bytes, plan: bytes) -> bytes:
    """The plan appended by docxcompose."""
    composer = Composer(docx.Document(BytesIO(report)))
    composer.append(docx.Document(BytesIO(plan)))
    target = BytesIO()
    composer.save(target)
    return target.getvalue()


def a_report() -> bytes:
    """A report of about thirty pages."""
    return report_of(10)


def report_of(chapters: int) -> bytes:
    """A report of so many chapters, each of about three pages."""
    made = docx.Document()
    for chapter in range(chapters):
        made.add_heading(f"Chapter {chapter + 1}", 1)
        for section in range(4):
            made.add_heading(f"Finding {section + 1}", 2)
            for _ in range(4):
                made.add_paragraph("The partnership could show how it works with people who need support. " * 4)
        table = made.add_table(6, 3, style="Table Grid")
        for row in table.rows:
            for cell in row.cells:
                cell.text = "An evaluation"
    target = BytesIO()
    made.save(target)
    return target.getvalue()


if __name__ == "__main__":
    main()
