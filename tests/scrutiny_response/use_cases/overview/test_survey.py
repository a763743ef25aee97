"""What the cycle at a glance says of each partnership, and of all together."""

from __future__ import annotations

from scrutiny_response.use_cases.overview.survey import survey
from tests.samples import the_framework
from tests.scrutiny_response.use_cases.overview.cycles import HOSTILE, cycle, overview


def test_partnerships_stand_in_the_order_of_their_references_whatever_the_order_of_the_files() -> None:
    assert [line.reference for line in overview().lines] == ["PSR-1", "PSR-2", "PSR-3", "PSR-4"]
    assert survey(cycle()[::-1], the_framework()) == overview()


def test_every_partnership_is_at_one_level_or_not_determined() -> None:
    shares = overview().shares
    assert [(it.level, [line.reference for line in it.lines]) for it in shares] == [
        ("Local partnership led improvement", ["PSR-3"]),
        ("Commissioned improvement support", ["PSR-2"]),
        ("Assisted improvement support", ["PSR-1"]),
        ("Directed improvement support", []),
        ("Not yet determined", ["PSR-4"]),
    ]


def test_a_condition_is_met_by_a_word_and_a_shape() -> None:
    line = overview().lines[3]
    assert [(it.words, it.shape, it.criteria) for it in line.marks] == [
        ("Met", "●", "2 of 3"),
        ("Not yet determined", "?", "1 of 3"),
        ("Met", "●", "3 of 3"),
        ("Not met", "○", "0 of 3"),
        ("Not met", "○", "0 of 3"),
    ]
    assert [it.condition for it in line.marks] == list(overview().conditions)
    assert line.level == (
        "not yet determined, between commissioned improvement support and assisted improvement support"
    )


def test_what_differs_is_said_once_for_each_partnership_with_the_rationale() -> None:
    assert [(it.line.reference, it.what, it.rationale) for it in overview().differences] == [
        (
            "PSR-2",
            "Indicated: assisted improvement support. "
            "Decided: commissioned improvement support (Quality and Consistency Panel).",
            "New leaders have begun to act on the findings.",
        ),
        (
            "PSR-3",
            "Indicated: local partnership led improvement. Second indicator: assisted improvement support, "
            "because quality indicator 2.1 (Impact on children) was evaluated as weak.",
            "",
        ),
    ]


def test_plans_are_listed_as_they_are_due_now_and_who_has_no_date_is_named() -> None:
    found = overview()
    assert [(it.date.isoformat(), it.line.reference, it.notes) for it in found.plans] == [
        (
            "2027-01-05",
            "PSR-2",
            "Next working day, as Monday 4 January 2027 is a bank holiday (2 January, substitute).",
        ),
        (
            "2027-01-05",
            "PSR-3",
            "Next working day, as Monday 4 January 2027 is a bank holiday (2 January, substitute).",
        ),
        ("2027-02-01", "PSR-1", "Extended."),
    ]
    assert [line.partnership for line in found.without_plan] == [HOSTILE]


def test_the_calendar_goes_month_by_month_and_says_what_is_proposed_or_moved() -> None:
    found = overview()
    assert [(month.name, [(it.kind, it.line.reference) for it in month.entries]) for month in found.months] == [
        ("January 2027", [("Plan due", "PSR-2"), ("Plan due", "PSR-3")]),
        ("February 2027", [("Monitoring", "PSR-1"), ("Plan due", "PSR-1")]),
        ("May 2027", [("Monitoring", "PSR-1"), ("Progress review", "PSR-2")]),
        ("August 2027", [("Monitoring", "PSR-1")]),
        ("November 2027", [("Progress review", "PSR-1")]),
    ]
    review = found.months[2].entries[1]
    assert (review.date.isoformat(), review.notes) == (
        "2027-05-10",
        "Next working day, as 8 May 2027 is a Saturday. Proposed, and not yet agreed.",
    )


def test_what_is_missing_or_not_final_is_listed() -> None:
    found = overview()
    assert [(it.reference, it.state) for it in found.not_final] == [("PSR-3", "panel approved"), ("PSR-4", "draft")]
    assert [(it.file, it.problems) for it in found.refusals] == [
        ("inputs/bad.yaml", ("inputs/bad.yaml:3:1: unknown-key: `colour` is <not> a key",))
    ]


def test_an_empty_cycle_has_an_overview_too() -> None:
    found = survey((), the_framework())
    assert (found.lines, found.plans, found.months, found.refusals) == ((), (), (), ())
    assert [share.lines for share in found.shares] == [()] * 5
