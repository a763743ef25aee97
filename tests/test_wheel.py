"""What people install: the wheel alone, in an environment of its own, in an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scrutiny_response import __version__

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("inputs", "schemas", "templates")

pytestmark = pytest.mark.wheel


def _run(*words: str | Path, cwd: Path) -> str:
    """What the program prints; no path of this repository leads it to anything."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(  # noqa: S603  # our own words
        words, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _programs(environment: Path) -> Path:
    return environment / ("Scripts" if os.name == "nt" else "bin")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this repository."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scrutiny(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel into a fresh environment."""
    environment = tmp_path_factory.mktemp("fresh") / "environment"
    _run(sys.executable, "-m", "venv", environment, cwd=environment.parent)
    _run(_programs(environment) / "pip", "install", "--quiet", wheel, cwd=environment.parent)
    return _programs(environment) / "scrutiny"


def test_the_wheel_carries_all_that_is_shipped_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert wheel.name == f"scrutiny_response-{__version__}-py3-none-any.whl"
    for folder in SHIPPED:
        inside = f"scrutiny_response/shipped/{folder}/"
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        tracked = {
            path.relative_to(ROOT / folder).as_posix() for path in files if not path.name.startswith((".", "~$"))
        }
        assert {name.removeprefix(inside) for name in names if name.startswith(inside)} == tracked
    assert {"scrutiny_response/framework.yaml", "scrutiny_response/py.typed", "engross/py.typed"} <= set(names)
    assert [
        name for name in names if not name.startswith(("engross/", "scrutiny_response/", "scrutiny_response-"))
    ] == []


def test_a_new_cycle_in_an_empty_folder_works(scrutiny: Path, tmp_path: Path) -> None:
    assert _run(scrutiny, "--version", cwd=tmp_path) == f"scrutiny {__version__}\n"
    assert _run(scrutiny, "init", "mycycle", cwd=tmp_path).startswith("Made\n  mycycle/inputs\n")
    document = json.loads(_run(scrutiny, "generate", "--json", cwd=tmp_path / "mycycle"))
    assert (document["refused"], document["problems"]) == (0, [])
    written = {path for outcome in document["outcomes"] for path in outcome["documents"]}
    assert len(written) == document["documents"] > document["assessments"] > 0
    for path in written:
        assert zipfile.is_zipfile(tmp_path / "mycycle/output" / path)


def test_the_samples_work_from_the_installation_alone(scrutiny: Path, tmp_path: Path) -> None:
    _run(scrutiny, "init", "mycycle", cwd=tmp_path)
    screen = _run(scrutiny, "check", "mycycle/inputs", cwd=tmp_path)
    assert screen.endswith(" in order. Nothing was written.\n")
