"""A report with plans that was written → what still lies there from a run in which the plans had another state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engross import paths
from engross.problems import FilePlace, Problem, Severity
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases.attaching.grouping import Group
from scrutiny_response.use_cases.attaching.request import WORD, ending


def of_other_states(group: Group, folder: Path) -> Iterator[Problem]:
    """Yield a warning for each result, and PDF of one, that shows another state: nobody is to send it for this one."""
    for state, name in group.of_other_states:
        for path in (name, *([whole_files.pdf_path(name)] if ending(Path(name)) == WORD else [])):
            if paths.is_file(folder / path):
                message = (
                    f"this result still lies here from when its state was `{state}`; the one of today is {group.result}"
                )
                hint = "delete it, so that nobody sends it by mistake; if it was sent, move it to another folder"
                yield Problem("other-state", FilePlace((folder / path).as_posix()), message, hint, Severity.WARNING)
