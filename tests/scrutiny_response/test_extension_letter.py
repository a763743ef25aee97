"""The letter that extends an agreed timescale, as it is read."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest

from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.timeframes import Span
from tests.pages import Pages
from tests.samples import an_assessment, an_extension
from tests.scrutiny_response.test_documents import made
from tests.structure import faults

STATED = [state for state in State if state is not State.ISSUED]


def extension_letter(state: State = State.ISSUED, **changes: Any) -> bytes:
    return made("timescale-extension", an_assessment(state=state, extension=an_extension(**changes)))


CASES: dict[str, dict[str, Any]] = {
    "improvement plan": {},
    "progress review": {
        "concerns": "progress review",
        "original": dt.date(2027, 11, 1),
        "new": Span(first=dt.date(2027, 11, 29), last=dt.date(2027, 12, 17)),
    },
    "action": {"concerns": "A1.2", "original": dt.date(2027, 3, 31), "new": dt.date(2027, 5, 14)},
}


@pytest.mark.parametrize("case", list(CASES))
def test_it_is_sound_and_has_headings_in_order_and_no_tag_and_no_empty_paragraph(case: str) -> None:
    data = extension_letter(**CASES[case])
    pages = Pages(data)
    assert faults(data) == []
    assert not any(mark in pages.everything() for mark in ("{{", "{%", "}}", "%}", "None"))
    levels = [level for level, _ in pages.headings]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert [it for it in pages.paragraphs if not it.text and not it.in_table] == []


def test_it_records_the_original_and_the_new_timescale_with_whom_when_and_why() -> None:
    pages = Pages(extension_letter())
    assert pages.table("Timescales") == [
        ["Timescale", "When"],
        [
            "Original",
            "5 January 2027 / 6 weeks from 23 November 2026 / Next working day, as Monday 4 January 2027 is a bank "
            "holiday (2 January, substitute).",
        ],
        ["New", "1 February 2027 / 10 weeks from 23 November 2026"],
    ]
    assert (
        "The new timescale was agreed on 14 December 2026 with Dr Morag Sinclair, chief officer. "
        "The partnership's planning lead is away from work until January."
    ) in pages.texts


@pytest.mark.parametrize(
    ("case", "what", "request_"),
    [
        ("improvement plan", "the partnership’s improvement plan", "Please send us the plan by 1 February 2027."),
        ("progress review", "the progress review", "Please let those who will take part in the review know."),
        (
            "action",
            "action A1.2 of the improvement plan, “Train every lead professional in its use”",
            "Please note the new timescale in your copy of the plan.",
        ),
    ],
)
def test_it_says_what_it_concerns_and_what_to_do(case: str, what: str, request_: str) -> None:
    texts = Pages(extension_letter(**CASES[case])).texts
    assert (
        "We wrote to you on 23 November 2026, after the joint inspection in your area. We have now agreed more time "
        f"for {what}."
    ) in texts
    assert f"{request_} Everything else in our letter of 23 November 2026 stays as it was." in texts


def test_a_period_is_said_with_both_its_days() -> None:
    rows = Pages(extension_letter(**CASES["progress review"])).table("Timescales")
    assert rows[2] == ["New", "29 November 2027 to 17 December 2027"]


def test_it_has_the_date_of_its_own_letter_and_closes_with_the_formats_and_a_name() -> None:
    texts = Pages(extension_letter()).texts
    assert texts[:2] == ["Our reference: PSR-2026-014", "Date: 16 December 2026"]
    assert texts[-2:] == [
        "This letter is available in other formats and other languages on request.",
        "Yours sincerely\u200bEilidh GarvieChief inspectorCare Inspectorate",
    ]


@pytest.mark.parametrize("state", STATED)
def test_its_state_is_on_the_face_in_the_header_and_in_the_title(state: State) -> None:
    pages = Pages(extension_letter(state))
    assert pages.paragraphs[0].style == "State"
    assert f"Document state: {state}" in pages.running("header")[1]
    assert pages.property("title") == (
        f"Extension of a timescale: Strathlorne Health and Social Care Partnership ({state})"
    )
