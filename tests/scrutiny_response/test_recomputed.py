"""What is due and late by the program, and by a recomputation from the files alone: they say the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from scrutiny_response.use_cases.following import what_is_due
from scrutiny_response.use_cases.tracking import survey
from tests.scrutiny_response.recomputed import QUARTERS, Item, due_anew, files_of, write_year


@pytest.mark.parametrize("count", [4, pytest.param(32, marks=pytest.mark.soak)])
def test_what_is_due_is_what_the_files_say_in_every_quarter(tmp_path: Path, count: int) -> None:
    write_year(tmp_path, count)
    numbers, files = [], files_of(tmp_path)
    for on in QUARTERS:
        anew = due_anew(files, on)
        assert by_the_program(tmp_path, on) == anew
        assert by_the_tracker(tmp_path, on) == [item for item in anew if item[1] == "action"]
        numbers.append(len(anew))
    assert min(numbers) > count


def by_the_program(folder: Path, on: dt.date) -> list[Item]:
    """What `scrutiny due` says."""
    due = what_is_due([folder / "inputs"], on, None)
    assert due.problems == ()
    return sorted(
        (each.reference, each.what, each.action, str(each.first_date), str(each.date), each.days_over,
         each.times_revised, str(each.status))
        for each in due.items
    )  # fmt: skip


def by_the_tracker(folder: Path, on: dt.date) -> list[Item]:
    """What `scrutiny tracker` says of the actions that are due."""
    return sorted(
        (each.case.assessment.reference, "action", action.now.reference, str(action.first_date), str(action.date),
         action.days_over, action.times_revised, action.stands)
        for each in survey([folder / "inputs"], on, None).partnerships
        for action in each.case.actions
        if action.stands in {"due", "slipped", "overdue"}
    )  # fmt: skip
