"""Templates and data → ratios: this engine, docxtpl and the floor in one run; run with `python -m tests.bench.engine`.

The floor is Jinja's own rendering of the same parts' sources as text, in a plain environment, and deflate of the result:
what no engine on Jinja can do without. All times are processor time of this one process. The works take turns in
every round, so that what else the machine does falls on all of them; a ratio is the median of what the rounds say.

A letter is the letter of each sample assessment in turn, as in a cycle. The same letter again and again has a line of
its own: a processor learns by heart how one text is deflated (measured: 42 µs where twelve in turn take 113 each), so
that the floor lies lower there than for any letters that somebody sends.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from docxtpl import DocxTemplate
from jinja2 import Environment
from msgspec.structs import replace

from engross.deflate import crc32, deflate
from engross.word import Template
from engross.word.language.jinja_tokens import PRINT, PRINT_END, STATEMENT, STATEMENT_END
from engross.word.render import filters as engine_filters
from engross.word.render.state import STATE_FILTERS
from scrutiny_response import resources
from scrutiny_response.domain.assessment import Action
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response, respond
from scrutiny_response.intake import read_assessments, read_framework
from tests.engross.word.paper import docx, heading, p, table

ROUNDS = 21
TURN = 20.0
"""How long one work goes on before the next has its turn, in milliseconds."""
LETTER, SAME_LETTER, PLAN, LONG = "a letter", "the same letter again", "a plan of 500 actions", "a template of 50 pages"
AIMS = {LETTER: (80.0, 1.3), SAME_LETTER: (80.0, 1.3), PLAN: (0.0, 2.0), LONG: (0.0, 2.0)}


@dataclass(frozen=True, slots=True)
class Case:
    """One template, and the values of the documents that are made from it in turn.

    `names` are the same values by name, as docxtpl and Jinja take them.
    """

    called: str
    template: bytes
    values: Sequence[object]
    names: Sequence[Mapping[str, object]]


def samples() -> list[Response]:
    """The shipped assessments, as templates see them."""
    framework = read_framework(None)
    readings = read_assessments([resources.inputs()], framework)
    return [respond(reading.assessment, framework) for reading in readings if reading.assessment]


def with_actions(response: Response, count: int) -> Response:
    """The same response with so many actions in its first area for improvement."""
    area = response.areas[0]
    action = area.actions[0] if area.actions else None
    assert isinstance(action, Action)
    actions = tuple(replace(action, reference=f"A1.{number}") for number in range(1, count + 1))
    areas = (replace(area, actions=actions), *response.areas[1:])
    return respond(replace(response.assessment, areas=areas), response.framework)


def named(response: Response) -> dict[str, object]:
    """A response's fields and properties by name, as docxtpl takes values."""
    described = [name for name, member in vars(Response).items() if isinstance(member, property)]
    return {name: getattr(response, name) for name in [*response.__struct_fields__, *described]}


def long_template() -> bytes:
    """A template of about fifty pages: text with values, conditions, and a table with a loop on every page."""
    return docx(*page_of_long_template() * 50)


