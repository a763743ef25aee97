"""What is found of other parts, dates and words; damaged files; and how long a plan of sixty actions takes."""

from __future__ import annotations

import datetime as dt
import random
import time

import pytest
from msgspec.structs import replace

from engross.problems import Refused
from scrutiny_response.domain.event_parts import HASH, HeardAction, KeptFile
from scrutiny_response.domain.events import Event, PlanAccepted, PlanReceived, Recorded, UpdateReceived
from scrutiny_response.intake.written_days import day_in
from scrutiny_response.use_cases.returned import NO_ANSWERS, Answers, PlanOfRecord, read_bytes
from scrutiny_response.use_cases.returned.known import plan_in, with_heard
from scrutiny_response.use_cases.returned.rows import is_traffic_light
from scrutiny_response.use_cases.returned.to_answer import to_answer
from scrutiny_response.use_cases.returned.vocabulary import key_of, status_of, statuses
from tests.pages import Pages
from tests.scrutiny_response.use_cases.returned.held_out import HELD_OUT, add_column
from tests.scrutiny_response.use_cases.returned.plans import (
    FILLED,
    WORDS,
    action_tables,
    filled,
    opened,
    put,
    saved,
    sent,
    the_assessment,
    the_plan,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31 March 2027", dt.date(2027, 3, 31)),
        ("by the 1st of June 2027", dt.date(2027, 6, 1)),
        ("31/03/27", dt.date(2027, 3, 31)),
        ("3.4.2027", dt.date(2027, 4, 3)),
        ("2027-03-31", dt.date(2027, 3, 31)),
        ("1 March 2027 to 31 May 2027", dt.date(2027, 5, 31)),
        ("31 Sept 2027", None),
        ("31 March 3027", None),
        ("8 weeks from 23 November 2026", None),
        ("end of March", None),
        ("", None),
    ],
)
def test_a_timescale_says_a_day_or_none(text: str, day: dt.date | None) -> None:
    assert day_in(text) == day


@pytest.mark.parametrize(
    "written", ["A1.2", "a1.2", "A 1.2", "A1.2.", "(A1.2)", "Ref: A1.2", "Action A1.2", "A1.\u200b2"]
)
def test_a_reference_is_the_same_however_it_is_typed(written: str) -> None:
    assert key_of(written) == "a1.2"


def test_a_status_is_known_only_by_its_own_words() -> None:
    assert status_of("Done.") == "completed"
    assert status_of("not done") == ""
    assert status_of("Green") == ""


@pytest.mark.parametrize(("colour", "is_one"), [("00B050", True), ("FF0000", True), ("FFC000", True), ("red", True),
                                                ("F2F2F2", False), ("DCE6F1", False), ("1F3864", False), ("cyan", False)])  # fmt: skip
def test_traffic_lights_are_told_from_the_page_s_design(colour: str, is_one: bool) -> None:
    assert is_traffic_light(colour) is is_one


def test_of_two_columns_for_the_status_the_one_that_was_answered_counts() -> None:
    edit = next(each for each in HELD_OUT if each.name == "a status column for the spring behind the old one")
    document = filled()
    edit.do(document)
    data = saved(document)
    asked = read_bytes(data, "plan.docx", [PlanOfRecord(the_plan())], NO_ANSWERS)
    assert [str(question.problem) for question in asked.questions] == [
        'plan.docx: body, under "Actions for A1", table 4: two-status-columns: more than one column may be that of the '
        'status: "Status" and "Status March 2027"; answer status column: Status March 2027, or the header of the one '
        "that counts"
    ]
    for column, meant in (
        ("Status March 2027", FILLED),
        ("status", {reference: status.capitalize() for reference, (_, _, status) in WORDS.items()}),
    ):
        answered = read_bytes(data, "plan.docx", [PlanOfRecord(the_plan())], Answers(status_column=column))
        assert answered.questions == ()
        assert {action.reference: action.status for action in answered.actions} == meant


def test_two_columns_of_one_name_are_told_apart_by_their_places() -> None:
    document = filled()
    add_column(document, " STATUS", lambda _reference: "Completed", 6)
    data = saved(document)
    asked = read_bytes(data, "plan.docx", [PlanOfRecord(the_plan())], NO_ANSWERS)
    assert [str(question.problem) for question in asked.questions] == [
        'plan.docx: body, under "Actions for A1", table 4: two-status-columns: more than one column may be that of the '
        'status: "Status", column 6 (behind "Measure of success") and "STATUS", column 7 (behind "Status"); answer '
        "status column: STATUS (column 7), or the header of the one that counts"
    ]
    for answer, meant in (("Status (column 6)", FILLED), ("status (column 7)", dict.fromkeys(FILLED, "Completed"))):
        answered = read_bytes(data, "plan.docx", [PlanOfRecord(the_plan())], Answers(status_column=answer))
        assert answered.questions == ()
        assert {action.reference: action.status for action in answered.actions} == meant


def test_tables_with_other_columns_are_answered_one_by_one() -> None:
    document = filled()
    add_column(document, "Status", lambda _reference: "Completed", 6)
    other = action_tables(document)[-1]
    put(other.cell(0, 5), "Status in May")
    data = saved(document)
    asked = read_bytes(data, "plan.docx", [PlanOfRecord(the_plan())], NO_ANSWERS)
    assert [(question.about, question.options) for question in asked.questions] == [
        ("table 4", ("Status (column 6)", "Status (column 7)")), ("table 5", ("Status in May", "Status")),
    ]  # fmt: skip
    assert to_answer(asked).endswith("  status column:\n    table 4: HEADER\n    table 5: HEADER")
    own = {"table 4": "Status (column 7)", "table 5": "Status in May"}
    answered = read_bytes(data, "plan.docx", [PlanOfRecord(the_plan())], Answers(status_columns=own))
    assert answered.questions == ()
    last = {reference: status for reference, status in FILLED.items() if not reference.startswith("A1.")}
    assert {action.reference: action.status for action in answered.actions} == {
        **dict.fromkeys(FILLED, "Completed"), **last,
    }  # fmt: skip


