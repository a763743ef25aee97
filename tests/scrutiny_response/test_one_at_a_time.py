"""One command at a time writes into an output folder: who comes second is told whom for, and refused; nothing waits."""

from __future__ import annotations

import getpass
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from scrutiny_response import resources
from scrutiny_response.cli import run
from scrutiny_response.store import locking, record, staging

WRITING: tuple[Sequence[str], ...] = (
    ("generate",),
    ("generate", "--remove-gone"),
    ("calendar",),
    ("calendar", "--remove-gone"),
    ("overview",),
    ("attach",),
)
READING: tuple[Sequence[str], ...] = (("check",), ("level",), ("generate", "--dry-run"), ("verify",))
WHO = f"scrutiny calendar, run by {getpass.getuser()}, process {os.getpid()} on {locking._COMPUTER}"  # noqa: SLF001  # as it is told


HELD = "lock"
"""What may stay until the next run where a scanner holds it."""


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle of one assessment, with a report, whose documents are generated."""
    folder = tmp_path_factory.mktemp("one") / "cycle"
    (folder / "inputs").mkdir(parents=True)
    for name in ("cycle.yaml", "dunmarra.yaml"):
        shutil.copy(resources.inputs() / name, folder / "inputs")
    shutil.copytree(resources.inputs() / "reports", folder / "inputs/reports")
    assert run.run(["generate", str(folder / "inputs"), "-o", str(folder / "output")]) == 0
    return folder


@pytest.fixture(autouse=True)
def here(generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in which the commands run."""
    shutil.copytree(generated, tmp_path / "cycle")
    monkeypatch.chdir(tmp_path / "cycle")
    return tmp_path / "cycle"


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and ".working" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_who_comes_second_is_told_whom_for_and_writes_nothing(
    here: Path, words: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = _files(here)
    with staging.working(Path("output"), "calendar"):
        assert run.run(words) == run.WRONG_USE
        assert (
            f"output: another-run: another run is writing into this folder: {WHO}; "
            "wait until it has ended, and run again\n" in capsys.readouterr().out
        )
    assert _files(here) == before
    assert run.run(words) == 0
    working = Path("output/.working")
    assert [path.relative_to(working).as_posix() for path in working.rglob("*") if path.name != HELD] == []


@pytest.mark.parametrize(
    "words",
    [
        ("withdraw", "inputs/dunmarra.yaml", "--reason", "It was sent elsewhere"),
        ("note", "inputs/dunmarra.yaml", "closed", "--by", "Struan Bell", "--reason", "All is done"),
    ],
    ids=" ".join,
)
def test_a_record_too_is_one_commands_at_a_time(words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    with record.writing(Path("record"), "calendar"):
        assert run.run(words) == run.WRONG_USE
    assert (
        f"record: another-run: another run is writing into this folder: {WHO}; wait until it has ended, and run again\n"
        in capsys.readouterr().out
    )


def test_programs_are_told_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    with staging.working(Path("output"), "calendar"):
        assert run.run(["overview", "--json"]) == run.WRONG_USE
    assert [problem["id"] for problem in json.loads(capsys.readouterr().out)["problems"]] == ["another-run"]


@pytest.mark.parametrize("words", [*READING, ("overview", "-o", "mine.html")], ids=" ".join)
def test_what_only_reads_or_writes_one_named_file_holds_nobody_up_and_waits_for_nobody(words: Sequence[str]) -> None:
    with staging.working(Path("output"), "calendar"):
        assert run.run(words) == 0


@pytest.mark.parametrize(
    ("words", "who"),
    [
        (b"", ""),
        (b"\xff\xfe\x00", ""),
        (b"no number\nPC\n", ""),
        (b"4711", ", process 4711"),
        (b"4711\nPC-17\n", ", process 4711 on PC-17"),
        (b"4711\nPC\x1b[2J-17\nmairi\ncalendar\nmore\n" + b"x" * 5000, ": scrutiny calendar, run by mairi, process 4711 on PC[2J-17"),
        (b"9" * 5000, ", process " + "9" * 60),
    ],
)  # fmt: skip
def test_whatever_stands_in_a_lock_file_is_borne(
    here: Path, words: bytes, who: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "output/.working").mkdir()
    (here / "output/.working/lock").write_bytes(words)
    with monkeypatch.context() as held:
        held.setattr("engross.locks.take", lambda _path, _words: None)
        assert run.run(["calendar"]) == run.WRONG_USE
    assert f"another run is writing into this folder{who};" in capsys.readouterr().out
    assert run.run(["calendar"]) == 0


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_working_folder_that_leads_elsewhere_is_refused_and_nothing_there_is_touched(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "elsewhere/staged").mkdir(parents=True)
    (here / "elsewhere/staged/precious").write_bytes(b"precious")
    (here / "output/.working").symlink_to(here / "elsewhere")
    assert run.run(["calendar"]) == 1
    assert "output/.working: link-in-output: this is a link to another place" in capsys.readouterr().out
    assert (here / "elsewhere/staged/precious").read_bytes() == b"precious"
