"""An exception that nobody foresaw → a problem with the place in the program, so that one file stops no other."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from engross.problems import FilePlace, Problem, Refused

_Result = TypeVar("_Result")
_PACKAGE = Path(__file__).parent.name


def guard(file: str, work: Callable[[], _Result]) -> _Result:
    """Return what the work on a file returns; it must write nothing itself.

    Raise Refused as the work does, and with an internal error for every other exception, whose cause it keeps.
    """
    try:
        return work()
    except Refused:
        raise
    except Exception as error:
        raise Refused([_internal_error(file, error)]) from error


def _internal_error(file: str, error: Exception) -> Problem:
    text = " ".join(str(error).split())
    what = f"{type(error).__name__}: {text}" if text else type(error).__name__
    message = (
        f"a fault of this software stopped the work on this file, and nothing was written ({what}, {_where(error)})"
    )
    hint = "send this message, and the file if you may, to those who look after the software"
    return Problem("internal-error", FilePlace(file), message, hint)


def _where(error: Exception) -> str:
    """The innermost line of this package that was running."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _PACKAGE in Path(frame.filename).parts] or frames
    parts = Path(own[-1].filename).parts
    inside = parts[-parts[::-1].index(_PACKAGE) - 1 :] if _PACKAGE in parts else parts[-1:]
    return f"{'/'.join(inside)}, line {own[-1].lineno}"
