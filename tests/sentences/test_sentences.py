"""Every document of hundreds of variants keeps the rules of grammar and truth; each rule finds what it is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from scrutiny_response.domain.asked_letters import FOLLOW_UPS
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.follow_up_facts import FollowUp, FollowUpArea
from scrutiny_response.domain.response import respond
from tests.pages import Pages
from tests.samples import an_assessment, the_framework
from tests.scrutiny_response.test_documents import template
from tests.sentences.rules import GRAMMAR, faults
from tests.sentences.variants import every

VARIANTS = list(every())
QUICK = 9
"""Every so many variants are rendered by default; the soak session renders all."""
ENGLISH = (
    "We found one main strength. We identified two areas for improvement. Of the five conditions, none is met.",
    "Monitoring takes place every six weeks. These criteria, not yet assessed, would settle it.",
    "One further criterion met would indicate it. If four criteria now met were not met, it would not.",
)


def documents(assessment: Assessment) -> list[tuple[str, list[str]]]:
    """What is wrong with each document of an assessment."""
    response = respond(assessment, the_framework())
    kinds = ("letter", "improvement-plan", *(("timescale-extension",) if assessment.extension else ()))
    return [(kind, list(faults(Pages(bytes(template(kind).render(response))), response, kind))) for kind in kinds]


def wrong(variants: list[tuple[str, Assessment]]) -> dict[str, list[str]]:
    return {f"{kind}, {name}": said for name, assessment in variants for kind, said in documents(assessment) if said}


def test_there_are_at_least_three_hundred_variants_and_no_two_are_called_the_same() -> None:
    assert len(VARIANTS) >= 300
    assert len({name for name, _ in VARIANTS}) == len(VARIANTS)


def test_every_sentence_of_some_variants_is_whole_and_true() -> None:
    assert wrong(VARIANTS[::QUICK]) == {}


@pytest.mark.soak
def test_every_sentence_of_every_variant_is_whole_and_true() -> None:
    assert wrong(VARIANTS) == {}


def _letters() -> Iterator[tuple[str, FollowUp]]:
    """Each letter that answers an event, with and without what need not be said."""
    area = FollowUpArea(reference="A1", title="Chronologies", progress="some", text="most records have one")
    usual = FollowUp(
        dated=dt.date(2027, 2, 1), on=dt.date(2027, 2, 1), reply_by=dt.date(2027, 2, 15), answers="event 2",
        happened=dt.date(2027, 1, 20), received=dt.date(2027, 1, 18), due=dt.date(2027, 1, 29),
        publication=dt.date(2027, 3, 1), review=dt.date(2027, 11, 1), evidence=dt.date(2027, 10, 18),
        areas=(area, replace(area, reference="A2", text="")), reason="every action is complete",
    )  # fmt: skip
    for kind in sorted(FOLLOW_UPS - {"timescale-extension"}):
        yield kind, usual
        yield kind, replace(usual, reply_by=None, revised=True, areas=(area,), publication=None)
        yield kind, replace(usual, review=None, evidence=None, publication=None)


def test_every_sentence_of_the_letters_that_answer_is_whole_and_true() -> None:
    response = respond(an_assessment(), the_framework())
    said = {
        f"{kind} {number}": list(
            faults(Pages(bytes(template(kind).render(replace(response, follow_up=letter)))), response, kind)
        )
        for number, (kind, letter) in enumerate(_letters())
    }
    assert {name: each for name, each in said.items() if each} == {}


@pytest.mark.parametrize("text", ENGLISH)
def test_the_rules_of_grammar_find_nothing_in_good_english(text: str) -> None:
    assert [name for name, pattern in GRAMMAR.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We identified two area for improvement.", "a plural number with a singular noun"),
        ("One further criteria met would do.", "one with a plural noun"),
        ("We found these strength.", "a demonstrative that does not agree"),
        ("Of the five conditions, one are met.", "a verb that does not agree"),
        ("We worked with with them.", "a word doubled"),
        ("3 of the 5 conditions are met.", "a digit where a word belongs"),
        ("Please contact Support team , at", "a space before a stop, or two"),
        ("It is so..", "two stops"),
        ("Monitoring takes place at intervals of 1 month.", "an interval not in words"),
        ("I am writing to you.", "we and I"),
        ("Dear None", "something not filled in"),
    ],
)
def test_each_rule_of_grammar_finds_what_it_is_for(text: str, name: str) -> None:
    assert name in [each for each, pattern in GRAMMAR.items() if pattern.search(text)]


def test_the_rules_of_truth_see_what_another_assessment_would_say() -> None:
    """A letter held against an assessment that says more, or otherwise, is told to lack it."""
    letter = Pages(bytes(template("letter").render(respond(an_assessment(), the_framework()))))
    other = an_assessment(strengths=("They listened.",), letter=replace(an_assessment().letter, names_level=False))
    said = list(faults(letter, respond(other, the_framework()), "letter"))
    assert "the letter lacks: They listened." in said
    assert "names the level: assisted improvement support" in said
    assert "speaks of levels" in said
