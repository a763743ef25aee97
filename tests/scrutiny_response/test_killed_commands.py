"""Each command that writes, killed at random moments: every file is as it was or as it shall be, and nothing is left.

The next run of the command finishes the work and takes away what the killed one left, also in the folder for temporary
files; LibreOffice ends within a second.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from engross import pdf
from engross.pdf import require_poppler
from engross.problems import Refused
from scrutiny_response import resources
from scrutiny_response.cli.run import ALL_WRITTEN, run
from tests.needs import lacking

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are killed, and looked up in /proc")

MOMENTS = 60
LEFT = re.compile(r"(^|/)(\.working/|\.[0-9a-f-]+\.part$)")
"""What a killed run may leave, and the next takes away."""


@dataclass(frozen=True)
class Command:
    """What is typed, and which files count: a pattern of the others, such as copies that each run keeps."""

    words: tuple[str, ...]
    besides: str = r"$^"
    needs_pages: bool = False


COMMANDS = {
    "generate": Command(("generate",)),
    "generate-pdf": Command(("generate", "--pdf", "inputs/dunmarra.yaml"), needs_pages=True),
    "calendar": Command(("calendar",)),
    "overview": Command(("overview",)),
    "attach": Command(("attach",)),
    "attach-pair": Command(("attach", "inputs/reports/dunmarra.docx", "templates/letter.docx", "-o", "both.docx")),
    "restyle": Command(("template", "restyle", "style.docx", "templates"), r"before-restyle-"),
    "comments": Command(("template", "check", "wrong.docx", "--comments", "commented.docx")),
    "fields": Command(("template", "fields", "--word", "fields.docx")),
    "workbook": Command(("workbook", "cycle.xlsx")),
    "workbook-read": Command(("workbook", "--read", "filled.xlsx")),
    "preview": Command(("template", "preview", "templates/letter.docx"), needs_pages=True),
}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle whose documents are generated, and then one line of it was changed."""
    folder = tmp_path_factory.mktemp("killed") / "cycle"
    shutil.copytree(resources.inputs(), folder / "inputs")
    shutil.copytree(resources.templates(), folder / "templates", ignore=shutil.ignore_patterns(".*"))
    shutil.copy(resources.templates() / "letter.docx", folder / "style.docx")
    shutil.copy(resources.templates() / "letter.docx", folder / "wrong.docx")
    with contextlib.chdir(folder):
        for command in ("generate", "calendar", "overview", "attach"):
            assert run([command]) == ALL_WRITTEN
        assert run(["workbook", "filled.xlsx"]) == ALL_WRITTEN
    _fill_in(folder / "filled.xlsx")
    cycle = folder / "inputs/cycle.yaml"
    text = cycle.read_text(encoding="utf-8")
    changed = text.replace("date: 2026-11-23", "date: 2026-11-24")
    assert changed != text
    cycle.write_text(changed, encoding="utf-8")
    return folder


def _fill_in(path: Path) -> None:
    """Give every partnership another addressee."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows(min_row=3):
            if row[0].value == "addressee.role":
                row[2].value = "Convener"
    book.save(path)


def _begun(words: tuple[str, ...], folder: Path, temporary: Path) -> subprocess.Popen[bytes]:
    temporary.mkdir(exist_ok=True)
    quiet = subprocess.DEVNULL
    return subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-m", "scrutiny_response", *words],
        cwd=folder,
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=quiet,
        stderr=quiet,
    )


def _run(words: tuple[str, ...], folder: Path, temporary: Path) -> int:
    return _begun(words, folder, temporary).wait()


def _files(folder: Path, besides: str) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in named.items()
        if not re.search(besides, name)
    }


def _using(temporary: Path) -> Iterator[str]:
    """The processes whose words name this folder."""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = process.read_bytes().decode(errors="replace").replace("\0", " ")
        except OSError:
            continue
        if str(temporary) in words:
            yield words


def _kill_at_moments(scene: Path, tmp_path: Path, name: str, moments: int) -> int:
    """Kill the command so many times; return how many times it was alive then."""
    command = COMMANDS[name]
    temporary, folder = tmp_path / "temporary", tmp_path / "cycle"
    shutil.copytree(scene, folder)
    before = _files(folder, command.besides)
    began = time.monotonic()
    code = _run(command.words, folder, temporary)
    seconds = time.monotonic() - began
    after = _files(folder, command.besides)
    alive = 0
    for seed in range(moments):
        shutil.rmtree(folder)
        shutil.copytree(scene, folder)
        begun = _begun(command.words, folder, temporary)
        time.sleep(random.Random(f"{name} {seed}").uniform(0, seconds))  # noqa: S311  # no secret
        alive += begun.poll() is None
        begun.send_signal(signal.SIGKILL)
        begun.wait()
        _wait_until_alone(temporary, f"{name}, seed {seed}")
        for path, hash_ in _files(folder, command.besides).items():
            assert LEFT.search(path) or hash_ in {before.get(path), after.get(path)}, f"{path}: {name}, seed {seed}"
        assert _run(command.words, folder, temporary) == code
        assert _files(folder, command.besides) == after, f"{name}, seed {seed}"
        assert not list(folder.rglob("*.part")) + list(folder.rglob(".working")), f"{name}, seed {seed}"
        left = [path for path in temporary.rglob("*") if path.parent != temporary]
        assert left == [], f"{name}, seed {seed}"
    return alive


def _wait_until_alone(temporary: Path, name: str) -> None:
    deadline = time.monotonic() + 1
    while list(_using(temporary)):
        assert time.monotonic() < deadline, f"more than a second after the end of {name}: {list(_using(temporary))}"
        time.sleep(0.02)


@pytest.mark.parametrize("name", ["calendar", "overview"])
def test_a_command_that_is_killed_leaves_each_file_whole_and_the_next_run_finishes(
    scene: Path, tmp_path: Path, name: str
) -> None:
    _kill_at_moments(scene, tmp_path, name, 1)


@pytest.mark.kills
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_killed_at_sixty_moments(
    scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    if COMMANDS[name].needs_pages:
        try:
            require_poppler()
            pdf.find_converter()
        except Refused as refused:
            lacking(str(refused))
    alive = _kill_at_moments(scene, tmp_path, name, MOMENTS)
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: {MOMENTS} kills, {alive} while it was alive; none torn, nothing left\n")
    assert alive > MOMENTS // 3
