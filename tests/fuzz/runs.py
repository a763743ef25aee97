"""A kind of file and a seed → one run of the command over a damaged one, and the fault if it ended in a traceback."""

from __future__ import annotations

import io
import random
import shutil
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pikepdf

from scrutiny_response import resources
from scrutiny_response.cli import run
from tests.fuzz.mutation import damaged, damaged_lines, damaged_package

Mutation = Callable[[bytes, random.Random], bytes]
CODES = {0, 1, 2}
SLOW = 20.0
"""Seconds from which a run is a fault: who damages a file may not hold up a cycle."""


@dataclass(frozen=True)
class Kind:
    """One kind of file: where it lies in the cycle's folder, how it is damaged, and what is typed then."""

    file: str
    mutation: Mutation
    commands: tuple[tuple[str, ...], ...]
    share: int = 10
    """Of a hundred runs, so many."""


_YEAR = ("year/inputs",)
"""A second cycle, whose one partnership is issued, with its record beside it."""
KINDS = {
    "assessment": Kind("inputs/dunmarra.yaml", damaged_lines, (("check",),), 15),
    "cycle": Kind("inputs/cycle.yaml", damaged_lines, (("check",),), 10),
    "cycle-of-record": Kind(
        "year/inputs/cycle.yaml",
        damaged_lines,
        (
            ("note", "year/inputs/inverallan.yaml", "plan-accepted", "--by", "x", "--on", "2027-01-12"),
            ("emails", *_YEAR, "-o", "year/output"),
        ),
        3,
    ),
    "framework": Kind("framework.yaml", damaged_lines, (("level", "--framework", "framework.yaml"),), 13),
    "template-bytes": Kind("templates/letter.docx", damaged, (("template", "check", "templates/letter.docx"),), 11),
    "template-xml": Kind(
        "templates/letter.docx", damaged_package, (("template", "check", "templates/letter.docx"),), 5
    ),
    "style": Kind("style.docx", damaged_package, (("template", "restyle", "style.docx", "templates/letter.docx"),), 4),
    "report-word": Kind("report.docx", damaged_package, (("attach", "report.docx", "plan.docx", "-o", "out.docx"),), 4),
    "report-pdf": Kind("report.pdf", damaged, (("attach", "report.pdf", "plan.pdf", "-o", "out.pdf"),), 10),
    "manifest": Kind("output/manifest.json", damaged, (("verify",), ("generate", "--dry-run")), 7),
    "calendar": Kind("output/cycle.ics", damaged_lines, (("calendar",),), 6),
    "lock": Kind("output/.working/lock", damaged, (("overview",),), 2),
    "record": Kind(
        "year/record/PSR-2026-011/2026-12-16-issued.yaml",
        damaged_lines,
        (("due", *_YEAR, "--on", "2027-01-12"), ("verify", "-o", "year/output", "--record", "year/record")),
        5,
    ),
    "returned": Kind("back.docx", damaged_package, (("returned", "back.docx", "--inputs", *_YEAR),), 3),
    "workbook": Kind("cycle.xlsx", damaged_package, (("check", "cycle.xlsx"),), 2),
}


def fault(kind: str, seed: int) -> str:
    """Do one run; return what went wrong, "" if the command answered as it should."""
    with chdir(_folder()):
        one = KINDS[kind]
        path, original = Path(one.file), _original(one.file)
        chance = random.Random(f"{kind} {seed}")  # noqa: S311  # no secret
        try:
            path.write_bytes(one.mutation(original, chance))
            return next((words for command in one.commands if (words := _fault(command))), "")
        finally:
            _mend()


def _fault(words: Sequence[str]) -> str:
    began = time.monotonic()
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            code = run.run([*words])
    except SystemExit as end:
        code = int(end.code or 0)
    except Exception:  # that is what is looked for
        return traceback.format_exc()
    seconds = time.monotonic() - began
    if seconds > SLOW:
        return f"{' '.join(words)} took {seconds:.0f} seconds"
    return "" if code in CODES else f"{' '.join(words)} ended with {code}"


@cache
def _folder() -> Path:
    """A cycle's folder of this process's own, with all that is damaged in it."""
    folder = Path(mkdtemp(prefix="fuzz-"))
    (folder / "inputs").mkdir()
    for name in ("cycle.yaml", "dunmarra.yaml"):
        shutil.copy(resources.inputs() / name, folder / "inputs")
    shutil.copytree(resources.inputs() / "reports", folder / "inputs/reports")
    shutil.copytree(resources.templates(), folder / "templates", ignore=shutil.ignore_patterns("~$*", ".*"))
    shutil.copy(resources.framework(), folder / "framework.yaml")
    shutil.copy(resources.templates() / "letter.docx", folder / "style.docx")
    shutil.copy(folder / "inputs/reports/dunmarra.docx", folder / "report.docx")
    _pdf(folder / "report.pdf", 3)
    _pdf(folder / "plan.pdf", 1)
    with chdir(folder), redirect_stdout(io.StringIO()):
        run.run(["generate"])
        run.run(["calendar"])
        shutil.copy(next(Path("output").rglob("improvement-plan*.docx")), "plan.docx")
        _issue(folder / "year")
    (folder / "output/.working").mkdir()
    (folder / "output/.working/lock").write_text("4711\nOFFICE-7\nmairi\ncalendar\n", encoding="utf-8")
    shutil.copytree(folder, folder / "whole")
    return folder


def _issue(year: Path) -> None:
    """Make a cycle of one partnership, issue it, and let its plan and a workbook of it lie beside the first cycle."""
    (year / "inputs").mkdir(parents=True)
    for name in ("cycle.yaml", "inverallan.yaml"):
        shutil.copy(resources.inputs() / name, year / "inputs")
    run.run(["generate", *_YEAR, "-o", "year/output"])
    approved = ("--approved-by", "Eilidh Garvie, chief inspector", "--on", "2026-12-16")
    run.run(["issue", *_YEAR, "-o", "year/output", *approved])
    run.run(["workbook", "cycle.xlsx", *_YEAR])
    shutil.copy(next(year.rglob("improvement-plan*.docx")), "back.docx")


@cache
def _original(file: str) -> bytes:
    return (_folder() / "whole" / file).read_bytes()


def _mend() -> None:
    """Put back what a run may have changed."""
    shutil.rmtree("output")
    shutil.copytree("whole/output", "output")
    for each in KINDS.values():
        Path(each.file).write_bytes(_original(each.file))
    for backup in Path("templates").glob("before-restyle-*"):
        shutil.rmtree(backup)


def _pdf(path: Path, pages: int) -> None:
    with pikepdf.new() as file:
        for _ in range(pages):
            file.add_blank_page()
        with file.open_outline() as outline:
            outline.root += [pikepdf.OutlineItem(f"Chapter {number + 1}", number) for number in range(pages)]
        file.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
