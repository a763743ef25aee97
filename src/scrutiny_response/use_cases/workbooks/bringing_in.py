"""A workbook that was filled in → the cycle's files; only the lines of changed answers change.

Everything is checked as an assessment is. A file in which that would make a new error, or of which something has to be
asked, stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from engross import paths
from engross.problems import CellPlace, FilePlace, Problem, Refused, has_error
from scrutiny_response.domain.framework import Framework
from scrutiny_response.intake import CycleFile, Source, assessment_files, find_cycle, read_assessment, sources
from scrutiny_response.intake.cycle_file import unsigned
from scrutiny_response.intake.cycles import cycle_from
from scrutiny_response.intake.disk import read_bytes
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.intake.rewriting import rewritten, value_of
from scrutiny_response.intake.schema import Schema, assessment_schema, schema
from scrutiny_response.intake.sources import Reading
from scrutiny_response.intake.tree import stands
from scrutiny_response.intake.workbooks import book as books
from scrutiny_response.intake.workbooks.book import Book, Sheet
from scrutiny_response.intake.workbooks.form import Form, assessment_form, cycle_form
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases.editing import value_at
from scrutiny_response.use_cases.workbooks.differences import Change, change_of, put_all, settled
from scrutiny_response.use_cases.workbooks.gathering import values_hash, version_of
from scrutiny_response.use_cases.workbooks.judging import new_problems
from scrutiny_response.use_cases.workbooks.merging import UNKNOWN, merge


class Brought(Struct, frozen=True):
    """What became of one sheet: its file, what changes in it, what is wrong or asked, and whether it was written."""

    sheet: str
    file: str
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_written: bool = False

    @property
    def refused(self) -> bool:
        return has_error(self.problems)


class _Planned(Struct, frozen=True):
    """A file on its way: as it lies there, and the bytes that it is to have.

    `other` are those that it would have if the workbook were right wherever it is asked.
    """

    brought: Brought
    path: Path
    data: bytes = b""
    new: bytes = b""
    other: bytes = b""

    @property
    def possible(self) -> tuple[bytes, ...]:
        """Return what the file may come to hold, each once: all of it is judged before anything is asked."""
        return tuple(dict.fromkeys(filter(None, (self.new, self.other))))


def bring_in(
    path: Path, folder: Path, framework: Framework, take: Mapping[str, str], *, dry_run: bool = False
) -> tuple[tuple[Brought, ...], tuple[Problem, ...]]:
    """Bring a workbook into the files of a folder; return what became of each sheet, and what is wrong with the whole.

    `take` says whose answer is taken if both have changed, by the cell as it is told ("Skerravale, C14"), or for
    all by an empty text. Refused if the workbook cannot be read.
    """
    book = books.read_book(path, framework)
    planned = plan(book, folder, framework, take)
    if has_error(book.problems):
        return tuple(each.brought for each in planned), book.problems
    written = planned if dry_run else [_written(each) for each in planned]
    return tuple(planned.brought for planned in written), book.problems


def plan(book: Book, folder: Path, framework: Framework, take: Mapping[str, str]) -> list[_Planned]:
    """Return what is to become of each file, the cycle file first; nothing is written."""
    written, cycle = books.as_written(book.grids), find_cycle(folder)
    planned: list[_Planned] = []
    if book.cycle:
        own = _planned_cycle(book.cycle, cycle, _Aim(cycle_form(framework), schema("cycle"), framework, written, take))
        planned.append(own)
        if own.new and not own.brought.refused:
            cycle = cycle._replace(data=own.new)
    names = {PurePath(file).name: file for file in assessment_files([folder]) if isinstance(file, str)}
    declared = cycle_from(cycle).declared
    aim = _Aim(assessment_form(framework, declared), assessment_schema(declared), framework, written, take)
    cycles = (cycle, books.cycle_in(book))
    return [*planned, *(_planned(sheet, names.get(sheet.file), cycles, aim) for sheet in book.sheets)]


class _Aim(Struct, frozen=True):
    """What all sheets of a kind share: their form and schema, what was written, and whose answers are taken."""

    form: Form
    schema: Schema
    framework: Framework
    written: Mapping[str, Any]
    take: Mapping[str, str]


def _planned_cycle(sheet: Sheet, cycle: CycleFile, aim: _Aim) -> _Planned:
    if cycle.data is None or PurePath(cycle.file).name != sheet.file:
        return _Planned(Brought(sheet.name, sheet.file, problems=(_no_file(sheet),)), Path(sheet.file))
    planned = _merged(sheet, Path(cycle.file), cycle.data, aim)
    in_sheet = books.as_cycle(sheet)._replace(signatures=cycle.signatures, is_elsewhere=False)
    earlier, of_sheet = _wrong_with(cycle), _wrong_with(in_sheet)
    for data in planned.possible or (cycle.data,):
        after = _wrong_with(cycle._replace(data=data))
        planned = _with(planned, new_problems((earlier, after, of_sheet), data, sheet))
    return planned


def _wrong_with(cycle: CycleFile) -> list[Problem]:
    """Return what is wrong with a cycle file, and with the signature that it names."""
    problems = list(cycle_from(cycle).problems)
    root = tree_of(cycle.data or b"", cycle.file)[0]
    name = value_at(value_of(root), _SIGNATURE) if root is not None else None
    if root is not None and isinstance(name, str) and name:
        place = cycle.cells.place(_SIGNATURE) if cycle.cells else stands(root, _SIGNATURE) or root.place
        problems += filter(None, [unsigned(cycle, name, place)])
    return problems


_SIGNATURE = ("signatory", "signature")


def _planned(sheet: Sheet, file: str | None, cycles: tuple[CycleFile, CycleFile], aim: _Aim) -> _Planned:
    """Return what is to become of one assessment; `cycles` are that of the files, as it will be, and the workbook's."""
    if file is None:
        return _Planned(Brought(sheet.name, sheet.file, problems=(_no_file(sheet),)), Path(sheet.file))
    source = next(iter(sources([file])))
    if isinstance(source, Reading):
        return _Planned(Brought(sheet.name, file, problems=source.problems), Path(file))
    planned = _merged(sheet, Path(file), source.data, aim)
    if not planned.possible:
        return planned
    earlier = read_assessment(source, aim.framework).problems
    in_sheet = read_assessment(books.source_of(sheet, cycles[1]), aim.framework).problems
    for data in planned.possible:
        after = read_assessment(Source(source.file, data, cycles[0]), aim.framework).problems
        planned = _with(planned, new_problems((earlier, after, in_sheet), data, sheet))
    return planned


