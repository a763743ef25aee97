"""A file that another program holds for a moment is waited for, and one that stays held is told by its real name."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from scrutiny_response.store import patience, record, staging, whole_files
from scrutiny_response.store.patience import Patience
from tests.other_disks import OtherDisk


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    monkeypatch.setattr(patience, "LONGEST", 4.0)
    monkeypatch.setattr(whole_files, "PATIENCE", fresh := Patience())
    monkeypatch.setattr(staging, "PATIENCE", fresh)
    return pauses


class Held:
    """Stands in for moving or removing a file: so many times another program holds it."""

    def __init__(self, times: int, number: int = errno.EACCES) -> None:
        self.times, self.number = times, number

    def __call__(self) -> str:
        if self.times:
            self.times -= 1
            raise OSError(self.number, os.strerror(self.number))
        return "moved"


def test_what_is_held_for_a_moment_is_tried_again_with_growing_pauses(tmp_path: Path, slept: list[float]) -> None:
    assert Patience().wait_for(Held(4), tmp_path / "letter.docx") == "moved"
    assert slept == [0.05, 0.1, 0.2, 0.4]


def test_what_stays_held_is_given_up_and_the_next_file_sooner(tmp_path: Path, slept: list[float]) -> None:
    waiting = Patience()
    for longest in (4.0, 2.0, 1.0):
        slept.clear()
        with pytest.raises(PermissionError):
            waiting.wait_for(Held(10**6), tmp_path / "letter.docx")
        assert sum(slept) == pytest.approx(longest)
    assert waiting.wait_for(Held(2), tmp_path / "letter.docx") == "moved"
    slept.clear()
    with pytest.raises(PermissionError):
        waiting.wait_for(Held(10**6), tmp_path / "letter.docx")
    assert sum(slept) == pytest.approx(4.0), "a wait that was worth it makes patient again"


def test_other_errors_are_told_at_once(tmp_path: Path, slept: list[float]) -> None:
    with pytest.raises(OSError, match="No space"):
        Patience().wait_for(Held(1, errno.ENOSPC), tmp_path / "letter.docx")
    (tmp_path / "folder").mkdir()
    with pytest.raises(PermissionError):
        Patience().wait_for(Held(1), tmp_path / "folder")
    assert slept == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_in_a_folder_that_is_closed_nothing_is_waited_for(tmp_path: Path, slept: list[float]) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError):
        Patience().wait_for(Held(1), tmp_path / "letter.docx")
    assert slept == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("letter.docx", "the document cannot be written (Permission denied); close it if it is open in Word"),
        ("letter.pdf", "the document cannot be written (Permission denied); close it if a PDF reader shows it"),
        ("manifest.xlsx", "the file cannot be written (Permission denied); close it if it is open in Excel"),
        ("dates.ics", "the file cannot be written (Permission denied); close it if a calendar program has it open"),
        (
            "manifest.json",
            "the file cannot be written (Permission denied); wait until the virus scanner or the synchronising program "
            "(such as OneDrive) is done with it",
        ),
    ],
)
def test_a_hint_names_the_program_that_may_hold_the_file(name: str, hint: str) -> None:
    problem = whole_files.unwritable(Path(name), PermissionError(errno.EACCES, "Permission denied"))
    assert str(problem) == f"{name}: unwritable-file: {hint}, check that the folder may be written, and run again"


@pytest.mark.not_on("scanner")  # the test has a scanner of its own
def test_a_held_leftover_of_a_killed_run_stops_nothing_and_goes_with_a_later_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged = tmp_path / ".working" / "staged"
    staged.mkdir(parents=True)
    (staged / "1-1.part").write_bytes(b"embargoed")
    unlink = Path.unlink

    def held(self: Path, missing_ok: bool = False) -> None:
        if self.name == "1-1.part":
            raise PermissionError(errno.EACCES, "Permission denied")
        unlink(self, missing_ok)

    with monkeypatch.context() as scanner:
        scanner.setattr(Path, "unlink", held)
        with staging.working(tmp_path, "calendar") as work:
            assert staging.stage(staging.staged_in(work), [b"new"]) != []
        assert [path.name for path in staged.iterdir()] == ["1-1.part"]
    with staging.working(tmp_path, "calendar"):
        assert list(staged.iterdir()) == []
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_a_file_is_left_on_a_full_disk_where_a_scanner_has_each_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(patience, "LONGEST", 1.0)
    monkeypatch.setattr(whole_files, "PATIENCE", Patience())
    OtherDisk(tmp_path, monkeypatch).hold_new_files(0.02)
    monkeypatch.setattr(os, "fsync", full)
    assert whole_files.write(tmp_path, "letter.docx", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_held_is_given_a_new_name_on_a_disk_without_second_names_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(patience, "LONGEST", 1.0)
    monkeypatch.setattr(record, "PATIENCE", Patience())
    monkeypatch.setattr(os, "link", no_links)
    OtherDisk(tmp_path, monkeypatch).hold_new_files(0.02)
    record.create(tmp_path / "event.yaml", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["event.yaml"]


def test_a_part_that_a_killed_run_left_beside_a_file_goes_with_the_next_and_no_other_file_does(tmp_path: Path) -> None:
    for name in (".4711-0a1b2c3d-1.part", ".4711-1.part", ".notes.part", "4711-1.part"):
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / ".4711-2.part").mkdir()
    assert whole_files.write(tmp_path, "letter.docx", b"whole") is None
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {".notes.part", "4711-1.part", ".4711-2.part", "letter.docx"}


@pytest.mark.skipif(os.name == "nt", reason="Windows counts no descriptors")
def test_more_files_are_staged_than_may_be_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, closed, unclosed = os.open, os.close, set[int]()

    def open_few(path: Path, *given: int) -> int:
        if len(unclosed) >= 5:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        unclosed.add(descriptor := opened(path, *given))
        return descriptor

    def close(descriptor: int) -> None:
        unclosed.discard(descriptor)
        closed(descriptor)

    monkeypatch.setattr(os, "open", open_few)
    monkeypatch.setattr(os, "close", close)
    names = whole_files.write_parts(tmp_path, [b"%d" % number for number in range(23)])
    monkeypatch.undo()
    assert [(tmp_path / str(name)).read_bytes() for name in names] == [b"%d" % number for number in range(23)]
