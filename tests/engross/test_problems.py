"""Problems of several steps are gathered and raised once."""

from __future__ import annotations

import json
import pickle

import pytest

from engross.problems import CellPlace, FilePlace, Problem, Refused, Severity, TextPlace, WordPlace, collect


def _refused(*messages: str) -> int:
    raise Refused(Problem("wrong", FilePlace("a.docx"), message) for message in messages)


def test_the_results_of_all_steps_are_in_their_order() -> None:
    assert collect([lambda: 1, lambda: 2]) == [1, 2]
    assert collect([]) == []


def test_every_step_is_taken_and_the_problems_of_all_are_raised_at_once() -> None:
    with pytest.raises(Refused) as refused:
        collect([lambda: _refused("one", "two"), lambda: 1, lambda: _refused("three")])
    assert [problem.message for problem in refused.value.problems] == ["one", "two", "three"]


def test_what_is_no_refusal_is_not_gathered() -> None:
    with pytest.raises(ZeroDivisionError):
        collect([lambda: _refused("one"), lambda: 1 // 0])


def test_a_message_that_quotes_a_long_value_shows_its_beginning_and_its_end() -> None:
    problem = Problem("unknown-word", FilePlace("a.yaml"), f"`{'x' * 5000}` is no word of this list", "y" * 5000)
    assert len(problem.message) == len(problem.hint) == 1201
    assert problem.message.startswith("`xxx")
    assert problem.message.endswith("xxx` is no word of this list")
    assert "…" in problem.message
    short = Problem("unknown-word", FilePlace("a.yaml"), "x" * 1200)
    assert short.message == "x" * 1200


def test_a_problem_with_something_replaced_is_still_a_problem_whose_message_can_be_read() -> None:
    problem = Problem("wrong", TextPlace("a.yaml", 2, 3), "one", severity=Severity.WARNING)
    changed = problem._replace(message="x" * 5000)
    assert (type(changed), len(changed.message), changed.place) == (Problem, 1201, problem.place)
    assert type(changed.severity) is Severity
    assert pickle.loads(pickle.dumps(changed)) == changed  # noqa: S301  # our own bytes
    with pytest.raises(AttributeError):
        problem.message = "two"  # type: ignore[misc]  # that it cannot be is the case


def test_a_place_is_never_equal_to_one_of_another_class() -> None:
    places = [FilePlace("a"), TextPlace("a", 0, 0), WordPlace("a", "body"), CellPlace("a", "0")]
    assert len({len(place) for place in places}) == len(places)


def test_the_place_of_a_problem_is_an_object_in_json() -> None:
    assert json.loads(json.dumps(Problem("wrong", CellPlace("a.xlsx", "Plan", "C14"), "one", "two").as_json())) == {
        "id": "wrong",
        "severity": "error",
        "place": {"file": "a.xlsx", "sheet": "Plan", "cell": "C14"},
        "message": "one",
        "hint": "two",
        "text": "a.xlsx: Plan, C14: wrong: one; two",
    }
