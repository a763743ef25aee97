"""A year of three partnerships from files alone, quarter by quarter, with what each command printed.

`python -m tests.scrutiny_response.year` writes it into docs/a-year.md, which a test holds equal to it.
"""

from __future__ import annotations

import io
import os
import shlex
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from scrutiny_response import resources
from scrutiny_response.cli import run
from tests.paths import ROOT
from tests.scrutiny_response.use_cases.returned.plans import (
    LEAD,
    STATUS,
    TIMESCALE,
    cell_of,
    opened,
    put,
    saved,
)

PAGE = ROOT / "docs/a-year.md"
NAMES = ("skerravale.yaml", "inverallan.yaml", "carrandale.yaml", "cycle.yaml")
FOLDERS = {
    "Skerravale": "PSR-2026-010-Skerravale Justice and Communities Partnership",
    "Inverallan": "PSR-2026-011-Inverallan Community Planning Partnership",
    "Carrandale": "PSR-2026-012-Carrandale Community Planning Partnership",
}
BY = '--by "Struan Bell, link inspector"'
INTRODUCTION = """# A year of three partnerships

What a support officer types over a year, and what is printed each time. All of it follows from files: the assessments
in `inputs`, the plans that came back, and the folder `record`. Partnerships, people and findings are invented. Each
command names its day with `--on`; without it, the day is today's.
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a part of the year begins, with a sentence on what happens in it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Came:
    """A file that a partnership sent: what is otherwise than in the plan that it had, by action and column."""

    file: str
    name: str
    changes: Mapping[str, Mapping[int, str]]
    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed behind the word scrutiny, and the exit code that it ends with."""

    words: str
    code: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A file of answers that the officer writes."""

    file: str
    text: str


Step = Heading | Came | Typed | Answered
YEAR: tuple[Step, ...] = (
    Heading("December 2026: letters and plans go out", "Three letters with their plans are final."),
    Typed("generate"),
    Typed('issue --all --approved-by "Eilidh Garvie, chief inspector" --on 2026-12-16'),
    Heading("First quarter of 2027: plans come back", "Two plans come in time. One is accepted, one is not yet clear."),
    Came("skerravale plan.docx", "Skerravale", {"SV1.1": {STATUS: "In progress"}}, "Skerravale sends its plan."),
    Typed('returned "skerravale plan.docx" --record --on 2027-01-08'),
    Typed(f"note PSR-2026-010 plan-accepted {BY} --publication 2027-02-01 --review 2027-10-25 --evidence 2027-10-11 "
          "--on 2027-01-12"),
    Came("Inverallan v2 FINAL.docx", "Inverallan", {"1.1": {STATUS: "nearly there"}},
         "Inverallan sends its plan, with a status in words of its own."),
    Typed('returned "Inverallan v2 FINAL.docx" --record --on 2027-01-11', 1),
    Answered("answers.yaml", "Inverallan v2 FINAL.docx:\n  actions:\n    \"1.1\": in progress\n"),
    Typed('returned "Inverallan v2 FINAL.docx" --answers answers.yaml --record --on 2027-01-11'),
    Typed(f'note PSR-2026-011 plan-returned {BY} --due 2027-02-01 --area 1="No action says how children are heard" '
          "--on 2027-01-15"),
    Typed("due --on 2027-01-29"),
    Came("inverallan revised.docx", "Inverallan",
         {"1.1": {STATUS: "In progress"}, "1.2": {TIMESCALE: "30 June 2027"}}, "Inverallan sends a revised plan."),
    Typed('returned "inverallan revised.docx" --record --on 2027-02-01'),
    Typed(f"note PSR-2026-011 plan-accepted {BY} --on 2027-02-08"),
    Came("carrandale.docx", "Carrandale", {"CD1.1": {STATUS: "On track"}}, "Carrandale sends its plan late."),
    Typed("returned carrandale.docx --record --on 2027-02-15"),
    Typed(f"note PSR-2026-012 plan-accepted {BY} --on 2027-02-22"),
    Typed("tracker --on 2027-03-31"),
    Heading("Second quarter: updates, and more time", "Updates say what is done. More time is agreed for one action."),
    Came("skerravale april.docx", "Skerravale",
         {"SV1.1": {STATUS: "Completed"}, "SV1.2": {STATUS: "Delayed", LEAD: "Head of justice"}},
         "Skerravale sends an update, with another lead."),
    Typed('returned "skerravale april.docx" --record --on 2027-04-09'),
    Typed('note PSR-2026-010 extension-agreed --concerns SV1.2 --new 2027-07-30 --reason "The post is vacant" '
          '--agreed-with "M Rendall-Poe, chair" --on 2027-04-16'),
    Came("carrandale april.docx", "Carrandale",
         {"CD1.1": {STATUS: "Completed"}, "CD1.2": {TIMESCALE: "30 June 2027"}, "CD2.1": {STATUS: "Completed"}},
         "Carrandale sends an update that moves a date."),
    Typed('returned "carrandale april.docx" --record --on 2027-04-12'),
    Typed("tracker --on 2027-06-30"),
    Heading("Third quarter: what is late", "A date that was moved still counts from the first one."),
    Came("inverallan july.docx", "Inverallan", {"1.1": {STATUS: "Completed"}, "1.2": {TIMESCALE: "30 September 2027"}},
         "Inverallan moves a date for the second time."),
    Typed('returned "inverallan july.docx" --record --on 2027-07-05'),
    Typed("due --on 2027-08-16"),
    Typed("overview --on 2027-08-16"),
    Typed("tracker --on 2027-09-30"),
    Heading("Fourth quarter: reviews, and an end", "The progress review takes place, and monitoring ends for one."),
    Came("skerravale october.docx", "Skerravale", {"SV1.2": {STATUS: "Completed"}, "SV2.1": {STATUS: "On track"}},
         "Skerravale sends its evidence and an update."),
    Typed('returned "skerravale october.docx" --record --on 2027-10-08'),
    Typed(f'note PSR-2026-010 review-done {BY} --area SV1="significant: every person has a plan" --area SV2=some '
          "--on 2027-10-25"),
    Typed('note PSR-2026-010 closed --by "Eilidh Garvie, chief inspector" --reason "The partnership can go on by itself" '
          "--on 2027-12-01"),
    Typed("due --on 2027-12-15"),
    Typed("tracker --on 2027-12-15"),
)  # fmt: skip
"""What happens, in its order."""


def begin(folder: Path) -> None:
    """Make the cycle's folder of three partnerships."""
    (folder / "inputs").mkdir(parents=True)
    for name in NAMES:
        (folder / "inputs" / name).write_bytes((resources.inputs() / name).read_bytes())


