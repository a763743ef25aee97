"""What is set down, in memory or in a temporary file, is read again as it was, in any order; and what is said where there is no room."""

from __future__ import annotations

import errno
import gc
import os
import pickle
import sys
import tempfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engross.problems import Problem, Refused, TextPlace
from scrutiny_response.store import spill
from scrutiny_response.store.outcome import Action, Change, Outcome
from scrutiny_response.store.spill import Spill, SpilledColumn

VALUES = st.one_of(st.text(), st.binary(), st.tuples(st.integers(), st.text()))


@pytest.fixture
def nothing_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """All values lie in the file from the first."""
    monkeypatch.setattr(spill, "HELD", 0)


@given(st.lists(st.tuples(st.integers(0, 30), VALUES)), st.lists(st.integers(0, 30)), st.integers(0, 20))
def test_what_was_put_last_under_a_number_is_what_is_read(
    puts: list[tuple[int, object]], reads: list[int], held: int
) -> None:
    column: SpilledColumn[object] = SpilledColumn(Spill())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spill, "HELD", held)
        for number, value in puts:
            column.put(number, value)
            assert column[number] == value, "it can be read while others are still put"
        _is_what_was_put_last(column, puts, reads)


def _is_what_was_put_last(column: SpilledColumn[object], puts: list[tuple[int, object]], reads: list[int]) -> None:
    last = dict(puts)
    assert {number: column[number] for number in column.numbers()} == last
    assert [column.has(number) for number in reads] == [number in last for number in reads]
    assert [column[number] for number in reads if number in last] == [
        last[number] for number in reads if number in last
    ]


@pytest.mark.usefixtures("nothing_held")
def test_columns_share_a_file_and_nothing_else() -> None:
    shared = Spill()
    first, second = SpilledColumn[str](shared), SpilledColumn[str](shared)
    for number in range(100):
        first.put(number, f"first {number}")
        second.put(99 - number, f"second {99 - number}")
    assert list(first) == [f"first {number}" for number in range(100)]
    assert (second[0], second[-1], second[2:4]) == ("second 0", "second 99", ["second 2", "second 3"])
    second.drop(5)
    second.drop(1_000)
    assert (second.has(5), first.has(5), list(second.numbers())[4:6]) == (False, True, [4, 6])
    with pytest.raises(KeyError):
        second[5]


@pytest.mark.usefixtures("nothing_held")
def test_an_outcome_is_read_as_it_was() -> None:
    problem = Problem("unknown-key", TextPlace("a.yaml", 3, 1, "refrence: x"), "the key is unknown", "did you mean so?")
    outcome = Outcome(file="a.yaml", changes=(Change("a/letter.docx", Action.KEPT, "edited"),), problems=(problem,))
    column: SpilledColumn[Outcome] = SpilledColumn(Spill())
    column.put(0, outcome)
    assert column[0] == outcome
    assert column[0].changes[0].done is Action.KEPT


def test_the_first_thousand_values_need_no_file_and_the_rest_lie_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    files = iter([file := BytesIO()])
    monkeypatch.setattr(spill, "TemporaryFile", lambda **_: next(files))
    column: SpilledColumn[str] = SpilledColumn(Spill())
    for number in range(1_000):
        column.put(number, f"value {number}")
    assert file.getvalue() == b""
    for number in range(1_000, 1_100):
        column.put(number, f"value {number}")
    assert file.getvalue().startswith(pickle.dumps("value 1000", pickle.HIGHEST_PROTOCOL))
    assert list(column) == [f"value {number}" for number in range(1_100)]


@pytest.mark.usefixtures("nothing_held")
def test_a_full_temporary_folder_is_a_problem_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(spill, "TemporaryFile", full)
    with pytest.raises(Refused) as refused:
        Spill().add("a value")
    assert str(refused.value) == (
        f"{tempfile.gettempdir()}: no-room: what the run knows cannot be set down in this folder (No space left on device); "
        "free some space there, or name another folder in the environment variable TMPDIR"
    )


@pytest.mark.usefixtures("nothing_held")
def test_a_file_that_a_full_disk_lets_nobody_close_is_no_traceback_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(BytesIO):
        def close(self) -> None:
            super().close()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    printed: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", printed.append)
    monkeypatch.setattr(spill, "TemporaryFile", lambda **_: Full())
    kept = Spill()
    kept.add("a value")
    del kept
    gc.collect()
    assert printed == []