def _no_file(sheet: Sheet) -> Problem:
    message = f"this sheet is of the file `{sheet.file}`, and there is none in the folder of the assessments"
    hint = "name the folder behind the workbook; for a new partnership, make its file first with: scrutiny new NAME"
    return Problem("no-such-assessment", CellPlace(sheet.cells.book, sheet.name), message, hint)


def _merged(sheet: Sheet, path: Path, data: bytes, aim: _Aim) -> _Planned:
    """Return a file with what its sheet says; refused if something of either could not be read, or is asked."""
    root, problems = tree_of(data, path.as_posix())
    if sheet.is_refused or root is None or problems:
        return _Planned(Brought(sheet.name, path.as_posix(), problems=(*sheet.problems, *problems)), path)
    value: Any = value_of(root)
    merged = merge(
        _base(sheet, data, value, aim.written), value, books.answers_in(sheet.values), aim.form, set(sheet.cells.paths)
    )
    questions = settled(merged, sheet, aim.take)
    changes = tuple(change_of(change, sheet) for change in merged.changes)
    brought = Brought(sheet.name, path.as_posix(), changes, (*sheet.problems, *questions))
    results: list[bytes] = []
    try:
        results.append(rewritten(data, path.as_posix(), merged.value, order=aim.schema.document))
        if questions:
            put_all(merged.value, merged.asked)
            results.append(rewritten(data, path.as_posix(), merged.value, order=aim.schema.document))
    except Refused as refused:
        return _Planned(replace(brought, problems=(*brought.problems, *refused.problems)), path)
    return _Planned(brought, path, data, *(result if result != data else b"" for result in results))


def _base(sheet: Sheet, data: bytes, value: Any, written: Mapping[str, Any]) -> Any:
    """Return what the file said when the sheet was written: the same as now, if it has not been changed since."""
    if version_of(data, value).partition("-")[0] == sheet.version.partition("-")[0]:
        return value
    base = written.get(sheet.file, UNKNOWN)
    return base if base is not UNKNOWN and values_hash(base) == sheet.version.partition("-")[2] else UNKNOWN


def _with(planned: _Planned, problems: Sequence[Problem]) -> _Planned:
    every = tuple(dict.fromkeys((*planned.brought.problems, *problems)))
    return replace(planned, brought=replace(planned.brought, problems=every))


def _written(planned: _Planned) -> _Planned:
    """Write a file, unless it was changed while it was looked at."""
    if planned.brought.refused or not planned.new:
        return planned
    real = Path(paths.real(planned.path))
    problem = _changed_meanwhile(planned) or whole_files.write(real.parent, real.name, planned.new)
    if problem:
        return _with(planned, [problem._replace(place=FilePlace(planned.path.as_posix()))])
    return replace(planned, brought=replace(planned.brought, is_written=True))


def _changed_meanwhile(planned: _Planned) -> Problem | None:
    data = read_bytes(planned.path)
    if isinstance(data, Problem):
        return data
    if data != planned.data:
        message = "somebody changed this file just now"
        return Problem("changed-meanwhile", FilePlace(planned.path.as_posix()), message, "bring the workbook in again")
    return None


def would_change(planned: Sequence[_Planned]) -> Iterator[Brought]:
    """Yield the sheets that differ from their files, and those for which that is not known."""
    return (each.brought for each in planned if each.new or each.brought.refused)
