"""Problems of several steps are gathered and raised once."""

from __future__ import annotations

import pytest

from engross.problems import FilePlace, Problem, Refused, collect


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
