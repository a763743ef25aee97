"""A partnership is filled in from nothing by keyboard alone, and the file then says what the sample says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from scrutiny_response import resources
from scrutiny_response.desk.opening import opened
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.intake.rewriting import value_of
from tests.scrutiny_response.desk.at_the_desk import TODAY, cycle_folder
from tests.scrutiny_response.desk.filling_in import fill_in
from tests.scrutiny_response.desk.keyboard import Person

SAMPLES = sorted(file.stem for file in resources.inputs().glob("*.yaml") if file.stem != "cycle")
QUICK = {"scarlay-islands"} if os.environ.get("CI") != "true" else {"inverallan", "scarlay-islands", "whinmoss"}
"""The samples that are filled in by default: one, and three where CI=true; all of them are by `nox -s desk`."""


@pytest.mark.parametrize(
    "sample", [pytest.param(each, marks=() if each in QUICK else pytest.mark.desk) for each in SAMPLES]
)
def test_a_sample_is_filled_in_from_nothing_by_keyboard_alone(sample: str, tmp_path: Path, tab: Page) -> None:
    folder = cycle_folder(tmp_path, "nothing but the cycle")
    wanted = _values(resources.inputs() / f"{sample}.yaml")
    with opened(folder, lambda: TODAY) as (desk, _):
        tab.goto(desk.session.address)
        slug = fill_in(Person(tab), desk, wanted)
    assert _settled(_values(folder / "inputs" / f"{slug}.yaml")) == _settled(wanted)


def _values(file: Path) -> Any:
    root, problems = tree_of(file.read_bytes(), file.name)
    assert root is not None
    assert problems == []
    return value_of(root)


def _settled(value: Any) -> Any:
    """Return values as sets where they are chosen from a list, which has an order of its own; an empty list is none."""
    if isinstance(value, dict):
        return {key: sorted(inner) if key in {"criteria", "circumstances", "add", "leave_out", "documents"}
                and isinstance(inner, list) and all(isinstance(each, str) for each in inner) else _settled(inner)
                for key, inner in value.items() if inner != [] or key == "partners"}  # fmt: skip
    return [_settled(item) for item in value] if isinstance(value, list) else value
