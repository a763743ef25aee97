"""A damaged file of any kind is answered: a few of the runs of the session `fuzz`."""

from __future__ import annotations

import pytest

from tests.fuzz.runs import KINDS, fault

SOME = 5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.filterwarnings("default")  # a damaged file may well be warned of
def test_a_damaged_file_gets_an_answer_and_no_traceback(kind: str) -> None:
    faults = {seed: trouble for seed in range(SOME) if (trouble := fault(kind, seed))}
    assert faults == {}, f"do it again with: python -m tests.fuzz {kind} {next(iter(faults))}"
