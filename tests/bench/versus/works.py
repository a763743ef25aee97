"""One build's engine at work, in a process of its own: words on standard input → processor time on standard output.

Run as a file by `tests.bench.versus`, with the build on Python's path; it imports nothing else of this repository. A
line is a JSON list: a work's name and how often to do it, or a work's name and the folder for its documents.
"""

from __future__ import annotations

import dataclasses
import gc
import importlib
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import structs

NAMES = {
    "Template": ("engross.word", "scrutiny_response.word"),
    "FILTERS": ("scrutiny_response.domain.filters", "scrutiny_response.filters"),
    "respond": ("scrutiny_response.domain.response", "scrutiny_response.response"),
    "read_assessments": ("scrutiny_response.intake",),
    "read_framework": ("scrutiny_response.intake",),
    "attach": ("engross.word.attach", "scrutiny_response.word.attach"),
    "Package": ("engross.word.opc.package", "scrutiny_response.word.package"),
}
"""Where each name lies in this build, and where it lay in the earlier one."""
Work = Callable[[], Iterable[bytes]]
LONG_TEXT = 1_000_000
"""How many characters each turn of the long rendering prints."""


def named(name: str) -> Any:
    """What goes by this name in the build on Python's path."""
    for module in NAMES[name]:
        try:
            return getattr(importlib.import_module(module), name)
        except ModuleNotFoundError:
            continue
    raise LookupError(name)


def works(folder: Path) -> dict[str, Work]:
    """The works, from the files that the measurement prepared; each gives the documents that it made."""
    responses = _responses(folder / "inputs")
    plan = plan_of(500, responses[0])
    rows = [{"a": f"Action {number}", "b": "A measure & its evidence"} for number in range(5)]
    values = {"name": "Dr Sinclair", "subject": "chronologies", "shown": True, "rows": rows}
    attached = {path.stem: _attach(path, folder / "plan.docx") for path in sorted(folder.glob("report-*.docx"))}
    return {
        "letter": _render(folder / "templates/letter.docx", responses),
        "plan": _render(folder / "templates/improvement-plan.docx", [plan]),
        "long": _render(folder / "long.docx", [values]),
        **attached,
    }


def _responses(inputs: Path) -> list[Any]:
    framework = named("read_framework")(None)
    readings = named("read_assessments")([inputs], framework)
    return [named("respond")(reading.assessment, framework) for reading in readings if reading.assessment]


def plan_of(count: int, response: Any) -> Any:
    """A response whose first area has so many actions; its records are data classes in the earlier build."""
    replace: Any = dataclasses.replace if dataclasses.is_dataclass(response) else structs.replace
    area = response.areas[0]
    actions = tuple(replace(area.actions[0], reference=f"A1.{number}") for number in range(1, count + 1))
    areas = (replace(area, actions=actions), *response.areas[1:])
    return replace(response, assessment=replace(response.assessment, areas=areas))


def _render(path: Path, values: Iterable[object]) -> Work:
    template = named("Template").open(path.read_bytes(), filters=named("FILTERS"))
    return lambda: (bytes(template.render(each)) for each in values)


def _attach(report: Path, plan: Path) -> Work:
    attach, package = named("attach"), named("Package")
    files = report.read_bytes(), plan.read_bytes()

    def work() -> Iterator[bytes]:
        yield attach(package.open(files[0]), package.open(files[1]))

    return work


def long_text(path: Path, turns: int) -> int:
    """Render so many million characters; return the most bytes that this process held more than before."""
    template = named("Template").open(path.read_bytes())
    text = "The words of a long text, again and again. " * (LONG_TEXT // 43 + 1)
    most = _most_held()
    bytes(template.render({"rows": [{"a": text[:LONG_TEXT], "b": "x"}] * turns}))
    return _most_held() - most


def _most_held() -> int:
    """The most bytes that this program ever held; `ru_maxrss` begins with what the process held that started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def answer(all_works: dict[str, Work], name: str, how: int | str) -> float:
    """Do a work so often and return the milliseconds of processor time that each took; or write its documents."""
    work = all_works[name]
    if isinstance(how, str):
        for number, document in enumerate(work()):
            Path(how, f"{name}-{number}.docx").write_bytes(document)
        return 0.0
    gc.collect()
    begun = time.process_time()
    for _ in range(how):
        for _document in work():
            pass
    return (time.process_time() - begun) * 1000 / how


def main() -> None:
    """Answer line by line until there are no more."""
    folder = Path(sys.argv[1])
    if len(sys.argv) > 2:
        print(long_text(folder / "rows.docx", int(sys.argv[2])))
        return
    all_works = works(folder)
    for line in sys.stdin:
        print(answer(all_works, *json.loads(line)), flush=True)


if __name__ == "__main__":
    main()
