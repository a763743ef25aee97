"""A cycle's folder → the desk open in the browser, until it is closed there or with Ctrl-C."""

from __future__ import annotations

import datetime as dt
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import waitress
from waitress import wasyncore
from waitress.server import BaseWSGIServer

from engross import interrupts, temporary
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.desk.application import LARGEST_UPLOAD, Application
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.routes import load_all
from scrutiny_response.desk.session import Session
from scrutiny_response.use_cases.cycle_view import CycleFolder, CycleView
from scrutiny_response.use_cases.record_folders import unreadable_record

_THREADS = 6
_LAST_WORDS = 0.3
"""Seconds in which the last page reaches the browser."""
_WAIT = 0.5
"""Seconds between two looks at whether the desk was closed: on Windows nothing wakes what waits."""


def run(folder: Path, today: Callable[[], dt.date], say: Callable[[str], object], *, browser: bool = True) -> None:
    """Open the desk and wait until it is closed; `say` is told its address first.

    Refused if the folder is no cycle's.
    """
    with opened(folder, today) as (desk, closed), suppress(KeyboardInterrupt), interrupts.raised():
        say(desk.session.address)
        if browser:
            webbrowser.open(desk.session.address)
        while not closed.wait(_WAIT):
            pass


@contextmanager
def opened(folder: Path, today: Callable[[], dt.date]) -> Iterator[tuple[Desk, threading.Event]]:
    """Serve the desk on this computer's own address, at a free port, until the block ends."""
    place = CycleFolder(folder)
    if not place.is_there:
        message = "this is no cycle's folder: there is no folder called inputs in it"
        hint = "name the cycle's folder, or make a new one with `scrutiny init mycycle`"
        raise Refused([Problem("no-cycle-folder", FilePlace(folder.as_posix()), message, hint)])
    if unreadable := unreadable_record([place.inputs], None):
        record, why = unreadable
        hint = "check that you may open it, and open the desk again: what was issued would count as not issued"
        message = f"the record cannot be read: {why}"
        raise Refused([Problem("unreadable-folder", FilePlace(record.as_posix()), message, hint)])
    closed = threading.Event()
    with temporary.directory() as scratch:
        application = Application(Desk(CycleView(place), Session(0), today, closed.set, scratch))
        connections: dict[int, object] = {}
        server = waitress.create_server(
            application,
            connections,
            host="127.0.0.1",
            port=0,
            threads=_THREADS,
            ident=None,
            max_request_body_size=LARGEST_UPLOAD + 1_000_000,
            clear_untrusted_proxy_headers=True,
        )
        application.desk.session.port = int(server.effective_port)
        serving = threading.Thread(target=server.run, daemon=True)
        serving.start()
        threading.Thread(target=_warmed, args=(application.desk,), daemon=True).start()
        try:
            yield application.desk, closed
        finally:
            _end(server, serving, connections)


def _warmed(desk: Desk) -> None:
    """Load the pages and read the cycle before anybody asks; what is wrong is told where it is asked for."""
    with suppress(Exception):  # the first page meets it again, and tells it
        load_all()
        desk.view.partnerships(desk.today())


def _end(server: BaseWSGIServer, serving: threading.Thread, connections: dict[int, object]) -> None:
    """Let what is being answered be answered, and close all connections where they are looked after."""
    server.task_dispatcher.shutdown(cancel_pending=True, timeout=2)
    serving.join(timeout=_LAST_WORDS)
    server.trigger.pull_trigger(lambda: wasyncore.close_all(connections, ignore_all=True))
    serving.join(timeout=2)
