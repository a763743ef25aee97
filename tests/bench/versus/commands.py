"""Two builds' whole commands, in turns → the rows of cycles, of a cold start and of memory."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.versus import duties
from tests.bench.versus.builds import Build
from tests.bench.versus.compare import differences
from tests.bench.versus.engine import line
from tests.synthetic import write_cycle

_OBSERVER = """
import os, sys, time
begun = time.perf_counter()
run = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(run, 0)
print(os.waitstatus_to_exitcode(status), time.perf_counter() - begun, usage.ru_utime + usage.ru_stime,
      usage.ru_maxrss / 1024, file=sys.stderr)
"""
"""A process that holds next to nothing begins the command: what its parent held counts as held by a process, too."""
_THIS_LETTER = """
import sys
from pathlib import Path
from %s import Template
rows = [{"a": f"Action {number}", "b": "A measure & its evidence"} for number in range(5)]
values = {"name": "Dr Sinclair", "subject": "chronologies", "shown": True, "rows": rows}
Template.open(Path(sys.argv[1])).render(values).save(sys.argv[2])
"""
_DOCXTPL_LETTER = """
import sys
from docxtpl import DocxTemplate
rows = [{"a": f"Action {number}", "b": "A measure & its evidence"} for number in range(5)]
values = {"name": "Dr Sinclair", "subject": "chronologies", "shown": True, "rows": rows}
template = DocxTemplate(sys.argv[1])
template.render(values, autoescape=True)
template.save(sys.argv[2])
"""
OVERVIEW_OF = 10_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost: seconds by the clock, seconds of processor time, and megabytes."""

    clock: float
    processor: float
    peak: float


def cost(build: Build, words: Sequence[str], cwd: Path) -> Cost:
    """One whole process of a build's Python, which must end well; what others left the disk to write is written before."""
    os.sync()
    env = {**os.environ, "PYTHONPATH": str(build.folder), "XDG_CACHE_HOME": str(build.folder.parent / "cache")}
    run = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-ISc", _OBSERVER, sys.executable, *words],
        cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True,
    )  # fmt: skip
    code, *figures = run.stderr.decode().splitlines()[-1].split()
    assert code == "0", (words, run.stderr.decode())
    return Cost(*map(float, figures))


def scrutiny(*words: str) -> list[str]:
    """The words that run a command."""
    return ["-m", "scrutiny_response", *words]


def in_turns(
    pair: Sequence[Build], rounds: int, run: Callable[[Build], Cost]
) -> tuple[list[Cost], list[Cost]]:  # fmt: skip
    """What each build's runs cost, after one that is not counted."""
    sides: dict[str, list[Cost]] = {build.name: [] for build in pair}
    for number in range(rounds + 1):
        for build in pair if number % 2 else pair[::-1]:
            sides[build.name].append(run(build))
    return sides[pair[0].name][1:], sides[pair[1].name][1:]


def row(words: str, sides: tuple[list[Cost], list[Cost]], of: str, aim: str, unit: str) -> str:
    """The row of one figure of the costs: medians, and the median of what the rounds say."""
    earlier, this = ([getattr(each, of) for each in side] for side in sides)
    ratio = statistics.median(one / other for one, other in zip(this, earlier, strict=True))
    return line(words, medians(sides, of), ratio, aim, unit)


def medians(sides: tuple[list[Cost], list[Cost]], of: str) -> tuple[float, float]:
    """The medians of one figure of the costs of both builds."""
    earlier, this = (statistics.median(getattr(each, of) for each in side) for side in sides)
    return earlier, this


