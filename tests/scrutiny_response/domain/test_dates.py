"""The table of dates, pair by pair: the right order and the same day are accepted, the other order is told of."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from msgspec.structs import replace

from engross.problems import Severity
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.contradictions import Contradiction, case_of, contradictions
from scrutiny_response.domain.contradictions.date_table import TABLE, Order
from scrutiny_response.domain.contradictions.dated import PATHS, dated
from scrutiny_response.domain.contradictions.dates import moved_by
from scrutiny_response.domain.contradictions.issuing import on_the_day
from tests.paths import DOCS
from tests.samples import a_monitoring, an_area, an_assessment, an_extension, months, the_framework

DAY = dt.timedelta(days=1)
BASE = an_assessment(
    embargoed_until=dt.date(2026, 11, 24),
    extension=an_extension(original=dt.date(2027, 1, 5), new=dt.date(2027, 2, 5)),
    plan_due=dt.date(2027, 1, 5),
)


def with_date(assessment: Assessment, name: str, day: dt.date) -> Assessment:
    """The assessment with another day for this date of the table."""
    if name == "action":
        action = replace(assessment.areas[0].actions[0], due=day)
        return replace(assessment, areas=(replace(assessment.areas[0], actions=(action,)),))
    changed: Assessment = _changed(assessment, tuple(map(str, PATHS[name])), day)
    return changed


def _changed(value: Any, path: tuple[str, ...], day: dt.date) -> Any:
    key, *rest = path
    return replace(value, **{key: _changed(getattr(value, key), tuple(rest), day) if rest else day})


def told(assessment: Assessment) -> list[Contradiction]:
    return list(contradictions(case_of(assessment, the_framework())))


def of(order: Order, assessment: Assessment) -> list[Contradiction]:
    """What is told of this line of the table: its pair of dates alone, for two lines may share an identifier."""
    paths = {dated(BASE, order.earlier)[0].path, dated(BASE, order.later)[0].path}
    return [each for each in told(assessment) if each.id == order.id and {each.path, each.other} == paths]


EACH = pytest.mark.parametrize("order", TABLE, ids=lambda order: f"{order.id}, {order.earlier} and {order.later}")
STATE = {"issued-under-embargo": State.ISSUED}


def moved(order: Order, days: int) -> Assessment:
    """The sample with the later date so many days after the earlier one."""
    state = STATE.get(order.id, State.DRAFT)
    day = dated(BASE, order.earlier)[0].last + days * DAY
    return with_date(replace(BASE, state=state), order.later, day)


@EACH
def test_the_later_date_may_be_the_same_day_or_later(order: Order) -> None:
    assert of(order, moved(order, 0)) == []
    assert of(order, moved(order, 1)) == []


@EACH
def test_the_other_order_is_told_of_with_both_places_and_what_to_write(order: Order) -> None:
    (only,) = of(order, moved(order, -1))
    earlier, later = dated(BASE, order.earlier)[0], dated(BASE, order.later)[0]
    assert (only.path, only.other) == ((earlier.path, later.path) if order.at_earlier else (later.path, earlier.path))
    assert str(earlier.last) in only.message
    assert str(earlier.last - DAY) in only.message
    assert re.search(r"write|agree|extend|date", only.hint)
    assert "{" not in only.message + only.hint


@EACH
def test_it_is_a_warning_while_drafting_and_an_error_from_embargoed_on(order: Order) -> None:
    for state in order.states or tuple(State):
        severities = {each.severity for each in of(order, replace(moved(order, -1), state=state))}
        assert severities == {Severity.ERROR if state.is_final else Severity.WARNING}


def test_no_rule_of_the_table_tells_of_the_sample_itself() -> None:
    assert [each.id for each in told(BASE)] == []


def test_an_action_that_is_done_may_have_been_due_before_the_letter() -> None:
    action = replace(an_area().actions[0], due=dt.date(2026, 9, 1), status="completed")
    assert told(replace(BASE, areas=(an_area(actions=(action,)),))) == []


def test_a_letter_on_a_holiday_is_told_of_with_the_next_working_day_and_what_that_moves() -> None:
    christmas = with_date(
        an_assessment(plan_due=months(2), monitoring=a_monitoring(review=None)), "letter", dt.date(2026, 12, 25)
    )
    (only,) = (each for each in told(christmas) if each.id == "letter-on-a-holiday")
    assert only.message == (
        "the letter is dated 2026-12-25, which is no working day: Friday 25 December 2026 is a bank holiday (Christmas "
        "Day) and Monday 28 December 2026 is a bank holiday (Boxing Day, substitute)"
    )
    assert only.hint == (
        "write `date: 2026-12-29`, the next working day (a letter of 2026-12-29 moves plan due from 2027-02-25 to 2027-03-01)"
    )


def test_nothing_moves_where_nothing_is_counted_from_the_letter() -> None:
    assert moved_by(replace(BASE, monitoring=a_monitoring(review=None)), dt.date(2026, 12, 1)) == ""


def test_an_interval_without_a_first_date_is_told_of() -> None:
    (only,) = told(an_assessment(monitoring=a_monitoring(first=None)))
    assert (only.path, only.id) == (("monitoring", "interval"), "interval-without-first")
    assert only.message == "monitoring is agreed at an interval of 3 months, and nothing says from when"
    assert only.hint == "add `first: 2027-02-15` to `monitoring`, or remove the interval"


def test_the_page_of_dates_is_the_table() -> None:
    page = (DOCS / "dates.md").read_text(encoding="utf-8")
    assert [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")] == [order.id for order in TABLE]


def test_the_day_of_issuing_is_neither_before_the_letter_nor_before_the_end_of_the_embargo() -> None:
    assert list(on_the_day(BASE, "letter", dt.date(2026, 11, 24))) == []
    early, embargoed = on_the_day(BASE, "letter", dt.date(2026, 11, 20))
    assert early.message == "letter is dated 2026-11-23, after the day on which it is issued, 2026-11-20"
    assert early.hint == "issue it on 2026-11-23 or later, or write `date: 2026-11-20`"
    assert embargoed.message == "letter is embargoed until 2026-11-24, after the day on which it is issued, 2026-11-20"
    (extension,) = on_the_day(BASE, "timescale-extension", dt.date(2026, 12, 15))
    assert (extension.path, extension.id) == (("extension", "letter_date"), "issued-before-its-date")
