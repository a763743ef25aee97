"""The samples that came with a new cycle: told as such, and removed together once they are not needed any more."""

from __future__ import annotations

from pathlib import Path, PurePath

from werkzeug.wrappers import Request, Response

from engross.files import hash_of
from engross.problems import Problem, Refused
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.pages import page, to
from scrutiny_response.intake import find_cycle
from scrutiny_response.use_cases import removing
from scrutiny_response.use_cases.cycle_view import Partnership
from scrutiny_response.use_cases.samples import is_sample


def samples_of(desk: Desk) -> list[Partnership]:
    """Return the partnerships that are samples, as they came."""
    every = desk.view.partnerships(desk.today())
    return [one for one in every if is_sample(PurePath(one.file).name, one.data)]


def has_sample_settings(desk: Desk) -> bool:
    """Return whether the settings of the cycle are still those of the samples."""
    cycle = find_cycle(desk.folder.inputs)
    return cycle.data is not None and is_sample(PurePath(cycle.file).name, cycle.data)


def samples(desk: Desk, request: Request) -> Response:
    """Ask whether the samples are to be removed; or remove all of which nothing is issued."""
    every = samples_of(desk)
    if request.method == "POST":
        gone = sum(_is_removed(desk, one) for one in every)
        return to("/", f"Removed: {'1 sample' if gone == 1 else f'{gone} samples'}.")
    stay = [one for one in every if tuple(_against(desk, one))]
    return page(desk, "samples.html", title="Remove the samples", here="cycle", back=("/", "All partnerships"),
                go=[one for one in every if one not in stay], stay=stay)  # fmt: skip


def _against(desk: Desk, one: Partnership) -> tuple[Problem, ...]:
    try:
        return tuple(removing.against(Path(one.file), desk.folder.record))
    except Refused as refused:
        return refused.problems


def _is_removed(desk: Desk, one: Partnership) -> bool:
    """Remove a sample; return whether it is gone. What is issued stays."""
    try:
        return removing.remove(Path(one.file), hash_of(one.data), desk.folder.record) is not None
    except Refused:
        return False
