"""Temporary files lie in one place that is closed to others; what a killed process left there is swept, and no more."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from engross import temporary

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL, and a folder for each user")

WORKING = """
import sys
from engross import interrupts, temporary
interrupts.install()
with temporary.directory() as folder:
    (folder / "letter.docx").write_bytes(b"embargoed")
    print(temporary.folder(), flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _begun(system: Path) -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-c", WORKING],
        env=os.environ | {"TMPDIR": str(system)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def _end(process: subprocess.Popen[str], number: int) -> None:
    process.send_signal(number)
    process.communicate()


def test_what_a_killed_process_left_is_swept_and_what_is_in_use_stays(system: Path) -> None:
    (killed, left), (living, used) = _begun(system), _begun(system)
    _end(killed, signal.SIGKILL)
    assert any(left.rglob("letter.docx"))
    own = temporary.folder()
    assert not left.exists()
    assert any(used.rglob("letter.docx"))
    assert {path.name for path in own.parent.iterdir()} == {
        own.name, f"{own.name}.lock", used.name, f"{used.name}.lock",
    }  # fmt: skip
    _end(living, signal.SIGTERM)
    assert not used.exists()


def test_the_place_is_closed_to_others_also_if_it_was_open(system: Path) -> None:
    place = system / f"engross-{os.getuid()}"
    place.mkdir(mode=0o755)
    assert temporary.folder().parent == place
    assert [stat.S_IMODE(path.stat().st_mode) for path in (place, temporary.folder())] == [0o700, 0o700]


def test_a_place_that_is_closed_to_its_own_user_is_opened(system: Path) -> None:
    place = system / f"engross-{os.getuid()}"
    place.mkdir(mode=0o000)
    temporary.folder()
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("number", "message", "hint"),
    [
        (
            errno.ENOSPC,
            "there is no room in this folder for temporary files (No space left on device)",
            "free some space there",
        ),
        (
            errno.EACCES,
            "temporary files may not be written into this folder (Permission denied)",
            "check that you may write there",
        ),
    ],
)
def test_what_keeps_temporary_files_from_being_written_is_called_so(
    system: Path, number: int, message: str, hint: str
) -> None:
    problem = temporary.no_room("nothing can be made", OSError(number, os.strerror(number)))
    assert str(problem) == (
        f"{system}: no-room: nothing can be made, because {message}; {hint}, or name another folder in the "
        "environment variable TMPDIR"
    )


def test_a_place_that_is_a_link_is_not_ours(system: Path) -> None:
    (system / "elsewhere").mkdir()
    (system / f"engross-{os.getuid()}").symlink_to(system / "elsewhere")
    assert temporary.folder().parent.name.startswith("engross-")
    assert list((system / "elsewhere").iterdir()) == []


def test_a_file_that_is_none_of_ours_is_left_alone(system: Path) -> None:
    place = system / f"engross-{os.getuid()}"
    (place / "notes").mkdir(parents=True)
    (place / "run-notes").write_text("mine")
    temporary.folder()
    assert (place / "notes").is_dir()
    assert (place / "run-notes").read_text() == "mine"


def test_a_run_that_wants_no_folder_itself_sweeps_what_a_killed_one_left_and_makes_nothing(system: Path) -> None:
    temporary.sweep_ours()
    assert list(system.iterdir()) == []
    (killed, left), (living, used) = _begun(system), _begun(system)
    _end(killed, signal.SIGKILL)
    temporary.sweep_ours()
    assert sorted(left.parent.iterdir()) == [used, used.with_suffix(".lock")]
    _end(living, signal.SIGTERM)


def test_in_a_place_that_is_a_link_nothing_is_swept(system: Path) -> None:
    (system / "elsewhere/run-1").mkdir(parents=True)
    (system / "elsewhere/run-1.lock").write_text("1")
    (system / f"engross-{os.getuid()}").symlink_to(system / "elsewhere")
    temporary.sweep_ours()
    assert (system / "elsewhere/run-1").is_dir()
