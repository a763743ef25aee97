"""Where and in which language a computer stands changes no byte of what the commands write."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scrutiny_response import resources
from scrutiny_response.cli.run import ALL_WRITTEN, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows takes its time zone from the system alone")

COMMANDS = (
    "generate",
    "issue PSR-2026-011 --approved-by Eilidh --on 2026-12-16",
    "calendar",
    "overview --on 2027-01-29",
    "tracker --on 2027-01-29",
    "workbook cycle.xlsx",
)


@contextmanager
def standing_in(zone: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()


def written(folder: Path, zone: str) -> dict[str, str]:
    """Let the commands run in a new cycle's folder; return the hash of each file."""
    (folder / "inputs").mkdir(parents=True)
    for name in ("cycle.yaml", "inverallan.yaml"):
        shutil.copy(resources.inputs() / name, folder / "inputs")
    with pytest.MonkeyPatch.context() as patch, standing_in(zone):
        patch.chdir(folder)
        for command in COMMANDS:
            assert run(command.split()) == ALL_WRITTEN, command
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_cycle_has_the_same_bytes_in_all_time_zones(tmp_path: Path) -> None:
    east = written(tmp_path / "east", "Pacific/Kiritimati")
    assert len(east) > 12
    assert written(tmp_path / "west", "America/Adak") == east
