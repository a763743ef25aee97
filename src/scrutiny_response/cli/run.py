"""Words on the command line → one command → its exit code: 0 all written, 1 some refused, 2 wrong use."""

from __future__ import annotations

from collections.abc import Sequence

from engross import interrupts
from scrutiny_response.cli import screen
from scrutiny_response.cli.arguments import options_of
from scrutiny_response.cli.commands import ALL_WRITTEN, SOME_REFUSED, WRONG_USE, Command

__all__ = ["ALL_WRITTEN", "SOME_REFUSED", "STOPPED", "WRONG_USE", "run"]

STOPPED = 130
"""What a command stopped with Ctrl-C returns everywhere."""


def run(words: Sequence[str]) -> int:
    """Run the command and print its answer; the exit code. Ctrl-C and a closed pipe end it quietly."""
    screen.speak_utf8()
    try:
        options = options_of(words)
        command: Command = options.command
        code, text = command(options)
        is_said = screen.write_output(text)
    except KeyboardInterrupt:
        screen.notice(interrupts.SAID.rstrip("\n"))
        return STOPPED
    else:
        return code if is_said else max(code, SOME_REFUSED)
