"""Every identifier of a problem in the source is documented, in the catalogue of templates or in the page of others."""

from __future__ import annotations

import ast

from tests.problem_ids import MADE_UP, PAGE, PASSING_ON, REPORTING, called, calls, ids_of, page, told


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
        "_judge",
        "problem_of",
        "_explain",
        "framework_in",
    }


def test_the_rooms_whose_problems_people_ask_about_are_there() -> None:
    found = {each.id for each in told()}
    assert {"no-alt-text", "no-header-row", "place-unknown", "own-styles", "hidden-text", "not-yaml"} <= found
    assert len(found) > 80


def test_the_page_is_as_the_source_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.problem_ids"
