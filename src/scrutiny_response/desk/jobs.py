"""Work that takes longer than a page → done beside the pages, one piece after the other, with how far it has come."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from secrets import token_urlsafe
from typing import Any

from msgspec import Struct, field

from engross.problems import Problem, Refused

_KEPT = 20

Progress = Callable[[int, int], None]


class Job(Struct):
    """One piece of work: its title, where its result is shown, how far it is, and what came of it."""

    title: str
    done_at: str
    done: int = 0
    total: int = 0
    is_done: bool = False
    result: Any = None
    problems: tuple[Problem, ...] = ()
    error: BaseException | None = None

    def progress(self, done: int, total: int) -> None:
        """Take note of how much is done, and of how much."""
        self.done, self.total = done, total


class Jobs(Struct):
    """The latest pieces of work by their names; only one is done at a time."""

    _jobs: OrderedDict[str, Job] = field(default_factory=OrderedDict)
    _one: threading.Lock = field(default_factory=threading.Lock)

    def start(self, title: str, done_at: str, work: Callable[[Progress], object]) -> str:
        """Begin a piece of work; return its name. `done_at` is an address with `{job}` for the name."""
        name = token_urlsafe(9)
        job = self._jobs[name] = Job(title, done_at.replace("{job}", name))
        while len(self._jobs) > _KEPT:
            self._jobs.popitem(last=False)
        threading.Thread(target=self._run, args=(job, work), daemon=True).start()
        return name

    def get(self, name: str) -> Job | None:
        """Return a piece of work; None if it is not known any more."""
        return self._jobs.get(name)

    def _run(self, job: Job, work: Callable[[Progress], object]) -> None:
        with self._one:
            try:
                job.result = work(job.progress)
            except Refused as refused:
                job.problems = refused.problems
            except Exception as error:  # it is raised again where the page asks for the result
                job.error = error
            finally:
                job.is_done = True
