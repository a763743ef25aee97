"""What a command holds in memory hardly grows with each assessment, whatever it does."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from scrutiny_response import calendars, cycle, register, resources, summary, verification, workbook
from scrutiny_response.intake import assessment_files, counted, read_framework, readings
from scrutiny_response.overview.page import page
from scrutiny_response.overview.survey import survey
from scrutiny_response.workers import Workers
from tests.small_templates import write_templates
from tests.synthetic import write_cycle

FEW, MANY = 64, 128
"""Both are whole chunks of those that are made together."""
MOST = 6_000
"""Bytes for each assessment. A tenth of it is held; the rest is room that Python keeps of what was freed, to a limit."""


def _generate(folder: Path) -> None:
    made = cycle.generate(
        [folder / "inputs"],
        folder / "output",
        templates=folder / "templates",
        workers=Workers(1),
        progress=_tidy,
    )
    assert not made.refused
    assert sum(map(len, summary.written(made, "output"))) > 50
    assert sum(map(len, summary.as_json("generate", made, "output"))) > 1_000


def _tidy(done: int, _total: int) -> None:
    """Python keeps some room of what it frees for later, which grows at first, too."""
    if done % 32 == 0:
        gc.collect()


def _verify(folder: Path) -> None:
    found = verification.verify(folder / "output", templates=folder / "templates")
    assert all(it.is_sound for it in found)


def _write_workbook(folder: Path) -> None:
    with register.read(folder / "output/manifest.json") as book, (folder / "book.xlsx").open("wb") as file:
        workbook.write(file, book.records(), "")


def _show_levels(folder: Path) -> None:
    made = cycle.levels([folder / "inputs"], progress=_tidy)
    assert sum(map(len, summary.levels(made))) > 1_000


def _show_page(folder: Path) -> None:
    """The cycle at a glance; the Word document is one text, which is in memory as a whole."""
    rules = read_framework()
    found = survey(counted(readings(assessment_files([folder / "inputs"]), rules), 0, _tidy), rules)
    assert sum(map(len, page(found))) > 5_000


def _write_calendars(folder: Path) -> None:
    made = calendars.write([folder / "inputs"], folder / "output", progress=_tidy)
    assert not made.refused
    assert not made.problems


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
    names = (path.stem for path in resources.templates().glob("*.docx"))
    write_templates(folder / "templates", **dict.fromkeys(names, "{{ assessment.reference }}"))
    return [_peak(work, folder) for work in commands]


@pytest.mark.parametrize(
    ("few", "many", "most", "commands"),
    [
        (FEW, MANY, MOST, (_generate, _generate, _verify, _write_workbook)),
        (32, 56, 2 * MOST, (_show_levels, _show_page, _write_calendars, _write_calendars)),
    ],
    ids=["documents", "what-is-shown"],
)
def test_memory_hardly_grows_with_the_number_of_assessments(
    tmp_path_factory: pytest.TempPathFactory, few: int, many: int, most: int, commands: Sequence[Callable[[Path], None]]
) -> None:
    """Also where a command goes on from what was made before.

    Of fewer assessments, what is kept until the next chunk is more for each. Held whole, they take from 17 to 53 KB.
    """
    _peaks(tmp_path_factory.mktemp("first"), 1, commands)  # what is kept for later files is not counted
    less, more = (_peaks(tmp_path_factory.mktemp(str(count)), count, commands) for count in (few, many))
    grown = [(after - before) / (many - few) for before, after in zip(less, more, strict=True)]
    assert max(grown) < most, grown
