"""The sample cycle → how long each stage takes (`nox -s bench`)."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from scrutiny_response import resources
from scrutiny_response.domain.response import respond
from scrutiny_response.generate import build, settings
from scrutiny_response.intake import read_assessments, read_framework
from scrutiny_response.store import whole_files

ROUNDS = 7


def median_ms(work: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """The median time that the work takes, in milliseconds."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def processes(folder: Path) -> dict[str, float]:
    """Whole commands, start-up included."""

    def command(*words: str) -> Callable[[], Any]:
        line = [sys.executable, "-m", "scrutiny_response", *words]
        return lambda: subprocess.run(line, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own words

    def generate() -> object:
        """Into a new folder each time: what is there is not made again."""
        return command("generate", inputs, "-o", str(folder / str(next(fresh))))()

    inputs, fresh = str(resources.inputs()), count()
    return {
        "python -c pass": median_ms(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True)),
        "scrutiny --help": median_ms(command("--help")),
        "scrutiny level": median_ms(command("level", inputs)),
        "scrutiny generate": median_ms(generate),
        "scrutiny generate, unchanged": median_ms(command("generate", inputs, "-o", str(folder / "0"))),
    }


def stages(folder: Path) -> dict[str, float]:
    """The stages of the sample cycle, one after the other in one process, after a first round."""
    framework = read_framework(None)
    files = settings.read_templates(resources.templates())
    templates = build.CompiledTemplates(files, ())
    readings = read_assessments([resources.inputs()], framework)
    assessments = [reading.assessment for reading in readings if reading.assessment]
    responses = [respond(assessment, framework) for assessment in assessments]
    pairs = [(templates[name], response) for response in responses for name in response.assessment.documents]
    documents = [bytes(template.render(response)) for template, response in pairs]

    def write() -> None:
        for number, data in enumerate(documents):
            whole_files.write(folder, f"{number}.docx", data)

    return {
        "read the framework": median_ms(lambda: read_framework(None)),
        f"compile {len(files)} templates": median_ms(
            lambda: build.CompiledTemplates(files, ()).open_all(file.name for file in files)
        ),
        f"read {len(readings)} assessments": median_ms(lambda: read_assessments([resources.inputs()], framework)),
        f"respond to {len(assessments)}": median_ms(
            lambda: [respond(assessment, framework) for assessment in assessments]
        ),
        f"render {len(pairs)} documents": median_ms(
            lambda: [bytes(template.render(response)) for template, response in pairs]
        ),
        f"write {len(documents)} documents": median_ms(write),
    }


def report(title: str, times: dict[str, float]) -> None:
    """A table of names and milliseconds."""
    lines = [f"  {name:<28}{milliseconds:>10.2f} ms" for name, milliseconds in times.items()]
    sys.stdout.write("\n".join([title, *lines, "", ""]))


def main() -> None:
    """Measure and print everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report("Whole commands, start-up included", processes(folder / "output"))
        report("Stages, in one process", stages(folder / "stages"))


if __name__ == "__main__":
    main()
