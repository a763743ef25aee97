"""Plans as they were sent, and filled in, for tests: six actions in two areas, rendered with the shipped template."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.table import Table, _Cell

from engross.word import Template
from scrutiny_response import resources
from scrutiny_response.domain.assessment import Action, Area, Assessment
from scrutiny_response.domain.response import respond
from scrutiny_response.domain.timeframes import Length, Unit
from scrutiny_response.generate.document_state import open_template
from scrutiny_response.use_cases.returned import KnownPlan
from scrutiny_response.use_cases.returned.known import plan_in
from tests.samples import an_area, an_assessment, the_framework

WORDS = {
    "A1.1": ("Agree one chronology template for all agencies", "Head of children's services", "not started"),
    "A1.2": ("Train every lead professional in its use", "Learning and development manager", "in progress"),
    "A1.3": ("Read a sample of records each month", "Quality officer", "not started"),
    "A2.1": ("Ask families what helped", "Participation lead", "not started"),
    "A2.2": ("Publish what was changed because of it", "Chief officer", "not started"),
    "A2.3": ("Tell the partnership board each quarter", "Clerk to the board", "on hold"),
}
FILLED = {
    "A1.1": "In progress",
    "A1.2": "Completed",
    "A1.3": "Not started",
    "A2.1": "On track",
    "A2.2": "Delayed",
    "A2.3": "In progress",
}
"""What the partnership answers, by action."""
REFERENCE, ACTION, LEAD, TIMESCALE, MEASURE, STATUS = range(6)


def the_assessment(reference: str = "PSR-2026-014", name: str = "", **areas: Any) -> Assessment:
    """The assessment whose plan is sent; another partnership's with another reference and name."""
    sample = an_assessment(reference=reference, areas=tuple(map(_area, ("A1", "A2"))), **areas)
    if not name:
        return sample
    return an_assessment(
        reference=reference,
        areas=sample.areas,
        partnership=type(sample.partnership)(
            **{
                field: getattr(sample.partnership, field)
                for field in sample.partnership.__struct_fields__
                if field != "name"
            },
            name=name,
        ),
    )


def the_plan() -> KnownPlan:
    """The plan as it was sent."""
    return plan_in(the_assessment())


@cache
def sent(assessment: Assessment | None = None) -> bytes:
    """The plan as it is sent, as a Word file."""
    return bytes(_template().render(respond(assessment or the_assessment(), the_framework())))


@cache
def _template() -> Template:
    source = (resources.templates() / "improvement-plan.docx").read_bytes()
    return open_template(source, "improvement-plan.docx")


def opened(data: bytes | None = None) -> Any:
    """A plan as a document to be edited."""
    return docx.Document(BytesIO(data or sent()))


def filled() -> Any:
    """The plan with every status filled in, as a document to be edited further."""
    document = opened()
    for reference, status in FILLED.items():
        put(status_cell(document, reference), status)
    return document


def saved(document: Any) -> bytes:
    """A document's bytes."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def action_tables(document: Any) -> list[Table]:
    """The two tables of actions."""
    return [table for table in document.tables if table.cell(0, 0).text == "Reference"][:2]


def place_of(document: Any, reference: str) -> tuple[Table, int]:
    """The table and the number of the row of an action."""
    for table in action_tables(document):
        for number, row in enumerate(table.rows):
            if row.cells[0].text == reference:
                return table, number
    raise KeyError(reference)


def cell_of(document: Any, reference: str, column: int) -> _Cell:
    """A cell of an action's row."""
    table, row = place_of(document, reference)
    return table.cell(row, column)


def status_cell(document: Any, reference: str) -> _Cell:
    """The cell of an action's status."""
    return cell_of(document, reference, STATUS)


def put(cell: _Cell, text: str) -> None:
    """Write into a cell as somebody in Word does: in its first paragraph, where its bookmark stays."""
    first, *rest = cell.paragraphs
    for run in first.runs[1:]:
        run._r.getparent().remove(run._r)
    if first.runs:
        first.runs[0].text = text
    else:
        first.add_run(text)
    for paragraph in rest:
        paragraph._p.getparent().remove(paragraph._p)


def _area(reference: str) -> Area:
    actions = tuple(
        Action(reference=number, action=words, lead=lead, due=Length(count=4 + at, unit=Unit.WEEKS),
               measure=f"Evidence that {words[0].lower()}{words[1:]}", status=status)
        for at, (number, (words, lead, status)) in enumerate(WORDS.items()) if number.startswith(reference)
    )  # fmt: skip
    return an_area(reference=reference, title=f"The title of {reference}", actions=actions,
                   finding=f"What the inspection found in {reference}.")  # fmt: skip
