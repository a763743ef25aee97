"""What every page of the desk works with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct, field

from scrutiny_response.desk.jobs import Jobs
from scrutiny_response.desk.session import Session
from scrutiny_response.desk.told import Told
from scrutiny_response.desk.undo import Undo
from scrutiny_response.use_cases.cycle_view import CycleFolder, CycleView


class Desk(Struct):
    """One desk: the cycle's folder and what stands in it, who may ask, the day, and how it is closed.

    `scratch` is a folder of its own for what was uploaded. `previews` are the names of the work that makes the pages of
    a template, by its version. `is_closing` once somebody asked for it to be closed.
    """

    view: CycleView
    session: Session
    today: Callable[[], dt.date]
    close: Callable[[], None]
    scratch: Path
    is_closing: bool = False
    jobs: Jobs = field(default_factory=Jobs)
    undo: Undo = field(default_factory=Undo)
    told: Told = field(default_factory=Told)
    previews: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> CycleFolder:
        """The cycle's folder."""
        return self.view.folder
