"""`scrutiny desk` prints its address first, and ends cleanly: from its page, or with Ctrl-C."""

from __future__ import annotations

import http.cookiejar
import re
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scrutiny_response import desk
from scrutiny_response.cli.run import run
from tests.scrutiny_response.desk.at_the_desk import cycle_folder


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Type the command; give its process and the first line that it printed."""
    words = [sys.executable, "-m", "scrutiny_response", "desk", str(folder), "--no-browser"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own words
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().rstrip("\n")
        finally:
            process.kill()


def test_the_desk_is_closed_from_its_page(tmp_path: Path) -> None:
    with running(cycle_folder(tmp_path, "tarbeck")) as (process, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/enter\?token=[\w-]{43}", address)
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        page = browser.open(address).read().decode()
        token = re.search(r'name="form_token" value="([^"]+)"', page)
        assert token is not None
        origin = address.partition("/enter")[0]
        form = urllib.parse.urlencode({"form_token": token[1]}).encode()
        closing = urllib.request.Request(f"{origin}/close", form, {"Origin": origin})  # noqa: S310  # our own address
        assert "The desk is closed" in browser.open(closing).read().decode()
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (0, "The desk is closed.\n")
        assert err == "The desk is open. Close it on its page, or here with Ctrl-C.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there, a signal to a process goes to its console")
def test_the_desk_is_closed_with_ctrl_c(tmp_path: Path) -> None:
    with running(cycle_folder(tmp_path, "tarbeck")) as (process, _):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (0, "The desk is closed.\n")
        assert "Traceback" not in err


def test_a_folder_that_is_no_cycles_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["desk", str(tmp_path), "--no-browser"]) == 2
    assert capsys.readouterr().out == (
        f"{tmp_path.as_posix()}: no-cycle-folder: this is no cycle's folder: there is no folder called inputs in it; "
        "name the cycle's folder, or make a new one with `scrutiny init mycycle`\n"
    )


def test_without_its_libraries_the_desk_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [
        name for name in sys.modules if name.startswith(f"{desk.__name__}.") or name.split(".")[0] == "waitress"
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "waitress", None)
    assert run(["desk", str(cycle_folder(tmp_path, "tarbeck")), "--no-browser"]) == 2
    assert capsys.readouterr().out == (
        "scrutiny desk: desk-missing: the desk needs the Python library waitress, which is not installed; "
        'install the software with its desk: type `pip install ".[desk]"` in its folder\n'
    )
