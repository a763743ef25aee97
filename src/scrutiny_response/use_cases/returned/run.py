"""Files that partnerships sent, assessments and the record → what each file says, and what is otherwise than before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from engross import paths
from engross.days import spelled
from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused, Severity, WordPlace
from engross.suggestions import one_of
from engross.word.reading import DocumentText, read_document
from scrutiny_response.domain.events import Recorded
from scrutiny_response.generate.records import record_of
from scrutiny_response.intake import read_assessments, read_framework
from scrutiny_response.store.record import folder_of
from scrutiny_response.use_cases.recording import history_of
from scrutiny_response.use_cases.returned.answers import Answers, read_answers
from scrutiny_response.use_cases.returned.as_sent import as_sent, issued_on
from scrutiny_response.use_cases.returned.documents import as_package, read_file
from scrutiny_response.use_cases.returned.known import plan_in, with_heard
from scrutiny_response.use_cases.returned.read import read_plan
from scrutiny_response.use_cases.returned.values import KnownPlan, Question, ReturnedPlan
from scrutiny_response.use_cases.returned.whose import find_plan, identity_in

NO_ANSWERS = Answers()


class PlanOfRecord(Struct, frozen=True):
    """A plan by its assessment, with which files are told apart; the events of its reference, and their folder."""

    plan: KnownPlan
    events: tuple[Recorded, ...] = ()
    folder: Path = Path()


def read_returned(
    paths: Sequence[Path], plans: Sequence[PlanOfRecord], answers: Mapping[str, Answers]
) -> tuple[ReturnedPlan, ...]:
    """Return what each file says; nothing is written."""
    return tuple(_read(path, plans, answers.get(path.name, NO_ANSWERS)) for path in paths)


def record_beside(inputs: Sequence[Path]) -> Path:
    """Return where the record of these assessments lies: in the cycle's folder, which holds the folder of them."""
    first = inputs[0]
    return record_of(first if paths.is_folder(first) else first.parent)


def known_plans(inputs: Sequence[Path], record: Path) -> tuple[PlanOfRecord, ...]:
    """Return the plans of all assessments, each with its record.

    Refused with every problem of the record. Assessments that cannot be read have none: `scrutiny check` says why.
    """
    readings = read_assessments(list(inputs), read_framework(None))
    assessments = [reading.assessment for reading in readings if reading.assessment is not None]
    return tuple(
        PlanOfRecord(
            plan_in(assessment), history_of(record, assessment.reference), folder_of(record, assessment.reference)
        )
        for assessment in assessments
    )


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


def _read(path: Path, plans: Sequence[PlanOfRecord], answers: Answers) -> ReturnedPlan:
    file = path.as_posix()
    try:
        data = read_file(path)
        return read_bytes(data, file, plans, answers)
    except Refused as refused:
        return ReturnedPlan(file=file, name=path.name, hash="", problems=refused.problems)


def read_bytes(data: bytes, file: str, plans: Sequence[PlanOfRecord], answers: Answers) -> ReturnedPlan:
    """Return what the bytes of a returned plan say; Refused if they cannot be read, or what was sent cannot."""
    text = read_document(as_package(data, file))
    named, questions, problems = find_plan(text, [plan.plan for plan in plans], answers, file)
    begun = ReturnedPlan(file=file, name=Path(file).name, hash=hash_of(data))
    if named is None:
        return replace(begun, problems=problems)
    of_record = next(plan for plan in plans if plan.plan is named)
    sent = as_sent(of_record.plan, of_record.events, of_record.folder)
    plan = with_heard(sent, of_record.events)
    reading = read_plan(text, plan, answers)
    return replace(
        begun,
        reference=plan.reference,
        partnership=plan.partnership,
        actions=reading.actions,
        added=reading.added,
        missing=reading.missing,
        moved=reading.moved,
        parts=reading.parts,
        questions=(*questions, *_older(text, sent, of_record, answers, file), *reading.questions),
        against=plan.against,
    )


def _older(
    text: DocumentText, sent: KnownPlan, of_record: PlanOfRecord, answers: Answers, file: str
) -> Iterator[Question]:
    """Ask about a plan of other actions than those that were sent last."""
    identity = identity_in(text)
    if answers.plan or identity is None or identity.actions == sent.hash or "older plan" in answers.accepted:
        return
    message = "this plan was made before the actions in the assessment changed"
    if sent.against is not None:
        day = issued_on(identity, of_record.events, of_record.folder)
        message = (
            f"this plan was issued on {spelled(day)}, and another one since" if day else "this plan was never issued"
        )
    hint = "see whether it is the plan that was sent last, and answer older plan: accepted"
    problem = Problem("older-plan", WordPlace(file, "document properties"), message, hint, Severity.WARNING)
    yield Question("", problem)