def page_of_long_template() -> list[str]:
    """What stands on one of its pages."""
    return [
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


def cases() -> list[Case]:
    """The letters, the long plan and the long template."""
    responses = samples()
    plan = with_actions(responses[0], 500)
    rows = [{"a": f"Action {number}", "b": "A measure & its evidence"} for number in range(5)]
    values = {"name": "Dr Sinclair", "subject": "chronologies", "shown": True, "rows": rows}
    folder = resources.templates()
    letter = (folder / "letter.docx").read_bytes()
    return [
        Case(LETTER, letter, responses, [named(response) for response in responses]),
        Case(SAME_LETTER, letter, responses[:1], [named(responses[0])]),
        Case(PLAN, (folder / "improvement-plan.docx").read_bytes(), [plan], [named(plan)]),
        Case(LONG, long_template(), [values], [values]),
    ]


def ours(case: Case) -> tuple[Template, Callable[[], object]]:
    """This engine: compiled once."""
    template = Template.open(case.template, filters=FILTERS)

    def render() -> None:
        for values in case.values:
            bytes(template.render(values))

    return template, render


def theirs(case: Case, path: Path) -> Callable[[], object]:
    """Docxtpl as its documentation uses it, with the filters that the template names."""
    path.write_bytes(case.template)
    environment = Environment(autoescape=True)
    environment.filters |= {**engine_filters.FILTERS, **FILTERS}

    def render() -> None:
        for names in case.names:
            template = DocxTemplate(path)
            template.render(dict(names), environment, autoescape=True)
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
    environment.filters |= dict.fromkeys(STATE_FILTERS, lambda value, *_: str(value))
    parts = [environment.from_string(part.source.text) for part in template._compiled.parts]  # noqa: SLF001  # the same sources

    def render() -> None:
        for names in case.names:
            for part in parts:
                text = part.render(names).encode()
                crc32(text)
                deflate(text)

    return render


def interleaved(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """The processor time of each work in each round, in milliseconds.

    The works take turns in every round, each round beginning with another one; a short one is repeated within its
    turn, as it is when a cycle's letters are made one after the other. What one work left to the garbage collector is
    collected before the next begins; within a turn the collector runs as it does for everybody.
    """
    turns = {name: repeats(work) for name, work in works.items()}
    times: dict[str, list[float]] = {name: [] for name in works}
    names = list(works)
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            gc.collect()
            begun = time.process_time()
            for _ in range(turns[name]):
                works[name]()
            times[name].append((time.process_time() - begun) * 1000 / turns[name])
    return times


def repeats(work: Callable[[], object]) -> int:
    """How often a work is done in one turn: for about as long as TURN says."""
    work()
    begun = time.process_time()
    work()
    return max(1, round(TURN / (1000 * (time.process_time() - begun) + 0.001)))


def compare(case: Case, folder: Path) -> None:
    """One line for a case."""
    template, render = ours(case)
    works = {"ours": render, "floor": floor(case, template), "theirs": theirs(case, folder / "template.docx")}
    times = interleaved(works, ROUNDS)
    own, bottom, other = (statistics.median(times[name]) / len(case.values) for name in works)
    low, least, high = statistics.quantiles(ratios(times["ours"], times["floor"]))
    most = statistics.median(ratios(times["theirs"], times["ours"]))
    aim = AIMS[case.called]
    said = f"aim {aim[1]}" + (f", {aim[0]:.0f}" if aim[0] else "")
    spread = f"({low:.2f} to {high:.2f})"
    say(f"{case.called:<24}{own:>9.2f}{bottom:>9.2f}{other:>10.1f}{least:>9.2f} {spread:<16}{most:>7.0f}   {said}")


def ratios(these: list[float], those: list[float]) -> list[float]:
    """How the times of two works compare, round by round."""
    return [one / other for one, other in zip(these, those, strict=True)]


def growth() -> None:
    """Time and memory for tables of more and more rows."""
    data = docx(
        table(["{%tr for row in rows %}", ""], ["{{ row.a }}", "{{ row.b }}"], ["{%tr endfor %}", ""]), p("End")
    )
    template = Template.open(data)
    for count in (10, 100, 1_000, 10_000):
        rows = [{"a": f"Action {number}", "b": "A measure & its evidence"} for number in range(count)]
        values = {"rows": rows}
        works = {"": lambda values=values: bytes(template.render(values))}
        taken = statistics.median(interleaved(works, 5)[""])
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
        alone, checked = map(statistics.median, interleaved(works, 5).values())
        say(f"{path.name:<24}{alone:>9.1f} ms{checked:>9.1f} ms with the check of its fields")


def opening() -> None:
    """Opening templates that grow: paragraphs with white space between their markup, and variables; docxtpl beside.

    Docxtpl's time is that of one rendering, as it opens a template each time. Both have the pace at which the program
    lets Python look for cycles.
    """
    gc.set_threshold(100_000)
    blank = "\n  <w:p>\n    <w:r>\n      <w:t>line</w:t>\n    </w:r>\n  </w:p>\n".lstrip()
    for count in (1_000, 2_000, 4_000, 8_000, 16_000):
        say(f"{count:>6} indented paragraphs{_opened(docx(blank * count, p('{{ x }}')), {'x': 1})}")
    for count in (1_000, 2_000, 4_000, 8_000, 12_000):
        names = {f"v{number}": "x" for number in range(count)}
        tags = [f"{{{{ {name} }}}} " for name in names]
        say(f"{count:>6} variables, a paragraph each{_opened(docx(*map(p, tags)), names)}")
        say(f"{count:>6} variables, in one paragraph{_opened(docx(p(*tags)), names)}")


def _opened(data: bytes, names: Mapping[str, object]) -> str:
    def render() -> None:
        template = DocxTemplate(BytesIO(data))
        template.render(dict(names), autoescape=True)
        template.save(BytesIO())

    own, other = map(statistics.median, interleaved({"own": lambda: Template.open(data), "other": render}, 3).values())
    return f"{own:>10.0f} ms, docxtpl {other:>8.0f} ms"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure everything once and print it."""
    say(f"Rendering, in milliseconds: medians of {ROUNDS} rounds, and between what the middle half of them lies")
    say(f"{'':<24}{'ours':>9}{'floor':>9}{'docxtpl':>10}{'× floor':>9} {'':<16}{'faster':>7}")
    with TemporaryDirectory() as folder:
        for case in cases():
            compare(case, Path(folder))
    say("\nA table that grows")
    growth()
    say("\nCompiling (aim for the letter: under 50 ms)")
    compiling()
    say("\nOpening a template that grows (aim: linear, and not more than one rendering of docxtpl)")
    opening()


if __name__ == "__main__":
    main()
