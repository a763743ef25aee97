"""What grows, at three sizes each → how much steeper the last stretch is than the first: 1 is linear, 10 quadratic.

Run with `python -m tests.bench.growth [WORD ...]`; words choose rows of the table by how they begin. Times are
processor time: of this process, or of whole commands, start-up included, where a cycle grows. The sizes take turns.
"""

from __future__ import annotations

import datetime as dt
import gc
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from engross.word import Template
from engross.word.attach import attach
from engross.word.opc.package import Package
from scrutiny_response import resources
from scrutiny_response.domain.events import ExtensionAgreed, Recorded
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import respond
from scrutiny_response.intake.events import read_history
from scrutiny_response.store import record
from scrutiny_response.store.event_dumper import as_yaml
from tests.bench.attach import report_of
from tests.bench.cycle import command
from tests.bench.engine import samples, with_actions
from tests.engross.word.attach.plans import landscape
from tests.engross.word.paper import docx, p, table
from tests.scrutiny_response.event_samples import REFERENCE
from tests.synthetic import write_cycle

Prepare = Callable[[int, Path], Callable[[], object]]
"""A size and a folder of its own → the work at that size."""
ROUNDS = 5
STEEP = 2.0
"""From where a stretch counts as steeper than linear; what is quadratic is at ten, where sizes grow tenfold."""
_TURN = 0.05


def rows(count: int, _folder: Path) -> Callable[[], object]:
    """A table of so many rows, rendered."""
    whole = docx(
        table(["{%tr for row in rows %}", ""], ["{{ row.a }}", "{{ row.b }}"], ["{%tr endfor %}", ""]), p("End")
    )
    template = Template.open(whole)
    values = {"rows": [{"a": f"Action {number}", "b": "A measure & its evidence"} for number in range(count)]}
    return lambda: bytes(template.render(values))


def _conditions(count: int) -> bytes:
    return docx(*(p("{% if shown %}Shown.{% endif %} {{ name }}") for _ in range(count)))


def conditions_opened(count: int, _folder: Path) -> Callable[[], object]:
    """A template of so many conditions, compiled."""
    return partial(Template.open, _conditions(count))


def conditions_rendered(count: int, _folder: Path) -> Callable[[], object]:
    """The same, rendered."""
    template = Template.open(_conditions(count))
    return lambda: bytes(template.render({"shown": True, "name": "Dr Sinclair"}))


def variables(count: int, _folder: Path) -> Callable[[], object]:
    """A template with so many variables in one paragraph, compiled."""
    return partial(Template.open, docx(p(*(f"{{{{ name_{number} }}}} " for number in range(count)))))


def paragraphs(count: int, _folder: Path) -> Callable[[], object]:
    """A template of so many indented paragraphs, compiled."""
    blank = "<w:p>\n    <w:r>\n      <w:t>line</w:t>\n    </w:r>\n  </w:p>\n"
    return partial(Template.open, docx(blank * count, p("{{ x }}")))


def templates(count: int, folder: Path) -> Callable[[], object]:
    """The sample cycle with so many other templates in its folder."""
    write_cycle(folder / "inputs", 12)
    (folder / "templates").mkdir()
    for path in resources.templates().glob("*.docx"):
        (folder / "templates" / path.name).write_bytes(path.read_bytes())
    for number in range(count):
        (folder / f"templates/other-{number}.docx").write_bytes((resources.templates() / "letter.docx").read_bytes())
    return partial(_generated, folder, fresh=True)


def pages(count: int, _folder: Path) -> Callable[[], object]:
    """A plan attached to a report of so many chapters, of three pages each."""
    report, plan = report_of(count), landscape(30)
    return lambda: attach(Package.open(report), Package.open(plan))


def actions(count: int, _folder: Path) -> Callable[[], object]:
    """A plan of so many actions, dated and rendered with the shipped template."""
    response = next(response for response in samples() if response.areas)
    template = Template.open((resources.templates() / "improvement-plan.docx").read_bytes(), filters=FILTERS)
    assessment = with_actions(response, count).assessment
    return lambda: bytes(template.render(respond(assessment, response.framework)))


def events(count: int, folder: Path) -> Callable[[], object]:
    """A record of so many events of one reference, read and proved."""
    place = record.folder_of(folder, REFERENCE)
    place.mkdir(parents=True)
    last: Recorded | None = None
    for number in range(1, count + 1):
        on, new = dt.date(2027, 1, 1) + dt.timedelta(number), dt.date(2027, 2, 1) + dt.timedelta(number)
        event = ExtensionAgreed(
            reference=REFERENCE, date=on, software="0.9.0", number=number, previous=last.hash if last else None,
            concerns="A1.2", original=new - dt.timedelta(1), new=new, reason="The post is vacant.",
            agreed_with="Dr Morag Sinclair, chief officer",
        )  # fmt: skip
        data = as_yaml(event).encode()
        name = f"{on.isoformat()}-extension-agreed.yaml"
        (place / name).write_bytes(data)
        last = Recorded(name, record_hash(data), event)
    read = read_history(place)
    assert not read.problems, read.problems[:2]
    assert len(read.events) == count
    return partial(read_history, place)


