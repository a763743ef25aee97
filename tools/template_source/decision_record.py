"""The wording of the record of decision, which stays in the house → its design."""

from __future__ import annotations

from tools.template_source.markup import (
    Block,
    Bold,
    Column,
    Row,
    RowTag,
    each,
    paragraph,
    rows_each,
    rows_when,
    table,
    when,
)
from tools.template_source.parts import Design, section
from tools.template_source.shared import (
    CONDITIONS_MET,
    NOT_DETERMINED,
    STATE_TITLE,
    conditions_rule,
    conditions_table,
    decision_sentence,
    footer,
    letterhead,
    running_header,
    state_lines,
)

INTERNAL = "Internal: this record is not for the partnership."


def design() -> Design:
    """The template of the record."""
    return Design(
        title="Record of decision: {{ partnership.name }} (internal)" + STATE_TITLE,
        subject="{{ inspection.title }}",
        status="{{ assessment.state }}",
        first_header=[letterhead(), paragraph("Header", INTERNAL)],
        header=[running_header("Record of decision"), paragraph("Header", INTERNAL)],
        footer=footer(),
        body=[
            paragraph("Title", "Record of decision"),
            paragraph("Subtitle", "{{ partnership.name }}"),
            state_lines(),
            _facts(),
            _decision(),
            _conditions(),
            _second(),
            _criteria(),
            section(first=True),
        ],
    )


def _facts() -> Block:
    return table(
        "Facts",
        "The facts that identify this record",
        (Column("Item", 3000), Column("Detail", 6298)),
        (
            Row(("Our reference", "{{ assessment.reference }}")),
            Row(("{{ inspection_type.noun | initial_capital }}", "{{ inspection.title }}")),
            Row(("Date of the letter", "{{ letter.date | date }}")),
            *rows_when("decision and decision.decided_by", Row(("Decided by", "{{ decision.decided_by }}"))),
            *rows_when("decision and decision.date", Row(("Decided on", "{{ decision.date | date }}"))),
            *rows_when("decision and decision.where", Row(("Recorded in", "{{ decision.where }}"))),
        ),
    )


def _decision() -> Block:
    return [
        paragraph("Heading1", "The decision"),
        when(
            "decision and level",
            decision_sentence(),
            paragraph("Normal", "{{ level.meaning }}"),
            when(
                "decision.rationale",
                paragraph("LeadIn", "The rationale is as follows."),
                paragraph("Normal", "{{ decision.rationale }}"),
                otherwise=[paragraph("Normal", "No rationale is recorded.")],
            ),
            otherwise=[paragraph("Normal", "No decision is recorded yet.")],
        ),
    ]


def _conditions() -> Block:
    return [
        paragraph("Heading1", "What the conditions indicate"),
        when(
            "indication.level",
            paragraph("Normal", "The result for the conditions indicates ", Bold("{{ indication.level.name }}"), "."),
            otherwise=[paragraph("Normal", NOT_DETERMINED)],
        ),
        conditions_rule(),
        conditions_table(),
        paragraph("AfterTable", CONDITIONS_MET),
    ]


def _second() -> Block:
    return [
        paragraph("Heading1", "The second indicator"),
        when(
            "indication.second",
            paragraph(
                "Normal",
                "The second indicator points to ",
                Bold("{{ indication.second.level.name }}"),
                ", because {{ indication.second.reason }}.",
            ),
            otherwise=[paragraph("Normal", "No evaluation was given, and no circumstance was recorded.")],
        ),
        when(
            "assessment.evaluations",
            table(
                "Evaluations",
                "The evaluation given to each quality indicator",
                (Column("Quality indicator", 6298), Column("Evaluation", 3000)),
                rows_each(
                    "given in assessment.evaluations",
                    Row(("{{ given.quality_indicator }}", "{{ given.evaluation | initial_capital }}")),
                ),
            ),
        ),
    ]


def _criteria() -> Block:
    return [
        paragraph("Heading1", "The criteria, with evidence and sources"),
        each("result in indication.conditions", paragraph("Heading2", _CONDITION), _answers()),
    ]


_CONDITION = "{{ result.condition.number }}. {{ result.condition.name }}"


def _answers() -> Block:
    row = Row(
        (
            "{{ criterion.number }} {{ criterion.text }}",
            "{{ answer.answer | initial_capital }}",
            "{% if answer.evidence %}{{ answer.evidence }}{% else %}None recorded{% endif %}",
            "{% if answer.source %}{{ answer.source }}{% else %}None recorded{% endif %}",
        )
    )
    rows: tuple[Row | RowTag, ...] = (
        RowTag("for criterion in result.condition.criteria"),
        RowTag("for answer in assessment.criteria if answer.criterion == criterion.id"),
        row,
        RowTag("endfor"),
        RowTag("endfor"),
    )
    return table(
        "Criteria",
        "Each criterion with its answer, the evidence for it and where that is found",
        (Column("Criterion", 3600), Column("Answer", 1300), Column("Evidence", 2500), Column("Source", 1898)),
        rows,
    )
