"""`scrutiny init` makes a cycle folder that works, and overwrites nothing."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
from pathlib import Path
from typing import Any

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


def test_a_full_disk_is_told_in_the_system_s_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(Refused) as refused:
        init.begin(tmp_path / "mycycle")
    assert str(refused.value) == (
        f"{tmp_path}/mycycle: unwritable-folder: the folder cannot be filled (No space left on device); "
        "free some space on the disk and run again"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_hints_name_the_folders_that_are_made(tmp_path: Path) -> None:
    init.begin(tmp_path)
    hints = (tmp_path / "README.txt").read_text(encoding="utf-8")
    for name in ("inputs", "templates", "schemas", "output", "record"):
        assert f"\n  {name} " in hints


def _killed_at(folder: Path, step: int) -> None:
    """In a process of its own: begin a cycle, and end without any tidying up at a step that touches the disk."""
    left = [step]

    def counted(call: Any) -> Any:
        def counting(*words: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os._exit(137)
            return call(*words, **named)

        return counting

    for name in ("mkdir", "rename", "rmdir", "utime"):
        setattr(os, name, counted(getattr(os, name)))
    init.begin(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
@pytest.mark.not_on("without-posix")
@pytest.mark.parametrize("is_there", [False, True])
def test_killed_at_any_step_it_leaves_a_whole_folder_or_none_and_the_next_run_makes_it(
    tmp_path: Path, is_there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = tmp_path / "small"
    small.mkdir()
    (small / "one.yaml").write_text("one: 1\n", encoding="utf-8")
    for name in ("inputs", "schemas", "templates"):
        monkeypatch.setattr(resources, name, lambda: small)
    codes = []
    for step in range(60):
        folder = tmp_path / f"cycle {step}"
        if is_there:
            folder.mkdir()
        run = multiprocessing.get_context("fork").Process(target=_killed_at, args=(folder, step))
        run.start()
        run.join()
        codes.append(run.exitcode)
        there = {path.name for path in folder.iterdir()} if folder.exists() else set()
        assert is_there or there in (set(), set(init.PARTS))
        if there != set(init.PARTS):
            init.begin(folder)
        assert {path.name for path in folder.iterdir()} == set(init.PARTS)
        assert [path.name for path in (folder / "inputs").iterdir()] == ["one.yaml"]
        if run.exitcode == 0:
            break
    assert codes[-1] == 0, "every step was tried"
    assert len(codes) > 8


def test_what_somebody_made_meanwhile_is_not_overwritten_by_the_run_that_finishes(tmp_path: Path) -> None:
    (tmp_path / ".cycle-to-be" / "inputs").mkdir(parents=True)
    (tmp_path / "inputs").mkdir()
    with pytest.raises(Refused, match="inputs: already-there: this is there already, and nothing is overwritten"):
        init.begin(tmp_path)
    (tmp_path / "inputs").rmdir()
    init.begin(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["inputs"]
