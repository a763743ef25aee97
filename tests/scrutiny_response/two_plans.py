"""A cycle folder with two of the samples, which name one report, and their documents; what tests do with it."""

from __future__ import annotations

import shutil
from pathlib import Path

from scrutiny_response import resources
from scrutiny_response.cli import run
from tests.pages import Pages

DUNMARRA = "output/PSR-2026-015-Dunmarra Child Protection Partnership"
BRAIDMUIR = "output/PSR-2026-016-Braidmuir, Tarvale and Northmuir Community Justice Partnership"
PLANS = [f"{DUNMARRA}/improvement-plan-panel-approved.docx", f"{BRAIDMUIR}/improvement-plan-factual-accuracy.docx"]
REPORT = "inputs/reports/dunmarra.docx"
SHARED = "output/reports/dunmarra-with-plans-panel-approved.docx"


def generate_into(folder: Path) -> Path:
    """Make the cycle in a folder, with its documents; return it."""
    (folder / "inputs").mkdir(parents=True)
    for name in ("cycle.yaml", "dunmarra.yaml", "braidmuir.yaml"):
        shutil.copy(resources.inputs() / name, folder / "inputs")
    shutil.copytree(resources.inputs() / "reports", folder / "inputs/reports")
    change(folder / "inputs/braidmuir.yaml", "inspection:", "inspection:\n  report: reports/dunmarra.docx")
    assert run.run(["generate", str(folder / "inputs"), "-o", str(folder / "output")]) == 0
    return folder


def change(file: str | Path, old: str, new: str) -> None:
    """Change a text in a file, in which it must stand."""
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def appendices(file: str) -> list[str]:
    """The appendix headings of a Word file, those that came with the report left out."""
    return [text for level, text in Pages(Path(file).read_bytes()).headings if level == 1 and text.startswith("App")][
        2:
    ]
