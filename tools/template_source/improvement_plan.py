"""The wording of the improvement plan → its design."""

from __future__ import annotations

from tools.template_source.markup import (
    Block,
    Bold,
    Column,
    Row,
    paragraph,
    rows_when,
    table,
    when,
)
from tools.template_source.parts import Design, section
from tools.template_source.plan_actions import TO_FILL_IN, areas, log, to_fill_in
from tools.template_source.shared import (
    CONDITIONS_MET,
    HOW_OFTEN,
    NOT_DETERMINED,
    STATE_TITLE,
    conditions_rule,
    conditions_table,
    contact,
    decision_sentence,
    disclaimer,
    footer,
    gaelic_name,
    letterhead,
    meaning,
    plan_due,
    running_header,
    schedule,
    state_lines,
    support,
)


def design() -> Design:
    """The improvement plan's template."""
    return Design(
        title="Improvement plan: {{ partnership.name }}" + STATE_TITLE,
        subject="{{ inspection.title }}",
        status="{{ assessment.state }}",
        first_header=letterhead(),
        header=running_header("Improvement plan"),
        footer=footer(),
        body=[
            _cover(),
            _about(),
            _level(),
            areas(),
            log(),
            _support(),
            _monitoring(),
            _governance(),
            section(),
        ],
    )


def _cover() -> Block:
    return [
        paragraph("Title", "Improvement plan"),
        paragraph("Subtitle", "{{ partnership.name }}"),
        gaelic_name("Subtitle"),
        state_lines(),
        when("replaces", paragraph("Normal", "This improvement plan replaces the one of {{ replaces | date }}.")),
        _control(),
        _versions(),
    ]


def _control() -> Block:
    return [
        paragraph("Heading1", "Document control"),
        table(
            "Document control",
            "The facts that identify this plan",
            (Column("Item", 3000), Column("Detail", 6298)),
            (
                Row(("Our reference", "{{ assessment.reference }}")),
                Row(("{{ inspection_type.noun | initial_capital }}", "{{ inspection.title }}")),
                Row(
                    (
                        "Dates of the {{ inspection_type.noun }}",
                        "{{ inspection.started | date }}"
                        "{% if inspection.started != inspection.ended %} to {{ inspection.ended | date }}{% endif %}",
                    )
                ),
                *rows_when(
                    "inspection.report_reference",
                    Row((_REPORT, "{{ inspection.report_reference }}")),
                ),
                *rows_when(
                    "partnership.councils",
                    Row(
                        (
                            "{% if partnership.councils | length == 1 %}Council{% else %}Councils{% endif %}",
                            "{{ partnership.councils | join_and }}",
                        )
                    ),
                ),
                *rows_when(
                    "partnership.boards",
                    Row(
                        (
                            "{% if partnership.boards | length == 1 %}NHS board{% else %}NHS boards{% endif %}",
                            "{{ partnership.boards | join_and }}",
                        )
                    ),
                ),
                Row(("Document state", "{{ assessment.state | initial_capital }}")),
                Row(("Date of first version", "{{ letter.date | date }}")),
                Row(("Care Inspectorate contact", [paragraph("TableText", *contact())])),
            ),
        ),
    ]


_REPORT = "{{ inspection_type.report | initial_capital }}"
_FIRST = "First version, from the {{ inspection_type.noun }}"


def _versions() -> Block:
    return [
        paragraph("Heading2", "Versions"),
        table(
            "Versions",
            "The versions of this plan, with rows to fill in",
            (Column("Version", 1300), Column("Date", 2400), Column("Changed by", 2400), Column("What changed", 3198)),
            (
                Row(
                    (
                        "1",
                        "{{ letter.date | date }}",
                        "Care Inspectorate",
                        _FIRST,
                    )
                ),
                *[to_fill_in(4)] * 2,
            ),
            together=True,
        ),
    ]


def _about() -> Block:
    return [
        paragraph("Heading1", "About this plan", page_break=True),
        paragraph(
            "Normal",
            "This plan belongs to the partnership. It starts from what the {{ inspection.type }} found, so that the "
            "improvements can be planned, led and followed in one place. Please change and complete it as the work "
            "goes on.",
        ),
        paragraph(
            "Normal",
            "{% if schedule.plan_due %}Please send us the plan ",
            *plan_due(),
            ". {% endif %}If you would like to talk anything through, please contact ",
            *contact(),
            ".",
        ),
    ]


def _level() -> Block:
    return [
        when(
            "letter.names_level",
            paragraph("Heading1", "Level of support"),
            when(
                "level",
                when(
                    "decision",
                    decision_sentence(),
                    otherwise=[
                        paragraph("Normal", "The indicated level of support is ", Bold("{{ level.name }}"), ".")
                    ],
                ),
                meaning(),
                when("indication.level == level and indication.less", _next_level()),
                otherwise=[paragraph("Normal", NOT_DETERMINED)],
            ),
            otherwise=[
                paragraph("Heading1", "Support for improvement"),
                when(
                    "level",
                    meaning(),
                    otherwise=[paragraph("Normal", "The support that is likely to help is not yet determined.")],
                ),
            ],
        ),
        paragraph("Heading2", "Conditions of improvement"),
        conditions_rule(),
        conditions_table(),
        paragraph("AfterTable", CONDITIONS_MET),
        paragraph("Normal", disclaimer(), section=section(first=True)),
    ]


def _next_level() -> Block:
    return paragraph(
        "Normal",
        "{{ indication.less.count | in_words | initial_capital }} further "
        "{% if indication.less.count == 1 %}criterion{% else %}criteria{% endif %} met, for example "
        '{{ indication.less.criteria | map(attribute="number") | join_and }}, would indicate '
        "{{ indication.less.level.name }}.",
    )


def _support() -> Block:
    return [
        paragraph("Heading1", "The support"),
        support("."),
    ]


def _monitoring() -> Block:
    return [
        paragraph("Heading1", "Monitoring schedule"),
        when(
            "schedule.milestones",
            schedule(),
            otherwise=[
                paragraph("Normal", "No dates have been set." + HOW_OFTEN + " Dates can be added here once agreed.")
            ],
        ),
    ]


def _governance() -> Block:
    questions = (
        "Group that oversees this plan",
        "Lead officer for this plan",
        "How often progress is considered",
        "Who receives reports on progress",
    )
    signatures = ("For the partnership", "For the group that oversees this plan", "For the Care Inspectorate")
    return [
        paragraph("Heading1", "Governance and sign-off"),
        paragraph("LeadIn", "Please say how the partnership oversees this plan."),
        table(
            "Governance",
            "How the partnership oversees this plan, with cells to fill in",
            (Column("Arrangement", 3900), Column("Detail", 5398)),
            [Row((question, ""), height=TO_FILL_IN) for question in questions],
            together=True,
        ),
        paragraph("Heading2", "Sign-off"),
        table(
            "Sign-off",
            "Who agrees this plan, with cells to fill in",
            (Column("Agreed", 2600), Column("Name and role", 2898), Column("Signature", 2000), Column("Date", 1800)),
            [Row((who, "", "", ""), height=800) for who in signatures],
            together=True,
        ),
        paragraph("AfterTable", "The plan can change by agreement. Please note each new version on the first page."),
        paragraph("Normal", '{{ framework.other_formats("plan") }}'),
    ]
