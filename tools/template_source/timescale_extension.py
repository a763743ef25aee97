"""The wording of the letter that extends an agreed timescale → its design."""

from __future__ import annotations

from tools.template_source.correspondence import formats, opening, sign_off
from tools.template_source.markup import Block, Bold, Column, Piece, Row, paragraph, table, when
from tools.template_source.parts import Design, section
from tools.template_source.shared import (
    STATE_TITLE,
    contact,
    footer,
    letterhead,
    origin,
    running_header,
    state_lines,
)


def design() -> Design:
    """The template of the letter."""
    return Design(
        title="Extension of a timescale: {{ partnership.name }}" + STATE_TITLE,
        subject="{{ inspection.title }}",
        status="{{ assessment.state }}",
        first_header=letterhead(),
        header=running_header("Extension of a timescale"),
        footer=footer(),
        body=[
            state_lines(),
            when(
                "extension and schedule.extended",
                opening("extension.letter_date", _SUBJECT, "{{ inspection.title }}"),
                _timescales(),
                _next_steps(),
                formats(),
                sign_off(),
                otherwise=[paragraph("Normal", "No extension of a timescale is recorded.")],
            ),
            section(first=True),
        ],
    )


_SUBJECT = (
    'Extension of {% if extension.concerns == "improvement plan" %}the timescale for your improvement plan'
    '{% elif extension.concerns == "progress review" %}the timescale for the progress review'
    "{% else %}the timescale for action {{ extension.concerns }}{% endif %}"
)


def _timescales() -> Block:
    return [
        paragraph("Heading1", "The new timescale"),
        paragraph(
            "Normal",
            "We wrote to you on {{ letter.date | date }}, after the {{ inspection.type }} in your area. We have now "
            'agreed more time for {% if extension.concerns == "improvement plan" %}the partnership’s improvement plan'
            '{% elif extension.concerns == "progress review" %}the progress review{% else %}action '
            "{{ extension.concerns }} of the improvement plan"
            "{% if extended_action %}, “{{ extended_action.action }}”{% endif %}{% endif %}.",
        ),
        table(
            "Timescales",
            "The timescale that was agreed first and the one that is agreed now",
            (Column("Timescale", 3000), Column("When", 6298)),
            (_row("Original", "original"), _row("New", "new")),
            together=True,
        ),
        paragraph(
            "AfterTable",
            "The new timescale was agreed on {{ extension.agreed_on | date }} with {{ extension.agreed_with }}. "
            "{{ extension.reason | sentence }}",
        ),
    ]


def _row(name: str, field: str) -> Row:
    milestone = f"schedule.extended.{field}"
    return Row(
        (
            name,
            [
                paragraph("TableTextTogether", *_when(milestone)),
                origin(milestone, "TableTextTogether"),
            ],
        )
    )


def _when(milestone: str) -> tuple[Piece, ...]:
    return (
        Bold(f"{{{{ {milestone}.date | date }}}}"),
        f"{{% if {milestone}.until %}} to ",
        Bold(f"{{{{ {milestone}.until | date }}}}"),
        "{% endif %}",
    )


def _next_steps() -> Block:
    return [
        paragraph(
            "Normal",
            '{% if extension.concerns == "improvement plan" %}Please send us the plan ',
            "{% if schedule.extended.new.until %}between {% else %}by {% endif %}",
            Bold("{{ schedule.extended.new.date | date }}"),
            "{% if schedule.extended.new.until %} and ",
            Bold("{{ schedule.extended.new.until | date }}"),
            "{% endif %}. "
            '{% elif extension.concerns == "progress review" %}Please let those who will take part in the review know. '
            "{% else %}Please note the new timescale in your copy of the plan. {% endif %}"
            "{% if follow_up %}All other dates stay as we last agreed them with you.{% else %}"
            "Everything else in our letter of {{ letter.date | date }} stays as it was.{% endif %}",
        ),
        paragraph("LeadIn", "If circumstances change again, please contact ", *contact(), "."),
    ]