def rows(folder: Path, pair: Sequence[Build], options: Any) -> Iterator[str]:
    """The sample cycle, and a large one through each command."""
    works, rounds = folder / "works", options.rounds

    def words(build: Build, inputs: Path) -> list[str]:
        shutil.rmtree(folder / f"output-{build.name}", ignore_errors=True)
        return ["generate", "--templates", str(works / "templates"), "-o", str(folder / f"output-{build.name}"),
                "--workers", "1", str(inputs)]  # fmt: skip

    def generate(inputs: Path) -> Callable[[Build], Cost]:
        return lambda build: cost(build, scrutiny(*words(build, inputs)), folder)

    sides = in_turns(pair, 3 * rounds, generate(works / "inputs"))
    yield row("the sample cycle, with start-up", sides, "processor", "0.42", "s")
    many, places = folder / "many/inputs", [folder / f"output-{build.name}" for build in pair]
    write_cycle(many, options.count, works / "inputs")
    sides = in_turns(pair, rounds, generate(many))
    assert not differences(*places), differences(*places)[:5]
    yield row(f"a cycle of {options.count:,}", sides, "processor", "0.60", "s")
    apart = duties.spent(pair[1], duties.OF_A_CYCLE, words(pair[1], many), folder)
    yield from duties.rows(medians(sides, "processor"), apart, "0.60")
    yield row(f"a cycle of {options.count:,}, by the clock", sides, "clock", "0.50", "s")
    for command, aim in COMMANDS.items():
        sides = in_turns(pair, rounds, _on(folder, many, command))
        yield row(f"{command} over {options.count:,}", sides, "processor", aim, "s")


COMMANDS = {"generate": "1", "level": "0.60", "check": "0.50", "calendar": "0.60"}
"""The commands over the large cycle, after its documents were made, and the ratios that are aimed at."""


def _on(folder: Path, inputs: Path, command: str) -> Callable[[Build], Cost]:
    templates = ["--templates", str(folder / "works/templates")] if command in {"generate", "check"} else []

    def run(build: Build) -> Cost:
        output = [] if command in {"level", "check"} else ["-o", str(folder / f"output-{build.name}")]
        workers = ["--workers", "1"] if command == "generate" else []
        return cost(build, scrutiny(command, *templates, *workers, *output, str(inputs)), folder)

    return run


def cold(folder: Path, pair: Sequence[Build], options: Any) -> Iterator[str]:
    """One letter of two pages from a cold start, against docxtpl's."""
    template, target = folder / "works/two-pages.docx", folder / "cold.docx"
    docxtpl = Build("docxtpl", pair[1].folder, pair[1].tree)
    scripts = {"earlier": _THIS_LETTER % "scrutiny_response.word", "this": _THIS_LETTER % "engross.word",
               "docxtpl": _DOCXTPL_LETTER}  # fmt: skip

    def run(build: Build) -> Cost:
        return cost(build, ["-c", scripts[build.name], str(template), str(target)], folder)

    yield row("a letter from a cold start; docxtpl's beside", in_turns([docxtpl, pair[1]], 3 * options.rounds, run),
              "processor", "0.50", "s")  # fmt: skip
    yield row("a letter from a cold start", in_turns(pair, 3 * options.rounds, run), "processor", "", "s")


def memory(folder: Path, pair: Sequence[Build], _options: Any) -> Iterator[str]:
    """What rendering 300 MB of text holds, and the overview of a very large cycle."""

    def held(build: Build) -> float:
        words = [sys.executable, str(Path(__file__).with_name("works.py")), str(folder / "works"), "300"]
        run = subprocess.run(words, env={"PYTHONPATH": str(build.folder)}, capture_output=True, check=True)  # noqa: S603  # our own words
        return int(run.stdout) / 2**20

    yield _peaks("memory: 300 MB of text rendered", (held(pair[0]), held(pair[1])), "20 MB")
    inputs = write_cycle(folder / "very-many/inputs", OVERVIEW_OF, folder / "works/inputs")

    def overview(build: Build) -> float:
        page = folder / f"overview-{build.name}" / "overview.html"
        page.parent.mkdir(exist_ok=True)
        return cost(build, scrutiny("overview", "-o", str(page), str(inputs)), folder).peak

    yield _peaks(f"memory: overview over {OVERVIEW_OF:,}", (overview(pair[0]), overview(pair[1])), "90 MB")


def _peaks(words: str, sides: tuple[float, float], aim: str) -> str:
    return line(words, sides, sides[1] / sides[0], aim, "MB")