def live(folder: Path) -> Iterator[tuple[Step, str]]:
    """Let the year happen in a cycle's folder; yield each step with what was printed."""
    with chdir(folder):
        latest: dict[str, Path] = {}
        for step in YEAR:
            printed = ""
            if isinstance(step, Came):
                latest[step.name] = _came(step, latest.get(step.name))
            elif isinstance(step, Answered):
                Path(step.file).write_text(step.text, encoding="utf-8")
            elif isinstance(step, Typed):
                printed = _typed(step)
            yield step, printed


def _came(step: Came, before: Path | None) -> Path:
    """Write the file that a partnership sends: the plan that it had, with its changes."""
    had = before or next(Path("output", FOLDERS[step.name]).glob("improvement-plan*.docx"))
    document = opened(had.read_bytes())
    for reference, cells in step.changes.items():
        for column, text in cells.items():
            put(cell_of(document, reference, column), text)
    file = Path(step.file)
    file.write_bytes(saved(document))
    return file


def _typed(step: Typed) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = run.run(shlex.split(step.words))
    assert code == step.code, f"{step.words}: {printed.getvalue()}"
    return printed.getvalue()


def page(folder: Path) -> str:
    """Let the year happen in a cycle's folder, and return it as a page."""
    blocks = [INTRODUCTION]
    for step, printed in live(folder):
        if isinstance(step, Heading):
            blocks.append(f"## {step.title}\n\n{step.text}\n")
        elif isinstance(step, Came):
            blocks.append(f"{step.text} The file is `{step.file}`.\n")
        elif isinstance(step, Answered):
            blocks.append(f"The answer, in `{step.file}`:\n\n```yaml\n{step.text}```\n")
        else:
            blocks.append(f"```\nscrutiny {step.words}\n```\n\n```text\n{printed}```\n")
    return "\n".join(blocks)


def main() -> None:
    """Write the page."""
    os.environ["COLUMNS"] = "120"
    with tempfile.TemporaryDirectory() as folder:
        begin(Path(folder))
        PAGE.write_text(page(Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
