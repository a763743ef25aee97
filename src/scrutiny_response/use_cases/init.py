"""What is shipped → a new cycle folder that works, in a place where nothing is overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from engross import interrupts, paths
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response import resources
from scrutiny_response.store import path_lengths

HINTS = """\
An inspection cycle

  inputs      one assessment file for each partnership; what is the same for all of them is in cycle.yaml.
              The sample files are invented: copy one, edit the copy, and delete the samples.
  templates   the letter, the improvement plan and the letter that extends a timescale; edit them in Word.
  schemas     what an assessment file may hold; editors use them to complete and to explain.
  output      the documents, one folder for each partnership.

Open a terminal in this folder (in Windows Explorer: click the address bar, type cmd, press Enter) and type

  scrutiny check        to see whether everything is in order; nothing is written
  scrutiny generate     to write the documents into the folder output
  scrutiny verify       to see which documents were edited, are missing or out of date
  scrutiny level        to see each level of support with its reasons
  scrutiny --help       to see what else there is
"""


def begin(folder: Path) -> tuple[Path, ...]:
    """Fill a new or an existing folder with schemas, templates, sample inputs, an empty output folder and hints.

    Return what was made. Raise Refused, and make nothing, if something of the same name is there already.
    """
    sources = {"inputs": resources.inputs(), "schemas": resources.schemas(), "templates": resources.templates()}
    targets = tuple(folder / name for name in (*sources, "output", "README.txt"))
    taken = [target for target in targets if paths.is_taken(target)]
    if taken:
        raise Refused(map(_taken, taken))
    half_made = list(targets)
    try:
        with interrupts.on_exit(lambda: _removed(half_made)):
            folder.mkdir(parents=True, exist_ok=True)
            for name, source in sources.items():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns(".*", "~$*"))
            (folder / "output").mkdir()
            (folder / "README.txt").write_bytes(HINTS.encode())
            half_made.clear()
    except OSError as error:
        raise Refused([_unwritable(folder, error)]) from error
    return targets


def warnings(folder: Path) -> tuple[Problem, ...]:
    """Return what there is to say of a cycle's folder: that its path leaves no room for the longest names."""
    fault = path_lengths.of_new_cycle(folder)
    return (fault,) if fault else ()


def _removed(targets: Iterable[Path]) -> None:
    """Take away what was begun, so that a second try finds nothing in its way."""
    for target in targets:
        shutil.rmtree(target, ignore_errors=True)
        with suppress(OSError):  # it was a folder, or is not there yet
            target.unlink()


def _taken(target: Path) -> Problem:
    return Problem(
        "already-there",
        FilePlace(target.as_posix()),
        "this is there already, and nothing is overwritten",
        "choose another folder, or move it away",
    )


def _unwritable(folder: Path, error: OSError) -> Problem:
    message = f"the folder cannot be filled ({paths.reason(error)})"
    return Problem("unwritable-folder", FilePlace(folder.as_posix()), message, "choose a folder that you may write to")
