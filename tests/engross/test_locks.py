"""A lock is one process's, whatever the drive calls the file; a file that nobody holds holds nobody up."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engross import locks

HOLDING = """
import sys
from pathlib import Path
from engross import locks
assert locks.take(Path(sys.argv[1]), "another") is not None
print(flush=True)
sys.stdin.read()
"""


def test_a_lock_is_held_by_one_process_and_taken_away_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-c", HOLDING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        assert locks.take(path, "me") is None
        assert locks.words_in(path) == "another"
        other.kill()
        other.wait()
    held = locks.take(path, "me")
    assert held is not None
    assert locks.words_in(path) == "me"
    locks.release(path, held)
    assert not path.exists()


def test_a_lock_that_cannot_be_written_leaves_no_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int, _text: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        locks.take(tmp_path / "lock", "me")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("numbers", ["others at each look", "none"])
def test_a_drive_without_stable_numbers_of_files_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, numbers: str
) -> None:
    look, count = Path.stat, iter(range(1, 1000))

    def looked(self: Path, **named: bool) -> os.stat_result:
        fields = list(look(self, **named))
        fields[1] = next(count) if numbers == "others at each look" else 0
        return os.stat_result(fields)

    monkeypatch.setattr(Path, "stat", looked)
    path = tmp_path / "lock"
    held = locks.take(path, "me")
    assert held is not None
    locks.release(path, held)


def test_a_file_that_is_always_another_one_counts_as_held_after_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_PAUSES", (0.0, 0.0, None))
    monkeypatch.setattr(locks, "_is_still_there", lambda *_: False)
    assert locks.take(tmp_path / "lock", "me") is None


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="Windows follows no such links here")
def test_nothing_is_written_through_a_link_in_the_lock_s_place(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="symbolic links"):
        locks.take(tmp_path / "lock", "me")
    assert (tmp_path / "precious").read_bytes() == b"precious"
