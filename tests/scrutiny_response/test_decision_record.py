"""The record of a decision as the panel reads it, and that what is internal says so and stays in the house."""

from __future__ import annotations

import io

import docx
import pytest
from msgspec.structs import replace

from scrutiny_response.domain.assessment import DECISION_RECORD, State
from scrutiny_response.domain.contradictions import case_of, contradictions
from scrutiny_response.store import naming
from tests.pages import Pages
from tests.samples import LEVELS, a_decision, an_assessment, an_attachment, criterion_answers, the_framework
from tests.scrutiny_response.generate.test_document_state import behind, custom
from tests.scrutiny_response.generate.test_document_state import made as as_a_cycle_makes_it
from tests.scrutiny_response.test_documents import pages

INTERNAL = "Internal: this record is not for the partnership."


def test_every_criterion_stands_in_it_with_its_answer_its_evidence_and_its_source() -> None:
    answers = criterion_answers(LEVELS["assisted"])
    first = replace(answers[0], evidence="The position statement named it.", source="section 3")
    found = pages(DECISION_RECORD, criteria=(first, *answers[1:]))
    rows = [row for table in found.tables if table[0][0] == "Criterion" for row in table[1:]]
    assert rows[0] == [
        "1.1 The partnership position statement evidences and identifies both strengths and weaknesses",
        "Met",
        "The position statement named it.",
        "section 3",
    ]
    assert [row[0].split()[0] for row in rows] == [criterion.number for criterion in the_framework().criteria()]
    assert [row[1] for row in rows] == [str(answer.answer).capitalize() for answer in answers]
    assert rows[1][2:] == ["None recorded", "None recorded"]


def test_both_indicators_who_decided_and_the_minute_stand_in_it() -> None:
    found = pages(DECISION_RECORD, decision=a_decision("commissioned"))
    assert ["Decided by", "Quality and Consistency Panel"] in found.table("Facts")
    assert ["Recorded in", "panel minute 2026/31"] in found.table("Facts")
    assert found.under("The decision") == [
        "On 27 October 2026 our Quality and Consistency Panel decided on commissioned improvement support.",
        "The partnership is likely to be able to lead the required improvements with support that it commissions.",
        "The rationale is as follows.",
        "New leaders have begun to act on the findings.",
    ]
    assert found.under("What the conditions indicate")[0] == (
        "The result for the conditions indicates assisted improvement support."
    )
    assert found.under("The second indicator")[0] == (
        "The second indicator points to assisted improvement support, because quality indicator 2.1 (Impact on children) "
        "was evaluated as weak."
    )


def test_what_is_not_recorded_is_said_not_to_be() -> None:
    found = pages(DECISION_RECORD, decision=None, evaluations=())
    assert found.under("The decision") == ["No decision is recorded yet."]
    assert found.under("The second indicator") == ["No evaluation was given, and no circumstance was recorded."]
    assert pages(DECISION_RECORD, decision=a_decision("assisted", rationale=None)).under("The decision")[-1] == (
        "No rationale is recorded."
    )


@pytest.mark.parametrize("state", list(State))
def test_it_says_on_every_page_in_its_title_and_in_its_properties_that_it_is_internal(state: State) -> None:
    data = as_a_cycle_makes_it(DECISION_RECORD, state)
    words = "Internal" if state.is_final else f"Internal, {state}"
    assert behind(data) == [[words], [words]]
    assert all(INTERNAL in lines for lines in Pages(data).running("header"))
    assert custom(data)["Audience"] == "internal"
    assert "Record of decision (internal): " in docx.Document(io.BytesIO(data)).core_properties.title


@pytest.mark.parametrize("kind", ["letter", "improvement-plan", "timescale-extension"])
def test_what_is_for_the_partnership_says_nothing_of_the_kind(kind: str) -> None:
    data = as_a_cycle_makes_it(kind, State.ISSUED)
    assert custom(data)["Audience"] == "partnership"
    assert behind(data) == [[], []]


def test_its_name_says_so_and_so_does_that_of_a_document_that_the_cycle_lists() -> None:
    assessment = an_assessment(state=State.ISSUED, internal=("panel-note",), file_name="{document}")
    assert naming.name(assessment, DECISION_RECORD) == "decision-record-internal.docx"
    assert naming.name(assessment, "panel-note") == "panel-note-internal.docx"
    assert naming.name(assessment, "letter") == "letter.docx"
    assert naming.name(replace(assessment, state=State.DRAFT), DECISION_RECORD) == "decision-record-internal-draft.docx"


def test_it_cannot_be_attached_to_a_report() -> None:
    attachment = an_attachment(document=DECISION_RECORD)
    (only,) = contradictions(case_of(an_assessment(attachment=(attachment,)), the_framework()))
    assert (only.path, only.id) == (("attachment", 0, "document"), "internal-attached")
    assert only.message == "`decision-record` is internal, so it cannot be attached to the report"
