"""Assessment files' bytes → what was made of each, by this process, by several, or by a Dask cluster.

Whoever makes it, it is the same, and in the same order. Only as many chunks are under way as keep everybody busy, so
that memory does not grow with the number of files.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import islice
from multiprocessing.connection import wait
from typing import Any

from scrutiny_response.intake import Source
from scrutiny_response.making import Made, Settings, make_all, stage
from scrutiny_response.problems import FilePlace, Problem, Refused

CHUNK = 32
"""How many assessments go to a process at a time: enough that handing them over costs nothing beside the work."""
PAYS_FROM = 100
"""From how many assessments several processes win where nobody says how many to use (measured: `nox -s bench`)."""
_ATTEMPTS = 3
"""How many pools are begun, one after the other, where processes are killed."""

Numbered = tuple[int, Source]
Chunk = tuple[Numbered, ...]
Results = Iterator[tuple[Chunk, tuple[Made, ...]]]


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work: so many processes (0: as many as pay), or the Dask cluster at an address."""

    processes: int = 0
    dask: str = ""


def work(
    sources: Iterator[Numbered], count: int, settings: Settings, workers: Workers
) -> Generator[tuple[int, Made], None, None]:
    """What was made of each source, with its number, in the order of the sources; `count` is how many there may be.

    Raises Refused where a cluster cannot be reached, or where processes are killed again and again.
    """
    chunks = iter(lambda: tuple(islice(sources, CHUNK)), ())
    processes = min(workers.processes or _automatic(count), -(-count // CHUNK))
    if workers.dask:
        results = _on_cluster(chunks, settings, workers.dask)
    elif processes > 1:
        results = _in_processes(chunks, settings, processes)
    else:
        results = ((chunk, _make(settings, chunk)) for chunk in chunks)
    for chunk, made in results:
        yield from zip((number for number, _ in chunk), made, strict=True)


def _automatic(count: int) -> int:
    return _cores() if count >= PAYS_FROM else 1


def _cores() -> int:
    """The cores that this process may use; on Linux that can be fewer than there are."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _make(settings: Settings, chunk: Chunk) -> tuple[Made, ...]:
    return make_all(settings, [source for _, source in chunk])


def _in_processes(chunks: Iterator[Chunk], settings: Settings, processes: int) -> Results:
    pool = _Pool(settings, processes)
    try:
        yield from _under_way(chunks, pool.submit, pool.renew, 2 * processes)
    finally:
        pool.executor.shutdown(cancel_futures=True)


def _under_way(
    chunks: Iterator[Chunk], submit: Callable[[Chunk], Any], renew: Callable[[], None], most: int
) -> Results:
    """The results in the order of the chunks; where a pool breaks, what it had under way is given to a new one."""
    waiting: deque[tuple[Chunk, Any]] = deque()
    while True:
        waiting.extend((chunk, submit(chunk)) for chunk in islice(chunks, most - len(waiting)))
        if not waiting:
            return
        chunk, future = waiting[0]
        try:
            made = future.result()
        except BrokenProcessPool:
            renew()
            waiting = deque((chunk, submit(chunk)) for chunk, _ in waiting)
            continue
        waiting.popleft()
        yield chunk, made


class _Pool:
    """Processes that make chunks; `renew` begins a new pool after one of them was killed."""

    def __init__(self, settings: Settings, processes: int) -> None:
        self.settings, self.processes = settings, processes
        self.left = _ATTEMPTS
        self.executor = self._begun()

    def submit(self, chunk: Chunk) -> Future[tuple[Made, ...]]:
        try:
            return self.executor.submit(_make, self.settings, chunk)
        except BrokenProcessPool as broken:
            future: Future[tuple[Made, ...]] = Future()
            future.set_exception(broken)
            return future

    def renew(self) -> None:
        self.executor.shutdown()
        self.left -= 1
        if not self.left:
            message = f"processes of this run were killed {_ATTEMPTS} times, perhaps for want of memory"
            raise Refused([Problem("workers-killed", FilePlace("--workers"), message, "run again with --workers 1")])
        self.executor = self._begun()

    def _begun(self) -> ProcessPoolExecutor:
        """On Linux processes begin as copies of this one, with all that is compiled in it; elsewhere from nothing."""
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        return ProcessPoolExecutor(self.processes, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the process that gives the work, and end when that one does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _on_cluster(chunks: Iterator[Chunk], settings: Settings, address: str) -> Results:
    """The cluster's computers need not see this one's disk: bytes go there, and documents come back."""
    try:
        dask: Any = import_module("distributed")  # an extra of its own
    except ImportError as error:
        message = "the library for Dask clusters is not installed"
        hint = "install it with: pip install scrutiny-response[dask]"
        raise Refused([Problem("no-dask", FilePlace("--dask"), message, hint)]) from error
    try:
        client = dask.Client(address, timeout=10)
    except (OSError, ValueError) as error:
        message = f"the Dask cluster at {address} cannot be reached ({str(error) or type(error).__name__})"
        raise Refused([Problem("no-cluster", FilePlace("--dask"), message, "check its address")]) from error
    with client:
        shared = client.scatter(replace(settings, staging=None), broadcast=True)
        most = 2 * max(1, sum(client.nthreads().values()))
        try:
            for chunk, made in _under_way(
                chunks, lambda chunk: client.submit(_make, shared, chunk, pure=False), lambda: None, most
            ):
                yield chunk, stage(made, settings.staging) if settings.staging else made
        except dask.KilledWorker as error:
            hint = "look at the cluster's logs, or run without --dask"
            raise Refused([Problem("workers-killed", FilePlace("--dask"), str(error), hint)]) from error