def assessments(count: int, folder: Path) -> Callable[[], object]:
    """A first run over so many assessments."""
    write_cycle(folder / "inputs", count)
    return partial(_generated, folder, fresh=True)


def manifest(count: int, folder: Path) -> Callable[[], object]:
    """A run over as many, in which nothing has changed."""
    write_cycle(folder / "inputs", count)
    _generated(folder, fresh=True)
    return partial(_generated, folder, fresh=False)


def overview(count: int, folder: Path) -> Callable[[], object]:
    """The overview of as many."""
    write_cycle(folder / "inputs", count)
    return lambda: command("overview", cwd=folder).cpu


IN_PROCESS: Mapping[str, tuple[tuple[int, int, int], Prepare]] = {
    "rows of a document": ((10, 100, 1_000), rows),
    "rows of a long document": ((1_000, 10_000, 50_000), rows),
    "conditions, compiled": ((10, 100, 1_000), conditions_opened),
    "conditions, rendered": ((10, 100, 1_000), conditions_rendered),
    "variables in a paragraph": ((100, 1_000, 10_000), variables),
    "paragraphs of a template": ((100, 1_000, 10_000), paragraphs),
    "chapters of a report": ((3, 30, 170), pages),
    "actions of a plan": ((10, 100, 1_000), actions),
    "events of a reference": ((10, 100, 1_000), events),
}
COMMANDS: Mapping[str, tuple[tuple[int, int, int], Prepare]] = {
    "templates of a cycle": ((10, 100, 1_000), templates),
    "assessments, first run": ((100, 1_000, 5_000), assessments),
    "assessments, nothing changed (manifest)": ((100, 1_000, 5_000), manifest),
    "assessments, overview": ((100, 1_000, 5_000), overview),
}


def record_hash(data: bytes) -> str:
    """Return the hash by which the next event names this one."""
    import hashlib  # noqa: PLC0415  # beside its one use

    return hashlib.sha256(data).hexdigest()


def main(words: list[str]) -> None:
    """Measure what was asked for, or everything, and print it."""
    print(f"{'':<42}{'sizes':>24}{'ms':>34}{'steeper':>9}")
    with TemporaryDirectory() as name:
        for number, (called, (sizes, prepare)) in enumerate({**IN_PROCESS, **COMMANDS}.items()):
            if words and not any(called.startswith(word) for word in words):
                continue
            works = [prepare(size, _folder(Path(name), number, size)) for size in sizes]
            times = measured(works) if called in IN_PROCESS else [_whole(work) for work in works]
            print(line(called, sizes, times), flush=True)


def line(called: str, sizes: tuple[int, int, int], times: list[float]) -> str:
    """Return one line of the table, and by how much the second stretch is steeper than the first."""
    (small, middle, large), (quick, longer, longest) = sizes, times
    first, second = (longer - quick) / (middle - small), (longest - longer) / (large - middle)
    steeper = second / first if first > 0 else 0.0
    figures = "".join(f"{each:>11.2f}" for each in times)
    told = f"{steeper:.2f}" if first > 0 else "flat"
    return f"{called:<42}{' / '.join(f'{each:,}' for each in sizes):>24}{figures:>34}{told:>9}" + (
        "  steeper than linear" if steeper > STEEP else ""
    )


def measured(works: list[Callable[[], object]]) -> list[float]:
    """The median milliseconds of each of this process's time; they take turns, and short ones are repeated in theirs."""
    times: list[list[float]] = [[] for _ in works]
    often = [max(1, round(_TURN / (_taken(work, 1) + 1e-6))) for work in works]
    for _ in range(ROUNDS):
        for own, work, count in zip(times, works, often, strict=True):
            own.append(_taken(work, count) * 1000)
    return [statistics.median(own) for own in times]


def _taken(work: Callable[[], object], count: int) -> float:
    gc.collect()
    begun = time.process_time()
    for _ in range(count):
        work()
    return (time.process_time() - begun) / count


def _whole(work: Callable[[], object]) -> float:
    seconds = [work() for _ in range(2)]
    return min(each for each in seconds if isinstance(each, float)) * 1000


def _generated(folder: Path, *, fresh: bool) -> float:
    """The processor time of a run of `generate`, in seconds; a fresh one has an output folder of its own."""
    outputs = len(list(folder.glob("output-*"))) + (1 if fresh else 0)
    own = ["--templates", "templates"] if (folder / "templates").exists() else []
    return command("generate", "--workers", "1", *own, "-o", f"output-{outputs}", cwd=folder).cpu


def _folder(place: Path, number: int, size: int) -> Path:
    folder = place / f"{number}-{size}"
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main(sys.argv[1:])
