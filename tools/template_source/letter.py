"""The wording of the post-scrutiny response letter → its design."""

from __future__ import annotations

from tools.template_source.markup import Block, Bold, Column, Row, choose, each, paragraph, rows_each, table, when
from tools.template_source.parts import Design, section
from tools.template_source.shared import (
    CONDITIONS_MET,
    STATE_TITLE,
    conditions_rule,
    conditions_table,
    contact,
    decision_sentence,
    footer,
    gaelic_name,
    letterhead,
    plan_due,
    running_header,
    schedule,
    state_lines,
    support,
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
            _opening(),
            _purpose(),
            _findings(),
            _conditions(),
            _level(),
            _support(),
            _monitoring(),
            _next_steps(),
            _publication(),
            _sign_off(),
            section(first=True),
        ],
    )


def _opening() -> Block:
    return [
        paragraph("ReferenceLine", "Our reference: {{ assessment.reference }}"),
        paragraph("ReferenceLine", "Date: {{ letter.date | date }}"),
        paragraph("Address", "{{ addressee.name }}"),
        paragraph("Address", "{{ addressee.role | initial_capital }}"),
        when(
            "partnership.name not in addressee.address",
            paragraph("Address", "{{ partnership.name }}"),
        ),
        each("line in addressee.address", paragraph("Address", "{{ line }}")),
        when(
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
        ),
        paragraph("Salutation", "Dear {{ addressee.salutation }}"),
        paragraph("Subject", "{{ inspection.title }}"),
        paragraph("Subject", "{{ partnership.name }}"),
        gaelic_name("Subject"),
    ]


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
        _bespoke("purpose"),
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
        _bespoke("findings"),
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
        _bespoke("conditions"),
    ]


def _level() -> Block:
    return [
        when(
            "letter.names_level",
            paragraph("Heading1", "Level of support and why"),
            when("level", _reasons(), otherwise=[_not_determined()]),
            otherwise=[
                paragraph("Heading1", "Support for improvement and why"),
                when("level", _unnamed(), otherwise=[_still_open()]),
            ],
        ),
        _bespoke("level"),
    ]


def _reasons() -> Block:
    return [
        paragraph(
            "Normal",
            "{% if indication.level %}The result for the conditions of improvement indicates "
            "{{ indication.level.name }}.{% else %}Some criteria are not yet assessed, so the result for the "
            "conditions of improvement indicates a level between {{ indication.lowest.name }} and "
            "{{ indication.highest.name }}.{% endif %}",
        ),
        when("indication.second", _second()),
        when(
            "decision",
            decision_sentence(),
            when("decision.rationale", _rationale()),
            otherwise=[
                paragraph(
                    "Normal", "The level of support on which this letter rests is ", Bold("{{ level.name }}"), "."
                )
            ],
        ),
        paragraph("Normal", "{{ level.meaning }}"),
    ]


def _rationale() -> Block:
    return [
        paragraph(
            "LeadIn",
            "{% if decided_otherwise %}This differs from what is indicated, for the following "
            "reason.{% else %}The reason for this decision is as follows.{% endif %}",
        ),
        paragraph("Normal", "{{ decision.rationale }}"),
    ]


def _unnamed() -> Block:
    return paragraph(
        "Normal",
        "{{ level.meaning }} We reached this view from the inspection as a whole, including the result for the "
        "conditions of improvement{% if indication.second %} and {{ indication.second.reason }}{% endif %}.",
    )


def _second() -> Block:
    return paragraph(
        "Normal",
        "A second indicator, which rests on {{ indication.second.reason }}, suggests "
        "{% if indication.level and indication.agree %}the same level"
        "{% else %}{{ indication.second.level.name }}{% endif %}.",
    )


def _not_determined() -> Block:
    return [
        paragraph(
            "LeadIn",
            "The level of support is not yet determined. It lies between {{ indication.lowest.name }} and "
            "{{ indication.highest.name }}. "
            "{% if indication.settled_by | length == 1 %}This criterion, not yet assessed, would settle it."
            "{% else %}These criteria, not yet assessed, would settle it.{% endif %}",
        ),
        _open_criteria(),
    ]


def _still_open() -> Block:
    return [
        paragraph(
            "LeadIn",
            "We cannot yet say which support is likely to help. "
            "{% if indication.settled_by | length == 1 %}This criterion is still to be assessed."
            "{% else %}These criteria are still to be assessed.{% endif %}",
        ),
        _open_criteria(),
    ]


def _open_criteria() -> Block:
    return each(
        "criterion in indication.settled_by",
        paragraph("ListBullet", "{{ criterion.number }} {{ criterion.text }}"),
    )


def _support() -> Block:
    return [
        paragraph("Heading1", "What the support may include"),
        when("level", _lead()),
        support(", and we will agree with you what fits best."),
        _bespoke("support"),
    ]


def _lead() -> Block:
    return choose(
        (
            'level.id == "local"',
            [
                paragraph(
                    "Normal",
                    "The partnership leads its own improvement. We and our scrutiny partners are glad to help where "
                    "you would find it useful.",
                )
            ],
        ),
        (
            'level.id == "commissioned"',
            [
                paragraph(
                    "Normal",
                    "The partnership leads its improvement and chooses the support that it commissions. We can point "
                    "to effective practice elsewhere and to sources of advice.",
                )
            ],
        ),
        (
            'level.id == "assisted"',
            [
                paragraph(
                    "Normal",
                    "The partnership leads its improvement, with help from us, from our scrutiny partners or from "
                    "others outside the partnership.",
                )
            ],
        ),
        (
            'level.id == "directed"',
            [
                paragraph(
                    "Normal",
                    "The partnership leads its improvement, and we and our scrutiny partners will work closely "
                    "alongside it. The support is more structured than at other levels, and its timeframes are "
                    "agreed with you.",
                )
            ],
        ),
    )


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
        _bespoke("monitoring"),
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
        _bespoke("next steps"),
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
        _bespoke("publication"),
        paragraph("LeadIn", "{{ framework.formats }}"),
    ]


def _sign_off() -> Block:
    return [
        paragraph("Closing", "Yours sincerely"),
        paragraph("Signature", "{{ signatory.name }}"),
        paragraph("Signature", "{{ signatory.role | initial_capital }}"),
        paragraph("Signature", "Care Inspectorate"),
        when('"improvement-plan" in assessment.documents', paragraph("Normal", "Enclosed: improvement plan")),
    ]


def _bespoke(name: str) -> Block:
    """The bespoke paragraphs that close a section."""
    return each(
        f'bespoke in letter.paragraphs if bespoke.section == "{name}"',
        paragraph("Normal", "{{ bespoke.text }}"),
    )
