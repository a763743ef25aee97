"""Answers to the criteria → the indicated level: every case, the rule as a table, laws, and the reasons in full."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scrutiny_response.domain.assessment import Answer, IndicatorEvaluation
from scrutiny_response.domain.framework import Criterion, Framework
from scrutiny_response.domain.level import Change, Indication, indicate
from scrutiny_response.domain.reasons import reasons
from scrutiny_response.domain.second_indicator import named
from tests.samples import LEVELS, answers, the_framework

ALL = range(2**15)
"""Every way to answer the fifteen criteria met or not met: bit 14 is the first criterion, bit 0 the last."""

ORDER = {"local": 1, "commissioned": 2, "assisted": 3, "directed": 4}


def signs_of(case: int) -> str:
    return f"{case:015b}".replace("1", "+").replace("0", "-")


@cache
def expected(case: int) -> str:
    """The rule stated independently: each condition is the median of its three answers; then a row of words."""
    bits = f"{case:015b}"
    medians = [sorted(bits[start : start + 3])[1] for start in range(0, 15, 3)]
    return ("directed", "directed", "assisted", "commissioned", "local", "local")[medians.count("1")]


@cache
def indicated(case: int) -> Indication:
    return indicate(answers(signs_of(case)), the_framework())


def level_of(indication: Indication) -> str:
    assert indication.level is not None
    return indication.level.id


def test_every_one_of_the_32768_answers_has_the_level_of_the_rule() -> None:
    wrong = [signs_of(case) for case in ALL if level_of(indicated(case)) != expected(case)]
    assert wrong == []


def test_each_level_is_indicated_as_often_as_counting_says() -> None:
    """A condition is met in 4 of its 8 cases, so the counts of conditions met are binomial."""
    found = [level_of(indicated(case)) for case in ALL]
    assert {level: found.count(level) for level in ORDER} == {
        "local": 6 * 2**10,
        "commissioned": 10 * 2**10,
        "assisted": 10 * 2**10,
        "directed": 6 * 2**10,
    }


def distances(reached: Callable[[str], bool]) -> list[int | None]:
    """For every case the fewest criteria to change until the level is as asked; by breadth-first search."""
    start = [case for case in ALL if reached(expected(case))]
    found: list[int | None] = [None] * len(ALL)
    for case in start:
        found[case] = 0
    waiting = deque(start)
    while waiting:
        case = waiting.popleft()
        for bit in range(15):
            other = case ^ (1 << bit)
            if found[other] is None:
                found[other] = (found[case] or 0) + 1
                waiting.append(other)
    return found


def changed(case: int, criteria: tuple[Criterion, ...]) -> int:
    places = [criterion.id for criterion in the_framework().criteria()]
    for criterion in criteria:
        case ^= 1 << (14 - places.index(criterion.id))
    return case


@pytest.mark.parametrize("level", list(ORDER))
def test_no_smaller_change_lowers_the_level_than_the_one_given(level: str) -> None:
    fewest = distances(lambda other: ORDER[other] < ORDER[level])
    for case in ALL:
        if expected(case) == level:
            assert count_of(indicated(case).less) == fewest[case], signs_of(case)


@pytest.mark.parametrize("level", list(ORDER))
def test_no_smaller_change_raises_the_level_than_the_one_given(level: str) -> None:
    fewest = distances(lambda other: ORDER[other] > ORDER[level])
    for case in ALL:
        if expected(case) == level:
            assert count_of(indicated(case).more) == fewest[case], signs_of(case)


def count_of(change: Change | None) -> int | None:
    return change.count if change else None


def test_each_change_given_moves_the_level_by_one_and_to_the_level_it_names() -> None:
    for case in ALL:
        for change, step in ((indicated(case).less, -1), (indicated(case).more, 1)):
            if change:
                assert change.count == len(change.criteria)
                assert ORDER[expected(changed(case, change.criteria))] == ORDER[expected(case)] + step
                assert change.level.id == expected(changed(case, change.criteria))


def test_only_the_lowest_level_has_nothing_less_and_only_the_highest_nothing_more() -> None:
    for case in ALL:
        assert (indicated(case).less is None) == (expected(case) == "local")
        assert (indicated(case).more is None) == (expected(case) == "directed")


# The rule in the inspectors' words

CONDITION_RULE = [
    # criteria, met
    ("+++", True),
    ("++-", True),
    ("+--", False),
    ("---", False),
    ("++?", True),  # the third criterion can change nothing any more
    ("--?", False),  # likewise
    ("+-?", None),
    ("+??", None),
    ("-??", None),
    ("???", None),
    ("+++-", True),  # 3 of 4 are more than half
    ("++--", False),  # 2 of 4 are half, and not more
    ("++-?", None),
    ("+--?", False),
    ("+", True),
    ("-", False),
    ("+-", False),
    ("++", True),
]


@pytest.mark.parametrize(("signs", "is_met"), CONDITION_RULE)
def test_a_condition_is_met_where_more_than_half_of_its_criteria_are(signs: str, is_met: bool | None) -> None:
    framework = with_criteria(len(signs))
    result = indicate(answers(signs, framework), framework).conditions[0]
    assert result.is_met is is_met
    assert (result.met, result.not_met, result.not_assessed) == tuple(signs.count(sign) for sign in "+-?")
    assert result.total == len(signs)


def with_criteria(number: int) -> Framework:
    """A framework of one condition with this many criteria."""
    criteria = tuple(Criterion(id=f"criterion-{n}", number=f"1.{n}", text="It is so") for n in range(1, number + 1))
    condition = replace(the_framework().conditions[0], criteria=criteria)
    return replace(the_framework(), conditions=(condition,))


LEVEL_RULE = [
    # conditions met, level
    (5, "local partnership led improvement"),
    (4, "local partnership led improvement"),
    (3, "commissioned improvement support"),
    (2, "assisted improvement support"),
    (1, "directed improvement support"),
    (0, "directed improvement support"),
]


@pytest.mark.parametrize(("count", "level"), LEVEL_RULE)
def test_the_conditions_met_indicate_the_level(count: int, level: str) -> None:
    for met in itertools.combinations(range(5), count):
        signs = " ".join("++-" if place in met else "+--" for place in range(5))
        indication = indicate(answers(signs), the_framework())
        assert indication.conditions_met == count
        assert indication.level is not None
        assert indication.level.name == level
        assert indication.lowest == indication.highest == indication.level
        assert indication.settled_by == ()


UNDETERMINED = [
    # answers, from, to, settled by
    ("+++ +++ +++ ??? ---", "local", "commissioned", "4.1 4.2 4.3"),
    ("+++ +++ ++? +-? ---", "local", "commissioned", "4.3"),
    ("??? ??? ??? ??? ???", "local", "directed", "1.1 1.2 1.3 2.1 2.2 2.3 3.1 3.2 3.3 4.1 4.2 4.3 5.1 5.2 5.3"),
    ("+++ --? +-? --- +++", "commissioned", "assisted", "3.3"),
    ("++? +?? -?? --? --?", "commissioned", "directed", "2.2 2.3 3.2 3.3"),
]


@pytest.mark.parametrize(("signs", "lowest", "highest", "settled_by"), UNDETERMINED)
def test_a_level_that_answers_still_missing_could_change_is_a_range_with_what_would_settle_it(
    signs: str, lowest: str, highest: str, settled_by: str
) -> None:
    indication = indicate(answers(signs), the_framework())
    assert (indication.lowest.id, indication.highest.id) == (lowest, highest)
    assert [criterion.number for criterion in indication.settled_by] == settled_by.split()
    assert (indication.level, indication.less, indication.more) == (None, None, None)


@pytest.mark.parametrize(
    ("signs", "level"),
    [
        ("+++ +++ +++ +++ ???", "local"),  # 4 or 5 are one band
        ("--- --- --- --- ???", "directed"),  # so are 0 and 1
        ("++? ++? ++? --? --?", "commissioned"),
    ],
)
def test_a_level_that_no_missing_answer_could_change_is_determined(signs: str, level: str) -> None:
    indication = indicate(answers(signs), the_framework())
    assert level_of(indication) == level
    assert indication.settled_by == ()


def test_a_criterion_not_assessed_counts_as_not_met_in_what_would_change_the_level() -> None:
    indication = indicate(answers("+++ +++ +++ +++ ???"), the_framework())
    assert indication.less is None
    assert indication.more is not None
    assert [it.number for it in indication.more.criteria] == ["1.1", "1.2"]
    below = indicate(answers("--- --- --- --- ???"), the_framework())
    assert below.less is not None
    assert [it.number for it in below.less.criteria] == ["1.1", "1.2", "2.1", "2.2"]


def test_a_criterion_without_an_answer_is_not_assessed() -> None:
    given_all = answers("+++ +++ +++ +++ ???")
    given_some = {name: answer for name, answer in given_all.items() if answer is not Answer.NOT_ASSESSED}
    assert indicate(given_some, the_framework()) == indicate(given_all, the_framework())


def test_an_answer_to_an_unknown_criterion_is_not_lost_in_silence() -> None:
    with pytest.raises(KeyError, match="self-assesment-1"):
        indicate({"self-assesment-1": Answer.MET}, the_framework())


# Laws

some_signs = st.lists(st.sampled_from("++--?"), min_size=15, max_size=15).map("".join)
few_open = some_signs.filter(lambda signs: signs.count("?") <= 8)


def completions(signs: str) -> Iterator[int]:
    """Every case that the answers still missing could make."""
    places = [place for place, sign in enumerate(signs) if sign == "?"]
    known = sum(1 << (14 - place) for place, sign in enumerate(signs) if sign == "+")
    for chosen in itertools.product((0, 1), repeat=len(places)):
        yield known + sum(1 << (14 - place) for place, met in zip(places, chosen, strict=True) if met)


@given(few_open)
def test_the_range_is_that_of_all_completions(signs: str) -> None:
    levels = {expected(case) for case in completions(signs)}
    indication = indicate(answers(signs), the_framework())
    assert indication.lowest.id == min(levels, key=ORDER.__getitem__)
    assert indication.highest.id == max(levels, key=ORDER.__getitem__)
    assert (indication.level is not None) == (len(levels) == 1)


@given(few_open)
def test_a_criterion_settles_the_level_where_its_answer_matters_in_at_least_one_completion(signs: str) -> None:
    matters = [
        criterion.id
        for place, criterion in enumerate(the_framework().criteria())
        if signs[place] == "?"
        and any(expected(case) != expected(case ^ (1 << (14 - place))) for case in completions(signs))
    ]
    assert [it.id for it in indicate(answers(signs), the_framework()).settled_by] == matters


@given(few_open)
def test_answering_what_settles_the_level_settles_it_whatever_else_is_open(signs: str) -> None:
    settled = {it.id for it in indicate(answers(signs), the_framework()).settled_by}
    for answer in (Answer.MET, Answer.NOT_MET):
        answered = {name: answer if name in settled else given for name, given in answers(signs).items()}
        assert indicate(answered, the_framework()).level is not None


@given(some_signs, st.integers(0, 14))
def test_one_more_criterion_met_never_raises_the_level(signs: str, place: int) -> None:
    before = indicate(answers(signs), the_framework())
    after = indicate(answers(signs[:place] + "+" + signs[place + 1 :]), the_framework())
    assert after.lowest.order <= before.lowest.order
    assert after.highest.order <= before.highest.order
    assert after.conditions_met >= before.conditions_met


@given(some_signs, st.integers(0, 14), st.sampled_from("+-"))
def test_assessing_one_more_criterion_never_widens_the_range(signs: str, place: int, sign: str) -> None:
    open_ = signs[:place] + "?" + signs[place + 1 :]
    before = indicate(answers(open_), the_framework())
    after = indicate(answers(signs[:place] + sign + signs[place + 1 :]), the_framework())
    assert before.lowest.order <= after.lowest.order <= after.highest.order <= before.highest.order


@given(some_signs)
def test_the_highest_level_is_that_with_every_criterion_not_assessed_not_met(signs: str) -> None:
    indication = indicate(answers(signs), the_framework())
    assert indication.highest == indicate(answers(signs.replace("?", "-")), the_framework()).level
    assert indication.lowest == indicate(answers(signs.replace("?", "+")), the_framework()).level


@given(some_signs)
def test_a_changed_criterion_is_met_for_less_and_not_met_for_more(signs: str) -> None:
    """Also where criteria are not assessed, and these count as not met throughout."""
    given_answers = answers(signs)
    indication = indicate(given_answers, the_framework())
    pessimistic = answers(signs.replace("?", "-"))
    for change, answer in ((indication.less, Answer.MET), (indication.more, Answer.NOT_MET)):
        if change:
            assert all(given_answers[it.id] is not answer for it in change.criteria)
            after = pessimistic | {it.id: answer for it in change.criteria}
            assert indicate(after, the_framework()).level == change.level


# Other bands


def test_the_bands_are_the_framework_files_and_not_the_programs() -> None:
    levels = the_framework().levels
    counts = ((5,), (4,), (3,), (0, 1, 2))
    stricter = replace(
        the_framework(), levels=tuple(replace(it, counts=c) for it, c in zip(levels, counts, strict=True))
    )
    assert level_of(indicate(answers("+++ +++ +++ +++ ---"), stricter)) == "commissioned"
    assert level_of(indicate(answers("+++ +++ --- --- ---"), stricter)) == "directed"


def test_a_level_without_a_band_is_passed_over() -> None:
    levels = the_framework().levels
    counts = ((4, 5), (), (2, 3), (0, 1))
    without = replace(
        the_framework(), levels=tuple(replace(it, counts=c) for it, c in zip(levels, counts, strict=True))
    )
    change = indicate(answers("++- ++- --- --- ---"), without).less
    assert change is not None
    assert (change.level.id, change.count) == ("local", 4)


# The second indicator


def evaluated(**words: str) -> tuple[IndicatorEvaluation, ...]:
    return tuple(
        IndicatorEvaluation(quality_indicator=name.replace("_", " "), evaluation=word.replace("_", " "))
        for name, word in words.items()
    )


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("excellent", "local"),
        ("very good", "local"),
        ("good", "local"),
        ("adequate", "commissioned"),
        ("weak", "assisted"),
        ("unsatisfactory", "directed"),
    ],
)
def test_an_evaluation_suggests_a_level(word: str, level: str) -> None:
    second = indicate(answers(LEVELS["local"]), the_framework(), evaluated(Impact=word)).second
    assert second is not None
    assert (second.level.id, second.reason) == (level, f"“Impact” was evaluated as {word}")


def test_the_lowest_of_several_evaluations_counts_and_is_named() -> None:
    given = evaluated(Impact="good", Leadership="weak", Planning="adequate")
    second = indicate(answers(LEVELS["local"]), the_framework(), given).second
    assert second is not None
    assert second.level.id == "assisted"
    assert second.reason == "the lowest of the three evaluations is weak, for “Leadership”"


def test_several_quality_indicators_with_the_lowest_evaluation_are_all_named() -> None:
    given = evaluated(Impact="weak", Leadership="weak", Planning="good", Access="weak")
    second = indicate(answers(LEVELS["local"]), the_framework(), given).second
    assert second is not None
    assert second.reason == "the lowest of the four evaluations is weak, for “Impact”, “Leadership” and “Access”"


def test_the_quality_indicator_that_the_file_names_counts_alone() -> None:
    given = evaluated(Impact="good", Leadership="unsatisfactory")
    second = indicate(answers(LEVELS["local"]), the_framework(), given, "Impact").second
    assert second is not None
    assert (second.level.id, second.reason) == ("local", "“Impact” was evaluated as good")


def test_a_quality_indicator_that_was_not_evaluated_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="Planning"):
        indicate(answers(LEVELS["local"]), the_framework(), evaluated(Impact="good"), "Planning")


def test_there_is_no_second_indicator_without_evaluations_and_circumstances() -> None:
    indication = indicate(answers(LEVELS["local"]), the_framework())
    assert indication.second is None
    assert indication.agree


@pytest.mark.parametrize(
    ("circumstance", "reason"),
    [
        ("suspended-inspection", "the inspection was suspended"),
        ("immediate-remedial-action", "immediate remedial action is required"),
        (
            "repeated-weak-or-unsatisfactory",
            "issues remain from a previous inspection that was evaluated as weak or unsatisfactory",
        ),
        (
            "ministerial-interest",
            "persistent challenges have prompted ministerial or government interest",
        ),
    ],
)
def test_a_circumstance_suggests_directed_support_whatever_the_evaluation(circumstance: str, reason: str) -> None:
    given = evaluated(Impact="good")
    second = indicate(answers(LEVELS["local"]), the_framework(), given, circumstances=(circumstance,)).second
    assert second is not None
    assert (second.level.id, second.reason) == ("directed", reason)


def test_all_that_suggests_the_highest_level_is_named() -> None:
    given = evaluated(Impact="unsatisfactory")
    circumstances = ("suspended-inspection", "immediate-remedial-action")
    second = indicate(answers(LEVELS["directed"]), the_framework(), given, circumstances=circumstances).second
    assert second is not None
    assert second.reason == (
        "“Impact” was evaluated as unsatisfactory, the inspection was suspended, and immediate remedial action is required"
    )


@pytest.mark.parametrize("level", list(ORDER))
@pytest.mark.parametrize(("word", "suggested"), [("good", "local"), ("weak", "assisted")])
def test_the_indicators_agree_where_they_suggest_the_same_level(level: str, word: str, suggested: str) -> None:
    indication = indicate(answers(LEVELS[level]), the_framework(), evaluated(Impact=word))
    assert indication.agree is (level == suggested)


def test_an_undetermined_level_disagrees_with_nothing() -> None:
    indication = indicate(answers("+++ +++ +++ ??? ---"), the_framework(), evaluated(Impact="weak"))
    assert indication.second is not None
    assert indication.agree


# The reasons, in full


def test_the_reasons_for_a_level_between_two_others_are_said_in_full() -> None:
    indication = indicate(answers(LEVELS["commissioned"]), the_framework(), evaluated(Impact="adequate"))
    assert reasons(indication) == (
        "Three of the five conditions are met: self-assess accurately (3 of 3 criteria), self-evaluate to secure improvement "
        "(2 of 3 criteria) and develop strategic priorities (2 of 3 criteria).",
        "Two are not met: implement strategic priorities (0 of 3 criteria) and evaluate progress towards achieving "
        "improvement (1 of 3 criteria).",
        "This indicates commissioned improvement support. The partnership is likely to be able to lead the required "
        "improvements with support that it commissions.",
        "If one more criterion were met, for example 5.1, this would indicate local partnership led improvement.",
        "If one criterion now met were not met, for example 2.1, this would indicate assisted improvement support.",
        "The second indicator points to the same level, because “Impact” was evaluated as adequate.",
    )


def test_the_reasons_say_where_the_indicators_disagree() -> None:
    indication = indicate(answers("+++ +++ +++ +++ +++"), the_framework(), evaluated(Impact="weak"))
    assert reasons(indication) == (
        "All five conditions are met: self-assess accurately (3 of 3 criteria), self-evaluate to secure improvement (3 "
        "of 3 criteria), develop strategic priorities (3 of 3 criteria), implement strategic priorities (3 of 3 "
        "criteria) and evaluate progress towards achieving improvement (3 of 3 criteria).",
        "This indicates local partnership led improvement. The partnership is likely to be able to lead and make the "
        "required improvements with little or no support.",
        "If four criteria now met were not met, for example 1.1, 1.2, 2.1 and 2.2, this would indicate commissioned "
        "improvement support.",
        "The second indicator points to assisted improvement support instead, because “Impact” was evaluated as weak: "
        "the two disagree, so the level that is decided needs a rationale.",
    )


def test_the_reasons_at_the_highest_level_are_said_in_full() -> None:
    indication = indicate(answers("--- --- --- --- ---"), the_framework())
    assert reasons(indication) == (
        "None of the five conditions is met: self-assess accurately (0 of 3 criteria), self-evaluate to secure "
        "improvement (0 of 3 criteria), develop strategic priorities (0 of 3 criteria), implement strategic "
        "priorities (0 of 3 criteria) and evaluate progress towards achieving improvement (0 of 3 criteria).",
        "This indicates directed improvement support. The partnership is likely to need structured support, with "
        "monitoring at agreed intervals, to make the required improvements.",
        "If four more criteria were met, for example 1.1, 1.2, 2.1 and 2.2, this would indicate assisted improvement "
        "support.",
    )


def test_the_reasons_why_a_level_is_not_determined_are_said_in_full() -> None:
    indication = indicate(answers("+?- +++ ??? --+ --+"), the_framework(), evaluated(Impact="weak"))
    assert reasons(indication) == (
        "One of the five conditions is met: self-evaluate to secure improvement (3 of 3 criteria).",
        "Two are not met: implement strategic priorities (1 of 3 criteria) and evaluate progress towards achieving "
        "improvement (1 of 3 criteria).",
        "Two are open, because criteria have not been assessed: self-assess accurately (1 of 3 criteria) and develop "
        "strategic priorities (0 of 3 criteria).",
        "The level is not determined: it lies between commissioned improvement support and directed improvement "
        "support.",
        "It would be settled by assessing criteria 1.2, 3.1, 3.2 and 3.3.",
        "The second indicator points to assisted improvement support, because “Impact” was evaluated as weak.",
    )


def test_a_second_indicator_outside_the_range_will_need_a_rationale() -> None:
    indication = indicate(answers("+++ +++ +-? --- ---"), the_framework(), evaluated(Impact="unsatisfactory"))
    assert reasons(indication)[-1] == (
        "The second indicator points to directed improvement support, because “Impact” was evaluated as unsatisfactory. "
        "That is outside this range, so whichever level is indicated in the end, the level that is decided will need a "
        "rationale."
    )


def test_quality_indicators_are_named_by_their_numbers_or_in_quotation_marks() -> None:
    assert named(["1.2 Safety"]) == "quality indicator 1.2 (Safety)"
    assert named(["1.2: Safety", "2.1"]) == "quality indicators 1.2 (Safety) and 2.1"
    assert named(["1.2 Safety (adults)"]) == "quality indicator 1.2 “Safety (adults)”"
    assert named(["1.2 Safety", "Key processes"]) == "“1.2 Safety” and “Key processes”"


def test_a_single_criterion_that_would_settle_the_level_is_named_in_the_singular() -> None:
    assert reasons(indicate(answers("+++ +++ +-? --- ---"), the_framework()))[-1] == (
        "It would be settled by assessing criterion 3.3."
    )


@pytest.mark.parametrize("case", [0, 2**15 - 1, 0b101_010_111_000_110, 0b110_110_110_000_001])
def test_the_reasons_speak_of_what_is_likely_and_never_of_duties(case: int) -> None:
    said = " ".join(reasons(indicated(case)))
    assert "indicates" in said
    assert "likely" in said
    assert not {"must", "shall", "requires"} & set(said.split())
