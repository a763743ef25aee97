"""The wording of the page on plans that came back, for the link inspector → its design."""

from __future__ import annotations

from tools.template_source.markup import Block, Bold, Column, Field, Row, each, paragraph, rows_each, table, when
from tools.template_source.parts import Design, section

TITLE = "Plans that came back"


def design() -> Design:
    """The template of the page."""
    return Design(
        title=TITLE,
        subject="What changed in each plan, and what has to be asked",
        status="",
        first_header=[paragraph("Letterhead", "Care Inspectorate")],
        header=[paragraph("Header", TITLE)],
        footer=[paragraph("Footer", "Page ", Field("PAGE", "1"), " of ", Field("NUMPAGES", "1"))],
        body=[
            paragraph("Title", TITLE),
            each("plan in plans", *_plan()),
            section(first=True, landscape=True, margin=1134),
        ],
    )


def _plan() -> list[Block]:
    return [
        paragraph(
            "Heading1",
            "{% if plan.reference %}{{ plan.partnership }}{% else %}It is not known whose plan this is{% endif %}",
        ),
        when("plan.reference", paragraph("Normal", Bold("Our reference: "), "{{ plan.reference }}")),
        paragraph("Normal", Bold("File: "), "{{ plan.file }}"),
        when(
            "plan.asked",
            paragraph("Heading2", "To be asked"),
            each("question in plan.asked", paragraph("ListBullet", "{{ question }}")),
        ),
        when("plan.actions", paragraph("Heading2", "Actions"), _actions("Actions", "plan.actions")),
        when(
            "plan.added",
            paragraph("Heading2", "Added by the partnership"),
            _actions("Added by the partnership", "plan.added"),
        ),
        when(
            "plan.gone",
            paragraph("Normal", Bold("Taken out, or not found: "), "{{ plan.gone | join(', ') }}"),
        ),
        when("plan.moved", paragraph("Normal", Bold("Under another area now: "), "{{ plan.moved | join(', ') }}")),
        each(
            "part in plan.parts",
            paragraph("Heading2", "{{ part.part }}"),
            each("line in part.lines", paragraph("Normal", "{{ line }}")),
        ),
    ]


def _actions(caption: str, actions: str) -> Block:
    columns = (
        Column("Action", 5470),
        Column("Status before", 1900),
        Column("Status now", 1900),
        Column("What else changed", 5300),
    )
    cells = ("{{ action.reference }}: {{ action.action }}", "{{ action.before }}", "{{ action.now }}", _changed())
    return table(
        caption,
        "Each action with its status before and now, and what else changed",
        columns,
        rows_each(f"action in {actions}", Row(cells)),
    )


def _changed() -> list[Block]:
    return [
        each("change in action.changes", paragraph("TableText", "{{ change }}")),
        each("line in action.progress", paragraph("TableText", "Progress: {{ line }}")),
        when("not (action.changes or action.progress)", paragraph("TableText", "Nothing")),
    ]
