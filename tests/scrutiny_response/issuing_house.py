"""A small cycle whose documents are final, for the tests of issuing."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.generate import cycle
from scrutiny_response.store.outcome import CycleOutcome
from scrutiny_response.store.up_to_date import Options
from scrutiny_response.use_cases import issuing, verify
from scrutiny_response.use_cases.generate import Sources
from scrutiny_response.use_cases.issuing import IssueOptions, IssueOutcome, WithdrawOptions
from scrutiny_response.use_cases.record_check import check_record
from tests.assessment_files import write
from tests.samples import an_assessment
from tests.small_templates import write_templates

REFERENCE = "PSR-2026-010"
APPROVED = "Eilidh Garvie, chief inspector"
DAY = dt.date(2026, 12, 7)
FOLDER = "PSR-2026-010-Lorne"
ISSUED = f"{FOLDER}/letter.docx"
TEXTS = {
    "letter": "{{ assessment.reference }}: Dear {{ addressee.salutation }}, yours {{ signatory.name }}."
    "{% if replaces %} This letter replaces our letter of {{ replaces | date }}.{% endif %} {% if level %}{{ level.name }}{% endif %}",
    "plan": "The plan of {{ partnership.name }} is due{% if schedule.plan_due %} on {{ schedule.plan_due.date | date }}{% endif %}.",
}


class IssuingHouse:
    """A cycle's folder with one assessment in the state `issued`, which asks for a letter and a plan.

    A folder that holds one already is taken as it is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.inputs = folder, folder / "inputs"
        self.output, self.record = folder / "output", folder / "record"
        self.templates = folder / "templates"
        if not self.inputs.exists():
            self._begin()

    @staticmethod
    def generated(folder: Path) -> IssuingHouse:
        """Make a cycle in this empty folder, and its documents; it may be copied elsewhere as it is."""
        house = IssuingHouse(folder)
        assert not house.generate().refused
        return house

    def _begin(self) -> None:
        write_templates(self.templates, **TEXTS)
        self.inputs.mkdir()
        (self.inputs / "cycle.yaml").write_text("marking: OFFICIAL\n", encoding="utf-8")
        self.write()

    def write(self, name: str = "lorne", **changes: Any) -> Path:
        """Write an assessment, with some of it otherwise than it was."""
        whole = an_assessment()
        fields: dict[str, Any] = {
            "reference": REFERENCE,
            "documents": ("letter", "plan"),
            "state": State.ISSUED,
            "partnership": replace(whole.partnership, name="Lorne"),
            "marking": None,
            **changes,
        }
        return write(self.inputs, name, replace(whole, **fields))

    def generate(self, *files: str, **options: Any) -> CycleOutcome:
        """Make the documents."""
        inputs = [self.inputs / file for file in files] or [self.inputs]
        return cycle.generate(inputs, self.output, templates=self.templates, options=Options(**options))

    def issue(self, **options: Any) -> IssueOutcome:
        """Issue the one assessment."""
        outcomes, problems = self.issue_all(**options)
        assert [problem for problem in problems if problem.id != "another-run"] == []
        (outcome,) = outcomes
        return outcome

    def issue_all(self, **options: Any) -> tuple[tuple[IssueOutcome, ...], tuple[Any, ...]]:
        """Issue everything."""
        wanted = IssueOptions(**{"on": DAY, "approved_by": APPROVED, **options})
        return issuing.issue([self.inputs], self.output, Sources(templates=self.templates), wanted)

    def issue_named(self, file: str, **options: Any) -> IssueOutcome:
        """Issue one assessment of several."""
        wanted = IssueOptions(**{"on": DAY, "approved_by": APPROVED, **options})
        (outcome,), _ = issuing.issue([self.inputs / file], self.output, Sources(templates=self.templates), wanted)
        return outcome

    def withdraw(self, **options: Any) -> IssueOutcome:
        """Withdraw what stands."""
        wanted = WithdrawOptions(**{"on": dt.date(2026, 12, 9), "reason": "It was sent elsewhere.", **options})
        return issuing.withdraw(f"{self.inputs}/lorne.yaml", REFERENCE, self.output, self.record, wanted)

    def verify(self) -> dict[str, tuple[str, str]]:
        """What becomes of each document."""
        return {each.path: (each.state, each.outdated) for each in verify.verify(self.output, templates=self.templates)}

    def faults(self) -> list[str]:
        """What is wrong with the record."""
        return [problem.id for problem in check_record(self.record)]

    def files(self, folder: Path | None = None) -> list[str]:
        """Every file in the output folder, or in another."""
        folder = folder or self.output
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())

    def documents(self) -> list[str]:
        """Every Word file in the output folder."""
        return [file for file in self.files() if file.endswith(".docx")]

    def read(self, path: str) -> bytes:
        """The bytes of a file in the output folder."""
        return (self.output / path).read_bytes()


def edit(path: Path, before: str, after: str) -> None:
    """Change some words of a Word file, as somebody does in Word."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    text = parts["word/document.xml"].decode()
    assert before in text
    parts["word/document.xml"] = text.replace(before, after, 1).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)


def another(**changes: Any) -> Assessment:
    """An assessment with some of it changed."""
    return replace(an_assessment(), **changes)
