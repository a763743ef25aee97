"""Synthetic cycles of 32, 1,000 and 10,000 → what each costs, beside the script that anyone would write.

Run with `python -m tests.bench.cycle [COUNT ...] [--workers N ...]`. Whole commands are measured from outside, start-up
included, as they run where the software is installed, with all modules compiled: by the clock, in processor time of all their processes, which says the same on a busy machine, by the most memory
that one of them held, and by what that grew with each assessment.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
import yaml
from docxtpl import DocxTemplate
from jinja2 import Environment

from engross.word.render import filters as engine_filters
from scrutiny_response import resources
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response, respond
from scrutiny_response.generate import build
from scrutiny_response.generate.settings import Settings, read_templates
from scrutiny_response.generate.workers import CHUNK
from scrutiny_response.intake import (
    Reading,
    Source,
    assessment_files,
    find_framework,
    read_assessment,
    read_framework,
    sources,
)
from scrutiny_response.store import manifest, manifest_index, staging, workbook
from tests.bench.engine import named
from tests.synthetic import write_cycle

COUNTS = (32, 1_000, 10_000)
SAMPLE = 240
"""How many assessments the stages are measured on; they are scaled to one."""
SCRIPTED = 24
"""How many assessments the usual script is measured on; it is scaled, as nobody waits for ten thousand."""
ONE_AND_TWO = (1, 2)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost: seconds by the clock, seconds of processor time, and megabytes."""

    wall: float
    cpu: float
    peak: float


_OBSERVER = """
import os, sys, time
began = time.perf_counter()
run = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(run, 0)
cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
print(os.waitstatus_to_exitcode(status), time.perf_counter() - began, cpu, peak, file=sys.stderr)
"""
"""A process that holds next to nothing begins the command: what its parent held counts as held by a process, too."""


