"""Chunks of assessment files' bytes → what was made of them by a Dask cluster.

The cluster's computers need not see this one's disk: bytes go there, and documents come back.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from importlib import import_module
from pkgutil import resolve_name
from typing import Any

from engross.problems import FilePlace, Problem, Refused
from scrutiny_response import __version__
from scrutiny_response.generate.build import BuildResult, build_all, stage
from scrutiny_response.generate.pools import Chunk, Make, Results, under_way
from scrutiny_response.generate.settings import Settings

PATIENCE = 10
"""How many seconds a cluster may take to answer, and how long it may be without workers."""
PLACE = FilePlace("--dask")

_OURS = "scrutiny_response:__version__"


def on_cluster(address: str) -> Make:
    """Work on the Dask cluster at this address; Refused, when work begins, if it cannot be reached."""
    return lambda chunks, settings: _on_cluster(chunks, settings, address)


def build_there(settings: Settings, chunk: Chunk) -> tuple[str, tuple[BuildResult, ...]]:
    """What was made of a chunk, and by which software: a worker may have joined after the others were asked."""
    return __version__, build_all(settings, [source for _, source in chunk])


@dataclass(frozen=True, slots=True)
class _Awaited:
    """What a cluster was asked for."""

    client: Any
    future: Any
    address: str

    def result(self) -> tuple[BuildResult, ...]:
        """What it made; Refused if nobody is left to make it, or if it was made by other software."""
        while True:
            try:
                software, results = self.future.result(PATIENCE)
            except TimeoutError:
                _check_workers(self.client, self.address)
                continue
            except (ImportError, AttributeError, TypeError, ValueError):  # other software does not know what it is told
                _check_software(self.client)
                raise
            if software != __version__:
                raise Refused([_other_software([software])])
            return results  # type: ignore[no-any-return]  # Dask knows no types


def _on_cluster(chunks: Iterator[Chunk], settings: Settings, address: str) -> Results:
    dask = _library()
    with _client(dask, address) as client:
        _check_software(client)
        own = replace(settings, staging=None)
        most = 2 * max(1, sum(client.nthreads().values()))

        def submit(chunk: Chunk) -> _Awaited:
            """The settings go with each chunk: shared ones would be lost with the worker that holds them."""
            return _Awaited(client, client.submit(build_there, own, chunk, pure=False), address)

        try:
            for chunk, results in under_way(chunks, submit, lambda: None, most):
                yield chunk, stage(results, settings.staging) if settings.staging else results
        except dask.KilledWorker as error:
            message = "workers of the Dask cluster were killed again and again, perhaps for want of memory"
            hint = "look at its logs, or run without --dask; nothing was written"
            raise Refused([Problem("workers-killed", PLACE, message, hint)]) from error
        except (CancelledError, OSError) as error:
            message = f"the Dask cluster at {address} went away during the run"
            hint = "run again when it is back, or without --dask; nothing was written"
            raise Refused([Problem("cluster-gone", PLACE, message, hint)]) from error


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


def _client(dask: Any, address: str) -> Any:
    try:
        return dask.Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        message = f"the Dask cluster at {address} cannot be reached ({why})"
        raise Refused([Problem("no-cluster", PLACE, message, "check its address, and that it is running")]) from error


def _check_workers(client: Any, address: str) -> None:
    if not client.nthreads():
        hint = "start workers there (dask worker ADDRESS), or run without --dask; nothing was written"
        raise Refused([Problem("no-workers", PLACE, f"the Dask cluster at {address} has no workers", hint)])


def _check_software(client: Any) -> None:
    """Ask each worker; one without the software answers with the exception."""
    answers = client.run(resolve_name, _OURS, on_error="return")
    others = sorted(
        {"none" if isinstance(answer, Exception) else str(answer) for answer in answers.values()} - {__version__}
    )
    if others:
        raise Refused([_other_software(others)])


def _other_software(versions: list[str]) -> Problem:
    has = " and ".join(versions)
    message = f"workers of the Dask cluster have version {has} of this software, and here is {__version__}"
    hint = f"install version {__version__} there"
    return Problem("other-software", PLACE, message, hint)
