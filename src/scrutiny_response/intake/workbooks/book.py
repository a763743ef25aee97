"""The sheets of a workbook → a source for each partnership, as its file would be, with the cells of its values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from engross import paths
from engross.problems import CellPlace, FilePlace, Problem, Refused, has_error
from scrutiny_response.domain.framework import Framework
from scrutiny_response.intake.cycle_file import SIGNATURES, CycleFile, signatures_in
from scrutiny_response.intake.declarations import FURTHER, declarations_in
from scrutiny_response.intake.file_names import stem
from scrutiny_response.intake.located import Cells, Entered, as_bytes
from scrutiny_response.intake.rewriting.values import yes_or_no
from scrutiny_response.intake.sources import Reading, Source
from scrutiny_response.intake.workbooks import actions
from scrutiny_response.intake.workbooks.cells import Grid, read_grids
from scrutiny_response.intake.workbooks.form import assessment_form, cycle_form
from scrutiny_response.intake.workbooks.sheet import SheetReading, is_form, read_sheet

CYCLE = "Cycle"
"""The sheet of what is the same for the whole cycle."""
WRITTEN = "As written"
"""The hidden sheet of what the files said when the workbook was written."""
_NEEDED = frozenset({"partnership", "addressee", "inspection"})
"""The groups that an assessment must have: of the others, nothing is asked while they are empty."""


class Sheet(Struct, frozen=True):
    """A sheet that was read: which file it is, what it says, in which cells, and what could not be taken."""

    name: str
    file: str
    version: str
    values: Mapping[str, Any]
    cells: Cells
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        return has_error(self.problems)


class Book(Struct, frozen=True):
    """A workbook that was read; `problems` are those of the workbook as a whole."""

    path: Path
    cycle: Sheet | None
    sheets: tuple[Sheet, ...]
    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...]


def read_book(path: Path, framework: Framework) -> Book:
    """Return what a workbook's sheets say; Refused if it cannot be read, or has no sheet of a partnership."""
    grids, book = read_grids(path), path.as_posix()
    further = _further(grids)
    form = assessment_form(framework, declarations_in({FURTHER: further}))
    numbers = {criterion.number: criterion.id for criterion in framework.criteria()}
    forms = {grid.name: grid for grid in grids if is_form(grid)}
    cycle = forms.pop(CYCLE, None)
    readings = [read_sheet(grid, form, book, numbers) for grid in forms.values()]
    if not readings:
        hint = "write one with: scrutiny workbook FILE.xlsx"
        message = "no sheet of this workbook is the form of a partnership, with `Question` and `Answer` at its head"
        raise Refused([Problem("no-form", FilePlace(book), message, hint)])
    others = [grid for grid in grids if grid.name == actions.SHEET]
    problems = actions.put_in(others[0] if others else None, readings, book, numbers)
    own = [read_sheet(cycle, cycle_form(framework), book, numbers)] if cycle else []
    if further:
        for reading in own:
            reading.values[FURTHER] = further
    sheets = [_sheet(reading, book) for reading in readings]
    return Book(path, _sheet(own[0], book) if own else None, tuple(sheets), tuple(grids), (*problems, *_shared(sheets)))


def as_written(grids: Sequence[Grid]) -> Mapping[str, Any]:
    """Return what the hidden sheet says that the files said, by their names."""
    texts: dict[str, str] = {}
    for grid in grids:
        for cells in grid.rows.values() if grid.name == WRITTEN else ():
            if len(cells) == len(("file", "text")):
                file, text = (cell.text for cell in cells.values())
                texts[file] = texts.get(file, "") + text[1:-1]
    values: dict[str, Any] = {}
    for file, text in texts.items():
        try:
            values[file] = json.loads(text)
        except (ValueError, RecursionError):  # somebody has edited it
            continue
    return values


def _further(grids: Sequence[Grid]) -> dict[str, Any]:
    """Return what the cycle file declared when the workbook was written."""
    written = (values for name, values in as_written(grids).items() if stem(name).casefold() == CYCLE.casefold())
    declared = next((values.get(FURTHER) for values in written if isinstance(values, Mapping)), None)
    return {key: _entered(value) for key, value in declared.items()} if isinstance(declared, Mapping) else {}


