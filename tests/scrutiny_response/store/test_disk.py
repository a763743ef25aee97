"""Real disks that are full, may only be read, or go away: the whole message, nothing torn, and the next run finishes."""

from __future__ import annotations

import errno
import getpass
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engross import locks
from engross.problems import Refused
from scrutiny_response.generate import build, commit, cycle
from scrutiny_response.store import locking, staging, whole_files
from scrutiny_response.store.outcome import CycleOutcome
from tests.assessment_files import write
from tests.progress import without_progress
from tests.samples import an_assessment
from tests.small_templates import write_stand_ins, write_templates
from tests.synthetic import write_cycle

LETTER = "PSR-2026-014-Strathlorne Health and Social Care Partnership/letter-panel-approved.docx"

FULL = "unwritable-file: the document cannot be written (No space left on device); free some space on the disk and run again"
GONE = (
    "unwritable-file: the document cannot be written (No such file or directory); see whether the folder is still there; if it is, "
    "choose one with a shorter path; then run again"
)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A cycle of one assessment and one template."""
    write(tmp_path / "inputs", "one", an_assessment(documents=("letter",)))
    write_templates(tmp_path / "templates", letter="Dear {{ addressee.salutation }}")
    return tmp_path


@pytest.fixture
def disk(here: Path) -> Iterator[Path]:
    """An output folder that is a disk of its own."""
    folder = here / "output"
    folder.mkdir()
    if sys.platform != "linux" or _mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)):
        pytest.skip("only Linux's administrator may mount a disk here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607  # our own words, the system's program


def _mount(*words: str) -> int:
    return subprocess.run(["mount", *words], check=False, capture_output=True).returncode  # noqa: S603, S607  # likewise


def _generate(here: Path) -> CycleOutcome:
    return cycle.generate([here / "inputs"], here / "output", templates=here / "templates")


def _problems(made: CycleOutcome) -> list[str]:
    return [str(it) for it in (*made.problems, *(it for outcome in made.outcomes for it in outcome.problems))]


def _done(made: CycleOutcome) -> list[str]:
    return [str(change.done) for outcome in made.outcomes for change in outcome.changes]


def test_a_disk_that_is_full_keeps_the_older_document_until_there_is_space(here: Path, disk: Path) -> None:
    assert _done(_generate(here)) == ["written"]
    before = (disk / LETTER).read_bytes()
    write_templates(here / "templates", letter="Hello {{ addressee.salutation }}")
    with pytest.raises(OSError, match="No space left"):
        (disk / "filler").write_bytes(bytes(4 << 20))
    assert _problems(_generate(here)) == [
        f"{disk}: unwritable-folder: nothing can be written into this folder (No space left on device); check that the folder may be "
        "written and that the disk has space, or choose another with --output"
    ]
    os.truncate(disk / "filler", (disk / "filler").stat().st_size - 3 * 4096)  # room for a lock, and no document
    assert set(_problems(_generate(here))) == {f"{disk}: {FULL}"}
    assert (disk / LETTER).read_bytes() == before
    assert not (disk / staging.WORKING / staging.STAGED).exists()
    (disk / "filler").unlink()
    assert _done(_generate(here)) == ["written"]
    assert not (disk / staging.WORKING).exists()


def test_a_full_folder_for_temporary_files_costs_the_workbook_which_the_next_run_writes(
    here: Path, disk: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(OSError, match="No space left"):
        (disk / "filler").write_bytes(bytes(4 << 20))
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    outcome = cycle.generate([here / "inputs"], here / "made", templates=here / "templates")
    monkeypatch.undo()
    assert _problems(outcome) == [
        f"{disk}: no-room: manifest.xlsx cannot be written, because there is no room in this folder for temporary files "
        "(No space left on device); free some space there, or name another folder in the environment variable TMPDIR"
    ]
    assert _done(outcome) == ["written"]
    assert not outcome.problems[0].is_error
    assert capfd.readouterr().err == ""
    assert not (here / "made/manifest.xlsx").exists()
    assert _problems(cycle.generate([here / "inputs"], here / "made", templates=here / "templates")) == []
    assert (here / "made/manifest.xlsx").is_file()


def test_a_disk_that_may_only_be_read_is_a_problem(here: Path, disk: Path) -> None:
    assert _mount("-o", "remount,ro", str(disk)) == 0
    assert _problems(_generate(here)) == [
        f"{disk}: unwritable-folder: nothing can be written into this folder (Read-only file system); check that the folder may be "
        "written and that the disk has space, or choose another with --output"
    ]


def test_a_file_over_the_systems_limit_is_a_matter_of_space(here: Path) -> None:
    long = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(256)) * 2
    write_templates(here / "templates", letter=f"Dear {{{{ addressee.salutation }}}} {long}")
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))\n"
        "from scrutiny_response.cli.run import run\n"
        "sys.exit(run(['generate']))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, check=False)  # noqa: S603  # ours
    assert (run.returncode, without_progress(run.stderr)) == (1, b"")
    assert (
        "output: unwritable-file: the document cannot be written (File too large); free some space on the disk and run again"
        in run.stdout.decode()
    )
    assert not (here / "output" / LETTER).exists()
    assert _done(_generate(here)) == ["written"]


def test_a_run_that_may_open_few_files_at_a_time_writes_all_its_documents(tmp_path: Path) -> None:
    """Also what is only needed to flush them is loaded before as many are open as may be."""
    write_cycle(tmp_path / "inputs", 20)
    write_stand_ins(tmp_path / "templates")
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))\n"
        "from scrutiny_response.cli.run import run\n"
        "sys.exit(run(['generate', '--workers', '1']))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)  # noqa: S603  # ours
    assert without_progress(run.stderr) == b""
    assert run.stdout.decode().splitlines()[-1].startswith("20 of 20 assessments written:")
    assert list((tmp_path / "output").rglob("*.part")) == []


def _vanishes_before(
    monkeypatch: pytest.MonkeyPatch, folder: Path, owner: types.ModuleType, name: str
) -> Callable[[], None]:
    called = getattr(owner, name)

    def vanish(*given: object, **named: object) -> object:
        shutil.rmtree(folder, ignore_errors=True)
        return called(*given, **named)

    monkeypatch.setattr(owner, name, vanish)
    return monkeypatch.undo


@pytest.mark.parametrize(
    ("owner", "name", "places"),
    [
        (build, "stage", {""}),
        (commit, "_write_intent", {""}),
        (commit, "_move", {f"/{LETTER}", ""}),
        (commit, "_conclude", {"/manifest.json"}),
    ],
)
def test_an_output_folder_that_goes_away_in_the_middle_is_a_problem_and_the_next_run_makes_it_again(
    here: Path, monkeypatch: pytest.MonkeyPatch, owner: types.ModuleType, name: str, places: set[str]
) -> None:
    restore = _vanishes_before(monkeypatch, here / "output", owner, name)
    made = _generate(here)
    restore()
    assert made.refused
    assert set(_problems(made)) == {
        f"{here}/output{place}: {GONE.replace('document', 'file') if place.endswith('.json') else GONE}"
        for place in places
    }
    assert _done(_generate(here)) == ["written"]
    assert {path.name for path in (here / "output").iterdir()} == {
        LETTER.partition("/")[0], "manifest.json", "manifest.xlsx",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="paths have other limits elsewhere")
def test_a_path_that_is_too_long_is_told_and_a_shorter_one_is_asked_for(here: Path) -> None:
    folder = here / "output"
    while len(str(folder)) < 4096 - 60:
        folder /= "d" * min(200, 4096 - 60 - len(str(folder)))
    folder.mkdir(parents=True)
    made = cycle.generate([here / "inputs"], folder, templates=here / "templates")
    assert _problems(made) == [
        f"{folder}/{LETTER}: unwritable-file: the document cannot be written (File name too long); "
        "choose an output folder with a shorter path"
    ]
    assert not (folder / staging.WORKING).exists()


def test_a_folder_where_the_document_should_be_stays_and_is_told(here: Path) -> None:
    (here / "output" / LETTER / "kept").mkdir(parents=True)
    assert _problems(_generate(here)) == [
        f"{here}/output/{LETTER}: unwritable-file: the document cannot be written (Is a directory); "
        "a file or a folder of this name is in the way: move it and run again"
    ]
    (here / "output" / LETTER / "kept").rmdir()
    (here / "output" / LETTER).rmdir()
    assert _done(_generate(here)) == ["written"]


def test_on_windows_too_a_file_in_use_is_told_in_its_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "The process cannot access the file because it is being used by another process"

    def in_use(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, words)

    monkeypatch.setattr(Path, "replace", in_use)
    assert str(whole_files.write(tmp_path, "letter.docx", b"new")) == (
        f"{tmp_path}/letter.docx: unwritable-file: the document cannot be written ({words}); close it if it is open in Word, check that "
        "the folder may be written, and run again"
    )


class _Msvcrt(types.ModuleType):
    """Stands in for Windows's locks on parts of files, which are refused where another handle has them."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.taken: dict[tuple[int, int], int] = {}

    def locking(self, descriptor: int, _mode: int, _count: int) -> None:
        part = (os.fstat(descriptor).st_ino, os.lseek(descriptor, 0, os.SEEK_CUR))
        if part in self.taken:
            raise PermissionError(errno.EACCES, "Permission denied")
        self.taken[part] = descriptor


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """The locks of folders with the system's own as Windows reads them."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", _Msvcrt())
    monkeypatch.setenv("COMPUTERNAME", "OFFICE-7")
    spec = importlib.util.spec_from_file_location("locks_on_windows", str(locks.__file__))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(locking, "locks", module)
    monkeypatch.setattr(locking, "_COMPUTER", "OFFICE-7")
    return locking


@pytest.mark.not_on("scanner", "without-posix")  # the file of the lock stays where it is held; locks of its own
def test_on_windows_too_one_run_has_the_folder_at_a_time(tmp_path: Path, windows: types.ModuleType) -> None:
    (tmp_path / ".working").mkdir()
    lock = tmp_path / ".working" / "lock"
    with windows.locked(lock, "overview", tmp_path):
        who = f"{os.getpid()}\nOFFICE-7\n{getpass.getuser()}\noverview\n"
        assert lock.read_text(encoding="utf-8") == who
        with pytest.raises(Refused) as refused, windows.locked(lock, "generate", tmp_path):
            pass
        assert str(refused.value) == (
            f"{tmp_path}: another-run: another run is writing into this folder: scrutiny overview, run by "
            f"{getpass.getuser()}, process {os.getpid()} on OFFICE-7; "
            "wait until it has ended, and run again"
        )
        assert lock.read_text(encoding="utf-8") == who
    assert not lock.exists()


def test_on_windows_too_a_lock_file_that_another_has_open_stays_for_the_other(
    tmp_path: Path, windows: types.ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_use(_self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, f"in use ({missing_ok})")

    with monkeypatch.context() as other, windows.locked(tmp_path / "lock", "generate", tmp_path):
        other.setattr(Path, "unlink", in_use)
    assert (tmp_path / "lock").exists()
