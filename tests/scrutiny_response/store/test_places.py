"""Where a record's assessment file lies, whether it is gone, and which two names are one document's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scrutiny_response.store.places import Places, Presence, are_one
from tests.other_disks import OtherDisk

THERE, GONE, UNKNOWN = Presence.THERE, Presence.GONE, Presence.UNKNOWN


@pytest.fixture
def cycle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cycle's folder, in which the command runs."""
    folder = tmp_path / "cycle"
    for name in ("inputs", "output"):
        (folder / name).mkdir(parents=True)
    (folder / "inputs/one.yaml").touch()
    monkeypatch.chdir(folder)
    return folder


def test_a_key_is_the_path_from_the_output_folder_wherever_the_command_runs(
    cycle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Places(Path("output")).key("inputs/one.yaml") == "../inputs/one.yaml"
    monkeypatch.chdir(cycle / "inputs")
    assert Places(Path("../output")).key("one.yaml") == "../inputs/one.yaml"
    assert Places(cycle / "output").key(cycle / "inputs/one.yaml") == "../inputs/one.yaml"


@pytest.mark.not_on("scanner", "no-ids")  # the test itself removes a file, and compares by numbers
@pytest.mark.parametrize("linked", ["inputs", "output", "."])
def test_a_recorded_file_is_found_again_whichever_folder_is_behind_a_link(linked: str, cycle: Path) -> None:
    real = cycle.with_name("drive")
    (cycle / linked).resolve().rename(real)
    (cycle / linked if linked != "." else cycle).symlink_to(real)
    places = Places(cycle / "output")
    key = places.key(cycle / "inputs/one.yaml")
    assert (places.presence(key), places.current_key(key)) == (THERE, key)
    assert Path(places.file(key)).samefile(cycle / "inputs/one.yaml")
    (cycle / "inputs/cycle.yaml").touch()
    (cycle / "inputs/one.yaml").unlink()
    assert Places(cycle / "output").presence(key) is GONE


def test_a_key_of_an_earlier_version_still_leads_to_its_file(cycle: Path) -> None:
    (cycle / "output").rmdir()
    (cycle.parent / "drive/deep").mkdir(parents=True)
    (cycle / "output").symlink_to("../drive/deep")
    places = Places(Path("output"))
    assert places.presence("../inputs/one.yaml") is THERE
    assert places.current_key("../inputs/one.yaml") == "../../cycle/inputs/one.yaml"


def test_only_a_name_that_is_truly_absent_from_a_folder_that_is_there_is_gone(
    cycle: Path, other_disk: OtherDisk
) -> None:
    (cycle / "inputs/nowhere.yaml").symlink_to("/no/such/share/nowhere.yaml")
    (cycle / "inputs/loop.yaml").symlink_to("loop.yaml")
    (cycle / "empty").mkdir()
    (cycle / "closed").mkdir()
    (cycle / "closed/one.yaml").touch()
    (cycle / "share").symlink_to("/no/such/share")
    other_disk.close("closed")
    names = (
        "inputs/one",
        "inputs/two",
        "inputs/nowhere",
        "inputs/loop",
        "empty/one",
        "closed/one",
        "share/one",
        "no/one",
    )
    assert {name: Places(Path("output")).presence(f"../{name}.yaml").name for name in names} == {
        "inputs/one": "THERE",
        "inputs/two": "GONE",
        "inputs/nowhere": "UNKNOWN",
        "inputs/loop": "UNKNOWN",
        "empty/one": "UNKNOWN",
        "closed/one": "UNKNOWN",
        "share/one": "UNKNOWN",
        "no/one": "UNKNOWN",
    }


@pytest.mark.parametrize("key", ["D:/inputs/one.yaml", "Z:/one.yaml", "//server/share/one.yaml"])
def test_a_path_of_another_system_is_not_known_here(key: str, cycle: Path) -> None:
    (cycle / "output/D:/inputs").mkdir(parents=True)
    (cycle / "output/D:/inputs/two.yaml").touch()
    assert Places(Path("output")).presence(key) is UNKNOWN


def test_a_share_that_goes_away_in_the_middle_is_not_known_any_more(cycle: Path) -> None:
    places = Places(Path("output"))
    (cycle / "inputs/two.yaml").touch()
    assert (places.presence("../inputs/none.yaml"), places.presence("../inputs/two.yaml")) == (GONE, THERE)
    (cycle / "inputs").rename(cycle / "elsewhere")
    assert places.presence("../inputs/two.yaml") is UNKNOWN


def test_a_key_is_spelled_as_the_disk_spells_it(cycle: Path, other_disk: OtherDisk) -> None:
    (cycle / "inputs/Àrd.yaml").touch()
    other_disk.ignore_capitals()
    places = Places(Path("Output"))
    assert places.key("INPUTS/One.yaml") == "../inputs/one.yaml"
    assert places.key("Inputs/a\u0300RD.yaml") == "../inputs/Àrd.yaml"
    assert places.current_key("../INPUTS/ONE.yaml") == "../inputs/one.yaml"


def test_a_decomposed_name_has_the_key_of_the_composed_one(cycle: Path) -> None:
    (cycle / "inputs/A\u0300rd.yaml").touch()
    places = Places(Path("output"))
    assert places.key("inputs/A\u0300rd.yaml") == "../inputs/Àrd.yaml"
    assert places.presence("../inputs/Àrd.yaml") is THERE
    assert places.file("../inputs/Àrd.yaml").endswith("A\u0300rd.yaml")


def test_two_names_are_one_document_s_where_the_disk_says_so(cycle: Path, other_disk: OtherDisk) -> None:
    output = cycle / "output"
    (output / "Lorne").mkdir()
    (output / "Lorne/Letter.docx").touch()
    one, other = "Lorne/Letter.docx", "lorne/letter.docx"
    assert (are_one(output, one, one), are_one(output, one, other)) == (True, False)
    other_disk.ignore_capitals()
    assert are_one(output, one, other)
    assert not are_one(output, one, "lorne/plan.docx")
    os.unlink(output / one)  # noqa: PTH108  # as the code does
    assert not are_one(output, one, other), "nothing is there"


@pytest.mark.not_on("capitals", "decomposed")
def test_two_files_that_differ_in_capitals_are_two_where_both_are_listed(cycle: Path) -> None:
    for name in ("letter.docx", "Letter.docx"):
        (cycle / "output" / name).touch()
    assert not are_one(cycle / "output", "letter.docx", "Letter.docx")
