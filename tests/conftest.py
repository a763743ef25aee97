"""What several tests need: LibreOffice, where it is installed; and how many random cases are tried, never timed."""

from __future__ import annotations

import gc
import math
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from engross.pdf.converter import Converter
from engross.problems import Refused
from scrutiny_response.cli import screen
from scrutiny_response.store import patience
from tests import kept_in_memory
from tests.needs import lacking
from tests.other_disks import OtherDisk
from tests.other_systems import SYSTEMS

settings.register_profile("quick", settings.default, deadline=None, max_examples=20)
settings.register_profile("soak", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("quick")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background: what is begun here would not hear Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)
if (
    hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
):  # under nohup, nor the terminal's end
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `nox -s systems` choose which other system this one behaves as."""
    parser.addoption("--system", choices=sorted(SYSTEMS), help="behave as this other system below each test's folder")


def pytest_collection_finish() -> None:
    """Set apart what is there before the first test: it stays, and the collector would look through it every time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _templates_are_kept() -> Iterator[None]:
    """A template that was opened before is not compiled again; tests of keeping keep them on disk."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        kept_in_memory.use(monkeypatch)
        yield


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that stays held is not waited for; tests of waiting say how long."""
    monkeypatch.setattr(patience, "LONGEST", 0.0)


@pytest.fixture(autouse=True)
def _as_on_a_fast_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No line of progress comes between, however slow the machine is; tests of progress say how often there is one."""
    monkeypatch.setattr(screen, "PIPE_PAUSE", math.inf)


@pytest.fixture(autouse=True)
def _as_another_system(request: pytest.FixtureRequest, _impatient: None) -> None:
    """The test's folder and this process behave as the system that `--system` names; without it, nothing changes.

    A test that chooses a disk itself has that one, and one that is marked `not_on` the system the usual one.
    """
    name = request.config.getoption("--system")
    is_left_out = any(name in mark.args for mark in request.node.iter_markers("not_on"))
    if name and not is_left_out and "other_disk" not in request.fixturenames:
        SYSTEMS[name](request.getfixturevalue("other_disk"), request.getfixturevalue("monkeypatch"))


@pytest.fixture(scope="session")
def office() -> Converter:
    """LibreOffice. Without it a test is skipped, saying what to install; where CI=true, it fails instead.

    Use `office.convert([WordFile(name, data), …])` once for all files that a module needs:
    each call starts processes, which takes half a second. `WordFile` is in `engross.pdf`.
    """
    try:
        return Converter.find()
    except Refused as refused:
        lacking(str(refused))


@pytest.fixture
def other_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OtherDisk:
    """The disk below the test's folder, which the test may make behave as another system's."""
    return OtherDisk(tmp_path, monkeypatch)
