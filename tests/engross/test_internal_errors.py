"""What nobody foresaw is told as a problem of one file, with the line of the program, and keeps its cause."""

from __future__ import annotations

import re

import pytest

from engross.internal_errors import guard
from engross.labels import next_count
from engross.problems import FilePlace, Problem, Refused


def test_what_works_is_returned() -> None:
    assert guard("plan.docx", lambda: 3) == 3


def test_a_refusal_passes_as_it_is() -> None:
    refused = Refused([Problem("encrypted", FilePlace("plan.docx"), "the file is encrypted", "take it off")])

    def refuse() -> None:
        raise refused

    with pytest.raises(Refused) as caught:
        guard("plan.docx", refuse)
    assert caught.value is refused


def test_another_exception_is_told_with_its_line_of_this_package_and_kept_as_the_cause() -> None:
    with pytest.raises(Refused) as caught:
        guard("plan.docx", lambda: next_count(None))  # type: ignore[arg-type]  # a fault of ours is the case
    [problem] = caught.value.problems
    assert re.sub("line [0-9]+", "line N", str(problem)) == (
        "plan.docx: internal-error: a fault of this software stopped the work on this file, and nothing was written "
        "(TypeError: 'NoneType' object is not iterable, engross/labels.py, line N); send this message, and the file if "
        "you may, to those who look after the software"
    )
    assert isinstance(caught.value.__cause__, TypeError)
