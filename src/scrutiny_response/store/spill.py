"""Values → memory for the first, a temporary file without a name for the rest → the same values, each by its number.

What a run knows of each of a hundred thousand files need not lie in memory: each value's place takes eight bytes there.
A cycle of some hundred files needs no file for that.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from typing import IO, Any, Generic, TypeVar, cast, overload
from weakref import finalize

from engross import temporary
from engross.problems import FilePlace, Problem, Refused

HELD = 1_000
"""How many values stay in memory: pickling one and reading it again takes longer than to look up a whole file."""

Value = TypeVar("Value")


class Spill:
    """Values by their places; the temporary file is gone when nobody uses it any more, however that comes about."""

    def __init__(self) -> None:
        self._held: list[object] = []
        self._file: IO[bytes] | None = None
        self._end = 0
        self._is_at_end = True

    def add(self, value: object) -> int:
        """Set down a value that nobody changes afterwards; its place. Raises Refused if the disk has no room."""
        if len(self._held) < HELD:
            self._held.append(value)
            return len(self._held) - 1
        with out_of_space():
            file = self._file or self._open()
            if not self._is_at_end:
                file.seek(self._end)
                self._is_at_end = True
            place = self._end
            self._end += file.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        return HELD + place

    def at(self, place: int) -> Any:
        """Return the value at a place."""
        if self._file is None or place < HELD:
            return self._held[place]
        with out_of_space():
            self._is_at_end = False
            self._file.seek(place - HELD)
            return pickle.load(self._file)  # noqa: S301  # this process wrote it, and nobody else can open the file

    def _open(self) -> IO[bytes]:
        self._file = TemporaryFile(dir=temporary.folder())  # noqa: SIM115  # open as long as it is used
        finalize(self, _close, self._file)
        return self._file


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):  # what the disk did not take was refused when it was set down
        file.close()


class SpilledColumn(Sequence[Value], Generic[Value]):
    """Values by their numbers, which may be put in any order, and again."""

    def __init__(self, spill: Spill) -> None:
        self._spill = spill
        self._places = array("Q")

    def put(self, number: int, value: Value) -> None:
        """Set down the value of a number, in place of an earlier one."""
        if number >= len(self._places):
            self._places.extend([0] * (number + 1 - len(self._places)))
        self._places[number] = self._spill.add(value) + 1

    def drop(self, number: int) -> None:
        """Forget the value of a number."""
        if self.has(number):
            self._places[number] = 0

    def numbers(self) -> Iterator[int]:
        """Return the numbers that have values, in their order."""
        return (number for number, place in enumerate(self._places) if place)

    def has(self, number: int) -> bool:
        """Return whether this number has a value."""
        return number < len(self._places) and self._places[number] > 0

    @overload
    def __getitem__(self, number: int) -> Value: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Value]: ...
    def __getitem__(self, number: int | slice) -> Value | Sequence[Value]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        place = self._places[number]
        if not place:
            raise KeyError(number)
        return cast("Value", self._spill.at(place - 1))

    def __len__(self) -> int:
        return len(self._places)


@contextmanager
def out_of_space() -> Iterator[None]:
    """Where the temporary file cannot be used, that is Refused, with what to do."""
    try:
        yield
    except OSError as error:
        message = f"what the run knows cannot be set down in this folder ({error.strerror or type(error).__name__})"
        hint = "free some space there, or name another folder in the environment variable TMPDIR"
        raise Refused([Problem("no-room", FilePlace(temporary.place_name()), message, hint)]) from error
