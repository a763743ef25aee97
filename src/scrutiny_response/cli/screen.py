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

ESTIMATED_FROM = 1
"""Seconds of work from which it is told how long it will still take: before that, it would be a guess."""

_WIDEST = 78
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal takes for an order, as it may stand in a file's name; written so that JSON stays what it is."""
_LONE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of a character, which UTF-8 cannot say; those between stand for a file name's bytes, and are printed so."""


def speak_utf8() -> None:
    """Gaelic letters and dashes also where the terminal's encoding lacks them, and any file name as it was typed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # begun without one, as a task in the background may be
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123  # open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def write_output(text: str | Iterable[str]) -> bool:
    """Print an answer, whole or in pieces; False if it cannot be, for example because the disk is full.

    Where nobody reads it any more (`| head`), that is no fault of the run.
    """
    if sys.stderr.isatty():
        print(_wiped(sys.stderr), end="", file=sys.stderr, flush=True)
    try:
        for piece in [text] if isinstance(text, str) else text:
            print(_printable(piece), end="")
        print(flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno not in {errno.EPIPE, errno.EINVAL}:
            notice(f"The answer cannot be printed ({error.strerror}). Run the command again to read it.")
            return False
    return True


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    without_orders = _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return _LONE.sub("\N{REPLACEMENT CHARACTER}", without_orders)


def is_answered() -> bool:
    """Return whether somebody sits at a terminal, reads what is printed, and can answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def agreed(question: str) -> bool:
    """Ask, and return whether the answer is yes; Enter alone is one."""
    try:
        return input(question).strip().casefold() in {"", "y", "yes"}
    except EOFError:
        return False


def notice(text: str) -> None:
    """Print what is said beside the answer."""
    print(text, file=sys.stderr)


def progress(title: str, to: TextIO | None = None) -> Callable[[int, int], None]:
    """What is done, of how many, and how long still: on a terminal one line that counts, elsewhere a line at times.

    On a terminal the title stands there at once, until the answer is said. How long it takes is judged from the first
    that was done: what goes before, such as compiling templates, is done once.
    """
    stream = to or sys.stderr
    is_terminal = stream.isatty()
    shown = time.monotonic()
    first: tuple[float, int] | None = None
    if is_terminal:
        print(f"\r{title} ...", end="", file=stream, flush=True)

    def show(done: int, total: int) -> None:
        nonlocal shown, first
        now = time.monotonic()
        began, begun = first = first or (now, done)
        if done == total:
            print(_wiped(stream) if is_terminal else "", end="", file=stream, flush=True)
        elif now - shown > (TERMINAL_PAUSE if is_terminal else PIPE_PAUSE):
            shown = now
            line = f"{title}: {done} of {total}"
            if now - began >= ESTIMATED_FROM and done > begun:
                line += f", {duration((now - began) / (done - begun) * (total - done))} left"
            print(f"\r{_fitted(line, stream)}" if is_terminal else f"{line}\n", end="", file=stream, flush=True)

    return show


def duration(seconds: float) -> str:
    """Return a length of time as people say it, about."""
    if seconds > 90:  # noqa: PLR2004  # a limit
        return f"about {seconds / 60:.0f} minutes"
    whole = max(1, round(seconds))
    return f"{whole} second{'' if whole == 1 else 's'}"


def _wiped(stream: TextIO) -> str:
    return f"\r{_fitted('', stream)}\r"


def _fitted(line: str, stream: TextIO) -> str:
    """Return a line that fills the terminal's, and no more: one that is wrapped cannot be overwritten."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    width = min(_WIDEST, columns - 1) if columns else _WIDEST
    return f"{line[:width]:<{width}}"
