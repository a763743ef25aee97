"""`scrutiny new` makes a blank form that is read, explained, and in no sample's words."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from engross.problems import Refused
from scrutiny_response import resources
from scrutiny_response.intake import read_assessments, read_framework
from scrutiny_response.intake.named import meant
from scrutiny_response.use_cases import new

NAME = "Càrn Mòr Health and Social Care Partnership"


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """The folder of a cycle, with the samples' cycle file."""
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs/cycle.yaml").write_bytes((resources.inputs() / "cycle.yaml").read_bytes())
    return tmp_path / "inputs"


def test_only_what_has_no_value_is_wrong_with_a_blank_form(inputs: Path) -> None:
    path = new.begin(inputs, NAME, "PSR-2026-030")
    assert path == inputs / "carn-mor-health-and-social-care-partnership.yaml"
    (reading,) = read_assessments([path], read_framework())
    assert {problem.id for problem in reading.problems} == {"missing-key"}
    assert {problem.message.split("`")[1] for problem in reading.problems} >= {"type", "salutation", "title", "answer"}


def test_the_form_says_what_was_given_and_leaves_to_the_cycle_file_what_stands_there(inputs: Path) -> None:
    text = new.begin(inputs, NAME, "PSR-2026-030").read_text(encoding="utf-8")
    assert "\nreference: PSR-2026-030\n" in text
    assert f"\n  name: {NAME}\n" in text
    assert "\n# marking: said in the cycle file for all; say it here only if it differs\n" in text
    assert "\n# Our reference. It appears in the letter and in file names" in text
    assert "Sinclair" not in text


@pytest.mark.parametrize("name", ["yes", "null", "a: b", "# no", "'quoted'", "Ünï – x"])
def test_any_name_is_written_so_that_it_is_read(inputs: Path, name: str) -> None:
    path = new.begin(inputs, name)
    assert [each.partnership for each in meant(name, inputs)] == [name]
    assert path.parent == inputs


def test_nothing_is_overwritten(inputs: Path) -> None:
    path = new.begin(inputs, NAME)
    with pytest.raises(Refused) as refused:
        new.begin(inputs, NAME)
    assert str(refused.value) == (
        f"{path}: already-there: this is there already, and nothing is overwritten; move it away, or edit it"
    )


def test_what_a_killed_run_left_goes_also_if_the_next_is_refused(inputs: Path) -> None:
    new.begin(inputs, NAME)
    (inputs / ".99-0badcafe-1.part").write_bytes(b"half")
    with pytest.raises(Refused, match="already-there"):
        new.begin(inputs, NAME)
    assert sorted(path.name for path in inputs.iterdir()) == [
        "carn-mor-health-and-social-care-partnership.yaml",
        "cycle.yaml",
    ]


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (("Càrn", "Carn", "Carn!"), ("carn", "carn-2", "carn-3")),
        (("…", "—"), ("assessment", "assessment-2")),
        (("Cycle",), ("cycle-2",)),
        (("Пример", "日本"), ("пример", "日本")),
    ],
)
def test_two_partnerships_have_two_files_whatever_they_are_called(
    inputs: Path, names: tuple[str, ...], files: tuple[str, ...]
) -> None:
    assert tuple(new.begin(inputs, name).stem for name in names) == files
    texts = [(inputs / f"{file}.yaml").read_text(encoding="utf-8") for file in files]
    assert [text.partition("\n  name: ")[2].partition("\n")[0] for text in texts] == list(names)


def test_a_name_or_a_reference_that_another_has_is_told_before_anything_is_written(inputs: Path) -> None:
    first = new.begin(inputs, NAME, "PSR-2026-030")
    first = first.rename(inputs / "of another name.yaml")
    there = f"{first}: already-there: this is there already, and nothing is overwritten; move it away, or edit it"
    taken = f"{first}: repeated-reference: PSR-2026-030 is the reference of {NAME} already; give each its own reference"
    decomposed = unicodedata.normalize("NFD", NAME).upper()
    for name, reference, told in (
        (NAME, "", [there]),
        (decomposed, "PSR-2026-031", [there]),
        (f" {NAME.replace(' ', '  ')} ", "psr-2026-030", [there, taken]),
        ("Mull", "PSR-2026-030", [taken]),
    ):
        with pytest.raises(Refused) as refused:
            new.begin(inputs, name, reference)
        assert [str(each) for each in refused.value.problems] == told
    assert sorted(path.name for path in inputs.iterdir()) == ["cycle.yaml", "of another name.yaml"]


def test_an_assessment_is_meant_by_reference_partnership_or_file_name(inputs: Path) -> None:
    new.begin(inputs, NAME, "PSR-2026-030")
    new.begin(inputs, "Mull", "PSR-2026-031")
    for word in ("psr-2026-030", NAME.upper(), "carn-mor-health-and-social-care-partnership"):
        assert [each.reference for each in meant(word, inputs)] == ["PSR-2026-030"]
    assert meant("PSR-2026", inputs) == ()


def test_an_assessment_without_a_cycle_file_beside_it_says_so_once(tmp_path: Path) -> None:
    path = new.begin(tmp_path / "elsewhere", NAME)
    (reading,) = read_assessments([path], read_framework())
    assert [problem.message for problem in reading.problems if problem.id == "no-cycle-file"] == [
        "no cycle.yaml lies beside this file, so everything has to be said in it"
    ]
