"""What is no reader's word: twenty planted sentences are told of, and twenty innocent ones beside them are not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from engross.problems import Severity
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.contradictions import Contradiction, case_of, contradictions
from scrutiny_response.domain.contradictions.texts import texts, words
from scrutiny_response.domain.further import Further
from scrutiny_response.intake import read_assessments
from scrutiny_response.resources import inputs
from tests.samples import a_decision, a_letter, an_area, an_assessment, the_framework

PLANTED = (
    "XXXX", "The lead is xxxx.", "TBC", "The date is tbc.", "Timescale TBA", "T.B.C.", "The role is TBD, we think.",
    "Lorem ipsum dolor sit amet.", "[ ]", "[]", "Please see [insert figure].", "[name] will lead on this.", "[date]",
    "Led by [name of officer]", "[TBC]", "<insert text>", "Signed: ____", "[xx]", "[Enter the reason here]",
    "Click or tap here to enter text.",
)  # fmt: skip
INNOCENT = (
    "Staff had a procedure to follow.", "The steps to follow were clear.", "Rooms XX and XXI were refurbished.",
    "TB screening was offered.", "We read 60 records.", "It was said that “they listened”.", "Names were withheld.",
    "The name of the group is on its door.", "A date was set for each review.", "The text of the leaflet was plain.",
    "Add to this the vacancies.", "They insert a note into each record.", "Staff were asked: what would help?",
    "Tabard House was closed.", "The plan was complete.", "Fewer than 5 in 10 (48%) agreed.", "He said [sic] as much.",
    "[T]he service has changed.", "The details were clear.", "Children were asked who was to be with them.",
)  # fmt: skip
DOUBTFUL = {
    "Figures to follow.": "may-be-unfinished",
    "To follow": "may-be-unfinished",
    "The lead role is to be confirmed.": "may-be-unfinished",
    "Who leads this??": "may-be-unfinished",
    "The XXX team leads.": "may-be-unfinished",
    "Half [check with Morven] of the records.": "words-in-brackets",
}


def told(**changes: object) -> list[Contradiction]:
    return list(contradictions(case_of(an_assessment(**changes), the_framework())))


def of_finding(text: str, state: State = State.DRAFT) -> list[tuple[str, Severity]]:
    return [
        (each.id, each.severity)
        for each in told(areas=(an_area(finding=text),), state=state)
        if each.path[0] == "areas"
    ]


@pytest.mark.parametrize("text", PLANTED)
def test_a_placeholder_is_warned_of_in_a_draft_and_refused_from_embargoed_on(text: str) -> None:
    assert of_finding(text) == [("placeholder", Severity.WARNING)]
    assert of_finding(text, State.ISSUED) == [("placeholder", Severity.ERROR)]


@pytest.mark.parametrize("text", INNOCENT)
def test_an_innocent_sentence_is_not_told_of(text: str) -> None:
    assert of_finding(text, State.ISSUED) == []


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_may_be_meant_is_a_warning_in_every_state(text: str) -> None:
    for state in State:
        assert of_finding(text, state) == [(DOUBTFUL[text], Severity.WARNING)]


def test_there_are_twenty_of_each() -> None:
    assert (len(PLANTED), len(INNOCENT)) == (20, 20)


@pytest.mark.parametrize("state", [State.DRAFT, State.EMBARGOED])
def test_dear_is_not_said_twice(state: State) -> None:
    addressee = replace(an_assessment().addressee, salutation="Dear Dr Sinclair,")
    (only,) = (each for each in told(addressee=addressee, state=state) if each.path[0] == "addressee")
    assert only.message == "the letter begins with Dear by itself, and would say `Dear Dear Dr Sinclair,`"
    assert only.hint == "write `salutation: Dr Sinclair`"
    assert only.severity is (Severity.ERROR if state.is_final else Severity.WARNING)


def test_a_salutation_that_does_not_fit_the_name_may_be_meant() -> None:
    addressee = replace(an_assessment().addressee, salutation="Mr Macrae")
    (only,) = told(addressee=addressee)
    assert (only.id, only.severity) == ("salutation-does-not-fit", Severity.WARNING)
    assert only.message == "the letter is to Dr Morag Sinclair, and greets `Mr Macrae`"


def test_a_level_decided_by_nobody_is_told_of() -> None:
    decision = a_decision("assisted", decided_by=None, date=None)
    (only,) = (each for each in told(decision=decision, state=State.ISSUED) if each.path == ("decision",))
    assert only.message == "the level is decided, and `decided_by` and `date` are missing"
    assert only.hint == "add `decided_by: Quality and Consistency Panel` and `date: 2026-10-27` to `decision`"
    assert only.severity is Severity.ERROR


def test_a_final_letter_with_nothing_found_is_refused_and_one_with_own_words_is_not() -> None:
    nothing = {"evaluations": (), "strengths": (), "areas": (), "state": State.ISSUED}
    assert [each.id for each in told(**nothing, letter=a_letter(paragraphs=()))] == ["nothing-found"]
    assert [each.id for each in told(**nothing)] == []


def test_a_final_plan_without_areas_may_be_meant() -> None:
    assert [each.id for each in told(areas=(), state=State.ISSUED)] == ["no-areas"]
    assert told(areas=(), state=State.DRAFT) == []


def test_words_that_name_the_level_in_a_letter_that_is_not_to_are_told_of() -> None:
    decision = a_decision("assisted", rationale="Assisted improvement support fits best.")
    assert [each.id for each in told(decision=decision, letter=a_letter(names_level=False))] == ["level-named-in-words"]
    assert told(decision=decision) == []


def test_the_words_that_are_looked_at_first_are_those_of_every_text() -> None:
    further = Further({"sessions": Decimal("4.5"), "themes": ("One", "Two"), "held": True, "nobody": None, "note": ""})
    own = an_assessment(areas=(an_area(finding="ẞ, İ and “Dr”"),), decision=a_decision("assisted"), further=further)
    samples = [reading.assessment for reading in read_assessments([inputs()], the_framework())]
    for assessment in (own, *filter(None, samples)):
        assert words(assessment) == "\n".join(text for _, text in texts(assessment)).casefold()
