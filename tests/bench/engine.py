"""Templates and data → ratios: this engine, docxtpl and the floor in one run; run with `python -m tests.bench.engine`.

The floor is Jinja's own rendering of the same parts' sources as text, in a plain environment, and deflate of the result:
what no engine on Jinja can do without. All times are processor time of this one process, medians of interleaved repeats,
so that what else the machine does weighs little.
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from docxtpl import DocxTemplate
from jinja2 import Environment

from scrutiny_response import resources
from scrutiny_response.assessment import Action
from scrutiny_response.filters import FILTERS
from scrutiny_response.intake import read_assessments, read_framework
from scrutiny_response.response import Response, respond
from scrutiny_response.word import Template
from scrutiny_response.word import filters as engine_filters
from scrutiny_response.word.lexing import PRINT, PRINT_END, STATEMENT, STATEMENT_END
from scrutiny_response.word.package import DEFLATION
from tests.word.paper import docx, heading, p, table

ROUNDS = 15
TURN = 20.0
"""How long one work goes on before the next has its turn, in milliseconds."""
AIMS = {"a letter": (80.0, 1.3), "a plan of 500 actions": (0.0, 2.0), "a template of 50 pages": (0.0, 2.0)}


@dataclass(frozen=True, slots=True)
class Case:
    """One template with one set of values."""

    called: str
    template: bytes
    values: object
    names: Mapping[str, object]


def sample() -> Response:
    """The first of the shipped assessments, as templates see it."""
    framework = read_framework(None)
    readings = read_assessments([resources.inputs()], framework)
    return next(respond(reading.assessment, framework) for reading in readings if reading.assessment)


def with_actions(response: Response, count: int) -> Response:
    """The same response with so many actions in its first area for improvement."""
    area = response.areas[0]
    action = area.actions[0] if area.actions else None
    assert isinstance(action, Action)
    actions = tuple(replace(action, reference=f"A1.{number}") for number in range(1, count + 1))
    areas = (replace(area, actions=actions), *response.areas[1:])
    return replace(response, assessment=replace(response.assessment, areas=areas))


def named(response: Response) -> dict[str, object]:
    """A response's fields and properties by name, as docxtpl takes values."""
    described = [name for name, member in vars(Response).items() if isinstance(member, property)]
    return {name: getattr(response, name) for name in [*(field.name for field in fields(response)), *described]}


def long_template() -> bytes:
    """A template of about fifty pages: text with values, conditions, and a table with a loop on every page."""
    page = [
        heading("About {{ name }}"),
        *(
            p(f"Paragraph {number} is about {{{{ subject }}}}. " + "The words of the template. " * 12)
            for number in range(6)
        ),
        p("{%p if shown %}"),
        p("Shown to {{ name }} only."),
        p("{%p endif %}"),
        table(["{%tr for row in rows %}", ""], ["{{ row.a }}", "{{ row.b }}"], ["{%tr endfor %}", ""]),
    ]
    return docx(*page * 50)


def cases() -> list[Case]:
    """The letter, the long plan and the long template."""
    response = sample()
    plan = with_actions(response, 500)
    rows = [{"a": f"Action {number}", "b": "A measure & its evidence"} for number in range(5)]
    values = {"name": "Dr Sinclair", "subject": "chronologies", "shown": True, "rows": rows}
    folder = resources.templates()
    return [
        Case("a letter", (folder / "letter.docx").read_bytes(), response, named(response)),
        Case("a plan of 500 actions", (folder / "improvement-plan.docx").read_bytes(), plan, named(plan)),
        Case("a template of 50 pages", long_template(), values, values),
    ]


def ours(case: Case) -> tuple[Template, Callable[[], object]]:
    """This engine: compiled once."""
    template = Template.open(case.template, filters=FILTERS)
    return template, lambda: bytes(template.render(case.values))


def theirs(case: Case, path: Path) -> Callable[[], object]:
    """Docxtpl as its documentation uses it, with the filters that the template names."""
    path.write_bytes(case.template)
    environment = Environment(autoescape=True)
    environment.filters |= {**engine_filters.FILTERS, **FILTERS}

    def render() -> None:
        template = DocxTemplate(path)
        template.render(dict(case.names), environment, autoescape=True)
        template.save(BytesIO())

    return render


