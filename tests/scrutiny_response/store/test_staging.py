"""What the disk, Word or Excel do not allow: nothing torn, nothing lost, a message, and the next run finishes."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engross import temporary
from scrutiny_response.generate import commit, cycle
from scrutiny_response.store import staging
from scrutiny_response.store.outcome import Action, CycleOutcome
from tests.assessment_files import write
from tests.samples import an_assessment
from tests.small_templates import write_templates

LETTER = "PSR-2026-014-Strathlorne Health and Social Care Partnership/letter-panel-approved.docx"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A cycle of one assessment and one template."""
    write(tmp_path / "inputs", "one", an_assessment(documents=("letter",)))
    write_templates(tmp_path / "templates", letter="Dear {{ addressee.salutation }}")
    return tmp_path


def _generate(here: Path) -> CycleOutcome:
    return cycle.generate([here / "inputs"], here / "output", templates=here / "templates")


def _problems(made: CycleOutcome) -> list[str]:
    return [str(it) for it in (*made.problems, *(it for outcome in made.outcomes for it in outcome.problems))]


def _change(here: Path) -> bytes:
    before = (here / "output" / LETTER).read_bytes()
    write_templates(here / "templates", letter="Hello {{ addressee.salutation }}")
    return before


def _fails(number: int, nth: int = 1, kept: int = 0) -> Callable[[int, bytes], int]:
    """What raises this error at its nth call, and before and after does what `os.write` does."""
    write, calls = os.write, iter(range(1, 10_000))

    def maybe(descriptor: int, data: bytes) -> int:
        if next(calls) >= nth:
            write(descriptor, bytes(data)[:kept])
            raise OSError(number, os.strerror(number))
        return write(descriptor, data)

    return maybe


def test_a_disk_that_is_full_leaves_the_older_file_and_the_next_run_finishes(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _generate(here)
    before = _change(here)
    with monkeypatch.context() as broken:
        broken.setattr(os, "write", _fails(errno.ENOSPC, nth=2, kept=100))  # the first writes the lock
        made = _generate(here)
    assert made.refused
    assert "No space left on device" in _problems(made)[-1]
    assert "free some space on the disk and run again" in _problems(made)[-1]
    assert (here / "output" / LETTER).read_bytes() == before
    assert not (here / "output/.working/staged").exists()
    made = _generate(here)
    assert [change.done for change in made.outcomes[0].changes] == ["written"]
    assert not (here / "output/.working").exists()


def test_a_flush_that_fails_is_a_problem_too(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    made = _generate(here)
    assert made.refused
    assert not (here / "output" / LETTER).exists()
    assert "(Input/output error)" in _problems(made)[0]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_is_a_problem(here: Path) -> None:
    (here / "output").mkdir()
    (here / "output").chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert _problems(_generate(here)) == [
        f"{here}/output: unwritable-folder: nothing can be written into this folder (Permission denied); check that the folder may be "
        "written and that the disk has space, or choose another with --output"
    ]


def test_an_output_folder_that_is_a_file_is_a_problem(here: Path) -> None:
    (here / "output").write_text("a file")
    assert _problems(_generate(here)) == [
        f"{here}/output: unwritable-folder: nothing can be written into this folder (Not a directory); check that the folder may be "
        "written and that the disk has space, or choose another with --output"
    ]


def test_a_document_open_in_word_is_said_and_written_by_the_next_run(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _generate(here)
    before = _change(here)
    move = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name.startswith("letter"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return move(self, target)

    with monkeypatch.context() as word:
        word.setattr(Path, "replace", locked)
        made = _generate(here)
    assert [change.done for change in made.outcomes[0].changes] == ["refused"]
    assert _problems(made) == [
        f"{here}/output/{LETTER}: unwritable-file: the document cannot be written (Permission denied); close it if it is open in Word, "
        "check that the folder may be written, and run again"
    ]
    assert (here / "output" / LETTER).read_bytes() == before
    made = _generate(here)
    assert [(it.done, it.why) for it in made.outcomes[0].changes] == [
        ("written", "the template letter.docx has changed")
    ]


def test_a_workbook_open_in_excel_is_a_warning_and_written_by_the_next_run(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == "manifest.xlsx":
            raise PermissionError(errno.EACCES, "Permission denied")
        return move(self, target)

    with monkeypatch.context() as excel:
        excel.setattr(Path, "replace", locked)
        made = _generate(here)
    assert (made.refused, len(made.problems)) == (False, 1)
    assert not (here / "output/manifest.xlsx").exists()
    assert _generate(here).problems == ()
    assert (here / "output/manifest.xlsx").exists()


def test_a_run_that_stops_before_its_record_leaves_everything_as_it_was(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _generate(here)
    before = _change(here)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(commit, "_move", stopped)
        with pytest.raises(KeyboardInterrupt):
            _generate(here)
    assert (here / "output" / LETTER).read_bytes() == before
    assert [change.done for change in _generate(here).outcomes[0].changes] == ["written"]


def test_a_run_that_has_nothing_to_do_takes_away_what_a_killed_one_left_in_the_folder_for_temporary_files(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _generate(here)
    monkeypatch.setattr(tempfile, "tempdir", str(here))
    own = temporary.folder()
    left = own.with_name("run-1")
    left.mkdir()
    (left / "letter.docx").write_bytes(b"embargoed")
    left.with_suffix(".lock").write_text("1")
    assert {change.done for outcome in _generate(here).outcomes for change in outcome.changes} == {Action.UNCHANGED}
    assert not left.exists()
    assert own.is_dir()


def test_files_are_staged_with_the_permissions_that_everyone_expects(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        names = staging.stage(tmp_path, [b"one", b"two"])
    finally:
        os.umask(before)
    assert [(tmp_path / str(name)).read_bytes() for name in names] == [b"one", b"two"]
    if os.name != "nt":
        assert {stat.S_IMODE((tmp_path / str(name)).stat().st_mode) for name in names} == {0o640}
