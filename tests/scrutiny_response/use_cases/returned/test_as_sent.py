"""With what a returned plan is compared: with what was issued, whatever the files say since."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from engross.problems import Refused
from scrutiny_response.domain.as_issued import as_issued
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.event_parts import HASH
from scrutiny_response.domain.events import Recorded
from scrutiny_response.domain.timeframes import Length, Unit
from scrutiny_response.use_cases.returned import NO_ANSWERS, PlanOfRecord, ReturnedPlan, read_bytes
from scrutiny_response.use_cases.returned.known import plan_in
from tests.samples import an_assessment
from tests.scrutiny_response import event_samples
from tests.scrutiny_response.use_cases.returned.plans import filled, saved, sent, the_assessment

DAYS = [dt.date(2026, 12, 7), dt.date(2026, 12, 18)]


def issued(number: int, assessment: Assessment, folder: Path) -> Recorded:
    """The event with which the plan of an assessment was issued, and its file beside it."""
    data, file, sample = sent(assessment), f"{number}-improvement-plan.docx", event_samples.issued(DAYS[number - 1])
    (folder / file).write_bytes(data)
    document = replace(sample.documents[0], document="improvement-plan", file=file,
                       hash=hashlib.sha256(data).hexdigest(), dated=assessment.letter.date)  # fmt: skip
    event = replace(sample, reference=assessment.reference, number=number, documents=(document,))
    return Recorded(f"{event.date}-issued.yaml", HASH, event)


def led_by_another(assessment: Assessment) -> Assessment:
    """The assessment with other leads, other dates and another reference since."""
    changed = tuple(
        replace(area, actions=tuple(
            replace(action, lead="Somebody else", due=Length(count=30, unit=Unit.WEEKS), status="on hold",
                    reference=action.reference.replace("A2.3", "A2.9"))
            for action in area.actions
        ))
        for area in assessment.areas
    )  # fmt: skip
    return replace(assessment, areas=changed)


def read(data: bytes, assessment: Assessment, events: tuple[Recorded, ...], folder: Path) -> ReturnedPlan:
    return read_bytes(data, "plan.docx", [PlanOfRecord(plan_in(assessment), events, folder)], NO_ANSWERS)


def test_what_the_files_say_since_the_issue_is_no_change_of_the_partnership(tmp_path: Path) -> None:
    first = the_assessment()
    events = (issued(1, first, tmp_path),)
    now = led_by_another(replace(first, letter=replace(first.letter, date=dt.date(2027, 1, 18))))
    plan = read(saved(filled()), now, events, tmp_path)
    assert {each.reference: [change.what for change in each.changed] for each in plan.actions} == {
        "A1.1": ["status"], "A1.2": ["status"], "A1.3": [], "A2.1": ["status"], "A2.2": ["status"], "A2.3": ["status"],
    }  # fmt: skip
    assert (plan.questions, plan.added, plan.missing, plan.against) == ((), (), (), 1)


def test_an_action_that_was_added_to_the_files_since_is_not_missed(tmp_path: Path) -> None:
    first = the_assessment()
    events, area = (issued(1, first, tmp_path),), first.areas[0]
    later = replace(area.actions[0], reference="A1.4", action="Something that nobody was sent")
    now = replace(first, areas=(replace(area, actions=(*area.actions, later)), *first.areas[1:]))
    plan = read(saved(filled()), now, events, tmp_path)
    assert (plan.questions, plan.missing, [each.reference for each in plan.actions][-1]) == ((), (), "A2.3")


def test_a_plan_that_was_issued_before_another_is_asked_about_with_its_day(tmp_path: Path) -> None:
    first = the_assessment()
    second = led_by_another(first)
    events = (issued(1, first, tmp_path), issued(2, second, tmp_path))
    assert [str(each.problem) for each in read(sent(first), second, events, tmp_path).questions] == [
        "plan.docx: document properties: older-plan: this plan was issued on 7 December 2026, and another one since; see "
        "whether it is the plan that was sent last, and answer older plan: accepted"
    ]
    third = replace(first, letter=replace(first.letter, date=dt.date(2027, 1, 18)))
    (question,) = read(sent(third), second, events, tmp_path).questions
    assert question.problem.message == "this plan was never issued"
    assert read(sent(second), first, events, tmp_path).questions == ()


def test_what_is_not_in_the_record_as_it_was_issued_is_compared_with_nothing(tmp_path: Path) -> None:
    first = the_assessment()
    events = (issued(1, first, tmp_path),)
    file = tmp_path / "1-improvement-plan.docx"
    file.write_bytes(file.read_bytes() + b"changed")
    with pytest.raises(Refused) as refused:
        read(sent(first), first, events, tmp_path)
    assert [str(each) for each in refused.value.problems] == [
        f"{file.as_posix()}: kept-file-changed: this document is not in the record as it was issued, so no plan can be "
        "compared with it; bring it back from a backup, or from the earlier versions of the shared folder"
    ]


def test_lengths_of_time_are_counted_from_the_letter_that_went_out(tmp_path: Path) -> None:
    first = an_assessment()
    event = issued(1, the_assessment(), tmp_path)
    later = replace(first, letter=replace(first.letter, date=dt.date(2027, 1, 18)))
    assert as_issued(later, [event]) == first
    assert as_issued(first, [event]) is first
    assert as_issued(later, []) is later
