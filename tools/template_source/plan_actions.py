"""The wording of the improvement plan on areas, actions and progress, on landscape pages → blocks."""

from __future__ import annotations

from tools.template_source.markup import Block, Column, Row, RowTag, each, paragraph, rows_each, rows_when, table, when
from tools.template_source.parts import section
from tools.template_source.shared import origin

ACTION_COLUMNS = (
    Column("Reference", 1400),
    Column("Action", 3920),
    Column("Lead role", 2300),
    Column("Timescale", 2300),
    Column("Measure of success", 3200),
    Column("Status", 1450),
)
LOG_COLUMNS = (
    Column("Date", 1700),
    Column("Action", 1450),
    Column("Progress made", 4720),
    Column("Evidence", 3300),
    Column("Status", 1600),
    Column("Noted by", 1800),
)
STATUS_WORDS = (
    "The words for a status are: not started, in progress, on track, delayed, completed, on hold and withdrawn."
)
"""They stand beside each table, and no list to choose from in it: LibreOffice loses a deleted row that has one."""
TO_FILL_IN = 580
"""The least height of a row to fill in, in twentieths of a point."""
MARGIN = 1134
"""The side margins of a landscape page, in twentieths of a point."""


def areas() -> Block:
    """Each area for improvement with its actions, one after the other, and the partnership's own."""
    return [
        paragraph("Heading1", "Areas for improvement and actions"),
        when(
            "areas",
            each("area in areas", _area()),
            otherwise=[
                paragraph(
                    "Normal",
                    '{% if assessment.state == "embargoed" or assessment.state == "issued" %}The '
                    "{{ inspection_type.noun }} identified no areas for improvement."
                    "{% else %}The areas for improvement are not yet recorded.{% endif %}",
                )
            ],
        ),
        paragraph("Heading2", "Further actions"),
        paragraph("LeadIn", STATUS_WORDS),
        _actions("Further actions", *[to_fill_in(6)] * 3),
    ]


def _area() -> Block:
    return [
        paragraph("Heading2", "{{ area.reference }}: {{ area.title }}"),
        paragraph("Normal", "{{ area.finding }}"),
        when("area.source", paragraph("LeadIn", "Source: {{ area.source }}")),
        when(
            "area.criteria",
            paragraph(
                "LeadIn",
                "{% if area.criteria | length == 1 %}Criterion{% else %}Criteria{% endif %} that this area answers to:",
            ),
            each(
                "criterion in framework.criteria() if criterion.id in area.criteria",
                paragraph("ListBulletTogether", "{{ criterion.number }} {{ criterion.text }}"),
            ),
        ),
        paragraph("Heading3", "Actions for {{ area.reference }}"),
        paragraph("LeadIn", STATUS_WORDS),
        _actions(
            "Actions",
            *rows_each(
                "action in area.actions",
                Row(
                    (
                        "{{ action.reference }}",
                        "{{ action.action }}",
                        "{{ action.lead }}",
                        _due(),
                        "{{ action.measure }}",
                        "{{ action.status | initial_capital }}",
                    )
                ),
            ),
            *rows_when("not area.actions", *[to_fill_in(6)] * 3),
        ),
    ]


def _due() -> list[Block]:
    """The date first, then how it was counted and why it was moved; what was agreed as a date stays as it is."""
    due = "schedule.action_due(action.reference)"
    return [
        when(
            f"{due}.basis",
            paragraph("TableText", f"{{{{ {due}.date | date }}}}"),
            origin(due, "TableText"),
            otherwise=[paragraph("TableText", "{{ action.due | timescale }}")],
        )
    ]


def _actions(caption: str, *rows: Row | RowTag, together: bool = False) -> Block:
    return table(
        caption,
        "Each action with its reference, lead role, timescale, measure of success and status",
        ACTION_COLUMNS,
        rows,
        together=together,
    )


def log() -> Block:
    """The log of progress, with rows to fill in."""
    return [
        paragraph("Heading1", "Progress log"),
        paragraph(
            "LeadIn",
            "Please note here what has been done, what has changed for people, and where the evidence is kept.",
        ),
        table(
            "Progress log",
            "Progress with each action, with rows to fill in",
            LOG_COLUMNS,
            [to_fill_in(6)] * 6,
        ),
        paragraph(
            "AfterTable",
            "The partnership can plan actions of its own, and add rows to every table: place the cursor in its last "
            "cell and press the Tab key.",
            section=section(landscape=True, margin=MARGIN),
        ),
    ]


def to_fill_in(cells: int) -> Row:
    """An empty row, high enough to write in."""
    return Row(("",) * cells, height=TO_FILL_IN)
