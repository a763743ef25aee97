"""Assessment files → calendar files in the output folder: one for each partnership, and one for the cycle."""

from __future__ import annotations

import os
import textwrap
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrutiny_response import __version__, naming, output, staging
from scrutiny_response.assessment import Assessment, Length, State
from scrutiny_response.calendars.events import FILE, REFERENCE, Dated, calendar_of, parsed, schedule
from scrutiny_response.intake import Reading, read_assessments, read_framework
from scrutiny_response.monitoring import current
from scrutiny_response.outcome import Change, Done
from scrutiny_response.problems import Problem, Refused

if TYPE_CHECKING:
    from icalendar import Event

CYCLE = "cycle.ics"
"""The calendar of the whole cycle, at the top of the output folder."""
USUAL = "{reference}-{partnership}/{document}"
"""The place of a partnership's calendar where the pattern of its file names has the state in the way."""


@dataclass(frozen=True, slots=True)
class Calendars:
    """What became of it: the paths in the output folder, how many dates there are, and what was refused.

    `gone` are calendar files whose assessments have gone, or have their dates elsewhere now.
    """

    files: tuple[str, ...] = ()
    dates: int = 0
    refused: tuple[Reading, ...] = ()
    problems: tuple[Problem, ...] = ()
    gone: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """What a run knows of the files that are there: those it accepted, and the references of those it refused.

    `is_whole` is false where the reference of a refused one could not be read: then it may be anybody's.
    """

    folder: Path
    accepted: Collection[str]
    refused: Collection[str]
    is_whole: bool

    def is_gone(self, event: Event) -> bool:
        """Whether the file that an event is from is there no more, or was accepted in this run without it."""
        file = str(event.get(FILE, ""))
        if not file or not self.is_whole or str(event.get(REFERENCE)) in self.refused:
            return False
        return file in self.accepted or not (self.folder / file).exists()


def write(
    inputs: Sequence[Path],
    folder: Path,
    *,
    alarm: Length | None = None,
    framework: Path | None = None,
    remove_gone: bool = False,
) -> Calendars:
    """Write the calendar files of all assessments into the output folder; each appears whole or not at all.

    `alarm` is how long before each date to remind, in place of what the assessments say. A file that is not accepted
    has no calendar, and stops no other. Calendar files of assessments that have gone are removed on demand only.
    """
    try:
        readings = read_assessments(inputs, read_framework(framework))
    except Refused as refused:
        return Calendars(problems=refused.problems)
    recorded = [Dated(it.assessment, _way(folder, it.file)) for it in readings if it.assessment]
    refused_ = tuple(it for it in readings if not it.assessment)
    names = {it.identified.identity.reference for it in refused_ if it.identified}
    known = _Known(folder, {it.file for it in recorded}, names, all(it.identified for it in refused_))
    files: defaultdict[str, list[Dated]] = defaultdict(list)
    for it in recorded:
        files[_path(it.assessment)].append(it)
    problems = _written(known, files, recorded, alarm)
    gone = tuple(_gone(known, files))
    if remove_gone:
        gone = tuple(_removed(it, folder, problems) for it in gone)
    dates = sum(len(current(schedule(it.assessment))) for it in recorded)
    return Calendars((*files, CYCLE), dates, refused_, tuple(problems), gone)


def _written(
    known: _Known, files: Mapping[str, Sequence[Dated]], recorded: Sequence[Dated], alarm: Length | None
) -> list[Problem]:
    """What kept a calendar from being written; a partnership's own goes on from what the cycle's says of it, too."""
    cycle = parsed(_before(known.folder / CYCLE))
    events: defaultdict[str, list[Event]] = defaultdict(list)
    for event in cycle:
        events[str(event.get(REFERENCE))].append(event)
    contents = {}
    for path, dated in files.items():
        before = [event for it in dated for event in events[it.assessment.reference]]
        contents[path] = calendar_of(dated, alarm, [*before, *parsed(_before(known.folder / path))], set())
    gone = {reference for reference, them in events.items() if them and all(map(known.is_gone, them))}
    contents[CYCLE] = calendar_of(recorded, alarm, cycle, gone)
    unwritten = (output.write(known.folder, path, data) for path, data in contents.items())
    return [problem for problem in unwritten if problem]


def _gone(known: _Known, written: Collection[str]) -> Iterator[Change]:
    """The calendar files of this software that no assessment has any more."""
    for path in sorted(known.folder.rglob("*.ics")):
        name = path.relative_to(known.folder).as_posix()
        events = [] if name in written or name == CYCLE else parsed(_before(path))
        if events and all(map(known.is_gone, events)):
            file = str(events[0][FILE])
            why = f"the dates of {file} are elsewhere now" if file in known.accepted else f"{file} is gone"
            yield Change(name, Done.GONE, why)


def _removed(change: Change, folder: Path, problems: list[Problem]) -> Change:
    problem = staging.remove(folder, change.path)
    problems += [problem] if problem else []
    return change if problem else change._replace(done=Done.REMOVED)


def _way(folder: Path, file: str) -> str:
    """An assessment file's path from the output folder."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # it is on another drive
        return Path(file).resolve().as_posix()


def _path(assessment: Assessment) -> str:
    """Beside the partnership's documents; the name holds no state, or each state would have a calendar of its own."""
    pattern = assessment.file_name
    for words in ("-{state}", "{state}-", "{state}"):
        pattern = pattern.replace(words, "")
    pattern = USUAL if naming.pattern_fault(pattern) else pattern
    named = replace(assessment, state=State.ISSUED, file_name=pattern)
    return naming.name(named, "dates", ".ics")


def _before(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def said(made: Calendars, folder: Path) -> str:
    """What is printed: the files, what was refused, what is gone, and the counts."""
    written = ["Written", *(f"  {(folder / path).as_posix()}" for path in made.files)] if made.files else []
    refused = ["Refused"] if made.refused else []
    for reading in made.refused:
        refused += [f"  {reading.file}", *(textwrap.indent(str(problem), "      ") for problem in reading.problems)]
    left = _listed("Made from no assessment any more (--remove-gone removes them)", made, folder, Done.GONE)
    removed = _listed("Removed", made, folder, Done.REMOVED)
    counts = [f"Dates: {made.dates}. Files not accepted: {len(made.refused)}."]
    blocks = (made.problems, written, left, removed, refused, counts)
    return "\n\n".join("\n".join(map(str, block)) for block in blocks if block)


def _listed(title: str, made: Calendars, folder: Path, done: Done) -> list[str]:
    told = [f"  {(folder / it.path).as_posix()}  ({it.why})" for it in made.gone if it.done is done]
    return [title, *told] if told else []


def as_json(made: Calendars, folder: Path) -> dict[str, Any]:
    """The same for programs; the paths of the files are inside the folder."""
    problems = [*made.problems, *(problem for reading in made.refused for problem in reading.problems)]
    return {
        "command": "calendar",
        "version": __version__,
        "output": folder.as_posix(),
        "files": list(made.files),
        "dates": made.dates,
        "gone": [{"path": it.path, "done": str(it.done), "why": it.why} for it in made.gone],
        "problems": [problem.as_json() for problem in problems],
    }
