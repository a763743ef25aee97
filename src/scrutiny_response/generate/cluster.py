"""Chunks of assessment files' bytes → what was made of them by a Dask cluster.

The cluster's computers need not see this one's disk: bytes go there, and documents come back.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from importlib import import_module
from itertools import chain
from pkgutil import resolve_name
from typing import Any

from msgspec import Struct

from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response import __version__
from scrutiny_response.generate.build import BuildResult, build_all, stage
from scrutiny_response.generate.pools import Chunk, Make, Results, under_way
from scrutiny_response.generate.settings import Settings

PATIENCE = 10
"""How many seconds a cluster may take to answer, and how long it may be without workers."""
PLACE = FilePlace("--dask")

_GLANCE = 0.2
_MOST_NAMED = 5
_OURS = "scrutiny_response:__version__"


def on_cluster(address: str, here: Make, tell: Callable[[Problem], None]) -> Make:
    """Work on the Dask cluster at this address; Refused, when work begins, if it cannot be reached.

    If it goes away in the middle, that is told as a warning, and what is left is done `here`.
    """
    return lambda chunks, settings: _on_cluster(chunks, settings, address, (here, tell))


def build_there(settings: Settings, chunk: Chunk) -> tuple[str, str, tuple[BuildResult, ...]]:
    """What was made of a chunk, by which software and whom: a worker may have joined after the others were asked."""
    from distributed import get_worker  # noqa: PLC0415  # it is there where this runs

    return __version__, str(get_worker().address), build_all(settings, [source for _, source in chunk])


class _Awaited(Struct, frozen=True):
    """What a cluster was asked for."""

    client: Any
    future: Any

    def result(self) -> tuple[BuildResult, ...]:
        """Return what it made; Refused if nobody is left to make it, or if it was made by other software."""
        while True:
            try:
                software, worker, results = self._answer()
            except TimeoutError:
                _check_workers(self.client)
                continue
            except (ImportError, AttributeError, TypeError, ValueError):  # other software does not know what it is told
                _check_software(self.client)
                raise
            if software != __version__:
                raise Refused([_other_software({worker: software})])
            return results  # type: ignore[no-any-return]  # Dask knows no types

    def _answer(self) -> Any:
        """Wait for it, in short stretches: a stop is heard between them."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self.future.result(_GLANCE)
            except TimeoutError:
                if time.monotonic() > deadline:
                    raise


class _GoneError(Exception):
    """The cluster went away in the middle."""


class _Given:
    """Chunks on their way to a cluster: those that it was given and has not answered are remembered."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self._chunks = chunks
        self.unanswered: deque[Chunk] = deque()

    def __iter__(self) -> Iterator[Chunk]:
        for chunk in self._chunks:
            self.unanswered.append(chunk)
            yield chunk


def _on_cluster(
    chunks: Iterator[Chunk], settings: Settings, address: str, without: tuple[Make, Callable[[Problem], None]]
) -> Results:
    here, tell = without
    given = _Given(chunks)
    try:
        for chunk, results in _there(iter(given), settings, address):
            given.unanswered.popleft()
            yield chunk, results
    except _GoneError as gone:
        message = f"the Dask cluster at {address} {gone} during the run, and the rest was done on this computer"
        hint = "look at the cluster's logs before it is used again"
        tell(Problem("cluster-gone", PLACE, message, hint, Severity.WARNING))
        yield from here(chain(given.unanswered, chunks), settings)


def _there(chunks: Iterator[Chunk], settings: Settings, address: str) -> Results:
    dask = _library()
    with forgetting(), _client(dask, address) as client:
        _check_software(client)
        own = settings._replace(staging=None)
        most = 2 * max(1, sum(client.nthreads().values()))

        def submit(chunk: Chunk) -> _Awaited:
            """The settings go with each chunk: shared ones would be lost with the worker that holds them."""
            return _Awaited(client, client.submit(build_there, own, chunk, pure=False))

        has_begun = False
        try:
            for chunk, results in under_way(chunks, submit, lambda: None, most):
                has_begun = True
                yield chunk, stage(results, settings.staging) if settings.staging else results
        except dask.KilledWorker as error:
            message = "workers of the Dask cluster were killed again and again, perhaps because memory ran out"
            hint = "look at its logs, or run without --dask; nothing was written"
            raise Refused([Problem("workers-killed", PLACE, message, hint)]) from error
        except (CancelledError, OSError) as error:
            raise _GoneError("went away") from error
        except _NobodyLeftError as error:
            if has_begun:
                raise _GoneError("lost all its workers") from error
            raise Refused([_no_workers(address)]) from error


def _library() -> Any:
    """Dask's library, an extra of its own; what it would log with tracebacks is said in problems instead."""
    try:
        dask = import_module("distributed")
    except ImportError as error:
        hint = "install it with: pip install distributed"
        raise Refused([Problem("no-dask", PLACE, "the library for Dask clusters is not installed", hint)]) from error
    for name in tuple(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return dask


def forgetting() -> Any:
    """Let Dask keep none of the messages that it has sent: each holds the files of a chunk, and it keeps a thousand."""
    return import_module("dask.config").set({"distributed.admin.low-level-log-length": 0})


def _client(dask: Any, address: str) -> Any:
    try:
        return dask.Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        message = f"the Dask cluster at {address} cannot be reached ({why})"
        raise Refused([Problem("no-cluster", PLACE, message, "check its address, and that it is running")]) from error


class _NobodyLeftError(Exception):
    """Nobody is there to do the work."""


def _check_workers(client: Any) -> None:
    if not client.nthreads():
        raise _NobodyLeftError


def _no_workers(address: str) -> Problem:
    hint = "start workers there (dask worker ADDRESS), or run without --dask; nothing was written"
    return Problem("no-workers", PLACE, f"the Dask cluster at {address} has no workers", hint)


def _check_software(client: Any) -> None:
    """Ask each worker; one without the software answers with the exception."""
    answers = client.run(resolve_name, _OURS, on_error="return")
    versions = {
        str(worker): "none" if isinstance(answer, Exception) else str(answer) for worker, answer in answers.items()
    }
    others = {worker: version for worker, version in versions.items() if version != __version__}
    if others:
        raise Refused([_other_software(others)])


def _other_software(versions: Mapping[str, str]) -> Problem:
    """Name the workers with another version, the first few of many."""
    named = [f"{worker} has {version}" for worker, version in sorted(versions.items())]
    more = [f"{len(named) - _MOST_NAMED} more have another"] if len(named) > _MOST_NAMED else []
    workers = ", ".join([*named[:_MOST_NAMED], *more])
    message = f"workers of the Dask cluster do not have version {__version__} of this software, as here: {workers}"
    return Problem("other-software", PLACE, message, f"install version {__version__} there")
