"""Whatever an assessment says is shown by the pages, and sent back as it is changes no byte of the file."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from scrutiny_response import resources
from scrutiny_response.desk.forms.sections import ASSESSMENT, CYCLE
from tests.scrutiny_response.desk.at_the_desk import Browser, browser, cycle_folder

SAMPLES = sorted(file.stem for file in resources.inputs().glob("*.yaml") if file.stem != "cycle")


def pages_of(one: Browser, address: str, groups: tuple[object, ...] = ASSESSMENT) -> list[str]:
    """Return the addresses of all pages with a form of a partnership."""
    sections = [section for group in groups for section in group.sections]  # type: ignore[attr-defined]
    pages = [f"{address}/{section.slug}" for section in sections if section.paths or section.slug == "criteria"]
    lists = [f"{address}/list/{path}" for section in sections for path in section.lists]
    for listed in lists:
        items = one.get(listed).text.count("/item/") - 1
        pages += [f"{listed.replace('/list/', '/item/')}.{number}" for number in range(items)]
        if listed.endswith("/areas"):
            for number in range(items):
                inner = f"{address}/list/areas.{number}.actions"
                count = one.get(inner).text.count(f"/item/areas.{number}.actions.") - 1
                pages += [f"{address}/item/areas.{number}.actions.{each}" for each in range(count)]
    return pages


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_page_sent_back_as_it_is_changes_no_byte(tmp_path: Path, sample: str) -> None:
    folder = cycle_folder(tmp_path, sample)
    one, file = browser(folder), folder / "inputs" / f"{sample}.yaml"
    before = file.read_bytes()
    for address in pages_of(one, f"/partnership/{sample}"):
        answer = one.post(address, one.form(address))
        assert answer.status_code == 303, (address, answer.status)
        assert file.read_bytes() == before, (address, _changed(before, file.read_bytes()))


def test_the_settings_of_the_cycle_sent_back_as_they_are_change_no_byte(tmp_path: Path) -> None:
    folder = cycle_folder(tmp_path, "tarbeck")
    one, file = browser(folder), folder / "inputs" / "cycle.yaml"
    before = file.read_bytes()
    for address in pages_of(one, "/cycle", CYCLE):
        assert one.post(address, one.form(address)).status_code == 303
        assert file.read_bytes() == before, (address, _changed(before, file.read_bytes()))


def test_one_changed_answer_is_one_changed_line(tmp_path: Path) -> None:
    folder = cycle_folder(tmp_path, "skerravale")
    one, file = browser(folder), folder / "inputs" / "skerravale.yaml"
    before = file.read_bytes()
    address = "/partnership/skerravale/criteria"
    one.post(address, {**one.form(address), "criteria.self-assessment-2.answer": "not met"})
    assert _changed(before, file.read_bytes()) == [
        "-  self-assessment-2: {answer: met}",
        "+  self-assessment-2: {answer: not met}",
    ]


def _changed(before: bytes, after: bytes) -> list[str]:
    lines = difflib.unified_diff(before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]
