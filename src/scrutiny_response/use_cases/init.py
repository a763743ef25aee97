"""What is shipped → a new cycle folder that works, in a place where nothing is overwritten.

All of it is made in a folder of its own first. A new cycle folder then takes its name in one step; into a folder that
is there already, the parts are moved one by one, and a run that is stopped among the moves is finished by the next.
"""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from engross import interrupts, paths
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response import resources
from scrutiny_response.intake.file_names import is_beside
from scrutiny_response.store import path_lengths, whole_files
from scrutiny_response.store.patience import PATIENCE
from scrutiny_response.use_cases.declared_values import declared_for
from scrutiny_response.use_cases.editor_schema import ASSESSMENT, as_file

HINTS = """\
An inspection cycle

  inputs      one assessment file for each partnership; what is the same for all of them is in cycle.yaml.
              The sample files are invented: copy one, edit the copy, and delete the samples.
  templates   the letter, the improvement plan, the letter that extends a timescale, the record of a decision for
              the house, the letters that answer, such as a reminder, and the words of e-mails; edit them in Word,
              and email.txt in a text editor.
  schemas     what an assessment file may hold; editors use them to complete and to explain.
  output      the documents, one folder for each partnership.
  record      what was issued, and what happened since; it is made when something is issued. Nobody edits it.

If the software came as a zip, drop this folder onto Start in the folder of the zip: it opens on pages in the browser.
Otherwise open a terminal in this folder (in Windows Explorer: click the address bar, type cmd, press Enter) and type

  scrutiny check        to see whether everything is in order; nothing is written
  scrutiny generate     to write the documents into the folder output
  scrutiny verify       to see which documents were edited, are missing or out of date
  scrutiny level        to see each level of support with its reasons
  scrutiny desk         to do all of this on pages in the browser
  scrutiny help         to see what else there is
"""


PARTS = ("inputs", "schemas", "templates", "output", "README.txt")
"""What a new cycle's folder holds."""
_WHOLE, _BEGUN = ".cycle-to-be", ".cycle-begun"
"""In a folder that is there already: where the parts lie until they are moved, and where they are made."""


def begin(folder: Path) -> tuple[Path, ...]:
    """Fill a new or an existing folder with schemas, templates, sample inputs, an empty output folder and hints.

    Return what was made. Raise Refused, and make nothing, if something of the same name is there already.
    """
    targets = tuple(folder / name for name in PARTS)
    try:
        if not paths.is_folder(folder / _WHOLE):
            taken = [target for target in targets if paths.is_taken(target)]
            if taken:
                raise Refused(map(_taken, taken))
            if not paths.is_taken(folder):
                _new(folder)
                return targets
            folder.mkdir(exist_ok=True)
            _made(folder / _BEGUN, folder / _WHOLE)
        _moved(folder)
    except OSError as error:
        raise Refused([_unwritable(folder, error)]) from error
    return targets


def _new(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _made(folder.with_name(f".{folder.name}.begun"), folder)


def _made(begun: Path, whole: Path) -> None:
    """Make all that belongs into a cycle's folder; it has the name `whole` once it is."""
    sources = {"inputs": resources.inputs(), "schemas": resources.schemas(), "templates": resources.templates()}
    with interrupts.on_exit(lambda: shutil.rmtree(begun, ignore_errors=True)):
        shutil.rmtree(begun, ignore_errors=True)  # of a run that was killed
        begun.mkdir()
        for name, source in sources.items():
            _copied(source, begun / name)
        (begun / "schemas" / ASSESSMENT).write_bytes(as_file(declared_for(None, begun / "inputs")))
        (begun / "output").mkdir()
        (begun / "README.txt").write_bytes(HINTS.encode())
        PATIENCE.wait_for(lambda: begun.rename(whole), whole)


def _copied(source: Path, target: Path) -> None:
    """Copy a folder; the first thing that cannot be written ends it, and the system says why."""
    target.mkdir()
    for path in source.iterdir():
        if is_beside(path.name):
            continue
        if paths.is_folder(path):
            _copied(path, target / path.name)
        else:
            shutil.copy2(path, target / path.name)


def _moved(folder: Path) -> None:
    """Move the parts into their places; those that a stopped run moved are there already."""
    waiting = [name for name in PARTS if paths.is_taken(folder / _WHOLE / name)]
    taken = [folder / name for name in waiting if paths.is_taken(folder / name)]
    if taken:
        raise Refused(map(_taken, taken))
    for name in waiting:
        part, target = folder / _WHOLE / name, folder / name
        PATIENCE.wait_for(partial(part.rename, target), target)
    (folder / _WHOLE).rmdir()


def warnings(folder: Path) -> tuple[Problem, ...]:
    """Return what there is to say of a cycle's folder: that its path leaves no room for the longest names."""
    fault = path_lengths.of_new_cycle(folder)
    return (fault,) if fault else ()


def _taken(target: Path) -> Problem:
    return Problem(
        "already-there",
        FilePlace(target.as_posix()),
        "this is there already, and nothing is overwritten",
        "choose another folder, or move it away",
    )


def _unwritable(folder: Path, error: OSError) -> Problem:
    message = f"the folder cannot be filled ({paths.reason(error)})"
    is_full = error.errno in whole_files.FULL
    hint = "free some space on the disk and run again" if is_full else "choose a folder that you may write to"
    return Problem("unwritable-folder", FilePlace(folder.as_posix()), message, hint)
