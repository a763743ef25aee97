"""The wording of the cycle at a glance in Word → its design."""

from __future__ import annotations

from tools.template_source.markup import Block, Column, Field, Row, each, paragraph, rows_each, table, when
from tools.template_source.parts import Design, section

WHEN = "{{ entry.date | date }}{% if entry.until %} to {{ entry.until | date }}{% endif %}"
WHO = "{{ entry.line.partnership }} ({{ entry.line.reference }}, {{ entry.line.state }})"
NOTES = "{% if entry.notes %}{{ entry.notes }}{% else %}None{% endif %}"


def design() -> Design:
    """The template of the overview."""
    return Design(
        title="Inspection cycle at a glance",
        subject="Levels of support, conditions, plans due and monitoring",
        status="",
        first_header=[paragraph("Letterhead", "Care Inspectorate")],
        header=[paragraph("Header", "Inspection cycle at a glance")],
        footer=[paragraph("Footer", "Page ", Field("PAGE", "1"), " of ", Field("NUMPAGES", "1"))],
        body=[
            paragraph("Title", "Inspection cycle at a glance"),
            paragraph(
                "Normal",
                "Partnerships assessed: {{ lines | length }}. Files not accepted: {{ refusals | length }}. "
                "Not yet final: {{ not_final | length }}.",
            ),
            _levels(),
            _conditions(),
            _differences(),
            _plans(),
            _progress(),
            _calendar(),
            _missing(),
            section(first=True, landscape=True, margin=1134),
        ],
    )


def _levels() -> Block:
    return [
        paragraph("Heading1", "Levels of support"),
        table(
            "Levels of support",
            "How many partnerships are at each level of support, and which",
            (Column("Level of support", 4570), Column("Number", 1600), Column("Partnerships", 8400)),
            rows_each(
                "share in shares",
                Row(
                    (
                        "{{ share.level }}",
                        "{{ share.lines | length }}",
                        "{% for line in share.lines %}{{ line.partnership }}{% if not loop.last %}; {% endif %}"
                        "{% else %}None{% endfor %}",
                    )
                ),
            ),
        ),
    ]


def _conditions() -> Block:
    columns = (
        Column("Partnership", 3170),
        Column("Conditions met", 3900),
        Column("Conditions not met", 3900),
        Column("Not yet determined", 3600),
    )
    cells = tuple(_marks(words) for words in ("Met", "Not met", "Not yet determined"))
    return [
        paragraph("Heading1", "Conditions of improvement"),
        paragraph("LeadIn", "● is met, ○ is not met, ? is not yet determined. In brackets: the criteria met."),
        when(
            "lines",
            table(
                "Conditions of improvement",
                "Which conditions each partnership meets, and which it does not",
                columns,
                rows_each("line in lines", Row(("{{ line.partnership }} ({{ line.reference }})", *cells))),
            ),
            otherwise=[paragraph("Normal", "No assessment could be read.")],
        ),
    ]


def _marks(words: str) -> list[Block]:
    chosen = f'line.marks | selectattr("words", "equalto", "{words}") | list'
    return [
        each(
            f"mark in {chosen}",
            paragraph("TableText", "{{ mark.shape }} {{ mark.condition }} ({{ mark.criteria }})"),
        ),
        when(f"not ({chosen})", paragraph("TableText", "None")),
    ]


def _differences() -> Block:
    return [
        paragraph("Heading1", "Where levels or indicators differ"),
        when(
            "differences",
            table(
                "Differences",
                "Where the decided level or the second indicator differs from the indicated level, and why",
                (Column("Partnership", 4070), Column("What differs", 5000), Column("Rationale", 5500)),
                rows_each(
                    "difference in differences",
                    Row(
                        (
                            "{{ difference.line.partnership }} ({{ difference.line.reference }})",
                            "{{ difference.what }}",
                            "{% if difference.rationale %}{{ difference.rationale }}{% else %}None given{% endif %}",
                        )
                    ),
                ),
            ),
            otherwise=[paragraph("Normal", "Nowhere.")],
        ),
    ]


