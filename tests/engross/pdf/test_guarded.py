"""What is begun behind the guard is told to have ended well or not, and is ended if it takes too long."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from engross.pdf import guarded


@pytest.mark.parametrize(("words", "is_good"), [("pass", True), ("raise SystemExit(3)", False)])
def test_a_command_is_told_to_have_ended_well_or_not(tmp_path: Path, words: str, is_good: bool) -> None:
    assert guarded.run([sys.executable, "-c", words], tmp_path, 20) is is_good


def test_its_temporary_files_lie_in_the_folder(tmp_path: Path) -> None:
    words = "import pathlib, tempfile; pathlib.Path('where').write_text(tempfile.gettempdir())"
    assert guarded.run([sys.executable, "-c", words], tmp_path, 20)
    assert (tmp_path / "where").read_text() == str(tmp_path)


def test_one_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    began = time.monotonic()
    assert not guarded.run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, 0.2)
    assert time.monotonic() - began < 20
