"""Assessment files' bytes → what was made of each, by this process, by several, or by a Dask cluster.

Whoever makes it, it is the same, and in the same order.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from engross.problems import Problem
from scrutiny_response.generate.settings import Settings
from scrutiny_response.intake import Source

if TYPE_CHECKING:
    from scrutiny_response.generate.build import BuildResult

CHUNK = 32
"""How many assessments go to a process at a time: enough that handing them over costs nothing beside the work."""
PAYS_FROM = 64
"""From how many assessments several processes win if nobody says how many to use.

Measured on two cores, start-up included: at 32 one process wins (0.63 s against 0.69), at 64 two (0.84 against 0.91).
"""

Numbered = tuple[int, Source]
"""A source with its number in the run."""


class Workers(NamedTuple):
    """Who does the work: so many processes (0: as many as pay), or the Dask cluster at an address."""

    processes: int = 0
    dask: str = ""


def work(
    sources: Iterator[Numbered],
    count: int,
    settings: Settings,
    workers: Workers,
    tell: Callable[[Problem], None] = lambda _problem: None,
) -> Generator[tuple[int, BuildResult], None, None]:
    """Yield what was built from each source, with its number, in their order; `count` is the most there can be.

    Raises Refused if a cluster cannot be reached, or if processes are killed again and again. What concerns the whole
    run, but does not end it, is told with `tell`.
    """
    rest = iter(lambda: tuple(islice(sources, CHUNK)), ())
    first = next(rest, None)
    if first is None:  # then nothing that makes documents is loaded
        return
    from scrutiny_response.generate.build import build_all  # noqa: PLC0415  # before processes begin, which then have it too

    chunks = chain([first], rest)
    processes = min(workers.processes or _automatic(count), -(-count // CHUNK))
    if workers.dask or processes > 1:
        from scrutiny_response.generate import pools  # noqa: PLC0415  # it loads much that one process does without

        make = pools.in_processes(max(1, processes))
        if workers.dask:
            from scrutiny_response.generate import cluster  # noqa: PLC0415  # likewise

            make = cluster.on_cluster(workers.dask, pools.in_processes(_cores()), tell)
        results = make(chunks, settings)
    else:
        results = ((chunk, build_all(settings, [source for _, source in chunk])) for chunk in chunks)
    for chunk, built in results:
        yield from zip((number for number, _ in chunk), built, strict=True)


def _automatic(count: int) -> int:
    return _cores() if count >= PAYS_FROM else 1


def _cores() -> int:
    """The cores that this process may use; on Linux that can be fewer than there are."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
