"""Every identifier of a problem in the source is documented: in the catalogue, and in one of the two pages."""

from __future__ import annotations

import ast
import json

from scrutiny_response import resources
from scrutiny_response.use_cases.explain import FORMER
from tests.problem_ids import PAGE, catalogue, examples, page
from tests.problem_meanings import ADVICE, MEANINGS
from tests.problem_source import MADE_UP, PASSING_ON, REPORTING, called, calls, ids_of, of_templates, told

AGAIN = "run: python -m tests.problem_ids"


def test_every_problem_has_an_identifier_that_can_be_found() -> None:
    unseen = {
        (file, function.name if function is not None else "")
        for file, function, call in calls()
        if called(call) == "Problem" and not ids_of(call) and file not in MADE_UP
        and not (call.args and isinstance(call.args[0], ast.Constant))
    }  # fmt: skip
    assert unseen == PASSING_ON
    assert {function for _, function in PASSING_ON} - set(REPORTING) == {
        "shared_by",
        "_placed",
        "problem_of",
        "_explain",
        "framework_in",
        "_reason",
    }


def test_the_rooms_whose_problems_people_ask_about_are_there() -> None:
    ids = {each.id for each in told()}
    assert {"no-alt-text", "no-header-row", "place-unknown", "own-styles", "hidden-text", "not-yaml"} <= ids
    assert len(ids) > 80


def test_every_identifier_has_its_meaning_in_words_and_no_meaning_is_left_over() -> None:
    ids = {each.id for each in told()}
    assert sorted(ids - set(MEANINGS) - of_templates()) == [], "say what they mean in tests/problem_meanings.py"
    assert sorted(set(MEANINGS) - ids) == []
    assert sorted(set(ADVICE) - ids - of_templates()) == []


def test_every_refused_case_is_an_example_of_an_identifier_that_is_explained() -> None:
    assert set(examples()) <= set(catalogue())


def test_the_page_is_as_the_source_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), AGAIN


def test_the_catalogue_that_is_shipped_is_as_the_source_is() -> None:
    assert json.loads(resources.problem_catalogue().read_text(encoding="utf-8")) == catalogue(), AGAIN


def test_whatever_is_explained_says_what_to_do() -> None:
    assert [name for name, senses in catalogue().items() if not all(sense["to_do"] for sense in senses)] == []


def test_a_former_identifier_is_told_no_more_and_leads_to_one_that_is() -> None:
    assert sorted(set(FORMER) & set(catalogue())) == []
    assert sorted(set(FORMER.values()) - set(catalogue())) == []
