"""Chunks of assessment files' bytes → what was made of them by several processes.

Only as many chunks are under way as keep everybody busy, so that memory does not grow with the number of files.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import Any

from engross import interrupts
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.generate.build import BuildResult, build_all
from scrutiny_response.generate.settings import Settings
from scrutiny_response.intake import Source

START = "fork" if sys.platform == "linux" else "spawn"
"""On Linux processes begin as copies of this one, with all that is compiled in it; elsewhere from nothing."""
MOST = 61 if sys.platform == "win32" else 256
"""The most processes that are begun: Windows waits for no more at a time."""
_NO_WARNING = "ignore:resource_tracker"
_ATTEMPTS = 3
"""How many pools are begun, one after the other, if processes are killed."""

Chunk = tuple[tuple[int, Source], ...]
"""Sources with their numbers in the run."""
Results = Iterator[tuple[Chunk, tuple[BuildResult, ...]]]
"""Each chunk with what was made of it."""
Make = Callable[[Iterator[Chunk], Settings], Results]


def in_processes(count: int) -> Make:
    """Work in so many processes, or in as many as the system waits for."""
    return lambda chunks, settings: _in_processes(chunks, settings, min(count, MOST))


def _make(settings: Settings, chunk: Chunk) -> tuple[BuildResult, ...]:
    return build_all(settings, [source for _, source in chunk])


def _in_processes(chunks: Iterator[Chunk], settings: Settings, processes: int) -> Results:
    pool = _Pool(settings, processes)
    with interrupts.on_exit(_kill_workers):
        try:
            yield from under_way(chunks, pool.submit, pool.renew, 2 * processes)
        finally:
            pool.executor.shutdown(cancel_futures=True)


def under_way(chunks: Iterator[Chunk], submit: Callable[[Chunk], Any], renew: Callable[[], None], most: int) -> Results:
    """Yield the results in the order of the chunks; if a pool breaks, what it had under way is given to a new one."""
    waiting: deque[tuple[Chunk, Any]] = deque()
    while True:
        waiting.extend((chunk, submit(chunk)) for chunk in islice(chunks, most - len(waiting)))
        if not waiting:
            return
        chunk, future = waiting[0]
        try:
            results = interrupts.result_of(future) if isinstance(future, Future) else future.result()
        except BrokenProcessPool:
            renew()
            waiting = deque((chunk, submit(chunk)) for chunk, _ in waiting)
            continue
        waiting.popleft()
        yield chunk, results


class _Pool:
    """Processes that make chunks; `renew` begins a new pool after one of them was killed."""

    def __init__(self, settings: Settings, processes: int) -> None:
        self.settings, self.processes = settings, processes
        self.left = _ATTEMPTS
        self.executor = self._begun()

    def submit(self, chunk: Chunk) -> Future[tuple[BuildResult, ...]]:
        try:
            with interrupts.deferred(), interrupts.unheard_by_children():
                return self.executor.submit(_make, self.settings, chunk)
        except BrokenProcessPool as broken:
            future: Future[tuple[BuildResult, ...]] = Future()
            future.set_exception(broken)
            return future

    def renew(self) -> None:
        self.executor.shutdown()
        self.left -= 1
        if not self.left:
            message = f"processes of this run were killed {_ATTEMPTS} times, perhaps because memory ran out"
            raise Refused([Problem("workers-killed", FilePlace("--workers"), message, "run again with --workers 1")])
        self.executor = self._begun()

    def _begun(self) -> ProcessPoolExecutor:
        if START == "spawn":  # then a process of Python's own takes away what a stop leaves, and would warn of it
            given = os.environ.get("PYTHONWARNINGS", "").split(",")
            os.environ["PYTHONWARNINGS"] = ",".join(dict.fromkeys([*filter(None, given), _NO_WARNING]))
        context = multiprocessing.get_context(START)
        return ProcessPoolExecutor(self.processes, mp_context=context, initializer=_begin)


def _kill_workers() -> None:
    for process in multiprocessing.active_children():
        process.kill()
        process.join()


def _begin() -> None:
    """Leave stops to the process that gives the work, and end when that one does, however it ends."""
    interrupts.leave_to_parent()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
