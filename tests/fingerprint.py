"""The sample cycle and the catalogues of messages → one hash for each document, screen and catalogue.

`python -m tests.fingerprint` writes them into `tests/fingerprint.json`, with the version that makes and says so.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from scrutiny_response import __version__
from tests.paths import CASES, DOCS, ROOT

STORED = ROOT / "tests" / "fingerprint.json"
COMMANDS = ("generate", "overview", "calendar", "attach")
CATALOGUES = ("other-problems.md", "template-errors.md")
_MESSAGES = re.compile(r"^#{2,3} [a-z][a-z-]*$|^```text\n.*?^```$", re.MULTILINE | re.DOTALL)
"""An identifier of a problem, or a message, in a catalogue. What is explained around them is not said by the program."""


def fingerprint(folder: Path) -> dict[str, object]:
    """Return the version, the hash of each document of the sample cycle, and the hash of all messages.

    `folder` is empty; the sample cycle is made in it.
    """
    documents = hashes(make_sample_cycle(folder / "cycle"))
    return {"version": __version__, "documents": documents, "messages": messages()}


def make_sample_cycle(cycle: Path) -> Path:
    """Make a new cycle and everything that its samples give; return the output folder."""
    scrutiny(cycle.parent, "init", cycle.name)
    make_all(cycle, scrutiny)
    return cycle / "output"


def make_all(cycle: Path, type_in: Callable[..., None]) -> None:
    """Make everything that a cycle gives, with what types a command in a folder."""
    for command in COMMANDS:
        type_in(cycle, command)


def hashes(output: Path) -> dict[str, str]:
    """Return the hash of each file in an output folder by its path; the manifest, which holds the version, is left out."""
    files = sorted(path for path in output.rglob("*") if path.is_file() and path.stem != "manifest")
    return {path.relative_to(output).as_posix(): _hash(path.read_bytes()) for path in files}


def messages() -> dict[str, str]:
    """Return the hash of the identifiers and messages in each catalogue, and of the screens of all refused cases."""
    texts = {name: "\n".join(_MESSAGES.findall((DOCS / name).read_text(encoding="utf-8"))) for name in CATALOGUES}
    screens = sorted((CASES / "refused").rglob("*.txt"))
    texts["cases"] = "\n".join(f"{path.name}\n{path.read_text(encoding='utf-8')}" for path in screens)
    return {name: _hash(text.encode()) for name, text in texts.items()}


def differences(stored: Mapping[str, str], current: Mapping[str, str]) -> list[str]:
    """Return a line for each name that was added, that has gone, or whose hash is another."""
    added = [f"new: {name}" for name in current.keys() - stored.keys()]
    gone = [f"gone: {name}" for name in stored.keys() - current.keys()]
    changed = [f"changed: {name}" for name in stored.keys() & current.keys() if stored[name] != current[name]]
    return sorted([*added, *gone, *changed])


def scrutiny(folder: Path, *words: str) -> None:
    """Run a command in a folder; CalledProcessError if it does not end with 0."""
    command = [sys.executable, "-m", "scrutiny_response", *words]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603  # our own words


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main() -> None:
    """Write the stored fingerprint anew."""
    with tempfile.TemporaryDirectory() as folder:
        text = json.dumps(fingerprint(Path(folder)), ensure_ascii=False, indent=2)
    STORED.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
