"""Two source trees → both installed as people install them, each in a folder of its own, with the same libraries.

What is measured is what somebody has who installed it: modules compiled, and no source tree in the way.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

EARLIER = "2354721"
"""The commit with which this build is compared."""


class Unavailable(Exception):
    """Why nothing can be compared here."""


@dataclass(frozen=True, slots=True)
class Build:
    """An installed build: its name in the table, its folder, and the source tree that it is of."""

    name: str
    folder: Path
    tree: Path


def both(folder: Path, earlier: Path | None) -> tuple[Build, Build]:
    """Install the earlier build and this one below `folder`; `earlier` is a tree of that commit, if there is one.

    Raises Unavailable if the commit or what it needs cannot be had.
    """
    tree = earlier or _tree_of(EARLIER, folder / "earlier-tree")
    return installed("earlier", tree, folder), installed("this", Path.cwd(), folder)


def _tree_of(commit: str, folder: Path) -> Path:
    folder.mkdir(parents=True)
    git = shutil.which("git") or ""
    try:
        archive = subprocess.run([git, "archive", commit], capture_output=True, check=True).stdout  # noqa: S603  # our own words
        subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)  # noqa: S603, S607  # likewise
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unavailable(f"commit {commit} is not in this copy of the repository ({error})") from error
    return folder


def installed(name: str, tree: Path, folder: Path) -> Build:
    """Install a tree below a folder; Unavailable, with the reason, if that cannot be."""
    target = folder / name
    words = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(tree)]
    run = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603  # our own words
    if run.returncode:
        raise Unavailable(f"the {name} build cannot be installed ({run.stderr.strip()[-300:]})")
    return Build(name, target, tree)
