"""Two builds' PDFs, in turns → the rows of one document and of a cycle, where LibreOffice is there."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench.versus import duties
from tests.bench.versus.builds import Build
from tests.bench.versus.commands import Cost, cost, in_turns, medians, row, scrutiny
from tests.bench.versus.engine import line

_ONE_AFTER_THE_OTHER = """
import sys, time
from pathlib import Path
from {package} import pdf
office, data = pdf.{office}(), Path(sys.argv[1]).read_bytes()
for _ in sys.stdin:
    begun = time.perf_counter()
    pdf.{convert}(office, [pdf.WordFile("letter.docx", data)])
    print(time.perf_counter() - begun, flush=True)
"""
"""What looks at a document again and again, as the preview does; what a PDF says is not compared in either."""
_SCRIPTS = {
    "earlier": _ONE_AFTER_THE_OTHER.format(package="scrutiny_response", office="find_office", convert="make"),
    "this": _ONE_AFTER_THE_OTHER.format(package="engross", office="kept_converter", convert="to_pdf"),
}
_TIMES = 5


def rows(folder: Path, pair: Sequence[Build], options: Any) -> Iterator[str]:
    """The rows of the table."""
    if not shutil.which("soffice"):
        yield "PDFs: skipped, LibreOffice is not there"
        return
    yield _one_document(folder / "works/templates/letter.docx", pair)

    def words(build: Build) -> list[str]:
        output = folder / f"pdf-{build.name}"
        shutil.rmtree(output, ignore_errors=True)
        templates = ["--templates", str(folder / "works/templates")]
        return ["generate", "--pdf", *templates, "-o", str(output), str(folder / "works/inputs")]

    def run(build: Build) -> Cost:
        return cost(build, scrutiny(*words(build)), folder)

    sides = in_turns(pair, options.rounds, run)
    yield row("the sample cycle with PDFs, by the clock", sides, "clock", "0.75", "s")
    yield row("the sample cycle with PDFs, processor", sides, "processor", "", "s")
    apart = duties.spent(pair[1], duties.OF_PDFS, words(pair[1]), folder)
    yield from duties.rows(medians(sides, "processor"), apart, "")


def _one_document(file: Path, pair: Sequence[Build]) -> str:
    """The row of a document that is looked at again, by the clock; the first time is not counted."""
    processes = [_begun(build, file) for build in pair]
    taken = [[_asked(process) for process in processes] for _ in range(_TIMES + 1)][1:]
    for process in processes:
        process.communicate()
    earlier, this = (statistics.median(side) * 1000 for side in zip(*taken, strict=True))
    ratio = statistics.median(one[1] / one[0] for one in taken)
    return line("a PDF of one document, seen again, by the clock", (earlier, this), ratio, "0.30", "ms")


def _begun(build: Build, file: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-c", _SCRIPTS[build.name], str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(build.folder)},
    )


def _asked(process: subprocess.Popen[str]) -> float:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("again\n")
    process.stdin.flush()
    return float(process.stdout.readline())
