"""The cycle's files → what each says, as it goes into a sheet, and what keeps one from going into a workbook."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from msgspec import Struct

from engross import paths
from engross.problems import FilePlace, Problem
from scrutiny_response.domain.framework import Framework
from scrutiny_response.domain.further import Declarations
from scrutiny_response.intake import CycleFile, Reading, assessment_files, find_cycle, read_assessments, sources
from scrutiny_response.intake.cycles import cycle_from
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.intake.rewriting import Value, value_of
from scrutiny_response.intake.rewriting.values import texts_in
from scrutiny_response.intake.tree import DataPath, Map, stands
from scrutiny_response.intake.workbooks import actions
from scrutiny_response.intake.workbooks.answers import cannot_be_shown
from scrutiny_response.intake.workbooks.book import CYCLE
from scrutiny_response.intake.workbooks.form import (
    ACTIONS,
    Column,
    Form,
    Kind,
    Table,
    action_columns,
    assessment_form,
    cycle_form,
)

LONGEST = 32_767
"""The most characters of a cell."""
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_TAKEN = (CYCLE, actions.SHEET, "Start here", "As written", "Lists", "History")
"""The other sheets, and the one name that Excel keeps for itself."""
_CORRECT_FIRST = "correct it first; `scrutiny check` says how"


class Gathered(Struct, frozen=True):
    """One file with its sheet's name, what it says, and how its bytes and values were."""

    sheet: str
    file: str
    value: Mapping[str, Any]
    version: str


class Cycle(Struct, frozen=True):
    """What goes into a workbook, and the problems of the files that do not."""

    form: Form
    own_form: Form
    own: Gathered | None
    assessments: tuple[Gathered, ...]
    problems: tuple[Problem, ...]


def gather(inputs: Sequence[Path], framework: Framework) -> Cycle:
    """Return what the files of a cycle say; those in one folder, for they have one cycle file.

    Of a file and its copy neither goes in: nobody but their owner knows which of the two is right.
    """
    form, own_form = assessment_form(framework, _declared(inputs)), cycle_form(framework)
    problems: list[Problem] = []
    copies = _copies(inputs, framework)
    assessments: list[Gathered] = []
    cycle_file = CycleFile("")
    for source in sources(assessment_files(inputs)):
        if isinstance(source, Reading):
            problems += source.problems
            continue
        cycle_file = source.cycle
        value, faults = _said(source.data, source.file, form)
        faults = [*copies.get(source.file, ()), *faults]
        problems += faults
        if not faults:
            taken = [assessment.sheet for assessment in assessments]
            sheet = sheet_name(PurePath(source.file).stem, taken)
            name = PurePath(source.file).name
            assessments.append(Gathered(sheet, name, value, version_of(source.data, value)))
    own = None
    if cycle_file.data is not None:
        value, faults = _said(cycle_file.data, cycle_file.file, own_form)
        problems += faults if not any(fault in problems for fault in faults) else []
        name = PurePath(cycle_file.file).name
        own = None if faults else Gathered(CYCLE, name, value, version_of(cycle_file.data, value))
    return Cycle(form, own_form, own, tuple(assessments), tuple(problems))


def _copies(inputs: Sequence[Path], framework: Framework) -> Mapping[str, Sequence[Problem]]:
    """Return what is said of files that lie there as a file and a copy of it, by their names."""
    readings = read_assessments(inputs, framework)
    return {
        reading.file: [problem for problem in reading.problems if problem.id == "copied-file"] for reading in readings
    }


def _declared(inputs: Sequence[Path]) -> Declarations:
    """Return what the cycle file declares, as far as it can be read."""
    first = inputs[0] if paths.is_folder(inputs[0]) else inputs[0].parent
    return cycle_from(find_cycle(first)).declared


def cycle_in(folder: Path) -> CycleFile:
    """Return the cycle file of a folder as it lies there now."""
    return find_cycle(folder)


def version_of(data: bytes, value: Value) -> str:
    """Return how a file is: a hash of its bytes, and one of what it says, which a workbook's copy is known by."""
    return f"{hashlib.sha256(data).hexdigest()[:16]}-{values_hash(value)}"


def values_hash(value: Value) -> str:
    """Return a hash of what a file says, the order of its keys aside."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _said(data: bytes, file: str, form: Form) -> tuple[Mapping[str, Any], list[Problem]]:
    root, problems = tree_of(data, file)
    if root is None or problems:
        return {}, problems
    value = value_of(root)
    assert isinstance(value, Mapping)  # noqa: S101 - a tree is a map
    return value, list(_not_shown(root, value, form, file))


def _not_shown(root: Map, value: Mapping[str, Any], form: Form, file: str) -> Iterator[Problem]:
    """Yield what cannot stand in the cells of the form: another shape, or a text that would not come back."""
    for block in form.blocks:
        held = at(value, block.path)
        if held is not None and not (_is_table(held, block) if isinstance(block, Table) else isinstance(held, str)):
            place = stands(root, block.path) or FilePlace(file)
            message = f"`{block.key.rstrip(':')}` does not have the form that a workbook shows"
            yield Problem("not-in-workbook", place, message, _CORRECT_FIRST)
    for text in texts_in(value):
        if len(text) > LONGEST or cannot_be_shown(text):
            why = f"more than {LONGEST:,} characters" if len(text) > LONGEST else "signs that Excel takes for others"
            message = f"a text has {why}, so that no cell can hold it: `{text[:40]}...`"
            yield Problem("not-in-workbook", FilePlace(file), message, "make it shorter, or write it otherwise")


def at(value: Any, path: DataPath) -> Any:
    """Return what stands at a path; None if nothing does."""
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _is_table(held: Any, table: Table) -> bool:
    if table.rows:
        return isinstance(held, Mapping) and all(_is_row(row, table.columns) for row in held.values())
    if table.is_one_or_many and isinstance(held, Mapping):
        return _is_row(held, table.columns)
    if not isinstance(held, list):
        return False
    if table.holds_texts:
        return all(isinstance(item, str) for item in held)
    return all(_is_row(item, table.columns) and _are_actions(item.get(ACTIONS[1], [])) for item in held)


def _is_row(row: Any, columns: Sequence[Column]) -> bool:
    return isinstance(row, Mapping) and all(_is_cell(row.get(column.key), column) for column in columns)


def _is_cell(held: Any, column: Column) -> bool:
    if held is None:
        return True
    if column.kind is Kind.WORDS:
        return isinstance(held, list) and all(isinstance(word, str) and not set(",;\n") & set(word) for word in held)
    return isinstance(held, str)


def _are_actions(held: Any) -> bool:
    return isinstance(held, list) and all(_is_row(action, action_columns()) for action in held)


def sheet_name(stem: str, taken: Sequence[str]) -> str:
    """Return what a file's sheet is called: the file's name with a capital, in the length and signs of sheets."""
    plain = " ".join(stem.replace("-", " ").replace("_", " ").translate(_FORBIDDEN).split()) or "Partnership"
    plain = (plain[:1].upper() + plain[1:])[:_LONGEST_NAME].strip()
    others = {
        each.casefold() for each in (*taken, CYCLE, actions.SHEET, "Start here", "As written", "Lists", "History")
    }
    number, name = 1, plain
    while name.casefold() in others:
        number += 1
        name = f"{plain[: _LONGEST_NAME - len(f' {number}')]} {number}"
    return name
