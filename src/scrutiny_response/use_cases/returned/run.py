"""Files that partnerships sent, assessments and the record → what each file says, and what is otherwise than before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from engross import paths
from engross.problems import FilePlace, Problem, Refused
from engross.suggestions import one_of
from engross.word.reading import read_document
from scrutiny_response.generate.records import record_of
from scrutiny_response.intake import read_assessments, read_framework
from scrutiny_response.use_cases.recording import history_of
from scrutiny_response.use_cases.returned.answers import Answers, read_answers
from scrutiny_response.use_cases.returned.documents import as_package, read_file
from scrutiny_response.use_cases.returned.known import known_plan
from scrutiny_response.use_cases.returned.read import read_plan
from scrutiny_response.use_cases.returned.values import KnownPlan, ReturnedPlan
from scrutiny_response.use_cases.returned.whose import find_plan

NO_ANSWERS = Answers()


def read_returned(
    paths: Sequence[Path], plans: Sequence[KnownPlan], answers: Mapping[str, Answers]
) -> tuple[ReturnedPlan, ...]:
    """Return what each file says; nothing is written."""
    return tuple(_read(path, plans, answers.get(path.name, NO_ANSWERS)) for path in paths)


def record_beside(inputs: Sequence[Path]) -> Path:
    """Return where the record of these assessments lies: in the cycle's folder, which holds the folder of them."""
    first = inputs[0]
    return record_of(first if paths.is_folder(first) else first.parent)


def known_plans(inputs: Sequence[Path], record: Path) -> tuple[KnownPlan, ...]:
    """Return the plans of all assessments as they last stood, by their record.

    Refused with every problem of the record. Assessments that cannot be read have none: `scrutiny check` says why.
    """
    readings = read_assessments(list(inputs), read_framework(None))
    recorded = [reading.assessment for reading in readings if reading.assessment is not None]
    return tuple(known_plan(each, history_of(record, each.reference)) for each in recorded)


def answers_in(path: Path | None, files: Sequence[Path]) -> Mapping[str, Answers]:
    """Return the answers in a file by the names of the returned files; none without a file.

    Refused with every problem in it, also if it answers for a file that is none of these.
    """
    answers = {} if path is None else read_answers(path)
    names = [file.name for file in files]
    strangers = [name for name in answers if name not in names]
    if path is not None and strangers:
        place, hint = FilePlace(path.as_posix()), f"name the file as it is called: {one_of(names)}"
        raise Refused(
            Problem("wrong-answer", place, f"`{name}` is none of the files that were named", hint) for name in strangers
        )
    return answers


def _read(path: Path, plans: Sequence[KnownPlan], answers: Answers) -> ReturnedPlan:
    file = path.as_posix()
    try:
        data = read_file(path)
        return read_bytes(data, file, plans, answers)
    except Refused as refused:
        return ReturnedPlan(file=file, name=path.name, hash="", problems=refused.problems)


def read_bytes(data: bytes, file: str, plans: Sequence[KnownPlan], answers: Answers) -> ReturnedPlan:
    """Return what the bytes of a returned plan say; Refused if they cannot be read."""
    text = read_document(as_package(data, file))
    plan, questions, problems = find_plan(text, plans, answers, file)
    begun = ReturnedPlan(file=file, name=Path(file).name, hash=hashlib.sha256(data).hexdigest())
    if plan is None:
        return _with(begun, problems)
    reading = read_plan(text, plan, answers)
    return ReturnedPlan(
        file=begun.file,
        name=begun.name,
        hash=begun.hash,
        reference=plan.reference,
        partnership=plan.partnership,
        actions=reading.actions,
        added=reading.added,
        missing=reading.missing,
        moved=reading.moved,
        parts=reading.parts,
        questions=(*questions, *reading.questions),
    )


def _with(begun: ReturnedPlan, problems: tuple[Problem, ...]) -> ReturnedPlan:
    return ReturnedPlan(file=begun.file, name=begun.name, hash=begun.hash, problems=problems)