def _plans() -> Block:
    return [
        paragraph("Heading1", "Improvement plans due"),
        when(
            "plans",
            table(
                "Improvement plans due",
                "When improvement plans are due, the first to come at the top",
                (Column("Due", 3570), Column("Partnership", 6000), Column("Notes", 5000)),
                rows_each("entry in plans", Row((WHEN, WHO, NOTES))),
            ),
            otherwise=[paragraph("Normal", "No date is set.")],
        ),
        when(
            "without_plan",
            paragraph(
                "AfterTable",
                "No date is set for: {% for line in without_plan %}{{ line.partnership }}"
                "{% if not loop.last %}; {% endif %}{% endfor %}.",
            ),
        ),
    ]


def _progress() -> Block:
    columns = (
        Column("Partnership", 5070),
        Column("How far", 2900),
        Column("Last heard", 2600),
        Column("Actions", 4000),
    )
    heard = "{% if step.heard %}{{ step.heard | date }}{% else %}Not yet{% endif %}"
    cells = (
        "{{ step.line.partnership }} ({{ step.line.reference }}, {{ step.line.state }})",
        "{{ step.how_far | initial_capital }}",
        heard,
        "{{ step.words | initial_capital }}",
    )
    return [
        paragraph("Heading1", "Progress with plans"),
        when(
            "progress",
            when(
                "on",
                paragraph(
                    "LeadIn",
                    "On {{ on | date }}. An action has slipped where a later date was agreed and the first has passed.",
                ),
                otherwise=[paragraph("LeadIn", "By what is recorded. What is late is said where a day is given.")],
            ),
            table(
                "Progress with plans",
                "How far each partnership has come with its plan, and how its actions stand",
                columns,
                rows_each("step in progress", Row(cells)),
            ),
            otherwise=[paragraph("Normal", "Nothing is recorded yet.")],
        ),
    ]


def _calendar() -> Block:
    columns = (
        Column("When", 2870),
        Column("What", 2000),
        Column("Partnership", 4200),
        Column("Who", 2300),
        Column("Notes", 3200),
    )
    row = Row((WHEN, "{{ entry.kind }}", WHO, "{{ entry.by | initial_capital }}", NOTES))
    return [
        paragraph("Heading1", "Calendar"),
        when(
            "months",
            each(
                "month in months",
                paragraph("Heading2", "{{ month.name }}"),
                table(
                    "Due in a month",
                    "What is due in the month, for whom and who acts",
                    columns,
                    rows_each("entry in month.entries", row),
                ),
            ),
            otherwise=[paragraph("Normal", "No dates are agreed or proposed.")],
        ),
    ]


def _missing() -> Block:
    return [
        paragraph("Heading1", "Missing or not final"),
        paragraph("Heading2", "Files not accepted"),
        when(
            "refusals",
            each(
                "refusal in refusals",
                paragraph("LeadIn", "{{ refusal.file }}"),
                each("problem in refusal.problems", paragraph("ListBullet", "{{ problem }}")),
            ),
            otherwise=[paragraph("Normal", "None.")],
        ),
        paragraph("Heading2", "Documents not yet final"),
        when(
            "not_final",
            table(
                "Documents not yet final",
                "The partnerships whose documents are not final, and how far they have come",
                (Column("Partnership", 6570), Column("State", 3000), Column("Level of support", 5000)),
                rows_each(
                    "line in not_final",
                    Row(
                        (
                            "{{ line.partnership }} ({{ line.reference }})",
                            "{{ line.state | initial_capital }}",
                            "{{ line.level | initial_capital }}",
                        )
                    ),
                ),
            ),
            paragraph("AfterTable", "Embargoed and issued documents are final."),
            otherwise=[paragraph("Normal", "None.")],
        ),
    ]
