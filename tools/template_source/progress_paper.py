"""The wording of the paper on progress for the committee → its design."""

from __future__ import annotations

from tools.template_source.markup import (
    Block,
    Bold,
    Column,
    Field,
    Row,
    each,
    paragraph,
    rows_each,
    table,
    when,
)
from tools.template_source.parts import Design, section

TITLE = "Progress with improvement plans"


def design() -> Design:
    """The template of the paper."""
    return Design(
        title=f"{TITLE} on {{{{ on | date }}}}",
        subject="What is completed, due, slipped and overdue, for each partnership",
        status="",
        first_header=[paragraph("Letterhead", "Care Inspectorate")],
        header=[paragraph("Header", TITLE)],
        footer=[paragraph("Footer", "Page ", Field("PAGE", "1"), " of ", Field("NUMPAGES", "1"))],
        body=[
            paragraph("Title", TITLE),
            paragraph("Subtitle", "How things stood on {{ on | date }}"),
            *_summary(),
            each("part in sections", *_section()),
            *_rules(),
            section(first=True, landscape=True, margin=1134),
        ],
    )


def _summary() -> list[Block]:
    columns = (
        Column("Partnership", 4770), Column("How far", 2700), Column("Completed", 1500), Column("Overdue", 1200),
        Column("Slipped", 1200), Column("Red", 1000), Column("Amber", 1100), Column("Green", 1100),
    )  # fmt: skip
    cells = (
        "{{ part.partnership }} ({{ part.reference }})", "{{ part.how_far | initial_capital }}",
        "{{ part.completed }}", "{{ part.overdue }}", "{{ part.slipped }}", "{{ part.red }}",
        "{{ part.amber }}", "{{ part.green }}",
    )  # fmt: skip
    return [
        paragraph("Heading1", "All partnerships"),
        when(
            "number",
            paragraph("LeadIn", "{{ total.words | initial_capital }}."),
            paragraph("Normal", '{{ total.picture | image(alt=total.words, width="16cm") }}'),
            paragraph("Normal", "The bars show, from the left: {{ patterns }}."),
        ),
        when(
            "sections",
            table(
                "All partnerships",
                "How far each partnership has come, and how many of its actions are late",
                columns,
                rows_each("part in sections", Row(cells)),
            ),
            otherwise=[paragraph("Normal", "There is no partnership.")],
        ),
        when(
            "refused",
            paragraph(
                "AfterTable",
                "These files could not be read, and what they say is missing here: {{ refused | join('; ') }}.",
            ),
        ),
    ]


def _section() -> list[Block]:
    columns = (
        Column("Action", 4570), Column("Lead role", 2600), Column("Date", 2500), Column("Late", 2200),
        Column("Status", 1500), Column("Rating", 1200),
    )  # fmt: skip
    cells = (
        "{{ late.reference }}: {{ late.action }}", "{{ late.lead }}", "{{ late.dates }}",
        "{{ late.late | initial_capital }}", "{{ late.status }}", "{{ late.rating }}",
    )  # fmt: skip
    return [
        paragraph("Heading1", "{{ part.partnership }}"),
        paragraph("LeadIn", Bold("Our reference: "), "{{ part.reference }}"),
        paragraph("LeadIn", Bold("Level of support: "), "{{ part.level | initial_capital }}"),
        paragraph("LeadIn", Bold("How far: "), "{{ part.how_far | initial_capital }}. {{ part.heard }}"),
        when("part.kept_back", paragraph("LeadIn", Bold("Not for publication: "), "{{ part.kept_back }}.")),
        when("part.closed", paragraph("LeadIn", "{{ part.closed }}")),
        when(
            "part.number",
            paragraph("LeadIn", "{{ part.bar.words | initial_capital }}."),
            paragraph("Normal", '{{ part.bar.picture | image(alt=part.bar.words, width="16cm") }}'),
            otherwise=[
                paragraph(
                    "Normal",
                    '{% if part.completed == "Not issued" %}Nothing is due, as nothing that is issued stands.'
                    "{% else %}No actions are recorded.{% endif %}",
                )
            ],
        ),
        when(
            "part.late",
            paragraph("Heading2", "Red and amber actions"),
            table(
                "Red and amber actions",
                "The actions of this partnership that are rated red or amber, with their dates",
                columns,
                rows_each("late in part.late", Row(cells)),
            ),
        ),
        when(
            "part.review",
            paragraph("Heading2", "Progress review"),
            paragraph("LeadIn", "What the review of {{ part.reviewed }} found:"),
            table(
                "Progress review",
                "What the progress review found in each area for improvement",
                (Column("Area for improvement", 6000), Column("Progress", 8570)),
                rows_each("found in part.review", Row(("{{ found.area }}", "{{ found.progress }}"))),
            ),
        ),
    ]


def _rules() -> list[Block]:
    return [
        paragraph("Heading1", "How actions are rated"),
        paragraph(
            "Normal",
            "A date that was revised still counts from the date that was agreed first. An action has slipped where its "
            "first date has passed and its present one has not; it is overdue where both have.",
        ),
        each("rule in rules", paragraph("ListBullet", "{{ rule }}")),
    ]
