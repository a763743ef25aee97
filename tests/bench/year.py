"""A cycle of 32 partnerships with four quarters of returned plans → what reading, recording and tracking them costs.

Run with `python -m tests.bench.year`. Times are of this process, start-up excluded; what is due is worked out anew from
the files, and has to be the same.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from scrutiny_response.cli import run
from scrutiny_response.use_cases.following import what_is_due
from scrutiny_response.use_cases.tracking import survey, write
from tests.assessment_files import write as write_assessment
from tests.scrutiny_response.recomputed import QUARTERS, due_anew, files_of, write_year
from tests.scrutiny_response.use_cases.returned.plans import (
    FILLED,
    opened,
    put,
    saved,
    sent,
    status_cell,
    the_assessment,
)

COUNT = 32
STATUSES = ("Not started", "In progress", "On track", "Completed")
_T = TypeVar("_T")


def main() -> None:
    """Measure everything once and print it."""
    print(f"{os.cpu_count()} cores; {COUNT} partnerships, {len(QUARTERS)} quarters")
    with tempfile.TemporaryDirectory() as folder:
        returned(Path(folder, "returned"))
        followed(Path(folder, "followed"))


def returned(folder: Path) -> None:
    """Read and record the plans of each quarter, with six actions each."""
    (folder / "inputs").mkdir(parents=True)
    assessments = []
    for number in range(COUNT):
        sample = the_assessment(f"PSR-2026-{number:03}", f"Partnership {number:03}")
        assessments.append(replace(sample, documents=("improvement-plan",)))
        write_assessment(folder / "inputs", f"partnership-{number:03}", assessments[-1])
    with chdir(folder):
        for quarter, (on, status) in enumerate(zip(QUARTERS, STATUSES, strict=True)):
            names = []
            for number, assessment in enumerate(assessments):
                plan = opened(sent(assessment))
                for reference in FILLED:
                    put(status_cell(plan, reference), status)
                names.append(f"plan {number:03} {quarter}.docx")
                Path(names[-1]).write_bytes(saved(plan))
            with redirect_stdout(StringIO()) as printed:
                took, code = timed(lambda: run.run(["returned", *names, "--record", "--on", on.isoformat()]))  # noqa: B023  # it is called at once
            assert code == 0, printed.getvalue()
            print(f"{took:8.2f} s   quarter {quarter + 1}: {COUNT} plans read, compared and recorded "
                  f"({took / COUNT * 1000:.0f} ms each)")  # fmt: skip


def followed(folder: Path) -> None:
    """Say what is due and track everything, over a year of events by chance."""
    write_year(folder, COUNT)
    files = files_of(folder)
    differences = dates = 0
    for on in QUARTERS:
        took, due = timed(lambda: what_is_due([folder / "inputs"], on, None))  # noqa: B023  # it is called at once
        items = {(each.reference, each.what, each.action, str(each.first_date), str(each.date), each.days_over,
                  each.times_revised, str(each.status)) for each in due.items}  # fmt: skip
        anew = set(due_anew(files, on))
        differences, dates = differences + len(items ^ anew), dates + len(anew)
        print(f"{took:8.2f} s   due on {on}: {len(items)} dates")
    print(f"           {dates} dates worked out anew: {differences} differences")
    last = QUARTERS[-1]
    took, tracker = timed(lambda: survey([folder / "inputs"], last, None))
    actions = sum(len(each.case.actions) for each in tracker.partnerships)
    print(f"{took:8.2f} s   {actions} actions tracked")
    took, _ = timed(lambda: write([folder / "inputs"], folder / "output", last))
    print(f"{took:8.2f} s   the same, with workbook, paper and recommendations written")


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    """Return how many seconds of processor time something took, and what it gave."""
    begun = time.process_time()
    value = work()
    return time.process_time() - begun, value


if __name__ == "__main__":
    main()
