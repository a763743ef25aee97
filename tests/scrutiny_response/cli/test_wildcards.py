"""Words with `*` and `?`, which shells on Windows do not turn into names."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from scrutiny_response import resources
from scrutiny_response.cli.run import run
from scrutiny_response.cli.wildcards import expanded


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Plans that came back, beside what Word and Windows lay there; the folder is the one in which commands are."""
    for name in ("north.docx", "West [2].docx", "~$north.docx", "._north.docx", "desktop.ini", "north.pdf"):
        (tmp_path / "back" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "back" / name).touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "win32")
    return tmp_path


@pytest.mark.parametrize(
    ("word", "files"),
    [
        ("back/*.docx", ["back/West [2].docx", "back/north.docx"]),
        ("back/nort?.docx", ["back/north.docx"]),
        ("*/*.pdf", ["back/north.pdf"]),
        ("back/West [?].docx", ["back/West [2].docx"]),
        ("**.docx", ["**.docx"]),
        ("back/*.xlsx", ["back/*.xlsx"]),
        ("back/nort?", ["back/nort?"]),
        ("Was it sent?", ["Was it sent?"]),
        ("back/north.docx", ["back/north.docx"]),
    ],
)
@pytest.mark.usefixtures("folder")
def test_on_windows_a_word_of_files_is_those_that_it_matches(word: str, files: list[str]) -> None:
    assert expanded(["returned", word]) == ["returned", *files]


def test_a_whole_path_is_matched_too(folder: Path) -> None:
    assert expanded([f"{folder.as_posix()}/back/n*.docx"]) == [f"{folder.as_posix()}/back/north.docx"]


@pytest.mark.usefixtures("folder")
def test_elsewhere_the_shell_has_done_so_and_a_word_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert expanded(["back/*.docx"]) == ["back/*.docx"]


def test_commands_are_given_the_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("north.docx", "West [2].docx"):
        shutil.copy(resources.templates() / "letter.docx", folder / "back" / name)
    assert run(["template", "check", "back/*.docx"]) == 0
    answer = capsys.readouterr().out
    assert ("back/West [2].docx" in answer, "back/north.docx" in answer, "~$" in answer) == (True, True, False)
