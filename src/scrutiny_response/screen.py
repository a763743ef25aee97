"""Texts, and how far a run has come → what is printed: the one module that prints."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
import time
from collections.abc import Callable, Iterable
from typing import TextIO

TERMINAL_PAUSE = 0.1
"""Seconds between two states of progress on a terminal: often enough to move, seldom enough to cost nothing."""
PIPE_PAUSE = 10
"""Seconds between two lines of progress in a pipe or a log."""

_WIPE = "\r" + " " * 78 + "\r"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal takes for an order, as it may stand in a file's name; written so that JSON stays what it is."""
_LONE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of a character, which UTF-8 cannot say; those between stand for a file name's bytes, and are printed so."""


def speak_utf8() -> None:
    """Gaelic letters and dashes also where the terminal's encoding lacks them, and any file name as it was typed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def say(text: str | Iterable[str]) -> None:
    """Print an answer, whole or in pieces; where nobody reads it any more (`| head`), that is no fault of the run."""
    if sys.stderr.isatty():
        print(_WIPE, end="", file=sys.stderr, flush=True)
    try:
        for piece in [text] if isinstance(text, str) else text:
            print(_printable(piece), end="")
        print(flush=True)
    except OSError as error:
        if error.errno not in {errno.EPIPE, errno.EINVAL}:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    without_orders = _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return _LONE.sub("\N{REPLACEMENT CHARACTER}", without_orders)


def remark(text: str) -> None:
    """Print what is said beside the answer."""
    print(text, file=sys.stderr)


def progress(title: str, to: TextIO | None = None) -> Callable[[int, int], None]:
    """What is done, of how many, and how long still: on a terminal one line that counts, elsewhere a line at times.

    On a terminal the title stands there at once, until the answer is said.
    """
    stream = to or sys.stderr
    is_terminal = stream.isatty()
    began = shown = time.monotonic()
    if is_terminal:
        print(f"\r{title} ...", end="", file=stream, flush=True)

    def show(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if done == total:
            print(_WIPE if is_terminal else "", end="", file=stream, flush=True)
        elif now - shown > (TERMINAL_PAUSE if is_terminal else PIPE_PAUSE):
            shown = now
            line = f"{title}: {done} of {total}, {duration((now - began) / done * (total - done))} left"
            print(f"\r{line:<78}" if is_terminal else f"{line}\n", end="", file=stream, flush=True)

    return show


def duration(seconds: float) -> str:
    """A length of time as people say it, about."""
    return f"about {seconds / 60:.0f} minutes" if seconds > 90 else f"{seconds:.0f} seconds"  # noqa: PLR2004  # a limit
