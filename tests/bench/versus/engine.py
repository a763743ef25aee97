"""Two builds' engines, each in a process of its own, in turns → the rows of rendering and attaching."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench.versus.builds import Build
from tests.bench.versus.compare import differences

WORKS = {
    "letter": ("the letters of the samples", "0.70"),
    "plan": ("a plan of 500 actions", "0.62"),
    "long": ("a template of 50 pages", ""),
    "report-3": ("a plan attached to 3 pages", "1"),
    "report-30": ("a plan attached to 30 pages", "1"),
    "report-180": ("a plan attached to 180 pages", "1"),
}
"""What each work is called in the table, and the ratio that is aimed at."""
ROUNDS = 15
TURN = 60.0
"""How long one work goes on before the other build has its turn, in milliseconds."""


class Engine:
    """A build's engine in a process, which works when it is told to."""

    def __init__(self, build: Build, folder: Path) -> None:
        path = Path(__file__).with_name("works.py")
        self._process = subprocess.Popen(  # noqa: S603  # our own words
            [sys.executable, str(path), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": str(build.folder), "PATH": "", "PYTHONHASHSEED": "0"},
        )

    def ask(self, work: str, how: int | str) -> float:
        """The milliseconds of each of so many times; or write the documents into a folder."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([work, how]) + "\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate()


def rows(folder: Path, pair: Sequence[Build], _options: Any) -> Iterator[str]:
    """The rows of the table, when the documents of both are equal."""
    engines = [Engine(build, folder / "works") for build in pair]
    for work, (words, aim) in WORKS.items():
        made = [folder / f"documents-{build.name}" for build in pair]
        for engine, place in zip(engines, made, strict=True):
            place.mkdir(exist_ok=True)
            engine.ask(work, str(place))
        differing = differences(*made)
        assert not differing, differing
        yield _row(words, _ratios(engines, work), aim)
    for engine in engines:
        engine.end()


def _ratios(engines: Sequence[Engine], work: str) -> list[tuple[float, float]]:
    times = max(1, round(TURN / engines[0].ask(work, 1)))
    pairs = []
    for number in range(ROUNDS + 1):
        order = engines if number % 2 else engines[::-1]
        taken = {engine: engine.ask(work, times) for engine in order}
        pairs.append((taken[engines[0]], taken[engines[1]]))
    return pairs[1:]


def _row(words: str, pairs: Sequence[tuple[float, float]], aim: str) -> str:
    ratio = statistics.median(this / earlier for earlier, this in pairs)
    earlier, this = (statistics.median(side) for side in zip(*pairs, strict=True))
    return line(words, (earlier, this), ratio, aim, "ms")


def line(words: str, sides: tuple[float, float], ratio: float, aim: str, unit: str) -> str:  # the cells of a row
    """One row of the table: the figures of the earlier build and of this one."""
    earlier, this = sides
    return f"{words:<44}{earlier:>10.2f}{this:>10.2f}{ratio:>7.2f}  {aim and f'≤ {aim}':<8}{unit}"