def test_rows_under_the_title_of_an_area_in_one_table_belong_to_that_area() -> None:
    edit = next(each for each in HELD_OUT if each.name == "one table with the areas as titles")
    document = filled()
    edit.do(document)
    assert read_bytes(saved(document), "plan.docx", [PlanOfRecord(the_plan())], NO_ANSWERS).moved == ()


def test_what_stands_in_the_other_parts_is_told() -> None:
    document = filled()
    governance = next(table for table in document.tables if table.cell(0, 0).text == "Arrangement")
    put(governance.cell(2, 1), "Head of service")
    read = read_bytes(saved(document), "plan.docx", [PlanOfRecord(the_plan())], NO_ANSWERS)
    assert [(part.part, part.text) for part in read.parts if part.part != "versions"] == [
        ("governance", "Lead officer for this plan | Head of service")
    ]


def test_wording_of_ours_that_was_altered_is_told() -> None:
    document = filled()
    for paragraph in document.paragraphs:
        if paragraph.text == "What the inspection found in A2.":
            paragraph.runs[0].text = "What was found was good."
    read = read_bytes(saved(document), "plan.docx", [PlanOfRecord(the_plan())], NO_ANSWERS)
    assert ("wording", "the finding of A2 is no longer as it was sent") in [(p.part, p.text) for p in read.parts]


def test_another_partnership_s_plan_is_asked_about() -> None:
    other = the_assessment("PSR-2026-077", "Kelsay Community Planning Partnership")
    document = opened(sent())
    for table in document.tables:
        for cell in table._cells:
            if cell.text == "PSR-2026-014":
                put(cell, "PSR-2026-077")
    read = read_bytes(
        saved(document), "plan.docx", [PlanOfRecord(the_plan()), PlanOfRecord(plan_in(other))], NO_ANSWERS
    )
    assert "another-partnership" in [question.problem.id for question in read.questions]


def _received(event: type[PlanReceived], number: int, status: str) -> Recorded:
    heard = HeardAction(reference="A1.1", status=status, action=None, timescale=None, due=None, lead="Jo Bloggs",
                        measure=None, progress=None)  # fmt: skip
    return _recorded(event(reference="PSR-2026-014", number=number, date=dt.date(2027, 1, number), software="1",
                           received=KeptFile(file="plan.docx", hash=HASH, name=None), actions=(heard,)))  # fmt: skip


def _recorded(event: Event) -> Recorded:
    return Recorded(f"{event.date}-{event.kind}.yaml", HASH, event)


def test_the_plan_as_it_last_stood_is_the_one_that_was_accepted_and_updated() -> None:
    came = _received(PlanReceived, 1, "In progress")
    accepted = _recorded(
        PlanAccepted(reference="PSR-2026-014", number=2, date=dt.date(2027, 1, 2), software="1", received=1,
                     accepted_by="Struan Bell, link inspector"))  # fmt: skip
    update = _received(UpdateReceived, 3, "Completed")
    statuses = [
        with_heard(the_plan(), events).action("A1.1").status
        for events in ([], [came], [came, accepted], [came, accepted, update])
    ]
    assert statuses == ["Not started", "Not started", "In progress", "Completed"]


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """A file with some of its bytes changed, or cut off."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 40))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(len(changed))] if chance.random() < 0.2 else changed)


@pytest.mark.parametrize("count", [40, pytest.param(500, marks=pytest.mark.soak)])
def test_a_damaged_file_is_refused_or_read_and_never_ends_in_a_traceback(count: int) -> None:
    chance, data = random.Random(14), saved(filled())  # noqa: S311  # damage is no secret
    outcomes = {"refused": 0, "read": 0}
    for _ in range(count):
        try:
            read_bytes(_damaged(data, chance), "plan.docx", [PlanOfRecord(the_plan())], NO_ANSWERS)
        except Refused:
            outcomes["refused"] += 1
        else:
            outcomes["read"] += 1
    assert outcomes["refused"] > count / 2


@pytest.mark.bench
def test_a_plan_of_sixty_actions_is_read_in_less_than_150_milliseconds() -> None:
    sample = the_assessment()
    areas = tuple(
        replace(area, reference=f"{area.reference}{number}", actions=tuple(
            replace(action, reference=f"{action.reference}.{number}") for action in area.actions))
        for number in range(10) for area in sample.areas
    )  # fmt: skip
    assessment = replace(sample, areas=areas)
    plan, data = plan_in(assessment), sent(assessment)
    assert len(plan.actions) == 10 * len(FILLED)
    read_bytes(data, "plan.docx", [PlanOfRecord(plan)], NO_ANSWERS)
    began = time.process_time()
    read = read_bytes(data, "plan.docx", [PlanOfRecord(plan)], NO_ANSWERS)
    took = time.process_time() - began
    print(f"\n{len(read.actions)} actions in {took * 1000:.0f} ms")
    assert len(read.actions) == 10 * len(FILLED)
    assert took < 0.15


def test_the_words_for_a_status_stand_beside_each_table_of_actions() -> None:
    *others, last = statuses()
    words = f"The words for a status are: {', '.join(others)} and {last}."
    assert Pages(sent()).texts.count(words) == 3