def _entered(entry: Any) -> Any:
    """Return values with a yes or a no as such: in the hidden sheet it is a word."""
    if isinstance(entry, Mapping):
        return {str(key): _entered(value) for key, value in entry.items()}
    if isinstance(entry, list):
        return [_entered(item) for item in entry]
    return yes_or_no(str(entry)) or str(entry)


def _sheet(reading: SheetReading, book: str) -> Sheet:
    paths = tuple(reading.positions)
    cells = Cells(book, reading.sheet, paths, tuple(reading.positions[path] for path in paths))
    return Sheet(reading.sheet, reading.file, reading.version, reading.values, cells, tuple(reading.problems))


def _shared(sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """Yield each sheet that says it is a file that an earlier one is: a sheet was copied."""
    seen: dict[str, str] = {}
    for sheet in sheets:
        first = seen.setdefault(sheet.file.casefold(), sheet.name)
        if sheet.file and first != sheet.name:
            message = f"this sheet and the sheet {first} are both of the file {sheet.file}"
            hint = "remove one of them; for a new partnership, make its file first with: scrutiny new NAME"
            yield Problem("sheet-twice", CellPlace(sheet.cells.book, sheet.name), message, hint)


def sources_in(book: Book) -> Iterator[Source | Reading]:
    """Yield a source for each sheet; a reading where its cells could not be taken, and one of the whole workbook."""
    if book.problems or (book.cycle and book.cycle.is_refused):
        problems = (*book.problems, *(book.cycle.problems if book.cycle else ()))
        yield Reading(book.path.as_posix(), None, problems)
    cycle = cycle_in(book)
    for sheet in book.sheets:
        file = f"{book.path.as_posix()}/{sheet.name}"
        if sheet.is_refused:
            yield Reading(file, None, sheet.problems)
        else:
            yield Source(file, as_bytes(asked(sheet.values)), cycle, sheet.cells)


def cycle_in(book: Book) -> CycleFile:
    """Return what the sheet of the cycle says, as its file would be; it says nothing if there is no such sheet."""
    return as_cycle(book.cycle) if book.cycle else CycleFile("")


def as_cycle(sheet: Sheet) -> CycleFile:
    """Return what a sheet says as a cycle file, with the signatures of the cycle in whose folder the workbook lies."""
    values = asked(sheet.values, frozenset())
    folder = Path(sheet.cells.book).parent
    return CycleFile(
        f"{sheet.cells.book}/{sheet.name}",
        as_bytes(values),
        cells=sheet.cells,
        signatures=signatures_in(folder / "inputs", folder),
        is_elsewhere=not any(paths.is_folder(folder / name) for name in ("inputs", SIGNATURES)),
    )


def source_of(sheet: Sheet, cycle: CycleFile) -> Source:
    """Return one sheet as a source."""
    return Source(f"{sheet.cells.book}/{sheet.name}", as_bytes(asked(sheet.values)), cycle, sheet.cells)


def asked(values: Mapping[str, Entered], needed: frozenset[str] = _NEEDED) -> dict[str, Entered]:
    """Return what is to be judged: without groups of which nothing is filled in, if they may be left out."""
    kept = {key: value for key, value in values.items() if key in needed or says_something(value)}
    return {key: _asked(value) for key, value in kept.items()}


def _asked(value: Entered) -> Entered:
    if isinstance(value, Mapping):
        return {key: _asked(each) for key, each in value.items() if each is None or says_something(each)}
    if isinstance(value, str) or value is None:
        return value
    return [_asked(each) for each in value]


def says_something(value: Entered) -> bool:
    """Return whether anything is filled in; an empty list says that there is nothing."""
    if isinstance(value, Mapping):
        return any(says_something(each) for each in value.values())
    return value is not None


def answers_in(value: Entered) -> Any:
    """Return what is filled in, without empty cells."""
    if isinstance(value, Mapping):
        return {key: answers_in(each) for key, each in value.items() if says_something(each)}
    return value if isinstance(value, str) or value is None else [answers_in(each) for each in value]


def inputs_of(paths: Sequence[Path], framework: Framework) -> Iterable[Source | Reading | Problem]:
    """Return what the workbook on a command line stands for; Refused if anything else is named beside it."""
    if len(paths) > 1:
        message = "a workbook is looked at by itself, and other inputs were named beside it"
        raise Refused(
            [Problem("workbook-and-others", FilePlace(paths[0].as_posix()), message, "name the workbook alone")]
        )
    return tuple(sources_in(read_book(paths[0], framework)))
