"""The name of some commands → how many bytes more each holds in memory with each further assessment.

Run with `python -m tests.memory NAME`: in a process of its own, for what others left behind would count.
"""

from __future__ import annotations

import gc
import json
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scrutiny_response.cli.reports import summary
from scrutiny_response.generate import cycle
from scrutiny_response.generate.workers import Workers
from scrutiny_response.intake import assessment_files, counted, read_framework, readings
from scrutiny_response.store import manifest_index, workbook
from scrutiny_response.use_cases import calendars, verify
from scrutiny_response.use_cases.overview.page import page
from scrutiny_response.use_cases.overview.survey import survey
from tests.small_templates import write_stand_ins
from tests.synthetic import write_cycle


def _generate(folder: Path) -> None:
    outcome = cycle.generate(
        [folder / "inputs"],
        folder / "output",
        templates=folder / "templates",
        workers=Workers(1),
        progress=_tidy,
    )
    assert not outcome.refused
    assert sum(map(len, summary.written(outcome, "output"))) > 50
    assert sum(map(len, summary.as_json("generate", outcome, "output"))) > 1_000


def _tidy(done: int, _total: int) -> None:
    """What is free but for Python's collector, which comes by when it likes, is not held."""
    if done % 4 == 0:
        gc.collect()


def _verify(folder: Path) -> None:
    documents = verify.verify(folder / "output", templates=folder / "templates")
    assert all(document.is_sound for document in documents)


def _write_workbook(folder: Path) -> None:
    with manifest_index.read(folder / "output/manifest.json") as book, (folder / "book.xlsx").open("wb") as file:
        workbook.write(file, book.records(), "")


def _show_levels(folder: Path) -> None:
    outcome = cycle.levels([folder / "inputs"], progress=_tidy)
    assert sum(map(len, summary.levels(outcome))) > 1_000


def _show_page(folder: Path) -> None:
    """The cycle at a glance; the Word document is one text, which is in memory as a whole."""
    rules = read_framework()
    overview = survey(counted(readings(assessment_files([folder / "inputs"]), rules), 0, _tidy), rules)
    assert sum(map(len, page(overview))) > 5_000


def _write_calendars(folder: Path) -> None:
    outcome = calendars.write([folder / "inputs"], folder / "output", progress=_tidy)
    assert not outcome.refused
    assert not outcome.problems


def _peak(work: Callable[[Path], None], folder: Path) -> int:
    gc.collect()
    tracemalloc.start()
    try:
        work(folder)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _peaks(folder: Path, count: int, commands: Sequence[Callable[[Path], None]]) -> list[int]:
    """The most bytes that each command holds, for so many assessments."""
    write_cycle(folder / "inputs", count)
    write_stand_ins(folder / "templates")
    return [_peak(work, folder) for work in commands]


COUNTED = {
    "few documents": (32, 64, (_generate, _verify)),
    "documents": (64, 128, (_generate, _generate, _verify, _write_workbook)),
    "what is shown": (32, 56, (_show_levels, _show_page, _write_calendars, _write_calendars)),
}
"""How many assessments are few and many, and the commands; documents are made in whole chunks of them."""


def grown(few: int, many: int, commands: Sequence[Callable[[Path], None]]) -> list[float]:
    """The bytes that each command holds more with each assessment."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _peaks(folder / "first", 1, commands)  # what is kept for later files is not counted
        less, more = (_peaks(folder / str(count), count, commands) for count in (few, many))
    return [(after - before) / (many - few) for before, after in zip(less, more, strict=True)]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(grown(*COUNTED[sys.argv[1]])))
