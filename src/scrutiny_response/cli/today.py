"""The one function that asks the clock; every command that takes a day has `--on` to say another."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Return the day that the computer says it is, where it stands."""
    return dt.datetime.now().astimezone().date()
