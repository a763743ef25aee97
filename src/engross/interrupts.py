"""Ctrl-C, a closed terminal or the system's word to stop → what is under way is taken away, one line, and the end.

Nothing is raised. An exception that comes out of nowhere is lost where Python calls back (a destructor, a fork, another
thread's end), and waits for ever where a lock is held. So the process ends right here, as when it is killed, which
harms no file; only tidier.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

SAID = "\nStopped. What was written before is whole; run the command again to finish.\n"
"""All that is said by a command that was stopped."""

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
_LEAVES_WORKERS = {number for number in _SIGNALS if number is not signal.SIGTERM}
"""What a terminal sends to all processes of a run at once."""
_ERRORS = 2
"""The descriptor of the error stream, which may be written to at any moment, unlike `sys.stderr`."""

GLANCE = 0.2
"""Seconds after which a process that waits looks whether it was stopped: on Windows nothing wakes it."""

_T = TypeVar("_T")

_to_clear: list[Callable[[], object]] = []
_at_end: list[Callable[[], object]] = []
_held: list[int] = []
_waiting: list[int] = []


def install() -> None:
    """Let a stop end this process from now on, with 128 and the signal's number as its exit code; 130 for Ctrl-C.

    What is ignored already, as `nohup` does with closed terminals, stays so.
    """
    owner = os.getpid()

    def stop(number: int, _frame: object) -> None:
        if os.getpid() != owner:  # a worker that has only begun
            os._exit(128 + number)
        if _held:
            _waiting.append(number)
        else:
            _end(number)

    for each in _SIGNALS:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, stop)


def ignore() -> None:
    """Let a stop change nothing from now on: all is done, and what is left is Python's own end."""
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN)


def leave_to_parent() -> None:
    """Leave what a terminal sends a worker to the process that gives the work; the rest ends this one at once."""
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN if each in _LEAVES_WORKERS else signal.SIG_DFL)


@contextmanager
def on_exit(clear: Callable[[], object]) -> Iterator[None]:
    """Call `clear` at the end of the block, and also where the process is stopped within it: then perhaps twice."""
    _to_clear.append(clear)
    try:
        yield
    finally:
        try:
            clear()
        finally:
            _to_clear.remove(clear)


def at_end(clear: Callable[[], object]) -> None:
    """Call `clear` when this process ends: by itself, or stopped."""
    _at_end.append(clear)
    atexit.register(clear)


@contextmanager
def deferred() -> Iterator[None]:
    """Let a stop wait until the end of the block; processes that begin in it hear nothing of it before they are ready.

    Of these, the ones that begin from nothing inherit what is blocked, and would else end with a traceback.
    """
    _held.append(1)
    blocks = hasattr(signal, "pthread_sigmask")
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, _LEAVES_WORKERS) if blocks else set()
    try:
        yield
    finally:
        _held.pop()
        if blocks:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if _waiting and not _held:
            _end(_waiting[0])


def result_of(future: Future[_T]) -> _T:
    """Return what a future gives, as its `result`; a stop is heard while it is waited for."""
    while True:
        try:
            return future.result(GLANCE)
        except TimeoutError:
            if future.done():
                return future.result()


@contextmanager
def unheard_by_children() -> Iterator[None]:
    """Let processes that begin in the block ignore Ctrl-C on Windows, where nothing can be blocked for them.

    They inherit that from this process, so Ctrl-C that falls into the block is to be pressed again.
    """
    if sys.platform != "win32":
        yield
        return
    import ctypes  # noqa: PLC0415  # only Windows needs it

    console = ctypes.windll.kernel32
    console.SetConsoleCtrlHandler(None, True)
    try:
        yield
    finally:
        console.SetConsoleCtrlHandler(None, False)


@contextmanager
def raised() -> Iterator[None]:
    """Let Ctrl-C be a KeyboardInterrupt within the block, for what has no other end."""
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _end(number: int) -> None:
    ignore()
    for clear in (*reversed(_to_clear), *reversed(_at_end)):
        with suppress(Exception):  # the next one is cleared all the same
            clear()
    with suppress(OSError):  # the terminal is closed
        os.write(_ERRORS, SAID.encode())
    os._exit(128 + number)
