"""Words on the command line → one command → its exit code: 0 all written, 1 some refused, 2 wrong use."""

from __future__ import annotations

import os
from collections.abc import Sequence

from engross import interrupts
from engross.problems import FilePlace, Problem
from scrutiny_response.cli import screen
from scrutiny_response.cli.answers import ALL_WRITTEN, SOME_REFUSED, WRONG_USE, Command
from scrutiny_response.cli.arguments import options_of
from scrutiny_response.cli.wildcards import expanded

__all__ = ["ALL_WRITTEN", "SOME_REFUSED", "STOPPED", "WRONG_USE", "run"]

STOPPED = 130
"""What a command stopped with Ctrl-C returns everywhere."""


def run(words: Sequence[str]) -> int:
    """Run the command and print its answer; the exit code. Ctrl-C and a closed pipe end it quietly."""
    screen.speak_utf8()
    if not _is_somewhere():
        screen.notice("scrutiny: error: the folder in which you are is not there any more; go to the cycle's folder")
        return WRONG_USE
    try:
        options = options_of(expanded(words))
        command: Command = options.command
        code, text = command(options)
        is_said = screen.write_output(text)
    except KeyboardInterrupt:
        screen.notice(interrupts.SAID.rstrip("\n"))
        return STOPPED
    except ModuleNotFoundError as error:
        screen.notice(str(_missing_library(error)))
        return SOME_REFUSED
    else:
        return code if is_said else max(code, SOME_REFUSED)


def _is_somewhere() -> bool:
    """Return whether the folder in which the command was typed is there: a share may go, a folder be replaced."""
    try:
        return bool(os.getcwd())  # noqa: PTH109  # a text is all that is asked for
    except OSError:
        return False


def _missing_library(error: ModuleNotFoundError) -> Problem:
    """What is said where a library is missing; raises the error if that is a module of this software."""
    library = (error.name or "").partition(".")[0]
    if library in {"", "engross", "scrutiny_response"}:
        raise error
    name = library.replace("_", "-")
    message = f"the library {name}, which this software needs, is not installed"
    return Problem("missing-library", FilePlace("scrutiny"), message, "install the software again, with its libraries")
