"""`scrutiny init` makes a cycle folder that works, and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from engross.problems import Refused
from scrutiny_response import resources
from scrutiny_response.use_cases import init


def test_a_new_cycle_folder_has_everything_that_a_cycle_needs(tmp_path: Path) -> None:
    made = init.begin(tmp_path / "cycles" / "mycycle")
    home = tmp_path / "cycles" / "mycycle"
    assert made == (home / "inputs", home / "schemas", home / "templates", home / "output", home / "README.txt")
    assert {path.name for path in home.iterdir()} == {"inputs", "schemas", "templates", "output", "README.txt"}
    for name, source in (("inputs", resources.inputs()), ("schemas", resources.schemas())):
        shipped = sorted(path.name for path in source.iterdir() if not path.name.startswith("."))
        assert sorted(path.name for path in (home / name).iterdir()) == shipped
    assert (home / "schemas/assessment.schema.json").read_bytes() == (
        resources.schemas() / "assessment.schema.json"
    ).read_bytes()
    assert (home / "templates/letter.docx").stat().st_size > 1000
    assert list((home / "output").iterdir()) == []


def test_what_is_there_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    (tmp_path / "README.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        init.begin(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path}/inputs: already-there: this is there already, and nothing is overwritten; "
        "choose another folder, or move it away\n"
        f"{tmp_path}/README.txt: already-there: this is there already, and nothing is overwritten; "
        "choose another folder, or move it away"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.txt", "inputs"]
    assert (tmp_path / "README.txt").read_text(encoding="utf-8") == "mine"


def test_other_things_in_the_folder_do_not_hinder(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(b"mine")
    init.begin(tmp_path)
    assert (tmp_path / "notes.docx").read_bytes() == b"mine"


def test_what_an_editor_or_a_file_manager_left_among_the_samples_is_not_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    for name in ("strathlorne.yaml", ".DS_Store", "~$letter.docx"):
        (shipped / name).touch()
    monkeypatch.setattr(resources, "inputs", lambda: shipped)
    init.begin(tmp_path / "mycycle")
    assert [path.name for path in (tmp_path / "mycycle/inputs").iterdir()] == ["strathlorne.yaml"]


def test_a_link_that_leads_nowhere_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "output").symlink_to(tmp_path / "gone")
    with pytest.raises(Refused, match="output: already-there: this is there already"):
        init.begin(tmp_path)


def test_a_file_in_the_folder_s_place_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "mycycle").write_text("a file", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        init.begin(tmp_path / "mycycle")
    assert str(refused.value) == (
        f"{tmp_path}/mycycle: unwritable-folder: the folder cannot be filled (File exists); choose a folder that you may write to"
    )


def test_the_hints_name_the_folders_that_are_made(tmp_path: Path) -> None:
    init.begin(tmp_path)
    hints = (tmp_path / "README.txt").read_text(encoding="utf-8")
    for name in ("inputs", "templates", "schemas", "output"):
        assert f"\n  {name} " in hints