def command(*words: str, cwd: Path) -> Cost:
    """One whole command; it must end well. What others left the disk to write is written before."""
    os.sync()
    line = [sys.executable, "-ISc", _OBSERVER, sys.executable, "-m", "scrutiny_response", *words]
    run = subprocess.run(line, cwd=cwd, env=_env(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)  # noqa: S603  # our own words
    code, *cost = run.stderr.decode().splitlines()[-1].split()
    assert code == "0", line
    return Cost(*map(float, cost))


def _env() -> dict[str, str]:
    """The environment, in which Python may set compiled modules down."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def compile_modules(folder: Path) -> None:
    """Run once what is measured later, so that its modules are compiled, as they are where it was installed."""
    write_cycle(folder / "inputs", CHUNK + 1)
    for words in (["generate", "--workers", "2"], ["generate"], ["verify"]):
        command(*words, cwd=folder)


def cycles(folder: Path, counts: Sequence[int], workers: Sequence[int]) -> dict[int, float]:
    """The table of whole commands: a first run, an unchanged one, and a verification.

    The memory of each assessment is what the process grew by since the count before, divided by what came to it. Returns the processor time of each first run, in seconds, with the first number of workers.
    """
    print("Whole commands, start-up included")
    print(f"  {'assessments':>11} {'workers':>7} {'command':<9}{'clock s':>9}{'CPU s':>8}{'a second':>10}"
          f"{'CPU ms each':>13}{'peak MB':>9}{'kB each':>9}  of the first")  # fmt: skip
    before: dict[tuple[int, str], tuple[int, float]] = {}
    first_runs: dict[int, float] = {}
    for count in counts:
        place = folder / str(count)
        write_cycle(place / "inputs", count)
        for number in workers:
            output = f"output-{number}"
            first = command("generate", "-o", output, "--workers", str(number), cwd=place)
            first_runs.setdefault(count, first.cpu)
            again = command("generate", "-o", output, "--workers", str(number), cwd=place)
            verified = command("verify", "-o", output, cwd=place)
            for called, cost in (("generate", first), ("again", again), ("verify", verified)):
                fewer, held = before.get((number, called), (0, 0.0))
                grown = f"{(cost.peak - held) * 1024 / (count - fewer):.2f}" if fewer else ""
                before[number, called] = count, cost.peak
                print(f"  {count:>11,} {number:>7} {called:<9}{cost.wall:>9.2f}{cost.cpu:>8.2f}{count / cost.wall:>10,.0f}"
                      f"{cost.cpu / count * 1000:>13.2f}{cost.peak:>9.1f}{grown:>9}"
                      f"  {cost.cpu / first.cpu:>6.1%} CPU, {cost.wall / first.wall:.1%} clock", flush=True)  # fmt: skip
        shutil.rmtree(place)
    return first_runs


def stages(folder: Path) -> None:
    """What each stage costs for one assessment, in one process."""
    write_cycle(folder / "inputs", SAMPLE)
    settings = Settings(find_framework(), read_templates(resources.templates()))
    print(f"\nStages, in one process: CPU ms for one assessment ({SAMPLE} measured)")

    def stage(called: str, work: Callable[[], object], count: int = SAMPLE) -> None:
        began = time.process_time()
        work()
        print(f"  {called:<40}{(time.process_time() - began) * 1000 / count:>8.3f}", flush=True)

    stage(
        "compile the templates (once a process)",
        lambda: build.compiled(settings.templates, settings.declared).open_all(["letter", "improvement-plan"]),
        1,
    )
    found: list[Source] = []
    stage("list and read the bytes", lambda: found.extend(_sources(folder / "inputs")))
    readings = [read_assessment(found[0], settings.framework)]
    stage("parse and check", lambda: readings.__setitem__(slice(None), _read(found, settings)))
    assessments = [reading.assessment for reading in readings if reading.assessment]
    stage("respond: level, reasons, schedule", lambda: [respond(it, settings.framework) for it in assessments])
    made: list[build.BuildResult] = []
    stage("respond and render", lambda: made.extend(build.build_from(it, settings) for it in readings))
    (folder / "staged").mkdir()
    stage("stage, flushed", lambda: _stage(made, folder / "staged"))
    command("generate", cwd=folder)
    output = folder / "output"
    with manifest_index.read(output / "manifest.json") as book:
        records = list(book.records())
    stage("write the manifest", lambda: [manifest.line(it) for it in records])
    stage("read the manifest", lambda: _records(output))
    stage("make the workbook", lambda: workbook.write(BytesIO(), records, ""))
    documents = [it.path for record in records for it in record.documents]
    stage("hash the documents", lambda: [staging.hash_on_disk(f"{output}/{path}") for path in documents])


def _records(output: Path) -> list[manifest.Record]:
    with manifest_index.read(output / "manifest.json") as book:
        return list(book.records())


def _sources(folder: Path) -> Iterator[Source]:
    return (it for it in sources(assessment_files([folder])) if isinstance(it, Source))


def _read(found: Sequence[Source], settings: Settings) -> list[Reading]:
    return [read_assessment(it, settings.framework) for it in found]


def _stage(made: Sequence[build.BuildResult], folder: Path) -> None:
    parts = iter(made)
    while chunk := tuple(islice(parts, 32)):
        build.stage(chunk, folder)


def script(folder: Path) -> float:
    """Seconds of processor time for one assessment by the script that anyone would write.

    Every file is loaded with yaml.safe_load, merged with the cycle file, checked with jsonschema.validate, and both
    documents are made with docxtpl. What templates need beyond the file is handed to it, and not counted.
    """
    inputs = write_cycle(folder / "scripted", SCRIPTED)
    schema = json.loads((resources.schemas() / "assessment.schema.json").read_text(encoding="utf-8"))
    framework = read_framework()
    answers = [
        respond(it, framework) for it in (read_assessment(s, framework).assessment for s in _sources(inputs)) if it
    ]
    environment = Environment(autoescape=True)
    environment.filters |= {**engine_filters.FILTERS, **FILTERS}
    began = time.process_time()
    common = yaml.safe_load((inputs / "cycle.yaml").read_text(encoding="utf-8"))
    for path, answer in zip(sorted(inputs.glob("partnership-*.yaml")), answers, strict=True):
        _scripted(path, common, schema, answer, environment)
    return (time.process_time() - began) / SCRIPTED


def _scripted(
    path: Path, common: dict[str, object], schema: dict[str, object], answer: Response, environment: Environment
) -> None:
    data = {**common, **yaml.safe_load(path.read_text(encoding="utf-8"))}
    data = json.loads(json.dumps(data, default=str))
    with suppress(jsonschema.ValidationError):  # the schema is made for text as it stands in files; applying it costs
        jsonschema.validate(data, schema)
    for document in answer.assessment.documents:
        template = DocxTemplate(resources.templates() / f"{document}.docx")
        template.render(named(answer), environment, autoescape=True)
        template.save(BytesIO())


def main() -> None:
    """Measure and print everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS)
    parser.add_argument("--workers", nargs="*", type=int, default=ONE_AND_TWO)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        compile_modules(folder / "before")
        first_runs = cycles(folder, options.counts or COUNTS, options.workers)
        stages(folder / "stages")
        each = script(folder)
        print("\nThe script anyone would write (safe_load, jsonschema.validate, docxtpl for both documents)")
        print(f"  {each * 1000:.0f} CPU ms for one assessment, measured on {SCRIPTED}: {each * 1000:,.0f} s for 1,000")
        first_runs[SAMPLE] = command("generate", "-o", "compared", "--workers", "1", cwd=folder / "stages").cpu
        for count, ours in sorted(first_runs.items()):
            print(f"  {each * count / ours:>5.1f} times `scrutiny generate` for {count:,} (start-up, manifest and all)")


if __name__ == "__main__":
    main()
