"""What is made of everything that people do to a plan: nothing is silently wrong, and nothing asked without need.

A quick choice by default; every edit, as it is and saved by LibreOffice in four formats, with `nox -s soak`.
"""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from engross.pdf import Converter
from scrutiny_response.use_cases.returned import NO_ANSWERS, PlanOfRecord, ReturnedPlan, read_bytes
from tests.needs import lacking
from tests.scrutiny_response.use_cases.returned import table
from tests.scrutiny_response.use_cases.returned.edits import ALL as SEEN
from tests.scrutiny_response.use_cases.returned.edits import Edit
from tests.scrutiny_response.use_cases.returned.held_out import HELD_OUT
from tests.scrutiny_response.use_cases.returned.judged import ASKED, RIGHT, WRONG, judged, obviously
from tests.scrutiny_response.use_cases.returned.plans import filled, saved, the_plan

ALL = [*SEEN, *HELD_OUT]
BY_NAME = {edit.name: edit for edit in ALL}
TO_ASK = {edit.name for edit in ALL if any(status and status.startswith("?") for status in edit.truth.values())}
ASKED_ALL_THE_SAME = {
    "RAG with colours added at the end", "RAG with words added", "columns swapped under their old headers",
    "status and timescale swapped under their old headers", "a row added without a reference", "a lead tracked",
    "a row deleted with tracking", "a row's words deleted with tracking, the row's mark gone",
    "a row inserted with tracking", "a status with what was done behind it", "a status with a date", "a card for each action",
    "a new action in between, the others numbered anew", "a slip of the pen", "a word tracked over another",
    "a status column for the spring behind the old one", "a status column for the spring before the old one",
    "a drop-down form field", "a cell inserted, the others shifted right", "reference and action in one cell",
}  # fmt: skip
"""What a careful reader would ask about too, though it may be meant as it stands."""


def read(data: bytes) -> ReturnedPlan:
    """A plan as it came back, read without answers."""
    return read_bytes(data, "plan.docx", [PlanOfRecord(the_plan())], NO_ANSWERS)


def edited(edit: Edit) -> bytes:
    """The filled plan with this edit."""
    document = filled()
    edit.do(document)
    return saved(document)


@pytest.mark.parametrize(
    "name", [edit.name for number, edit in enumerate(ALL) if number % 4 == 0 or edit.name in ASKED_ALL_THE_SAME]
)
def test_an_edited_plan_is_read_as_it_is_meant_or_asked_about(name: str) -> None:
    edit = BY_NAME[name]
    expected = ASKED if name in TO_ASK | ASKED_ALL_THE_SAME else RIGHT
    assert judged(read(edited(edit)), edit) == expected


@pytest.mark.soak
def test_every_edit_is_read_as_it_is_meant_or_asked_about() -> None:
    outcomes = {edit.name: judged(read(edited(edit)), edit) for edit in ALL}
    assert {name for name, outcome in outcomes.items() if outcome == ASKED} == TO_ASK | ASKED_ALL_THE_SAME
    assert WRONG not in outcomes.values()


@pytest.mark.soak
def test_the_obvious_script_is_wrong_about_most_of_them_and_says_nothing() -> None:
    ours = Counter(judged(read(edited(edit)), edit) for edit in ALL)
    obvious = Counter(obviously(edited(edit), edit) for edit in ALL)
    print(f"\n{len(ALL)} edits: ours {dict(ours)}; the obvious script {dict(obvious)}")
    assert obvious[WRONG] > len(ALL) / 2
    assert ours[WRONG] == 0


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["docx", "odt", "doc", "rtf"])
def test_nothing_is_silently_wrong_after_libreoffice_saved_it(kind: str, tmp_path: Path) -> None:
    files = []
    for number, edit in enumerate(ALL):
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(edited(edit))
    saved_again = through_libreoffice(files, kind, tmp_path)
    outcomes = {edit.name: judged(read(path.read_bytes()), edit) for edit, path in zip(ALL, saved_again, strict=True)}
    print(f"\nas {kind}: {dict(Counter(outcomes.values()))}")
    assert [name for name, outcome in outcomes.items() if outcome == WRONG] == []
    needless = [
        name for name, outcome in outcomes.items() if outcome == ASKED and name not in TO_ASK | ASKED_ALL_THE_SAME
    ]
    assert len(needless) < len(ALL) / 10, needless


def through_libreoffice(files: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """The files saved by LibreOffice in a format, and from that again as Word files where it is another."""
    try:
        program = Converter.find().program
    except Exception:
        lacking("LibreOffice")
        raise
    steps = [kind] if kind == "docx" else [kind, "docx"]
    for step in steps:
        out = folder / f"{kind}-{step}"
        subprocess.run(
            [str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", step,
             "--outdir", str(out), *map(str, files)],
            check=True, capture_output=True, timeout=3600,
        )  # fmt: skip
        files = [out / file.with_suffix(f".{step}").name for file in files]
    return list(files)


@pytest.mark.soak
def test_the_page_says_what_is_made_of_every_edit() -> None:
    assert table.PAGE.read_text(encoding="utf-8") == table.page()
