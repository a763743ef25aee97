"""The wording of the post-scrutiny response letter → its design."""

from __future__ import annotations

from tools.template_source.correspondence import formats, opening, sign_off
from tools.template_source.letter_level import level, support_offered
from tools.template_source.markup import Block, Bold, Column, Row, each, paragraph, rows_each, table, when
from tools.template_source.parts import Design, section
from tools.template_source.shared import (
    CONDITIONS_MET,
    HOW_OFTEN,
    STATE_TITLE,
    bespoke,
    conditions_rule,
    conditions_table,
    contact,
    disclaimer,
    footer,
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
            opening("letter.date", "{{ inspection.title }}"),
            _in_brief(),
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


def _in_brief() -> Block:
    """What a reader looks for first: the level, when the plan is due, and what we do first."""
    return [
        paragraph("Heading1", "In brief"),
        when(
            "letter.names_level",
            paragraph(
                "InBrief",
                Bold("Level of support:"),
                " {% if level %}{{ level.name }}{% else %}not yet determined, between {{ indication.lowest.name }} and "
                "{{ indication.highest.name }}{% endif %}",
            ),
        ),
        paragraph(
            "InBrief",
            Bold("Improvement plan:"),
            " {% if schedule.plan_due %}due ",
            *plan_due(),
            "{% else %}please tell us when you expect to share it{% endif %}",
        ),
        paragraph(
            "InBrief",
            Bold("What we do first:"),
            " {% if schedule.first_contact %}{{ schedule.first_contact.kind }} "
            "{% if schedule.first_contact.until %}from {{ schedule.first_contact.date | date }} to "
            "{{ schedule.first_contact.until | date }}{% else %}on {{ schedule.first_contact.date | date }}{% endif %}"
            "{% if schedule.first_contact.proposed %} (proposed){% endif %}"
            "{% else %}we keep in touch with you, and agree dates where they would help{% endif %}",
        ),
    ]


def _purpose() -> Block:
    return [
        paragraph("Heading1", "Purpose and legal basis"),
        paragraph(
            "Normal",
            "We are writing to you after the {{ inspection.type }} in your area, which took place "
            "{% if inspection.started == inspection.ended %}on {{ inspection.started | date }}{% else %}"
            "from {{ inspection.started | date }} to {{ inspection.ended | date }}{% endif %}. It was part of our "
            "{% if scrutiny_of %}scrutiny of {{ scrutiny_of }}{% else %}programme of scrutiny, "
            "“{{ inspection.programme }}”{% endif %}."
            "{% if inspection.partners %} We worked on it together with {{ inspection.partners | join_and }}."
            "{% endif %}",
        ),
        paragraph(
            "Normal",
            "This letter says {% if has_findings %}what we found, {% endif %}how far the conditions of improvement are "
            "met, {% if level %}what support is likely to help{% else %}what is still to be assessed{% endif %}, and "
            "what happens next.",
        ),
        paragraph(
            "Normal",
            "We write under {{ framework.legal_basis }}, which gives us {{ framework.duty }}. We have used our "
            "framework, “{{ framework.title }}”. " + disclaimer(),
        ),
        bespoke("purpose"),
    ]


def _findings() -> Block:
    return [
        paragraph("Heading1", "What we found"),
        paragraph(
            "Normal",
            "Our {{ inspection_type.report }}"
            "{% if inspection.report_reference %} ({{ inspection.report_reference }}){% endif %} sets out the findings "
            "in full.{% if has_findings %} The main points are summarised here.{% endif %}",
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
            "We found {{ assessment.strengths | length | in_words }} main "
            "{% if assessment.strengths | length == 1 %}strength{% else %}strengths{% endif %}.",
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
                    "No dates have been set." + HOW_OFTEN + " We will keep in touch with you about progress and agree "
                    "dates with you if they would help.",
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
                "{{ inspection_type.noun }}, and it is yours to change and complete.",
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
                "Normal",
                "Our {{ inspection_type.report }} "
                "{% if inspection.publication > letter.date %}will be published on {{ inspection.publication | date }}"
                "{% if _EMBARGOED and assessment.embargoed_until == inspection.publication %}, when the embargo ends"
                "{% endif %}{% elif inspection.publication == letter.date %}is published on "
                "{{ inspection.publication | date }}{% else %}was published on {{ inspection.publication | date }}"
                "{% endif %}."
                "{% if _EMBARGOED %} Please do not share or quote this letter or the report before "
                "{% if assessment.embargoed_until == inspection.publication %}then{% else %}the embargo ends on "
                "{{ assessment.embargoed_until | date }}{% endif %}.{% endif %}".replace("_EMBARGOED", _EMBARGOED),
            ),
        ),
        bespoke("publication"),
        formats(),
    ]


_EMBARGOED = 'assessment.embargoed_until and assessment.state != "issued"'