def floor(case: Case, template: Template) -> Callable[[], object]:
    """Jinja's text of the parts that tags touch, and its deflate."""
    environment = Environment(
        block_start_string=STATEMENT,
        block_end_string=STATEMENT_END,
        variable_start_string=PRINT,
        variable_end_string=PRINT_END,
        autoescape=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    environment.filters |= {**engine_filters.FILTERS, **FILTERS}
    environment.filters |= dict.fromkeys(("_fresh", "_begin", "_end", "_unique", "_list", "_link", "_restart"), str)
    parts = [environment.from_string(part.source.text) for part in template._compiled.parts]  # noqa: SLF001  # the same sources

    def render() -> None:
        for part in parts:
            packer = zlib.compressobj(DEFLATION, zlib.DEFLATED, -15)
            text = part.render(case.names).encode()
            zlib.crc32(text)
            packer.compress(text)
            packer.flush()

    return render


def interleaved(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median processor time of each work in milliseconds.

    The works take turns in every round; a short one is repeated within its turn, as it is when a cycle's letters are
    made one after the other.
    """
    turns = {name: repeats(work) for name, work in works.items()}
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            begun = time.process_time()
            for _ in range(turns[name]):
                work()
            times[name].append((time.process_time() - begun) * 1000 / turns[name])
    return {name: statistics.median(each) for name, each in times.items()}


def repeats(work: Callable[[], object]) -> int:
    """How often a work is done in one turn: for about as long as TURN says."""
    work()
    begun = time.process_time()
    work()
    return max(1, round(TURN / (1000 * (time.process_time() - begun) + 0.001)))


def compare(case: Case, folder: Path) -> None:
    """One line for a case."""
    template, render = ours(case)
    bottom = floor(case, template)
    works = {"ours": render, "floor": bottom, "theirs": theirs(case, folder / "template.docx")}
    taken = interleaved(works, ROUNDS)
    most, least = taken["theirs"] / taken["ours"], taken["ours"] / taken["floor"]
    aim = AIMS[case.called]
    said = f"aim {aim[1]}" + (f", {aim[0]:.0f}" if aim[0] else "")
    say(
        f"{case.called:<24}{taken['ours']:>9.2f}{taken['floor']:>9.2f}{taken['theirs']:>10.1f}{least:>9.2f}{most:>9.0f}   {said}"
    )


def growth() -> None:
    """Time and memory for tables of more and more rows."""
    data = docx(
        table(["{%tr for row in rows %}", ""], ["{{ row.a }}", "{{ row.b }}"], ["{%tr endfor %}", ""]), p("End")
    )
    template = Template.open(data)
    for count in (10, 100, 1_000, 10_000):
        rows = [{"a": f"Action {number}", "b": "A measure & its evidence"} for number in range(count)]
        values = {"rows": rows}
        taken = interleaved({"": lambda values=values: bytes(template.render(values))}, 5)[""]  # type: ignore[misc]  # bound now
        tracemalloc.start()
        bytes(template.render(values))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        say(
            f"{count:>6} rows{taken:>10.2f} ms{taken / count * 1000:>9.1f} µs a row{peak / 1024:>10.0f} KiB at the peak"
        )


def compiling() -> None:
    """How long the shipped templates take to compile, and with the check against the type of their values."""
    for path in sorted(resources.templates().glob("*.docx")):
        data = path.read_bytes()
        works: dict[str, Callable[[], object]] = {
            "alone": lambda data=data: Template.open(data, filters=FILTERS),  # type: ignore[misc]  # bound now
            "checked": lambda data=data: Template.open(data, Response, FILTERS),  # type: ignore[misc]  # bound now
        }
        taken = interleaved(works, 5)
        say(f"{path.name:<24}{taken['alone']:>9.1f} ms{taken['checked']:>9.1f} ms with the check of its fields")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure everything once and print it."""
    say("Rendering, in milliseconds")
    say(f"{'':<24}{'ours':>9}{'floor':>9}{'docxtpl':>10}{'× floor':>9}{'faster':>9}")
    with TemporaryDirectory() as folder:
        for case in cases():
            compare(case, Path(folder))
    say("\nA table that grows")
    growth()
    say("\nCompiling (aim for the letter: under 50 ms)")
    compiling()


if __name__ == "__main__":
    main()
