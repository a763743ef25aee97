"""A new cycle folder → the text that people read and the JSON that programs read."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from engross.problems import Problem
from engross.suggestions import all_of
from scrutiny_response.cli.reports.report import Report, answer, listed
from scrutiny_response.use_cases.editor_schema import SchemaWritten


def report(
    folder: Path, created: Sequence[Path], problems: Sequence[Problem] = (), warnings: Sequence[Problem] = ()
) -> Report:
    """Return the answer: refused if there are problems, as nothing was made then; the warnings refuse nothing."""
    return Report(
        bool(problems),
        lambda: listed(problems) or "\n\n".join(filter(None, [listed(warnings), as_text(folder, created)])),
        lambda: as_json(created, (*problems, *warnings)),
    )


def as_text(folder: Path, created: Sequence[Path]) -> str:
    """Return what was made in the folder, and what to do next."""
    lines = "\n".join(f"  {path.as_posix()}" for path in created)
    return f"Made\n{lines}\n\nGo there ({_way_to(folder)}) and type: scrutiny generate"


def _way_to(folder: Path) -> str:
    """Return what to type to go to a folder: on Windows what also leads to other drives and servers."""
    return f'pushd "{folder}"' if sys.platform == "win32" else f"cd {shlex.quote(folder.as_posix())}"


def as_json(created: Sequence[Path], problems: Sequence[Problem] = ()) -> Iterator[str]:
    """Return the same for programs."""
    return answer("init", {"made": [path.as_posix() for path in created]}, problems=problems)


def new_report(path: Path | None, problems: Sequence[Problem] = ()) -> Report:
    """Return the answer of `new`: the blank assessment that was made, and what to do next."""
    file = path.as_posix() if path else ""
    text = f"Made {file}\nFill it in, then type: scrutiny check {file}"
    return Report(
        bool(problems),
        lambda: listed(problems) or text,
        lambda: answer("new", {"made": file or None}, problems=problems),
    )


def schema_report(written: SchemaWritten | None, problems: Sequence[Problem] = ()) -> Report:
    """Return the answer of `schema`: where it lies, and which values of the office's own are in it."""
    names = [declared.name for declared in written.declared] if written else []
    file = written.path.as_posix() if written else ""
    told = f"with {all_of(names)}" if names else "cycle.yaml declares no further values"
    text = f"Written {file}: {told}" if written and written.is_written else f"{file} is as it should be: {told}"
    return Report(
        bool(problems),
        lambda: listed(problems) or text,
        lambda: answer("schema", {"schema": file or None, "further": names}, problems=problems),
    )
