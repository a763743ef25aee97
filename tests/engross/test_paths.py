"""What lies at a path, whatever the path: an answer each time, and never an exception."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engross import paths
from engross.paths import Kind, Look
from tests.other_disks import OtherDisk


@given(st.text(st.characters(), max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert isinstance(paths.look(text), Look)
    assert {paths.is_file(text), paths.is_folder(text), paths.is_link(text), paths.is_taken(text)} <= {True, False}
    assert isinstance(paths.real(text), str)
    assert isinstance(paths.spelled(text), str)
    assert paths.is_same_file(text, text) == paths.look(text).is_there


def test_each_kind_is_told_with_its_reason(tmp_path: Path, other_disk: OtherDisk) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "nowhere").symlink_to("/no/such/share")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "file").touch()
    other_disk.close("closed")
    assert {name: paths.look(tmp_path / name) for name in ("file", ".", "no", "nowhere", "loop", "pipe")} == {
        "file": Look(Kind.FILE),
        ".": Look(Kind.FOLDER),
        "no": Look(Kind.NOTHING, "there is no such file or folder"),
        "nowhere": Look(Kind.BROKEN_LINK, "this is a link to /no/such/share, and nothing is there"),
        "loop": Look(Kind.BROKEN_LINK, "this is a link that leads back to itself"),
        "pipe": Look(Kind.DEVICE, "this is a pipe or a device, and no file"),
    }
    assert paths.look(tmp_path / "closed/file") == Look(Kind.UNKNOWN, "Permission denied")
    assert paths.look(tmp_path / ("x" * 300)) == Look(Kind.UNKNOWN, "File name too long")
    assert paths.look("a\0b") == Look(Kind.UNKNOWN, "no file can have this name")


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        assert paths.look("socket").kind is Kind.DEVICE


def test_a_path_is_spelled_as_the_disk_spells_it(tmp_path: Path, other_disk: OtherDisk) -> None:
    (tmp_path / "Inputs").mkdir()
    (tmp_path / "Inputs/Àrd.yaml").touch()
    asked = f"{tmp_path}/inputs/a\u0300RD.yaml"
    assert paths.spelled(asked) == asked, "here capitals tell two names apart"
    other_disk.ignore_capitals()
    assert paths.spelled(asked) == f"{tmp_path}/Inputs/Àrd.yaml"
    assert paths.is_same_file(asked, tmp_path / "Inputs/Àrd.yaml")


def test_a_name_that_only_unicode_s_form_tells_from_the_disk_s_is_the_disk_s(tmp_path: Path) -> None:
    (tmp_path / "A\u0300rd.yaml").touch()
    assert paths.spelled(f"{tmp_path}/Àrd.yaml") == f"{tmp_path}/A\u0300rd.yaml"


@pytest.mark.not_on("capitals", "decomposed")
def test_capitals_tell_two_files_apart_where_the_disk_does(tmp_path: Path) -> None:
    (tmp_path / "LETTER").touch()
    assert paths.spelled(f"{tmp_path}/letter") == f"{tmp_path}/letter"
    assert not paths.is_same_file(tmp_path / "letter", tmp_path / "LETTER")


@pytest.mark.parametrize("numbers", [iter(range(1, 1000)), iter([0] * 1000)], ids=["another-each-time", "none-at-all"])
def test_whether_two_paths_are_one_file_does_not_rest_on_file_ids(
    numbers: object, tmp_path: Path, other_disk: OtherDisk
) -> None:
    for name in ("report", "result"):
        (tmp_path / name).touch()
    other_disk.give_no_ids(numbers)  # type: ignore[arg-type]  # an iterator of numbers, either way
    assert paths.is_same_file(tmp_path / "report", tmp_path / "." / "report")
    assert not paths.is_same_file(tmp_path / "report", tmp_path / "result")


@pytest.mark.not_on("no-ids")
def test_two_names_of_one_file_are_one(tmp_path: Path) -> None:
    (tmp_path / "report").touch()
    (tmp_path / "also").hardlink_to(tmp_path / "report")
    (tmp_path / "link").symlink_to("report")
    assert paths.is_same_file(tmp_path / "report", tmp_path / "also")
    assert paths.is_same_file(tmp_path / "report", tmp_path / "link")
    assert not paths.is_same_file(tmp_path / "no", tmp_path / "no")


def test_a_file_that_is_only_online_is_called_so() -> None:
    error = OSError(22, "Invalid argument")
    error.winerror = 362  # type: ignore[attr-defined,unused-ignore]  # Windows alone sets it
    assert paths.reason(error) == "it is only online, and the program that synchronises this folder does not bring it"
    assert paths.reason(OSError(13, "Permission denied")) == "Permission denied"
    assert paths.reason(OSError()) == "OSError"
