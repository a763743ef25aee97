"""Assessment and framework → Response: the stages put together, and the characteristics with where they come from."""

from __future__ import annotations

import datetime as dt

import pytest

from scrutiny_response.domain.assessment import IndicatorEvaluation, Rewording, SupportChoices
from scrutiny_response.domain.response import Response, respond
from scrutiny_response.domain.timeframes import Holiday, HolidayChanges
from tests.samples import LEVELS, a_decision, a_monitoring, an_assessment, criterion_answers, the_framework


def the_response(**changes: object) -> Response:
    return respond(an_assessment(**changes), the_framework())


def support(
    add: tuple[str, ...] = (), leave_out: tuple[str, ...] = (), reword: tuple[Rewording, ...] = ()
) -> SupportChoices:
    return SupportChoices(add=add, leave_out=leave_out, reword=reword)


def characteristics(response: Response) -> list[tuple[str, str, bool, bool]]:
    return [(it.id, it.level.id, it.added, it.reworded) for it in response.characteristics]


def own(level: str) -> list[tuple[str, str, bool, bool]]:
    return [(f"{level}-{number}", level, False, False) for number in range(1, 6)]


@pytest.mark.parametrize("level", list(LEVELS))
def test_without_a_decision_the_level_is_the_indicated_one(level: str) -> None:
    response = the_response(criteria=criterion_answers(LEVELS[level]), decision=None)
    assert response.level == response.indication.level == the_framework().level(level)
    assert not response.decided_otherwise
    assert characteristics(response) == own(level)


def test_the_decided_level_stands_before_the_indicated_one() -> None:
    response = the_response(criteria=criterion_answers(LEVELS["commissioned"]), decision=a_decision("assisted"))
    assert response.level == the_framework().level("assisted")
    assert response.indication.level == the_framework().level("commissioned")
    assert response.decided_otherwise
    assert characteristics(response) == own("assisted")


def test_a_decision_for_the_indicated_level_is_not_otherwise() -> None:
    response = the_response(decision=a_decision("assisted"))
    assert response.level == the_framework().level("assisted")
    assert not response.decided_otherwise


def test_an_undetermined_level_without_a_decision_is_none_and_has_no_characteristics_of_its_own() -> None:
    response = the_response(criteria=criterion_answers("+++ +++ ??? --- ---"), decision=None)
    assert response.level is None
    assert not response.decided_otherwise
    assert response.characteristics == ()


@pytest.mark.parametrize(
    ("decided", "otherwise"), [("local", True), ("commissioned", False), ("assisted", False), ("directed", True)]
)
def test_a_decision_is_otherwise_than_a_range_where_it_lies_outside(decided: str, otherwise: bool) -> None:
    response = the_response(criteria=criterion_answers("+++ +++ ??? --- ---"), decision=a_decision(decided))
    assert response.level == the_framework().level(decided)
    assert response.decided_otherwise is otherwise


def test_the_words_of_a_characteristic_are_the_frameworks() -> None:
    fourth = the_response().characteristics[3]
    assert fourth.text == (
        "Agreed formal progress review undertaken by scrutiny partners to provide assurance that action is addressing "
        "weaknesses"
    )


def test_a_characteristic_that_is_left_out_is_gone() -> None:
    response = the_response(support=support(leave_out=("assisted-2", "assisted-5")))
    assert [it.id for it in response.characteristics] == ["assisted-1", "assisted-3", "assisted-4"]


def test_added_characteristics_follow_the_levels_own_by_level_and_say_where_they_come_from() -> None:
    response = the_response(support=support(add=("directed-2", "commissioned-4", "local-1", "commissioned-2")))
    assert characteristics(response) == [
        *own("assisted"),
        ("local-1", "local", True, False),
        ("commissioned-2", "commissioned", True, False),
        ("commissioned-4", "commissioned", True, False),
        ("directed-2", "directed", True, False),
    ]


def test_own_and_added_characteristics_can_be_reworded() -> None:
    response = the_response(
        support=support(
            add=("commissioned-2",),
            reword=(
                Rewording(characteristic="assisted-1", text="The partnership leads, with help from its neighbours"),
                Rewording(characteristic="commissioned-2", text="Support from a national body"),
            ),
        )
    )
    reworded = [(it.id, it.text, it.added) for it in response.characteristics if it.reworded]
    assert reworded == [
        ("assisted-1", "The partnership leads, with help from its neighbours", False),
        ("commissioned-2", "Support from a national body", True),
    ]


def test_adding_a_characteristic_of_the_level_itself_changes_nothing() -> None:
    assert characteristics(the_response(support=support(add=("assisted-1",)))) == own("assisted")


@pytest.mark.parametrize(
    "choices",
    [
        support(add=("assisted-9",)),
        support(leave_out=("assisted-9",)),
        support(reword=(Rewording(characteristic="assisted-9", text="It is so"),)),
    ],
)
def test_an_unknown_characteristic_is_not_lost_in_silence(choices: SupportChoices) -> None:
    with pytest.raises(KeyError, match="assisted-9"):
        the_response(support=choices)


def test_the_second_indicator_is_fed_as_the_assessment_says() -> None:
    evaluations = (
        IndicatorEvaluation(quality_indicator="Impact", evaluation="good"),
        IndicatorEvaluation(quality_indicator="Leadership", evaluation="weak"),
    )
    lowest = the_response(evaluations=evaluations).indication
    named = the_response(evaluations=evaluations, second_indicator="Impact").indication
    circumstance = the_response(evaluations=evaluations, circumstances=("suspended-inspection",)).indication
    assert [it.second and it.second.level.id for it in (lowest, named, circumstance)] == [
        "assisted",
        "local",
        "directed",
    ]
    assert [it.agree for it in (lowest, named, circumstance)] == [True, False, False]


def test_the_schedule_keeps_the_holidays_of_the_assessment() -> None:
    here = HolidayChanges(add=(Holiday(date=dt.date(2027, 2, 1), name="Snow day"),), remove=(dt.date(2027, 1, 4),))
    schedule = the_response(holidays=here, monitoring=a_monitoring()).schedule
    assert schedule.plan_due is not None
    assert schedule.plan_due.date == dt.date(2027, 1, 4)
    assert schedule.monitoring[0].date == dt.date(2027, 2, 2)
    assert schedule.monitoring[0].moved == "Monday 1 February 2027 is a local holiday (Snow day)"


def test_a_response_holds_what_the_stages_made_and_leads_to_the_assessments_own_values() -> None:
    assessment = an_assessment()
    response = respond(assessment, the_framework())
    assert response.assessment is assessment
    assert response.framework is the_framework()
    for name in ("partnership", "inspection", "addressee", "copies", "areas", "decision", "letter", "signatory"):
        assert getattr(response, name) is getattr(assessment, name)
    assert response.contact is assessment.contact


def test_the_same_assessment_makes_the_same_response() -> None:
    assert the_response() == the_response()
