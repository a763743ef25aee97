"""The zip for an office without the internet: its starters as texts; and, once built, set up from nothing, offline."""

from __future__ import annotations

import hashlib
import http.cookiejar
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.needs import lacking
from tests.paths import ROOT

STARTERS = ROOT / "tools" / "bundle"
FIRST = re.compile(r"http://127\.0\.0\.1:\d+/\S+")


def test_every_step_of_the_windows_starter_leads_somewhere() -> None:
    lines = (STARTERS / "Start.cmd").read_text(encoding="ascii").splitlines()
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert {word for line in lines for word in re.findall(r"goto (\w+)", line)} == labels
    assert not [line for line in lines if line.rstrip().endswith("(")], (
        "blocks in brackets break on names with brackets"
    )
    variables = {name for line in lines for name in re.findall(r"%(\w+)%", line)}
    own = {name for line in lines for name in re.findall(r'set "(\w+)=', line)}
    assert variables <= own | {"LOCALAPPDATA", "USERPROFILE"}


def test_both_starters_say_the_same_and_use_the_same_files() -> None:
    windows, unix = ((STARTERS / name).read_text(encoding="ascii") for name in ("Start.cmd", "Start.command"))
    for words in ("Please ask your IT department for this:", "Then double-click Start again.", "For IT.md", "@PYTHON@",
                  "--require-hashes", "--no-index", "requirements-", "UV_OFFLINE=1", "UV_PYTHON_DOWNLOADS=never"):  # fmt: skip
        assert words in windows, words
        assert words in unix, words


def zip_of(system: str) -> Path:
    found = sorted((ROOT / "dist").glob(f"scrutiny-*-{system}.zip"))
    return found[-1] if found else lacking(f"the zip is not built: python -m tools.build_bundle {system}")


def unpacked(system: str, folder: Path) -> Path:
    """The zip unpacked, with what may run."""
    with zipfile.ZipFile(zip_of(system)) as archive:
        for entry in archive.infolist():
            Path(archive.extract(entry, folder)).chmod((entry.external_attr >> 16) & 0o777)
    return next(folder.glob("scrutiny-*"))


@pytest.mark.bundle
@pytest.mark.parametrize("system", ["windows", "macos", "linux"])
def test_a_zip_is_whole(system: str, tmp_path: Path) -> None:
    bundle = unpacked(system, tmp_path)
    lines = [line.partition("  ") for line in (bundle / "SHA256SUMS").read_text("utf-8").splitlines()]
    sums = {name: sum_ for sum_, _, name in lines}
    files = {path.relative_to(bundle).as_posix(): path for path in bundle.rglob("*") if path.is_file()}
    assert set(sums) == set(files) - {"SHA256SUMS"}
    assert [name for name, sum_ in sums.items() if hashlib.sha256(files[name].read_bytes()).hexdigest() != sum_] == []
    hashes = {sum_ for name, sum_ in sums.items() if name.startswith("wheels/")}
    wanted = [
        set(re.findall("sha256:([0-9a-f]{64})", path.read_text("utf-8"))) for path in bundle.glob("requirements-*.txt")
    ]
    assert len(wanted) == 4
    assert set.union(*wanted) == hashes
    parts = json.loads((bundle / "bom.json").read_text("utf-8"))["components"]
    assert {part["hashes"][0]["content"] for part in parts} >= {
        sums[name] for name in sums if name.endswith(".whl") and "scrutiny_response" not in name
    }
    assert (bundle / ("Start.cmd" if system == "windows" else "Start.command")).read_bytes().count(b"\r\n") == (
        len((STARTERS / "Start.cmd").read_text("ascii").splitlines()) if system == "windows" else 0
    )
    assert not re.search("@[A-Z]+@", "".join(path.read_text("utf-8") for path in bundle.glob("Start.*")))


def offline(home: Path, *, python: bool = True) -> dict[str, str]:
    """The surroundings of somebody with an empty home folder, and no network."""
    tools = home.parent / "tools"
    tools.mkdir(exist_ok=True)
    for name in ("sh", "dirname", "basename", "uname", "rm"):
        if not (tools / name).exists():
            (tools / name).symlink_to(shutil.which(name) or name)
    folders = [str(tools), *([str(Path(sys.executable).resolve().parent)] if python else [])]
    dead = "http://127.0.0.1:9"
    return {
        "HOME": str(home),
        "PATH": os.pathsep.join(folders),
        "BROWSER": "true",
        "HTTPS_PROXY": dead,
        "HTTP_PROXY": dead,
    }


@pytest.mark.bundle
def test_it_is_set_up_from_nothing_offline_and_opens_the_desk(tmp_path: Path) -> None:
    home = tmp_path / "a home & more"
    home.mkdir()
    bundle = unpacked("linux", tmp_path / "un packed")
    for turn in ("once", "again"):
        begun = time.monotonic()
        with subprocess.Popen(  # noqa: S603 - what the user double-clicks
            [bundle / "Start.command"], env=offline(home), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, start_new_session=True,
        ) as started:  # fmt: skip
            assert started.stdout is not None
            said = ""
            while not (address := FIRST.search(said)):
                line = started.stdout.readline()
                assert line, said
                said += line
            cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
            page = opener.open(address[0]).read().decode()
            os.killpg(started.pid, signal.SIGINT)
            started.communicate(timeout=30)
        assert "Strathlorne" in page
        assert ("The software is set up" in said) is (turn == "once")
        assert ("A first cycle was made, with samples of partnerships that do not exist." in said) is (turn == "once")
        assert "scrutiny " not in said.replace(str(home), "")
        assert time.monotonic() - begun < 120
    assert sorted(path.name for path in home.iterdir()) == [".local", "Scrutiny cycle"]


@pytest.mark.bundle
def test_a_folder_without_a_cycle_is_told_without_a_command_that_is_not_there(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "letters & plans"
    home.mkdir()
    other.mkdir()
    done = subprocess.run(  # noqa: S603 - what the user double-clicks
        [unpacked("linux", tmp_path) / "Start.command", other], env=offline(home), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.partition("takes a minute.\n")[2] == (
        f"\nThere is no cycle in {other}: it holds no folder called inputs.\n"
        "Name the folder of a cycle itself behind Start, or double-click Start alone.\n"
    )


@pytest.mark.bundle
def test_without_python_it_says_what_to_ask_for_and_leaves_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(  # noqa: S603 - what the user double-clicks
        [unpacked("linux", tmp_path) / "Start.command"], env=offline(home, python=False), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "\n"
        "The software needs Python, and this computer has none that fits (3.11 to 3.14).\n"
        "\n"
        "Please ask your IT department for this:\n"
        "\n"
        "    Install Python 3.14 from python.org.\n"
        "    The software needs no rights of an administrator and no network.\n"
        '    "For IT.md" in the folder of this file says what it installs, and where.\n'
        "\n"
        "Then double-click Start again.\n"
    )
    assert list(home.iterdir()) == []


@pytest.mark.bundle
def test_a_wheel_that_somebody_changed_is_not_installed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    bundle = unpacked("linux", tmp_path)
    wheel = next((bundle / "wheels").glob("jinja2-*.whl"))
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("jinja2/extra.py", "")
    done = subprocess.run(  # noqa: S603 - what the user double-clicks
        [bundle / "Start.command"],
        env=offline(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "The software could not be set up; what stands above says why. Nothing was left behind." in done.stdout
    assert not list(home.glob(".local/share/scrutiny-response/*"))
