"""The wording of the post-scrutiny response letter → its design."""

from __future__ import annotations

from tools.template_source.correspondence import opening, sign_off
from tools.template_source.letter_level import level, support_offered
from tools.template_source.markup import Block, Column, Row, each, paragraph, rows_each, table, when
from tools.template_source.parts import Design, section
from tools.template_source.shared import (
    CONDITIONS_MET,
    STATE_TITLE,
    bespoke,
    conditions_rule,
    conditions_table,
    contact,
    footer,
    gaelic_name,
    letterhead,
    plan_due,
    running_header,
    schedule,
    state_lines,
)


def design() -> Design:
    """The letter's template."""
    return Design(
        title="Response following scrutiny: {{ partnership.name }}" + STATE_TITLE,
        subject="{{ inspection.title }}",
        status="{{ assessment.state }}",
        first_header=letterhead(),
        header=running_header("Response following scrutiny"),
        footer=footer(),
        body=[
            state_lines(),
            opening("letter.date", copies=_copies()),
            paragraph("Subject", "{{ inspection.title }}"),
            paragraph("Subject", "{{ partnership.name }}"),
            gaelic_name("Subject"),
            _purpose(),
            _findings(),
            _conditions(),
            level(),
            support_offered(),
            _monitoring(),
            _next_steps(),
            _publication(),
            sign_off(),
            when('"improvement-plan" in assessment.documents', paragraph("Normal", "Enclosed: improvement plan")),
            section(first=True),
        ],
    )


def _copies() -> Block:
    return when(
        "copies",
        paragraph("CopyList", "Copied to:"),
        each(
            "copy in copies",
            paragraph(
                "CopyList",
                "{% if copy.name %}{{ copy.name }}, {{ copy.role }}{% else %}{{ copy.role | initial_capital }}"
                "{% endif %}, {{ copy.organisation }}",
            ),
        ),
    )


def _purpose() -> Block:
    return [
        paragraph("Heading1", "Purpose and legal basis"),
        paragraph(
            "Normal",
            "I am writing to you after the {{ inspection.type }} in your area, which took place "
            "{% if inspection.started == inspection.ended %}on {{ inspection.started | date }}{% else %}"
            "from {{ inspection.started | date }} to {{ inspection.ended | date }}{% endif %}. It was part of our "
            "programme of scrutiny for {{ inspection.programme }}."
            "{% if inspection.partners %} We worked on it together with {{ inspection.partners | join_and }}."
            "{% endif %}",
        ),
        paragraph(
            "Normal",
            "This letter says what we found, how confident we are that the partnership can make the improvements "
            "identified, what support is likely to help, and what happens next.",
        ),
        paragraph(
            "Normal",
            "We write under {{ framework.legal_basis }}, which gives us {{ framework.duty }}. We have used our "
            "framework, “{{ framework.title }}”. {{ framework.disclaimer }}",
        ),
        bespoke("purpose"),
    ]


def _findings() -> Block:
    return [
        paragraph("Heading1", "What we found"),
        paragraph(
            "Normal",
            "Our inspection report"
            "{% if inspection.report_reference %} ({{ inspection.report_reference }}){% endif %} sets out the findings "
            "in full. The main points are summarised here.",
        ),
        when("assessment.evaluations", _evaluations()),
        when("assessment.strengths", _strengths()),
        when("areas", _areas()),
        bespoke("findings"),
    ]


def _evaluations() -> Block:
    return [
        paragraph("Heading2", "Evaluations"),
        paragraph(
            "LeadIn",
            "We gave {% if assessment.evaluations | length == 1 %}this evaluation{% else %}these evaluations"
            "{% endif %}{% if framework.evaluations %}, on a scale of {{ framework.evaluations | length | in_words }} "
            "points from {{ (framework.evaluations | last).id }} to {{ (framework.evaluations | first).id }}"
            "{% endif %}.",
        ),
        table(
            "Evaluations",
            "The evaluation given to each quality indicator and what it means",
            (Column("Quality indicator", 3998), Column("Evaluation", 2000), Column("What it means", 3300)),
            rows_each(
                "given in assessment.evaluations",
                Row(
                    (
                        "{{ given.quality_indicator }}",
                        "{{ given.evaluation | initial_capital }}",
                        "{{ framework.evaluation(given.evaluation).meaning | initial_capital }}",
                    )
                ),
            ),
        ),
    ]


def _strengths() -> Block:
    return [
        paragraph("Heading2", "Strengths"),
        paragraph(
            "LeadIn",
            "We found {% if assessment.strengths | length == 1 %}this strength{% else %}these strengths{% endif %}.",
        ),
        each("strength in assessment.strengths", paragraph("ListBullet", "{{ strength }}")),
    ]


def _areas() -> Block:
    return [
        paragraph("Heading2", "Areas for improvement"),
        paragraph(
            "LeadIn",
            "We identified {{ areas | length | in_words }} "
            "{% if areas | length == 1 %}area{% else %}areas{% endif %} for improvement.",
        ),
        each(
            "area in areas",
            paragraph("Heading3", "{{ area.reference }}: {{ area.title }}"),
            paragraph("Normal", "{{ area.finding }}"),
        ),
    ]


def _conditions() -> Block:
    return [
        paragraph("Heading1", "The conditions of improvement"),
        conditions_rule(),
        conditions_table(),
        paragraph("AfterTable", CONDITIONS_MET),
        bespoke("conditions"),
    ]


def _monitoring() -> Block:
    return [
        paragraph("Heading1", "Monitoring and timeframes"),
        when(
            "schedule.milestones",
            schedule(),
            paragraph(
                "AfterTable",
                "If circumstances change, please talk to us early. We can agree a different date and record why.",
            ),
            otherwise=[
                paragraph(
                    "Normal",
                    "No dates have been set. We will keep in touch with you about progress and agree dates with you if "
                    "they would help.",
                )
            ],
        ),
        bespoke("monitoring"),
    ]


def _next_steps() -> Block:
    return [
        paragraph("Heading1", "What we ask you to do next"),
        when(
            "schedule.plan_due",
            paragraph(
                "ListNumber",
                "Please send us the partnership’s improvement plan ",
                *plan_due(),
                "{% if schedule.plan_due.proposed %}, or tell us if another date would suit you better{% endif %}.",
            ),
            otherwise=[
                paragraph(
                    "ListNumber",
                    "Please let us know when you expect to share the partnership’s improvement plan with us.",
                )
            ],
        ),
        when(
            '"improvement-plan" in assessment.documents',
            paragraph(
                "ListNumber",
                "Please use the enclosed plan as a starting point if it helps. It follows the findings of the "
                "inspection, and it is yours to change and complete.",
            ),
        ),
        paragraph(
            "ListNumber",
            "Please contact ",
            *contact(),
            ", with any question about this letter or the support described in it.",
        ),
        bespoke("next steps"),
    ]


def _publication() -> Block:
    return [
        paragraph("Heading1", "Publication and other formats"),
        when(
            "inspection.publication",
            paragraph(
                "LeadIn",
                "{% if inspection.publication > letter.date %}Our inspection report will be published on "
                "{% else %}Our inspection report was published on {% endif %}{{ inspection.publication | date }}."
                '{% if assessment.embargoed_until and assessment.state != "issued" %} Please do not share or quote '
                "this letter or the report before the embargo ends on {{ assessment.embargoed_until | date }}."
                "{% endif %}",
            ),
        ),
        bespoke("publication"),
        paragraph("LeadIn", "{{ framework.formats }}"),
    ]
