"""The desk: an inspection cycle on pages in the browser, served by one's own computer to oneself alone.

It calls the same use cases as the commands, and holds no rule of its own. `opening` starts and ends it, `application`
turns a request into a page, `session` says who may ask, `forms` turns the shape of a file into questions, `views` holds
the pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from engross.problems import FilePlace, Problem, Refused

_LIBRARIES = frozenset({"waitress", "werkzeug"})


def is_installed() -> bool:
    """Return whether the libraries are there that come with the extra `desk`."""
    return all(find_spec(name) for name in _LIBRARIES)


def open_desk(folder: Path, today: Callable[[], dt.date], say: Callable[[str], object], *, browser: bool) -> None:
    """Open the desk of a cycle's folder and wait until it is closed; `say` is told its address.

    Refused if the folder is no cycle's, or if the libraries are missing that come with the extra `desk`.
    """
    try:
        from scrutiny_response.desk.opening import run
    except ModuleNotFoundError as error:
        if error.name not in _LIBRARIES:
            raise
        message = f"the desk needs the Python library {error.name}, which is not installed"
        hint = 'install the software with its desk: type `pip install ".[desk]"` in its folder'
        raise Refused([Problem("desk-missing", FilePlace("scrutiny desk"), message, hint)]) from None
    run(folder, today, say, browser=browser)
