"""What stands in a file is found in the assessment: texts as written, dates as dates, the cycle's facts filled in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from scrutiny_response.assessment import (
    Answer,
    Assessment,
    Contact,
    CriterionAnswer,
    Length,
    Signatory,
    Span,
    State,
    Unit,
)
from tests.intake.reading import ACCEPTED, PLAINEST, beside_the_cycle, reading


def accepted(path: Path) -> Assessment:
    result = reading(path)
    assert result.problems == ()
    assert result.assessment is not None
    return result.assessment


def test_dates_lengths_and_answers_are_values() -> None:
    assessment = accepted(PLAINEST)
    assert assessment.inspection.started == dt.date(2026, 6, 8)
    assert assessment.plan_due == Length(count=6, unit=Unit.WEEKS)
    assert assessment.areas[0].actions[0].due == Length(count=6, unit=Unit.WEEKS)
    assert assessment.monitoring.review == dt.date(2027, 10, 4)
    assert assessment.state is State.DRAFT
    assert assessment.criteria[2] == CriterionAnswer(
        criterion="self-assessment-3", answer=Answer.NOT_MET, evidence=None, source=None
    )


def test_what_is_not_given_has_its_default() -> None:
    assessment = accepted(PLAINEST)
    assert assessment.documents == ("letter", "improvement-plan")
    assert assessment.file_name == "{reference}-{partnership}/{document}"
    assert assessment.second_indicator == "lowest"
    assert assessment.letter.names_level is True
    assert assessment.areas[0].actions[0].status == "not started"
    assert (assessment.copies, assessment.strengths, assessment.circumstances, assessment.marking) == ((), (), (), None)
    assert (assessment.support.add, assessment.holidays.remove, assessment.monitoring.proposed) == ((), (), ())


def test_the_cycle_file_says_what_the_assessment_does_not() -> None:
    assessment = accepted(PLAINEST)
    assert assessment.inspection.programme == "justice"
    assert assessment.letter.date == dt.date(2026, 11, 23)
    assert assessment.signatory == Signatory(name="Eilidh Garvie", role="Chief inspector")
    assert assessment.contact == Contact(
        name="Struan Bell", role="strategic support officer", email=None, telephone=None
    )


def test_the_assessment_comes_before_the_cycle_file_key_by_key() -> None:
    assessment = accepted(ACCEPTED / "override-of-the-cycle.yaml")
    assert assessment.signatory == Signatory(name="Tavish Munro-Hay", role="Chief inspector")
    assert (assessment.letter.date, assessment.letter.names_level) == (dt.date(2026, 12, 1), False)


def test_none_takes_back_the_marking_of_the_cycle_file(tmp_path: Path) -> None:
    path = beside_the_cycle(tmp_path, "one.yaml", PLAINEST.read_text(encoding="utf-8"))
    with (tmp_path / "cycle.yaml").open("a", encoding="utf-8") as cycle:
        cycle.write("marking: OFFICIAL-SENSITIVE\n")
    assert accepted(path).marking == "OFFICIAL-SENSITIVE"
    path.write_text(PLAINEST.read_text(encoding="utf-8") + "marking: none\n", encoding="utf-8")
    assert accepted(path).marking is None


def test_words_that_older_yaml_changes_stay_text() -> None:
    assessment = accepted(ACCEPTED / "words-that-older-yaml-changes.yaml")
    assert assessment.addressee.name == "no"
    assert assessment.addressee.salutation == "on"
    assert assessment.addressee.role == "1:30"
    assert assessment.addressee.address == ("true", "2026-11-23", "0777", "1e3")
    assert assessment.areas[0].title == "1.10"


def test_a_key_without_a_value_counts_as_not_given() -> None:
    inspection = accepted(ACCEPTED / "empty-optional-values.yaml").inspection
    assert (inspection.publication, inspection.report, inspection.report_reference) == (None, None, None)


def test_a_text_in_a_block_keeps_its_paragraphs_and_loses_only_its_last_line_end() -> None:
    finding = accepted(ACCEPTED / "text-in-blocks.yaml").areas[0].finding
    assert finding == "First paragraph, with a colon: here.\n\nSecond paragraph, with #3 in it."


def test_byte_order_mark_line_ends_and_json_change_nothing() -> None:
    plainest = accepted(PLAINEST)
    for name in ("with-a-byte-order-mark.yaml", "with-windows-line-ends.yaml"):
        assert replace(accepted(ACCEPTED / name), reference=plainest.reference) == plainest
    in_json = accepted(ACCEPTED / "in-json.json")
    assert in_json.partnership.name == "Smile 😀 & <b>"
    assert replace(in_json, reference=plainest.reference, partnership=plainest.partnership) == plainest


def test_gaelic_and_typographic_quotes_survive() -> None:
    name = accepted(ACCEPTED / "gaelic-and-quotes.yaml").partnership.gaelic_name
    assert name == "Com-pàirteachas Ceartas Coimhearsnachd Ghleann Fearra – “còmhla”"


def test_a_time_between_two_dates_and_an_interval_are_read(tmp_path: Path) -> None:
    written = PLAINEST.read_text(encoding="utf-8").replace(
        "review: 2027-10-04", "review: 2027-10-04 to 2027-11-26\n  interval: 20 working days\n  first: 2027-02-01"
    )
    monitoring = accepted(beside_the_cycle(tmp_path, "one.yaml", written)).monitoring
    assert monitoring.review == Span(first=dt.date(2027, 10, 4), last=dt.date(2027, 11, 26))
    assert monitoring.interval == Length(count=20, unit=Unit.WORKING_DAYS)
    assert monitoring.first == dt.date(2027, 2, 1)
