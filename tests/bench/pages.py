"""Reports of 3 to 510 pages → how long attaching and replacing take, against docxcompose and another build, in one run.

Run with `python -m tests.bench.pages`, or with the `src` folder of another build of this software behind it. All ways
take turns, and processor time is counted, so that a busy machine is busy for all of them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO

import docx

from engross.word.attach import Choices, attach
from engross.word.opc.package import Package
from tests.bench.attach import composed
from tests.engross.word.attach.plans import landscape

PAGES = (3, 30, 180, 510)
ROUNDS = 9
MOST_OF_ANOTHER = 0.35
"""What part of the time of version 0.1 attaching to the longest report may take."""
MOST_OF_DOCXCOMPOSE = 0.9
"""What part of docxcompose's time attaching may take, whatever the size of the report."""
WORKER = """
import sys, time
try:
    from engross.word.attach import Choices, attach
    from engross.word.opc.package import Package
except ImportError:
    from scrutiny_response.word.attach import Choices, attach
    from scrutiny_response.word.package import Package
report, plan, whole = (open(name, "rb").read() for name in sys.argv[1:4])
ways = {
    "attach": lambda: attach(Package.open(report), Package.open(plan)),
    "replace": lambda: attach(Package.open(whole), Package.open(plan), Choices(letter="Q")),
}
for line in sys.stdin:
    begun = time.process_time()
    ways[line.strip()]()
    print((time.process_time() - begun) * 1000, flush=True)
"""
"""What another build is asked to do, in a process of its own."""


def main() -> None:
    """Measure everything once, and print a row for each size."""
    other = sys.argv[1] if len(sys.argv) > 1 else ""
    print(f"milliseconds of processor time, medians of {ROUNDS} rounds taken in turns")
    print("pages   attach  replace  docxcompose" + ("   other: attach  replace" if other else "") + "   shares")
    plan = landscape(6)
    for pages in PAGES:
        report = a_report(pages)
        figures = measured(report, plan, other)
        shares = [f"{figures['attach'] / figures['docxcompose']:.2f} of docxcompose"]
        if other:
            shares += [
                f"{figures[way] / figures[f'other {way}']:.2f} of the other's {way}" for way in ("attach", "replace")
            ]
        print(f"{pages:5d} " + "".join(f"{figure:9.1f}" for figure in figures.values()) + "   " + ", ".join(shares))
    print(f"aims: {MOST_OF_DOCXCOMPOSE} of docxcompose; at {PAGES[-1]} pages {MOST_OF_ANOTHER} of version 0.1")


def measured(report: bytes, plan: bytes, other: str) -> dict[str, float]:
    """The median milliseconds of each way of one report."""
    whole = attach(Package.open(report), Package.open(plan))
    ways: dict[str, Callable[[], float]] = {
        "attach": lambda: timed(lambda: attach(Package.open(report), Package.open(plan))),
        "replace": lambda: timed(lambda: attach(Package.open(whole), Package.open(plan), Choices(letter="Q"))),
        "docxcompose": lambda: timed(lambda: composed(report, plan)),
    }
    if not other:
        return turns(ways)
    from tempfile import TemporaryDirectory  # noqa: PLC0415  # only where another build is measured

    with TemporaryDirectory() as folder:
        names = [os.path.join(folder, name) for name in ("report", "plan", "whole")]  # noqa: PTH118  # words for a command
        for name, data in zip(names, (report, plan, whole), strict=True):
            with open(name, "wb") as file:  # noqa: PTH123  # likewise
                file.write(data)
        command = [sys.executable, "-c", WORKER, *names]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,  # noqa: S603  # our own words
                              env={**os.environ, "PYTHONPATH": other}) as worker:  # fmt: skip
            for way in ("attach", "replace"):
                ways[f"other {way}"] = lambda way=way: asked(worker, way)  # type: ignore[misc]  # a default binds it
            return turns(ways)


def turns(ways: dict[str, Callable[[], float]]) -> dict[str, float]:
    """Let all ways take turns."""
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS + 1):
        for way, work in ways.items():
            times[way].append(work())
    return {way: statistics.median(taken[1:]) for way, taken in times.items()}


def asked(worker: subprocess.Popen[str], way: str) -> float:
    """What another build takes."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(f"{way}\n")
    worker.stdin.flush()
    return float(worker.stdout.readline())


def timed(work: Callable[[], object]) -> float:
    """The milliseconds of the processor that some work takes."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def a_report(pages: int) -> bytes:
    """A report with so many pages of text, tables and headings."""
    made = docx.Document()
    for chapter in range(pages):
        made.add_heading(f"Chapter {chapter + 1}", 1 if chapter % 3 == 0 else 2)
        for _ in range(6):
            made.add_paragraph("The partnership could show how it works with people who need support. " * 4)
        for row in made.add_table(3, 3, style="Table Grid").rows:
            for cell in row.cells:
                cell.text = "An evaluation"
    target = BytesIO()
    made.save(target)
    return target.getvalue()


if __name__ == "__main__":
    main()
